"""A hand on the retrieval screen, and the five codings it finds there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.services import coding
from qcode.store import codes, codings, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.retrieval import RetrievalScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.filter_bar import FilterBar

MakesApp = Callable[..., QcodeApp]
WIDE = (160, 45)
PLACES = (
    ("T01", "Kami turun penyuluhan ke sekolah.", "PRE", "Ani"),
    ("T01", "Anggota siber patroli setiap hari.", "PRV", "Ani"),
    ("T01", "Penyidik cuma satu.", "KEN", "Ani"),
    ("T02", "Kami turun penyuluhan ke kampus.", "PRE", "Budi"),
    ("T02", "Alatnya masih menumpang.", "KEN", "Ani"),
)


def code_five(study: Path) -> Path:
    """Apply five codes to the study, one of them by Budi."""
    for source, words, code, coder in PLACES:
        with Project.open(study, coder=coder) as project:
            text = sources.find(project, source).id
            at = sources.text_of(project, text).index(words)
            coding.apply_code(project, text, Span(at, at + len(words)), codes.find(project, code).code.id)
    return study


def on_disk(study: Path) -> list[Coding]:
    with Project.open(study, coder="reader") as project:
        return codings.select(project, Selection())


def told(study: Path) -> list[tuple[str, str, str]]:
    return sorted((one.source, one.code, one.coder) for one in on_disk(study))


TOLD = sorted((source, code, coder) for source, _words, code, coder in PLACES)


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def typed(pilot: Pilot[None], words: str) -> None:
    names = {" ": "space", "(": "left_parenthesis", ")": "right_parenthesis", "-": "minus", '"': "quotation_mark"}
    await pilot.press(*(names.get(letter, letter) for letter in words))
    await pilot.pause()


def screen_of(app: QcodeApp) -> RetrievalScreen:
    assert isinstance(app.screen, RetrievalScreen)
    return app.screen


def listed(app: QcodeApp) -> list[tuple[str, str]]:
    rows = screen_of(app).rows
    return [(one.source, one.code) for at in range(rows.row_count()) if (one := rows.coding(at))]


def said(app: QcodeApp) -> str:
    return app.screen.query_one(KeyBar).said


def facts(app: QcodeApp) -> dict[str, str]:
    return dict(app.screen.query_one(FilterBar).facts)


async def opened(pilot: Pilot[None]) -> None:
    await pressed(pilot, "comma", "r")
    assert isinstance(pilot.app.screen, RetrievalScreen)
