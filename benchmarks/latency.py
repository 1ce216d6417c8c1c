"""From a key to the last byte of its answer, in a pseudo-terminal of 200 × 50, beside a bare Textual app.

Both programs run at once and are asked in turn. A key is pressed from idle: the next one after the program has been
silent for a twentieth of a second. What is compared is the median of a round, and the 95th of a hundred over all keys.
The bare app paints as much as the key must paint at least: two lines for a cursor, a page for a page.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks import data, projects
from benchmarks.environment import ordinary
from benchmarks.rounds import Figure
from benchmarks.startup import installed_command
from benchmarks.terminal import Terminal
from qcode.domain.codebook import Code, Codebook
from qcode.services import codebooks
from qcode.store import sources
from qcode.store.project import Project

ROUNDS, KEYS = 5, 12
CODES = 2000
HERE = Path(__file__)
REPAINT = [sys.executable, str(HERE.with_name("bare_repaint.py"))]
TEXT_AREA = [sys.executable, "-m", "benchmarks.bare_text_area"]

RIGHT, DOWN, UP = b"\x1b[C", b"\x1b[B", b"\x1b[A"
F7 = b"\x1b[18~"
PAGE_DOWN, PAGE_UP, HOME, END = b"\x1b[6~", b"\x1b[5~", b"\x1b[1;5H", b"\x1b[1;5F"


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys that are pressed in turn."""

    what: str
    program: Sequence[bytes]
    floor: Sequence[bytes]
    limit: float
    before: bytes = b""
    """Pressed once before each round, not measured."""
    after: bytes = b""


CURSOR = (
    Keys("cursor, by line", (DOWN,) * 10 + (UP,) * 10, (b"j",) * 10 + (b"k",) * 10, 2.0),
    Keys("cursor, by character", (RIGHT,), (b"j", b"k"), 2.0),
    Keys("extend by word", (b"w",), (b"j", b"k"), 2.0, after=b"\x1b"),
    # Three more, three less: further on the page would have to scroll, which is no repaint of two lines.
    Keys("extend by sentence", (b"s",) * 3 + (b"S",) * 3, (b"j", b"k"), 2.0, after=b"\x1b"),
)
PAGES = (
    Keys("page", (PAGE_DOWN, PAGE_DOWN, PAGE_UP), (b"n", b"n", b"p"), 1.5),
    Keys("to the end and back", (END, HOME), (b"n", b"p"), 1.5),
)


def figures() -> Iterator[Figure]:
    """Measure the coding screen on 1.5 million characters with 10,000 codings, and on 40,000 with 50."""
    folder = projects.folder() / "latency"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "settings.toml").write_text('name = "Ana"\nlanguage = "en"\n', encoding="utf-8")
    home = {**ordinary(), "QCODE_HOME": str(folder), "QCODE_LANG": "en"}
    book, page = projects.copy_of(projects.book(), "latency"), projects.copy_of(projects.page(), "latency-page")
    with Terminal(REPAINT, home) as bare, _opened(book, home) as large:
        bare.settle("informan")
        large.settle()
        yield from _cursor(large, bare, "")
        for keys in PAGES:
            yield _in_turn(keys, large, bare)
        yield from _closed(large, bare)
        with _opened(page, home) as small:
            small.settle()
            yield from _growth(large, small)
    yield _resized(book, home)
    yield _coded(projects.copy_of(projects.book(), "latency"), home, folder)
    yield _corrected(projects.copy_of(projects.book(), "latency"), home)
    yield _beside_text_area(projects.copy_of(projects.crowd(), "latency-crowd"), home)
    yield from _palette(projects.copy_of(projects.page(), "latency-codes"), home)
    for name in ("latency", "latency-page", "latency-crowd", "latency-codes"):
        projects.remove(projects.folder() / f"{name}.qcode")


def _opened(project: Path, home: dict[str, str]) -> Terminal:
    """Open a project in the middle of its first text."""
    with Project.open(project) as opened:
        first = sources.all_sources(opened)[0]
    return Terminal([installed_command(), "-p", str(project), "open", f"{first.name}:{first.chars // 2}"], home)


def _cursor(program: Terminal, bare: Terminal, where: str, *, limit: float = 0.0) -> Iterator[Figure]:
    every: tuple[list[float], list[float]] = ([], [])
    for keys in CURSOR:
        figure = _in_turn(keys, program, bare, every=every, where=where, limit=limit)
        yield figure
    if not limit:
        p95 = [tuple([quantiles(times, n=20)[18] * 1000]) for times in every]
        yield Figure("cursor and extending: 95th of 100", p95[0], p95[1], 8 / 3)


def _closed(program: Terminal, bare: Terminal) -> Iterator[Figure]:
    program.press(F7)
    yield from _cursor(program, bare, ", details closed", limit=1.5)
    program.press(F7)


def _in_turn(
    keys: Keys, program: Terminal, floor: Terminal, *, every: tuple[list[float], list[float]] | None = None,
    where: str = "", limit: float = 0.0,
) -> Figure:  # fmt: skip
    programs, floors = [], []
    for number in range(ROUNDS + 1):
        if keys.before:
            program.press(keys.before)
        took = _pressed(floor, keys.floor), _pressed(program, keys.program)
        if keys.after:
            program.press(keys.after)
        if number:
            floors.append(median(took[0]) * 1000)
            programs.append(median(took[1]) * 1000)
            if every is not None:
                every[0].extend(took[1])
                every[1].extend(took[0])
    return Figure(f"key: {keys.what}{where}", tuple(programs), tuple(floors), limit or keys.limit)


def _pressed(terminal: Terminal, keys: Sequence[bytes]) -> list[float]:
    return [terminal.press(keys[number % len(keys)]) for number in range(KEYS)]


def _growth(large: Terminal, small: Terminal) -> Iterator[Figure]:
    for keys in (*CURSOR, *PAGES):
        floor = Keys(keys.what, keys.program, keys.program, 1.5, keys.before, keys.after)
        figure = _in_turn(floor, large, small)
        small.press(keys.after or b"\x1b")
        yield Figure(f"{figure.promise}: against 40,000 characters with 50 codings", figure.program, figure.floor, 1.5)


def _resized(book: Path, home: dict[str, str]) -> Figure:
    programs, floors = [], []
    with Terminal(REPAINT, home) as bare, _opened(book, home) as program:
        bare.settle("informan")
        program.settle()
        for number in range(ROUNDS + 1):
            for columns in (160, 200):
                took = bare.resize(columns, 50), program.resize(columns, 50)
                if number:
                    floors.append(took[0] * 1000)
                    programs.append(took[1] * 1000)
    return Figure("resize, 200 to 160 columns and back", tuple(programs), tuple(floors), 1.5)


def _coded(book: Path, home: dict[str, str], folder: Path) -> Figure:
    """Apply a code to sentence after sentence; the floor paints two lines and commits to the disk."""
    programs, floors = [], []
    with Terminal(REPAINT, home) as bare, _opened(book, home) as program, closing(_database(folder)) as database:
        bare.settle("informan")
        program.settle()
        for number in range(ROUNDS + 1):
            took: tuple[list[float], list[float]] = ([], [])
            for _key in range(KEYS):
                took[0].append(bare.press(b"j" if _key % 2 else b"k") + _committed(database))
                program.press(b"\x1b")
                program.press(b")")
                program.press(b"s")
                took[1].append(program.press(b"1"))
            if number:
                floors.append(median(took[0]) * 1000)
                programs.append(median(took[1]) * 1000)
    return Figure("key: a code applied, on disk, drawn and counted", tuple(programs), tuple(floors), 2.0)


def _database(folder: Path) -> sqlite3.Connection:
    database = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    database.executescript("PRAGMA journal_mode=wal; PRAGMA synchronous=full; CREATE TABLE t (a, b)")
    return database


def _committed(database: sqlite3.Connection) -> float:
    started = time.perf_counter()
    database.executescript("BEGIN IMMEDIATE; INSERT INTO t VALUES (1, 'a'); COMMIT")
    return time.perf_counter() - started


def _corrected(book: Path, home: dict[str, str]) -> Figure:
    programs, floors = [], []
    with Terminal(REPAINT, home) as bare, _opened(book, home) as program:
        bare.settle("informan")
        program.settle()
        program.press(b"E")
        for number in range(ROUNDS + 1):
            took = _pressed(bare, (b"j", b"k")), _pressed(program, (b"a", b"b", b" ", b"c", b"\x7f"))
            if number:
                floors.append(median(took[0]) * 1000)
                programs.append(median(took[1]) * 1000)
        program.press(b"\x1b")
    return Figure("key: a letter of a coded text corrected", tuple(programs), tuple(floors), 3.0)


def _beside_text_area(crowd: Path, home: dict[str, str]) -> Figure:
    """Move by line in 40,000 characters with 10,000 spans, here and in Textual's read-only text area."""
    programs, floors = [], []
    with Terminal(TEXT_AREA, home) as area, _opened(crowd, home) as program:
        area.settle("Wawancara" if "Wawancara" in data.interview(1, 200) else "")
        program.settle()
        for number in range(ROUNDS + 1):
            took = [area.press(DOWN) for _key in range(6)], _pressed(program, (DOWN,) * 10 + (UP,) * 10)
            if number:
                floors.append(median(took[0]) * 1000)
                programs.append(median(took[1]) * 1000)
    return Figure(
        "key: against Textual's read-only TextArea, 40,000 characters with 10,000 spans", tuple(programs),
        tuple(floors), 1 / 15,
    )  # fmt: skip


def _palette(project: Path, home: dict[str, str]) -> Iterator[Figure]:
    """Type into the palette over 2,000 codes; the floor paints all lines of the screen again."""
    with Project.open(project) as opened:
        codes = tuple(
            Code(f"Kode ke-{n} tentang {data.THEMES[n % len(data.THEMES)]}", key=f"X-{n}") for n in range(CODES)
        )
        codebooks.keep_codebook(opened, Codebook("Banyak", codes))
    every: tuple[list[float], list[float]] = ([], [])
    with Terminal(REPAINT, home) as bare, _opened(project, home) as program:
        bare.settle("informan")
        program.settle()
        program.press(b"s")
        program.press(b"c")
        for number in range(ROUNDS + 1):
            took = _pressed(bare, (b"f",)), _pressed(program, (b"k", b"o", b"d", b"1", *[b"\x7f"] * 4))
            if number:
                every[0].extend(took[1])
                every[1].extend(took[0])
    p95 = [tuple([quantiles(times, n=20)[18] * 1000]) for times in every]
    yield Figure("key: palette over 2,000 codes, 95th of 100", p95[0], p95[1], 2.0)
