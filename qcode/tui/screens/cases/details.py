"""What stands behind a cell: each value with source and evidence; behind a name: what belongs to the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style

from qcode.domain.sheet import Attribute, AttributeValue, Member
from qcode.domain.span import Span
from qcode.domain.transcript import timestamp
from qcode.domain.values import fits, shown
from qcode.language import _
from qcode.tui.screens.base import Place
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList


@dataclass(frozen=True, slots=True)
class DetailLine:
    """One value, or one thing that belongs."""

    id: str
    """UUID of the value or of the membership."""
    head: str
    """The value, or whether a source, a speaker or a segment belongs."""
    where: str
    """Source, and the speaker who belongs."""
    words: str
    """The words of the evidence or the segment."""
    place: Place | None
    """Where to go; ``None`` if no source is named."""
    owner: str = ""
    """UUID of the case to which a source or a part of it belongs; empty for a value."""
    minute: str = ""
    """``hh:mm:ss`` of the words; empty without a timestamp."""


def of_value(value: AttributeValue, attribute: Attribute, language: str) -> DetailLine:
    """Return the line of a value."""
    minute = timestamp(value.seconds) or "" if value.span else ""
    where = value.origin_name or _("no source named")
    place = Place(value.origin, value.span or Span(0, 0)) if value.origin else None
    misfit = "" if fits(value.value, attribute.kind) else "! "
    head = misfit + shown(value.value, attribute.kind, language)
    return DetailLine(value.id, head, where, value.quotation, place, minute=minute)


def of_member(member: Member, *, of_source: bool = False) -> DetailLine:
    """Return the line of something that belongs to a case; with the case instead of the source in front, if wanted."""
    kind = {"source": _("whole source"), "speaker": _("speaker"), "segment": _("segment")}[member.kind]
    where = f"{member.source_name}: {member.speaker}" if member.speaker else member.source_name
    if of_source:
        where = f"{member.case_kind}  {kind} {member.speaker}".rstrip()
        kind = member.case_name
    place = Place(member.source, member.span or Span(0, 0))
    return DetailLine(member.id, kind, where, member.quotation, place, member.case)


class DetailRows(RowList):
    """The lines below the sheet."""

    DEFAULT_CSS = """
    DetailRows {
        height: 6; background: $background;
        border-top: solid $panel; border-title-color: $text-muted; border-title-style: none;
        &:focus { border-top: solid $primary; border-title-color: $primary; border-title-style: bold; }
        &.-low { height: 4; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[DetailLine] = ()
        self.nothing = ""
        """What is said where there is no line."""

    def show(self, title: str, lines: Sequence[DetailLine], nothing: str) -> None:
        """Show the lines of a cell."""
        if (title, lines, nothing) == (self.border_title, self.lines, self.nothing):
            return
        self.border_title, self.lines, self.nothing = title, lines, nothing
        self.renew()

    @property
    def here(self) -> DetailLine | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if self.lines else None

    def row_count(self) -> int:
        """Return how many lines there are; one to say that there is none."""
        return len(self.lines) or 1

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw head, place and words."""
        dim = self.style_of("dim")
        if not self.lines:
            return [[(" " + fit(self.nothing, width - 1), dim)]]
        one = self.lines[index]
        has_words = any(line.words for line in self.lines)
        where = min(max(cell_len(line.where) for line in self.lines) + 2, width // 3 if has_words else width * 2 // 3)
        head = max(cell_len(line.head) for line in self.lines) + 2
        # A long text has the room that no evidence needs.
        head = min(head, width // 4 if has_words else width - where - 1)
        words = f"{one.minute} “{' '.join(one.words.split())}”".strip() if one.words else ""
        return [
            [
                (" " + fit(one.head, head), self.style_of("strong")),
                (fit(one.where, where), self.style_of("primary")),
                (fit(words, width - head - where - 1), Style()),
            ]
        ]
