"""The list of quotations and what is read for it: in a thread, by a connection of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qcode.domain.codebook import PALETTE
from qcode.domain.retrieved import ORDERS, Context, Retrieved
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.domain.transcript import timestamp
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.services import filtering
from qcode.store import codes, codings, ordering, surroundings
from qcode.store.project import Project
from qcode.tui.commands import CommandGroup
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.base import WorkScreen, hints
from qcode.tui.screens.retrieval.commands import BY_ACTION, GROUPS
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.filter_bar import FilterBar
from qcode.tui.widgets.quotation_rows import QuotationRows
from qcode.tui.widgets.reading_pane import ReadingPane, Words
from qcode.tui.widgets.rows import RowList

LABELS = {
    "codes": N_("code"), "sources": N_("source"), "cases": N_("case"), "speakers": N_("speaker"),
    "coders": N_("coder"), "sets": N_("set"), "where": N_("where"), "since": N_("since"), "until": N_("until"),
    "query": N_("query"), "saved": N_("saved query"),
}  # fmt: skip
"""Field of a selection → what the screen calls it."""
ORDER_LABELS = {
    "source": N_("by source"), "code": N_("by code"), "case": N_("by case"), "speaker": N_("by speaker"),
    "time": N_("by day of coding"),
}  # fmt: skip
WIDE = 120
"""Columns from which the passage stands beside the list."""
TALL = 30
"""Rows from which it stands below it without being asked for."""
MOST_CONTEXT = 50
SMALL = 3000
"""Codings of a project up to which the list is read at once, without a thread."""
MANY = 200
"""Codings from which an act is done in a thread."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one look at the project brings."""

    selection: Selection
    found: Retrieved
    facts: tuple[tuple[str, str], ...]
    colors: Mapping[str, str]


class RetrievalPage(WorkScreen):
    """The list, the passage, the filters; what is done to them is in the classes above."""

    NAME = "retrieval"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = GROUPS
    DEFAULT_CSS = """
    RetrievalPage #found { layout: vertical; height: 1fr; }
    RetrievalPage QuotationRows { height: 1fr; }
    RetrievalPage ReadingPane { display: none; height: 12; border-top: solid $panel; padding: 0 1; }
    RetrievalPage.-pane ReadingPane { display: block; }
    RetrievalPage.-wide #found { layout: horizontal; }
    RetrievalPage.-wide QuotationRows { width: 3fr; height: 100%; }
    RetrievalPage.-wide ReadingPane { width: 2fr; height: 100%; border: none; border-left: solid $panel; }
    """

    def __init__(
        self,
        project: Project,
        selection: Selection | None = None,
        title: str = "",
        codings: tuple[str, ...] | None = None,
        order: str = "source",
        at: str = "",
        context: int = 0,
        unit: str = surroundings.PARAGRAPH,
        ticked: tuple[str, ...] = (),
        pane: bool | None = None,
    ) -> None:
        """Make the screen.

        Args:
            project: The study.
            selection: The filters to begin with; codes and others may be named or given by ids.
            title: What is looked at, where that has a name: a cell of a matrix.
            codings: Ids of codings to which the list is confined; ``None`` for no such limit.
            order: One of ``ORDERS``.
            at: Id of the coding under the cursor.
            context: Paragraphs or turns shown around the passage's own; below 0 the passage alone.
            unit: One of ``surroundings.UNITS``.
            ticked: Ids of codings that are ticked.
            pane: Whether the passage is shown whole; ``None``: where there is room.
        """
        super().__init__(project)
        self.selection = selection or Selection()
        self.heading = title
        self.among = codings
        self.order = order if order in ORDERS else "source"
        self.context, self.unit = context, unit
        self.wants_pane = pane
        self._at = at
        self._first_ticked = ticked
        self._facts: tuple[tuple[str, str], ...] = ()
        self._asked = 0
        self._state_read: tuple[int, int] | None = None
        """How the project stood when the list was read; ``None`` before that."""
        self._reader: Project | None = None
        self._lock = Lock()

    def state(self) -> dict[str, object]:
        """Return what it takes to stand here again."""
        here = self.rows.current
        return {
            "selection": self.selection, "title": self.heading, "codings": self.among, "order": self.order,
            "at": here.id if here else "", "context": self.context, "unit": self.unit,
            "ticked": tuple(self.rows.ticked), "pane": self.wants_pane,
        }  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay out filters, list and passage between the two lines."""
        yield TitleBar()
        yield FilterBar()
        with Container(id="found"):
            yield QuotationRows(self._rows_of)
            yield ReadingPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what the filters choose."""
        self.query_one(ReadingPane).can_focus = False
        self.rows.ticked = set(self._first_ticked)
        self.rows.focus()
        self.show_filters()
        self.query_one(KeyBar).show(hints([one for one in BY_ACTION.values() if one.footer], 8))
        if self._is_small():
            self.guarded(lambda: self._take(self._look(self.project), self._at))
        else:
            self.begin()

    def on_unmount(self) -> None:
        """Close the connection that reads."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    def on_screen_resume(self) -> None:
        """Read again what was changed on a screen that lay over this one."""
        if self._state_read not in (None, self.project.database.version()):
            self.begin()

    def on_resize(self, event: events.Resize) -> None:
        """Put the passage beside the list, below it, or nowhere."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.show_pane()
        self.show_filters()

    @property
    def rows(self) -> QuotationRows:
        """The list."""
        return self.query_one(QuotationRows)

    @property
    def has_pane(self) -> bool:
        """Whether the passage is shown whole."""
        roomy = self.size.width >= WIDE or self.size.height >= TALL
        return roomy if self.wants_pane is None else self.wants_pane

    # Reading

    @act
    async def begin(self) -> None:
        """Read for the first time."""
        await self.read(at=self._id_here() or self._at)

    async def read(self, *, at: str = "") -> bool:
        """Find what the filters choose and list it; say what is wrong with them, if so, and leave the list.

        Args:
            at: Id of the coding to stand on; empty: where the cursor is.
        """
        self._asked += 1
        number = self._asked
        at = at or self._id_here()
        try:
            got = self._look(self.project) if self._is_small() else await asyncio.to_thread(self._look_apart)
        except QcodeError as error:
            show_error(self, error)
            return False
        if number != self._asked or not self.is_mounted:
            return False
        self._take(got, at)
        return True

    def _take(self, got: _Read, at: str) -> None:
        rows, here = self.rows, self.rows.cursor
        self.selection, self._facts, rows.chips = got.selection, got.facts, got.colors
        rows.empty = (
            _("Nothing is coded so; Backspace drops the last filter.") if self._facts else _("Nothing is coded yet.")
        )
        rows.show(got.found)
        there = at and at in frozenset(got.found.ids)
        rows.go_to(got.found.ids.index(at) if there else here)
        self._state_read = self.project.database.version()
        self.show_filters()
        self.show_passage()

    def _is_small(self) -> bool:
        """Say whether reading takes no longer than a key may."""
        return ordering.size(self.project) < SMALL

    def _look_apart(self) -> _Read:
        """Read in a thread: by a connection of its own, one look after the other."""
        with self._lock:
            if self._reader is None:
                self._reader = Project.open(self.project.path, coder=self.project.coder_name)
            return self._look(self._reader)

    def _look(self, project: Project) -> _Read:
        selection = filtering.pinned(project, self.selection)
        return _Read(
            selection,
            ordering.ordered(project, selection, self.order, among=self.among),
            tuple(filtering.facts(project, selection)),
            _colors(project),
        )

    async def perform(self, work: Callable[[Project], Answer], size: int) -> Answer:
        """Do an act on so many codings, in a thread if they are many, and read the list again."""
        done = await self.ask(work, size)
        await self.read()
        return done

    async def ask(self, work: Callable[[Project], Answer], size: int) -> Answer:
        """Do what looks at so many codings, in a thread if they are many."""
        if size < MANY:
            return work(self.project)
        self.say(_("working on {n} codings …").format(n=size))
        return await self.apart(work)

    def _rows_of(self, ids: object) -> list[Coding]:
        assert isinstance(ids, tuple | list)
        return codings.by_ids(self.project, ids)

    def _id_here(self) -> str:
        ids, at = self.rows.found.ids, self.rows.cursor
        return ids[at] if at < len(ids) else ""

    # What is shown

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Show the passage under the cursor."""
        self.show_passage()

    def show_filters(self) -> None:
        """Say what is filtered, how much was found, what is ticked."""
        found = self.rows.found
        facts = [(_(LABELS[field]), value) for field, value in self._facts]
        facts += [(axis, _("any") if name == "*" else name) for axis, name in self.selection.on]
        if self.selection.only:
            facts.append((_("each code"), _("alone")))
        if self.selection.as_counted and not self.selection.all_speakers:
            facts.append((_("interviewers"), _("left out")))
        if self.among is not None:
            facts.append((_("chosen one by one"), f"{len(self.among)}"))
        ticked = _("ticked: {n}").format(n=len(self.rows.ticked)) if self.rows.ticked else ""
        right = [one for one in (ticked, self._context_said(), _(ORDER_LABELS[self.order])) if one]
        empty = _("Everything that is coded; f filters, / asks by a query")
        self.query_one(FilterBar).show(facts, empty=empty, right=" · ".join(right))
        count = _("passages: {n}, texts: {texts}").format(n=len(found.ids), texts=found.sources)
        name = [self.heading] if self.heading else []
        # Where room is short, what is looked at matters more than in which project.
        project = [self.project.name] if self.size.width >= 100 or not name else []
        self.query_one(TitleBar).show(*project, _("Retrieval"), *name, right=count)

    def show_pane(self) -> None:
        """Open or close the pane of the passage."""
        self.set_class(self.has_pane, "-pane")
        self.call_after_refresh(self.show_passage)

    def show_passage(self) -> None:
        """Show the passage under the cursor whole, with the words around it."""
        if not self.has_pane or not self.is_mounted:
            return
        pane, one = self.query_one(ReadingPane), self.rows.current
        if one is None:
            pane.show([])
            return
        around = surroundings.around(self.project, one.source_id, Span(one.start, one.end), self.context, self.unit)
        head = [*self._facts_of(one), []]
        notes: list[Words] = [[], [("✎ ", "accent"), (one.memo, "accent")]] if one.memo else []
        pane.show([*head, *_paragraphs(around), *notes])
        pane.reveal("quote")

    def _facts_of(self, one: Coding) -> list[Words]:
        who = one.informant or one.speaker
        place = [one.source, who, timestamp(one.seconds) or "", _("paragraph {n}").format(n=one.paragraph)]
        code = f"{one.code}  " if one.code != one.code_path else ""
        return [
            [(" · ".join(part for part in place if part), "primary")],
            [
                ("■ ", self.rows.chips.get(one.code_id, "")), (code, "strong"), (one.code_path, ""),
                ("  * " + _("typical") if one.typical else "", "accent"),
                (f"  {one.coder} {one.created[:10]}", "dim"),
            ],
        ]  # fmt: skip

    def _context_said(self) -> str:
        """Return how much stands around the passages; empty for their own paragraphs and no more."""
        if self.context < 0:
            return _("passages alone")
        said = _("context +{n} turns") if self.unit == surroundings.TURN else _("context +{n} ¶")
        return said.format(n=self.context) if self.context else ""

    def narrowed(self, **filters: object) -> Selection:
        """Return the filters with some of them set anew."""
        return replace(self.selection, **filters)  # type: ignore[arg-type]  # fields by their names


def _paragraphs(around: Context) -> list[Words]:
    """Return the words around a passage as paragraphs, the passage marked."""
    lines: list[list[tuple[str, str]]] = [[]]
    for text, look in ((around.before, "dim"), (around.text, "quote"), (around.after, "dim")):
        first, *more = text.split("\n")
        lines[-1].append((first, look))
        lines += [[(line, look)] for line in more]
    return list(lines)


def _colors(project: Project) -> dict[str, str]:
    return {
        one.code.id: one.code.color or PALETTE[number % len(PALETTE)]
        for number, one in enumerate(codes.all_codes(project, with_use=False))
    }
