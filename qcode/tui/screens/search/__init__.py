"""The search screen: every place where words are found, in their context, to be read, opened and coded."""

from qcode.tui.screens.search.screen import SearchScreen

__all__ = ["SearchScreen"]
