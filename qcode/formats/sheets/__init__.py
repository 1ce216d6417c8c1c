"""Sheets of cases and attributes as files of other programs."""
