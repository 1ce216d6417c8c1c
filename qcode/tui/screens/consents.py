"""Consent: what informants allow to be quoted, of all they said or of single passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType

from qcode.domain.consent import Consent, Level
from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.services import consenting
from qcode.store import cases, codings, consents, sources
from qcode.store.project import Project
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import LineDialog
from qcode.tui.screens.base import BACK, REDO, UNDO, Place, WorkScreen, hints
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

COMMANDS = (
    Command("level('quote')", "1", N_("May be quoted"), N_("What was said may be quoted."), True),
    Command("level('masked')", "2", N_("Masked"), N_("It may be quoted in its “as quoted” form alone."), True),
    Command("level('check')", "3", N_("Check first"), N_("The informant is to see and allow it first."), True),
    Command("level('never')", "4", N_("Never"), N_("It is not quoted."), True),
    Command("forget", "x,d,delete,backspace", N_("Forget"), N_("Remove what was recorded."), True),
    Command("note", "e", N_("Note"), N_("Write when, how and by whom it was given."), True),
    Command("open_passage", "o", N_("Open in text"), N_("Show the passage in its transcript.")),
    UNDO,
    REDO,
    BACK,
)


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """An informant or a passage, with what is recorded."""

    label: str
    words: str
    """Kind and texts of an informant, or the words of a passage."""
    consent: Consent | None


class ConsentRows(RowList):
    """Informants first, then passages."""

    ROW_HEIGHT = 2
    NOTHING = N_("No case has a text yet: on the screen Cases, n makes one and a says which text or speaker is its.")

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[ConsentRow] = ()

    def row_count(self) -> int:
        """Return how many informants and passages there are."""
        return len(self.lines)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw who or what above what is recorded."""
        one, dim = self.lines[index], self.style_of("dim")
        level = one.consent.level if one.consent else None
        style = self.style_of("accent" if level in (Level.CHECK, Level.NEVER) else "primary")
        said = _(consenting.SAID[level]) if level else _("nothing recorded")
        sign = {Level.QUOTE: "✓", Level.MASKED: "▒", Level.CHECK: "?", Level.NEVER: "✗"}[level] if level else "·"
        note = one.consent.note if one.consent else ""
        column = max(cell_len(_(words)) for words in (*consenting.SAID.values(), "nothing recorded")) + 2
        room = width - column - 5
        return [
            [(f" {sign} ", style), (fit(said, column), style), (fit(one.label, room), self.style_of("strong"))],
            [
                (" " * (column + 3), dim),
                (fit("  ·  ".join(filter(None, (note, one.words))), room), dim if level else Style()),
            ],
        ]


class ConsentScreen(WorkScreen):
    """One list; a digit records the level of the row under the cursor."""

    NAME = "consent"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (CommandGroup(N_("Consent"), COMMANDS),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]

    def __init__(self, project: Project, row: int = 0) -> None:
        """Make the screen.

        Args:
            project: The study.
            row: Index of the row to begin at.
        """
        super().__init__(project)
        self._row = row

    def state(self) -> dict[str, object]:
        """Return the row."""
        return {"row": self.rows.cursor}

    @property
    def rows(self) -> ConsentRows:
        """The list."""
        return self.query_one(ConsentRows)

    def compose(self) -> ComposeResult:
        """Lay out the list between the two lines."""
        yield TitleBar()
        yield ConsentRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what is recorded."""
        self.read()
        self.rows.go_to(self._row)
        self.rows.focus()
        self.query_one(KeyBar).show(hints([BACK, *COMMANDS], 7))

    def read(self) -> None:
        """Read everything again."""
        recorded = consents.all_consents(self.project)
        by_case = {one.case: one for one in recorded if one.case}
        lines = [
            ConsentRow(one.name, "  ".join((_(one.kind), ", ".join(one.sources))), by_case.get(one.name))
            for one in cases.all_cases(self.project)
            if one.sources or one.name in by_case
        ]
        for one in recorded:
            if one.span:
                words = one.span.of(sources.text_of(self.project, one.source_id))
                lines.append(ConsentRow(f"{one.source} {one.span.start}–{one.span.end}", f"“{words}”", one))
        self.rows.lines = lines
        self.rows.renew()
        cleared = consenting.cleared(self.project, codings.select(self.project, Selection()))
        right = _("passages withheld: {n}").format(n=cleared.withheld.total())
        self.query_one(TitleBar).show(self.project.name, _("Consent"), right=right)

    def _here(self) -> ConsentRow | None:
        return self.rows.lines[self.rows.cursor] if self.rows.lines else None

    def _record(self, level: str, note: str | None = None) -> None:
        one = self._here()
        if one is None:
            return
        kept = note if note is not None else one.consent.note if one.consent else ""
        if one.consent and one.consent.span:
            place, span = one.consent.source_id, one.consent.span
            consenting.record_consent_of_passage(self.project, place, span, level, kept)
        else:
            consenting.record_consent(self.project, one.label, level, kept)
        self.read()

    def action_level(self, level: str) -> None:
        """Record a level of the row."""
        if self.guarded(lambda: self._record(level)):
            self.rows.action_cursor(1)

    @act
    async def action_note(self) -> None:
        """Write on what is recorded."""
        one = self._here()
        if one is None or one.consent is None:
            self.say(_("record a level first: 1 to 4"))
            return
        hint = _("by letter of 12 June, spoken on the recording …")
        note = await self.app.push_screen_wait(
            LineDialog(_("Consent of {who}").format(who=one.label), one.consent.note, hint=hint)
        )
        if note is not None:
            self._record(one.consent.level, note)

    def on_row_list_chosen(self) -> None:
        """Write a note on the row."""
        self.action_note()

    def action_forget(self) -> None:
        """Remove what is recorded of the row."""
        one = self._here()
        if one and one.consent:
            consent = one.consent
            if self.guarded(lambda: consenting.forget_consent(self.project, consent)):
                self.read()

    def action_open_passage(self) -> None:
        """Show the passage in its text."""
        one = self._here()
        if one and one.consent and one.consent.span:
            self.post_message(self.PlaceWanted(Place(one.consent.source_id, one.consent.span)))
