"""The curve of saturation: new codes from interview to interview."""

from __future__ import annotations

from qcode.analysis.saturation import Rule
from qcode.domain.picture import Curve, CurvePoint, Picture, signed
from qcode.language import N_
from qcode.services import following
from qcode.services.picturing.order import Order, fraction_in, name_of, number_in
from qcode.store import coded

_COLOR = "#0072b2"


def draw_saturation(order: Order) -> Picture:
    """Return how many new codes each interview brought, and where saturation is reached."""
    how, say = order.how, order.say
    rule = how.rule or Rule()
    report = following.make_saturation(
        order.project, order.selection, rule, by=how.by, order=how.order, kind=how.kind, language=order.language,
        title=order.title, source_line=order.source_line,
    )  # fmt: skip
    at = {column.name: number for number, column in enumerate(report.columns)}
    ids = {name: uuid for uuid, name, _chars in coded.sources(order.project).values()}
    names = [name_of(report, row) for row in range(len(report.rows))]
    inks = signed((ids[name], name, name, _COLOR) for name in names)
    points = tuple(
        CurvePoint(
            ink, number_in(row[at["new"]]), number_in(row[at["cumulative"]]),
            None if row[at["run_new"]] is None else number_in(row[at["run_new"]]), fraction_in(row[at["run_share"]]),
        )
        for ink, row in zip(inks, report.rows, strict=True)
    )  # fmt: skip
    reached = next(
        (number - rule.run for number, row in enumerate(report.rows, 1) if row[at["saturated"]] is True), None
    )
    told = "; ".join(f"{point.ink.label} {point.new} ({point.cumulative})" for point in points)
    about = say(N_("New codes of each interview, and all codes so far in brackets: {list}.")).format(list=told or "-")
    notes = report.notes if points else (*report.notes, say(N_("Nothing is coded in this selection.")))
    return Picture(
        order.kind, report.title, Curve(points, rule.base, rule.run, rule.threshold, reached), about, notes,
        report.source_line, report,
    )  # fmt: skip
