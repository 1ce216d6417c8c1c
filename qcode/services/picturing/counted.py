"""Pictures of reports on codes: bars of frequencies, a heat map of what stands together."""

from __future__ import annotations

from qcode.domain.picture import Bar, Bars, HeatMap, Picture
from qcode.language import N_
from qcode.services import analysing
from qcode.services.picturing.order import Order, fraction_in, inks_of, most_frequent, name_of, number_in


def draw_frequencies(order: Order) -> Picture:
    """Return how often codes stand, as bars."""
    report = analysing.make_frequencies(
        order.project, order.selection, language=order.language, by_count=order.how.by_count, title=order.title,
        source_line=order.source_line,
    )  # fmt: skip
    values = {at: number_in(row[1]) for at, row in enumerate(report.rows[: len(report.rows) - report.total_rows])}
    kept = sorted(most_frequent(values, order.most))
    by_name = {row.name.name: row for row in order.rows()}
    rows = [by_name[name_of(report, at)] for at in kept]
    bars = tuple(
        Bar(ink, 0 if order.how.by_count else row.name.depth, values[at], fraction_in(report.rows[at][2]))
        for at, row, ink in zip(kept, rows, inks_of(rows), strict=True)
    )
    about = order.say(N_("Horizontal bars, one for each code: {list}."))
    told = "; ".join(f"{bar.ink.label} {bar.value}" for bar in bars)
    return Picture(
        order.kind, report.title, Bars(bars, order.say(N_("coded passages"))), about.format(list=told),
        (*report.notes, *order.shown(len(kept), len(values))), report.source_line, report,
    )  # fmt: skip


def draw_cooccurrence(order: Order) -> Picture:
    """Return which codes stand together, as a heat map."""
    report = analysing.make_cooccurrence(
        order.project, order.selection, within=order.how.within, language=order.language, title=order.title,
        source_line=order.source_line,
    )  # fmt: skip
    alone = {at: number_in(row[at + 1]) for at, row in enumerate(report.rows)}
    kept = sorted(most_frequent(alone, order.most))
    by_name = {row.name.name: row for row in order.rows()}
    inks = inks_of([by_name[name_of(report, at)] for at in kept])
    cells = tuple(
        tuple(n if isinstance(n := report.rows[row][column + 1], int) else None for column in kept) for row in kept
    )
    together = sorted(
        ((n or 0, y, x) for y, line in enumerate(cells) for x, n in enumerate(line[:y])), key=lambda one: -one[0]
    )
    told = "; ".join(f"{inks[x].key} + {inks[y].key} {n}" for n, y, x in together[:12] if n)
    about = order.say(N_("A square of codes, darker where two stand together more often. Most often: {list}."))
    return Picture(
        order.kind, report.title, HeatMap(inks, cells, report.notes[0]), about.format(list=told or "-"),
        (*report.notes, *order.shown(len(kept), len(alone))), report.source_line, report,
    )  # fmt: skip
