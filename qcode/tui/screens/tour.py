"""The tour: nine things to try on the example study, each told until it was done.

It only watches: whatever else is pressed does what it always does, and what is coded on the way is undone by ``u``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.timer import Timer

from qcode.language import N_, _
from qcode.tui.screens import coding_commands
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.widgets.tour_panel import TourPanel

WATCH = 0.1
"""Seconds between two looks at what was done, besides the look after each key's action: some acts take their time."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the tour sees of the screen."""

    cursor: int
    selected: bool
    codings: int
    is_covered: bool
    """Whether another screen or a dialog lies over the transcript."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try."""

    actions: tuple[str, ...]
    """The commands whose keys are named."""
    words: str
    """In English, marked with ``N_``."""
    is_done: Callable[[Sight, Sight], bool]
    """Asked with what was seen when the step began, and what is seen now."""


STEPS = (
    Step(
        ("move('down')", "turn(1)", "move('page_down')"),
        N_("This is an interview from the example study. Walk through it: by line, by answer, by page."),
        lambda then, now: now.cursor != then.cursor,
    ),
    Step(
        ("select('sentence')",),
        N_("Select the sentence here. Once more takes the next one along; w is a word, p a paragraph, t an answer."),
        lambda then, now: now.selected,
    ),
    Step(
        ("palette",),
        N_("Open the palette, type a few letters of a code, such as “pat”, and press Enter. It is on disk at once."),
        lambda then, now: now.codings > then.codings and not now.is_covered,
    ),
    Step(
        ("undo",),
        N_("Take it back. This works next week, too, and for everything."),
        lambda then, now: now.codings < then.codings,
    ),
    Step(
        ("repeat", "favourite(1)"),
        N_("Code the sentence with the code used last, or with one of the nine favourites: no dialog, one key."),
        lambda then, now: now.codings > then.codings,
    ),
    Step(("uncode",), N_("Remove the coding under the cursor. r gives it another code, e another span."),
         lambda then, now: now.codings < then.codings and not now.is_covered),
    Step(("next", "go"), N_("Go to the next coded passage. g chooses what n goes to: uncoded answers, memos, hits."),
         lambda then, now: now.cursor != then.cursor),
    Step(
        ("app.screens",),
        N_("See the other screens: x is the matrix, r the quotations, b the codebook. Esc leads back here."),
        lambda then, now: now.is_covered and not then.is_covered,
    ),
    Step(("help",), N_("All keys of where you are stand here; the list of commands is behind the colon."),
         lambda then, now: now.is_covered and not then.is_covered),
)  # fmt: skip


_COMMANDS = {
    command.action: command
    for command in (
        *coding_commands.BY_ACTION.values(), *coding_commands.FAVOURITES, *APP_COMMANDS, *HELP_COMMANDS,
        *(command for group in coding_commands.READING for command in group.commands),
    )
}  # fmt: skip


class Tour:
    """The tour over one coding screen."""

    def __init__(self, screen: CodingScreen, on_end: Callable[[], None]) -> None:
        self._screen, self._on_end = screen, on_end
        self._at = 0
        self._panel = TourPanel()
        self._began = self._seen()
        self._watch: Timer | None = None

    @property
    def step(self) -> int:
        """Index of the step on show, the number of steps at the end."""
        return self._at

    def begin(self) -> None:
        """Show the first step."""
        self._screen.mount(self._panel)
        self._show()
        self._watch = self._screen.set_interval(WATCH, self.look)

    def look(self) -> None:
        """Go on if the step was done; what lies over the transcript must be gone first, unless it was the step."""
        now = self._seen()
        if self._began.is_covered and not now.is_covered:
            self._began = now  # What lay over the transcript when the step began has gone; now it can be done.
        if self._at < len(STEPS) and STEPS[self._at].is_done(self._began, now):
            self.go_on()

    def go_on(self) -> None:
        """Show the next step, or end."""
        self._at += 1
        if self._at >= len(STEPS):
            self.end()
            return
        self._began = self._seen()
        self._show()

    def end(self) -> None:
        """Take the panel away."""
        self._at = len(STEPS)
        if self._watch is not None:
            self._watch.stop()
        self._panel.remove()
        self._on_end()

    def _show(self) -> None:
        step = STEPS[self._at]
        keys = "   ".join(_COMMANDS[action].key_text for action in step.actions)
        self._panel.show(keys, _(step.words), self._at + 1, len(STEPS))

    def _seen(self) -> Sight:
        view = self._screen.view
        selection = view.selection
        return Sight(
            cursor=view.cursor,
            selected=selection is not None and len(selection) > 0,
            codings=len(self._screen.desk.codings),
            is_covered=self._screen.app.screen is not self._screen,
        )
