"""What the import screen is made of: its commands, the labels that were found, the files to choose from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.widgets.directory_tree import DirEntry
from textual.widgets.tree import TreeNode

from qcode.language import N_, _
from qcode.tui.commands import Command
from qcode.tui.screens.files import KnownFiles
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

IMPORT_COMMANDS = (
    Command("take_in", "i,f2", N_("Import this"), N_("Keep the text as it is shown."), True),
    Command("turn_role", "space", N_("Role"), N_("Interviewer, participant, or no speaker, in turn."), True),
    Command("name_speaker", "plus", N_("Add speaker"), N_("Name a label that is a speaker and was not found.")),
    Command("take_in_folder", "ctrl+a", N_("Import folder"), N_("Import every readable file of the folder."), True),
    Command("type_path", "slash", N_("Type a path"), N_("Type the path of a file or folder, wherever it is."), True),
    Command("folder_above", "backspace", N_("Folder above"), N_("List the folder that this one lies in."), True),
    Command("next_field", "tab", N_("Next field"), N_("Go from path to files to speakers."), True),
    Command("previous_field", "shift+tab", N_("Field before"), N_("Go back one field.")),
    Command("close", "escape", N_("Back"), N_("Go back to the transcript."), True),
)
NO_SPEAKER = "no speaker"


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A label and what it is taken for."""

    label: str
    role: str
    """``interviewer``, ``participant`` or ``NO_SPEAKER``."""
    turns: int
    is_sure: bool
    """False where nothing in the text told the role."""


class SpeakerRows(RowList):
    """The labels that were found."""

    def __init__(self) -> None:
        super().__init__()
        self.speakers: list[SpeakerRow] = []

    def row_count(self) -> int:
        """Return how many labels there are."""
        return len(self.speakers)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw label, role and turns."""
        row = self.speakers[index]
        role = {"interviewer": _("interviewer"), "participant": _("participant")}.get(row.role, _("no speaker"))
        sure = "" if row.is_sure else _("  (please check)")
        label, turns = min(24, width // 3), _("turns: {n}").format(n=row.turns)
        known = fit(role + sure, min(30, width - label - cell_len(turns) - 5))
        return [
            [
                (" " + fit(row.label, label) + "  ", self.style_of("strong")),
                (known + "  ", self.style_of("primary" if row.is_sure else "accent")),
                (turns, self.style_of("dim")),
            ]
        ]


class SourceFiles(KnownFiles):
    """Folders and the files texts are read from."""

    taken: frozenset[str] = frozenset()
    """Names of the texts that are here already."""

    def show_taken(self, names: Iterable[str]) -> None:
        """Mark the files whose texts are here already."""
        self.taken = frozenset(names)
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            node.refresh()
            waiting += node.children

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """Write the name of a file, and whether its text is here already."""
        label = super().render_label(node, base_style, style)
        if node.data is not None and node.data.path.stem in self.taken and not node.allow_expand:
            label.append(" ✓")
        return label

    def suffixes(self) -> Collection[str]:
        """Return the suffixes of texts."""
        from qcode.formats.registry import source_formats

        return source_formats()
