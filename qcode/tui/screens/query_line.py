"""Writing a query: codes are completed, and what is wrong is shown with its place while one types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from qcode.domain.query import Query, Term, parse, pointed, terms
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.filtering import Choice
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.screens.picking import PickRows
from qcode.tui.widgets.ranking import findable, ranked
from qcode.tui.widgets.rows import RowList

OPERATORS = ("and", "or", "not", "overlaps", "within", "near:2", "before", "after")
_WORD_BEFORE = re.compile(r'(?:"[^"]*|[^\s()"“”]+)$')

Knows = Callable[[str], None]
"""Raises ``QcodeError`` if no code is called so."""


class QueryDialog(Dialog[str]):
    """A line for the query; the result is the query, empty to take it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("tab", "complete", ""),
    ]
    DEFAULT_CSS = """
    QueryDialog { align: center top; }
    QueryDialog > .box { margin-top: 2; max-width: 110; }
    QueryDialog #wrong { height: 3; color: $error; }
    QueryDialog #wrong.-fine { color: $success; }
    QueryDialog PickRows { height: 9; }
    QueryDialog PickRows > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    def __init__(self, query: str, codes: Sequence[Choice], knows: Knows) -> None:
        super().__init__()
        self._query, self._knows = query, knows
        self._codes = {one.id: one for one in codes}
        self._findable = [findable(one.id, one.key, (one.name,)) for one in codes]

    def compose(self) -> ComposeResult:
        """Lay out the line, what is wrong in it, and the codes that may be meant."""
        with Vertical(classes="box") as box:
            box.border_title = _("Query over codes")
            box.border_subtitle = legend(("Tab", _("complete")), ("Enter", _("find")), ("Esc", _("back")))
            yield Input(self._query, placeholder="PRV and not (KEN near:2 REP)", id="query")
            yield Static("", id="wrong", markup=False)
            yield PickRows()
            yield Static(_("Between codes: {words}; brackets").format(words=", ".join(OPERATORS)), classes="note")

    def on_mount(self) -> None:
        """Begin at the end of the query."""
        line = self.query_one(Input)
        line.cursor_position = len(line.value)
        self._look()

    def on_input_changed(self) -> None:
        """Say what is wrong, and which codes may be meant."""
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the query, unless it is none."""
        text = event.value.strip()
        if not text or self._wrong(text) is None:
            self.dismiss(text)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Take the code that was clicked."""
        self._take(message.index)

    def action_move(self, step: int) -> None:
        """Move in the list of codes while typing."""
        self.query_one(PickRows).action_cursor(step)

    def action_complete(self) -> None:
        """Put the code under the cursor of the list in the place of the word that is being written."""
        self._take(self.query_one(PickRows).cursor)

    def _take(self, index: int) -> None:
        rows, line = self.query_one(PickRows), self.query_one(Input)
        if index >= len(rows.found):
            return
        one = rows.found[index]
        before, after = line.value[: line.cursor_position], line.value[line.cursor_position :]
        start = before[: len(before) - len(self._word(before))]
        gap = "" if not start or start[-1] in " (" else " "
        written = f"{start}{gap}{Term(one.key or one.name)} "
        line.value = written + after.lstrip()
        line.cursor_position = len(written)
        line.focus()

    def _word(self, before: str) -> str:
        """Return the word of a code that ends at the cursor, with a quotation mark that opens it; empty for none."""
        quotes = before.count('"')
        if quotes % 2:
            return before[before.rindex('"') :]
        found = _WORD_BEFORE.search(before)
        # A bare word that has to be quoted to be a code is an operator; what is wanted comes after it.
        return found[0] if found and str(Term(found[0])) == found[0] else ""

    def _look(self) -> None:
        line, rows = self.query_one(Input), self.query_one(PickRows)
        wrong = self._wrong(line.value)
        said = self.query_one("#wrong", Static)
        said.set_class(wrong is None, "-fine")
        said.update(_("this is a query") if wrong is None and line.value.strip() else wrong or "")
        word = self._word(line.value[: line.cursor_position]).strip('"')
        rows.found = [self._codes[id] for id in ranked(word, self._findable)]
        rows.renew()
        rows.go_to(0)

    def _wrong(self, text: str) -> str | None:
        """Return what is wrong with a query, and where; ``None`` if nothing is."""
        if not text.strip():
            return None
        try:
            query: Query = parse(text)
        except QcodeError as error:
            return f"{error.message}\n{error.hint}"
        for term in terms(query):
            try:
                self._knows(term.name)
            except QcodeError as error:
                return f"{error.message}\n{pointed(text, term.position)}"
        return None
