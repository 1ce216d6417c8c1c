"""The codebook screen: the tree on the left, what the code under the cursor means on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from qcode.language import _
from qcode.store.project import Project
from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.screens.base import BACK, HELP_COMMANDS, hints
from qcode.tui.screens.codebook import commands
from qcode.tui.screens.codebook.book_acts import BookActs
from qcode.tui.screens.codebook.card import book_card, card_of
from qcode.tui.screens.codebook.code_acts import CodeActs
from qcode.tui.screens.codebook.shelf import Shelf
from qcode.tui.screens.codebook.weighty_acts import WeightyActs
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.book_tree import BookTree
from qcode.tui.widgets.reading_pane import ReadingPane
from qcode.tui.widgets.rows import RowList

OFFERED = [*(c for c in (*commands.CODES, *commands.MOVES) if c.footer), BACK, *HELP_COMMANDS[:1]]
"""The keys on show, as many as there is room for."""
READ_AFTER = 0.12
"""Seconds the cursor rests on a code before what rests on it is counted."""


class CodebookScreen(CodeActs, WeightyActs, BookActs):
    """All codebooks, and everything that can be done with codes."""

    NAME = "codebook"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = commands.GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((*commands.CODES, *commands.BOOKS, *commands.MOVES)),
    ]
    DEFAULT_CSS = """
    CodebookScreen BookTree, CodebookScreen ReadingPane {
        height: 1fr; border-top: solid $panel; border-title-color: $text-muted; border-title-style: none;
        &:focus { border-top: solid $primary; border-title-color: $primary; border-title-style: bold; }
    }
    CodebookScreen BookTree { width: 11fr; max-width: 84; }
    CodebookScreen ReadingPane { width: 10fr; padding-left: 2; }
    """

    def __init__(self, project: Project, *, code: str = "", folded: Sequence[str] = ()) -> None:
        """Make the screen.

        Args:
            project: The study.
            code: Id of the code or codebook under the cursor; empty for the first code.
            folded: Ids of what is closed in the tree.
        """
        super().__init__(project)
        self.shelf = Shelf(project)
        self._first, self._folded = code, tuple(folded)
        self._reading: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out tree and definition between the two lines."""
        yield TitleBar()
        with Horizontal():
            yield BookTree()
            yield ReadingPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the codebooks."""
        self.tree_view.show_books(self.shelf.rows(), self._folded)
        first = next(iter(self.shelf.codes), next(iter(self.shelf.books), ""))
        known = self._first in self.shelf.codes or self._first in self.shelf.books
        self.tree_view.open_to(self._first if known else first)
        self.query_one(ReadingPane).border_title = _("Definition")
        self.query_one(KeyBar).show(hints(OFFERED, len(OFFERED)))
        self.tree_view.focus()
        self.show_card()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen stood over this one."""
        if self.is_mounted and self.shelf.is_stale:
            self.read()

    def state(self) -> dict[str, object]:
        """Return the code under the cursor and what is folded."""
        return {"code": self.tree_view.code or "", "folded": self.tree_view.folded}

    @property
    def tree_view(self) -> BookTree:
        """The tree."""
        return self.query_one(BookTree)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Show the definition of the code under the cursor."""
        if message.rows is self.tree_view:
            self.show_card()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Edit what was opened."""
        if message.rows is self.tree_view:
            self.action_edit()

    def show_card(self) -> None:
        """Show what the code under the cursor means; what has to be counted follows when the cursor rests."""
        if self._reading is not None:
            self._reading.stop()
            self._reading = None
        id = self.tree_view.code
        if id is None:
            self.query_one(ReadingPane).show([])
            self._entitle("")
        elif self.shelf.knows(id):
            self._draw_card(id)
        else:
            self._draw_card(id)
            if id in self.shelf.codes:
                self._reading = self.set_timer(READ_AFTER, lambda: self._read_on(id))

    def _read_on(self, id: str) -> None:
        if id == self.tree_view.code and id in self.shelf.codes:
            self.shelf.resting_on(id)
            self._draw_card(id, keep_place=True)

    def _draw_card(self, id: str, *, keep_place: bool = False) -> None:
        resting = self.shelf.resting_on(id) if self.shelf.knows(id) else None
        pane = self.query_one(ReadingPane)
        if row := self.shelf.codes.get(id):
            book = self.shelf.book_of(row)
            pane.show(card_of(row, book, self.shelf.colors[id], resting), keep_place=keep_place)
        elif found := self.shelf.books.get(id):
            book = found
            codings = sum(one.codings for one in self.shelf.codes.values() if one.codebook == book.name)
            pane.show(book_card(book, codings), keep_place=keep_place)
        else:
            return
        self._entitle(book.name)

    def _entitle(self, book: str) -> None:
        coder = _("coder: {name}").format(name=self.shelf.project.coder_name)
        self.query_one(TitleBar).show(self.shelf.project.name, _("Codebook"), book, right=coder)

    def read(self, code: str = "") -> None:
        """Read and show everything again after an act; the cursor goes to a code, or stays."""
        self.shelf.read()
        here = self.tree_view.code
        self.tree_view.show_books(self.shelf.rows())
        if code or here:
            self.tree_view.open_to(code or here or "")
        self._read_on(self.tree_view.code or "")
        self.show_card()

    # Moves

    def action_find(self) -> None:
        """Go to a code by a few letters."""
        self.find_code()

    def action_fold_all(self) -> None:
        """Close every tree, or open them all."""
        self.tree_view.fold_all()

    def action_other_pane(self) -> None:
        """Go to the definition, or back to the tree."""
        pane = self.query_one(ReadingPane)
        (self.tree_view if self.focused is pane else pane).focus()

    def action_back(self) -> None:
        """Go back to the tree, and from there to the screen below."""
        if self.focused is not self.tree_view:
            self.tree_view.focus()
        else:
            self.leave()
