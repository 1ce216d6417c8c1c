"""The rows of a shaped table: what each stands for, with the codings, cases and codes behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qcode.domain.codebook import LegalBasis
from qcode.domain.consent import Level
from qcode.domain.dates import long_date
from qcode.domain.report import Name
from qcode.domain.selection import Selection
from qcode.domain.shape import RowKind, ShapeRows
from qcode.domain.sheet import SOURCES
from qcode.domain.study import Case, CodeInProject, Coding
from qcode.domain.values import SEVERAL
from qcode.errors import QcodeError
from qcode.language import N_, Translate, _, translator
from qcode.services import consenting, triangulating
from qcode.services.narrowing import cases_meant
from qcode.services.reporting import code_name
from qcode.store import attributes, cases, codes, codings, finding
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class ShapedRow:
    """One row, before its columns tell of it."""

    name: Name
    codings: tuple[Coding, ...] = ()
    """That may be quoted, by source and place."""
    cases: tuple[Case, ...] = ()
    codes: tuple[CodeInProject, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    """What its kind tells of it, by name."""


class Study:
    """What is known of a study while one table is made; each thing is read once."""

    def __init__(self, project: Project, selection: Selection, language: str) -> None:
        """Read the codings that a selection chooses.

        Raises:
            QcodeError: If a filter names what the project does not have.
        """
        self.project, self.language, self.say = project, language, translator(language)
        # Codes narrow the rows of codes, not what their columns look for beside them.
        self.selection = replace(selection, codes=(), as_counted=True)
        self.wanted = selection.codes
        self.codes = codes.all_codes(project, with_use=False)
        self.by_id = {one.code.id: one for one in self.codes}
        self.cases = with_headers(project, cases_meant(project, selection, cases.all_cases(project)))
        self._chosen = codings.select(project, self.selection)
        self.codings = consenting.cleared(project, self._chosen).codings
        self.notes: list[str] = []
        """What a kind of row has to say under the table."""

    def withheld(self, within: Collection[str]) -> Mapping[Level, int]:
        """Return how many passages with one of some codes (ids; all if empty) consent keeps back, by what it says."""
        theirs = [one for one in self._chosen if not within or one.code_id in within]
        return consenting.cleared(self.project, theirs).withheld

    def beside(self, names: Iterable[str]) -> list[CodeInProject]:
        """Return codes that a column looks for, with all that is under them; those that are not there have nothing."""
        there = {name for one in self.codes for name in (one.code.key, one.code.name, one.path, one.code.id)}
        known = [name for name in names if name in there]
        return self.under(known) if known else []

    def under(self, names: Iterable[str]) -> list[CodeInProject]:
        """Return codes with all that is under them, in the order of the codebook; every code without names.

        Raises:
            UnknownName: If there is no such code.
        """
        chosen = {codes.find(self.project, name).code.id for name in names}
        if not chosen:
            return self.codes
        return [one for one in self.codes if chosen & {one.code.id, *self.above(one)}]

    def above(self, one: CodeInProject) -> list[str]:
        """Return the ids of the codes above one, the nearest first."""
        found: list[str] = []
        parent = one.code.parent
        while parent in self.by_id and parent is not None:
            found.append(parent)
            parent = self.by_id[parent].code.parent
        return found

    def of_code(self, code: str) -> tuple[Coding, ...]:
        """Return the codings of a code and of what is under it."""
        meant = {one.code.id for one in self.codes if code == one.code.id or code in self.above(one)}
        return tuple(one for one in self.codings if one.code_id in meant)

    def of_cases(self, some: Sequence[Case]) -> tuple[Coding, ...]:
        """Return the codings that belong to one of some cases."""
        if not some:
            return ()
        theirs = replace(self.selection, on=(), cases=(*self.selection.cases, *(one.id for one in some)))
        if self.selection.cases:  # Both filters must hold, and one filter's values are alternatives.
            theirs = replace(theirs, cases=tuple(one.id for one in some))
        ids = {one.id for one in codings.select(self.project, theirs)}
        return tuple(one for one in self.codings if one.id in ids)

    def of_kinds(self, kinds: Sequence[str]) -> list[Case]:
        """Return the cases of the first of some kinds that the study has, as filtered; of all without kinds.

        Raises:
            QcodeError: If there is none of these kinds.
        """
        known = {name.casefold() for name in attributes.kinds_of_cases(self.project)}
        for kind in kinds:
            if kind.casefold() in known:
                return [one for one in self.cases if one.kind.casefold() == kind.casefold()]
        if kinds:
            there = ", ".join(attributes.kinds_of_cases(self.project)) or "-"
            raise QcodeError(
                _("this table is of cases of the kind “{kind}”, and there are none").format(kind=kinds[0]),
                _("Kinds of case here: {kinds}. Bring them in: qcode cases import").format(kinds=there),
            )
        return self.cases

    def attribute(self, names: Sequence[str], some: Iterable[Case]) -> str:
        """Return the first of some attributes that one of some cases has; empty if none has any."""
        there = {known.casefold(): known for case in some for known in case.attributes}
        return next((there[name.casefold()] for name in names if name.casefold() in there), "")


def with_headers(project: Project, some: Sequence[Case]) -> list[Case]:
    """Return cases with what the headers of their sources say, where a case says nothing itself."""
    sheet = attributes.sheet(project, SOURCES)
    said = {
        row.name: {
            column.name: SEVERAL.join(row.values[column.id]) for column in sheet.columns if column.id in row.values
        }
        for row in sheet.rows
    }
    found = []
    for case in some:
        known = {name.casefold() for name in case.attributes}
        own = dict(case.attributes)
        for source in case.sources:
            for name, value in said.get(source, {}).items():
                if name.casefold() not in known and value not in own.get(name, "").split(SEVERAL):
                    own[name] = f"{own[name]}{SEVERAL}{value}" if name in own else value
        found.append(replace(case, attributes=own))
    return found


def rows_of(study: Study, wanted: ShapeRows) -> list[ShapedRow]:
    """Return the rows of a table.

    Raises:
        QcodeError: If the study has no such codes, cases or attributes.
    """
    return list(_ROWS[wanted.kind](study, wanted))


def _codes(study: Study, wanted: ShapeRows) -> Iterator[ShapedRow]:
    chosen = study.under(study.wanted or wanted.codes)
    parents = {one.code.parent for one in study.codes}
    tops = min((one.depth for one in chosen), default=0)
    for one in chosen:
        if wanted.leaves and one.code.id in parents:
            continue
        name = code_name(one, study.language)
        depth = 0 if wanted.leaves else one.depth - tops
        behind = study.of_code(one.code.id)
        if behind or wanted.with_empty:
            yield ShapedRow(replace(name, depth=depth), behind, codes=(one,))


def _cases(study: Study, wanted: ShapeRows) -> Iterator[ShapedRow]:
    for case in study.of_kinds(wanted.kinds):
        yield ShapedRow(Name(case.name), study.of_cases([case]), (case,))


def _values(study: Study, wanted: ShapeRows) -> Iterator[ShapedRow]:
    some = study.of_kinds(wanted.kinds)
    attribute = study.attribute(wanted.names, some)
    if not attribute:
        raise QcodeError(
            _("no case has the attribute “{name}”").format(name=wanted.names[0] if wanted.names else ""),
            _("What there is: qcode attributes"),
        )
    groups: dict[str, list[Case]] = {}
    for case in some:
        for value in case.attributes.get(attribute, "").split(SEVERAL):
            groups.setdefault(value, []).append(case)
    for value in sorted(groups, key=lambda value: (not value, finding.order(value))):
        theirs = groups[value]
        label = value or study.say(N_("not known"))
        yield ShapedRow(Name(label), study.of_cases(theirs), tuple(theirs))


def _passages(study: Study, wanted: ShapeRows) -> Iterator[ShapedRow]:
    chosen = {one.code.id for one in study.under(study.wanted or wanted.codes)}
    order = {one.code.id: at for at, one in enumerate(study.codes)}
    for one in sorted(study.codings, key=lambda one: order[one.code_id]):
        if one.code_id in chosen:
            code = study.by_id[one.code_id]
            yield ShapedRow(code_name(code, study.language), (one,), codes=(code,))


def _differences(study: Study, _wanted: ShapeRows) -> Iterator[ShapedRow]:
    report = triangulating.triangulation(study.project, study.selection, language=study.language, agreeing=True)
    study.notes += report.notes[1:]
    for row in report.rows:
        told = {column.name: str(cell) for column, cell in zip(report.columns, row, strict=True)}
        yield ShapedRow(Name(str(row[0])), told=told)


def _articles(study: Study, wanted: ShapeRows) -> Iterator[ShapedRow]:
    resting: dict[tuple[str, str], list[CodeInProject]] = {}
    notes: dict[tuple[str, str], dict[str, None]] = {}
    for one in study.under(study.wanted or wanted.codes):
        for basis in one.code.legal_basis:
            key = (basis.act, basis.article)
            resting.setdefault(key, []).append(one)
            said = notes.setdefault(key, {})
            if basis.valid_from or basis.valid_to:
                said[_in_force(basis, study)] = None
            if basis.note:
                said[basis.note] = None
    for (act, article), theirs in resting.items():
        ids = {one.code.id for one in theirs}
        behind = tuple(one for one in study.codings if one.code_id in ids)
        if behind or wanted.with_empty:
            told = {"note": "; ".join(notes[act, article])}
            yield ShapedRow(Name(provision(act, article, study.say)), behind, codes=tuple(theirs), told=told)


def _in_force(basis: LegalBasis, study: Study) -> str:
    since, until = (long_date(day, study.language) for day in (basis.valid_from, basis.valid_to))
    if since and until:
        return study.say(N_("in force from {since} to {until}")).format(since=since, until=until)
    words = N_("in force since {day}") if since else N_("in force until {day}")
    return study.say(words).format(day=since or until)


def provision(act: str, article: str, say: Translate) -> str:
    """Return a provision as running text has it: "Pasal 14(2) UU 12/2022"."""
    return say(N_("Art. {article} {act}")).format(article=article, act=act) if article else act


_ROWS: dict[RowKind, Callable[[Study, ShapeRows], Iterator[ShapedRow]]] = {
    RowKind.CODES: _codes, RowKind.CASES: _cases, RowKind.VALUES: _values, RowKind.PASSAGES: _passages,
    RowKind.DIFFERENCES: _differences, RowKind.ARTICLES: _articles,
}  # fmt: skip
