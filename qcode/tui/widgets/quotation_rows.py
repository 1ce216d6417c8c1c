"""Quotations, as many as there are: each is read when it comes into view, under the heading of its group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from qcode.domain.retrieved import Retrieved
from qcode.domain.study import Coding
from qcode.domain.transcript import timestamp
from qcode.language import _
from qcode.tui.widgets.cells import fit, folded_lines, one_line, strip_of
from qcode.tui.widgets.rows import Parts, RowList

PAGE = 40
"""Rows that are read at once."""
TICK_WIDTH = 2
"""Cells at the left of a row on which a click ticks it."""
KEPT = 2000
"""Rows that are kept at most; scrolling through more reads the first ones again."""

Reader = Callable[[Sequence[str]], Sequence[Coding]]
"""Returns codings by their ids; those that are gone are left out."""


class QuotationRows(RowList):
    """Each quotation below a line that says where it stands; a group begins with its heading."""

    class TickWanted(Message):
        """The row under the cursor is to be ticked or unticked."""

    ROW_HEIGHT = 4
    DEFAULT_CSS = """
    QuotationRows > .rows--accent { text-style: bold; }
    """

    def __init__(self, read: Reader, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._read = read
        self._rows: dict[int, Coding] = {}
        self.found = Retrieved()
        self.empty = ""
        """What is said where nothing is listed."""
        self.chips: Mapping[str, str] = {}
        """Of each code, ``#rrggbb``."""
        self.ticked: set[str] = set()
        self.marked_from: int | None = None
        """Where a range that is being marked begins; ``None`` when none is."""

    def show(self, found: Retrieved) -> None:
        """Show what was found; of what is ticked, only that stays so that is still there."""
        self.found, self.marked_from = found, None
        self._rows.clear()
        if self.ticked:
            self.ticked &= frozenset(found.ids)
        self.renew()

    def forget_rows(self) -> None:
        """Read rows anew when they are shown next."""
        self._rows.clear()
        self.refresh()

    def coding(self, index: int) -> Coding | None:
        """Return a quotation, read with those around it if need be; ``None`` if it is gone."""
        if not 0 <= index < len(self.found.ids):
            return None
        if index not in self._rows:
            if len(self._rows) >= KEPT:
                self._rows.clear()
            first = index - index % PAGE
            wanted = self.found.ids[first : first + PAGE]
            there = {one.id: one for one in self._read(wanted)}
            self._rows |= {first + at: there[id] for at, id in enumerate(wanted) if id in there}
        return self._rows.get(index)

    @property
    def current(self) -> Coding | None:
        """The quotation under the cursor."""
        return self.coding(self.cursor)

    def in_range(self, index: int) -> bool:
        """Say whether a row lies in the range that is being marked."""
        return self.marked_from is not None and min(self.marked_from, self.cursor) <= index <= max(
            self.marked_from, self.cursor
        )

    def on_click(self, event: events.Click) -> None:
        """Tick the row where its left edge was clicked; elsewhere it is as in any list."""
        index = (event.y + self.scroll_offset.y) // self.ROW_HEIGHT
        if event.x < TICK_WIDTH and index < self.row_count():
            event.prevent_default()
            self.go_to(index)
            self.post_message(self.TickWanted())

    def row_count(self) -> int:
        """Return how many quotations there are."""
        return len(self.found.ids)

    def go_to(self, index: int, *, centre: bool = False) -> None:
        """Put the cursor on a row; a range that is being marked follows it."""
        super().go_to(index, centre=centre)
        if self.marked_from is not None:
            self.refresh()

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw the heading of a group that begins here, where the quotation stands, and its first words."""
        group = self.found.group_at(index)
        heading: Parts = []
        if group is not None and group.first == index:
            label = f" {group.heading}  ({self.found.size_of(group)}) "
            heading = [(fit(one_line(label, width - 3) + " ", width - 1).rstrip() + " ", self.style_of("primary"))]
            rest = width - len(heading[0][0]) - 1
            heading.append(("─" * max(rest, 0), self.style_of("dim")))
        one = self.coding(index)
        if one is None:
            return [heading, [("   " + _("this coding is gone"), self.style_of("dim"))]]
        return [heading, self._head(one, index, width), *self._words(one, width)]

    def render_line(self, y: int) -> Strip:
        """Draw one line; the cursor does not cover the heading."""
        index, line = divmod(y + self.scroll_offset.y, self.ROW_HEIGHT)
        width = self.scrollable_content_region.width
        if not self.row_count() and y == 1:
            return strip_of([("   " + one_line(self.empty, width - 3), self.style_of("dim"))], width, self.rich_style)
        if line or index >= self.row_count():
            return super().render_line(y)
        return strip_of(self.draw(index, width)[0], width, self.rich_style)

    def _head(self, one: Coding, index: int, width: int) -> Parts:
        dim = self.style_of("dim")
        tick = "✓" if one.id in self.ticked else "▸" if self.in_range(index) else " "
        facts = [one.source, one.informant or one.speaker, timestamp(one.seconds) or ""]
        facts.append(_("paragraph {n}").format(n=one.paragraph) if width >= 70 else f"¶ {one.paragraph}")
        code = one_line(one.code, 24)
        right = one_line(f"  {one.coder}", 16 if width >= 70 else 12)
        room = width - len(code) - len(right) - 9
        return [
            (tick, self.style_of("accent")),
            ("*" if one.typical else " ", self.style_of("accent")),
            ("■ ", Style(color=self.chips.get(one.code_id))),
            (code + "  ", self.style_of("strong")),
            (fit(" · ".join(fact for fact in facts if fact), room), self.style_of("primary")),
            (right, dim),
        ]

    def _words(self, one: Coding, width: int) -> list[Parts]:
        # What two lines can hold at most, and then some: a passage may be pages long.
        words = f"“{one.text}”" if len(one.text) <= 4 * width else f"“{one.text[: 4 * width]}"
        lines = folded_lines(words, width - 6, 2)
        result: list[Parts] = [[("    " + line, Style())] for line in lines]
        if len(lines) < 2 and one.memo:
            result.append([("    ✎ " + one_line(one.memo, width - 8), self.style_of("accent"))])
        return result
