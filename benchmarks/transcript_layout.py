"""How long the transcript takes to lay out and to draw, against floors that no Python can beat.

    python benchmarks/transcript_layout.py

Text is the demo transcripts repeated; codings are random with a fixed seed (60 % of 20-160 characters, 37 % of
160-800, 3 % of 800-4,000). Floors: ``str.split`` of the same text for wrapping, ``sorted`` of the same spans for
the span index. Ratios mean the same on every machine; milliseconds do not. Latency in a terminal is measured
apart, because it includes Textual.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from qcode.data import demo_folder
from qcode.domain.sentences import sentences
from qcode.domain.span import Span
from qcode.tui.layout.frame import Frame
from qcode.tui.layout.gutter import Talk
from qcode.tui.layout.paint import Scene
from qcode.tui.layout.spans import SpanIndex
from qcode.tui.layout.wrap import WrapIndex

WIDTH = 100
ROWS = 49
SIZES = ((40_000, 50), (40_000, 10_000), (300_000, 2_000), (1_500_000, 10_000))


def demo_text(chars: int) -> str:
    names = ("T01_unit_ppa.txt", "T02_pengelola_penginapan.txt")
    text = "".join((demo_folder() / name).read_text(encoding="utf-8") for name in names)
    return (text * (chars // len(text) + 1))[:chars]


def random_spans(chars: int, count: int) -> list[tuple[int, int, int]]:
    pick = random.Random(7)
    lengths = [pick.choices(((20, 160), (160, 800), (800, 4_000)), (60, 37, 3))[0] for _ in range(count)]
    sizes = [min(pick.randint(*bounds), chars) for bounds in lengths]
    starts = [pick.randrange(chars - size + 1) for size in sizes]
    return [(start, start + size, n) for n, (start, size) in enumerate(zip(starts, sizes, strict=True))]


def best(act: Callable[[], object], times: int = 5) -> float:
    """Return the least milliseconds of several runs."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        found.append((time.perf_counter() - started) * 1e3)
    return min(found)


def line(what: str, milliseconds: float, floor: float, of: str) -> None:
    print(f"  {what:<34}{milliseconds:9.3f} ms {milliseconds / floor:8.2f} x {of} ({floor:.3f} ms)")


def measure(chars: int, count: int) -> None:
    text, spans = demo_text(chars), random_spans(chars, count)
    print(f"{chars:,} characters, {count:,} codings")
    split, ordered = best(text.split), best(lambda: sorted(spans))
    line("wrap", best(lambda: WrapIndex(text, WIDTH)), split, "str.split")
    line("sentences", best(lambda: list(sentences(text)), 2), split, "str.split")
    line("build spans", best(lambda: SpanIndex(spans)), ordered, "sorted")
    index, wrap = SpanIndex(spans, lambda end: end + 100), WrapIndex(text, WIDTH)
    copied = best(lambda: list(spans))
    middle = chars // 2

    def add_and_remove() -> None:
        index.add(middle, middle + 120, count)
        index.remove(count)

    line("add and remove one span", best(add_and_remove, 50), copied, "list of them")
    line("codings at a place", best(lambda: index.at(middle), 50), copied, "list of them")
    names = [(f"K{n % 40:02}-ABC", f"Kode {n % 40}") for n in range(count)]
    scene = Scene(wrap, index, names, Frame(8, 8, 4, WIDTH, 40), Talk())
    first = wrap.row_of(middle)
    rows = range(first, min(first + ROWS, len(wrap)))
    selection = Span(middle, middle + 200)
    one_screen = text[wrap.starts[rows[0]] : wrap.bounds(rows[-1])[1]]
    screen_floor = best(one_screen.split, 50)
    line(
        f"paint {len(rows)} rows",
        best(lambda: [scene.row(row, middle, selection) for row in rows]),
        screen_floor,
        "str.split of them",
    )
    line(
        "paint the row of the cursor",
        best(lambda: scene.row(first, middle, selection), 50),
        screen_floor,
        "str.split of 49 rows",
    )


if __name__ == "__main__":
    for size in SIZES:
        measure(*size)
