"""Writing a cell of the framework: the summary, beside the quotations it sums up."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static, TextArea

from qcode.domain.selection import Selection
from qcode.domain.text import visible
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store.project import Project
from qcode.tui.screens.dialog import Dialog, legend

_SHOWN = 200
"""Quotations beside a summary; who has more reads them in the list of quotations."""
_SIDE_BY_SIDE = 100
"""Columns from which the two stand side by side, not one above the other."""


class SummaryDialog(Dialog[str]):
    """A page to write on, with the quotations; the result is what stands on it when it is closed.

    Esc and Ctrl+S keep what was written, so that no key loses words. ``None`` means that nothing changed; an empty
    result that the summary was emptied.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+s", "keep", ""), ("escape", "keep", ""), ("ctrl+x", "drop", ""), ("f6", "other", ""),
    ]  # fmt: skip
    DEFAULT_CSS = """
    SummaryDialog {
        & > .box { width: 96%; max-width: 180; height: 90%; }
        & #two { height: 1fr; layout: vertical; }
        & #two.-wide { layout: horizontal; }
        & TextArea { border: none; padding: 0; background: $panel; height: 1fr; width: 1fr; }
        & TextArea:focus { border: none; }
        & VerticalScroll { height: 1fr; width: 1fr; margin-top: 1; }
        & .-wide VerticalScroll { margin: 0 0 0 2; }
        & VerticalScroll:focus { background: $boost; }
        & #quotes { height: auto; }
    }
    """

    class Read(Message):
        """The quotations were read."""

        def __init__(self, text: Text) -> None:
            super().__init__()
            self.text = text

    def __init__(self, project: Project, title: str, selection: Selection | None, text: str, typed: str = "") -> None:
        """Make the dialog.

        Args:
            project: The study.
            title: Theme and unit.
            selection: The codings to be summed up; ``None`` if there are none.
            text: What is written there.
            typed: A letter with which the writing begins.
        """
        super().__init__()
        self._project, self._title, self._selection = project, title, selection
        self._text, self._typed = text, typed

    def compose(self) -> ComposeResult:
        """Lay out the page and the quotations."""
        with Vertical(classes="box") as box:
            box.border_title = Text(visible(self._title)).markup
            box.border_subtitle = legend(
                ("Esc", _("keep and close")), ("F6", _("quotations")), ("Ctrl+X", _("drop changes"))
            )
            with Horizontal(id="two"):
                yield TextArea(self._text + self._typed, soft_wrap=True, show_line_numbers=False)
                with VerticalScroll():
                    yield Static(_("Reading …"), id="quotes", markup=False)

    def on_mount(self) -> None:
        """Start writing at the end."""
        page = self.query_one(TextArea)
        page.move_cursor(page.document.end)
        page.focus()
        self._fit()
        if self._selection is None:
            self.query_one("#quotes", Static).update(_("Nothing is coded here."))
        else:
            self._read_quotes(self._selection)

    def on_resize(self) -> None:
        """Stand side by side where there is room."""
        self._fit()

    def on_summary_dialog_read(self, message: Read) -> None:
        """Show the quotations."""
        self.query_one("#quotes", Static).update(message.text)

    def action_keep(self) -> None:
        """Close with what is written."""
        written = self.query_one(TextArea).text.strip()
        self.dismiss(None if written == self._text.strip() else written)

    def action_drop(self) -> None:
        """Close and leave the summary as it was."""
        self.dismiss(None)

    def action_other(self) -> None:
        """Go from the page to the quotations or back."""
        page = self.query_one(TextArea)
        (self.query_one(VerticalScroll) if page.has_focus else page).focus()

    def _fit(self) -> None:
        self.query_one("#two").set_class(self.app.size.width >= _SIDE_BY_SIDE, "-wide")

    @work(thread=True, exclusive=True, group="quotes", exit_on_error=False)
    def _read_quotes(self, selection: Selection) -> None:
        from qcode.services.reporting import quotation
        from qcode.store import codings

        try:
            with Project.open(self._project.path, coder=self._project.coder_name) as project:
                found = list({one.segment: one for one in codings.select(project, selection)}.values())
        except QcodeError as error:
            self.post_message(self.Read(Text(error.message)))
            return
        text = Text()
        for one in found[:_SHOWN]:
            quote = quotation(one)
            text.append(visible(f"“{quote.text}”"))
            text.append(visible(f"\n{quote.citation}\n\n"), style="italic dim")
        if len(found) > _SHOWN:
            text.append(_("… and more: {n}").format(n=len(found) - _SHOWN))
        self.post_message(self.Read(text))
