"""What stands right of the words: a bar for each coding, and its key where the bar begins.

Colour is never the only sign: every bar is named by its key on its first row, and again on the top row of the
view if it comes from above. Bars that overlap stand side by side; those that find no room are counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from qcode.tui.layout.looks import BLANK, Look, Piece, fitted, joined
from qcode.tui.layout.spans import Placed

BAR = "▌"
MOST_LANES = 6


def lanes_shown(lanes: int, width: int) -> int:
    """Return how many lanes have a bar in a margin of a width."""
    return max(1, min(lanes, MOST_LANES, (width - 2) // 3))


def margin(
    placed: Sequence[Placed],
    hidden: int,
    group: tuple[Sequence[Placed], int],
    names: Sequence[tuple[str, str]],
    start: int,
    width: int,
    lanes: int,
    *,
    is_top: bool,
) -> list[Piece]:
    """Return the pieces right of a row's words.

    Args:
        placed: The codings over the row that have a lane, in lane order.
        hidden: How many more there are.
        group: The codings that began together above the row, and how many rows above: their keys go on here
            where they found no room there.
        names: Key and full name to write for each handle.
        start: The row's first offset: bars that begin before it come from above.
        width: Cells of the margin.
        lanes: How many lanes have a bar.
        is_top: Whether bars from above are named too.
    """
    if not (placed or hidden) or width < 2:
        return [(" " * width, BLANK)] if width else []
    bars: list[Piece] = [(" ", BLANK)] * lanes
    for span in placed:
        bars[span.lane] = (BAR, Look("stripe", span.handle))
    room = max(0, width - lanes - 2)
    begun = placed if is_top else [span for span in placed if span.start >= start]
    if begun:
        told, rest = _fitting(begun, names, room, hidden)
        untold = len(rest) + hidden
    else:
        told, untold = _going_on(group, names, room), hidden
    return joined([(" ", BLANK), *bars, (" ", BLANK), *_keys(told, names, untold, room)], width)


def _going_on(group: tuple[Sequence[Placed], int], names: Sequence[tuple[str, str]], room: int) -> Sequence[Placed]:
    """Return those of a group whose keys stand on a row below the one they began on."""
    rest, above = group
    told: Sequence[Placed] = ()
    for _ in range(above + 1 if rest else 0):
        told, rest = _fitting(rest, names, room, 0)
    return told


def _fitting(
    spans: Sequence[Placed], names: Sequence[tuple[str, str]], room: int, hidden: int
) -> tuple[Sequence[Placed], Sequence[Placed]]:
    """Part spans into those whose keys fit side by side, at least one, and the rest."""
    used = 0
    for at, span in enumerate(spans):
        used += cell_len(names[span.handle][0]) + 1
        left = len(spans) - at - 1 + hidden
        if at and used - 1 + (len(f" +{left}") if left else 0) > room:
            return spans[:at], spans[at:]
    return spans, ()


def _keys(spans: Sequence[Placed], names: Sequence[tuple[str, str]], untold: int, room: int) -> list[Piece]:
    """Write keys, the name too where one stands alone, and how many codings are not told here."""
    more = f"+{untold}" if untold else ""
    pieces: list[Piece] = []
    left = room - (len(more) + 1 if more and spans else len(more))
    for at, span in enumerate(spans):
        key, name = names[span.handle]
        key = fitted(key, max(1, min(cell_len(key), left)))
        pieces += [(" ", BLANK)] if at else []
        pieces.append((key, Look("key", span.handle)))
        left -= cell_len(key) + (at > 0)
        if len(spans) == 1 and not untold and name != key and left >= 5:
            name = fitted(name, min(cell_len(name), left - 1))
            pieces += [(" ", BLANK), (name, Look("name", span.handle))]
            left -= cell_len(name) + 1
    if more:
        pieces += [(" ", BLANK)] if spans else []
        pieces.append((more, Look("more")))
    return pieces
