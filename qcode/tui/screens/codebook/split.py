"""Splitting a code: its passages one by one, each in its context, sent by one key to the code it belongs to.

Nothing is changed until Enter has shown what will change; then all of it is one act.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding
from qcode.domain.transcript import timestamp
from qcode.language import _, screen_language
from qcode.services import splitting
from qcode.services.splitting import NewPart, SplitResult
from qcode.store import code_use, codings, surroundings
from qcode.store.project import Project
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.codebook.acting import called
from qcode.tui.screens.codebook.places import NewCodeDialog, PlaceOption
from qcode.tui.screens.codebook.split_rows import STAY, Target, TargetRows, WalkRows
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.screens.effect import EffectDialog
from qcode.tui.widgets.reading_pane import ReadingPane, Words
from qcode.tui.widgets.rows import RowList

LETTERS = "abcdfiopqrtvwxyz"
"""Keys of the codes that passages may go to; the others move or mean something here."""
CHUNK = 60
"""Codings read at once as they come into view."""
AROUND = 2
"""Paragraphs shown before and after a passage."""


class SplitScreen(Dialog[SplitResult]):
    """Walks the codings of a code."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("n", "new_part", ""), ("e", "old_code", ""), ("enter", "finish", ""), ("escape", "leave", ""),
        ("backspace", "step_back", ""), ("space", "step_on", ""),
    ]  # fmt: skip
    DEFAULT_CSS = """
    SplitScreen > .box { width: 98%; max-width: 180; height: 96%; max-height: 96%; padding: 0; }
    SplitScreen Horizontal { height: 1fr; }
    SplitScreen WalkRows { width: 2fr; height: 100%; }
    SplitScreen .beside { width: 3fr; height: 100%; border-left: solid $panel; padding-left: 1; }
    SplitScreen ReadingPane { height: 1fr; }
    SplitScreen TargetRows { height: auto; max-height: 8; border-top: solid $panel; }
    """

    def __init__(
        self, project: Project, row: CodeInProject, codes: Sequence[CodeInProject], colors: Mapping[str, str]
    ) -> None:
        """Make the screen.

        Args:
            project: The study.
            row: The code that is split.
            codes: All codes, for sending passages to one that is there.
            colors: Code → ``#rrggbb``.
        """
        super().__init__()
        self._project, self._row, self._codes, self._colors = project, row, codes, colors
        self._ids = code_use.in_order(project, row.code.id)
        self._read: dict[str, Coding] = {}
        self._chosen: dict[str, list[str]] = {}
        self._new: dict[str, NewPart] = {}
        self._targets = [Target(row.code.id, STAY, called(row), colors[row.code.id])]

    def compose(self) -> ComposeResult:
        """Lay out passages on the left, the context and the codes on the right."""
        with Vertical(classes="box") as box:
            box.border_title = _("Split “{name}”").format(name=called(self._row))
            box.border_subtitle = legend(
                ("n", _("new")), ("e", _("other")), ("s a b", _("goes there")), ("S A B", _("also")),
                ("Enter", _("split")), ("Esc", _("back")),
            )  # fmt: skip
            with Horizontal():
                yield WalkRows(self._ids, self._coding, self._letters)
                with Vertical(classes="beside"):
                    yield ReadingPane()
                    yield TargetRows()

    def on_mount(self) -> None:
        """Begin with the first passage."""
        self._show_targets()
        self._show_passage()
        self.query_one(WalkRows).focus()

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Show the passage under the cursor in its context."""
        if isinstance(message.rows, WalkRows):
            self._show_passage()

    def on_row_list_chosen(self) -> None:
        """End with Enter."""
        self.action_finish()

    def on_target_rows_clicked(self, message: TargetRows.Clicked) -> None:
        """Send the passage to the code that was clicked."""
        self._send(self._targets[message.index], besides=False)

    def on_key(self, event: events.Key) -> None:
        """Send the passage under the cursor to the code of a letter; a capital sends it there as well."""
        letter = event.character or ""
        target = next((one for one in self._targets if one.letter == letter.lower()), None)
        if target is not None and letter:
            event.stop()
            self._send(target, besides=letter.isupper())

    def action_step_back(self) -> None:
        """Go to the passage before."""
        self.query_one(WalkRows).action_cursor(-1)

    def action_step_on(self) -> None:
        """Leave the passage as it is and go on."""
        self.query_one(WalkRows).action_cursor(1)

    @act
    async def action_new_part(self) -> None:
        """Name a code that passages may go to."""
        if not self._has_letter():
            return
        name = self._row.code.said("name", screen_language())
        places = [
            PlaceOption("beside", _("beside “{code}”, right below it").format(code=name), None, ""),
            PlaceOption("under", _("under “{code}”").format(code=name), self._row.code.id, ""),
        ]
        new = await self.app.push_screen_wait(NewCodeDialog(_("New code"), places))
        if new is not None:
            handle = f"new {len(self._new)}"
            self._new[handle] = NewPart(new.name, new.key, under=new.place.id == "under")
            self._add_target(handle, f"{new.key} {new.name}".strip(), "")

    @act
    async def action_old_code(self) -> None:
        """Take a code that is there as one that passages may go to."""
        from qcode.tui.screens.palette import CodePalette

        if not self._has_letter():
            return
        known = {target.code for target in self._targets}
        others = [row for row in self._codes if row.code.codable and row.code.id not in known]
        picked = await self.app.push_screen_wait(
            CodePalette(_("Passages may go to …"), others, self._colors, (), several=False, may_make=False)
        )
        if picked and picked.codes:
            row = next(row for row in others if row.code.id == picked.codes[0])
            self._add_target(row.code.id, called(row), self._colors[row.code.id])

    @act
    async def action_finish(self) -> None:
        """Show what will change, and split."""
        going = {id: chosen for id, chosen in self._chosen.items() if chosen != [self._row.code.id]}
        if not going and not self._new:
            self.notify(_("n names a new code; then send passages to it by its letter"), markup=False)
            return
        doing = _("“{name}” is split: every passage goes where it was sent; what was not sent stays.").format(
            name=called(self._row)
        )
        if await self.app.push_screen_wait(EffectDialog(_("Split"), self._foreseen(), doing=doing, verb=_("split"))):
            self.dismiss(splitting.split_code(self._project, self._row.code.id, going, self._new))

    @act
    async def action_leave(self) -> None:
        """Close; ask first if passages were sent somewhere."""
        if not self._chosen and not self._new:
            self.dismiss(None)
            return
        options = [Option("on", _("go on splitting"), "g"), Option("drop", _("leave everything as it was"), "d")]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("The split is not done"), options))
        if chosen == ("drop",):
            self.dismiss(None)

    def _has_letter(self) -> bool:
        if len(self._targets) > len(LETTERS):
            self.notify(_("more codes than letters; split again later"), markup=False)
        return len(self._targets) <= len(LETTERS)

    def _add_target(self, code: str, name: str, color: str) -> None:
        self._targets.append(Target(code, LETTERS[len(self._targets) - 1], name, color))
        self._show_targets()

    def _send(self, target: Target, *, besides: bool) -> None:
        """Send the passage under the cursor to a code alone and go on, or to that code as well."""
        rows = self.query_one(WalkRows)
        id = self._ids[rows.cursor]
        if besides:
            chosen = self._chosen.get(id, [self._row.code.id])
            chosen = [one for one in chosen if one != target.code] if target.code in chosen else [*chosen, target.code]
            self._chosen[id] = chosen or [self._row.code.id]
        else:
            self._chosen[id] = [target.code]
        self._show_targets()
        rows.refresh_row(rows.cursor)
        self.query_one(TargetRows).choose(self._chosen[id])
        if not besides:
            rows.action_cursor(1)

    def _letters(self, id: str) -> str:
        """Return the letters of the codes a passage goes to; empty where nothing was chosen."""
        chosen = self._chosen.get(id, ())
        return "".join(target.letter for target in self._targets if target.code in chosen)

    def _coding(self, index: int) -> Coding | None:
        """Return a coding, read with its neighbours when it comes into view."""
        id = self._ids[index]
        if id not in self._read:
            first = index - index % CHUNK
            found = codings.by_ids(self._project, self._ids[first : first + CHUNK])
            self._read |= {one.id: one for one in found}
        return self._read.get(id)

    def _counts(self) -> Counter[str]:
        stay = self._row.code.id
        return Counter(code for id in self._ids for code in self._chosen.get(id, (stay,)))

    def _foreseen(self) -> list[str]:
        counts = self._counts()
        lines = [
            _("{code}: {n}").format(code=target.name, n=counts[target.code])
            + ("  (" + _("new code") + ")" if target.code in self._new else "")
            for target in self._targets
        ]
        both = sum(len(chosen) - 1 for chosen in self._chosen.values())
        touched = [one for id in self._chosen if (one := self._read.get(id))]
        lines.append(
            _("codings sent: {n}, texts: {sources}, coders: {coders}, made besides: {both}").format(
                n=len(touched), sources=len({one.source_id for one in touched}),
                coders=len({one.coder for one in touched}), both=both,
            )
        )  # fmt: skip
        lines.append(_("notes, weights and times go with the codings"))
        return lines

    def _show_targets(self) -> None:
        counts = self._counts()
        rows = self.query_one(TargetRows)
        rows.show([(target, counts[target.code]) for target in self._targets])
        box = self.query_one(".box")
        sent = sum(1 for id in self._ids if id in self._chosen)
        title = _("Split “{name}”").format(name=called(self._row))
        box.border_title = f"{title}  ·  " + _("decided: {n} of {all}").format(n=sent, all=len(self._ids))

    def _show_passage(self) -> None:
        coding = self._coding(self.query_one(WalkRows).cursor) if self._ids else None
        if coding is None:
            return
        self.query_one(TargetRows).choose(self._chosen.get(coding.id, [self._row.code.id]))
        around = surroundings.around(self._project, coding.source_id, Span(coding.start, coding.end), AROUND)
        facts = [coding.source, coding.informant or coding.speaker, timestamp(coding.seconds) or "", coding.coder]
        page: list[Words] = [
            [("  ·  ".join(fact for fact in facts if fact), "primary")],
            [],
            [(around.before, "dim"), (around.text, "quote"), (around.after, "dim")],
        ]
        if coding.memo:
            page += [[], [(_("Note") + "  ", "accent"), (coding.memo, "")]]
        pane = self.query_one(ReadingPane)
        pane.show(page)
        pane.reveal("quote")
