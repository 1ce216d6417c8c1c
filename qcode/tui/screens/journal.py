"""The journal: all memos, by kind, tag and what they are on; to-dos are ticked off here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from qcode.domain.study import Memo
from qcode.domain.text import shortened
from qcode.language import N_, _
from qcode.services import journaling, noting
from qcode.services.filtering import Choice
from qcode.services.journaling import ON, MemoFilter
from qcode.store import cases, codes, guide, memos, sources, surroundings
from qcode.store.project import Project
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import REDO, UNDO, Place, WorkScreen, hints
from qcode.tui.screens.documents import write_report
from qcode.tui.screens.memo import MemoDialog
from qcode.tui.screens.picking import PickDialog
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.markdown_words import markdown_words
from qcode.tui.widgets.reading_pane import ReadingPane, Words
from qcode.tui.widgets.rest import Rest
from qcode.tui.widgets.rows import Parts, RowList

NARROW = 110
OTHER = "+"
MOST_QUOTED = 400
"""Characters of the passage that a memo is on."""
WRITING = (
    Command("write_new", "n", N_("New memo"), N_("Write a memo on the study as a whole."), True),
    Command("write_on", "N", N_("Memo on …"), N_("Write a memo on a source, a code, a case or a question."), True),
    Command("edit", "e", N_("Edit"), N_("Change the words of the memo; no words remove it."), True),
    Command("kind", "K", N_("Kind"), N_("Say what kind of memo it is."), True),
    Command("tags", "t", N_("Tags"), N_("Give the memo words to find it by."), True),
    Command("tick", "space", N_("Done, open"), N_("Tick a to-do off, or open it again."), True),
    Command("open_target", "o", N_("Open"), N_("Go to what the memo is on."), True),
    Command("remove", "d,x,delete", N_("Remove"), N_("Remove the memo; undo brings it back.")),
)
CHOOSING = (
    Command(
        "filter", "f", N_("Filter"), N_("Show one kind, tag or state only, or what is on one sort of thing."), True
    ),
    Command("find", "slash", N_("Find"), N_("Show the memos in whose words something stands."), True),
    Command("everything", "F,A", N_("Everything"), N_("Show all memos again.")),
    Command("write_file", "w", N_("To a document"), N_("Write what is shown to Word, Markdown, Excel …."), True),
)
HERE = (
    UNDO,
    REDO,
    Command("back", "escape", N_("Back"), N_("Show all memos again, or go back to the screen below.")),
)


class MemoRows(RowList):
    """Memos, the newest first, each with its first words."""

    ROW_HEIGHT = 2

    def __init__(self) -> None:
        super().__init__()
        self.memos: Sequence[Memo] = ()

    def row_count(self) -> int:
        """Return how many memos there are."""
        return len(self.memos)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw date, kind and place above the first words."""
        one, dim = self.memos[index], self.style_of("dim")
        sign = {"open": "☐", "done": "☑"}.get(one.state, "·")
        tags = " ".join(f"#{tag}" for tag in one.tags)
        where = journaling.target_name(one, _)
        head = f"{one.created[:10]}  {_(one.kind)}  ·  {where}"
        room = width - 4 - (len(tags) + 1 if tags else 0)
        first = next((line for line in one.text.split("\n") if line.strip()), "").lstrip("# ")
        style = dim if one.state == "done" else self.style_of("strong")
        return [
            [(f" {sign} ", self.style_of("accent")), (fit(head, room), dim), (f" {tags}", self.style_of("primary"))],
            [("   ", dim), (fit(first, width - 4), style)],
        ]


class JournalScreen(WorkScreen):
    """The list beside the memo under the cursor."""

    NAME = "memos"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (
        CommandGroup(N_("Memos"), WRITING), CommandGroup(N_("Choose"), CHOOSING), CommandGroup(N_("Here"), HERE),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*WRITING, *CHOOSING, *HERE))]
    DEFAULT_CSS = """
    JournalScreen {
        layout: grid; grid-size: 2 1; grid-columns: 1fr 1fr;
        & MemoRows { background: $background; }
        & ReadingPane { border-left: vkey $panel; padding: 0 1; background: $background; }
        &.-narrow { grid-size: 1 2; grid-columns: 1fr; grid-rows: 1fr 1fr; }
        &.-narrow ReadingPane { border-left: none; border-top: solid $panel; }
    }
    """

    def __init__(self, project: Project, chosen: MemoFilter | None = None, memo: str = "") -> None:
        """Make the screen.

        Args:
            project: The study.
            chosen: Which memos to begin with; all if ``None``.
            memo: Id of the memo to begin at; the newest if empty.
        """
        super().__init__(project)
        self._chosen, self._begin_at = chosen or MemoFilter(), memo
        self._memo_soon = Rest(self, 0.03, self.show_memo)

    def state(self) -> dict[str, object]:
        """Return the filter and the memo."""
        one = self.here()
        return {"chosen": self._chosen, "memo": one.id if one else ""}

    @property
    def rows(self) -> MemoRows:
        """The list."""
        return self.query_one(MemoRows)

    def compose(self) -> ComposeResult:
        """Lay out list and memo between the two lines."""
        yield TitleBar()
        yield MemoRows()
        yield ReadingPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the memos."""
        self.set_class(self.app.size.width < NARROW, "-narrow")
        self.read()
        self.rows.focus()
        self.query_one(KeyBar).show(hints([*WRITING[:7], *CHOOSING], 8))

    def on_resize(self, event: events.Resize) -> None:
        """Put the memo below the list where there is no room beside."""
        self.set_class(event.size.width < NARROW, "-narrow")

    def here(self) -> Memo | None:
        """Return the memo under the cursor."""
        return self.rows.memos[self.rows.cursor] if self.rows.memos else None

    def read(self, go_to: str = "") -> None:
        """Read everything again; the cursor stays on its memo, or goes to another."""
        here = self.here()
        wanted = go_to or self._begin_at or (here.id if here else "")
        self._begin_at = ""
        rows = self.rows
        rows.memos = list(reversed(journaling.chosen_memos(self.project, self._chosen)))
        rows.renew()
        rows.go_to(next((index for index, one in enumerate(rows.memos) if one.id == wanted), rows.cursor))
        narrowed = "  ".join(self._chosen.described(_))
        title = (self.project.name, _("Memos"), *([narrowed] if narrowed else []))
        self.query_one(TitleBar).show(*title, right=_("memos: {n}").format(n=len(rows.memos)))
        self.show_memo()

    def show_memo(self) -> None:
        """Show the memo under the cursor whole."""
        one, pane = self.here(), self.query_one(ReadingPane)
        if one is None:
            pane.show([[(_("No memo here: n writes one."), "dim")]])
            return
        state = f"  ·  {_(one.state)}" if one.state else ""
        lines: list[Words] = [
            [(journaling.target_name(one, _), "strong")],
            [(f"{_(one.kind)}{state}  ·  {one.coder}  ·  {one.created[:16].replace('T', ' ')}", "dim")],
        ]
        if one.tags:
            lines.append([(" ".join(f"#{tag}" for tag in one.tags), "accent")])
        if place := memos.place_of(self.project, one):
            words = surroundings.around(self.project, *place, -1).text
            lines.append([(f"“{shortened(words, MOST_QUOTED)}”", "dim")])
        pane.show([*lines, [], *markdown_words(one.text)])

    def on_row_list_highlighted(self) -> None:
        """Show the memo the cursor came to, once it rests: a held key is not slowed by it."""
        self._memo_soon.begin()

    def on_row_list_chosen(self) -> None:
        """Change the memo."""
        self.action_edit()

    # Writing

    @act
    async def action_write_new(self) -> None:
        """Write a memo on the study."""
        await self._write("project", self.project.id, self.project.name)

    @act
    async def action_write_on(self) -> None:
        """Write a memo on something that is chosen."""
        choices = [
            *(
                Choice(f"code:{one.code.id}", one.path, one.code.key, _("code"))
                for one in codes.all_codes(self.project)
            ),
            *(Choice(f"source:{id}", name, note=_("source")) for name, id in sources.names(self.project).items()),
            *(Choice(f"case:{one.id}", one.name, note=_(one.kind)) for one in cases.all_cases(self.project)),
            *(Choice(f"question:{q.id}", q.text, q.key, _("question")) for q in guide.questions(self.project)),
        ]
        chosen = await self.app.push_screen_wait(PickDialog(_("A memo on what?"), choices, several=False))
        if chosen:
            kind, _colon, id = chosen[0].partition(":")
            await self._write(kind, id, next(one.name for one in choices if one.id == chosen[0]))

    async def _write(self, target_kind: str, target: str, name: str) -> None:
        text = await self.app.push_screen_wait(MemoDialog(_("New memo"), "", note=name))
        if text:
            kind = self._chosen.kind or "note"
            tags = [self._chosen.tag] if self._chosen.tag else []
            made = noting.write_memo(self.project, target_kind, target, text, kind, tags)
            self.read(go_to=made)

    @act
    async def action_edit(self) -> None:
        """Change the words of the memo."""
        if one := self.here():
            text = await self.app.push_screen_wait(
                MemoDialog(_("Memo"), "", one.text, note=journaling.target_name(one, _))
            )
            if text is not None:
                noting.edit_memo(self.project, one.id, text)
                self.read()

    @act
    async def action_kind(self) -> None:
        """Choose a kind, or type one."""
        one = self.here()
        if one is None:
            return
        known = dict.fromkeys((*noting.KINDS, *(memo.kind for memo in self.rows.memos)))
        options = [Option(kind, _(kind)) for kind in known] + [Option(OTHER, _("another …"), "+")]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("What kind of memo is it?"), options))
        kind: str | None = chosen[0] if chosen else None
        if kind == OTHER:
            kind = await self.app.push_screen_wait(LineDialog(_("Kind of memo")))
        if kind:
            noting.describe_memo(self.project, one.id, kind=kind)
            self.read()

    @act
    async def action_tags(self) -> None:
        """Change the tags."""
        one = self.here()
        if one is None:
            return
        known = sorted({tag for memo in memos.all_memos(self.project) for tag in memo.tags}, key=str.casefold)
        note = _("Separated by commas; a single - takes all away. In use: {tags}").format(tags=", ".join(known) or "–")
        line = await self.app.push_screen_wait(LineDialog(_("Tags"), ", ".join(one.tags), note=note))
        if line is not None:
            noting.describe_memo(self.project, one.id, tags=[] if line == "-" else [line])
            self.read()

    def action_tick(self) -> None:
        """Tick a to-do off, or open it again."""
        one = self.here()
        if one is None:
            return
        state = noting.OPEN if one.state == noting.DONE else noting.DONE
        if self.guarded(lambda: noting.describe_memo(self.project, one.id, state=state)):
            self.read()

    def action_remove(self) -> None:
        """Remove the memo."""
        one = self.here()
        if one and self.guarded(lambda: noting.remove_memo(self.project, one.id)):
            self.read()
            self.say(_("removed; u brings it back"))

    # Going and choosing

    def action_open_target(self) -> None:
        """Go to what the memo is on."""
        one = self.here()
        if one is None:
            return
        place = memos.place_of(self.project, one)
        if place is not None:
            self.post_message(self.PlaceWanted(Place(*place)))
        elif one.target_kind in _SCREENS:
            name, given = _SCREENS[one.target_kind]
            self.post_message(self.ScreenWanted(name, {given: one.target_id} if given else {}))
        else:
            self.say(_("the memo is on the study as a whole"))

    @act
    async def action_filter(self) -> None:
        """Choose what is shown."""
        every = memos.all_memos(self.project)
        counted: list[Option] = []
        for field, values in (
            ("kind", [memo.kind for memo in every]), ("state", [memo.state for memo in every if memo.state]),
            ("tag", [tag for memo in every for tag in memo.tags]), ("on", [memo.target_kind for memo in every]),
            ("coder", [memo.coder for memo in every]),
        ):  # fmt: skip
            for value in dict.fromkeys(values):
                label = f"#{value}" if field == "tag" else _(ON.get(value, value)) if field == "on" else _(value)
                counted.append(
                    Option(f"{field}={value}", f"{_(_FIELDS[field])}: {label}", note=str(values.count(value)))
                )
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Show only …"), counted))
        if chosen:
            field, _equals, value = chosen[0].partition("=")
            self._narrow(replace(self._chosen, **{field: value}))

    @act
    async def action_find(self) -> None:
        """Show the memos in whose words something stands."""
        if words := await self.app.push_screen_wait(LineDialog(_("Find in memos"), self._chosen.words)):
            self._narrow(replace(self._chosen, words=words))

    def action_everything(self) -> None:
        """Show all memos again."""
        self._narrow(MemoFilter())

    def action_back(self) -> None:
        """Show all memos again; else leave."""
        if self._chosen != MemoFilter():
            self._narrow(MemoFilter())
        else:
            self.leave()

    def _narrow(self, chosen: MemoFilter) -> None:
        self._chosen = chosen
        self.read()

    @act
    async def action_write_file(self) -> None:
        """Write what is shown to a document."""
        await write_report(
            self, _("Write to"), _("journal.docx"),
            lambda project, language: journaling.make_journal(project, self._chosen, language=language),
        )  # fmt: skip


_SCREENS = {
    "source": ("sources", "source"),
    "case": ("cases", "row"),
    "code": ("codebook", "code"),
    "question": ("guide", ""),
}
"""What a memo is on → the screen that shows it, and the value by which that begins at it."""
_FIELDS = {"kind": N_("kind"), "state": N_("state"), "tag": N_("tag"), "on": N_("on"), "coder": N_("coder")}
