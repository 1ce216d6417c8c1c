"""The coding screen, put together: commands, and what each pane reports."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens import coding_commands
from qcode.tui.screens.acts import show_error
from qcode.tui.screens.coding_correcting import CodingCorrecting
from qcode.tui.screens.coding_evidence import CodingEvidence
from qcode.tui.widgets.code_tree import CodeTree
from qcode.tui.widgets.rows import RowList
from qcode.tui.widgets.source_list import SourceList
from qcode.tui.widgets.transcript import TranscriptView


class CodingScreen(CodingCorrecting, CodingEvidence):
    """Where transcripts are coded."""

    GROUPS: ClassVar[tuple[CommandGroup, ...]] = coding_commands.GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for group in coding_commands.GROUPS for binding in bindings(group.commands)),
        *bindings(coding_commands.FAVOURITES),
        # Before the transcript's own Esc, which would only drop the selection.
        Binding("escape", "leave_span", show=False, priority=True, id="leave_span"),
    ]

    _told: tuple[int, Span | None] | None = None
    """Cursor and selection of which the details and the keys speak."""

    @property
    def place(self) -> tuple[str, int]:
        """Id of the open text and the cursor's place, to come back to."""
        return (self.desk.source.id if self.desk.source else "", self.desk.offset)

    def command_groups(self) -> tuple[CommandGroup, ...]:
        """Return the commands of this screen, each digit with the code on it."""
        on_digits = tuple(
            Command(command.action, command.key, self.desk.handle(code), self.desk.codes[code].path)
            for command, code in zip(coding_commands.FAVOURITES, self.desk.favourites(), strict=False)
        )
        code, *others = super().command_groups()
        digits = (CommandGroup(N_("Favourites"), on_digits),) if on_digits else ()
        return (code, *digits, *others[:2], *coding_commands.READING, *others[2:])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Esc leave a span as it was only while one is edited."""
        if action == "leave_span":
            return self.edited is not None
        return super().check_action(action, parameters)

    def action_leave_span(self) -> None:
        """Leave the span that is edited as it was."""
        self.action_back()

    async def on_transcript_view_moved(self, message: TranscriptView.Moved) -> None:
        """Tell what lies under the cursor, and offer what can be done with it or with the selection."""
        message.stop()
        here = self.view.cursor, self.view.selection
        if here != self._told:  # Of keys that came in quick succession, all but the first are told already.
            self.show_place()
            self._told = here
        await self.one_picture()

    def on_transcript_view_passage_activated(self) -> None:
        """Enter or a double click: code this, or set the span that is edited."""
        if self.edited is None:
            self.action_palette()
        else:
            self.guarded(self.set_boundary)

    def on_transcript_view_menu_wanted(self) -> None:
        """The right button: list what can be done here."""
        self.action_menu()

    def on_transcript_view_stripe_clicked(self, message: TranscriptView.StripeClicked) -> None:
        """Show the code of a stripe in the codebook."""
        coding = self.desk.codings.get(message.coding)
        if coding is not None:
            self.codes.go_to_code(coding.code)
        self.show_place()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open the text, or list what is coded with the code."""
        if isinstance(message.rows, SourceList) and message.rows.source:
            source = message.rows.source
            self.guarded(lambda: self.open_source(source))
            self.to_transcript()
        elif isinstance(message.rows, CodeTree):
            self.action_passages()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Offer the keys of the pane."""
        self.show_keys()

    def refresh_from_disk(self) -> None:
        """Read everything again, as after an import."""
        try:
            self.draw(self.desk.refresh())
        except QcodeError as error:
            show_error(self, error)
