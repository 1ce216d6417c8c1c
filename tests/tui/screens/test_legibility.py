"""Every word on every screen, and in a dialog over it, can be read on its ground in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.color import Color
from textual.geometry import Region
from textual.screen import ModalScreen

from qcode import settings as preferences
from qcode.tui.app import QcodeApp
from qcode.tui.widgets.contrast import READABLE, contrast
from qcode.tui.widgets.themes import THEMES
from tests.tui.screens.workbench import SCREENS, make_full_study, press, settle, visit


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_full_study(tmp_path_factory.mktemp("full"))


def faint(app: QcodeApp) -> set[tuple[str, str, str]]:
    """Return words that cannot be read, with their colour and ground; what lies behind a dialog is veiled."""
    box = app.screen.children[0].region if isinstance(app.screen, ModalScreen) else app.size.region
    found = set()
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        x = 0
        for text, style, _control in strip:
            if any(map(str.isalnum, text)) and box.contains_region(Region(x, y, 1, 1)):
                assert style is not None
                assert style.color is not None
                assert style.bgcolor is not None
                ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                if style.reverse:
                    ink, ground = ground, ink
                if contrast(ink, ground) < READABLE - 0.05:
                    found.add((text.strip(), ink.hex, ground.hex))
            x += cell_len(text)
    return found


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_word_can_be_read_in_every_theme(full: Path, theme: str) -> None:
    preferences.save(preferences.Settings(name="Ani", theme=theme))
    app = QcodeApp(full, "T01_unit_ppa:1500", coder="Ani")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for keys in ("s", "c", "escape escape f", "f comma", "escape f2", "escape question_mark", "escape colon"):
            for key in keys.split():
                await press(pilot, key)
            assert faint(app) == set(), keys
        await press(pilot, "escape")
        for name in SCREENS:
            await visit(pilot, name)
            assert faint(app) == set(), name
            await press(pilot, "down")
            assert faint(app) == set(), name


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_word_of_a_codes_editor_and_colours_can_be_read(full: Path, theme: str) -> None:
    preferences.save(preferences.Settings(name="Ani", theme=theme))
    app = QcodeApp(full, coder="Ani")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await visit(pilot, "codebook")
        for action in ("edit", "recolor", "put", "new_code", "merge", "bring_in"):
            screen.run_worker(screen.do_command(action))
            await settle(pilot)
            assert app.screen is not screen, action
            assert faint(app) == set(), action
            while app.screen is not screen:
                await press(pilot, "escape")
