"""What a key costs while a coded text is corrected, in a long text and in a short one.

Both run without a terminal, 200 × 50: a key is handed to the widget that has the focus, and the time is taken until the
picture that answers it is made. Nothing is written meanwhile; that happens when the hand rests, in another thread. In a
terminal, beside a bare repaint, the same key is measured by ``latency``.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median

from textual import events
from textual.app import App

from benchmarks import data, projects
from benchmarks.rounds import Figure
from qcode.services import coding, defining, importing
from qcode.store import codes, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen

ROUNDS, KEYS = 7, 120
SIZE = (200, 50)
TYPED = "abn te"
TURNS = 12
"""Turns of the event loop after a key, more than any message between widgets needs."""


def figures() -> Iterator[Figure]:
    """Measure typing into the source of 1.5 million characters, and into a small one."""
    home = projects.folder() / "correcting"
    os.environ |= {"QCODE_HOME": str(home), "QCODE_LANG": "en"}
    book = projects.copy_of(projects.book(), "correcting")
    small = _small(projects.copy_of(projects.book(), "correcting-small"))
    large, little = [], []
    for _round in range(ROUNDS + 1):
        large.append(asyncio.run(_typed(book)))
        little.append(asyncio.run(_typed(small)))
    with Project.open(book) as project:
        source = sources.all_sources(project)[0]
    size = f"{source.chars / 1e6:.1f} million characters with {source.codings:,} codings"
    # The first round of each, which may have to compile and to read from disk, is not counted.
    promise = f"{size}, a key typed into them: the same key in 40,000 with 50 codings"
    yield Figure(promise, tuple(large[1:]), tuple(little[1:]), 1.5)
    for path in (book, small):
        projects.remove(path)


def _small(path: Path) -> Path:
    """Make a project with one short, lightly coded source."""
    projects.remove(path)
    text = data.interview(5, 40_000)
    with Project.create(path, coder="Ana") as project:
        importing.import_previews(project, [importing.preview_text(text, "Small")])
        defining.add_code(project, "Code", key="K")
        key = codes.all_codes(project)[0].code.key
        rows = [coding.CodingRow("Small", start, end, key) for start, end in data.spans(5, 50, text)]
        coding.apply_codes(project, rows)
    return path


async def _typed(path: Path) -> float:
    """Return the milliseconds that a typed key takes in the middle of the first text of a project."""
    with Project.open(path) as project:
        source = sources.all_sources(project)[0]
        turns = sources.turns_of(project, source.id)
    turn = next(one for one in turns if one.span.start > source.chars // 2 and len(one.span) > 150)
    app = QcodeApp(path, f"{source.name}:{turn.span.start + 70}", coder="Ana")
    async with app.run_test(size=SIZE) as pilot:
        screen = app.screen
        assert isinstance(screen, CodingScreen)
        screen.begin_correcting()
        await pilot.pause()

        async def press(number: int) -> None:
            key = TYPED[number % len(TYPED)]
            screen.view.post_message(events.Key("space" if key == " " else key, key))

        took = await _median(app, press)
        for _key in range(KEYS + 10):
            screen.view.post_message(events.Key("backspace", None))
        await pilot.pause()
    return took


async def _median(app: App[None], act: Callable[[int], Awaitable[None]]) -> float:
    took = []
    for number in range(KEYS + 10):
        started = time.perf_counter()
        await act(number)
        for _turn in range(TURNS):
            await asyncio.sleep(0)
        app.screen._on_timer_update()  # What Textual does sixty times a second: it makes the picture.
        took.append((time.perf_counter() - started) * 1000)
    return median(took[10:])
