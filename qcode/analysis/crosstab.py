"""Codes by the values of an attribute: in how many cases or sources of each value a code stands, and what that says.

Every row is a table of its own: the code stands in a unit or does not, by the values. Codes do not exclude each other,
so that all rows together are no contingency table, and none is tested as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcode.analysis import contingency
from qcode.domain.coded import CodeRow, CodeRows
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate

TOTAL = "*"
CELLS = ("count", "row", "column", "expected", "residual")
"""What the cells may hold."""
TESTS = ("chi2", "df", "p", "p_exact", "p_adjusted", "v")
"""The columns beside them."""
_UNITS = {
    "case": N_("Unit: cases in which anything is coded; a code counts once in each: {n}."),
    "source": N_("Unit: sources in which anything is coded; a code counts once in each: {n}."),
}
_CELLS = {
    "count": N_("Cells: units of that value in which the code stands."),
    "row": N_("Cells: of all units in which the code stands, the share that has that value."),
    "column": N_("Cells: of all units of that value, the share in which the code stands."),
    "expected": N_("Cells: units that would be expected if code and value had nothing to do with each other."),
    "residual": N_("Cells: adjusted standardised residuals (Haberman 1973); beyond ±1.96 not by chance alone, at 5%."),
}
_LABELS = {
    "chi2": N_("χ²"), "df": N_("df"), "p": N_("p"), "p_exact": N_("exact p"), "p_adjusted": N_("p adjusted"),
    "v": N_("Cramér's V"),
}  # fmt: skip
_KINDS = {"df": Kind.COUNT} | dict.fromkeys(("p", "p_exact", "p_adjusted"), Kind.PROBABILITY)


@dataclass(frozen=True, slots=True)
class Units:
    """The cases or sources that are compared."""

    kind: str
    """``case`` or ``source``."""
    values: Mapping[int, str]
    """Key of each → its value."""
    without_value: int = 0
    """How many had none and are left out."""
    with_several: int = 0
    """How many had differing values and are left out."""


@dataclass(frozen=True, slots=True)
class _Line:
    row: CodeRow
    inside: list[int]
    """Units with the code, by value."""
    table: list[list[int]]
    """With the code, and without it."""
    exact: contingency.Exact | None

    @property
    def p(self) -> float:
        found, df = contingency.chi_square(self.table)
        return self.exact.p if self.exact else contingency.chi_square_tail(found, df)

    @property
    def is_tested(self) -> bool:
        return contingency.chi_square(self.table)[1] > 0


def crosstab(
    units: Units, standing: Collection[tuple[int, int]], codes: CodeRows, attribute: str, *, say: Translate,
    cell: str = "count", corrected: bool = False, order: Sequence[str] = (), left_out: int = 0,
    notes: Iterable[str] = (), title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return codes by the values of an attribute, with a test for each code.

    Args:
        units: What is compared.
        standing: Key of a code and of a unit in which it stands.
        codes: The rows.
        attribute: Its name.
        say: Translates into the document's language.
        cell: One of ``CELLS``.
        corrected: Correct Cramér's V for its bias in small samples.
        order: Values in the order in which they are shown; others follow by name.
        left_out: Codings left out because interviewers spoke.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    sizes = Counter(units.values.values())
    values = [*(one for one in order if one in sizes), *sorted(one for one in sizes if one not in set(order))]
    counts = Counter((code, units.values[unit]) for code, unit in set(standing) if unit in units.values)
    lines = [
        _line(row, [counts[row.key, value] for value in values], [sizes[value] for value in values])
        for row in codes.rows
        if any(counts[row.key, value] for value in values)
    ]
    tested = [line for line in lines if line.is_tested]
    adjusted = dict(zip([line.row.key for line in tested], contingency.holm([line.p for line in tested]), strict=True))
    rows = [(line.row.name, *_shown(line, cell), *_tests(line, adjusted, corrected=corrected)) for line in lines]
    last = _last(cell, [sizes[value] for value in values])
    return Report(
        title=title or say(N_("Codes by {name}")).format(name=attribute),
        columns=_columns(values, cell, say),
        rows=(*rows, (Name(TOTAL, say(N_("All units"))), *last, *(None for _one in TESTS))),
        notes=(*_notes(units, tested, codes, cell, say, corrected=corrected), *_left_out(left_out, say), *notes),
        source_line=source_line,
        total_rows=1,
    )


def _line(row: CodeRow, inside: list[int], sizes: list[int]) -> _Line:
    table = [inside, [size - n for size, n in zip(sizes, inside, strict=True)]]
    is_small = contingency.chi_square(table)[1] > 0 and contingency.has_small_expectations(table)
    return _Line(row, inside, table, contingency.exact_test(table) if is_small else None)


def _shown(line: _Line, cell: str) -> tuple[Cell, ...]:
    total = sum(line.inside)
    if cell == "row":
        return (*(n / total for n in line.inside), 1.0)
    if cell == "column":
        sizes = [sum(pair) for pair in zip(*line.table, strict=True)]
        return (*(n / size for n, size in zip(line.inside, sizes, strict=True)), total / sum(sizes))
    if cell == "expected":
        return (*contingency.expected(line.table)[0], float(total))
    if cell == "residual":
        return (*contingency.residuals(line.table)[0], None)
    return (*line.inside, total)


def _tests(line: _Line, adjusted: Mapping[int, float], *, corrected: bool) -> tuple[Cell, ...]:
    if not line.is_tested:
        return tuple(None for _one in TESTS)
    found, df = contingency.chi_square(line.table)
    return (
        found, df, contingency.chi_square_tail(found, df), line.exact.p if line.exact else None,
        adjusted[line.row.key], contingency.cramers_v(line.table, corrected=corrected),
    )  # fmt: skip


def _last(cell: str, sizes: list[int]) -> tuple[Cell, ...]:
    total = sum(sizes)
    if cell == "residual":
        return (*(None for _one in sizes), None)
    if cell == "row":
        return (*(size / total for size in sizes), 1.0 if total else None)
    if cell == "column":
        return (*(1.0 for _one in sizes), 1.0 if total else None)
    return (*sizes, total)


def _columns(values: list[str], cell: str, say: Translate) -> tuple[Column, ...]:
    kind = {"count": Kind.COUNT, "row": Kind.SHARE, "column": Kind.SHARE}.get(cell, Kind.TEXT)
    return (
        Column("code", say(N_("Code")), Kind.NAME),
        *(Column(value, kind=kind) for value in values),
        Column(TOTAL, say(N_("Total")), kind),
        *(Column(name, say(_LABELS[name]), _KINDS.get(name, Kind.TEXT)) for name in TESTS),
    )


def _notes(
    units: Units, tested: list[_Line], codes: CodeRows, cell: str, say: Translate, *, corrected: bool
) -> list[str]:
    said = [say(_UNITS[units.kind]).format(n=len(units.values)), say(_CELLS[cell])]
    if units.without_value:
        said.append(say(N_("Left out, because they have no such value: units ({n}).")).format(n=units.without_value))
    if units.with_several:
        said.append(say(N_("Left out, because they have several values: units ({n}).")).format(n=units.with_several))
    said.append(
        say(N_("A code stands for itself and the codes under it."))
        if codes.rolled_up
        else say(N_("A passage stands at the very code it was coded with."))
    )
    if not tested:
        return said
    said.append(
        say(N_("Each row is tested by itself (code present or absent, by value): χ² without correction, Cramér's V; "
               "p adjusted after Holm for the tests in this table: {n}.")).format(n=len(tested))
    )  # fmt: skip
    if corrected:
        said.append(say(N_("Cramér's V is corrected for bias after Bergsma (2013).")))
    if any(line.exact for line in tested):
        said.append(
            say(N_("Exact p: where an expected count is below 5, Fisher's exact test, for more than two values that "
                   "of Freeman and Halton; there it counts instead of the p of χ²."))
        )  # fmt: skip
    if simulated := sum(bool(line.exact and line.exact.is_simulated) for line in tested):
        said.append(
            say(N_("Exact p estimated from {tables} random tables, because too many are possible: rows ({n}).")).format(
                tables=contingency.DRAWN, n=simulated
            )
        )
    said.append(say(N_("Codings are no random sample: read tests as a description, not as proof of a population.")))
    return said


def _left_out(codings: int, say: Translate) -> list[str]:
    return [say(N_("Left out: codings of what interviewers said ({n}).")).format(n=codings)] if codings else []
