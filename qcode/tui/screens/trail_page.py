"""A page of the audit trail in a box; it is read in a thread."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from qcode.language import _
from qcode.store.project import Project
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.reading_pane import ReadingPane, Words


class TrailPage(Dialog[bool]):
    """What the trail says of something, to be read on.

    Args:
        project: The study.
        title: Of the box.
        keys: Keys and what they do, besides reading and going back.
    """

    DEFAULT_CSS = """
    TrailPage > .box { width: 96%; max-width: 120; height: 90%; }
    TrailPage ReadingPane { height: 1fr; }
    """

    @dataclass
    class Read(Message):
        """The trail was read."""

        page: list[Words]

    def __init__(self, project: Project, title: str, keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._project, self._title, self._keys = project, title, keys

    @abstractmethod
    def page(self, project: Project) -> list[Words]:
        """Write the page; called in a thread, with a project of its own."""

    def compose(self) -> ComposeResult:
        """Lay out the page in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("↑ ↓", _("read on")), *self._keys, ("Esc", _("back")))
            yield ReadingPane()

    def on_mount(self) -> None:
        """Read the trail."""
        pane = self.query_one(ReadingPane)
        pane.show([[(_("reading the audit trail …"), "dim")]])
        pane.focus()
        self._read()

    def on_trail_page_read(self, message: Read) -> None:
        """Show what the trail says."""
        self.query_one(ReadingPane).show(message.page)

    @work(thread=True, exclusive=True, group="trail")
    def _read(self) -> None:
        with Project.open(self._project.path, coder=self._project.coder_name) as project:
            page = self.page(project)
        self.post_message(self.Read(page))
