"""Choosing from a list by typing: one thing, or several that are ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qcode.language import _
from qcode.services.filtering import Choice
from qcode.tui.screens.dialog import MOST, Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.ranking import findable, ranked
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.typing_line import Sentence

NOTHING = ""
"""Id of the row that takes the filter away."""
ROOMY = 90
"""Cells of a window in whose dialogs a line of five keys is whole in any language."""
Typed = Callable[[str], Choice | None]
"""Returns what is typed as a choice of its own, ``None`` if it is none."""


class PickRows(RowList, can_focus=False):
    """What was found, ticked or not."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Choice] = []
        self.ticked: list[str] = []
        self.is_tree = False
        """Whether depths are shown: only while everything is listed in its order."""

    def row_count(self) -> int:
        """Return how many were found."""
        return len(self.found)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw one thing: tick, colour, key, name, note."""
        one = self.found[index]
        keys = max((len(other.key) for other in self.found), default=0)
        note_width = self.note_width(width)
        indent = "  " * one.depth if self.is_tree else ""
        key = fit(one.key, min(keys, 14)) + "  " if keys else ""
        room = width - len(indent) - len(key) - note_width - 6
        plain = one.id == NOTHING
        return [
            [
                ("✓ " if one.id in self.ticked else "  ", self.style_of("accent")),
                (indent, Style()),
                ("■ " if one.color else "", Style(color=one.color or None)),
                (key, self.style_of("primary")),
                (fit(one.name, room + (0 if one.color else 2)), self.style_of("dim") if plain else Style()),
                (" " + fit(one.note, note_width, right=True), self.style_of("dim")),
            ]
        ]

    def note_width(self, width: int) -> int:
        """Return how many cells notes have: a third, or what keys and names leave."""
        longest = max((cell_len(one.note) for one in self.found), default=0)
        keys = max((min(len(one.key), 14) + 2 for one in self.found if one.key), default=0)
        names = max((cell_len(one.name) + 2 * one.depth for one in self.found), default=0)
        return min(longest, max(width // 3, width - keys - names - 8))


class PickDialog(Dialog[tuple[str, ...]]):
    """A line to type in above what there is; the result are the chosen ids, empty for no filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-10)", ""),
        ("pagedown", "move(10)", ""),
        ("tab", "tick", ""),
        # Before the line, to which these keys mean something too.
        Binding("ctrl+a", "tick_all", show=False, priority=True),
        Binding("delete", "clear", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    PickDialog > .box { height: 70%; min-height: 10; }
    PickDialog PickRows { height: 1fr; margin-top: 1; }
    PickDialog PickRows > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        ticked: Sequence[str] = (),
        several: bool = True,
        clearing: str = "",
        typed: Typed | None = None,
        hint: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            title: What is asked.
            choices: What there is.
            ticked: Ids that are chosen already.
            several: Whether more than one can be chosen.
            clearing: What the row says that takes the choice away; empty for none such.
            typed: Takes what is typed as a choice, where that makes sense.
            hint: What can be typed; letters of a name if empty.
        """
        super().__init__()
        self._title, self._several, self._typed = title, several, typed
        self._hint = hint or _("Letters of a name")
        self._choices = {one.id: one for one in choices}
        self._nothing = Choice(NOTHING, clearing) if clearing else None
        self._ticked = [id for id in ticked if id in self._choices]
        self._kept = [id for id in ticked if id not in self._choices]
        self._findable = [findable(one.id, one.key, (one.name,), words=one.note) for one in choices]

    def compose(self) -> ComposeResult:
        """Lay out the line above the list."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            several = (("Tab", _("tick")), ("Ctrl+A", _("all"))) if self._several else ()
            # Where there is little room, the row of that name tells it alone.
            clear = (("Del", self._nothing.name),) if self._nothing and self.app.size.width >= ROOMY else ()
            box.border_subtitle = legend(("Enter", _("choose")), *several, *clear, ("Esc", _("back")))
            yield Input(placeholder=self._hint)
            yield PickRows()
            if any(len(one.note) > MOST // 3 for one in self._choices.values()):
                yield Sentence()

    def on_mount(self) -> None:
        """Show everything, with what is ticked."""
        self.query_one(PickRows).ticked = self._ticked
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed."""
        self._list(event.value)

    def on_input_submitted(self) -> None:
        """Use what is ticked, or the row under the cursor."""
        self._finish(self.query_one(PickRows).cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Use the row that was clicked."""
        self._finish(message.index)

    def on_row_list_highlighted(self) -> None:
        """Show the whole note of what is under the cursor."""
        self._tell()

    def action_move(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(PickRows).action_cursor(step)

    def action_tick(self) -> None:
        """Tick or untick the row under the cursor, and be ready for the next letters."""
        rows = self.query_one(PickRows)
        if not self._several or rows.cursor >= len(rows.found) or rows.found[rows.cursor].id == NOTHING:
            return
        id = rows.found[rows.cursor].id
        if id in rows.ticked:
            rows.ticked.remove(id)
        else:
            rows.ticked.append(id)
        if self.query_one(Input).value:
            self.query_one(Input).value = ""
        else:
            rows.action_cursor(1)
        rows.refresh()

    def action_tick_all(self) -> None:
        """Tick everything that was found."""
        if self._several:
            rows = self.query_one(PickRows)
            found = [one.id for one in rows.found if one.id != NOTHING]
            rows.ticked[:] = list(dict.fromkeys([*rows.ticked, *found]))
            rows.refresh()

    def action_clear(self) -> None:
        """Take the choice away; in what is typed, a letter."""
        line = self.query_one(Input)
        if line.value:
            line.action_delete_right()
        elif self._nothing:
            self.dismiss(())

    def _list(self, query: str) -> None:
        rows = self.query_one(PickRows)
        rows.is_tree = not query.strip()
        rows.found = [self._choices[id] for id in ranked(query, self._findable)]
        own = self._typed(query.strip()) if self._typed and query.strip() else None
        if own is not None and own.id not in self._choices:
            rows.found.insert(0, own)
        if rows.is_tree and self._nothing:
            rows.found.insert(0, self._nothing)
        rows.renew()
        first = next((at for at, one in enumerate(rows.found) if one.id in rows.ticked), None) if rows.is_tree else 0
        rows.go_to(first if first is not None else int(rows.is_tree and self._nothing is not None))
        self._tell()

    def _tell(self) -> None:
        rows = self.query_one(PickRows)
        for sentence in self.query(Sentence):
            sentence.say(rows.found[rows.cursor].note if rows.found else "")

    def _finish(self, index: int) -> None:
        rows = self.query_one(PickRows)
        here = rows.found[index].id if index < len(rows.found) else None
        if here == NOTHING:
            self.dismiss(())
        elif rows.ticked and self._several and not self.query_one(Input).value.strip():
            self.dismiss((*self._kept, *rows.ticked))
        elif here is not None:
            # Letters typed after ticking mean this one too.
            self.dismiss(tuple(dict.fromkeys([*(rows.ticked if self._several else ()), here])))
