"""The list of sources beside the card of the one under the cursor."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.screens.base import BACK, hints
from qcode.tui.screens.sources import commands
from qcode.tui.screens.sources.acts import SourceActs
from qcode.tui.screens.sources.parts import SourceRows
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.reading_pane import ReadingPane

NARROW = 110
"""Columns below which the card stands under the list."""


class SourcesScreen(SourceActs):
    """What there is, and what is known of it."""

    GROUPS: ClassVar[tuple[CommandGroup, ...]] = commands.GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for group in commands.GROUPS for binding in bindings(group.commands))
    ]
    DEFAULT_CSS = """
    SourcesScreen {
        layout: grid; grid-size: 2 1; grid-columns: 3fr 2fr;
        & SourceRows { background: $background; }
        & ReadingPane { border-left: vkey $panel; padding: 0 1; background: $background; }
        &.-narrow { grid-size: 1 2; grid-columns: 1fr; grid-rows: 1fr 1fr; }
        &.-narrow ReadingPane { border-left: none; border-top: solid $panel; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out list and card between the two lines."""
        yield TitleBar()
        yield SourceRows()
        yield ReadingPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the sources."""
        self.set_class(self.app.size.width < NARROW, "-narrow")
        self.read()
        self.rows.focus()
        self.query_one(KeyBar).show(
            hints(
                [
                    BACK,
                    commands.TEXTS[0],
                    commands.TEXTS[3],
                    *commands.TEXTS[1:3],
                    *commands.KNOWN[3:],
                    *commands.KNOWN[:3],
                ],
                9,
            )
        )

    def on_resize(self, event: events.Resize) -> None:
        """Put the card below the list where there is no room beside."""
        self.set_class(event.size.width < NARROW, "-narrow")
