"""The page: tabs for the kinds, the sheet, the details of a cell, the line of keys; and how it is kept up to date."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from qcode.domain.sheet import CASE, SOURCES, Attribute, AttributeValue, Sheet, SheetRow, Subject
from qcode.domain.values import KIND_LABELS, ValueKind, shown, sort_key
from qcode.errors import QcodeError
from qcode.language import _, screen_language
from qcode.services import sheets
from qcode.store import attributes, cases
from qcode.store.project import Project
from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.cases import commands
from qcode.tui.screens.cases.details import DetailRows, of_member, of_value
from qcode.tui.screens.cases.entry import CellInput
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.sheet_view import NAMES, SheetView
from qcode.tui.widgets.tabs import TabLine

LOW = 30
"""Rows of the terminal below which the details get two lines less."""


class CasesPage(WorkScreen):
    """Everything that is shown; what can be done is in the classes that rest on this one."""

    NAME = "cases"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = commands.GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for group in commands.GROUPS for binding in bindings(group.commands)),
    ]
    DEFAULT_CSS = """
    CasesPage {
        background: $background;
        & #entry { height: 2; background: $panel; display: none; }
        & #entry.-open { display: block; }
        & #entry-what { height: 1; }
        & #entry-label { width: auto; max-width: 40%; height: 1; color: $primary; text-style: bold; padding: 0 1; }
        & #entry-note { height: 1; color: $text-muted; padding: 0 1; }
        & #entry-note.-wrong { color: $error; text-style: bold; }
    }
    """

    def __init__(
        self, project: Project, kind: str = "", row: str = "", column: str = "", words: str = "",
        sorted_by: tuple[str, bool] | None = None,
    ) -> None:  # fmt: skip
        """Make the page.

        Args:
            project: The study.
            kind: Kind of case to show; ``source`` for the sources, the first kind if empty.
            row: Id or name of the row of the cursor.
            column: Id or name of the column of the cursor; the names if empty.
            words: Only rows with these.
            sorted_by: Id of a column and whether the largest comes first.
        """
        super().__init__(project)
        self.subjects: list[Subject] = [SOURCES]
        self.sheet = Sheet(Subject(""), (), ())
        self.words = words
        self.sorted_by = sorted_by
        self._start = (kind, row, column)
        self._language = screen_language()

    def state(self) -> dict[str, object]:
        """Return sheet, cell, filter and order."""
        row, column = self.row, self.column
        return {
            "kind": str(self.sheet.subject), "row": row.id if row else "", "column": column.id if column else "",
            "words": self.words, "sorted_by": self.sorted_by,
        }  # fmt: skip

    def command_groups(self) -> tuple[CommandGroup, ...]:
        """Return the commands of the screen and of the sheet itself."""
        first, *others = super().command_groups()
        return (first, *others[:3], commands.READING, *others[3:])

    # Children and where the cursor is

    @property
    def view(self) -> SheetView:
        """The sheet."""
        return self.query_one(SheetView)

    @property
    def details(self) -> DetailRows:
        """What stands behind the cell."""
        return self.query_one(DetailRows)

    @property
    def row(self) -> SheetRow | None:
        """The case or source of the cursor."""
        return self.view.rows[self.view.row] if self.view.rows else None

    @property
    def column(self) -> Attribute | None:
        """The attribute of the cursor; ``None`` on the names."""
        at = self.view.column
        return self.sheet.columns[at] if 0 <= at < len(self.sheet.columns) else None

    def values(self) -> list[AttributeValue]:
        """Return the values of the cell under the cursor with their evidence."""
        if self.row is None or self.column is None:
            return []
        return attributes.values_of(self.project, self.column.id, self.row.id, self.sheet.subject.what)

    # Drawing

    def compose(self) -> ComposeResult:
        """Lay out tabs, sheet, the line that is typed into, details."""
        yield TitleBar()
        yield TabLine()
        yield SheetView()
        with Vertical(id="entry"):
            with Horizontal(id="entry-what"):
                yield Static(id="entry-label", markup=False)
                yield CellInput(id="entry-input")
            yield Static(id="entry-note", markup=False)
        yield DetailRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sheet that is asked for."""
        kind, row, column = self._start
        self.read(kind)
        self.go_to(row, column)
        self.view.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Give the details what there is room for."""
        self.details.set_class(event.size.height < LOW, "-low")

    def read(self, kind: str = "") -> None:
        """Read a sheet anew, the one on show if none is named; the cursor stays on its cell."""
        row, column = (self.row.id if self.row else "", self.column.id if self.column else "")
        self.subjects = sheets.subjects(self.project)
        wanted = (kind or str(self.sheet.subject)).casefold()
        subject = next((one for one in self.subjects if str(one).casefold() == wanted), self.subjects[0])
        self.sheet = attributes.sheet(self.project, subject)
        self.lay_rows()
        self.go_to(row, column)

    def lay_rows(self) -> None:
        """Show the rows that the filter leaves, in their order."""
        rows = [row for row in self.sheet.rows if self._has(row, self.words)]
        places = {column.id: at for at, column in enumerate(self.sheet.columns)}
        order = None
        if self.sorted_by and self.sorted_by[0] in places:
            at = places[self.sorted_by[0]]
            column = self.sheet.columns[at]
            empty = [row for row in rows if not row.values.get(column.id)]
            rows = [row for row in rows if row.values.get(column.id)]
            rows.sort(key=lambda row: sort_key(row.values[column.id][0], column.kind), reverse=self.sorted_by[1])
            rows += empty  # What is not known comes last, whichever way.
            order = (at, self.sorted_by[1])
        elif self.sorted_by and self.sorted_by[1]:
            rows.reverse()
            order = (NAMES, True)
        self.view.sorted_by = order
        self.view.show(self.sheet, rows, self._language, _("name"))
        self._show_lines()

    def go_to(self, row: str, column: str) -> None:
        """Put the cursor on the cell of a row and a column, each named or by id; where it is if there is none such."""
        rows, columns = self.view.rows, self.sheet.columns
        at = next((i for i, one in enumerate(rows) if row in (one.id, one.name)), self.view.row)
        here = next((i for i, one in enumerate(columns) if column in (one.id, one.name)), NAMES)
        self.view.go_to(at, here)

    def show_details(self) -> None:
        """Show what stands behind the cell of the cursor."""
        row, column = self.row, self.column
        if row is None:
            self.details.show("", [], _("no case yet: n makes one, I brings a table in, a pasted table comes in too"))
        elif column is not None:
            kind = _(KIND_LABELS[column.kind])
            lines = [of_value(value, column, self._language) for value in self.values()]
            nothing = _("no value: Enter writes one; in a text, A makes the selection its evidence")
            self.details.show(f"{row.name} · {column.name} ({kind})", lines, nothing)
        elif self.sheet.subject.what == CASE:
            members = [of_member(one) for one in cases.members(self.project, row.id)]
            nothing = _("nothing belongs to this case: a assigns a source or a speaker")
            self.details.show(_("{name}: what belongs to it").format(name=row.name), members, nothing)
        else:
            found = [of_member(one, of_source=True) for one in cases.belonging_of_source(self.project, row.id)]
            nothing = _("this source belongs to no case: a assigns it")
            self.details.show(_("{name}: the cases it belongs to").format(name=row.name), found, nothing)

    def _show_lines(self) -> None:
        kinds = [_("sources") if one == SOURCES else _(one.kind) for one in self.subjects]
        chosen = next((i for i, one in enumerate(self.subjects) if one == self.sheet.subject), 0)
        total, shown_rows = len(self.sheet.rows), len(self.view.rows)
        count = f"{shown_rows}/{total}" if self.words else str(total)
        right = f"/{self.words}  " if self.words else ""
        self.query_one(TabLine).show(kinds, chosen, right + _("rows: {n}").format(n=count))
        self.query_one(TitleBar).show(
            self.project.name, _("Cases"), kinds[chosen], right=_("coder: {name}").format(name=self.project.coder_name)
        )
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that make sense where the focus is."""
        if self.focused is self.details:
            evidence, away = ("Enter", _("Go to passage"), "open_evidence"), ("x", _("Take away"), "empty")
            hints = (evidence, away, ("u", _("Undo"), "undo"), ("Esc", _("Back"), "back"))
            self.query_one(KeyBar).show([KeyHint(*hint) for hint in hints])
            return
        if self.focused is not None and self.focused.id == "entry-input":
            keep, on = ("Enter", _("Keep"), "keep"), ("↓ Tab", _("Keep and go on"), "keep_on")
            self.query_one(KeyBar).show([KeyHint(*hint) for hint in (keep, on, ("Esc", _("As it was"), "give_up"))])
            return
        wanted = ["open_cell", "details", "column", "empty", "copy", "sheet(1)"]
        if self.column is not None and self.column.kind in (ValueKind.YES_NO, ValueKind.CATEGORY):
            wanted.insert(1, "choose_value")
        if self.column is None:
            wanted = ["open_cell", "new_case", "assign", "details", "new_column", "sheet(1)"]
        rows = [commands.BY_ACTION[action] for action in wanted if action in commands.BY_ACTION]
        self.query_one(KeyBar).show([KeyHint(one.key_text, _(one.label), one.action) for one in rows])

    def _has(self, row: SheetRow, words: str) -> bool:
        """Say whether a row has words, or ``COLUMN=VALUE``, in whatever case of letters."""
        if not words:
            return True
        texts = {
            column.name.casefold(): [shown(v, column.kind, self._language).casefold() for v in row.values[column.id]]
            for column in self.sheet.columns
            if column.id in row.values
        }
        named, equals, value = words.casefold().partition("=")
        if equals and named.strip() in {column.name.casefold() for column in self.sheet.columns}:
            return value.strip() in texts.get(named.strip(), [""])
        everything = "\n".join([row.name.casefold(), *(text for its in texts.values() for text in its)])
        return all(word in everything for word in words.casefold().split())

    # What the children report

    def on_sheet_view_moved(self) -> None:
        """Show what stands behind the cell."""
        self.show_details()
        self.show_keys()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Offer the keys of where the focus is."""
        self.show_keys()

    def on_tab_line_chosen(self, message: TabLine.Chosen) -> None:
        """Show another sheet."""
        self.to_sheet(message.index)

    def to_sheet(self, index: int) -> None:
        """Show the sheet with an index."""
        self.words, self.sorted_by = "", None
        self.view.row, self.view.column = 0, NAMES
        self.read(str(self.subjects[index % len(self.subjects)]))
        self.view.focus()

    def done(self, message: str = "") -> None:
        """Show what an act changed, and say it."""
        try:
            self.read()
        except QcodeError as error:
            self.notify(error.hint, title=error.message, severity="error")
        if message:
            self.say(message)
