"""The matrix screen, in parts: what it shows, what it can be set to, what can be done."""

from qcode.tui.screens.matrix.acting import MatrixScreen

__all__ = ["MatrixScreen"]
