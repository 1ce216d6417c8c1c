"""Reports: a question of the user's, asked of the project and answered as one Report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from qcode.analysis.matrix import MEASURES, Grid, Heading, matrix, words_covered
from qcode.domain.report import Cell, Column, Kind, Name, Quotation, Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding
from qcode.domain.text import words
from qcode.domain.transcript import timestamp
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.language import N_, Translate, _, translator
from qcode.services.citing import who
from qcode.services.writing import write_file
from qcode.store import cases, codes, codings, finding, history, sources, tallies
from qcode.store.project import Project


def make_matrix(
    project: Project, rows: str, columns: str, measure: str, selection: Selection, *, language: str = "en",
    title: str = "", source_line: str = "", with_empty: bool = False,
) -> Report:  # fmt: skip
    """Return a matrix of passages by two axes.

    Args:
        project: The study.
        rows: An axis of ``tallies.AXES``, such as ``code`` or ``attribute:Jabatan``.
        columns: Another one.
        measure: One of ``MEASURES``.
        selection: Which codings; a code counts what is under it unless ``only``. A quotation is never repeated at
            the codes above its own.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.
        with_empty: Show rows and columns in which nothing is coded.

    Raises:
        QcodeError: If an axis, a measure or a filter is unknown.
    """
    if measure not in MEASURES:
        raise QcodeError(
            _("there is no cell “{name}”").format(name=measure),
            _("There are: {names}").format(names=", ".join(MEASURES)),
        )
    say, rolled_up = translator(language), not selection.only and measure != "quotes"
    row_axis = tallies.axis(project, rows, "r", rolled_up=rolled_up)
    column_axis = tallies.axis(project, columns, "c", rolled_up=rolled_up)
    grid = _GRIDS[measure](project, row_axis, column_axis, selection)
    row_heads = _headings(project, row_axis, rows, language)
    column_heads = _headings(project, column_axis, columns, language)
    notes: list[str] = []
    if unplaced := tallies.unplaced(project, row_axis, column_axis, selection):
        notes.append(
            say(N_("Not in the table, because they belong to none of its rows or columns: passages ({n}).")).format(
                n=unplaced
            )
        )
    if not grid.cells:
        notes.append(say(N_("Nothing is coded in this selection.")))
    elif not with_empty:
        row_heads, left_rows = with_something(row_heads, {row for row, _column in grid.cells})
        column_heads, left_columns = with_something(column_heads, {column for _row, column in grid.cells})
        left = [str(one.name) for one in (*left_rows, *left_columns)]
        if left:
            shown = ", ".join(left[:12]) + (" …" if len(left) > 12 else "")
            notes.append(say(N_("Not shown, because nothing is coded there: {names}.")).format(names=shown))
    return matrix(
        grid, row_heads, column_heads, axes=(rows, columns), measure=measure, rolled_up=rolled_up, say=say,
        notes=(*described(selection, say), *notes), title=title,
        source_line=source_line or say(N_("primary data, coded by the researcher")),
    )  # fmt: skip


def make_quotations(
    project: Project, selection: Selection, *, language: str = "en", title: str = "", source_line: str = ""
) -> Report:
    """Return the codings a selection chooses, one row each: code, quotation, coder, memo.

    They stand by code, in the order of the codebook, and under a code by source and place.

    Raises:
        UnknownName: If a filter names what the project does not have.
    """
    say = translator(language)
    names = {one.code.id: code_name(one, language) for one in codes.all_codes(project, with_use=False)}
    order = {code: place for place, code in enumerate(names)}
    found = sorted(codings.select(project, selection), key=lambda one: order[one.code_id])
    labels = {"code": N_("Code"), "quotation": N_("Quotation"), "coder": N_("Coder"), "memo": N_("Memo")}
    kinds = {"code": Kind.NAME, "quotation": Kind.QUOTES}
    return Report(
        title=title or say(N_("Coded passages")),
        columns=tuple(Column(name, say(label), kinds.get(name, Kind.TEXT)) for name, label in labels.items()),
        rows=tuple((replace(names[one.code_id], depth=0), (quotation(one),), one.coder, one.memo) for one in found),
        notes=(say(N_("One row for each coding: {n}.")).format(n=len(found)), *described(selection, say)),
        source_line=source_line or say(N_("primary data, coded by the researcher")),
    )


def make_history(project: Project, *, language: str = "en") -> Report:
    """Return the audit trail, newest last."""
    say = translator(language)
    labels = {
        "change": N_("No."), "when": N_("When"), "coder": N_("Coder"), "act": N_("Act"),
        "summary": N_("What"), "undone": N_("Undone"),
    }  # fmt: skip
    kinds = {"change": Kind.COUNT, "undone": Kind.PRESENCE}
    return Report(
        title=say(N_("History of the project")),
        columns=tuple(Column(name, say(label), kinds.get(name, Kind.TEXT)) for name, label in labels.items()),
        rows=tuple(
            (e.number, f"{e.when[:19]}Z", e.coder, e.act, e.summary, e.is_undone) for e in history.entries(project)
        ),
        notes=(say(N_("Times are UTC.")),),
    )


def quotation(coding: Coding) -> Quotation:
    """Return a coding as a quotation with its citation."""
    return Quotation(
        text=coding.text, source=coding.source, speaker=who(coding.source, coding.speaker, coding.informant),
        timestamp=timestamp(coding.seconds) or "", paragraph=coding.paragraph, coding=coding.id,
    )  # fmt: skip


def export_report(report: Report, path: Path, *, language: str = "en") -> tuple[str, ...]:
    """Write a report to a file; the suffix picks the format.

    Returns:
        What the format could not hold.

    Raises:
        QcodeError: If there is no such format, or the file cannot be written.
    """
    from qcode.formats.registry import report_formats

    found = report_formats().get(path.suffix.lower())
    if found is None:
        raise QcodeError(
            _("{file}: a report cannot be written to this kind of file").format(file=path),
            _("Writable are: {kinds}").format(kinds=", ".join(sorted(report_formats()))),
        )
    data, lost = found.write(report, ReportOptions(language, translator(language)))
    write_file(path, data)
    return lost


# -- grids --------------------------------------------------------------------------------------


def _counted(measure: str) -> Callable[[Project, tallies.Axis, tallies.Axis, Selection], Grid]:
    def grid(project: Project, rows: tallies.Axis, columns: tallies.Axis, selection: Selection) -> Grid:
        t = tallies.tally(project, rows, columns, measure, selection)
        return Grid(t.cells, t.rows, t.columns, t.total, t.left_out)

    return grid


def _presence(project: Project, rows: tallies.Axis, columns: tallies.Axis, selection: Selection) -> Grid:
    t = tallies.tally(project, rows, columns, "count", selection)
    return Grid({place: True for place in t.cells}, {}, {}, 0, t.left_out)


def _percent(project: Project, rows: tallies.Axis, columns: tallies.Axis, selection: Selection) -> Grid:
    t = tallies.tally(project, rows, columns, "count", selection)
    shares = {(row, column): n / t.columns[column] for (row, column), n in t.cells.items()}
    return Grid(shares, {}, {}, 0, t.left_out)


def _quotes(project: Project, rows: tallies.Axis, columns: tallies.Axis, selection: Selection) -> Grid:
    passages: dict[tuple[object, object], dict[int, str]] = {}
    for row, column, coding, segment, *_place in tallies.members(project, rows, columns, selection):
        passages.setdefault((row, column), {}).setdefault(segment, coding)
    wanted = list({coding for cell in passages.values() for coding in cell.values()})
    quoted = {coding.id: quotation(coding) for coding in codings.by_ids(project, wanted)}
    cells: dict[tuple[object, object], Cell] = {
        place: tuple(quoted[coding] for coding in cell.values()) for place, cell in passages.items()
    }
    return Grid(cells, {}, {}, 0, tallies.left_out(project, selection))


def _words(project: Project, rows: tallies.Axis, columns: tallies.Axis, selection: Selection) -> Grid:
    spans: dict[object, dict[int, set[Span]]] = {}
    for row, column, _coding, _segment, source, start, end in tallies.members(project, rows, columns, selection):
        for place in ((row, column), ("row", row), ("column", column), ("all", None)):
            spans.setdefault(place, {}).setdefault(source, set()).add(Span(start, end))
    keys = {source for by_source in spans.values() for source in by_source}
    starts = {key: [word.start for word in words(text)] for key, text in tallies.texts(project, keys)}
    totals = {
        place: sum(words_covered(starts[source], some) for source, some in by_source.items())
        for place, by_source in spans.items()
    }
    return Grid(
        cells={p: n for p, n in totals.items() if isinstance(p, tuple) and p[0] not in ("row", "column", "all")},
        rows={p[1]: n for p, n in totals.items() if isinstance(p, tuple) and p[0] == "row"},
        columns={p[1]: n for p, n in totals.items() if isinstance(p, tuple) and p[0] == "column"},
        total=totals.get(("all", None), 0),
        left_out=tallies.left_out(project, selection),
    )


_GRIDS: dict[str, Callable[[Project, tallies.Axis, tallies.Axis, Selection], Grid]] = {
    "count": _counted("count"), "sources": _counted("sources"), "presence": _presence,
    "percent": _percent, "quotes": _quotes, "words": _words,
}  # fmt: skip


# -- headings -----------------------------------------------------------------------------------


def _headings(project: Project, axis: tallies.Axis, asked: str, language: str) -> list[Heading]:
    if axis.name == "code":
        keys = {uuid: key for key, uuid in tallies.entries(project, "code")}
        return [
            Heading(keys[one.code.id], code_name(one, language)) for one in codes.all_codes(project, with_use=False)
        ]
    if axis.name == "speaker":
        return _speaker_headings(project)
    if axis.name == "case":
        wanted = asked.partition(":")[2].casefold()
        rows = [r for r in tallies.entries(project, "case") if not wanted or r[2].casefold() == wanted]
        return [Heading(key, Name(name)) for key, name, _kind in sorted(rows, key=lambda r: finding.order(r[1]))]
    if axis.name in ("source", "coder", "set"):
        rows = sorted(tallies.entries(project, axis.name), key=lambda row: finding.order(row[1]))
        return [Heading(key, Name(name)) for key, name in rows]
    if axis.name == "kind":
        return [Heading(kind, Name(kind)) for kind in sorted({one.kind for one in sources.all_sources(project)})]
    return [Heading(value, Name(value)) for value in _values(project, asked.partition(":")[2])]


def code_name(one: CodeInProject, language: str) -> Name:
    """Return how a report names a code, in its place of the tree."""
    said = one.code.said("name", language)
    label = f"{one.code.key} {said}" if one.code.key else said
    return Name(one.code.key or one.path, label, one.depth)


def _speaker_headings(project: Project) -> list[Heading]:
    tied: dict[int, int] = dict(tallies.entries(project, "tied"))
    named = {key: name for key, name, _kind in tallies.entries(project, "case")}
    found: dict[object, str] = {}
    for key, source, label, _role in tallies.entries(project, "speaker"):
        found[tied.get(key, -key)] = named[tied[key]] if key in tied else f"{source}: {label}"
    return [Heading(key, Name(name)) for key, name in sorted(found.items(), key=lambda one: finding.order(one[1]))]


def _values(project: Project, attribute: str) -> list[str]:
    wanted = attribute.casefold()
    found = {
        value
        for case in cases.all_cases(project)
        for name, value in case.attributes.items()
        if name.casefold() == wanted
    }
    for source in sources.names(project).values():
        found |= {v for n, v in cases.attributes_of_source(project, source).items() if n.casefold() == wanted}
    return sorted(found, key=finding.order)


def with_something(headings: list[Heading], used: set[object]) -> tuple[list[Heading], list[Heading]]:
    """Part headings into those with something coded, or with such a one under them, and the rest."""
    keep = [one.key in used for one in headings]
    for index in range(len(headings) - 1, -1, -1):
        depth = headings[index].name.depth
        under = index + 1
        while under < len(headings) and headings[under].name.depth > depth:
            keep[index] = keep[index] or (keep[under] and headings[under].name.depth == depth + 1)
            under += 1
    return (
        [one for one, kept in zip(headings, keep, strict=True) if kept],
        [one for one, kept in zip(headings, keep, strict=True) if not kept],
    )


def described(selection: Selection, say: Translate) -> Iterable[str]:
    """Yield what a selection narrows a report to, a sentence for each filter."""
    for label, values in (
        (N_("Only codes: {names}."), selection.codes), (N_("Only sources: {names}."), selection.sources),
        (N_("Only cases: {names}."), selection.cases), (N_("Only speakers: {names}."), selection.speakers),
        (N_("Only coders: {names}."), selection.coders), (N_("Only sets: {names}."), selection.sets),
        (N_("Only where: {names}."), tuple(f"{name} = {value}" for name, value in selection.where)),
        (N_("Only what this query finds: {names}."), (selection.query,) if selection.query else ()),
        (N_("Coded since: {names}."), (selection.since,) if selection.since else ()),
        (N_("Coded until: {names}."), (selection.until,) if selection.until else ()),
    ):  # fmt: skip
        if values:
            yield say(label).format(names=", ".join(values))
