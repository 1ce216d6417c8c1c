"""What qcode reads and writes: one file per format, found by the registry."""
