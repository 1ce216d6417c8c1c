"""Pictures of what is coded, and of the cases, one at a time."""

from qcode.tui.screens.pictures.screen import PicturesScreen

__all__ = ["PicturesScreen"]
