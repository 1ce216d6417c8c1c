"""From looks to colours: the theme gives the grounds, the codes give their own hue.

A code's colour was picked for paper or for another theme. Words keep the colour of text on a faint tint of the
code's; keys and bars keep the hue and are lightened or darkened until they can be read on this ground.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual.color import Color

from qcode.tui.layout.looks import Look
from qcode.tui.widgets.contrast import VISIBLE, readable

WORDS = ("participant", "interviewer", "outside", "blank")
_TINT = (0.0, 0.20, 0.32)
"""Share of a code's colour in the ground of words under no, one, or more codings."""

_LINES = (Style(), Style(underline=True), Style(underline=True, underline2=True))
"""Under words with no, one, or more codings, so that colour is not the only sign of them.

A terminal that knows no double line draws a single one.
"""


class Dyes:
    """Styles for looks, each made once.

    Args:
        component: Gives the style of a component class by its last part, on the view's ground.
        ground: The view's background.
        finish: Has the last word about each style.
    """

    def __init__(self, component: Callable[[str], Style], ground: Color, finish: Callable[[Style], Style]) -> None:
        self._component = component
        self._finish = finish
        self._ground = ground
        self._made: dict[tuple[str, int, bool, bool, str, bool], Style] = {}

    def style(self, look: Look, color: str, *, is_dimmed: bool) -> Style:
        """Return the style of a look.

        Args:
            look: With a code or without; which coding it is does not matter.
            color: The code's, ``#rrggbb``; empty without one.
            is_dimmed: Whether it stands back because another code is in focus.
        """
        key = (look.ground, look.depth, look.is_selected, look.is_cursor, color, is_dimmed)
        if key not in self._made:
            self._made[key] = self._finish(self._make(look, color, is_dimmed=is_dimmed))
        return self._made[key]

    def _make(self, look: Look, color: str, *, is_dimmed: bool) -> Style:
        if look.is_cursor:
            return self._component("cursor")
        if look.ground in ("stripe", "key"):
            return self._sign(look, color, is_dimmed=is_dimmed)
        style = self._component("outside" if look.ground == "blank" else look.ground)
        if look.depth and color:
            tint = self._ground.blend(Color.parse(color), _TINT[look.depth])
            style += Style(bgcolor=tint.rich_color) + _LINES[look.depth]
        if look.is_selected:
            style += self._component("selection") + _LINES[look.depth]
        return self._legible(style)

    def _legible(self, style: Style) -> Style:
        """Return a style whose words can be read on their ground, however faint the theme has them."""
        ink = Color.from_rich_color(style.color) if style.color else None
        ground = Color.from_rich_color(style.bgcolor) if style.bgcolor else self._ground
        return style + Style(color=readable(ink, ground).rich_color) if ink else style

    def _sign(self, look: Look, color: str, *, is_dimmed: bool) -> Style:
        hue = Color.parse(color) if color else self._ground.inverse
        if is_dimmed:
            hue = self._ground.blend(hue, 0.45)
        if look.ground == "key":
            hue = readable(hue, self._ground)
        elif not is_dimmed:
            hue = readable(hue, self._ground, VISIBLE)
        return Style(color=hue.rich_color, bgcolor=self._ground.rich_color, bold=look.ground == "key" and not is_dimmed)
