"""Retracing: from the ID of something exported to the passages behind it, those for it, against it, and left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.consent import Level, may_be_quoted
from qcode.domain.dates import long_date
from qcode.domain.exported import Address, Export, Kept, address, kept_cells
from qcode.domain.identity import canonical_id
from qcode.domain.report import Cell as ReportCell
from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.domain.returned import named
from qcode.domain.study import Coding, Hit
from qcode.domain.transcript import Role, timestamp
from qcode.errors import QcodeError, UnknownName
from qcode.language import N_, Translate, _, translator
from qcode.services import consenting
from qcode.services.asking import made_again
from qcode.services.grounding import Cell, Ground, ground, units
from qcode.services.opposing import Against, against
from qcode.services.reporting import quotation
from qcode.services.spotting import spots
from qcode.store import codings, exports, sources
from qcode.store.project import Project

FOR, AGAINST, LEFT_OUT = N_("for"), N_("against"), N_("left out")
_MOST_CHANGES = 8
"""How many cells that have changed a note names."""


@dataclass(frozen=True, slots=True)
class Traced:
    """What an ID means in an exported table."""

    export: Export
    address: Address
    cell: Cell
    value: Kept
    """What stood there; ``None`` for a row or the table."""


def find_table(project: Project, text: str, row: str = "", column: str = "") -> Traced:
    """Return what an ID means.

    Args:
        project: The study.
        text: The ID of a table, a row, a cell or a quotation in it.
        row: Handle of a row, in place of its number.
        column: Handle of a column, likewise.

    Raises:
        QcodeError: If there is no such table, row or column.
    """
    found = address(text)
    export = exports.find(project, found.table) if found else None
    if found is None or export is None:
        raise UnknownName(
            _("no table with the ID “{id}” was exported from this study").format(id=text),
            _(
                "IDs stand under exported tables of what is coded or said; qcode trace without one lists them. The "
                "journal, a codebook, a list of what differs, and pictures of texts or years have none. Is it another "
                "project? -p FILE"
            ),
        )
    at_row = _at(row, [str(one[0]) for one in export.cells], _("row")) if row else found.row
    at_column = _at(column, export.columns, _("column")) if column else found.column
    if at_row > len(export.cells) or at_column > len(export.columns):
        raise QcodeError(
            _("{id}: the table has {rows} rows and {columns} columns").format(
                id=text, rows=len(export.cells), columns=len(export.columns)
            )
        )
    return traced(export, Address(export.id, at_row, at_column, found.nth))


def _at(name: str, there: Sequence[str], what: str) -> int:
    wanted = name.casefold()
    found = next((place for place, one in enumerate(there, 1) if one.casefold() == wanted), 0)
    if not found:
        raise UnknownName(
            _("there is no {what} “{name}” in this table").format(what=what, name=name),
            _("There are: {names}").format(names=", ".join(there)),
        )
    return found


def traced(export: Export, place: Address) -> Traced:
    """Return what a place of an exported table is, which has that row and column.

    Raises:
        QcodeError: If it has fewer quotations.
    """
    if not place.row and not place.column:
        return Traced(export, place, Cell(), None)
    rows = [export.cells[place.row - 1]] if place.row else export.cells
    # The first column names its row.
    own = [row[place.column - 1] for row in rows] if place.column > 1 else [cell for row in rows for cell in row]
    value = own[0] if place.row and place.column > 1 else None
    quoted = tuple(id for cell in own if isinstance(cell, list) for id in cell)
    if place.nth:
        if place.nth > len(quoted):
            raise QcodeError(_("{id}: there are {n} quotations").format(id=place, n=len(quoted)))
        quoted = quoted[place.nth - 1 : place.nth]
    row = str(rows[0][0]) if place.row else ""
    column = export.columns[place.column - 1] if place.column > 1 else ""
    return Traced(export, place, Cell(row, column, quoted, place.row, is_one=bool(place.nth)), value)


def make_trace(project: Project, text: str, *, row: str = "", column: str = "", language: str = "en") -> Report:
    """Return the passages behind something exported: for it, against it, and left out of it.

    Args:
        project: The study.
        text: The ID of a table, a row, a cell or a quotation in it; or of a coding, as its bookmark has it.
        row: Handle of a row, in place of its number.
        column: Handle of a column, likewise.
        language: Of the report.

    Raises:
        QcodeError: If there is no such thing, or it names what the study no longer has.
    """
    say = translator(language)
    if coding := _coding(project, text):
        title = say(N_("Trace of a quotation of {code}")).format(code=coding.code)
        return _report(project, ground_of(coding), title, (), language)
    meant = find_table(project, text, row, column)
    there = spots(project, meant.export, meant.cell)
    found = ground(project, meant.export, meant.cell) if there is None else Ground((), (), frozenset())
    notes = [*units(project, meant.export, meant.cell, found, say), *_notes(project, meant, found, language)]
    named_here = " × ".join(filter(None, (meant.cell.row, meant.cell.column)))
    title = say(N_("Trace of {id}: {title}")).format(id=meant.address, title=meant.export.title)
    title = f"{title}, {named_here}" if named_here else title
    if there is not None:
        return _report_of_places(*there, title, notes, say)
    return _report(project, found, title, tuple(notes), language)


def ground_of(coding: Coding) -> Ground:
    """Return a single coding as what is asked about."""
    return Ground((coding,), (), frozenset({coding.code_id}))


def _coding(project: Project, text: str) -> Coding | None:
    about = named(text)
    id = about[1] if about and about[0] == "q" else canonical_id(text)
    found = codings.by_ids(project, [id]) if id else []
    if id and not found:
        raise UnknownName(_("there is no coding {id} in this study; it was removed, or is of another").format(id=id))
    return found[0] if found else None


# The passages


def _report(project: Project, found: Ground, title: str, notes: tuple[str, ...], language: str) -> Report:
    say = translator(language)
    opposed = against(project, found, say)
    shown = [*found.counted, *found.left_out, *found.unshown, *(one.coding for one in opposed if one.coding)]
    levels = consenting.levels_of(project, shown)
    rows = _Rows(project, levels, language)
    unshown = say(N_("stands there, and is not shown in the table"))
    lines = [
        *(rows.of_coding(FOR, say(N_("counted")), one) for one in found.counted),
        *(rows.of_opposed(one) for one in opposed),
        *(rows.of_coding(LEFT_OUT, say(_reason(one)), one) for one in found.left_out),
        *(rows.of_coding(LEFT_OUT, unshown, one) for one in found.unshown),
    ]
    counted = say(N_("Passages for: {n} (codings: {codings}); against: {against}; left out: {left}.")).format(
        n=len({one.segment for one in found.counted}), codings=len(found.counted), against=len(opposed),
        left=len(found.left_out) + len(found.unshown),
    )  # fmt: skip
    meaning = say(
        N_(
            "Against stands what a link says contradicts it, what a memo calls a negative case, what an informant "
            "corrected or withdrew, and other codes on the same words."
        )
    )
    hidden = [say(N_("Not quoted here, because consent forbids it: passages ({n}).")).format(n=rows.hidden)]
    return Report(
        title=title,
        columns=_columns(say),
        rows=tuple(lines),
        notes=(counted, *notes, *(hidden if rows.hidden else ()), meaning),
    )


def _report_of_places(
    hits: Sequence[Hit], withheld: Mapping[Level, int], title: str, notes: Iterable[str], say: Translate
) -> Report:
    """Return the places in texts that a number counts, whatever is coded there."""
    rows = tuple((Name(FOR, say(FOR)), say(N_("counted")), (_quoted(one),), "", "") for one in hits)
    counted = say(N_("Places for: {n}. They are places in the texts, coded or not.")).format(n=len(hits))
    hidden = say(N_("Not quoted here, because consent forbids it: passages ({n}).")).format(n=sum(withheld.values()))
    return Report(title, _columns(say), rows, (counted, *notes, *([hidden] if withheld else ())))


def _quoted(hit: Hit) -> Quotation:
    speaker = f"{hit.source}: {hit.speaker}" if hit.speaker else ""
    return Quotation(hit.left + hit.match + hit.right, hit.source, speaker, timestamp(hit.seconds) or "")


def _columns(say: Translate) -> tuple[Column, ...]:
    labels = {"side": N_("Side"), "why": N_("Why"), "passage": N_("Passage"), "code": N_("Code"), "coder": N_("Coder")}
    kinds = {"passage": Kind.QUOTES, "side": Kind.NAME}
    return tuple(Column(name, say(label), kinds.get(name, Kind.TEXT)) for name, label in labels.items())


def _reason(one: Coding) -> str:
    return N_("said by an interviewer") if one.role == Role.INTERVIEWER else N_("left out by the filters of the table")


class _Rows:
    """Sets the rows of a trace, and hides what may not be quoted."""

    def __init__(self, project: Project, levels: Mapping[str, Level], language: str) -> None:
        self._project, self._levels, self._say = project, levels, translator(language)
        self.hidden = 0

    def of_coding(self, side: str, why: str, one: Coding) -> tuple[ReportCell, ...]:
        """Return the row of a coding."""
        passage: tuple[Quotation, ...] = (quotation(one),)
        if not may_be_quoted(self._levels.get(one.segment), has_masked_form=False):
            hidden = self._say(N_("not quoted: consent"))
            passage, why = (), f"{why}; {hidden}"
            self.hidden += 1
        return Name(side, self._say(side)), why, passage, one.code, one.coder

    def of_opposed(self, one: Against) -> tuple[ReportCell, ...]:
        """Return the row of what speaks against."""
        if one.coding:
            return self.of_coding(AGAINST, one.why, one.coding)
        passage: tuple[Quotation, ...] = ()
        if one.passage:
            source, span = one.passage
            if may_be_quoted(consenting.level_at(self._project, source, span), has_masked_form=False):
                text = span.of(sources.text_of(self._project, source))
                passage = (Quotation(text, sources.name_of(self._project, source)),)
            else:
                self.hidden += 1
        return Name(AGAINST, self._say(AGAINST)), one.why, passage, "", ""


# What stood there, and what stands there now


def _notes(project: Project, traced: Traced, found: Ground, language: str) -> Iterator[str]:
    say, export = translator(language), traced.export
    yield say(N_("Exported {day} by {coder}: {title}.")).format(
        day=long_date(export.when[:10], language), coder=export.coder, title=export.title
    )
    try:
        now = made_again(project, export.kind, export.arguments, language=language)
    except (QcodeError, KeyError) as error:
        yield say(N_("It cannot be made again: {error}")).format(error=error)
        return
    changes = list(_changes(export, now))
    if not traced.address.row and not traced.address.column:
        yield from _all_changes(changes, say)
    else:
        yield from _change_here(traced, changes, say)
    gone = len(traced.cell.quoted) - len(found.counted)
    if gone > 0:
        yield say(N_("Of the quotations, no longer coded: {n}.")).format(n=gone)
    if export.kind != "chapter":
        yield from now.notes


Change = tuple[str, str, Kept, Kept]
"""Handle of the row and of the column, what stood there and what stands there now."""


def _changes(export: Export, now: Report) -> Iterator[Change]:
    """Yield the cells that are no longer as they were exported; rows and columns go by their handles."""
    columns = {column.name: place for place, column in enumerate(now.columns)}
    there = dict(zip(_keys(kept_cells(now)), kept_cells(now), strict=True))
    for key, row in zip(_keys(export.cells), export.cells, strict=True):
        today = there.pop(key, None)
        for place, (name, was) in enumerate(zip(export.columns, row, strict=True)):
            at = columns.get(name)
            value = today[at] if today is not None and at is not None else None
            if place and not _is_alike(was, value, export.kind):
                yield key[0], name, was, value
    for key in there:
        yield key[0], "", None, None


def _keys(rows: Iterable[Sequence[Kept]]) -> list[tuple[str, int]]:
    """Return what each row is known by: its handle, and how many of that name stand before it."""
    seen: dict[str, int] = {}
    keys = []
    for row in rows:
        name = str(row[0])
        seen[name] = seen.get(name, 0) + 1
        keys.append((name, seen[name]))
    return keys


def _is_alike(was: Kept, now: Kept, kind: str) -> bool:
    if isinstance(was, list) and isinstance(now, list):
        # A table of a chapter shows some of what stands there.
        return set(was) <= set(now) if kind == "chapter" else set(was) == set(now)
    if isinstance(was, float) and isinstance(now, int | float):
        return abs(was - now) < 1e-12
    return was == now or (was in (None, 0, "") and now in (None, 0, ""))


def _all_changes(changes: Sequence[Change], say: Translate) -> Iterator[str]:
    if not changes:
        yield say(N_("Nothing in it has changed since."))
        return
    told = "; ".join(_told(one) for one in changes[:_MOST_CHANGES]) + (" …" if len(changes) > _MOST_CHANGES else "")
    yield say(N_("Changed since, cells: {n} ({changes}).")).format(n=len(changes), changes=told)


def _change_here(traced: Traced, changes: Iterable[Change], say: Translate) -> Iterator[str]:
    cell = traced.cell
    here = [one for one in changes if cell.row in ("", one[0]) and cell.column in ("", one[1])]
    value = _shown(traced.value)
    if value.startswith("#"):  # Of words nothing is kept that could be read.
        yield from _all_changes(here, say)
    elif here and traced.value is not None:
        yield say(N_("It was {was} and is {now} today.")).format(was=value, now=_shown(here[0][3]))
    elif here:
        yield from _all_changes(here, say)
    elif traced.value is not None:
        yield say(N_("It was {was} and is so today.")).format(was=value)
    else:
        yield say(N_("Nothing in it has changed since."))


def _told(one: Change) -> str:
    row, column, was, now = one
    return f"{row} × {column}: {_shown(was)} → {_shown(now)}" if column else f"+ {row}"


def _shown(value: Kept) -> str:
    if isinstance(value, list):
        return f"{len(value)}"
    if isinstance(value, float):
        return f"{value:.4g}"
    return "–" if value in (None, "") else str(value)
