"""What is under the cursor of a picture, in words, and the codings behind it."""

from __future__ import annotations

from dataclasses import replace

from qcode.domain.picture import Bars, HeatMap, Picture, Stretch
from qcode.domain.query import Or, Related, Relation, Term
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.wording import share_text
from qcode.language import _, screen_language
from qcode.tui.layout.sheets import Cursor, Sheet
from qcode.tui.layout.strand_sheets import PortraitSheet, TimelineSheet
from qcode.tui.screens.base import Place


def told(picture: Picture, sheet: Sheet, cursor: Cursor) -> tuple[str, ...]:
    """Return what is under the cursor, the main thing first."""
    body = picture.body
    if isinstance(body, Bars):
        bar = body.bars[cursor[0]]
        share = () if bar.share is None else (share_text(bar.share, screen_language()),)
        return (bar.ink.label, _("passages: {n}").format(n=bar.value), *share)
    if isinstance(body, HeatMap):
        row, column = (body.inks[at] for at in cursor)
        n = body.cells[cursor[0]][cursor[1]]
        if n is None:
            return (f"{row.label} + {column.label}", _("not compared: one stands over the other"))
        label = row.label if row is column else f"{row.label} + {column.label}"
        return (label, _("alone: {n}").format(n=n) if row is column else _("together: {n}").format(n=n))
    if isinstance(sheet, PortraitSheet):
        strand, cell, at = sheet.cell(cursor)
        labels = ", ".join(body.inks[ink].label for ink in cell.inks)
        return (labels or _("nothing coded"), strand.name, share_text(at, screen_language(), 0))
    if isinstance(sheet, TimelineSheet):
        strand, stretch = sheet.stretch(cursor)
        return (body.inks[stretch.ink].label, strand.name, *_where(stretch))
    return ()


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
    body = picture.body
    # What is listed is what was counted.
    chosen = replace(chosen, as_counted=True)
    if isinstance(body, Bars):
        return replace(chosen, codes=(body.bars[cursor[0]].ink.id,))
    if isinstance(body, HeatMap):
        one, other = (body.inks[at].id for at in cursor)
        if body.cells[cursor[0]][cursor[1]] is None:
            return None
        if one == other:
            return replace(chosen, codes=(one,))
        return overlapping(chosen, one, other)
    if isinstance(sheet, PortraitSheet):
        strand, cell, _at = sheet.cell(cursor)
        found, source = tuple(body.inks[ink].id for ink in cell.inks), strand.name
    elif isinstance(sheet, TimelineSheet):
        strand, stretch = sheet.stretch(cursor)
        found, source = (body.inks[stretch.ink].id,), strand.name
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


def pair_under(picture: Picture, cursor: Cursor) -> tuple[str, str] | None:
    """Return the two codes under the cursor of a heat map; ``None`` on its diagonal and where none are compared."""
    body = picture.body
    if not isinstance(body, HeatMap) or cursor[0] == cursor[1] or body.cells[cursor[0]][cursor[1]] is None:
        return None
    return body.inks[cursor[0]].id, body.inks[cursor[1]].id


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
