"""The screen of analyses, in parts: which there are, what is behind a cell, what it shows, what can be done."""

from qcode.tui.screens.statistics.acting import StatisticsScreen

__all__ = ["StatisticsScreen"]
