"""The sheet of cases and sources with their attributes, and what belongs to each case."""

from qcode.tui.screens.cases.screen import CasesScreen

__all__ = ["CasesScreen"]
