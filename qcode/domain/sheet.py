"""The sheet: cases of one kind, or sources, as rows; their typed attributes as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qcode.domain.span import Span
from qcode.domain.values import ValueKind

CASE, SOURCE = "case", "source"
"""What attributes belong to."""
DIFFER = " ≠ "
"""Between values of one cell that differ."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rows of a sheet are."""

    what: str
    """``case`` or ``source``."""
    kind: str = ""
    """Of the cases: ``informant``, ``police case`` …; empty for sources."""

    def __str__(self) -> str:
        return self.kind or self.what


SOURCES = Subject(SOURCE)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed variable of cases of a kind, or of sources."""

    id: str
    name: str
    subject: str
    """``case`` or ``source``."""
    kind: ValueKind
    case_kind: str
    """The kind of case it belongs to; empty for any, and for sources."""
    options: tuple[str, ...] = ()
    """What a category may be, in order; empty for other kinds."""
    position: int = 0
    """Its place among the columns."""


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """A value of an attribute, with where it comes from."""

    id: str
    attribute: str
    """UUID."""
    value: str
    """In canonical form, or as it was written if it does not fit the attribute's kind."""
    origin: str = ""
    """UUID of the source that says so; empty if none is named."""
    origin_name: str = ""
    segment: str = ""
    """UUID of the segment that is the evidence; empty for none."""
    span: Span | None = None
    """Of the evidence."""
    quotation: str = ""
    """The words of the evidence."""
    seconds: float | None = None
    """Timestamp at or before the evidence; ``None`` without one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a passage tells of a case."""

    span: Span
    case: str
    """Its name."""
    attribute: str
    """Its name."""
    kind: ValueKind
    value: str
    """As in ``AttributeValue``."""


@dataclass(frozen=True, slots=True)
class Member:
    """What belongs to a case: a whole source, a speaker's turns in it, or a segment of it."""

    id: str
    source: str
    """UUID."""
    source_name: str
    speaker: str = ""
    """Label; empty unless only this speaker's turns belong."""
    segment: str = ""
    """UUID; empty unless only this segment belongs."""
    span: Span | None = None
    """Of the segment."""
    quotation: str = ""
    """The words of the segment."""
    case: str = ""
    """UUID of the case it belongs to."""
    case_name: str = ""
    case_kind: str = ""

    @property
    def kind(self) -> str:
        """``source``, ``speaker`` or ``segment``."""
        return "segment" if self.segment else "speaker" if self.speaker else "source"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A case or a source with its values."""

    id: str
    name: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """UUID of an attribute → its different values, the oldest first; without those that have none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of cases of one kind, or of sources."""

    subject: Subject
    columns: tuple[Attribute, ...]
    rows: tuple[SheetRow, ...]
    """Ordered by name."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An attribute of one case or source whose values differ."""

    subject: Subject
    name: str
    """Of the case or source."""
    attribute: Attribute
    values: tuple[AttributeValue, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as other programs have it: a table of texts below a row of names."""

    title: str
    """What the rows are: a kind of case, or ``source``; empty if the table does not say."""
    heads: tuple[str, ...]
    """The first names the column of names, the others are attributes."""
    rows: tuple[tuple[str, ...], ...]
    """As long as the heads."""
    kinds: tuple[ValueKind | None, ...] = ()
    """Of each column; ``None``, or nothing at all, where the table does not say."""
    options: tuple[tuple[str, ...], ...] = ()
    """Of each column, where it is a category."""

    def kind(self, column: int) -> ValueKind | None:
        """Return the kind of a column, ``None`` where the table does not say."""
        return self.kinds[column] if column < len(self.kinds) else None
