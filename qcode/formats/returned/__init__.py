"""Formats of what comes back from its readers: answers and comments."""
