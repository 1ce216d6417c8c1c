"""How a document is written: to which file, how its quotations are cited and worded, how it looks in Word.

What was chosen is remembered: how Word documents look for all studies, the rest for the study.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from rich.style import Style as Ink
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from qcode import settings as preferences
from qcode.domain.reference import Citing, Style, Wording
from qcode.language import N_, _
from qcode.services.filtering import Choice
from qcode.services.reporting import Setup, keep_setup
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import LineDialog
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.screens.picking import PickDialog
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

Values = Mapping[str, str]
"""Name of a choice → what is chosen; what is as usual is left out."""
ON = "yes"
_LABEL = 20
"""Cells for what is chosen of."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something to choose of a document."""

    name: str
    label: str
    """In English, marked with ``N_``, as all words here."""
    values: tuple[tuple[str, str], ...] = ()
    """Value → how it is called, the usual one first; empty where it is typed."""
    usual: str = ""
    """How it is called if nothing is typed or ticked."""
    has_several: bool = False
    """Whether any number of the values may be ticked; they are kept with commas between them."""


OF_QUOTATIONS = (
    Choosable(
        "citation", N_("Citation"),
        (
            ("", N_("as usual for this document")), ("brackets", N_("in brackets")),
            ("id", N_("footnotes: Wawancara dengan …")), ("chicago", N_("footnotes: Chicago")),
            ("apa", N_("in the text: APA")), ("oscola", N_("footnotes: OSCOLA")),
        ),
    ),
    Choosable(
        "wording", N_("Wording"),
        (("", N_("original and translation")), ("original", N_("original")), ("translation", N_("translation"))),
    ),
    Choosable(
        "full", N_("References"),
        (("", N_("without what identifies")), (ON, N_("in full, of those who agreed to it"))),
    ),
    Choosable("mask", N_("Names"), (("", N_("as they are written")), (ON, N_("codes in their place")))),
    Choosable("lines", N_("Lines"), (("", N_("as usual for this document")), (ON, N_("cite those of the appendix")))),
)  # fmt: skip
IN_WORD = (
    Choosable(
        "look", N_("Look in Word"), (("", N_("thesis")), ("journal", N_("journal")), ("plain", N_("plain")))
    ),
    Choosable("template", N_("Template"), usual=N_("none: a built-in look")),
    Choosable("chapter", N_("Chapter"), usual=N_("no number")),
    Choosable("first_table", N_("First table"), usual="1"),
    Choosable(
        "split", N_("Long tables"), (("", N_("broken by Word")), (ON, N_("their title again on each page")))
    ),
)  # fmt: skip
FIRST_FIGURE = Choosable("first_figure", N_("First figure"), usual="1")
OF_ALL = frozenset({"look", "template"})
"""What is kept in the settings for all studies."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a document is written."""

    language: str
    values: Values

    def citing(self, usual: Style | None = None, *, lines: bool = False) -> Citing:
        """Return how its quotations are worded and cited.

        Args:
            usual: The style of this kind of document; ``None`` for brackets.
            lines: Whether this kind of document cites the lines of the appendix anyhow.
        """
        styles: dict[str, Style | None] = {"": usual, "brackets": None, **{str(one): one for one in Style}}
        said = self.values.get
        return Citing(
            styles.get(said("citation", ""), usual), full=said("full") == ON,
            wording=Wording(said("wording") or Wording.BOTH), mask_names=said("mask") == ON,
            lines=lines or said("lines") == ON,
        )  # fmt: skip

    def setup(self, look: str = "") -> Setup:
        """Return how it is set in Word.

        Args:
            look: That of this kind of document, where none was chosen.
        """
        said = self.values.get
        template = said("template", "")
        return Setup(
            said("look", "") or (look if not template else ""), Path(template) if template else None,
            said("chapter", ""), self._number("first_table"), said("split") == ON, self._number("first_figure"),
        )  # fmt: skip

    def several(self, name: str) -> tuple[str, ...]:
        """Return the values that are ticked of a choice, in the order in which they were."""
        return tuple(filter(None, self.values.get(name, "").split(",")))

    def _number(self, name: str) -> int:
        typed = self.values.get(name, "")
        return int(typed) if typed.isdecimal() and int(typed) else 1


def remembered(project: str) -> Values:
    """Return what was chosen last for a study, whose path is given."""
    kept = preferences.load()
    of_all = {"look": kept.look, "template": kept.template}
    return {**kept.project(project).writing, **{name: value for name, value in of_all.items() if value}}


def remember(project: str, values: Values) -> None:
    """Keep what was chosen: for all studies, and for that with a path.

    Raises:
        QcodeError: If a template cannot be used; nothing is kept then.
    """
    look, template = values.get("look", ""), values.get("template", "")
    kept = preferences.load()
    if (look, template) != (kept.look, kept.template):
        keep_setup(Setup(look, Path(template) if template else None))
    preferences.keep_writing(project, {name: one for name, one in values.items() if one and name not in OF_ALL})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the dialog comes to."""

    file: str
    """As it was typed."""
    values: Values


class ChoiceRows(RowList):
    """What can be chosen, and what is."""

    def __init__(self, choices: Sequence[Choosable], values: Values) -> None:
        super().__init__()
        self.choices = choices
        self.values = dict(values)

    def row_count(self) -> int:
        """Return how many choices there are."""
        return len(self.choices)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw what it is, and what is chosen."""
        one = self.choices[index]
        label = fit(f" {_(one.label)}", _LABEL)
        return [[(label, self.style_of("dim")), (fit(self.said(one), width - _LABEL), Ink())]]

    def said(self, one: Choosable) -> str:
        """Return what is chosen, in words."""
        value = self.values.get(one.name, "")
        if one.has_several and value:
            return ", ".join(_(dict(one.values).get(each, each)) for each in value.split(","))
        if one.values and not one.has_several:
            return _(dict(one.values).get(value, one.values[0][1]))
        return value or (_(one.usual) if one.usual else "")


class SaveDialog(Dialog[Chosen]):
    """A line for the file above what can be chosen of the document."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab,shift+tab", "other", ""), ("down", "enter_choices", ""), ("space,right", "turn(1)", ""),
        ("left", "turn(-1)", ""), ("delete,backspace", "usual", ""),
    ]  # fmt: skip
    DEFAULT_CSS = """
    SaveDialog ChoiceRows { margin-top: 1; }
    """

    def __init__(self, title: str, proposed: str, note: str, values: Values, choices: Sequence[Choosable]) -> None:
        """Make the dialog.

        Args:
            title: The question.
            proposed: The file to begin with.
            note: Below the line: which suffixes there are.
            values: What is chosen to begin with.
            choices: What can be chosen of this document.
        """
        super().__init__()
        self._title, self._proposed, self._note = title, proposed, note
        self._choices, self._values = choices, values

    def compose(self) -> ComposeResult:
        """Lay out the line above the choices."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Enter", _("save")), ("Tab", _("choices")), ("Esc", _("back")))
            yield Input(self._proposed)
            yield Static(self._note, classes="note", markup=False)
            rows = ChoiceRows(self._choices, self._values)
            rows.styles.height = len(self._choices)
            yield rows

    @property
    def rows(self) -> ChoiceRows:
        """The choices."""
        return self.query_one(ChoiceRows)

    def on_descendant_focus(self) -> None:
        """Say which keys work where the reader is."""
        change = (("Enter →", _("change")), ("Del", _("as usual")), ("Tab", _("to the file")), ("Esc", _("back")))
        save = (("Enter", _("save")), ("Tab", _("choices")), ("Esc", _("back")))
        self.query_one(".box").border_subtitle = legend(*(change if self.rows.has_focus else save))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with file and choices."""
        if event.value.strip():
            self.dismiss(Chosen(event.value.strip(), {name: one for name, one in self.rows.values.items() if one}))

    def on_row_list_chosen(self) -> None:
        """Change what is under the cursor."""
        self.action_turn(1)

    def action_other(self) -> None:
        """Go from the line to the choices, or back."""
        (self.query_one(Input) if self.rows.has_focus else self.rows).focus()

    def action_enter_choices(self) -> None:
        """Go from the line to the choices."""
        self.rows.focus()

    def action_cancel(self) -> None:
        """Go back to the line; from there, close."""
        if self.rows.has_focus:
            self.query_one(Input).focus()
        else:
            self.dismiss(None)

    def action_turn(self, step: int) -> None:
        """Take the next value, or the one before; what is typed is asked for."""
        one = self._choices[self.rows.cursor]
        if not self.rows.has_focus:
            return
        if one.has_several:
            self._tick(one)
            return
        if not one.values:
            self._type(one)
            return
        values = [value for value, _label in one.values]
        now = self.rows.values.get(one.name, "")
        self._put(one, values[((values.index(now) if now in values else 0) + step) % len(values)])

    def action_usual(self) -> None:
        """Take what is usual."""
        if self.rows.has_focus:
            self._put(self._choices[self.rows.cursor], "")

    @act
    async def _type(self, one: Choosable) -> None:
        note = _("A .docx or .dotx file of your own") if one.name == "template" else ""
        app: Any = self.app
        typed = await app.push_screen_wait(LineDialog(_(one.label), self.rows.values.get(one.name, ""), note=note))
        if typed is not None:
            self._put(one, typed.strip("'\""))

    @act
    async def _tick(self, one: Choosable) -> None:
        there = [Choice(value, _(label)) for value, label in one.values]
        ticked = [value for value in self.rows.values.get(one.name, "").split(",") if value]
        app: Any = self.app
        picked = await app.push_screen_wait(PickDialog(_(one.label), there, ticked=ticked, clearing=_(one.usual)))
        if picked is not None:
            self._put(one, ",".join(picked))

    def _put(self, one: Choosable, value: str) -> None:
        self.rows.values[one.name] = value
        self.rows.refresh()
