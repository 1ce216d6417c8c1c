"""Word lists: terms to search for together, and words that are not worth counting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType

from qcode.domain.word_list import KINDS, STOP, WordList, words_of, written
from qcode.language import N_, _
from qcode.services import word_listing
from qcode.store import word_lists
from qcode.store.project import Project
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens.acts import act
from qcode.tui.screens.base import BACK, REDO, UNDO, WorkScreen, hints
from qcode.tui.screens.documents import ask_file
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.cells import fit, folded_lines
from qcode.tui.widgets.rows import ROW_COMMANDS, Parts, RowList

COMMANDS = (
    Command("edit", "e", N_("Words"), N_("Edit the words of this list, one to a line."), True),
    Command("new", "n", N_("New list"), N_("Make a word list."), True),
    Command("rename", "r", N_("Rename"), N_("Give this list another name."), True),
    Command("kind", "t", N_("Kind"), N_("Turn terms to search for into words that are not counted, and back."), True),
    Command("bring", "i", N_("From file"), N_("Bring a list in from a text file with one word to a line."), True),
    Command("export", "w", N_("To file"), N_("Write this list to a text file."), True),
    Command("remove", "x,d,delete", N_("Remove"), N_("Remove this list; undo brings it back."), True),
    UNDO,
    REDO,
    BACK,
)
KIND_LABELS = {"terms": N_("terms"), "stop": N_("not counted")}


class ListRows(RowList):
    """Two lines per list: its name, kind and length, and its first words."""

    ROW_HEIGHT = 2
    NOTHING = N_("No word list yet: n makes one, i brings one in from a file.")

    def __init__(self) -> None:
        super().__init__()
        self.lists: Sequence[WordList] = ()

    def row_count(self) -> int:
        """Return how many lists there are."""
        return len(self.lists)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a list."""
        one, dim = self.lists[index], self.style_of("dim")
        words = folded_lines(", ".join(one.words), width - 4, 1)
        facts = f"{_(KIND_LABELS[one.kind])}  ·  " + _("words: {n}").format(n=len(one.words))
        return [
            [(f" @{fit(one.name, max(width - 40, 12))} ", self.style_of("primary")), (fit(facts, 36), dim)],
            [("   " + (words[0] if words else ""), Style())],
        ]


class ListsScreen(WorkScreen):
    """The word lists of a study."""

    NAME = "lists"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (CommandGroup(N_("Word lists"), (*COMMANDS, *ROW_COMMANDS)),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]

    def __init__(self, project: Project, *, name: str = "") -> None:
        """Make the screen.

        Args:
            project: The study.
            name: The list under the cursor; empty for the first.
        """
        super().__init__(project)
        self._first = name

    def state(self) -> dict[str, object]:
        """Return what the screen is made again with."""
        here = self._here()
        return {"name": here.name if here else ""}

    @property
    def rows(self) -> ListRows:
        """The lists."""
        return self.query_one(ListRows)

    def compose(self) -> ComposeResult:
        """Lay out the lists between the two lines."""
        yield TitleBar()
        yield ListRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the lists."""
        self.read(self._first)
        self.rows.focus()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Search for the words of a list; a list of words that are not counted is edited."""
        message.stop()
        here = self._here()
        if here is not None and here.kind == STOP:
            self.action_edit()
        elif here is not None:
            self.post_message(self.ScreenWanted("search", {"query": f"@{here.name}"}))

    @act
    async def action_new(self) -> None:
        """Ask for a name, then for the words."""
        from qcode.tui.screens.asking import LineDialog

        note = _("It stands in searches as @name, so it is one word without blanks, quotes and brackets.")
        name = await self.app.push_screen_wait(LineDialog(_("Name of the word list"), note=note))
        if not name:
            return
        words = await self._ask_words(f"@{name.removeprefix('@')}", "")
        if words:
            made = word_listing.add_list(self.project, name, words_of(words))
            self.read(made.name)

    @act
    async def action_edit(self) -> None:
        """Edit the words of the list."""
        here = self._here()
        if here is None:
            return
        words = await self._ask_words(f"@{here.name}", written(here.words))
        if words is not None:
            word_listing.change_list(self.project, here.id, words=words_of(words))
            self.read(here.name)

    @act
    async def action_rename(self) -> None:
        """Give the list another name."""
        from qcode.tui.screens.asking import LineDialog

        here = self._here()
        if here is None:
            return
        name = await self.app.push_screen_wait(LineDialog(_("Name of the word list"), here.name))
        if name:
            self.read(word_listing.change_list(self.project, here.id, name=name).name)

    def action_kind(self) -> None:
        """Make it a list of the other kind."""
        here = self._here()
        if here is not None:
            other = KINDS[(KINDS.index(here.kind) + 1) % len(KINDS)]
            word_listing.change_list(self.project, here.id, kind=other)
            self.read(here.name)

    @act
    async def action_bring(self) -> None:
        """Bring a list in from a file; its name is the file's."""
        from qcode.tui.screens.asking import LineDialog

        path = await self.app.push_screen_wait(LineDialog(_("Text file with one word to a line"), hint="alat.txt"))
        if path:
            file = Path(path).expanduser()
            words = word_listing.read_words(file)
            name = "-".join(file.stem.split()).replace("(", "").replace(")", "")
            made = word_listing.add_list(self.project, name, words)
            self.read(made.name)
            self.say(_("@{name} has words: {n}").format(name=made.name, n=len(made.words)))

    @act
    async def action_export(self) -> None:
        """Write the list to a file."""
        here = self._here()
        if here is None:
            return
        if path := await ask_file(self, _("Write the list to"), f"{here.name}.txt"):
            word_listing.write_words(here, path)
            self.say(_("written: {file}").format(file=path))

    def action_remove(self) -> None:
        """Remove the list."""
        here = self._here()
        if here is not None:
            word_listing.remove_list(self.project, here.id)
            self.read()
            self.say(_("@{name} removed; u brings it back").format(name=here.name))

    async def _ask_words(self, title: str, words: str) -> str | None:
        from qcode.tui.screens.memo import MemoDialog

        hint = _(
            "One word to a line, or words that stand together; =word for just this form, word* for what begins so."
        )
        written_words: str | None = await self.app.push_screen_wait(MemoDialog(title, "", words, note=hint))
        return written_words

    def _here(self) -> WordList | None:
        rows = self.rows
        return rows.lists[rows.cursor] if rows.cursor < len(rows.lists) else None

    def read(self, name: str = "") -> None:
        """Read the lists and go to the one with a name."""
        rows = self.rows
        rows.lists = word_lists.all_lists(self.project)
        rows.renew()
        at = next((at for at, one in enumerate(rows.lists) if one.name == name), None)
        if at is not None:
            rows.go_to(at)
        count = _("lists: {n}").format(n=len(rows.lists))
        self.query_one(TitleBar).show(self.project.name, _("Word lists"), right=count)
        if rows.lists:
            self.query_one(KeyBar).show([KeyHint("Enter", _("Search"), "choose"), *hints(COMMANDS, 7)])
        else:
            self.query_one(KeyBar).show(hints([one for one in COMMANDS if one.action in ("new", "bring", "back")]))
