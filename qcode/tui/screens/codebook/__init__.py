"""The codebook screen: every codebook as a tree, the full definition of a code beside it, and all acts on codes."""

from qcode.tui.screens.codebook.screen import CodebookScreen

__all__ = ["CodebookScreen"]
