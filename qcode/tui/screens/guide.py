"""The interview guide: its questions, which turns ask them, and what was not asked."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from qcode.domain.guide import Question, Suggestion
from qcode.domain.study import Source
from qcode.language import N_, _
from qcode.services import guiding
from qcode.store import guide, sources
from qcode.store.project import Project
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import BACK, REDO, UNDO, Place, WorkScreen, hints
from qcode.tui.screens.documents import write_report
from qcode.tui.screens.guide_parts import QuestionDialog, QuestionRows, TurnRows, Wording
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.rows import RowList

TYING = (
    Command("confirm", "space", N_("Confirm"), N_("Tie the turn to the question it is likest, and go on."), True),
    Command("choose_question", "c", N_("Other question"), N_("Tie the turn to another question."), True),
    Command("no_question", "x", N_("None"), N_("Say that the turn asks no question of the guide."), True),
    Command("untie", "backspace,delete", N_("Untie"), N_("Forget what the turn asks."), True),
    Command("tie_alike", "A", N_("All alike"), N_("Tie all turns of this interview that are like a question."), True),
    Command("open_turn", "o", N_("Open in text"), N_("Show the turn in its transcript.")),
    Command("interview(1)", "right_square_bracket", N_("Next interview"), N_("Go to the next interview."), True),
    Command("interview(-1)", "left_square_bracket", N_("Interview before"), N_("Go to the interview before.")),
)
ASKING = (
    Command("add", "n", N_("New question"), N_("Add a question at the end of the guide."), True),
    Command("edit", "e", N_("Edit"), N_("Change the words, the key or the heading of the question."), True),
    Command("shift(-1)", "K", N_("Move up"), N_("Put the question one place up.")),
    Command("shift(1)", "J", N_("Move down"), N_("Put the question one place down.")),
    Command("remove", "d", N_("Remove"), N_("Remove the question from the guide."), True),
    Command("bring_in", "i", N_("Bring in"), N_("Read a guide from a document: a line a question."), True),
    Command("write", "w", N_("Write coverage"), N_("Write what was asked where to a document."), True),
)
HERE = (
    Command("pane", "tab,shift+tab", N_("Other pane"), N_("Go from the questions to the turns and back.")),
    UNDO,
    REDO,
    BACK,
)


class GuideScreen(WorkScreen):
    """Questions on the left, the interviewer's turns of one interview on the right."""

    NAME = "guide"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (
        CommandGroup(N_("Turns"), TYING), CommandGroup(N_("Questions"), ASKING), CommandGroup(N_("Here"), HERE),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*TYING, *ASKING, *HERE))]
    DEFAULT_CSS = """
    GuideScreen {
        layout: grid; grid-size: 2 1; grid-columns: 2fr 3fr;
        & RowList { background: $background; border-top: solid $panel; border-title-color: $text-muted; }
        & RowList:focus { border-top: solid $primary; border-title-color: $primary; border-title-style: bold; }
        &.-narrow { grid-size: 1 2; grid-columns: 1fr; grid-rows: 1fr 1fr; }
    }
    """

    def __init__(self, project: Project, source: str = "", turn: int = 0) -> None:
        """Make the screen.

        Args:
            project: The study.
            source: Id of the interview to begin with; the first one if empty.
            turn: Index of the turn to begin at.
        """
        super().__init__(project)
        self._source, self._turn = source, turn
        self._questions: list[Question] = []
        self._interviews: list[Source] = []

    def state(self) -> dict[str, object]:
        """Return the interview and the turn."""
        return {"source": self._source, "turn": self.turns.cursor}

    @property
    def questions(self) -> QuestionRows:
        """The list of questions."""
        return self.query_one(QuestionRows)

    @property
    def turns(self) -> TurnRows:
        """The list of turns."""
        return self.query_one(TurnRows)

    def compose(self) -> ComposeResult:
        """Lay out the two lists between the two lines."""
        yield TitleBar()
        yield QuestionRows()
        yield TurnRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the guide and the interview."""
        self.set_class(self.app.size.width < 100, "-narrow")
        self.read()
        self.turns.go_to(self._turn)
        (self.turns if self._questions else self.questions).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Put the lists one above the other where there is no room beside."""
        self.set_class(event.size.width < 100, "-narrow")

    def on_descendant_focus(self) -> None:
        """Offer the keys of the pane."""
        self.query_one(KeyBar).show(hints([BACK, *(TYING if self.focused is self.turns else ASKING)], 6))

    def read(self) -> None:
        """Read everything again."""
        self._questions = guide.questions(self.project)
        self._interviews = [one for one in sources.all_sources(self.project) if one.turns]
        known = [one.id for one in self._interviews]
        if self._source not in known:
            self._source = known[0] if known else ""
        pairs = {(one.question, one.source) for one in guide.asked(self.project)}
        rows = self.questions
        rows.questions = self._questions
        rows.asked = {one.id: [(one.id, source) in pairs for source in known] for one in self._questions}
        rows.here = known.index(self._source) if self._source else -1
        rows.renew()
        self._read_turns()
        self._say_where(pairs)

    def _read_turns(self) -> None:
        rows = self.turns
        rows.questions = {one.id: one for one in self._questions}
        rows.turns = guiding.suggest(self.project, self._source) if self._source else []
        found = sources.turns_of(self.project, self._source) if self._source else []
        rows.seconds = {turn.span.start: turn.seconds for turn in found}
        rows.renew()

    def _say_where(self, pairs: set[tuple[str, str]]) -> None:
        tied = sum(one.tied is not None for one in self.turns.turns)
        name = next((one.name for one in self._interviews if one.id == self._source), _("no interview yet"))
        missing = [one.key for one in self._questions if (one.id, self._source) not in pairs]
        facts = [f"{name}: {tied}/{len(self.turns.turns)}"]
        if missing and self._source:
            facts.append(_("not asked: {questions}").format(questions=", ".join(missing)))
        self.turns.border_title = "  ·  ".join(facts)
        self.questions.border_title = _("Questions: {n}").format(n=len(self._questions))
        self.query_one(TitleBar).show(self.project.name, _("Interview guide"))

    # Turns

    def _here(self) -> Suggestion | None:
        rows = self.turns
        return rows.turns[rows.cursor] if rows.turns else None

    def _tie(self, question: str | None) -> None:
        turn = self._here()
        if turn and self.guarded(lambda: guiding.tie_turn(self.project, self._source, turn.span.start, question)):
            self.read()
            self.turns.action_cursor(1)

    def action_confirm(self) -> None:
        """Tie the turn to the question it is likest."""
        turn = self._here()
        if turn and turn.question:
            self._tie(turn.question)
        elif turn:
            self.say(_("like no question; c chooses one"))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Confirm a turn, or edit a question."""
        if message.rows is self.turns:
            self.action_confirm()
        else:
            self.action_edit()

    @act
    async def action_choose_question(self) -> None:
        """Tie the turn to a question that is chosen."""
        if self._here() is None or not self._questions:
            self.say(_("no question yet; n adds one, i brings a guide in"))
            return
        options = [Option(one.id, f"{one.key} {one.text}", note=one.topic) for one in self._questions]
        if chosen := await self.app.push_screen_wait(ChoiceDialog(_("Which question does it ask?"), options)):
            self._tie(chosen[0])

    def action_no_question(self) -> None:
        """Say that the turn asks none of the guide."""
        self._tie(None)

    def action_untie(self) -> None:
        """Forget what the turn asks."""
        if (turn := self._here()) and guiding.untie_turn(self.project, self._source, turn.span.start):
            self.read()

    def action_tie_alike(self) -> None:
        """Tie all turns that are alike enough."""
        if self._source:
            n = guiding.tie_alike(self.project, self._source)
            self.read()
            self.say(_("turns tied: {n}").format(n=n))

    def action_open_turn(self) -> None:
        """Show the turn in its text."""
        if turn := self._here():
            self.post_message(self.PlaceWanted(Place(self._source, turn.span)))

    def action_interview(self, step: int) -> None:
        """Go to another interview."""
        known = [one.id for one in self._interviews]
        if known:
            self._source = known[(known.index(self._source) + step) % len(known)]
            self.read()
            self.turns.go_to(0)

    # Questions

    @act
    async def action_add(self) -> None:
        """Add a question."""
        wording = await self.app.push_screen_wait(QuestionDialog(_("New question"), Wording("", "", "")))
        if wording:
            guiding.add_question(self.project, wording.text, key=wording.key, topic=wording.topic)
            self.read()
            self.questions.go_to(len(self._questions) - 1)

    @act
    async def action_edit(self) -> None:
        """Change the question under the cursor."""
        one = self._question()
        if one is None:
            return
        wording = await self.app.push_screen_wait(QuestionDialog(one.key, Wording(one.key, one.topic, one.text)))
        if wording:
            key = wording.key or one.key
            guiding.edit_question(self.project, one.id, key=key, text=wording.text, topic=wording.topic)
            self.read()

    def action_shift(self, step: int) -> None:
        """Move the question by a place."""
        rows, one = self.questions, self._question()
        at = rows.cursor + step
        if one is None or not 0 <= at < len(self._questions):
            return
        behind = at + (step > 0)
        before = self._questions[behind].id if behind < len(self._questions) else None
        guiding.move_question(self.project, one.id, before)
        self.read()
        rows.go_to(at)

    @act
    async def action_remove(self) -> None:
        """Remove the question, saying first how many turns ask it."""
        one = self._question()
        if one is None:
            return
        turns = sum(each.question == one.id for each in guide.asked(self.project))
        title = _("Remove {question}? Turns that ask it: {n}").format(question=one.key, n=turns)
        options = [Option("yes", _("remove it; u brings it back"), "y"), Option("no", _("keep it"), "n")]
        if await self.app.push_screen_wait(ChoiceDialog(title, options)) == ("yes",):
            guiding.remove_question(self.project, one.id)
            self.read()

    @act
    async def action_bring_in(self) -> None:
        """Read a guide from a document."""
        note = _("A line a question; it begins with a number or a dash, or ends with a question mark.")
        if path := await self.app.push_screen_wait(LineDialog(_("Bring in which file?"), note=note)):
            result = guiding.import_guide(self.project, Path(path.strip("'\"")).expanduser())
            self.read()
            said = _("questions added: {added}; there already: {already}")
            self.say(said.format(added=result.added, already=result.already))

    @act
    async def action_write(self) -> None:
        """Write what was asked where to a document."""
        await write_report(
            self, _("Write to"), _("questions.docx"),
            lambda project, language: guiding.make_coverage(project, language=language),
        )  # fmt: skip

    # Both

    def action_pane(self) -> None:
        """Go to the other pane."""
        (self.questions if self.focused is self.turns else self.turns).focus()

    def _question(self) -> Question | None:
        rows = self.questions
        return rows.questions[rows.cursor] if rows.questions else None
