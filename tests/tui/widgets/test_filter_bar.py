"""What is filtered is readable on two lines, however much it is."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from qcode.tui.widgets.filter_bar import FilterBar


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield FilterBar()


FACTS = [
    ("code", "KEN, PRV, REP-LAP, PRE-EDU"), ("source", "T01_unit_ppa, T02_pengelola_penginapan"), ("coder", "gold"),
    ("since", "2020-01-01"), ("query", "KEN or PRV or REP and not REK"), ("interviewers", "left out"),
]  # fmt: skip


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_every_filter_is_named_on_two_lines(width: int) -> None:
    app = Shown()
    async with app.run_test(size=(width, 10)) as pilot:
        bar = app.query_one(FilterBar)
        bar.show(FACTS, empty="nothing", right="by source")
        await pilot.pause()
        lines = [bar.render_line(y).text for y in range(2)]
        assert lines[0].endswith("by source")
        for name, value in FACTS:
            assert f"{name}: {value[:4]}" in " ".join(lines)
        assert all(len(line) == bar.size.width for line in lines)


async def test_without_filters_it_says_how_to_filter() -> None:
    app = Shown()
    async with app.run_test(size=(80, 10)) as pilot:
        bar = app.query_one(FilterBar)
        bar.show([], empty="f filters", right="by source")
        await pilot.pause()
        assert bar.render_line(0).text.strip().startswith("f filters")
        assert bar.render_line(1).text.strip() == ""
