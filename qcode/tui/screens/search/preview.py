"""What would be coded, before it is: how many passages in how many texts, how many are there already, and which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from qcode.domain.spots import Spot
from qcode.domain.study import Hit
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.autocoding import UNITS, Autocoded, code_spots
from qcode.services.naming import NewCode
from qcode.store.project import Project
from qcode.tui.screens.acts import show_error
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.screens.search.commands import ROLE_LABELS, ROLES, UNIT_LABELS
from qcode.tui.screens.search.finder import Finder
from qcode.tui.widgets.cells import both_ends, fit
from qcode.tui.widgets.rows import Parts, RowList


class PassageLines(RowList):
    """One line per passage that would be coded."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: Sequence[Hit] = ()

    def row_count(self) -> int:
        """Return how many passages there are."""
        return len(self.passages)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw the text's name, who speaks, and the passage."""
        one = self.passages[index]
        name, speaker = (20, 8) if width >= 90 else (11, 4)
        return [
            [
                (both_ends(one.source, name) + " ", self.style_of("primary")),
                (fit(one.speaker, speaker) + " ", self.style_of("dim")),
                (fit(one.match, width - name - speaker - 3), Style()),
            ]
        ]


class CodeHitsDialog(Dialog[Autocoded]):
    """Enter codes what is listed, as one act; the result is what came of it."""

    BINDINGS: ClassVar[list[BindingType]] = [("b", "unit", ""), ("r", "role", "")]
    DEFAULT_CSS = """
    CodeHitsDialog > .box { height: 80%; max-width: 120; width: 94%; }
    CodeHitsDialog #facts { height: 4; }
    CodeHitsDialog PassageLines { height: 1fr; }
    """

    @dataclass
    class Counted(Message):
        """It is known what would be coded."""

        asked: int
        preview: Autocoded | None
        error: QcodeError | None = None

    @dataclass
    class Coded(Message):
        """It is done, or could not be."""

        done: Autocoded | None
        error: QcodeError | None = None

    def __init__(
        self, finder: Finder, handle: str, code: str | NewCode, spots: Sequence[Spot], unit: str, role: str, name: str
    ) -> None:
        """Make the dialog.

        Args:
            finder: Reads and codes in a thread.
            handle: What the code is called.
            code: Its id, or the code that is made with the codings.
            spots: The hits.
            unit: How much around each is coded.
            role: Only what speakers of this role say; empty for everyone.
            name: What was searched for.
        """
        super().__init__()
        self._finder, self._handle, self._code = finder, handle, code
        self._spots, self._unit, self._role, self._searched = spots, unit, role, name
        self._asked = 0
        self._preview: Autocoded | None = None
        self._is_coding = False

    def compose(self) -> ComposeResult:
        """Lay out the numbers above the passages."""
        with Vertical(classes="box") as box:
            box.border_title = _("Code as {code}: {query}").format(code=self._handle, query=self._searched)
            box.border_subtitle = legend(
                ("Enter", _("code them")), ("b", _("how much")), ("r", _("who speaks")), ("Esc", _("back"))
            )
            yield Static(id="facts", markup=False)
            yield PassageLines()

    def on_mount(self) -> None:
        """Begin to count."""
        self.query_one(PassageLines).focus()
        self._count()

    def action_unit(self) -> None:
        """Code more or less around each hit."""
        if not self._is_coding:
            self._unit = UNITS[(UNITS.index(self._unit) + 1) % len(UNITS)]
            self._count()

    def action_role(self) -> None:
        """Code what others say."""
        if not self._is_coding:
            self._role = ROLES[(ROLES.index(self._role) + 1) % len(ROLES)]
            self._count()

    def action_cancel(self) -> None:
        """Go back and code nothing; what is being coded is waited for."""
        if not self._is_coding:
            self.dismiss(None)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Code what is listed."""
        message.stop()
        if self._preview is not None and self._preview.added and not self._is_coding:
            self._is_coding = True
            self._show(_("Coding …"))
            self._apply(self._unit, self._role)

    def on_code_hits_dialog_counted(self, message: Counted) -> None:
        """Show what would be coded."""
        if message.asked != self._asked:
            return
        if message.error is not None or message.preview is None:
            self._give_up(message.error)
            return
        self._preview = message.preview
        rows = self.query_one(PassageLines)
        rows.passages = message.preview.passages
        rows.go_to(0)
        rows.renew()
        self._show("")

    def on_code_hits_dialog_coded(self, message: Coded) -> None:
        """Close with what came of it."""
        if message.done is None:
            self._give_up(message.error)
        else:
            self.dismiss(message.done)

    def _give_up(self, error: QcodeError | None) -> None:
        self._is_coding = False
        if error is not None:
            show_error(self, error)
        self._show("")

    def _count(self) -> None:
        self._asked += 1
        self._preview = None
        self._show(_("Counting …"))
        self._work_out(self._asked, self._unit, self._role)

    def _show(self, busy: str) -> None:
        chosen = _("{unit} of each hit  ·  said by: {role}").format(
            unit=_(UNIT_LABELS[self._unit]), role=_(ROLE_LABELS[self._role])
        )
        lines = [chosen, busy]
        if self._preview is not None and not busy:
            lines = [chosen, *_numbers(self._preview)]
        self.query_one("#facts", Static).update("\n".join(lines), layout=False)

    @work(thread=True, exclusive=True, group="count")
    def _work_out(self, asked: int, unit: str, role: str) -> None:
        found: list[Autocoded] = []

        def count(project: Project) -> None:
            found.append(code_spots(project, self._code, self._spots, unit=unit, role=role, is_preview=True))

        try:
            self._finder.with_project(count)
        except QcodeError as error:
            self.post_message(self.Counted(asked, None, error))
        else:
            self.post_message(self.Counted(asked, found[0] if found else None))

    @work(thread=True, group="apply")
    def _apply(self, unit: str, role: str) -> None:
        made: list[Autocoded] = []

        def code(project: Project) -> None:
            made.append(code_spots(project, self._code, self._spots, unit=unit, role=role, name=self._searched))

        try:
            self._finder.with_project(code)
        except QcodeError as error:
            self.post_message(self.Coded(None, error))
        else:
            self.post_message(self.Coded(made[0] if made else None))


def _numbers(preview: Autocoded) -> list[str]:
    """Return what is to be known before it is done."""
    lines = [
        _("To be coded: {n} passages in {texts} texts; there already: {already}").format(
            n=f"{preview.added:,}", texts=preview.sources, already=preview.already
        )
    ]
    left_out = []
    if preview.other_voices:
        left_out.append(_("said by others: {n}").format(n=preview.other_voices))
    if preview.outside:
        left_out.append(_("in no such unit: {n}").format(n=preview.outside))
    if left_out:
        lines.append(_("Left out: {what}").format(what=", ".join(left_out)))
    if not preview.added:
        lines.append(_("There is nothing to code."))
    return lines
