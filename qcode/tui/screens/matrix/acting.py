"""The acts on a matrix: to what lies behind a cell, into a cell, out to a file or the clipboard, and back."""

from __future__ import annotations

from qcode.analysis.headings import Heading
from qcode.domain.report import Report
from qcode.domain.shape import in_language
from qcode.errors import QcodeError
from qcode.language import _, screen_language
from qcode.services import drilling, summarising
from qcode.services.filtering import Choice
from qcode.services.summarising import SummaryCell
from qcode.store.project import Project
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.documents import has_quotes, write_report
from qcode.tui.screens.matrix.framework import SummaryDialog
from qcode.tui.screens.matrix.setting_up import MatrixSettings
from qcode.tui.screens.picking import PickDialog
from qcode.tui.widgets.matrix_table import MatrixTable

RETRIEVAL = "retrieval"
"""The screen that lists quotations."""


class MatrixScreen(MatrixSettings):
    """The matrix."""

    # Behind and into cells

    def on_matrix_table_chosen(self) -> None:
        """Write into the cell where summaries are written; else show what is behind it."""
        row, column = self.headings_here()
        if self.table.is_written and row and column:
            self._write(row, column)
        else:
            self.action_behind()

    def on_matrix_table_typed(self, message: MatrixTable.Typed) -> None:
        """Write into the cell, beginning with a letter."""
        row, column = self.headings_here()
        if row and column:
            self._write(row, column, message.character)

    def action_choose(self) -> None:
        """Open what is under the cursor."""
        self.table.action_choose()

    def action_behind(self) -> None:
        """Show the quotations behind a cell, a row or a column."""
        if self.counted is None:
            return
        row, column = self.headings_here()
        if row and column and (row.key, column.key) not in self._coded():
            self.say(_("nothing is coded here"))
            return
        selection = drilling.behind(self.project, self.counted.matrix, row, column)
        self.post_message(self.ScreenWanted(RETRIEVAL, {"selection": selection}))

    def _coded(self) -> set[tuple[object, object]]:
        """Return the places at which something is coded."""
        grid = self.counted.matrix.grid if self.counted else None
        return set((grid.behind or grid.cells) if grid else ())

    @act
    async def _write(self, row: Heading, column: Heading, typed: str = "") -> None:
        """Write a summary; what could not be kept is not lost but stays on the page."""
        if self.counted is None:
            return
        matrix = self.counted.matrix
        cell = drilling.summary_cell(self.project, matrix, row, column)
        is_coded = (row.key, column.key) in self._coded()
        selection = drilling.behind(self.project, matrix, row, column) if is_coded else None
        text, kept = summarising.text_of(self.project, cell), False
        while not kept:
            title = f"{row.name} × {column.name}"
            written = await self.app.push_screen_wait(SummaryDialog(self.project, title, selection, text, typed))
            if written is None:
                return
            kept = self._keep(cell, written)
            typed = "" if kept else written.removeprefix(text)
        self.say(_("summary kept") if written else _("summary removed"))
        self.read()

    def _keep(self, cell: SummaryCell, text: str) -> bool:
        try:
            summarising.write_summary(self.project, cell, text)
        except QcodeError as error:
            show_error(self, error)
            return False
        return True

    # Out

    @act
    async def action_export(self) -> None:
        """Write the table to a file whose name is asked."""
        if self.counted is not None:
            report = self.counted.matrix.report
            title, quotes = _("Write the table to"), has_quotes(report)
            await write_report(self, title, _("matrix.docx"), lambda _project, _language: report, quotes=quotes)

    @act
    async def action_tables(self) -> None:
        """Write a table of a named shape, of what the filters choose, to a file whose name is asked."""
        from qcode.services import shaping

        language = screen_language()
        shapes = {one.name: one for one in shaping.all_shapes()}
        choices = [
            Choice(name, in_language(one.title, language), note=name) for name, one in shapes.items()
        ]  # fmt: skip
        chosen = await self.app.push_screen_wait(PickDialog(_("Which table?"), choices, several=False))
        if not chosen:
            return
        shape, selection = shapes[chosen[0]], self.plan.selection

        def make(project: Project, language: str) -> Report:
            return shaping.make_table(project, shape, selection, language=language)

        await write_report(self, _("Write the table to"), f"{shape.name}.docx", make, quotes=True)
