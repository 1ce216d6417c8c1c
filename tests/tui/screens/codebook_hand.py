"""How a hand works on the codebook screen, and what it leaves on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import coding
from qcode.store import codes, codings, history, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.codebook import CodebookScreen
from qcode.tui.widgets.reading_pane import ReadingPane

MakesApp = Callable[..., QcodeApp]
FIRST, SECOND = "Kami turun penyuluhan ke sekolah.", "Materinya bahaya prostitusi online."


async def typed(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in words))


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each once what came before it stands."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def opened(pilot: Pilot[None], code: str = "") -> CodebookScreen:
    """Open the codebook screen by its letter, at a code."""
    await pressed(pilot, "comma", "b")
    screen = pilot.app.screen
    assert isinstance(screen, CodebookScreen)
    if code:
        screen.tree_view.open_to(codes.find(screen.shelf.project, code).code.id)
        await pilot.pause()
    return screen


def read(study: Path) -> Project:
    return Project.open(study, coder="reader")


def paths(study: Path) -> list[str]:
    with read(study) as project:
        return [one.path for one in codes.all_codes(project)]


def coded(study: Path) -> list[tuple[int, str]]:
    with read(study) as project:
        return sorted((one.start, one.code) for one in codings.select(project, Selection()))


def acts(study: Path) -> list[str]:
    with read(study) as project:
        return [entry.act for entry in history.entries(project)]


def words_of(screen: CodebookScreen) -> str:
    return screen.query_one(ReadingPane).words


def apply(study: Path, talk: str, words: str, *keys: str, coder: str = "Ani") -> None:
    with Project.open(study, coder=coder) as project:
        start = talk.index(words)
        for key in keys:
            code = codes.find(project, key).code.id
            coding.apply_code(project, sources.find_id(project, "T01"), Span(start, start + len(words)), code)
