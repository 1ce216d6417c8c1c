"""The screen of statutory references without its acts: who cites what where, and what was in force then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.transcript import timestamp
from qcode.errors import QcodeError
from qcode.language import N_, _, screen_language
from qcode.services.citing_law import Citation, citations
from qcode.services.tabling_law import days_of, list_statutes
from qcode.store.project import Project
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens import filter_menu
from qcode.tui.screens.acts import show_error
from qcode.tui.screens.counted import EXPORT, NOTES, OUT, CountedScreen
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.matrix_foot import MatrixFoot
from qcode.tui.widgets.report_table import COLUMN_COMMANDS, ReportTable
from qcode.tui.widgets.rows import ROW_COMMANDS, RowList

COMMANDS = (
    Command("code_references", "c", N_("Code them"), N_("Code what is listed, or some of it, as one act."), True),
    Command("by", "t", N_("By source, code"), N_("List by source, or by the codes of the passages they stand in.")),
    Command("date", "e", N_("Date"), N_("Say when the matter began, or which attribute of a case says it.")),
    Command("filter", "f", N_("Filter"), N_("Choose texts, or the passages in which references are listed.")),
    NOTES,
    EXPORT,
    *OUT,
)
BY_ACTION = {command.action: command for command in (*COMMANDS, *ROW_COMMANDS)}
HINTS = ("choose", "code_references", "notes", "export", "copy", "back")
"""What the line of keys shows, in this order."""


@dataclass(frozen=True, slots=True)
class LawAsked:
    """What is listed."""

    selection: Selection = field(default_factory=Selection)
    by: str = "source"
    """Or ``code``."""
    date: str = ""
    """When the matter began, for all of them; that of each text's case if empty."""
    attribute: str = ""
    """Of cases: which says when; a likely one if empty."""


class StatutesPage(CountedScreen):
    """References one by one, with what is under the cursor told below."""

    NAME = "statutes"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (
        CommandGroup(N_("Statutes"), COMMANDS),
        CommandGroup(N_("Move"), (*ROW_COMMANDS, *COLUMN_COMMANDS)),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]
    DEFAULT_CSS = """
    StatutesPage MatrixFoot { height: 5; dock: bottom; margin-bottom: 1; }
    """

    @dataclass
    class Done(Message):
        """References were looked for."""

        number: int
        """Of the question; older ones are not shown."""
        asked: LawAsked
        found: tuple[Citation, ...] = ()
        report: Report | None = None
        error: QcodeError | None = None

    def __init__(
        self, project: Project, *, asked: LawAsked | None = None, selection: Selection | None = None,
        at: tuple[int, int] = (0, 0),
    ) -> None:  # fmt: skip
        """Make the screen.

        Args:
            project: The study.
            asked: What is listed; all references by source if ``None``.
            selection: Of which texts or codings; those of ``asked`` if ``None``.
            at: Row and column under the cursor.
        """
        super().__init__(project)
        self.asked = asked or LawAsked(selection or Selection())
        self.found: tuple[Citation, ...] = ()
        self._listed: Report | None = None
        self._answered = self.asked
        self._at = at

    @property
    def table(self) -> ReportTable:
        """The table."""
        return self.query_one(ReportTable)

    @property
    def report(self) -> Report | None:
        """The references as a table."""
        return self._listed

    @property
    def selection(self) -> Selection:
        """The codings or texts in which they are."""
        return self.asked.selection

    def state(self) -> dict[str, object]:
        """Return what it shows, so that it can be made again."""
        return {"asked": self.asked, "at": self.table.cursor if self.report else self._at}

    def compose(self) -> ComposeResult:
        """Lay out what is chosen, the references and what is told of one between the two lines."""
        yield TitleBar()
        yield ChoiceBar()
        yield ReportTable()
        yield MatrixFoot()
        yield KeyBar()

    def on_mount(self) -> None:
        """Look for references."""
        self.query_one(TitleBar).show(self.project.name, _("Statutes"))
        self.query_one(KeyBar).show(
            [KeyHint(BY_ACTION[action].key_text, _(BY_ACTION[action].label), action) for action in HINTS]
        )
        self.table.rows.nothing = _("No statutory reference was found in these texts.")
        self.table.rows.focus()
        self.read()

    # Looking for them

    def read(self, asked: LawAsked | None = None) -> None:
        """Look for what is asked; what cannot be leaves the old list in place."""
        number = self.begin()
        self._at = self.table.cursor if self.report else self._at
        self.asked = asked or self.asked
        self.show_settings(_("searching …"))
        self._look(number, self.asked)

    @work(thread=True, exclusive=True, group="statutes", exit_on_error=False)
    def _look(self, number: int, asked: LawAsked) -> None:
        try:
            with Project.open(self.project.path, coder=self.project.coder_name) as project:
                found = citations(project, asked.selection, date=asked.date, attribute=asked.attribute, by=asked.by)
                report = list_statutes(project, found, by=asked.by, language=screen_language())
        except QcodeError as error:
            self.post_message(self.Done(number, asked, error=error))
        else:
            self.post_message(self.Done(number, asked, tuple(found), report))

    def on_statutes_page_done(self, message: Done) -> None:
        """Show what was found."""
        if not self.is_latest(message.number):
            return
        if message.error is not None:
            self.asked = self._answered
            show_error(self, message.error)
        else:
            self._answered, self.found, self._listed = message.asked, message.found, message.report
            self.table.show(self.report, self._at)
        self.show_settings()
        self.show_place()

    # Showing

    def show_settings(self, state: str = "") -> None:
        """Show what is listed, and how many there are."""
        asked = self.asked
        when = asked.date or (_("date: {name}").format(name=asked.attribute) if asked.attribute else "")
        said = {
            "by": _("by code") if asked.by == "code" else _("by source"),
            "date": when or _("at the case's date"),
            "filter": filter_menu.described(self.project, asked.selection) or _("no filter"),
        }
        n = _("references: {n}").format(n=len({one.place for one in self.found}))
        self.query_one(ChoiceBar).show(
            [KeyHint(BY_ACTION[action].key_text, label, action) for action, label in said.items()], state or n
        )

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Tell of the reference under the cursor."""
        message.stop()
        self.show_place()

    @property
    def here(self) -> Citation | None:
        """The reference under the cursor; ``None`` if there is none."""
        row = self.table.cursor[0]
        return self.found[row] if row < len(self.found) else None

    def show_place(self) -> None:
        """Tell of the reference under the cursor: what it cites, who does, and what was in force then."""
        foot, one = self.query_one(MatrixFoot), self.here
        if one is None:
            foot.point("", "")
            foot.note(())
            return
        act = one.act or _("(no act named)")
        foot.point(act, _("article {name}").format(name=one.article) if one.article else "")
        foot.note([line for line in (_cited(one), _in_force(one), _inferred(one)) if line])


def _cited(one: Citation) -> str:
    by = "  ".join(part for part in (one.source, one.speaker, timestamp(one.seconds) or "") if part)
    return f"“{one.text}”  ·  {by}."


def _in_force(one: Citation) -> str:
    if not one.date:
        return _("When the matter began is not known; e says it, or an attribute of the case.")
    days = days_of(one, screen_language())
    if one.in_force is None:
        return _("What was in force at {date} is not known here.").format(date=days)
    if not one.in_force:
        return _("At {date} none was in force.").format(date=days)
    return _("In force at {date}: {act}.").format(date=days, act=one.in_force)


def _inferred(one: Citation) -> str:
    return _("The act is named elsewhere, not beside the article: check it.") if one.is_inferred else ""
