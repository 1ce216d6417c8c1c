"""Choosing a colour: one of the palette that colour-blind readers tell apart, or any by its digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from qcode.domain.codebook import PALETTE, canonical_color
from qcode.language import N_, _
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

NAMES = (
    N_("blue"), N_("orange"), N_("green"), N_("pink"), N_("sky blue"), N_("vermilion"), N_("violet"), N_("crimson"),
    N_("lavender"), N_("wine"), N_("dark green"), N_("yellow"),
)  # fmt: skip
"""How the colours of the palette are called, in its order."""


@dataclass(frozen=True, slots=True)
class PickedColor:
    """A colour, and how far down the tree it goes."""

    color: str
    """``#rrggbb``."""
    with_children: bool = False


class ColorRows(RowList, can_focus=False):
    """The palette, one colour a line."""

    def __init__(self, used: Mapping[str, int], own: str) -> None:
        super().__init__()
        self._used, self._own = used, own

    def row_count(self) -> int:
        """Return how many colours there are."""
        return len(PALETTE)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a colour, its name, its digits and how many codes have it."""
        color, dim = PALETTE[index], self.style_of("dim")
        used = _("codes: {n}").format(n=self._used[color]) if self._used.get(color) else ""
        return [
            [
                (" ✓ " if color == self._own else "   ", self.style_of("accent")),
                ("████  ", Style(color=color)),
                (fit(_(NAMES[index]), 15), self.style_of("strong")),
                (f" {color}  ", dim),
                (fit(used, width - 33), dim),
            ]
        ]


class ColorDialog(Dialog[PickedColor]):
    """Choose a colour, or type one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""), ("down", "move(1)", ""), ("tab", "children", ""),
    ]  # fmt: skip
    DEFAULT_CSS = """
    ColorDialog ColorRows { height: 12; margin-bottom: 1; }
    ColorDialog ColorRows > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    def __init__(self, title: str, own: str, used: Mapping[str, int], under: int = 0) -> None:
        """Make the dialog.

        Args:
            title: What gets the colour.
            own: The colour it has.
            used: Colour → how many codes have it.
            under: How many codes are under it.
        """
        super().__init__()
        self._title, self._own, self._used, self._under = title, own, used, under
        self._with_children = False

    def compose(self) -> ComposeResult:
        """Lay out the palette above the line for any other colour."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            below = (("Tab", _("also what is under it")),) if self._under else ()
            box.border_subtitle = legend(("Enter", _("colour it")), ("↑ ↓", _("choose")), *below, ("Esc", _("back")))
            yield ColorRows(self._used, self._own)
            yield Input(placeholder=_("or any other: #rrggbb"))
            yield Static("", classes="note", id="touched", markup=False)

    def on_mount(self) -> None:
        """Begin with the colour it has."""
        if self._own in PALETTE:
            self.query_one(ColorRows).go_to(PALETTE.index(self._own))
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with what is typed, or with the colour under the cursor."""
        if not event.value.strip():
            self._finish(PALETTE[self.query_one(ColorRows).cursor])
        elif color := canonical_color(event.value):
            self._finish(color)
        else:
            self._tell(_("“{color}” is no colour").format(color=event.value) + "; " + _("Write it as #rrggbb."))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close with the colour that was clicked."""
        self._finish(PALETTE[message.index])

    def action_move(self, step: int) -> None:
        """Choose in the palette while the line has the keys."""
        self.query_one(ColorRows).action_cursor(step)

    def action_children(self) -> None:
        """Colour what is under it too, or not."""
        if self._under:
            self._with_children = not self._with_children
            self._tell()

    def _finish(self, color: str) -> None:
        self.dismiss(PickedColor(color, self._with_children))

    def _tell(self, wrong: str = "") -> None:
        count = 1 + (self._under if self._with_children else 0)
        said = wrong or _("codes that change: {n}; codings keep their code and are drawn in the new colour").format(
            n=count
        )
        self.query_one("#touched", Static).update(said)
