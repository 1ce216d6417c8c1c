"""Networks, dendrograms and code trees in characters."""

from __future__ import annotations

from qcode.domain.picture import CodeTree, Ink, Likeness, Network, Tie
from qcode.language import screen_language
from qcode.tui.layout.looks import fitted
from qcode.tui.layout.sheets import DIM, PLAIN, STRONG, Cursor, LineSheet, Piece, Tone, drawn_bar

_BOXES = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""Characters for lines that lead up (1), down (2), to the left (4) and to the right (8) of a cell."""
_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8


class NetworkSheet(LineSheet):
    """Each code with how often it stands, below it those it is tied with, the closest first.

    Args:
        body: The network.
        width: In cells.
    """

    def __init__(self, body: Network, width: int) -> None:
        self._rows: list[tuple[int, Tie | None]] = []
        for number in range(len(body.nodes)):
            self._rows.append((number, None))
            self._rows += [(number, tie) for tie in body.ties_of(number)]
        super().__init__(range(len(self._rows)), len(self._rows))
        self._body = body
        longest = max((len(node.ink.label) for node in body.nodes), default=0)
        self._names = max(min(longest, width // 2, width - 23), 4)
        self._room = max(width - self._names - 19, 4)

    def row(self, cursor: Cursor) -> tuple[int, Tie | None]:
        """Return the code under a cursor, and the tie if it stands on one."""
        return self._rows[cursor[0]]

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw a code, or a tie of it."""
        number, tie = self._rows[y]
        here = Tone("plain", is_cursor=self.is_here(y, cursor))
        if tie is None:
            node = self._body.nodes[number]
            bar = drawn_bar(node.value / self._body.highest, self._room)
            name = fitted(node.ink.label, self._names + 3)
            return [
                (f" {node.ink.sign} ", Tone("fill", node.ink.color)), (f" {name} ", here),
                (bar, Tone("ink", node.ink.color)), (" " * (self._room - len(bar)), PLAIN),
                (f" {f'({node.value})':>9} ", STRONG),
            ]  # fmt: skip
        ink = self._body.nodes[tie.left + tie.right - number].ink
        is_last = y + 1 == len(self._rows) or self._rows[y + 1][1] is None
        weight = str(tie.count) if self._body.is_count else f"{tie.weight:.3f}"
        bar = "━" * max(1, round(self._room * tie.weight / self._body.strongest))
        return [
            (" └─" if is_last else " ├─", DIM), (f" {ink.sign} ", Tone("fill", ink.color)),
            (f" {fitted(ink.label, self._names)} ", here), (bar, DIM), (" " * (self._room - len(bar)), PLAIN),
            (f" {weight:>9} ", PLAIN),
        ]  # fmt: skip


class LikenessSheet(LineSheet):
    """One line for each code or text, joined to its right where they are alike; below, the distances.

    Args:
        body: The tree.
        width: In cells.
    """

    def __init__(self, body: Likeness, width: int) -> None:
        self._order = body.order if body.tree.merges else []
        super().__init__(range(len(self._order)), len(self._order) + 2 if self._order else 0)
        self._body = body
        longest = max((len(leaf.label) for leaf in body.leaves), default=0)
        self._names = max(min(longest, width * 2 // 5), 8)
        self._room = max(width - self._names - 6, 8)
        self._cells = self._joined() if self._order else []

    def leaf(self, cursor: Cursor) -> tuple[Ink, float, list[Ink]]:
        """Return the leaf under a cursor, where it is first joined, and with what."""
        number = self._order[cursor[0]]
        merge = next(one for one in self._body.tree.merges if number in (one.left, one.right))
        other = merge.left + merge.right - number
        return self._body.leaves[number], merge.height, [self._body.leaves[at] for at in self._body.tree.members(other)]

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw a leaf with its lines, the axis, or its numbers."""
        if y >= len(self._order):
            return [(" " * (self._names + 5) + (self._axis() if y == len(self._order) else self._numbers()), DIM)]
        leaf = self._body.leaves[self._order[y]]
        return [
            (f" {leaf.sign} ", Tone("fill", leaf.color)),
            (f" {fitted(leaf.label, self._names)} ", Tone("plain", is_cursor=self.is_here(y, cursor))),
            ("".join(_BOXES[cell] for cell in self._cells[y]), PLAIN),
        ]

    def _joined(self) -> list[list[int]]:
        """Return for each line which way the lines in its cells lead."""
        cells = [[0] * self._room for _leaf in self._order]
        count = len(self._body.leaves)
        ends = {leaf: (row, 0) for row, leaf in enumerate(self._order)}
        for number, merge in enumerate(self._body.tree.merges):
            at = round(merge.height / self._body.highest * (self._room - 2)) + 1
            rows = []
            for end in (merge.left, merge.right):
                row, begin = ends[end]
                rows.append(row)
                for x in range(begin, at):
                    cells[row][x] |= _RIGHT
                    cells[row][x + 1 if x + 1 < self._room else x] |= _LEFT
            top, bottom = sorted(rows)
            for row in range(top, bottom):
                cells[row][min(at, self._room - 1)] |= _DOWN
                cells[row + 1][min(at, self._room - 1)] |= _UP
            ends[count + number] = ((top + bottom) // 2, min(at, self._room - 1))
        return cells

    def _axis(self) -> str:
        ticks = {round(share * (self._room - 2)) + 1 for share in (0, 0.5, 1)}
        return "".join("┴" if x in ticks else "─" for x in range(self._room))

    def _numbers(self) -> str:
        line = [" "] * self._room
        for share in (0, 0.5, 1):
            said = f"{self._body.highest * share:.2f}".rstrip("0").rstrip(".")
            said = said.replace(".", "," if screen_language() == "id" else ".")
            at = min(max(round(share * (self._room - 2)) + 1 - len(said) // 2, 0), self._room - len(said))
            line[at : at + len(said)] = said
        return "".join(line)


class TreeSheet(LineSheet):
    """One line for each code in its place of the codebook: name, bar, number, its own number.

    Args:
        body: The tree.
        width: In cells.
    """

    def __init__(self, body: CodeTree, width: int) -> None:
        super().__init__(range(len(body.branches)), len(body.branches))
        self._body = body
        longest = max((len(one.ink.label) + 3 * one.depth for one in body.branches), default=0)
        self._names = max(min(longest, width // 2, width - 22), 4)
        self._room = max(width - self._names - 18, 4)
        self._stems = _stems([one.depth for one in body.branches])

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw one code."""
        one = self._body.branches[y]
        bar = drawn_bar(one.whole / self._body.highest, self._room)
        own = "" if one.own == one.whole else f"({one.own})"
        stem = self._stems[y]
        name = fitted(one.ink.label, max(self._names - len(stem), 4))
        return [
            (f" {one.ink.sign} ", Tone("fill", one.ink.color)), (f" {stem}", DIM),
            (f"{name} ", Tone("plain", is_cursor=self.is_here(y, cursor))), (bar, Tone("ink", one.ink.color)),
            (" " * (self._room - len(bar)), PLAIN), (f" {one.whole:>5}", STRONG), (f" {own:>5} ", DIM),
        ]  # fmt: skip


def _stems(depths: list[int]) -> list[str]:
    """Return the lines that lead to each code of a tree: ``│  └─``."""
    found = []
    for at, depth in enumerate(depths):
        stem = ""
        for level in range(1, depth + 1):
            goes_on = _goes_on(depths, at, level)
            last = "├─ " if goes_on else "└─ "
            stem += last if level == depth else "│  " if goes_on else "   "
        found.append(stem)
    return found


def _goes_on(depths: list[int], at: int, level: int) -> bool:
    """Say whether a further code of a level follows before the branch ends."""
    for depth in depths[at + 1 :]:
        if depth <= level:
            return depth == level
    return False
