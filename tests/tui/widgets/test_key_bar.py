"""The line of keys: what does not fit is left out, but never the way back."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from qcode.tui.widgets.bars import KeyBar, KeyHint

MANY = [
    KeyHint("?", "Help", "help"), KeyHint("e", "Edit", "edit"), KeyHint("n", "New code", "new"),
    KeyHint("p", "Put elsewhere", "put"), KeyHint("i", "Merge into", "merge"), KeyHint("Esc", "Back", "back"),
    KeyHint("s", "Split", "split"),
]  # fmt: skip


class Line(App[None]):
    """Nothing but the line of keys."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield KeyBar()


async def shown_at(width: int, saying: str = "") -> str:
    app = Line()
    async with app.run_test(size=(width, 3)) as pilot:
        bar = app.query_one(KeyBar)
        bar.show(MANY)
        if saying:
            bar.say(saying)
        await pilot.pause()
        return bar.render_line(0).text


@pytest.mark.parametrize("width", [100, 60, 40, 24])
async def test_the_way_back_and_to_help_stay_at_every_width(width: int) -> None:
    line = await shown_at(width)
    assert " Esc Back   ? Help " in line
    assert len(line) == width


async def test_other_keys_give_way_to_a_message() -> None:
    line = await shown_at(60, "made: Human impact; e writes its definition")
    assert "Esc Back" in line
    assert "Put elsewhere" not in line
    assert "made: Human" in line


async def test_a_message_takes_the_room_of_the_keys_before_it_is_cut() -> None:
    message = "everything is saved already: each act is on disk when you see it"
    assert (await shown_at(80, message)).endswith(f" {message} ")
    assert (await shown_at(60, message)).endswith(" each act is on disk when you… ")
