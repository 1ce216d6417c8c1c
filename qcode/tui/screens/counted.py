"""What screens share that show a report worked out in a thread: when that is done again, and where it goes."""

from __future__ import annotations

from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.store.project import Project
from qcode.tui.commands import Command
from qcode.tui.screens import clipboard
from qcode.tui.screens.acts import act
from qcode.tui.screens.base import BACK, DOCUMENTS, REDO, UNDO, WorkScreen
from qcode.tui.screens.notes import NotesDialog
from qcode.tui.screens.report_menu import write_any

NOTES = Command("notes", "i", N_("Notes"), N_("Read all that must be known of the numbers."), True)
EXPORT = Command(
    "export", "w", N_("Write to file"), N_("Write the table to Word, Excel and others; the suffix decides.")
)
OUT = (
    DOCUMENTS,
    Command("copy", "y", N_("Copy"), N_("Copy the table, to be pasted into a spreadsheet.")),
    UNDO,
    REDO,
    BACK,
)


class CountedScreen(WorkScreen):
    """A report, worked out in a thread, and again when the study has changed.

    ``begin`` gives each question a number; what comes back is shown only if ``is_latest`` says so.
    """

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._number = 0
        self._seen: tuple[int, int] | None = None

    @property
    def report(self) -> Report | None:
        """The report on show; ``None`` before there is one."""
        return None

    @property
    def selection(self) -> Selection:
        """The codings that it is of."""
        return Selection()

    @property
    def is_counting(self) -> bool:
        """Whether an answer is being worked out."""
        return self._seen is None

    def begin(self) -> int:
        """Return the number of the question that is asked now."""
        self._number += 1
        self._seen = None
        return self._number

    def is_latest(self, number: int) -> bool:
        """Say whether an answer is that of the latest question, which is settled with it."""
        if number == self._number:
            self._seen = self.project.database.state()
        return number == self._number

    def on_screen_resume(self) -> None:
        """Work it out again if anything was changed meanwhile."""
        if self._seen is not None and self._seen != self.project.database.state():
            self.read()

    @act
    async def action_notes(self) -> None:
        """Show all notes."""
        if self.report is not None:
            await self.app.push_screen_wait(NotesDialog(self.report.title, self.report.notes))

    def action_copy(self) -> None:
        """Copy the table."""
        if self.report is not None:
            clipboard.copy(self.app, clipboard.as_tabs(self.report))
            rows = len(self.report.rows) - self.report.total_rows
            columns = len(self.report.columns) - 1 - self.report.total_columns
            self.say(_("copied: {rows} rows, {columns} columns").format(rows=rows, columns=columns))

    @act
    async def action_documents(self) -> None:
        """Write a document of the codings that are chosen."""
        await write_any(self, self.selection)
