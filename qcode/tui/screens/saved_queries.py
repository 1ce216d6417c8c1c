"""The saved queries: one is opened, renamed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from qcode.language import _
from qcode.services.filtering import Choice
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

OPEN, RENAME, REMOVE = "open", "rename", "remove"


class SavedRows(RowList):
    """Each saved query with what it filters."""

    def __init__(self, saved: Sequence[Choice]) -> None:
        super().__init__()
        self.saved = saved

    def row_count(self) -> int:
        """Return how many there are."""
        return len(self.saved)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw name and filters."""
        one = self.saved[index]
        name_width = min(max(len(other.name) for other in self.saved), width // 2)
        return [
            [
                (" " + fit(one.name, name_width), self.style_of("strong")),
                ("  " + fit(one.note, width - name_width - 4), self.style_of("dim")),
            ]
        ]


class SavedQueriesDialog(Dialog[tuple[str, str]]):
    """The list; the result is what to do and with which query."""

    BINDINGS: ClassVar[list[BindingType]] = [("r", "act('rename')", ""), ("x,delete", "act('remove')", "")]
    DEFAULT_CSS = """
    SavedQueriesDialog > .box { max-width: 110; }
    """

    def __init__(self, saved: Sequence[Choice]) -> None:
        super().__init__()
        self._saved = saved

    def compose(self) -> ComposeResult:
        """Lay out the list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = _("Saved queries")
            keys = (("Enter", _("open it")), ("r", _("rename")), ("x", _("remove")), ("Esc", _("back")))
            box.border_subtitle = legend(*keys)
            rows = SavedRows(self._saved)
            rows.styles.height = min(max(len(self._saved), 1), 16)
            yield rows

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close to open a query."""
        self.dismiss((OPEN, self._saved[message.index].id))

    def action_act(self, what: str) -> None:
        """Close to rename or remove the query under the cursor."""
        if self._saved:
            self.dismiss((what, self._saved[self.query_one(SavedRows).cursor].id))
