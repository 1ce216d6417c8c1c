"""The retrieval screen: what was coded, found by filters and queries, read in context, changed in place."""

from qcode.tui.screens.retrieval.screen import RetrievalScreen

__all__ = ["RetrievalScreen"]
