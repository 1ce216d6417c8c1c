"""Crosswalking: codes of one codebook read as those of another, and what follows from it, marked as derived.

The steps are links of the kind "maps to" between codes, so they are drawn, listed, undone and shared as links are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcode.domain.crosswalk import MAPS_TO, Crosswalk, crosswalk
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.selection import Selection
from qcode.domain.study import CodeInProject, Coding
from qcode.errors import QcodeError, UnknownName, UnreadableFile
from qcode.language import N_, Translate, _, translator
from qcode.services import consenting, tables
from qcode.services.asking import asked_as
from qcode.services.linking import End, link
from qcode.services.reporting import code_name, described, quotation
from qcode.store import codes, codings, finding, links
from qcode.store.project import Project

CELLS = ("count", "quotes")
BY = ("source", "informant", "coder")
"""What the columns of derived codings can be."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a table of steps came to."""

    added: int
    already: int
    """Steps that were there before."""


def import_crosswalk(project: Project, path: Path) -> Mapped:
    """Bring in steps from a table with the columns ``from`` and ``to``, as one act.

    Raises:
        UnreadableFile: If it cannot be read or names a code that the project does not have; it names the row, and
            nothing is kept.
    """
    (head, *rows), _warnings = tables.read_table(path)
    fields = [name.lower() for name in head]
    if missing := [name for name in ("from", "to") if name not in fields]:
        raise UnreadableFile(
            _("{file}: columns are missing: {names}").format(file=path, names=", ".join(missing)),
            _("The first row has to be: from,to"),
        )
    steps = []
    for number, row in enumerate(rows, 2):
        named = dict(zip(fields, row, strict=True))
        if named["from"] or named["to"]:
            steps.append([_code(project, path, number, named[side]) for side in ("from", "to")])
    new = []
    with project.change("link") as change:
        for origin, target in steps:
            new.append(link(project, MAPS_TO, End("code", origin), End("code", target)).is_new)
        change.summary = _("crosswalk from {file}: steps {n}").format(file=path.name, n=sum(new))
    return Mapped(sum(new), len(new) - sum(new))


def _code(project: Project, path: Path, row: int, name: str) -> str:
    try:
        return codes.find(project, name).code.id
    except UnknownName as error:
        raise UnreadableFile(
            _("{file}: row {row}: {error}").format(file=path, row=row, error=error.message),
            error.hint or _("Both codebooks have to be in the project: qcode codebook import"),
        ) from error


class _Derived:
    """The crosswalk of a study with the codings it is walked by."""

    def __init__(self, project: Project, selection: Selection, language: str) -> None:
        self.language, self.say = language, translator(language)
        self.codes = codes.all_codes(project, with_use=False)
        self.by_id = {one.code.id: one for one in self.codes}
        self.parents = {one.code.id: one.code.parent for one in self.codes}
        steps = [
            (one.origin.id, one.target.id)
            for one in links.all_links(project)
            if one.kind == MAPS_TO and one.origin.id in self.by_id and one.target.id in self.by_id
        ]
        if not steps:
            raise QcodeError(
                _("there is no crosswalk in this project yet"),
                _("Bring one in: qcode crosswalk import FILE.csv (from,to); or link codes with “maps to”."),
            )
        self.walk: Crosswalk = crosswalk(steps, self.parents)
        everything = codings.select(project, replace(selection, as_counted=True))
        self.all = [one for one in everything if self.walk.reached(one.code_id)]
        allowed = consenting.cleared(project, self.all)
        self.quotable, self.withheld = allowed.codings, allowed.withheld

    def above(self, code: str) -> Iterator[str]:
        """Yield a code and those above it."""
        here: str | None = code
        while here is not None:
            yield here
            here = self.parents.get(here)

    def named(self, code: str) -> Name:
        return code_name(self.by_id[code], self.language)


@asked_as("crosswalk")
def make_crosswalk(
    project: Project, selection: Selection, *, language: str = "en", title: str = "", source_line: str = ""
) -> Report:
    """Return the crosswalk: each code that means others, what it means in each other codebook, and how often it stands.

    Args:
        project: The study.
        selection: Which codings are counted.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from; a plain one if empty.

    Raises:
        QcodeError: If there is no crosswalk, or a filter is unknown.
    """
    derived = _Derived(project, selection, language)
    say = derived.say
    started = [one for one in derived.codes if derived.walk.reached(one.code.id) and _is_origin(derived, one)]
    books = dict.fromkeys(derived.by_id[target].codebook for one in started for target in _targets(derived, one))
    rows: list[tuple[Cell, ...]] = []
    for one in started:
        theirs = [coding for coding in derived.all if one.code.id in derived.above(coding.code_id)]
        reached = _targets(derived, one)
        cells = (
            "\n".join(str(derived.named(target)) for target in reached if derived.by_id[target].codebook == book)
            for book in books
        )
        rows.append(
            (code_name(one, language), *cells, len({c.segment for c in theirs}), len({c.source_id for c in theirs}))
        )
    columns = (
        Column("code", say(N_("Code")), Kind.NAME), *(Column(book, book) for book in books),
        Column("passages", say(N_("Passages")), Kind.COUNT), Column("sources", say(N_("Sources")), Kind.COUNT),
    )  # fmt: skip
    notes = (say(N_("A code stands for itself and the codes under it.")), *_notes(project, selection, say))
    line = source_line or say(N_("primary data, coded by the researcher"))
    return Report(title or say(N_("Crosswalk between codebooks")), columns, tuple(rows), notes, line)


def _targets(derived: _Derived, one: CodeInProject) -> list[str]:
    return [target for target in derived.walk.reached(one.code.id) if derived.by_id[target].codebook != one.codebook]


def _is_origin(derived: _Derived, one: CodeInProject) -> bool:
    """Say whether a code has a row of its own: it has steps of its own, and is no station on the way of others.

    A code that follows the one above it is told there; a station is told where it is coded with itself.
    """
    if one.code.id not in derived.walk.steps:
        return False
    is_station = any(one.code.id in targets for targets in derived.walk.steps.values())
    return not is_station or any(coding.code_id == one.code.id for coding in derived.all)


@asked_as("derived")
def make_derived(
    project: Project, codebook: str, selection: Selection, *, by: str = "source", cell: str = "count",
    language: str = "en", title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return what is coded as the codes of another codebook have it: derived codings, by source, informant or coder.

    Args:
        project: The study.
        codebook: Name of the other codebook.
        selection: Which codings it is derived from.
        by: One of ``BY``.
        cell: ``count`` (passages) or ``quotes``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from; a plain one if empty.

    Raises:
        QcodeError: If there is no crosswalk to such a codebook, or a filter is unknown.
    """
    derived = _Derived(project, selection, language)
    say = derived.say
    book = finding.one(codebook, ((name, name) for name in {one.codebook for one in derived.codes}), _("codebook"))
    placed: dict[tuple[str, str], dict[str, Coding]] = {}
    used: Sequence[Coding] = derived.quotable if cell == "quotes" else derived.all
    for one in used:
        for code in _places(derived, one, book, rolled_up=cell == "count" and not selection.only):
            placed.setdefault((code, _column(one, by)), {}).setdefault(one.segment, one)
    if not placed:
        raise QcodeError(
            _("nothing leads to the codebook “{name}”").format(name=book), _("What there is: qcode crosswalk")
        )
    heads = sorted({column for _code, column in placed}, key=finding.order)
    shown = {ancestor for code, _column in placed for ancestor in derived.above(code)}
    rows = [
        (code_name(one, language), *(_cell(placed.get((one.code.id, head), {}), cell) for head in heads))
        for one in derived.codes
        if one.code.id in shown
    ]
    kind = Kind.QUOTES if cell == "quotes" else Kind.COUNT
    columns = (Column("code", say(N_("Code")), Kind.NAME), *(Column(head or "-", head or "–", kind) for head in heads))
    notes = [say(N_("Unit: coded passages; a passage coded more than once counts once."))] if cell == "count" else []
    notes += [*_notes(project, selection, say), *(consenting.notes(derived.withheld, say) if cell == "quotes" else ())]
    line = source_line or say(N_("primary data, coded by the researcher"))
    return Report(title or say(N_("{codebook}: derived codings")).format(codebook=book), columns, tuple(rows),
                  tuple(notes), line)  # fmt: skip


def _places(derived: _Derived, one: Coding, book: str, *, rolled_up: bool) -> Iterable[str]:
    reached = [code for code in derived.walk.reached(one.code_id) if derived.by_id[code].codebook == book]
    return {above for code in reached for above in derived.above(code)} if rolled_up else reached


def _column(one: Coding, by: str) -> str:
    return {"source": one.source, "informant": one.informant or one.source, "coder": one.coder}[by]


def _cell(some: Mapping[str, Coding], cell: str) -> Cell:
    return len(some) if cell == "count" else tuple(quotation(one) for one in some.values())


def _notes(project: Project, selection: Selection, say: Translate) -> Iterator[str]:
    yield say(
        N_("Derived: read from codings by the links “maps to” between codes. Nobody coded so; nothing of it is kept.")
    )
    yield from described(project, selection, say)
