"""Bringing texts in: pick a file, see what was found in it, correct who speaks, take it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import DirectoryTree, Input, Static

from qcode.domain.text import count_words, visible
from qcode.domain.transcript import Role
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.store import sources
from qcode.store.project import Project
from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.asking import LineDialog
from qcode.tui.screens.base import QcodeScreen, dropped_paths, hints
from qcode.tui.screens.import_parts import IMPORT_COMMANDS, NO_SPEAKER, SourceFiles, SpeakerRow, SpeakerRows
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.cells import one_line

if TYPE_CHECKING:
    from qcode.services.importing import ImportResult, Preview

SAMPLE = 1500
"""Characters of the text that the preview shows."""


class ImportScreen(QcodeScreen[None]):
    """Files on the left, what one of them holds on the right."""

    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (CommandGroup(N_("Import"), IMPORT_COMMANDS),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(IMPORT_COMMANDS)]
    DEFAULT_CSS = """
    ImportScreen {
        background: $background;
        & Input { border: none; height: 1; padding: 0 1; background: $surface; }
        & Input:focus { background: $panel; border: none; }
        & #path { margin: 1 1 0 1; }
        & SourceFiles { width: 2fr; background: $background; padding: 0; }
        & #found { width: 3fr; }
        & SourceFiles, & #found, & SpeakerRows, & #sample {
            border-top: solid $panel; border-title-color: $text-muted; margin: 0 1 0 1;
        }
        & SourceFiles:focus, & SpeakerRows:focus { border-top: solid $primary; border-title-color: $primary; }
        & #facts { height: auto; max-height: 9; }
        & SpeakerRows { height: auto; max-height: 8; min-height: 2; background: $background; margin: 0; }
        & #sample { height: 1fr; color: $text-muted; margin: 0; }
    }
    """

    @dataclass
    class Looked(Message):
        """A file was looked into."""

        preview: Preview | None
        error: QcodeError | None = None

    @dataclass
    class Done(Message):
        """An import came to an end."""

        result: ImportResult | None
        error: QcodeError | None = None

    def __init__(self, project: Project, paths: Sequence[Path] = ()) -> None:
        """Make the screen.

        Args:
            project: Where texts are kept.
            paths: Files to begin with, as dropped on the window.
        """
        super().__init__()
        self._project = project
        self._queue = list(paths)
        self._what: Path | str | None = None
        """The file that is shown, or the pasted text itself."""
        self._preview: Preview | None = None
        self._roles: dict[str, str] = {}
        self._turns: dict[str, int] = {}
        self._added_labels: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out path, files, and what was found."""
        yield TitleBar()
        yield Input(placeholder=_("Path of a file or folder; or drop a file, or paste a text, here"), id="path")
        with Horizontal():
            files = SourceFiles(self._first_folder())
            files.border_title = _("Files")
            yield files
            with Vertical(id="found") as found:
                found.border_title = _("What was found")
                yield Static(_("Choose a file with Enter."), id="facts", markup=False)
                speakers = SpeakerRows()
                speakers.border_title = _("Speakers")
                yield speakers
                sample = Static("", id="sample", markup=False)
                sample.border_title = _("How the text begins")
                yield sample
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with a dropped file, or in the list of files."""
        self.query_one(TitleBar).show(self._project.name, _("Import"))
        self.query_one(KeyBar).show(hints([command for command in IMPORT_COMMANDS if command.footer]))
        self.query_one(SpeakerRows).display = False
        self._mark_taken()
        self.query_one(SourceFiles).focus()
        self._next_of_queue()

    def on_paste(self, event: events.Paste) -> None:
        """Look into a file that was dropped on the window, or into a text that was pasted."""
        event.stop()
        if paths := dropped_paths(event.text):
            self._queue = list(paths)
            self._next_of_queue()
        elif event.text.strip():
            self.look_into(event.text)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Look into the file."""
        self.look_into(event.path)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look into the file of the typed path, or show the folder."""
        self._go_to(Path(event.value.strip().strip("'\"")).expanduser())

    def on_import_screen_looked(self, message: Looked) -> None:
        """Show what was found."""
        self._preview = message.preview
        facts = self.query_one("#facts", Static)
        if message.error is not None:
            facts.update(f"{message.error.message}\n{message.error.hint}")
            self.query_one("#sample", Static).update("")
            self.query_one(SpeakerRows).display = False
        elif message.preview is not None:
            self._show(message.preview)

    def on_import_screen_done(self, message: Done) -> None:
        """Say what came in, what did not, and why; go on to the next dropped file."""
        if message.error is not None:
            show_error(self, message.error)
            return
        result = message.result
        assert result is not None
        lines = [_("came in: {name}").format(name=one.name) for one in result.added]
        lines += [f"{Path(name).name}: {reason}" for name, reason in (*result.skipped, *result.failed)]
        self.query_one("#facts", Static).update("\n".join(visible(line) for line in lines[:9]))
        self.query_one(SpeakerRows).display = False
        self.query_one("#sample", Static).update("")
        self._preview = None
        self.say(_("texts imported: {n}").format(n=len(result.added)))
        self._mark_taken()
        self.query_one(SourceFiles).focus()
        self.query_one(SourceFiles).action_cursor_down()
        self._next_of_queue()

    def action_take_in(self) -> None:
        """Keep the text that is shown."""
        if self._preview is None:
            self.say(_("choose a file first"))
            return
        self._keep([self._preview])

    def action_take_in_folder(self) -> None:
        """Import every readable file of the folder under the cursor."""
        node = self.query_one(SourceFiles).cursor_node
        path = node.data.path if node is not None and node.data is not None else self._first_folder()
        self._keep_folder(path if path.is_dir() else path.parent)

    def action_turn_role(self) -> None:
        """Give the label under the cursor the next role and read the text again."""
        rows = self.query_one(SpeakerRows)
        if self.focused is not rows or not rows.speakers or self._what is None:
            return
        row = rows.speakers[rows.cursor]
        order = [Role.PARTICIPANT.value, Role.INTERVIEWER.value, NO_SPEAKER]
        self._roles[row.label] = order[(order.index(row.role) + 1) % 3]
        self.look_into(self._what, is_same=True)

    @act
    async def action_name_speaker(self) -> None:
        """Name a label that is a speaker and was not found."""
        if self._what is None:
            return
        label = await self.app.push_screen_wait(
            LineDialog(_("Which label is a speaker?"), note=_("As it stands in the text, without the colon."))
        )
        if label:
            self._added_labels.append(label)
            self._roles.pop(label, None)
            self.look_into(self._what, is_same=True)

    def action_type_path(self) -> None:
        """Begin to type a path, with the sign that began it."""
        line = self.query_one("#path", Input)
        line.focus()
        line.value, line.cursor_position = "/", 1

    def action_folder_above(self) -> None:
        """List the folder above the one that is listed."""
        files = self.query_one(SourceFiles)
        files.path = Path(files.path).absolute().parent
        files.focus()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """Go to the field before."""
        self.focus_previous()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def look_into(self, what: Path | str, *, is_same: bool = False) -> None:
        """Read a file or a pasted text for showing what it holds; corrections stay only for the same one."""
        if not is_same:
            self._roles, self._turns, self._added_labels = {}, {}, []
        self._what = what
        self.query_one("#path", Input).value = str(what) if isinstance(what, Path) else ""
        self._read(what, dict(self._roles), tuple(self._added_labels))

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _read(self, what: Path | str, roles: dict[str, str], added: tuple[str, ...]) -> None:
        from qcode.formats.base import ReadOptions
        from qcode.services import importing

        options = ReadOptions(
            speakers=added,
            not_speakers=tuple(label for label, role in roles.items() if role == NO_SPEAKER),
            roles=tuple((label, role) for label, role in roles.items() if role != NO_SPEAKER),
        )
        try:
            if isinstance(what, Path):
                found = importing.preview(what, options)
            else:
                found = importing.preview_text(what, importing.name_for(what), options)
            self.post_message(self.Looked(found))
        except QcodeError as error:
            self.post_message(self.Looked(None, error))

    @work(thread=True, exclusive=True, group="keep", exit_on_error=False)
    def _keep(self, previews: list[Preview]) -> None:
        from qcode.services import importing

        try:
            with Project.open(self._project.path, coder=self._project.coder_name) as project:
                self.post_message(self.Done(importing.import_previews(project, previews)))
        except QcodeError as error:
            self.post_message(self.Done(None, error))

    @work(thread=True, exclusive=True, group="keep", exit_on_error=False)
    def _keep_folder(self, folder: Path) -> None:
        from qcode.services import importing

        def tell(done: int, count: int, name: str) -> None:
            self.app.call_from_thread(self.say, f"{done}/{count} {name}")

        try:
            with Project.open(self._project.path, coder=self._project.coder_name) as project:
                self.post_message(self.Done(importing.import_files(project, [folder], progress=tell)))
        except QcodeError as error:
            self.post_message(self.Done(None, error))

    def _show(self, preview: Preview) -> None:
        transcript = preview.transcript
        kind = _("interview") if preview.kind == "interview" else _("document")
        language = transcript.language or _("language not known")
        facts = [
            f"{preview.name}  ·  {kind}  ·  {language}",
            _("words: {words}  ·  turns: {turns}  ·  timestamps: {marks}").format(
                words=count_words(transcript.text), turns=len(transcript.turns), marks=len(transcript.marks)
            ),
        ]
        if transcript.header:
            fields = "; ".join(f"{field.name}: {field.value}" for field in transcript.header)
            facts.append(_("header: {fields}").format(fields=one_line(fields, 200)))
        facts += [f"! {warning}" for warning in preview.warnings]
        self.query_one("#facts", Static).update(visible("\n".join(facts)))
        self.query_one("#sample", Static).update(visible(transcript.text[:SAMPLE]))
        self._show_speakers(preview)

    def _show_speakers(self, preview: Preview) -> None:
        transcript = preview.transcript
        spoken = [turn.speaker for turn in transcript.turns]
        found = {one.label: one for one in transcript.speakers}
        self._turns |= {label: spoken.count(label) for label in found}
        rows = self.query_one(SpeakerRows)
        labels = list(dict.fromkeys([*self._turns, *found]))
        rows.speakers = [
            SpeakerRow(
                label,
                found[label].role.value if label in found else NO_SPEAKER,
                self._turns.get(label, 0),
                found[label].is_role_known if label in found else True,
            )
            for label in labels
        ]
        rows.styles.height = min(len(labels), 7) + 1
        rows.display = bool(labels)
        rows.renew()

    def _next_of_queue(self) -> None:
        if self._queue:
            self._go_to(self._queue.pop(0))

    def _go_to(self, path: Path) -> None:
        if path.is_dir():
            self.query_one(SourceFiles).path = path
            self.query_one(SourceFiles).focus()
        else:
            self.look_into(path)

    def _mark_taken(self) -> None:
        self.query_one(SourceFiles).show_taken(one.name for one in sources.all_sources(self._project))

    def _first_folder(self) -> Path:
        return self._project.path.absolute().parent
