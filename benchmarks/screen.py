"""How soon the coding screen stands, and how much memory it holds: beside a bare Textual app.

Both run in a pseudo-terminal of 200 × 50. A picture counts once it shows a long word of the transcript.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import projects
from benchmarks.environment import ordinary
from benchmarks.rounds import Figure
from benchmarks.startup import installed_command
from benchmarks.terminal import Terminal
from qcode.services import demonstrating
from qcode.settings import Settings
from qcode.store import sources
from qcode.store.project import Project
from qcode.tui.screens.desk import Desk

ROUNDS = 9
_BARE = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]


def figures() -> Iterator[Figure]:
    """Measure the demo, and the source of 1.5 million characters."""
    folder = projects.folder() / "screen"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    # With these no question is asked before the first picture.
    home = {**ordinary(), "QCODE_HOME": str(folder), "QCODE_LANG": "en"}
    _write_settings(folder)
    demo = demonstrating.make_demo(folder / "demo").project
    yield _opened("the demo, already made, opened", demo, "", home)[0]
    book = projects.copy_of(projects.book(), "screen")
    with Project.open(book) as project:
        source = sources.all_sources(project)[0]
    size = f"{source.chars / 1e6:.1f} million characters with {source.codings:,} codings"
    yield from _opened(f"{size}, opened in the middle", book, f"{source.name}:{source.chars // 2}", home)
    projects.remove(book)


def _write_settings(folder: Path) -> None:
    chosen = Settings(name="Ana", language="en")
    lines = [f'name = "{chosen.name}"', f'language = "{chosen.language}"', f'theme = "{chosen.theme}"']
    (folder / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _opened(what: str, project: Path, place: str, home: dict[str, str]) -> tuple[Figure, Figure]:
    """Measure opening a project: the time until it is drawn, and its memory then."""
    command = [installed_command(), "-p", str(project), *(("open", place) if place else ())]
    word = word_at(project, place)
    floors, programs = [], []
    for _ in range(ROUNDS + 1):
        floors.append(_drawn(_BARE, home, "informan"))
        programs.append(_drawn(command, home, word))
    # The first of each, which may have to compile and to read from disk, is not counted.
    times = [tuple(took * 1000 for took, _memory in runs[1:]) for runs in (programs, floors)]
    memory = [tuple(held for _took, held in runs[1:]) for runs in (programs, floors)]
    return (
        Figure(f"{what}, against a bare app", times[0], times[1], 2.0),
        Figure(f"{what}: memory above a bare app", memory[0], memory[1], 120.0, "MB", is_difference=True),
    )


def word_at(project: Path, place: str) -> str:
    """Return a long word that stands where the project is opened."""
    name, _colon, start = place.rpartition(":")
    with Project.open(project) as opened:
        named = (one.id for one in sources.all_sources(opened) if one.name == name)
        text = sources.text_of(opened, next(named, Desk(opened).first_source))
    at = int(start or 0)
    return max((found.group() for found in re.finditer(r"[a-zA-Z]+", text[at : at + 400])), key=len)


def _drawn(command: list[str], environment: dict[str, str], word: str) -> tuple[float, float]:
    """Return seconds until a program's first picture, which has to show a word, and its memory in MB."""
    with Terminal(command, environment) as terminal:
        took = terminal.settle(word)
        memory = terminal.megabytes()
        terminal.quit()
    return took, memory
