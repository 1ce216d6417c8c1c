"""Frames: reports and lists as tables of pandas, polars or Arrow, for what qcode itself does not compute.

The libraries belong to whoever asks: none is imported before, none is installed with qcode. All three are made of the
same columns, so that a number is the same number in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from qcode.domain.report import Cell, Name, Report
from qcode.domain.wording import cited, quoted
from qcode.errors import QcodeError
from qcode.language import _

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Frame:
    """A table by columns, before a library has made it its own."""

    columns: Mapping[str, Sequence[object]]
    """Values by the column's name; all of one length, ``None`` where nothing is known."""

    def to_pandas(self) -> pandas.DataFrame:
        """Return it as a frame of pandas; whole numbers stay whole where some are missing (``Int64``).

        Raises:
            QcodeError: If pandas is not installed.
        """
        library = _library("pandas", "pandas")
        series = {name: library.Series(values, dtype=_dtype(values)) for name, values in self.columns.items()}
        made: pandas.DataFrame = library.DataFrame(series)
        return made

    def to_polars(self) -> polars.DataFrame:
        """Return it as a frame of polars.

        Raises:
            QcodeError: If polars is not installed.
        """
        library = _library("polars", "polars")
        made: polars.DataFrame = library.DataFrame(dict(self.columns), strict=False)
        return made

    def to_arrow(self) -> pyarrow.Table:
        """Return it as a table of Arrow.

        Raises:
            QcodeError: If pyarrow is not installed.
        """
        library = _library("pyarrow", "arrow")
        return library.table({name: library.array(values) for name, values in self.columns.items()})


class Listing(list[T]):
    """A list of what a project holds, which can be had as a frame too: a row for each, a column for each field."""

    def to_pandas(self) -> pandas.DataFrame:
        """Return it as a frame of pandas; see ``Frame``."""
        return frame_of_values(self).to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Return it as a frame of polars; see ``Frame``."""
        return frame_of_values(self).to_polars()

    def to_arrow(self) -> pyarrow.Table:
        """Return it as a table of Arrow; see ``Frame``."""
        return frame_of_values(self).to_arrow()


class FramedReport(Report):
    """A report that can be had as a frame, without its rows and columns of totals unless they are asked for."""

    __slots__ = ()

    def to_pandas(self, *, totals: bool = False) -> pandas.DataFrame:
        """Return it as a frame of pandas; see ``frame_of_report``."""
        return frame_of_report(self, totals=totals).to_pandas()

    def to_polars(self, *, totals: bool = False) -> polars.DataFrame:
        """Return it as a frame of polars; see ``frame_of_report``."""
        return frame_of_report(self, totals=totals).to_polars()

    def to_arrow(self, *, totals: bool = False) -> pyarrow.Table:
        """Return it as a table of Arrow; see ``frame_of_report``."""
        return frame_of_report(self, totals=totals).to_arrow()


def framed(report: Report) -> FramedReport:
    """Return a report with the ways to a frame."""
    return FramedReport(**{field.name: getattr(report, field.name) for field in fields(Report)})


def frame_of_report(report: Report, *, totals: bool = False) -> Frame:
    """Return a report as a frame; each column by its name, rows by the handle of what they stand for.

    Quotations are lists of texts with their citations.

    Args:
        report: The report.
        totals: Whether rows and columns of totals come along; they would be counted twice by whoever sums up.
    """
    rows = report.rows if totals else report.rows[: len(report.rows) - report.total_rows]
    columns = report.columns if totals else report.columns[: len(report.columns) - report.total_columns]
    names = _apart(column.name for column in columns)
    return Frame({name: [_plain(row[at]) for row in rows] for at, name in enumerate(names)})


def frame_of_values(values: Sequence[object]) -> Frame:
    """Return values of one kind as a frame; what stands inside them by name (attributes) has columns of its own."""
    records = [_record(value) for value in values]
    names = dict.fromkeys(name for record in records for name in record)
    return Frame({name: [record.get(name) for record in records] for name in names})


def _record(value: object) -> dict[str, object]:
    entries = list(_entries(value))
    return dict(zip(_apart(name for name, _held in entries), (held for _name, held in entries), strict=True))


def _entries(value: object) -> Iterator[tuple[str, object]]:
    for name in _names(value):
        held = getattr(value, name)
        if isinstance(held, Mapping):
            yield from ((key, text) for key, text in held.items() if isinstance(text, str))
        elif is_dataclass(held):
            yield from _entries(held)
        elif isinstance(held, (str, int, float, type(None))):
            # Levels, roles and kinds are texts with a name of their own, which Arrow does not know.
            yield name, str(held) if isinstance(held, str) else held
        elif isinstance(held, tuple) and all(isinstance(one, str) for one in held):
            yield name, list(held)


def _names(value: object) -> Iterable[str]:
    if is_dataclass(value):
        return [field.name for field in fields(value)]
    return getattr(value, "_fields", ())  # of a named tuple, as hits are


def _plain(cell: Cell) -> object:
    if isinstance(cell, Name):
        return cell.name
    return [f"{quoted(one)} {cited(one)}" for one in cell] if isinstance(cell, tuple) else cell


def _apart(names: Iterable[str]) -> list[str]:
    """Return names that differ, as frames need them: a source may be called like the axis it stands on."""
    given: dict[str, None] = {}
    for name in names:
        number, one = 1, name
        while one in given:
            number += 1
            one = f"{name} ({number})"
        given[one] = None
    return list(given)


def _dtype(values: Sequence[object]) -> str | None:
    """Return the type that pandas would not find by itself: whole numbers and truths with gaps."""
    kinds = {type(value) for value in values}
    if type(None) not in kinds:
        return None
    return {int: "Int64", bool: "boolean"}.get(next(iter(kinds - {type(None)}), str)) if len(kinds) == 2 else None


def _library(name: str, extra: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise QcodeError(
            _("{library} is not installed").format(library=name),
            _('Install it with: pip install "qcode[{extra}]"').format(extra=extra),
        ) from error
