"""From a key to the last byte of its answer, in a pseudo-terminal of 200 × 50, beside a bare Textual app.

Both programs run at once and are asked in turn. A key is pressed from idle: the next one after the program has been
silent for a twentieth of a second. What is compared is the median of a round, and the 95th of a hundred over all keys.
A key that is not answered ends the run, for it measures nothing.

The bare app paints as much as the key must paint at least: two lines for a cursor, all of them for a page, for the ends
of the text and for a line at the edge, where everything scrolls. How many bytes came tells whether it was so: a cursor
key that scrolls, or a page key at the end of a text, ends the run. *Page* is one page after the other, none of which
was shown before; the ends are shown again and again, as are the pages of the bare app. Where the large text stands
beside a small one, both get the same keys; there the pages are six, to and fro, for a small text has not many more.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from benchmarks import data, projects
from benchmarks.environment import ordinary
from benchmarks.rounds import Figure
from benchmarks.screen import word_at
from benchmarks.startup import installed_command
from benchmarks.terminal import ROWS, Terminal
from qcode.domain.codebook import Code, Codebook
from qcode.services import codebooks
from qcode.store import sources
from qcode.store.project import Project

ROUNDS, KEYS = 5, 12
CODES = 2000
LOG_PAGES, LOG_ROUNDS = 1000, 8
"""Pages of SQLite's log, and rounds in which the program fills them, a dozen or more at each key."""
HERE = Path(__file__)
REPAINT = [sys.executable, str(HERE.with_name("bare_repaint.py"))]
TEXT_AREA = [sys.executable, "-m", "benchmarks.bare_text_area"]

RIGHT, DOWN, UP = b"\x1b[C", b"\x1b[B", b"\x1b[A"
F7, ESC = b"\x1b[18~", b"\x1b"
PAGE_DOWN, PAGE_UP, HOME, END = b"\x1b[6~", b"\x1b[5~", b"\x1b[1;5H", b"\x1b[1;5F"
A_PAGE = 8000
"""Bytes for each key from which on it painted a page and not some lines."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys that are pressed in turn."""

    what: str
    program: Sequence[bytes]
    floor: Sequence[bytes]
    limit: float
    after: bytes = b""
    """Pressed once after each round, not measured."""
    is_page: bool = False
    """Whether the whole text that shows is painted anew."""


TWO_LINES = (b"j", b"k")
CURSOR = (
    Keys("cursor, by line", (DOWN,) * 6 + (UP,) * 6, TWO_LINES, 2.0),
    Keys("cursor, by character", (RIGHT,), TWO_LINES, 2.0),
    Keys("extend by word", (b"w",), TWO_LINES, 2.0, after=ESC),
    Keys("extend by sentence", (b"s",) * 3 + (b"S",) * 3, TWO_LINES, 2.0, after=ESC),
)
ENDS = Keys("to the end and back", (END, HOME), (b"n", b"p"), 1.5, is_page=True)
PAGES = (
    Keys("cursor, by line, at the edge", (DOWN,), (b"d",), 1.5, is_page=True),
    Keys("page", (PAGE_DOWN,), (b"n",), 1.5, is_page=True),
    ENDS,
)
PAGES_SEEN = Keys("page", (PAGE_DOWN,) * 6 + (PAGE_UP,) * 6, (), 1.5, is_page=True)


def figures() -> Iterator[Figure]:
    """Measure the coding screen on 1.5 million characters with 10,000 codings, and on 40,000 with 50."""
    folder = projects.folder() / "latency"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "settings.toml").write_text('name = "Ana"\nlanguage = "en"\n', encoding="utf-8")
    home = {**ordinary(), "QCODE_HOME": str(folder), "QCODE_LANG": "en"}
    book = projects.copy_of(projects.book(), "latency")
    yield from _cursor(book, home)
    yield from _pages(book, home)
    yield from _growth(book, projects.copy_of(projects.page(), "latency-page"), home)
    yield _resized(book, home)
    yield _coded(projects.copy_of(projects.book(), "latency"), home, folder)
    yield _corrected(projects.copy_of(projects.book(), "latency"), home)
    yield _beside_text_area(projects.copy_of(projects.crowd(), "latency-crowd"), home)
    yield _palette(projects.copy_of(projects.page(), "latency-codes"), home)
    for name in ("latency", "latency-page", "latency-crowd", "latency-codes"):
        projects.remove(projects.folder() / f"{name}.qcode")


@contextmanager
def _opened(project: Path, home: dict[str, str]) -> Iterator[Terminal]:
    """Open a project in the middle of its first text and wait until that is shown."""
    with Project.open(project) as opened:
        first = sources.all_sources(opened)[0]
    place = f"{first.name}:{first.chars // 2}"
    with Terminal([installed_command(), "-p", str(project), "open", place], home) as program:
        program.settle(word_at(project, place))
        yield program


@contextmanager
def _bare(home: dict[str, str]) -> Iterator[Terminal]:
    with Terminal(REPAINT, home) as bare:
        bare.settle("informan")
        yield bare


def _cursor(book: Path, home: dict[str, str]) -> Iterator[Figure]:
    """Move and extend, with the details in place and closed."""
    for where, limit in (("", 0.0), (", details closed", 1.5)):
        every: tuple[list[float], list[float]] = ([], [])
        with _bare(home) as bare, _opened(book, home) as program:
            if where:
                program.answer(F7)
            for keys in CURSOR:
                yield _in_turn(replace(keys, what=keys.what + where, limit=limit or keys.limit), program, bare, every)
        if not where:
            yield _slow_ones("cursor and extending: 95th of 100", every, 8 / 3)


def _pages(book: Path, home: dict[str, str]) -> Iterator[Figure]:
    with _bare(home) as bare, _opened(book, home) as program:
        for _key in range(ROWS):
            program.answer(DOWN)
        for keys in PAGES:
            yield _in_turn(keys, program, bare)


def _growth(book: Path, page: Path, home: dict[str, str]) -> Iterator[Figure]:
    """Press the same keys in the large text and in the small one."""
    for group in (CURSOR, (PAGES_SEEN, ENDS)):
        with _opened(book, home) as large, _opened(page, home) as small:
            for keys in group:
                what = f"{keys.what}: against 40,000 characters with 50 codings"
                yield _in_turn(replace(keys, what=what, floor=keys.program, limit=1.5), large, small)


def _in_turn(
    keys: Keys, program: Terminal, floor: Terminal, every: tuple[list[float], list[float]] | None = None
) -> Figure:
    programs, floors = [], []
    for number in range(ROUNDS + 1):
        took = _pressed(floor, keys.floor, keys), _pressed(program, keys.program, keys)
        if keys.after:
            program.press(keys.after)
            if keys.floor is keys.program:
                floor.press(keys.after)
        if number:
            floors.append(median(took[0]) * 1000)
            programs.append(median(took[1]) * 1000)
            if every is not None:
                every[0].extend(took[1])
                every[1].extend(took[0])
    return Figure(f"key: {keys.what}", tuple(programs), tuple(floors), keys.limit)


def _pressed(terminal: Terminal, keys: Sequence[bytes], what: Keys) -> list[float]:
    took, before = [], len(terminal.shown)
    for number in range(KEYS):
        took.append(terminal.answer(keys[number % len(keys)]))
    painted = (len(terminal.shown) - before) / KEYS
    if what.is_page != (painted >= A_PAGE):
        raise SystemExit(f"{what.what}: {painted:,.0f} bytes a key is not what is to be measured")
    return took


def _slow_ones(what: str, every: tuple[list[float], list[float]], limit: float) -> Figure:
    """Compare the slowest of twenty keys: of the program, and of the floor."""
    program, floor = (quantiles(times, n=20)[18] * 1000 for times in every)
    return Figure(what, (program,), (floor,), limit)


def _resized(book: Path, home: dict[str, str]) -> Figure:
    programs, floors = [], []
    with _bare(home) as bare, _opened(book, home) as program:
        for number in range(ROUNDS + 1):
            for columns in (160, 200):
                took = bare.resize(columns, 50), program.resize(columns, 50)
                if number:
                    floors.append(took[0] * 1000)
                    programs.append(took[1] * 1000)
    return Figure("resize, 200 to 160 columns and back", tuple(programs), tuple(floors), 1.5)


def _coded(book: Path, home: dict[str, str], folder: Path) -> Figure:
    """Apply a code to sentence after sentence; the floor paints two lines and commits to the disk.

    Both are measured once their log has its room on the disk: SQLite fills 1,000 pages before it begins the log anew,
    as it does after each pause of the hand.
    """
    programs, floors = [], []
    with _bare(home) as bare, _opened(book, home) as program, closing(_database(folder)) as database:
        for _page in range(LOG_PAGES):
            _committed(database)
        for number in range(1 - LOG_ROUNDS, ROUNDS + 1):
            took: tuple[list[float], list[float]] = ([], [])
            for key in range(KEYS):
                took[0].append(bare.answer(TWO_LINES[key % 2]) + _committed(database))
                program.press(ESC)
                program.answer(b")")
                program.answer(b"s")
                took[1].append(program.answer(b"1"))
            if number > 0:
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
    typed = Keys("a letter of a coded text corrected", (b"a", b"b", b" ", b"c", b"\x7f"), TWO_LINES, 3.0)
    with _bare(home) as bare, _opened(book, home) as program:
        program.answer(b"E")
        figure = _in_turn(typed, program, bare)
        program.press(ESC)
    return figure


def _beside_text_area(crowd: Path, home: dict[str, str]) -> Figure:
    """Move by line in 40,000 characters with 10,000 spans, here and in Textual's read-only text area."""
    programs, floors = [], []
    with Terminal(TEXT_AREA, home) as area, _opened(crowd, home) as program:
        area.settle("TRANSKRIP")
        for number in range(ROUNDS + 1):
            took = [area.answer(DOWN) for _key in range(6)], _pressed(program, CURSOR[0].program, CURSOR[0])
            if number:
                floors.append(median(took[0]) * 1000)
                programs.append(median(took[1]) * 1000)
    return Figure(
        "key: against Textual's read-only TextArea, 40,000 characters with 10,000 spans", tuple(programs),
        tuple(floors), 1 / 15,
    )  # fmt: skip


def _palette(project: Path, home: dict[str, str]) -> Figure:
    """Type into the palette over 2,000 codes; the floor paints all lines of the screen again."""
    with Project.open(project) as opened:
        codes = tuple(
            Code(f"Kode ke-{n} tentang {data.THEMES[n % len(data.THEMES)]}", key=f"X-{n}") for n in range(CODES)
        )
        codebooks.keep_codebook(opened, Codebook("Banyak", codes))
    every: tuple[list[float], list[float]] = ([], [])
    typed = (b"k", b"o", b"d", b"1", *[b"\x7f"] * 4)
    with _bare(home) as bare, _opened(project, home) as program:
        program.answer(b"s")
        program.answer(b"c")
        for number in range(ROUNDS + 1):
            for key in range(KEYS):
                took = program.answer(typed[key % len(typed)]), bare.answer(b"f")
                if number:
                    every[0].append(took[0])
                    every[1].append(took[1])
    return _slow_ones("key: palette over 2,000 codes, 95th of 100", every, 2.0)
