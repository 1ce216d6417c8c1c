"""A list of places in texts, such as the sentences in which two codes stand together; Enter goes to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from qcode.language import _
from qcode.services.analysing import Together
from qcode.store.project import Project
from qcode.tui.screens.base import Place
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit, folded_lines
from qcode.tui.widgets.rows import Parts, RowList


class PlaceRows(RowList):
    """Where a place stands, and its first words."""

    ROW_HEIGHT = 4

    def __init__(self) -> None:
        super().__init__()
        self.places: Sequence[Together] = ()

    def row_count(self) -> int:
        """Return how many places there are."""
        return len(self.places)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw one place."""
        one = self.places[index]
        head = fit(f"{one.name}  ·  {one.span.start}–{one.span.end}", width - 2)
        lines = folded_lines(one.text, width - 4, 2)
        return [[(" " + head, self.style_of("primary"))], *([("   " + line, Style())] for line in lines)]


class PlacesDialog(Dialog[Place]):
    """The list; Enter goes to the place in its text.

    Args:
        project: The study.
        title: Of the box.
        find: Returns the places; asked in a thread, of a project of its own.
    """

    DEFAULT_CSS = """
    PlacesDialog > .box { width: 96%; max-width: 140; height: 92%; padding: 0; }
    """

    @dataclass
    class Read(Message):
        """The places were read."""

        places: list[Together]

    def __init__(self, project: Project, title: str, find: Callable[[Project], list[Together]]) -> None:
        super().__init__()
        self._project, self._title, self._find = project, title, find

    def compose(self) -> ComposeResult:
        """Lay out the list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Enter", _("go there")), ("Esc", _("back")))
            yield PlaceRows()

    def on_mount(self) -> None:
        """Read the places."""
        self.query_one(PlaceRows).focus()
        self._read()

    @work(thread=True, exclusive=True, group="places")
    def _read(self) -> None:
        with Project.open(self._project.path, coder=self._project.coder_name) as project:
            found = self._find(project)
        self.post_message(self.Read(found))

    def on_places_dialog_read(self, message: Read) -> None:
        """Show the places."""
        rows = self.query_one(PlaceRows)
        rows.places = message.places
        rows.renew()
        self.query_one(".box").border_title = f"{self._title}  ·  {len(message.places)}"

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close with the place."""
        one = self.query_one(PlaceRows).places[message.index]
        self.dismiss(Place(one.source, one.span))
