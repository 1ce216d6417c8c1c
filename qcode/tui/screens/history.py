"""The audit trail: everything that was ever done in the project, latest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType

from qcode.domain.study import ChangeEntry
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.store import history
from qcode.store.project import Project
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens.base import WorkScreen, hints
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

ACTS = (
    N_("new"), N_("import"), N_("rename"), N_("remove"), N_("speakers"),
    N_("code"), N_("uncode"), N_("recode"), N_("move"), N_("typical"), N_("memo"), N_("summary"),
    N_("codebook import"), N_("codebook add"), N_("codebook edit"), N_("codebook remove"),
    N_("codes add"), N_("codes edit"), N_("codes move"), N_("codes merge"), N_("codes remove"), N_("codes split"),
    N_("cases import"), N_("cases add"), N_("cases set"), N_("cases assign"), N_("cases remove"),
    N_("cases rename"), N_("cases merge"), N_("cases unassign"), N_("cases paste"), N_("evidence"),
    N_("attributes add"), N_("attributes edit"), N_("attributes move"), N_("attributes remove"),
    N_("consent"), N_("questions add"), N_("questions edit"), N_("questions move"), N_("questions remove"),
    N_("questions tie"), N_("lists add"), N_("lists edit"), N_("lists remove"), N_("undo"), N_("redo"),
    N_("correct"), N_("update"), N_("queries save"), N_("queries rename"), N_("queries remove"),
)  # fmt: skip
"""What the trail calls the acts, so that the screen can say them in its language."""


class HistoryRows(RowList):
    """One line per change."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[ChangeEntry] = ()

    def row_count(self) -> int:
        """Return how many changes there are."""
        return len(self.entries)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw number, time, coder, act and summary; what was undone is struck out and says so."""
        one, dim = self.entries[index], self.style_of("dim")
        wide = width >= 90
        undone = _("undone") if one.is_undone else ""
        room = width - (42 if wide else 24) - (14 if wide else 0) - len(undone) - 2
        return [
            [
                (f"{one.number:>6}  ", dim),
                (f"{local_time(one.when)}  ", dim),
                (fit(one.coder, 12) + "  " if wide else "", Style()),
                (fit(_(one.act), 17 if wide else 0), self.style_of("primary")),
                (fit(one.summary, room), Style(strike=True) + dim if one.is_undone else Style()),
                (" " + undone, self.style_of("accent")),
            ]
        ]


COMMANDS = (
    Command("undo", "u,ctrl+z", N_("Undo"), N_("Take back your latest act, also one of last week."), True),
    Command("redo", "U,ctrl+y", N_("Redo"), N_("Do again what you took back."), True),
    Command("back", "escape", N_("Back"), N_("Go back to the screen below."), True),
)


class HistoryScreen(WorkScreen):
    """The list of changes; ``u`` takes back the latest of one's own."""

    NAME = "history"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (CommandGroup(N_("History"), COMMANDS),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project

    def compose(self) -> ComposeResult:
        """Lay out the list between the two lines."""
        yield TitleBar()
        yield HistoryRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the trail."""
        self._read()
        self.query_one(HistoryRows).focus()
        self.query_one(KeyBar).show(hints(COMMANDS))

    def action_undo(self) -> None:
        """Take back the latest own act."""
        from qcode.services import undoing

        self._do(lambda: undoing.undo(self._project))

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from qcode.services import undoing

        self._do(lambda: undoing.redo(self._project))

    def _do(self, what: Callable[[], str]) -> None:
        try:
            what()
        except QcodeError as error:
            self.notify(error.hint, title=error.message, severity="warning")
        self._read()

    def _read(self) -> None:
        rows = self.query_one(HistoryRows)
        rows.entries = list(reversed(history.entries(self._project)))
        rows.renew()
        changes = _("changes: {n}").format(n=len(rows.entries))
        self.query_one(TitleBar).show(self._project.name, _("History"), right=changes)


def local_time(when: str) -> str:
    """Write an ISO time in UTC as date and time of this computer's clock."""
    try:
        return f"{datetime.fromisoformat(when).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return when[:16]
