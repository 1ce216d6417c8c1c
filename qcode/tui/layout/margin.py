"""What stands right of the words: a bar for each coding, and its key where the bar begins.

Colour is never the only sign: every bar is named by its key on its first row, and again on the top row of the
view if it comes from above. Bars that overlap stand side by side; those that find no room are counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from qcode.tui.layout.looks import BLANK, Look, Piece, fitted
from qcode.tui.layout.spans import Placed

BAR = "▌"
MOST_LANES = 6


def lanes_shown(lanes: int, width: int) -> int:
    """Return how many lanes have a bar in a margin of a width."""
    return max(1, min(lanes, MOST_LANES, (width - 2) // 3))


def margin(
    placed: Sequence[Placed], names: Sequence[tuple[str, str]], start: int, width: int, lanes: int, *, is_top: bool
) -> list[Piece]:
    """Return the pieces right of a row's words.

    Args:
        placed: The codings over the row, in lane order.
        names: Key and full name to write for each handle.
        start: The row's first offset: bars that begin before it come from above.
        width: Cells of the margin.
        lanes: How many lanes have a bar.
        is_top: Whether bars from above are named too.
    """
    if not placed or width < 2:
        return [(" " * width, BLANK)] if width else []
    bars: list[Piece] = [(" ", BLANK)] * lanes
    named: list[Placed] = []
    hidden = 0
    for span in placed:
        if span.lane >= lanes:
            hidden += 1
            continue
        bars[span.lane] = (BAR, Look("stripe", span.handle))
        if is_top or span.start >= start:
            named.append(span)
    used = 1 + lanes
    pieces = [(" ", BLANK), *bars]
    if used < width:
        pieces += [(" ", BLANK), *_keys(named, names, hidden, width - used - 1)]
    return pieces


def _keys(spans: list[Placed], names: Sequence[tuple[str, str]], hidden: int, room: int) -> list[Piece]:
    """Write as many keys as fit, and how many codings are not told."""
    pieces: list[Piece] = []
    used, untold = 0, hidden
    for at, span in enumerate(spans):
        key, name = names[span.handle]
        left = len(spans) - at - 1 + hidden
        space = room - used - (len(f" +{left}") if left else 0)
        if used and cell_len(key) > space:
            untold += len(spans) - at
            break
        if space <= 0:
            untold += len(spans) - at
            break
        key = fitted(key, min(cell_len(key), space))
        pieces += [(key, Look("key", span.handle)), (" ", BLANK)]
        used += cell_len(key) + 1
        if len(spans) == 1 and not hidden and name != key and room - used >= 4:
            name = fitted(name, min(cell_len(name), room - used))
            pieces.append((name, Look("name", span.handle)))
            used += cell_len(name)
    if untold and used < room:
        pieces.append((fitted(f"+{untold}", min(len(f"+{untold}"), room - used)), Look("more")))
        used += cell_len(pieces[-1][0])
    if used > room:
        pieces.pop()
        used -= 1
    return [*pieces, (" " * (room - used), BLANK)] if used < room else pieces
