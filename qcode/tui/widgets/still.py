"""A widget that hands out the same lines until it is told to draw again.

Textual asks every widget of a screen for all its lines whenever one of them changes, and takes the two that it needs.
The lines are kept by the library, but each is looked at and filtered anew, at every key.
"""

from __future__ import annotations

from typing import Any, Self

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Still(Widget):
    """Keeps its lines as they were drawn last."""

    _kept: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines, those of the last time if nothing has changed."""
        if self._kept is None or self._kept[0] != crop:
            self._kept = (crop, super().render_lines(crop))
        return self._kept[1]

    def refresh(self, *regions: Region, **given: Any) -> Self:  # noqa: ANN401 - passed on as it came
        """Draw again."""
        self._kept = None
        return super().refresh(*regions, **given)

    def notify_style_update(self) -> None:
        """Draw again in the new colours."""
        self._kept = None
        super().notify_style_update()
