"""Scrolling 100,000 hits: beside a bare list of as many ready-made rows, in a pseudo-terminal of 200 × 50.

A key is answered at the last byte before a silence. Floor and program take turns at each key.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import projects
from benchmarks.environment import ordinary
from benchmarks.rounds import Figure
from benchmarks.startup import installed_command
from benchmarks.terminal import Terminal
from qcode.settings import Settings
from qcode.store.project import Project
from qcode.store.search import each_spot

QUERY = "=i"
HITS = 100_000
PRESSES = 40
_BARE = [sys.executable, str(Path(__file__).with_name("bare_rows.py"))]
KEYS = (
    ("one row down", b"\x1b[B", b"\x1b[B"),
    ("one page down", b"\x1b[6~", b"\x1b[6~"),
    ("to the last row and back to the first", b"\x1b[F", b"\x1b[H"),
)


def figures() -> Iterator[Figure]:
    """Measure keys in the list of hits."""
    folder = projects.folder() / "hits"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    chosen = Settings(name="Ana", language="en")
    lines = [f'name = "{chosen.name}"', f'language = "{chosen.language}"', f'theme = "{chosen.theme}"']
    (folder / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    home = {**ordinary(), "QCODE_HOME": str(folder), "QCODE_LANG": "en"}
    archive = projects.copy_of(projects.archive(), "hits")
    with Project.open(archive) as project:
        found = sum(1 for _spot in each_spot(project, QUERY))
    assert found >= HITS, f"only {found} hits"
    with (
        Terminal([installed_command(), "-p", str(archive)], home) as program,
        Terminal(_BARE, home) as floor,
    ):
        program.settle("Wawancara")
        floor.settle("informan")
        program.press(b",s")
        program.settle("Type what to search for")
        program.press(QUERY.encode() + b"\r")
        program.settle(f"hits: {found:,} · texts: {projects.ARCHIVE_SOURCES}")
        program.press(b"\x1b[H")
        for name, key, back in KEYS:
            yield _pressed(f"{name} in a list of {found:,} hits, against ready-made rows", floor, program, key, back)
        program.quit()
        floor.quit()
    projects.remove(archive)


def _pressed(promise: str, floor: Terminal, program: Terminal, key: bytes, back: bytes) -> Figure:
    """Press two keys in turn in both programs; the first of each is not counted."""
    took: dict[Terminal, list[float]] = {floor: [], program: []}
    for number in range(PRESSES + 2):
        for terminal, answers in took.items():
            seconds = terminal.press(key if number % 2 else back)
            if number > 1:
                answers.append(seconds * 1000)
    return Figure(promise, tuple(took[program]), tuple(took[floor]), 1.5)
