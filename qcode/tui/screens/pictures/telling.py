"""What is under the cursor of a picture, in words, and the codings behind it."""

from __future__ import annotations

from dataclasses import replace

from qcode.domain.picture import (
    ALL_CASES,
    Bars,
    CodeTree,
    Columns,
    Curve,
    CurvePoint,
    HeatMap,
    Likeness,
    Network,
    Picture,
    Portrait,
    Stretch,
    Tie,
    Timeline,
)
from qcode.domain.query import Or, Related, Relation, Term
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.wording import share_text
from qcode.language import _, screen_language
from qcode.tui.layout.course_sheets import ColumnSheet
from qcode.tui.layout.graph_sheets import LikenessSheet, NetworkSheet
from qcode.tui.layout.sheets import Cursor, Sheet
from qcode.tui.layout.strand_sheets import PortraitSheet, TimelineSheet
from qcode.tui.screens.base import Place


def told(picture: Picture, sheet: Sheet, cursor: Cursor) -> tuple[str, ...]:
    """Return what is under the cursor, the main thing first."""
    match picture.body:
        case Bars(bars=bars):
            bar = bars[cursor[0]]
            share = () if bar.share is None else (share_text(bar.share, screen_language()),)
            return (bar.ink.label, _("passages: {n}").format(n=bar.value), *share)
        case HeatMap() as body:
            return _told_of_cell(body, cursor)
        case Portrait(inks=inks) if isinstance(sheet, PortraitSheet):
            strand, cell, at = sheet.cell(cursor)
            labels = ", ".join(inks[ink].label for ink in cell.inks)
            return (labels or _("nothing coded"), strand.name, share_text(at, screen_language(), 0))
        case Timeline(inks=inks) if isinstance(sheet, TimelineSheet):
            strand, stretch = sheet.stretch(cursor)
            return (inks[stretch.ink].label, strand.name, *_where(stretch))
        case Network() as body if isinstance(sheet, NetworkSheet):
            return _told_of_tie(body, *sheet.row(cursor))
        case Likeness() if isinstance(sheet, LikenessSheet):
            leaf, height, others = sheet.leaf(cursor)
            names = ", ".join(one.key for one in others)
            return (
                leaf.label,
                _("distance: {n}").format(n=f"{height:.3f}"),
                _("joined with {names}").format(names=names),
            )
        case Curve(points=points):
            return _told_of_interview(points[cursor[0]])
        case CodeTree(branches=branches):
            branch = branches[cursor[0]]
            own = _("at the very code: {n}").format(n=branch.own)
            return (branch.ink.label, _("passages: {n}").format(n=branch.whole), own)
        case Columns() if isinstance(sheet, ColumnSheet):
            year, ink, found = sheet.cell(cursor)
            series = () if ink is None or ink.id == ALL_CASES else (ink.label,)
            cases = (", ".join(found),) if found else ()
            return (year, *series, _("cases: {n}").format(n=len(found)), *cases)
    return ()


def _told_of_cell(body: HeatMap, cursor: Cursor) -> tuple[str, ...]:
    row, column = (body.inks[at] for at in cursor)
    n = body.cells[cursor[0]][cursor[1]]
    if n is None:
        return (f"{row.label} + {column.label}", _("not compared: one stands over the other"))
    label = row.label if row is column else f"{row.label} + {column.label}"
    return (label, _("alone: {n}").format(n=n) if row is column else _("together: {n}").format(n=n))


def _told_of_tie(body: Network, number: int, tie: Tie | None) -> tuple[str, ...]:
    node = body.nodes[number]
    if tie is None:
        return (node.ink.label, f"{body.node_unit}: {node.value}", _("ties: {n}").format(n=len(body.ties_of(number))))
    other = body.nodes[tie.left + tie.right - number]
    weight = () if body.is_count else (f"{body.measure}: {tie.weight:.3f}",)
    return (f"{node.ink.label} + {other.ink.label}", _("together: {n}").format(n=tie.count), *weight)


def _told_of_interview(point: CurvePoint) -> tuple[str, ...]:
    known = [_("new codes: {n}").format(n=point.new), _("codes so far: {n}").format(n=point.cumulative)]
    if point.run_share is not None:
        share = share_text(point.run_share, screen_language())
        known.append(_("new information: {share}").format(share=share))
    return (point.ink.label, *known)


def _where(stretch: Stretch) -> tuple[str, str]:
    return f"{stretch.start}–{stretch.end}", share_text(stretch.left, screen_language(), 0)


def place_of(sheet: Sheet, cursor: Cursor) -> Place | None:
    """Return the passage under the cursor, or the place in the text; ``None`` where a picture has none."""
    if isinstance(sheet, PortraitSheet):
        strand, cell, at = sheet.cell(cursor)
        start = int(at * strand.length)
        return _place(strand.source, cell.longest) or Place(strand.source, Span(start, start))
    if isinstance(sheet, TimelineSheet):
        strand, stretch = sheet.stretch(cursor)
        return _place(strand.source, stretch)
    return None


def _place(source: str, stretch: Stretch | None) -> Place | None:
    return Place(source, Span(stretch.start, stretch.end)) if stretch else None


def selection_behind(
    picture: Picture, sheet: Sheet, cursor: Cursor, chosen: Selection, *, fold: bool
) -> Selection | None:
    """Return the codings behind what is under the cursor; ``None`` where there are none.

    Args:
        picture: What is shown.
        sheet: As it lies on the screen.
        cursor: The place.
        chosen: The codings of the whole picture.
        fold: Whether a code of a portrait or timeline stands for all under it.
    """
    # What is listed is what was counted.
    chosen = replace(chosen, as_counted=True)
    if pair := pair_under(picture, sheet, cursor):
        return overlapping(chosen, *pair)
    match picture.body:
        case Bars(bars=bars):
            return replace(chosen, codes=(bars[cursor[0]].ink.id,))
        case HeatMap(inks=inks):
            return replace(chosen, codes=(inks[cursor[0]].id,)) if cursor[0] == cursor[1] else None
        case Network(nodes=nodes) if isinstance(sheet, NetworkSheet):
            return replace(chosen, codes=(nodes[sheet.row(cursor)[0]].ink.id,))
        case Likeness(of=of) if isinstance(sheet, LikenessSheet):
            leaf = sheet.leaf(cursor)[0]
            return _of_source(leaf.label, chosen) if of == "source" else replace(chosen, codes=(leaf.id,), only=True)
        case Curve(points=points):
            return _of_source(points[cursor[0]].ink.label, chosen)
        case CodeTree(branches=branches):
            return replace(chosen, codes=(branches[cursor[0]].ink.id,), only=False)
        case Columns() if isinstance(sheet, ColumnSheet):
            found = sheet.cell(cursor)[2]
            return replace(chosen, cases=found) if found else None
    return _of_strand(picture, sheet, cursor, chosen, fold=fold)


def _of_source(name: str, chosen: Selection) -> Selection:
    return replace(chosen, sources=(name,))


def _of_strand(picture: Picture, sheet: Sheet, cursor: Cursor, chosen: Selection, *, fold: bool) -> Selection | None:
    """Return what stands under a cell of a portrait, or the code of a passage of a timeline."""
    if not isinstance(picture.body, Portrait | Timeline):
        return None
    inks = picture.body.inks
    if isinstance(sheet, PortraitSheet):
        strand, cell, _at = sheet.cell(cursor)
        found, source = tuple(inks[ink].id for ink in cell.inks), strand.name
    elif isinstance(sheet, TimelineSheet):
        strand, stretch = sheet.stretch(cursor)
        found, source = (inks[stretch.ink].id,), strand.name
    else:
        return None
    if not found:
        return None
    # The ink of all other codes names none of them, so that nothing can be left out by code.
    codes = found if all(found) else chosen.codes
    return replace(chosen, codes=codes, sources=(source,), only=not fold and all(found))


def overlapping(chosen: Selection, one: str, other: str) -> Selection:
    """Return the codings of two codes where they overlap; the codes are named as a query names them."""
    pair = (Term(one), Term(other))
    both = Or(tuple(Related(a, Relation.OVERLAPS, b) for a, b in (pair, pair[::-1])))
    asked = f"({chosen.query}) and ({both})" if chosen.query else str(both)
    return replace(chosen, codes=(one, other), query=asked)


def pair_under(picture: Picture, sheet: Sheet, cursor: Cursor) -> tuple[str, str] | None:
    """Return the two codes under the cursor of a heat map or network; ``None`` where there are not two."""
    match picture.body:
        case HeatMap(inks=inks, cells=cells):
            if cursor[0] == cursor[1] or cells[cursor[0]][cursor[1]] is None:
                return None
            return inks[cursor[0]].id, inks[cursor[1]].id
        case Network(nodes=nodes) if isinstance(sheet, NetworkSheet):
            number, tie = sheet.row(cursor)
            return (nodes[number].ink.id, nodes[tie.left + tie.right - number].ink.id) if tie else None
    return None


def filters_in_words(chosen: Selection, names: dict[str, str]) -> list[tuple[str, str]]:
    """Return the filters with their values.

    Args:
        chosen: The selection.
        names: UUID of a code → what it is called.
    """
    rows = (
        (_("codes"), tuple(names.get(code, code) for code in chosen.codes)),
        (_("texts"), chosen.sources), (_("cases"), chosen.cases), (_("speakers"), chosen.speakers),
        (_("coders"), chosen.coders), (_("sets"), chosen.sets),
        (_("attributes"), tuple(f"{name} = {value}" for name, value in chosen.where)),
        (_("query"), (chosen.query,) if chosen.query else ()),
        (_("since"), (chosen.since,) if chosen.since else ()), (_("until"), (chosen.until,) if chosen.until else ()),
    )  # fmt: skip
    return [(name, ", ".join(values)) for name, values in rows if values]
