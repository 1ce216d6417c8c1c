"""The audit trail: everything that was ever done in the project, latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from qcode.domain.study import ChangeEntry
from qcode.domain.text import folded
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.services import undoing
from qcode.store import history
from qcode.store.project import Project
from qcode.store.undoing import NotYours
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import BACK, REDO, UNDO, WorkScreen, hints
from qcode.tui.screens.clock import local_time
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.telling import Telling

ACTS = (
    N_("new"), N_("import"), N_("rename"), N_("remove"), N_("purge"), N_("note"), N_("sources edit"),
    N_("sources set"), N_("speakers"), N_("code"), N_("uncode"), N_("recode"), N_("move"), N_("typical"), N_("memo"),
    N_("summary"), N_("codebook import"), N_("codebook add"), N_("codebook edit"), N_("codebook remove"),
    N_("codes add"), N_("codes edit"), N_("codes move"), N_("codes merge"), N_("codes remove"), N_("codes split"),
    N_("cases import"), N_("cases add"), N_("cases set"), N_("cases assign"), N_("cases remove"), N_("cases rename"),
    N_("cases merge"), N_("cases unassign"), N_("cases paste"), N_("evidence"), N_("attributes add"),
    N_("attributes edit"), N_("attributes move"), N_("attributes remove"), N_("consent"), N_("sets put"),
    N_("sets take"), N_("sets rename"), N_("sets remove"), N_("questions add"), N_("questions edit"),
    N_("questions move"), N_("questions remove"), N_("questions tie"), N_("lists add"), N_("lists edit"),
    N_("lists remove"), N_("undo"), N_("redo"), N_("correct"), N_("update"), N_("queries save"),
    N_("queries rename"), N_("queries remove"), N_("checkpoint"), N_("link"), N_("unlink"), N_("split"), N_("merge"),
    N_("weight"), N_("wording"), N_("members"), N_("export"), N_("comments"),
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
        did = fit(_(one.act), 18) + " "
        undone = _("undone") if one.is_undone else ""
        room = width - 26 - (14 if wide else 0) - cell_len(did) - cell_len(undone) - 2
        return [
            [
                (f"{one.number:>6}  ", dim),
                (f"{local_time(one.when)}  ", dim),
                (fit(one.coder, 12) + "  " if wide else "", Style()),
                (did, self.style_of("primary")),
                (fit(one.summary, room), Style(strike=True) + dim if one.is_undone else Style()),
                (" " + undone, self.style_of("accent")),
            ]
        ]


COMMANDS = (
    Command("detail", "", N_("Details"), N_("Show what a change did, row by row; Enter does it too.")),
    Command("take_back", "x,delete", N_("Take back"), N_("Take back the act under the cursor, if nothing rests on it."),
            True),
    UNDO, REDO,
    Command("find", "slash", N_("Find"), N_("Show only changes whose summary has these words."), True),
    Command("choose_coder", "c", N_("Coder"), N_("Show only what some coders did."), True),
    Command("choose_act", "a", N_("Act"), N_("Show only some kinds of act."), True),
    Command("clear", "F", N_("No filter"), N_("Show all changes again.")),
    Command("checkpoint", "m", N_("Checkpoint"), N_("Put a named mark here and keep a copy of the project."), True),
    Command("write_file", "w", N_("To a file"), N_("Write the methods appendix of the study."), True),
    replace(BACK, footer=True),
)  # fmt: skip


class HistoryScreen(WorkScreen):
    """The list of changes; ``u`` takes back the latest of one's own, ``x`` the one under the cursor.

    Args:
        project: The study.
        text: Only changes whose summary has this.
        coders: Only what these did; all if empty.
        acts: Only these kinds of act; all if empty.
        change: Id of the change under the cursor.
    """

    NAME = "history"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (CommandGroup(N_("History"), COMMANDS),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]
    DEFAULT_CSS = """
    HistoryScreen HistoryRows { height: 1fr; }
    """

    @dataclass
    class Read(Message):
        """The trail was read."""

        entries: list[ChangeEntry]

    @dataclass
    class Done(Message):
        """Something was done; the trail has grown."""

        said: str

    @dataclass
    class Refused(Message):
        """Something could not be done."""

        error: QcodeError
        entry: ChangeEntry | None = None
        """The act that another coder did, if that is why."""

    def __init__(
        self, project: Project, *, text: str = "", coders: tuple[str, ...] = (), acts: tuple[str, ...] = (),
        change: str = "",
    ) -> None:  # fmt: skip
        super().__init__(project)
        self._text, self._coders, self._acts = text, coders, acts
        self._change = change
        self._entries: list[ChangeEntry] = []
        self._turn = Lock()

    def state(self) -> dict[str, object]:
        """Return the filters, and which change is under the cursor."""
        here = self._here()
        return {
            "text": self._text, "coders": self._coders, "acts": self._acts, "change": here.id if here else "",
        }  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay out the list between the lines."""
        yield TitleBar()
        yield Telling()
        yield HistoryRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the trail."""
        self.query_one(HistoryRows).focus()
        self.query_one(KeyBar).show(hints([one for one in COMMANDS if one.footer], 8))
        self._show()
        self._read()

    @work(thread=True, exclusive=True, group="trail")
    def _read(self) -> None:
        with Project.open(self.project.path, coder=self.project.coder_name) as project:
            self.post_message(self.Read(history.entries(project)))

    def on_history_screen_read(self, message: Read) -> None:
        """Show the trail."""
        self._entries = message.entries
        self._show()

    def _show(self) -> None:
        rows = self.query_one(HistoryRows)
        here = self._change or (one.id if (one := self._here()) else "")
        rows.entries = [one for one in reversed(self._entries) if self._is_wanted(one)]
        rows.renew()
        if at := next((index for index, one in enumerate(rows.entries) if one.id == here), 0):
            rows.go_to(at)
        if self._entries:
            self._change = ""
        changes = _("changes: {n}").format(n=len(rows.entries))
        self.query_one(TitleBar).show(self.project.name, _("History"), right=changes)
        filters = (
            (_("words"), self._text), (_("coders"), ", ".join(self._coders)),
            (_("acts"), ", ".join(_(act) for act in self._acts)),
        )  # fmt: skip
        shown = [f"{name}: {value}" for name, value in filters if value]
        self.query_one(Telling).show(shown or [_("everything that was ever done")])

    def _is_wanted(self, entry: ChangeEntry) -> bool:
        return (
            (not self._coders or entry.coder in self._coders)
            and (not self._acts or entry.act in self._acts)
            and folded(self._text) in folded(entry.summary)
        )

    def _here(self) -> ChangeEntry | None:
        rows = self.query_one(HistoryRows)
        return rows.entries[rows.cursor] if rows.entries else None

    # -- undoing --------------------------------------------------------------------------------

    def turn(self, step: Callable[[Project], str], said: str) -> None:
        """Take a step in the history, in a thread; the trail is read anew when it is done."""
        self._do(step, said)

    def action_take_back(self) -> None:
        """Take back the act under the cursor."""
        if entry := self._here():
            self._take_back(entry)

    def _take_back(self, entry: ChangeEntry, *, of_others: bool = False) -> None:
        self._do(lambda project: undoing.undo_change(project, entry.id, of_others=of_others), _("undone: {act}"), entry)

    @work(thread=True, group="undo")
    def _do(self, what: Callable[[Project], str], said: str, entry: ChangeEntry | None = None) -> None:
        try:
            # One after the other, in the order of the keys.
            with self._turn, Project.open(self.project.path, coder=self.project.coder_name) as project:
                self.post_message(self.Done(said.format(act=what(project))))
        except NotYours as error:
            self.post_message(self.Refused(error, entry))
        except QcodeError as error:
            self.post_message(self.Refused(error))

    def on_history_screen_done(self, message: Done) -> None:
        """Say what was done and show the trail as it is now."""
        self.say(message.said)
        self._read()

    @act
    async def on_history_screen_refused(self, message: Refused) -> None:
        """Say why not; ask again before another coder's act is taken back."""
        if message.entry is None:
            self.notify(message.error.hint, title=message.error.message, severity="warning", timeout=10, markup=False)
            return
        options = [Option("no", _("Leave it"), "n"), Option("yes", _("Take it back all the same"), "y")]
        if await self.app.push_screen_wait(ChoiceDialog(message.error.message, options)) == ("yes",):
            self._take_back(message.entry, of_others=True)

    # -- looking --------------------------------------------------------------------------------

    def on_row_list_chosen(self) -> None:
        """Show what a change did."""
        self.action_detail()

    @act
    async def action_detail(self) -> None:
        """Show what the change under the cursor did, and take it back if that is wanted."""
        from qcode.tui.screens.history_detail import ChangeDetail

        entry = self._here()
        if entry is None:
            return
        wanted = await self.app.push_screen_wait(ChangeDetail(self.project, entry, local_time(entry.when)))
        if wanted:
            self._take_back(entry)

    @act
    async def action_find(self) -> None:
        """Show only changes whose summary has some words."""
        if words := await self.app.push_screen_wait(LineDialog(_("Find in the history"), self._text)):
            self._text = words
            self._show()

    @act
    async def action_choose_coder(self) -> None:
        """Show only what some coders did."""
        if chosen := await self._choose(_("Show only what was done by …"), {one.coder for one in self._entries}):
            self._coders = chosen
            self._show()

    @act
    async def action_choose_act(self) -> None:
        """Show only some kinds of act."""
        if chosen := await self._choose(_("Show only these acts …"), {one.act for one in self._entries}, spoken=True):
            self._acts = chosen
            self._show()

    async def _choose(self, title: str, values: Iterable[str], *, spoken: bool = False) -> tuple[str, ...] | None:
        options = [Option(one, _(one) if spoken else one) for one in sorted(values)]
        return await self.app.push_screen_wait(ChoiceDialog(title, options, several=True)) if options else None

    def action_clear(self) -> None:
        """Show all changes again."""
        self._text, self._coders, self._acts = "", (), ()
        self._show()

    def action_back(self) -> None:
        """Drop the filters; without any, leave the screen."""
        if self._text or self._coders or self._acts:
            self.action_clear()
        else:
            self.leave()

    @act
    async def action_checkpoint(self) -> None:
        """Put a named mark into the trail and keep a copy."""
        note = _("A copy of the project is kept beside it, under this name.")
        if name := await self.app.push_screen_wait(LineDialog(_("Name of the checkpoint"), note=note)):
            self._mark(name)

    @act
    async def action_write_file(self) -> None:
        """Write the methods appendix, or a file for the answers that only the researcher has."""
        from qcode.tui.screens.methods import write_methods

        await write_methods(self)

    @work(thread=True, group="undo")
    def _mark(self, name: str) -> None:
        from qcode.services import caring

        try:
            with self._turn, Project.open(self.project.path, coder=self.project.coder_name) as project:
                path = caring.checkpoint(project, name)
        except QcodeError as error:
            self.post_message(self.Refused(error))
        else:
            self.post_message(self.Done(_("kept: {file}").format(file=path.name)))
