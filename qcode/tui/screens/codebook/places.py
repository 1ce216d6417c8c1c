"""Asking where a code goes: a new one with its name, an old one to another place in the trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from qcode.language import _
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.ranking import findable, ranked
from qcode.tui.widgets.rows import Parts, RowList


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place in the trees."""

    id: str
    """Unlike any other."""
    label: str
    parent: str | None
    """UUID of the code above; ``None`` for the top of the codebook."""
    book: str
    """UUID of the codebook."""
    after: str = ""
    """UUID of the sibling it comes right below; empty for the last place."""
    key: str = ""
    """Of the code above."""
    color: str = ""


class PlaceRows(RowList, can_focus=False):
    """Places, one a line."""

    def __init__(self, places: Sequence[PlaceOption]) -> None:
        super().__init__()
        self.places = places

    def row_count(self) -> int:
        """Return how many places there are."""
        return len(self.places)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw colour, key and words of a place."""
        place = self.places[index]
        look = Style() if place.parent else self.style_of("primary")
        key = f"{place.key} " if place.key else ""
        return [
            [
                (" ■ " if place.color else "   ", Style(color=place.color or None)),
                (key, self.style_of("primary")),
                (fit(place.label, width - 4 - len(key)), look),
            ]
        ]


CURSOR_KEYS: list[BindingType] = [
    ("up", "move(-1)", ""), ("down", "move(1)", ""), ("pageup", "move(-8)", ""), ("pagedown", "move(8)", ""),
]  # fmt: skip


class PlaceDialog(Dialog[PlaceOption]):
    """Find a place by a few letters."""

    BINDINGS: ClassVar[list[BindingType]] = CURSOR_KEYS
    DEFAULT_CSS = """
    PlaceDialog > .box { height: 90%; max-height: 30; }
    PlaceDialog PlaceRows { height: 1fr; margin-top: 1; }
    PlaceDialog PlaceRows > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    PlaceDialog .note { margin-top: 1; }
    """

    def __init__(self, title: str, places: Sequence[PlaceOption], touched: Sequence[str]) -> None:
        super().__init__()
        self._title, self._touched = title, touched
        self._places = {place.id: place for place in places}
        self._findable = [findable(place.id, place.key, (place.label,)) for place in places]

    def compose(self) -> ComposeResult:
        """Lay out the line to type in above the places and what will move."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Enter", _("put it there")), ("Esc", _("back")))
            yield Input(placeholder=_("Key or name of the code above, or a codebook"))
            yield PlaceRows(list(self._places.values()))
            yield Static("\n".join(self._touched), classes="note", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed."""
        rows = self.query_one(PlaceRows)
        rows.places = [self._places[id] for id in ranked(event.value, self._findable)]
        rows.renew()
        rows.go_to(0)

    def on_input_submitted(self) -> None:
        """Close with the place under the cursor."""
        self._finish(self.query_one(PlaceRows).cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close with the place that was clicked."""
        self._finish(message.index)

    def action_move(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(PlaceRows).action_cursor(step)

    def _finish(self, index: int) -> None:
        rows = self.query_one(PlaceRows)
        if rows.places:
            self.dismiss(rows.places[index])


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code to make."""

    name: str
    key: str
    place: PlaceOption


class NewCodeDialog(Dialog[NewCode]):
    """Ask for name, key and place of a new code or folder."""

    BINDINGS: ClassVar[list[BindingType]] = CURSOR_KEYS
    DEFAULT_CSS = """
    NewCodeDialog PlaceRows { height: auto; max-height: 5; }
    NewCodeDialog PlaceRows > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    NewCodeDialog .note { margin-top: 1; }
    """

    def __init__(self, title: str, places: Sequence[PlaceOption]) -> None:
        super().__init__()
        self._title, self._places = title, places

    def compose(self) -> ComposeResult:
        """Lay out the lines above the places."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(
                ("Enter", _("make it")), ("Tab", _("name, key")), ("↑ ↓", _("place")), ("Esc", _("back"))
            )
            yield Static(_("Name"), classes="label")
            yield Input(id="name")
            yield Static(_("Key, a short handle; may stay empty"), classes="label")
            yield Input(id="key")
            yield Static(_("Place"), classes="label")
            rows = PlaceRows(self._places)
            rows.styles.height = min(len(self._places), 5)
            yield rows
            yield Static(_("A new code touches no coding; u takes it back."), classes="note", markup=False)

    def on_input_submitted(self) -> None:
        """Close with what is typed, once there is a name."""
        name = self.query_one("#name", Input).value.strip()
        if name:
            place = self._places[self.query_one(PlaceRows).cursor]
            self.dismiss(NewCode(name, self.query_one("#key", Input).value.strip(), place))
        else:
            self.query_one("#name", Input).focus()

    def action_move(self, step: int) -> None:
        """Choose the place while typing."""
        self.query_one(PlaceRows).action_cursor(step)
