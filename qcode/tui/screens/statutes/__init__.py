"""The screen of statutory references, in parts: what it shows, what can be done."""

from qcode.tui.screens.statutes.acting import StatutesScreen

__all__ = ["StatutesScreen"]
