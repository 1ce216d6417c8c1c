"""The screen of sources: what there is, what is known of it, and what can be done with it."""

from qcode.tui.screens.sources.screen import SourcesScreen

__all__ = ["SourcesScreen"]
