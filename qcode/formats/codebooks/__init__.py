"""Readers and writers of codebooks."""
