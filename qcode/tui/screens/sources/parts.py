"""The list of sources, the card of one, and the dialog in which a note is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, TextArea

from qcode.domain.study import Memo, Source, SourceSpeaker
from qcode.domain.text import shortened
from qcode.domain.transcript import Role
from qcode.language import _
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import both_ends, fit
from qcode.tui.widgets.reading_pane import Words
from qcode.tui.widgets.rows import Parts, RowList

NAMED, WIDE = 64, 100
"""Columns of a list from which it names what it counts, and from which it says all it knows."""


class SourceRows(RowList):
    """One line per source."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: Sequence[Source] = ()

    def row_count(self) -> int:
        """Return how many sources there are."""
        return len(self.sources)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw name, kind, and what is counted."""
        one, dim = self.sources[index], self.style_of("dim")
        more = width >= WIDE
        counts = [(one.codings, _("codings")), (one.turns, _("turns"))] if width >= NAMED else [(one.codings, "")]
        if more:
            counts.append((one.words, _("words")))
        tail = "".join(f"  {n or '–':>5} {word}" for n, word in counts)
        standing = fit(_(one.standing), 11) if more else ""
        kind = fit(_(one.kind), 15)
        room = width - 2 - len(kind) - len(standing) - 4 - len(tail) - 1
        name = (both_ends(one.name, room), self.style_of("strong"))
        return [[("  ", dim), name, (kind, dim), (standing, dim), (fit(one.language, 4), dim), (tail, dim)]]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Everything that the card of a source tells."""

    source: Source
    attributes: Sequence[tuple[str, str]]
    speakers: Sequence[SourceSpeaker]
    sets: Sequence[str]
    cases: Sequence[str]
    memos: Sequence[Memo]
    beginning: str
    """The first words of the text."""


def card(facts: SourceFacts) -> list[Words]:
    """Return the card of a source, paragraph by paragraph."""
    one = facts.source
    counted = _("characters: {chars}  words: {words}  turns: {turns}  codings: {codings}")
    lines: list[Words] = [
        [(one.name, "primary")],
        [("  ·  ".join((_(one.kind), _(one.standing), one.language or _("language not known"))), "")],
        [(counted.format(chars=one.chars, words=one.words, turns=one.turns, codings=one.codings), "dim")],
        [(one.filename or _("written or pasted here"), "dim"), (f"  {one.created[:10]}  {one.sha256[:12]}…", "dim")],
    ]
    if facts.attributes:
        lines += [[], [(_("Attributes"), "strong")]]
        lines += [[(f"{name}: ", "dim"), (value, "")] for name, value in facts.attributes]
    if facts.speakers:
        lines += [[], [(_("Speakers"), "strong")]]
        for speaker in facts.speakers:
            role = _("interviewer") if speaker.role is Role.INTERVIEWER else _("participant")
            lines.append(
                [(f"{speaker.label}  ", ""), (role, "dim"), (f"  = {speaker.case}" if speaker.case else "", "")]
            )
    for head, names in ((_("Sets"), facts.sets), (_("Cases"), facts.cases)):
        if names:
            lines += [[], [(f"{head}: ", "strong"), (", ".join(names), "")]]
    if facts.memos:
        lines += [[], [(_("Memos"), "strong")], *([(shortened(memo.text, 300), "")] for memo in facts.memos)]
    return [*lines, [], [(_("Begins"), "strong")], *([(line, "dim")] for line in facts.beginning.split("\n"))]


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note as it was written."""

    name: str
    text: str


class NoteDialog(Dialog[WrittenNote]):
    """A page for a note, under its name; what is written is never lost by Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+s", "keep", ""), ("escape", "keep", ""), ("ctrl+x", "cancel", "")]
    DEFAULT_CSS = """
    NoteDialog > .box { height: 85%; max-width: 100; }
    NoteDialog TextArea { border: none; padding: 0; background: $surface; height: 1fr; margin-top: 1; }
    NoteDialog TextArea:focus { border: none; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the name above the page."""
        with Vertical(classes="box") as box:
            box.border_title = _("New note")
            box.border_subtitle = legend(
                ("Tab", _("name, text")), ("Esc", _("keep and close")), ("Ctrl+X", _("throw away"))
            )
            yield Input(placeholder=_("Name of the note, such as “Observation at the hotel, 12 June”"))
            yield TextArea(soft_wrap=True, show_line_numbers=False)

    def on_input_submitted(self) -> None:
        """Go on to the page."""
        self.query_one(TextArea).focus()

    def action_keep(self) -> None:
        """Close with what is written, nothing if no words were."""
        text = self.query_one(TextArea).text
        self.dismiss(WrittenNote(self.query_one(Input).value.strip(), text) if text.strip() else None)
