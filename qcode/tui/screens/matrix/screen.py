"""The matrix screen: rows by columns, shaded, with the quotations behind every cell; summaries are typed into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from qcode.analysis.headings import Heading
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.tabling import Plan
from qcode.store.project import Project
from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.key_names import key_text
from qcode.tui.screens.acts import show_error
from qcode.tui.screens.counted import CountedScreen
from qcode.tui.screens.matrix import choosing
from qcode.tui.screens.matrix.commands import BY_ACTION, DO, GROUPS, HINTS, HINTS_WRITTEN, LAY_OUT
from qcode.tui.screens.matrix.counting import Counted, count
from qcode.tui.screens.matrix.looks import explained, pointed, settings
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.matrix_foot import MatrixFoot
from qcode.tui.widgets.matrix_table import MatrixTable


class MatrixPage(CountedScreen):
    """The screen without its acts: what it shows, how that is counted and shown again."""

    NAME = "matrix"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*LAY_OUT, *DO))]
    DEFAULT_CSS = """
    MatrixPage {
        & MatrixTable { height: 1fr; }
        & MatrixFoot { height: 4; dock: bottom; margin-bottom: 1; }
        &.-tall MatrixFoot { height: 6; }
    }
    """

    @dataclass
    class Done(Message):
        """A matrix was counted, or could not be."""

        number: int
        """Of the count; older ones are not shown."""
        plan: Plan
        counted: Counted | None
        error: QcodeError | None = None

    def __init__(
        self, project: Project, *, selection: Selection | None = None, plan: Plan | None = None,
        within: str = "table", at: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Make the screen.

        Args:
            project: The study.
            selection: Which codings; those of the plan if ``None``.
            plan: What is shown; codes by cases if ``None``.
            within: What cells are shaded against.
            at: Names of the row and column under the cursor; empty for a heading.
        """
        super().__init__(project)
        self.plan = plan or choosing.first_plan(project)
        if selection is not None:
            self.plan = replace(self.plan, selection=selection)
        self.within = within
        self.counted: Counted | None = None
        self.error: QcodeError | None = None
        self._at = at

    @property
    def table(self) -> MatrixTable:
        """The table."""
        return self.query_one(MatrixTable)

    @property
    def report(self) -> Report | None:
        """The matrix as a report."""
        return self.counted.matrix.report if self.counted else None

    @property
    def selection(self) -> Selection:
        """The codings that are counted."""
        return self.plan.selection

    def state(self) -> dict[str, object]:
        """Return what it shows, so that it can be made again."""
        return {"plan": self.plan, "within": self.within, "at": self.names_here()}

    def compose(self) -> ComposeResult:
        """Lay out settings, table and notes between the two lines."""
        yield TitleBar()
        yield ChoiceBar()
        yield MatrixTable()
        yield MatrixFoot()
        yield KeyBar()

    def on_mount(self) -> None:
        """Count for the first time."""
        self.table.within = self.within
        self.table.focus()
        self.read()

    def on_resize(self) -> None:
        """Give the notes more room on a tall screen."""
        self.set_class(self.size.height >= 32, "-tall")

    # Counting

    def read(self, plan: Plan | None = None, *, at: tuple[str, str] | None = None) -> None:
        """Count, by a new plan if one is given; what cannot be counted leaves the old one in place.

        Args:
            plan: What is shown from now on.
            at: Names of the row and column where the cursor is to stand; as near as can be to where it is if ``None``.
        """
        number = self.begin()
        self._at = at or self.names_here() or self._at
        self.show_settings(_("counting …"))
        self._count(number, plan or self.plan)

    @work(thread=True, exclusive=True, group="matrix", exit_on_error=False)
    def _count(self, number: int, plan: Plan) -> None:
        try:
            with Project.open(self.project.path, coder=self.project.coder_name) as project:
                self.post_message(self.Done(number, plan, count(project, plan)))
        except QcodeError as error:
            self.post_message(self.Done(number, plan, None, error))

    def on_matrix_page_done(self, message: Done) -> None:
        """Show what was counted."""
        if not self.is_latest(message.number):
            return
        self.error = message.error
        if message.error is not None:
            show_error(self, message.error)
        if message.counted is not None:
            self.plan, self.counted = message.plan, message.counted
            self.table.is_written = self.plan.measure == choosing.FRAMEWORK
            self.table.show(message.counted.shown, self._place_of(self._at))
            self.query_one(MatrixFoot).note(message.counted.matrix.report.notes)
        self.show_settings()
        self.show_place()

    # Showing

    def show_settings(self, state: str = "") -> None:
        """Show how the matrix is set up, how large it is, and the keys."""
        rows, columns = self.table.body
        size = state or (f"{rows} × {columns}" if self.counted else "")
        self.query_one(ChoiceBar).show(settings(self.project, self.plan), size)
        title = self.counted.matrix.report.title if self.counted else ""
        self.query_one(TitleBar).show(self.project.name, _("Matrix"), title, right="")
        foot, table = self.query_one(MatrixFoot), self.table
        if self.counted:
            foot.explain(*explained(self.counted, self.within, table.cursor, table.shades()))
        self._show_keys()

    def show_place(self) -> None:
        """Say what is under the cursor."""
        foot, table = self.query_one(MatrixFoot), self.table
        if self.counted is not None:
            foot.point(*pointed(self.counted, *table.cursor))
            if self.within in ("row", "column"):
                foot.explain(*explained(self.counted, self.within, table.cursor, table.shades()))
        self._show_keys()

    def _show_keys(self) -> None:
        is_written = self.table.is_written and self.table.is_on_cell
        hints = []
        for action in HINTS_WRITTEN if is_written else HINTS:
            command = BY_ACTION.get(action)
            # A letter would be written into the cell.
            keys = [key for key in command.keys if len(key) > 1 or not is_written] if command is not None else []
            if command is not None and keys:
                label = _("Write") if is_written and action == "choose" else _(command.label)
                hints.append(KeyHint(key_text(keys[0]), label, action))
        self.query_one(KeyBar).show(hints)

    def on_matrix_table_moved(self) -> None:
        """Say what is under the cursor."""
        self.show_place()

    # What is under the cursor

    def headings_here(self) -> tuple[Heading | None, Heading | None]:
        """Return the row and the column under the cursor; ``None`` on headings and totals, where all are meant."""
        if self.counted is None:
            return None, None
        matrix, (row, column) = self.counted.matrix, self.table.cursor
        return (
            matrix.rows[row] if 0 <= row < len(matrix.rows) else None,
            matrix.columns[column] if 0 <= column < len(matrix.columns) else None,
        )

    def names_here(self) -> tuple[str, str] | None:
        """Return the names of row and column under the cursor, empty on a heading.

        ``None`` as long as nothing is shown.
        """
        if self.counted is None:
            return None
        report, (row, column) = self.counted.matrix.report, self.table.cursor
        name = report.rows[row][0] if row >= 0 else ""
        return getattr(name, "name", ""), report.columns[column + 1].name if column >= 0 else ""

    def _place_of(self, names: tuple[str, str] | None) -> tuple[int, int]:
        if names is None or self.counted is None:
            return 0, 0
        report, (row, column) = self.counted.matrix.report, self.table.cursor
        rows = ["", *(getattr(line[0], "name", "") for line in report.rows)]
        columns = ["", *(one.name for one in report.columns[1:])]
        return (
            rows.index(names[0]) - 1 if names[0] in rows else row,
            columns.index(names[1]) - 1 if names[1] in columns else column,
        )
