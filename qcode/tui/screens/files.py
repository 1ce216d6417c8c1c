"""Folders and files as a tree to choose from."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import DirectoryTree, Input

from qcode.language import _
from qcode.tui.screens.dialog import Dialog, legend


class KnownFiles(DirectoryTree):
    """Folders and files of known kinds."""

    # The pictures that Textual puts here are two cells wide in some terminals and one in others.
    ICON_NODE, ICON_NODE_EXPANDED, ICON_FILE = "▸ ", "▾ ", "  "

    # Textual's own metaclass does not ask for it; the check of types does.
    @abstractmethod
    def suffixes(self) -> Collection[str]:
        """Return the suffixes of the files that are shown."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave out hidden files and other kinds."""
        known = self.suffixes()
        return [
            path
            for path in paths
            if not path.name.startswith((".", "~$"))
            and not path.name.endswith("-backups")
            and (path.is_dir() or path.suffix.lower() in known)
        ]


class ProjectFiles(KnownFiles):
    """Folders and the projects in them."""

    def suffixes(self) -> Collection[str]:
        """Return the suffix of projects."""
        return (".qcode",)


class OpenDialog(Dialog[str]):
    """Choose a project from the folders, or type its path; the result is the path.

    Args:
        folder: Which is listed first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("tab,shift+tab", "other", ""), ("backspace", "above", "")]
    DEFAULT_CSS = """
    OpenDialog ProjectFiles { height: 14; background: $surface; margin-top: 1; padding: 0; }
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """Lay out the path above the folders."""
        with Vertical(classes="box") as box:
            box.border_title = _("Open a project")
            box.border_subtitle = legend(
                ("Enter", _("open")), ("Backspace", _("folder above")), ("Tab", _("type a path")), ("Esc", _("back"))
            )
            yield Input(placeholder=_("Path of a .qcode file"))
            yield ProjectFiles(self._folder)

    def on_mount(self) -> None:
        """Begin in the folders."""
        self.query_one(ProjectFiles).focus()

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Close with the file."""
        self.dismiss(str(event.path))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the file that was typed, or list the folder."""
        typed = event.value.strip().strip("'\"")
        if not typed:
            return
        path = Path(typed).expanduser()
        if "://" not in typed and path.is_dir():
            self.query_one(ProjectFiles).path = path
            self.query_one(ProjectFiles).focus()
        else:
            self.dismiss(typed if "://" in typed else str(path))

    def action_other(self) -> None:
        """Go from the folders to the path, or back."""
        files = self.query_one(ProjectFiles)
        (self.query_one(Input) if files.has_focus else files).focus()

    def action_above(self) -> None:
        """List the folder above the one that is listed."""
        files = self.query_one(ProjectFiles)
        if files.has_focus:
            files.path = Path(files.path).absolute().parent
