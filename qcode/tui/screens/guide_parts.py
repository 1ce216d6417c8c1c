"""The lists of the guide's screen, and the dialog that asks for a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from qcode.domain.guide import Question, Suggestion
from qcode.domain.transcript import timestamp
from qcode.domain.wording import share_text
from qcode.language import N_, _, screen_language
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit, folded_lines
from qcode.tui.widgets.rows import Parts, RowList

MOST_DOTS = 24
"""Interviews up to which each has a dot of its own."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the dialog asks for."""

    key: str
    topic: str
    text: str


class QuestionRows(RowList):
    """The questions, each with a dot for every interview: full where it was asked."""

    ROW_HEIGHT = 2
    NOTHING = N_("No question yet: n writes one, i brings a guide in from a document.")

    def __init__(self) -> None:
        super().__init__()
        self.questions: Sequence[Question] = ()
        self.asked: Mapping[str, Sequence[bool]] = {}
        self.here = -1
        """Index of the interview beside, -1 for none."""

    def row_count(self) -> int:
        """Return how many questions there are."""
        return len(self.questions)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw key, topic and words; behind them where the question was asked."""
        one, dim = self.questions[index], self.style_of("dim")
        asked = self.asked.get(one.id, ())
        count = f"{sum(asked)}/{len(asked)}"
        not_here = 0 <= self.here < len(asked) and not asked[self.here]
        dots: Parts = []
        if len(asked) <= MOST_DOTS:
            dots = [("●" if was else "○", self.style_of("primary" if was else "accent")) for was in asked]
        head = fit(one.key, 5) + fit(one.topic, max(0, width - len(dots) - len(count) - 9))
        line: Parts = [(" ", dim), (head, self.style_of("strong")), (" ", dim), *dots, (f" {count} ", dim)]
        return [line, [("   ", dim), (fit(one.text, width - 4), self.style_of("accent") if not_here else Style())]]


class TurnRows(RowList):
    """The interviewer's turns, each with what it asks or may ask."""

    ROW_HEIGHT = 3

    def __init__(self) -> None:
        super().__init__()
        self.turns: Sequence[Suggestion] = ()
        self.questions: Mapping[str, Question] = {}
        self.seconds: Mapping[int, float | None] = {}

    def row_count(self) -> int:
        """Return how many turns there are."""
        return len(self.turns)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw the words of a turn above the question."""
        one, dim = self.turns[index], self.style_of("dim")
        time = timestamp(self.seconds.get(one.span.start)) or ""
        # What is asked stands at the end of a long turn.
        room = width - 12
        words = one.text if len(one.text) <= 2 * room - 10 else "… " + one.text[-(2 * room - 14) :].partition(" ")[2]
        lines = [*folded_lines(words, room, 2), "", ""][:2]
        head: Parts = [(f" {time:8}  ", dim), (lines[0], self.style_of("strong"))]
        answer = self._answer(one, width - 12)
        if not lines[1]:
            return [head, [(" " * 11, dim), *answer], []]
        return [head, [(" " * 11, dim), (lines[1], self.style_of("strong"))], [(" " * 11, dim), *answer]]

    def _answer(self, one: Suggestion, width: int) -> Parts:
        if one.tied == "":
            return [("– " + fit(_("none of the guide"), width - 2), self.style_of("dim"))]
        if one.tied is not None:
            return [("✓ " + fit(self._named(one.tied), width - 2), self.style_of("primary"))]
        if not one.question:
            return [("? " + fit(_("like no question"), width - 2), self.style_of("dim"))]
        share = share_text(one.likeness, screen_language(), 0)
        words = _("perhaps {question}").format(question=self._named(one.question))
        return [
            ("? " + fit(words, width - len(share) - 4), self.style_of("accent")),
            (f" {share}", self.style_of("dim")),
        ]

    def _named(self, question: str) -> str:
        one = self.questions.get(question)
        return f"{one.key} {one.text}" if one else ""


class QuestionDialog(Dialog[Wording]):
    """Ask for a question: its words, its key, its heading."""

    def __init__(self, title: str, wording: Wording) -> None:
        super().__init__()
        self._title, self._wording = title, wording

    def compose(self) -> ComposeResult:
        """Lay out three lines in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Tab", _("next line")), ("Enter", _("done")), ("Esc", _("back")))
            for name, label, value in (
                ("text", _("Question"), self._wording.text),
                ("key", _("Key"), self._wording.key),
                ("topic", _("Heading of the guide"), self._wording.topic),
            ):
                yield Static(label, classes="label", markup=False)
                yield Input(value, id=name)

    def on_input_submitted(self) -> None:
        """Close with what is written."""
        key, topic, text = (self.query_one(f"#{name}", Input).value.strip() for name in ("key", "topic", "text"))
        if text:
            self.dismiss(Wording(key, topic, text))
