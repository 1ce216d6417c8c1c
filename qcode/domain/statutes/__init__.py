"""Statutory references in running text: found, and written in one way."""

from qcode.domain.statutes.finder import Reference, references

__all__ = ["Reference", "references"]
