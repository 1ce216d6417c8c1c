"""Any report as a table: columns lie whole, numbers stand right, words share the room, the cursor is always in view."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widget import Widget

from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.tui.widgets.report_layout import lay_out
from qcode.tui.widgets.report_table import ReportHead, ReportRows, ReportTable

WORDS = Report(
    "Words", (Column("source", "Source", Kind.NAME), Column("left", "Before", Kind.BEFORE), Column("match", "Match")),
    ((Name("T01"), "the words that stand before it, more of them than there is room for", "Alat"),
     (Name("T02", depth=1), "few", "Tamu")),
)  # fmt: skip
kinds = st.sampled_from([Kind.COUNT, Kind.SHARE, Kind.TEXT, Kind.PRESENCE])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    columns = [Column("code", "Code", Kind.NAME)]
    columns += [Column(draw(st.text(max_size=40)), kind=draw(kinds)) for _n in range(draw(st.integers(0, 12)))]
    cells: dict[Kind, st.SearchStrategy[Cell]] = {
        Kind.COUNT: st.integers(0, 10**7), Kind.SHARE: st.floats(0, 1), Kind.TEXT: st.text(max_size=90),
        Kind.PRESENCE: st.booleans(),
    }  # fmt: skip
    rows = [
        (Name(draw(st.text(max_size=40)), depth=draw(st.integers(0, 4))), *(draw(cells[c.kind]) for c in columns[1:]))
        for _n in range(draw(st.integers(0, 5)))
    ]
    return Report("Any", tuple(columns), tuple(rows))


@given(reports(), st.integers(30, 220))
def test_every_column_can_be_seen_whole(report: Report, width: int) -> None:
    layout = lay_out(report, width, "en")
    assert len(layout.widths) == len(report.columns) - 1
    assert 0 < layout.label <= width
    for column in range(len(layout.widths)):
        seen = layout.seen_from(column)
        assert column in seen
        shown = sum(layout.widths[at] for at in seen)
        assert shown <= max(width - layout.label, layout.widths[column])
        for lines in layout.heads[1:]:
            assert len(lines) <= 3
    if layout.seen_from(0).stop < len(layout.widths):
        assert sum(layout.widths) + layout.label > width, "what there is room for is shown"


@given(st.integers(0, 10**9))
def test_numbers_are_never_cut(number: int) -> None:
    report = Report("N", (Column("a", kind=Kind.NAME), Column("n", kind=Kind.COUNT)), ((Name("x" * 90), number),))
    assert lay_out(report, 40, "en").widths[0] >= len(str(number)) + 2


def test_a_square_of_five_hundred_codes_is_laid_out_at_once() -> None:
    names = [f"KODE-{n:03}" for n in range(500)]
    report = Report(
        "Square", (Column("code", kind=Kind.NAME), *(Column(name, kind=Kind.COUNT) for name in names)),
        tuple((Name(name), *(n * 7 % 13 for n in range(500))) for name in names),
    )  # fmt: skip
    best = min(_seconds(report) for _round in range(5))
    assert best < 0.25, "it is laid out between two keys; a tenth of that is usual"


def _seconds(report: Report) -> float:
    begun = perf_counter()
    lay_out(report, 200, "en")
    return perf_counter() - begun


class Shown(App[None]):
    """A table alone."""

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield ReportTable()


def line(widget: Widget, y: int) -> str:
    return "".join(segment.text for segment in widget.render_line(y))


async def test_words_before_a_match_keep_their_end_and_the_cursor_turns_its_cell_round() -> None:
    app = Shown()
    async with app.run_test(size=(50, 10)) as pilot:
        table = app.query_one(ReportTable)
        table.show(WORDS, (0, 1))
        table.rows.focus()
        await pilot.pause()
        first = line(table.rows, 0)
        assert first.startswith(" T01")
        assert "than there is room for Alat" in first
        assert "…" in first
        assert cell_len(first) == 50
        turned = [s.text.strip() for s in table.rows.render_line(0) if s.style and s.style.reverse]
        assert turned == ["Alat"]
        await pilot.press("h", "h", "down", "h")
        assert table.cursor == (1, -1)
        assert line(table.rows, 1).startswith("   T02"), "what lies under another is indented"
        assert "Before" in line(app.query_one(ReportHead), 0)


async def test_a_narrower_window_keeps_the_cursor_in_view() -> None:
    columns = (Column("code", kind=Kind.NAME), *(Column(f"K{n:02}", kind=Kind.COUNT) for n in range(40)))
    report = Report("Wide", columns, tuple((Name(f"r{n}"), *range(40)) for n in range(60)))
    app = Shown()
    async with app.run_test(size=(200, 30)) as pilot:
        rows = app.query_one(ReportRows)
        app.query_one(ReportTable).show(report, (59, 39))
        rows.focus()
        await pilot.pause()
        await pilot.resize_terminal(44, 8)
        await pilot.pause()
        assert rows.layout_now is not None
        assert 39 in rows.layout_now.seen_from(rows.first)
        assert rows.scroll_offset.y <= 59 < rows.scroll_offset.y + rows.size.height
        assert "39" in line(rows, 59 - rows.scroll_offset.y)
        assert "‹" in line(app.query_one(ReportHead), 0)
