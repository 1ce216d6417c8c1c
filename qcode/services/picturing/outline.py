"""The code tree: the codebook with how often each code stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qcode.domain.coded import CodeRow
from qcode.domain.picture import Branch, CodeTree, Picture
from qcode.domain.report import Report
from qcode.language import N_
from qcode.services import analysing
from qcode.services.picturing.order import Order, inks_of, most_frequent, name_of, number_in
from qcode.services.reporting import described
from qcode.store import codes


def draw_tree(order: Order) -> Picture:
    """Return the codebook as a tree, with what stands at each code itself and with what is under it."""
    say, everything = order.say, order.rows(rolled_up=True)
    above = analysing.code_rows(order.project, order.language, rolled_up=True).above
    numbers = _frequencies(order, only=False)
    whole, own = _counts(numbers), _counts(_frequencies(order, only=True))
    chosen = _chosen(order, everything, above)
    values = {row.key: whole[row.name.name] for row in everything if row.key in chosen}
    frequent = most_frequent(values, order.most)
    kept = {key for one in frequent for key in (one, *above[one])}
    rows = [row for row in everything if row.key in kept]
    branches = tuple(
        Branch(ink, row.name.depth, own[row.name.name], whole[row.name.name])
        for row, ink in zip(rows, inks_of(rows), strict=True)
    )
    notes = [
        say(N_("Unit: coded passages; a passage coded more than once counts once.")),
        say(N_("A number is of the code with all under it; in brackets what stands at the very code.")),
        *order.shown(len(frequent), len(values)),
        *described(order.project, order.selection, say),
    ]
    if not branches:
        notes.append(say(N_("There are no codes.")))
    elif not any(one.whole for one in branches):
        notes.append(say(N_("Nothing is coded in this selection.")))
    told = "; ".join(f"{one.ink.label} {one.whole}" for one in branches)
    return Picture(
        order.kind, order.title or say(N_("Code tree")), CodeTree(branches, say(N_("coded passages"))),
        say(N_("The codebook as a tree, with how often each code stands: {list}.")).format(list=told or "-"),
        tuple(notes), order.origin, numbers,
    )  # fmt: skip


def _frequencies(order: Order, *, only: bool) -> Report:
    selection = replace(order.selection, only=only)
    return analysing.make_frequencies(order.project, selection, language=order.language, with_empty=True)


def _counts(report: Report) -> dict[str, int]:
    """Return how many passages each code has, by its name in reports."""
    rows = len(report.rows) - report.total_rows
    return {name_of(report, at): number_in(report.rows[at][1]) for at in range(rows)}


def _chosen(order: Order, rows: tuple[CodeRow, ...], above: Mapping[int, tuple[int, ...]]) -> set[int]:
    """Return which codes are shown: all, or those of the filter with what is under them."""
    if not order.selection.codes:
        return {row.key for row in rows}
    ids = {codes.find(order.project, name).code.id for name in order.selection.codes}
    named = {row.key for row in rows if row.id in ids}
    return {row.key for row in rows if named & {row.key, *above[row.key]}}
