"""Writing into cells: typed on the line below the sheet, chosen by a key, emptied; undo."""

from __future__ import annotations

from dataclasses import dataclass

from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from qcode.domain.sheet import CASE, Attribute, SheetRow
from qcode.domain.values import KIND_LABELS, NO, YES, ValueKind, shown
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import attributing, casing, sheets, sourcing
from qcode.store import attributes
from qcode.tui.screens import clipboard
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.cases.entry import CellInput
from qcode.tui.screens.cases.page import CasesPage
from qcode.tui.widgets.rows import RowList

ANOTHER = "another"
"""Chosen where a cell shall get one more value."""


@dataclass(frozen=True, slots=True)
class Editing:
    """The cell that is typed into."""

    row: SheetRow
    column: Attribute | None
    """``None`` for the name of the row."""
    value: str
    """UUID of the value that is changed; empty for the only one, or a new one."""
    before: str
    """What stood there."""


class CellActs(CasesPage):
    """The page with what changes cells."""

    editing: Editing | None = None

    @property
    def line(self) -> CellInput:
        """The line that is typed into."""
        return self.query_one(CellInput)

    # Typing

    @act
    async def on_sheet_view_opened(self) -> None:
        """Write into the cell; where it has several values, ask which."""
        row, column = self.row, self.column
        if row is None:
            self.action_new_case()  # type: ignore[attr-defined]  # of the class put on this one
            return
        values = self.values()
        if column is None or len(values) < 2:
            self.begin(row, column, "", self.view.text(row, column) if column else row.name)
            return
        options = [
            Option(one.id, shown(one.value, column.kind, self._language), note=one.origin_name or _("no source named"))
            for one in values
        ]
        options.append(Option(ANOTHER, _("another value"), "+", note=_("without a source")))
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Change which value?"), options))
        if chosen and chosen[0] == ANOTHER:
            self.begin(row, column, ANOTHER, "")
        elif chosen:
            value = next(one for one in values if one.id == chosen[0])
            self.begin(row, column, value.id, shown(value.value, column.kind, self._language))

    def begin(self, row: SheetRow, column: Attribute | None, value: str, before: str) -> None:
        """Open the line on a cell."""
        self.editing = Editing(row, column, value, before)
        label = f"{row.name} · {column.name}" if column else _("Name of {name}").format(name=row.name)
        self.query_one("#entry-label", Static).update(f"{label}:")
        self.tell_entry(self._hint(column))
        known = column.options if column and column.kind is ValueKind.CATEGORY else ()
        self.line.suggester = SuggestFromList(known, case_sensitive=False) if known else None
        self.line.value = before
        self.query_one("#entry").add_class("-open")
        self.line.focus()
        self.line.action_select_all()

    def _hint(self, column: Attribute | None) -> str:
        keys = _("Enter keeps it, ↓ Tab go on, Esc leaves it as it was")
        if column is None:
            return keys
        if column.kind is ValueKind.CATEGORY and column.options:
            return f"{', '.join(column.options)}; {keys}"
        return f"{_(KIND_LABELS[column.kind])}; {keys}"

    def tell_entry(self, words: str, *, wrong: bool = False) -> None:
        """Say something below the line."""
        note = self.query_one("#entry-note", Static)
        note.set_class(wrong, "-wrong")
        note.update(words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was typed and go down."""
        event.stop()
        if self._keep():
            self.end_editing()
            self.view.action_step(1, 0)

    def on_cell_input_left_to(self, message: CellInput.LeftTo) -> None:
        """Keep what was typed and type into another cell."""
        if not self._keep():
            return
        before = (self.view.row, self.view.column)
        self.view.action_step(message.rows, message.columns)
        self.end_editing()
        if before != (self.view.row, self.view.column) and self.row is not None:
            self.on_sheet_view_opened()

    async def action_keep(self) -> None:
        """Keep what was typed, as Enter does."""
        await self.line.action_submit()

    def action_keep_on(self) -> None:
        """Keep what was typed and go on below, as the arrow does."""
        self.line.action_leave_to(1, 0)

    def action_give_up(self) -> None:
        """Leave the cell as it was, as Esc does."""
        self.end_editing()

    def on_cell_input_given_up(self) -> None:
        """Leave the cell as it was."""
        self.end_editing()

    def end_editing(self) -> None:
        """Close the line."""
        self.editing = None
        self.query_one("#entry").remove_class("-open")
        self.view.focus()

    def _keep(self) -> bool:
        """Write what was typed; say what is wrong with it and return False if it cannot be."""
        one, text = self.editing, self.line.value
        if one is None or text.strip() == one.before:
            return True
        try:
            self._write(one, text)
        except QcodeError as error:
            self.tell_entry(f"{error.message}. {error.hint}", wrong=True)
            return False
        return True

    def _write(self, one: Editing, text: str) -> None:
        if one.column is None:
            if self.sheet.subject.what == CASE:
                casing.rename_case(self.project, one.row.id, text)
            else:
                sourcing.rename_source(self.project, one.row.id, text)
            self.done()
            return
        if one.value == ANOTHER:
            attributing.add_plain_value(self.project, one.column, one.row.id, text)
        else:
            attributing.set_cell(self.project, one.column, one.row.id, text, value=one.value)
        self.show_cell(one.column)

    def show_cell(self, column: Attribute) -> None:
        """Show the cell of the cursor as it is now; the other cells are as they were."""
        row = self.row
        if row is None or column.kind is ValueKind.CATEGORY:
            self.done()  # A new option may have come.
            return
        there = attributes.values_of(self.project, column.id, row.id, self.sheet.subject.what, words=False)
        values = dict(row.values)
        values[column.id] = tuple(dict.fromkeys(value.value for value in there))
        if not there:
            del values[column.id]
        new = SheetRow(row.id, row.name, values)
        rows = tuple(new if one.id == row.id else one for one in self.sheet.rows)
        self.sheet = type(self.sheet)(self.sheet.subject, self.sheet.columns, rows)
        self.view.put_row(new)
        self.show_details()

    # Choosing

    @act
    async def action_choose_value(self) -> None:
        """Go from yes to no to nothing, or choose a category; elsewhere begin to type."""
        row, column = self.row, self.column
        if row is None or column is None or column.kind not in (ValueKind.YES_NO, ValueKind.CATEGORY):
            self.on_sheet_view_opened()
            return
        values = self.values()
        if len(values) > 1 or (column.kind is ValueKind.CATEGORY and not column.options):
            self.on_sheet_view_opened()
            return
        if column.kind is ValueKind.YES_NO:
            now = values[0].value if values else ""
            attributing.set_cell(self.project, column, row.id, {"": YES, YES: NO}.get(now, ""))
            self.show_cell(column)
            return
        options = [Option(one, one, str(at) if at < 10 else "") for at, one in enumerate(column.options, 1)]
        chosen = await self.app.push_screen_wait(ChoiceDialog(f"{row.name} · {column.name}", options))
        if chosen:
            attributing.set_cell(self.project, column, row.id, chosen[0])
            self.done()

    @act
    async def action_empty(self) -> None:
        """Empty the marked cells; in the details take away a value, or what belongs to the case."""
        if self.focused is self.details:
            self._take_away()
            return
        rows, columns = self.view.marked
        there = [self.sheet.columns[at] for at in columns if at >= 0]
        cells = [(column, self.view.rows[row].id) for row in rows for column in there]
        if not there:
            self.say(_("X removes a case"))
        elif emptied := attributing.empty_cells(self.project, cells):
            self.done(_("cells emptied: {n}; u brings them back").format(n=emptied))

    def _take_away(self) -> None:
        line, row, column = self.details.here, self.row, self.column
        if line is None or row is None:
            return
        if column is None:
            casing.unassign(self.project, line.owner, line.id)
            self.done(_("it belongs there no more; u brings it back"))
        else:
            attributing.remove_value(self.project, column, row.id, line.id)
            self.done(_("taken away: {value}; u brings it back").format(value=line.head))
        self.details.focus()

    # Evidence

    def action_details(self) -> None:
        """Go to what stands behind the cell, or back to the sheet."""
        (self.view if self.focused is self.details else self.details).focus()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Show the evidence of a value."""
        self.action_open_evidence()

    def action_open_evidence(self) -> None:
        """Show the evidence, or what belongs to the case, in its text."""
        line = self.details.here
        if line is not None and line.place is not None:
            self.post_message(self.PlaceWanted(line.place))
        elif line is not None:
            self.say(_("no source is named for this value"))

    def action_next_differing(self) -> None:
        """Go to the next cell whose values differ."""
        rows, width = self.view.rows, len(self.sheet.columns)
        first = self.view.row * width + self.view.column + 1
        for step in range(len(rows) * width):
            at, column = divmod((first + step) % (len(rows) * width), width)
            if len(rows[at].values.get(self.sheet.columns[column].id, ())) > 1:
                self.view.go_to(at, column)
                return
        self.say(_("no values differ in this sheet"))

    # Out

    def action_copy(self) -> None:
        """Copy the marked cells."""
        rows, columns = self.view.marked
        if not self.view.rows:
            return
        everything = len(rows) == len(self.view.rows) and len(columns) == len(self.sheet.columns) + 1
        chosen = [self.view.rows[at] for at in rows]
        text = sheets.clipboard_text(self.sheet, chosen, list(columns), heads=everything)
        clipboard.copy(self.app, text if len(rows) * len(columns) > 1 else text.rstrip("\n"))
        self.say(_("cells copied: {n}").format(n=len(rows) * len(columns)))
