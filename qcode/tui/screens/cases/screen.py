"""The screen of cases, put together: tables in and out, paste, filter, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from textual import events

from qcode.domain.sheet import CASE, SOURCES, Subject
from qcode.language import _
from qcode.services import casing, filling, sheets
from qcode.services.filling import Plan
from qcode.store import attributes
from qcode.store.project import Project
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import LineDialog
from qcode.tui.screens.base import dropped_paths
from qcode.tui.screens.cases.acts import CaseActs
from qcode.tui.screens.cases.plan import PlanDialog
from qcode.tui.screens.documents import ask_file

Found = TypeVar("Found")
TABLES = (".csv", ".xlsx")
"""Suffixes of files that are taken as tables where they are dropped."""


class CasesScreen(CaseActs):
    """Cases of one kind, or sources, with their attributes."""

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted cells, or a table that was dropped on the window."""
        event.stop()
        event.prevent_default()  # Or the class below would offer a dropped table as a transcript.
        paths = dropped_paths(event.text)
        if len(paths) == 1 and paths[0].suffix.lower() in TABLES:
            self._bring_in(paths[0])
        elif paths:
            self.post_message(self.FilesDropped(paths))
        elif event.text.strip("\r\n"):
            self._paste(event.text)

    def action_paste_copied(self) -> None:
        """Paste what was copied here."""
        if self.app.clipboard:
            self._paste(self.app.clipboard)

    @act
    async def _paste(self, text: str) -> None:
        shown, rows, at, column = self.sheet, self.view.rows, self.view.row, self.view.column
        plan = await self.apart(lambda project: filling.plan_pasted(project, shown, rows, text, row=at, column=column))
        if shown.subject == SOURCES and plan.left_out and not plan.rows and (as_cases := await self._as_cases(text)):
            plan = as_cases
        count = sum(map(len, filling.block_of(text)))
        if await self.app.push_screen_wait(PlanDialog(_("Paste {n} cells").format(n=count), [plan])):
            await self._fill([plan], "cases paste", _("cells pasted: {n}").format(n=count))

    async def _as_cases(self, text: str) -> Plan | None:
        """Take a pasted table in which no row is called like a source as one of cases, if their kind is named."""
        note = _("No source is called like these rows. As cases, of which kind? informant, institution …")
        kind = await self.app.push_screen_wait(LineDialog(_("Which kind of case?"), note=note))
        if not kind:
            return None

        def plan(project: Project) -> Plan:
            sheet = attributes.sheet(project, Subject(CASE, casing.kind_meant(project, kind)))
            return filling.plan_pasted(project, sheet, sheet.rows, text, row=0, column=-1)

        return await self.apart(plan)

    @act
    async def action_import_table(self) -> None:
        """Ask for a table and show what it would change."""
        note = _("The first row names the columns, the first column the cases. A file may be dropped here too.")
        path = await self.app.push_screen_wait(LineDialog(_("Bring in which table?"), hint=".csv, .xlsx", note=note))
        if path:
            await self._take(Path(path.strip("'\"")).expanduser())

    @act
    async def _bring_in(self, path: Path) -> None:
        await self._take(path)

    async def _take(self, path: Path) -> None:
        subject = self.sheet.subject
        # A workbook says by the titles of its sheets what their rows are.
        kind = "" if path.suffix.lower() == ".xlsx" else subject.kind
        of_sources = not kind and path.suffix.lower() != ".xlsx"
        plans, warnings = await self.apart(
            lambda project: filling.plan_file(project, path, kind=kind, of_sources=of_sources)
        )
        title = _("Bring in {file}").format(file=path.name)
        if await self.app.push_screen_wait(PlanDialog(title, plans, warnings)):
            await self._fill(plans, "cases import", path.name)

    async def _fill(self, plans: Sequence[Plan], act_name: str, summary: str) -> None:
        done = await self.apart(lambda project: filling.fill(project, plans, act_name, summary))
        self.done(_("cells changed: {n}; cases made: {added}").format(n=done.cells, added=done.added))
        if all(plan.subject != self.sheet.subject for plan in plans):
            self.read(str(plans[0].subject))

    @act
    async def action_export_table(self) -> None:
        """Ask for a file and write the sheets into it."""
        subject = self.sheet.subject
        default = self.project.path.with_name(f"{self.project.path.stem}-{subject}.xlsx".replace(" ", "-"))
        note = _(".xlsx gets every kind of case on a sheet of its own, .csv the one on show.")
        path = await ask_file(self, _("Write the sheets to"), str(default), note)
        if path is None:
            return
        all_of_them = path.suffix.lower() == ".xlsx" and subject != SOURCES
        which = sheets.subjects(self.project)[:-1] if all_of_them else [subject]
        rows = await self.apart(lambda project: sheets.export_sheets(project, path, which))
        self.notify(str(path), title=_("rows written: {n}").format(n=rows), markup=False)

    @act
    async def action_filter(self) -> None:
        """Show only the rows with some words."""
        note = _("Words anywhere in the row, or COLUMN=VALUE; Esc on the sheet shows all again.")
        words = await self.app.push_screen_wait(LineDialog(_("Show rows with"), self.words, note=note))
        if words:
            self.words = words
            self.view.row = 0
            self.lay_rows()

    def action_sheet(self, step: int) -> None:
        """Show the next sheet."""
        here = next((at for at, one in enumerate(self.subjects) if one == self.sheet.subject), 0)
        self.to_sheet(here + step)

    def action_back(self) -> None:
        """Go back to the sheet, drop the marks, the filter, or leave."""
        if self.focused is self.details:
            self.view.focus()
        elif self.view.mark_start is not None:
            self.view.drop_mark()
        elif self.words:
            self.words = ""
            self.done()
        else:
            self.leave()
