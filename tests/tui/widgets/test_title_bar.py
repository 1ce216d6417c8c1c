"""The title line keeps what is on its left apart from what is on its right, however narrow it is."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from qcode.tui.widgets.bars import TitleBar


class Titled(App[None]):
    """A title line alone."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield TitleBar()


@pytest.mark.parametrize("width", [40, 80, 200])
async def test_three_long_parts_leave_the_right_side_readable(width: int) -> None:
    app = Titled()
    async with app.run_test(size=(width, 5)) as pilot:
        bar = app.query_one(TitleBar)
        bar.show("A study with a long name of its own", "Retrieval", "A heading " * 8, right="texts: 12")
        await pilot.pause()
        line = bar.render_line(0).text
        assert len(line) == width
        assert line.endswith(" texts: 12 ")
