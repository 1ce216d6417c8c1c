"""The screen of analyses without its acts: what it shows, and how that is worked out and shown again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import _, screen_language
from qcode.store.project import Project
from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.screens import filter_menu
from qcode.tui.screens.acts import show_error
from qcode.tui.screens.counted import CountedScreen
from qcode.tui.screens.statistics.analyses import ANALYSES, BY_NAME, NOBODY, completed, made
from qcode.tui.screens.statistics.asked import Answer, Asked, Setting
from qcode.tui.screens.statistics.commands import BY_ACTION, CHOOSE, DO, GROUPS, HINTS, SET
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.matrix_foot import MatrixFoot
from qcode.tui.widgets.report_table import ReportTable
from qcode.tui.widgets.rows import Parts, RowList

WIDE, TALL = 120, 32
"""Columns from which the list of analyses stands beside the table, lines from which notes have more room."""


class AnalysisRows(RowList, can_focus=False):
    """The analyses with their keys; a click on one shows it."""

    def row_count(self) -> int:
        """Return how many analyses there are."""
        return len(ANALYSES)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw an analysis: its key and its name."""
        one = ANALYSES[index]
        key = BY_ACTION[f"analysis('{one.name}')"].key_text
        return [[(f" {key} ", self.style_of("accent")), (fit(_(one.label), width - 4), Style())]]


class StatisticsPage(CountedScreen):
    """One analysis at a time, as a table with its notes."""

    NAME = "statistics"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*CHOOSE, *SET, *DO))]
    DEFAULT_CSS = """
    StatisticsPage {
        & #table { height: 1fr; }
        & AnalysisRows { width: 20; background: $surface; display: none; }
        & MatrixFoot { height: 5; dock: bottom; margin-bottom: 1; }
        &.-tall MatrixFoot { height: 9; }
        &.-wide AnalysisRows { display: block; }
    }
    """

    @dataclass
    class Done(Message):
        """An analysis was made, or could not be."""

        number: int
        """Of the question; older ones are not shown."""
        asked: Asked
        answer: Answer | None = None
        lacking: str = ""
        """What has to be said first, in the language of the screen; there is no answer then."""
        error: QcodeError | None = None

    def __init__(
        self, project: Project, *, asked: Asked | None = None, selection: Selection | None = None,
        at: tuple[int, int] = (0, 0),
    ) -> None:  # fmt: skip
        """Make the screen.

        Args:
            project: The study.
            asked: What is shown; how often codes stand if ``None``.
            selection: Which codings; those of ``asked`` if ``None``.
            at: Row and column under the cursor.
        """
        super().__init__(project)
        self.asked = asked or Asked(selection=selection or Selection())
        self.answer: Answer | None = None
        self._answered = self.asked
        self._at = at

    @property
    def table(self) -> ReportTable:
        """The table."""
        return self.query_one(ReportTable)

    @property
    def report(self) -> Report | None:
        """The report that answers."""
        return self.answer.report if self.answer else None

    @property
    def selection(self) -> Selection:
        """The codings that are counted."""
        return self.asked.selection

    def state(self) -> dict[str, object]:
        """Return what it shows, so that it can be made again."""
        return {"asked": self.asked, "at": self.table.cursor if self.answer else self._at}

    def compose(self) -> ComposeResult:
        """Lay out settings, analyses, table and notes between the two lines."""
        yield TitleBar()
        yield ChoiceBar()
        with Horizontal(id="table"):
            yield AnalysisRows()
            with Vertical():
                yield ReportTable()
        yield MatrixFoot()
        yield KeyBar()

    def on_mount(self) -> None:
        """Work the first answer out."""
        self._fit()
        self.table.rows.focus()
        self.query_one(KeyBar).show(
            [KeyHint(BY_ACTION[action].key_text, _(BY_ACTION[action].label), action) for action in HINTS]
        )
        self.read(at=self._at)

    def on_resize(self) -> None:
        """Put the list of analyses beside the table where there is room, and give notes more of it."""
        self._fit()

    def _fit(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.set_class(self.app.size.height >= TALL, "-tall")

    # Working it out

    def read(self, asked: Asked | None = None, *, at: tuple[int, int] | None = None) -> None:
        """Work out what is asked; what cannot be leaves the old answer in place.

        Args:
            asked: What is shown from now on.
            at: Row and column where the cursor is to stand; where it is if ``None``.
        """
        number = self.begin()
        self._at = at or (self.table.cursor if self.answer else self._at)
        # Taken at once, so that the next key already changes this and not what came before.
        self.asked = asked or self.asked
        self.show_settings(_("counting …"))
        self._work_out(number, self.asked)

    @work(thread=True, exclusive=True, group="statistics", exit_on_error=False)
    def _work_out(self, number: int, asked: Asked) -> None:
        try:
            with Project.open(self.project.path, coder=self.project.coder_name) as project:
                asked = completed(project, asked)
                one = BY_NAME[asked.analysis]
                needed = one.setting(one.needs)
                if needed is not None and not asked.get(needed):
                    self.post_message(self.Done(number, asked, lacking=_(one.lacking)))
                else:
                    self.post_message(self.Done(number, asked, made(project, asked, screen_language())))
        except QcodeError as error:
            self.post_message(self.Done(number, asked, error=error))

    def on_statistics_page_done(self, message: Done) -> None:
        """Show the answer."""
        if not self.is_latest(message.number):
            return
        if message.error is not None:
            self.asked = self._answered
            show_error(self, message.error)
        else:
            self.asked = self._answered = message.asked
            self.answer = message.answer
            report = self.report
            self.table.rows.nothing = message.lacking or _("There is nothing to show here.")
            self.table.show(report, self._at)
            self.query_one(MatrixFoot).note(report.notes if report else ())
        self.show_settings()
        self.show_place()

    # Showing

    def show_settings(self, state: str = "") -> None:
        """Show which analysis it is, what it is set to, and how large the table is."""
        one, report = BY_NAME[self.asked.analysis], self.report
        size = f"{len(report.rows)} × {len(report.columns) - 1}" if report else ""
        hints = [KeyHint(BY_ACTION["analyses"].key_text, _(one.label), "analyses")]
        if narrowed := filter_menu.described(self.project, self.asked.selection):
            hints.append(self._hint("filter", narrowed))
        hints += [self._hint(setting.action, self._said(setting)) for setting in one.settings]
        if not narrowed:
            hints.append(self._hint("filter", _("no filter")))
        self.query_one(ChoiceBar).show(hints, state or size)
        self.query_one(TitleBar).show(self.project.name, _("Statistics"), report.title if report else _(one.question))
        rows = self.query_one(AnalysisRows)
        rows.go_to(ANALYSES.index(one))

    def _hint(self, action: str, label: str) -> KeyHint:
        return KeyHint(BY_ACTION[action].key_text, label, action)

    def _said(self, setting: Setting) -> str:
        """Return how something is set, in words."""
        value = self.asked.get(setting)
        if setting.values:
            return _(dict(setting.values)[value])
        if not value:
            return _(setting.unset) if setting.unset else NOBODY
        kind, colon, name = value.partition(":")
        shown = name if colon and kind.isalpha() and setting.role in ("group", "beside") else value
        shown = shown.replace("\n", ", ")
        return shown if setting.said == "{value}" else _(setting.said).format(value=shown)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Say what is under the cursor, or show the analysis that was clicked."""
        message.stop()
        if not isinstance(message.rows, AnalysisRows):
            self.show_place()
        elif ANALYSES[message.index].name != self.asked.analysis:
            self.post_message(KeyBar.Pressed(f"analysis('{ANALYSES[message.index].name}')"))

    def on_report_rows_column_moved(self) -> None:
        """Say what is under the cursor."""
        self.show_place()

    def show_place(self) -> None:
        """Say what is under the cursor: of which row and column it is, and what stands there, whole."""
        foot, rows = self.query_one(MatrixFoot), self.table.rows
        if rows.report is None or not rows.report.rows:
            foot.point("", "")
            return
        report, (row, column) = rows.report, self.table.cursor
        first = report.rows[row][0]
        name = str(first) if isinstance(first, Name) else f"{report.columns[0]} {first}"
        if column < 0:
            foot.point(name, "")
        else:
            foot.point(f"{name}  ×  {report.columns[column + 1]}", rows.text_at(row, column))
