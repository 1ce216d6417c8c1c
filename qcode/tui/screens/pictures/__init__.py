"""Pictures of what is coded: bars, heat map, portrait, timeline."""

from qcode.tui.screens.pictures.screen import PicturesScreen

__all__ = ["PicturesScreen"]
