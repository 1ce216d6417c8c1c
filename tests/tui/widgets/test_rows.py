"""A list of rows is scrolled to its cursor, whatever moves it."""

from __future__ import annotations

from rich.style import Style
from textual.app import App, ComposeResult

from qcode.tui.widgets.rows import Parts, RowList


class Hundred(RowList):
    """A hundred rows of two lines."""

    ROW_HEIGHT = 2
    DEFAULT_CSS = "Hundred { height: 1fr; }"

    def row_count(self) -> int:
        return 100

    def draw(self, index: int, width: int) -> list[Parts]:
        return [[(f"row {index}", Style())], [("below", Style())]]


class Shown(App[None]):
    """The list alone."""

    def compose(self) -> ComposeResult:
        yield Hundred()


def seen(rows: RowList) -> list[str]:
    lines = ["".join(part.text for part in rows.render_line(y)).strip() for y in range(rows.size.height)]
    return [line for line in lines if line.startswith("row")]


async def test_the_row_under_the_cursor_is_always_to_be_seen() -> None:
    app = Shown()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        rows = app.query_one(Hundred)
        rows.focus()
        assert rows.show_vertical_scrollbar
        assert rows.scrollable_content_region.width == 29, "the scrollbar has a column of its own"
        for key, last in (("end", 99), ("up", 98), ("home", 0), ("pagedown", 4), ("down", 5)):
            await pilot.press(key)
            await pilot.pause()
            assert rows.cursor == last
            assert f"row {last}" in seen(rows), key
        await pilot.press("end")
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        assert seen(rows)[-1] == "row 99"
