"""Readers of transcripts and documents."""
