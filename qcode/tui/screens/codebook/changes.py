"""How a code changed over time: each change with its words, what went struck out, what came underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from qcode.domain.differing import GONE, KEPT, differing
from qcode.language import _
from qcode.services import tracing
from qcode.services.tracing import CodeChange
from qcode.store.project import Project
from qcode.tui.screens.clock import local_time
from qcode.tui.screens.codebook.card import field_name
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.reading_pane import ReadingPane, Words

LOOKS = {KEPT: "", GONE: "gone"}


class ChangesDialog(Dialog[None]):
    """The changes of one code, the latest first; the trail is read in a thread."""

    DEFAULT_CSS = """
    ChangesDialog > .box { width: 96%; max-width: 120; height: 90%; }
    ChangesDialog ReadingPane { height: 1fr; }
    """

    @dataclass
    class Read(Message):
        """The trail was read."""

        changes: Sequence[CodeChange]

    def __init__(self, project: Project, code: str, called: str) -> None:
        super().__init__()
        self._project, self._code, self._called = project, code, called

    def compose(self) -> ComposeResult:
        """Lay out the page in a box."""
        with Vertical(classes="box") as box:
            box.border_title = _("How “{name}” changed").format(name=self._called)
            box.border_subtitle = legend(("↑ ↓", _("read on")), ("Esc", _("back")))
            yield ReadingPane()

    def on_mount(self) -> None:
        """Read the trail."""
        pane = self.query_one(ReadingPane)
        pane.show([[(_("reading the audit trail …"), "dim")]])
        pane.focus()
        self._read()

    def on_changes_dialog_read(self, message: Read) -> None:
        """Show the changes."""
        self.query_one(ReadingPane).show(page_of(message.changes))

    @work(thread=True, exclusive=True, group="trail")
    def _read(self) -> None:
        with Project.open(self._project.path, coder=self._project.coder_name) as project:
            self.post_message(self.Read(tracing.history_of_code(project, self._code)))


def page_of(changes: Sequence[CodeChange]) -> list[Words]:
    """Write changes as a page, the latest first; those of one act stand under one date."""
    page: list[Words] = []
    head: tuple[str, str, str] | None = None
    for one in reversed(changes):
        if (one.when, one.coder, one.act) != head:
            head = (one.when, one.coder, one.act)
            page += [[], [(local_time(one.when), "primary"), (f"  ·  {one.coder}  ·  {_(one.act)}", "dim")]]
        label = field_name(one.field)
        if one.field in (tracing.MADE, tracing.REMOVED):
            page.append([(f"  {label}", "strong")])
            continue
        words = [(part.words, LOOKS.get(part.state, "new")) for part in differing(one.old, one.new)]
        page.append([(f"  {label}:  ", "accent"), *words])
    return page[1:] or [[(_("the trail says nothing of it"), "dim")]]
