"""A few screens as they stand on the terminal, line by line, kept in ``tests/data/pictures``.

``QCODE_WRITE_GOLDEN=1`` writes them anew; then look at what changed before keeping it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from textual._context import visible_screen_stack
from textual.pilot import Pilot

from qcode.services import demonstrating
from qcode.tui.app import QcodeApp
from tests.tui.screens.workbench import press, settle

PICTURES = Path(__file__).parents[2] / "data" / "pictures"
SHOWN = (
    ("coding", "en", (140, 36), ("s",)),
    ("coding-small", "id", (80, 24), ("s", "c")),
    ("codebook", "en", (120, 30), ("comma", "b", "down")),
    ("retrieval", "en", (120, 30), ("comma", "r", "down")),
    ("matrix", "id", (100, 30), ("comma", "x", "down", "right")),
    ("guide", "en", (120, 30), ("comma", "g", "down")),
)


def lines_of(app: QcodeApp) -> list[str]:
    """Return what stands on the terminal; days, which are those of today, are all one."""
    visible_screen_stack.set(app._background_screens)  # As the app does: a dialog shows what lies below it.
    strips = app.screen._compositor.render_strips(app.size)
    shown = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    return [re.sub(r"20\d\d-\d\d-\d\d", "0000-00-00", line) for line in shown]


async def at_rest(pilot: Pilot[None]) -> list[str]:
    """Return what stands on the terminal once it rests: a first picture may lack what is read in a thread."""
    assert isinstance(pilot.app, QcodeApp)
    seen = [lines_of(pilot.app)]
    for _try in range(100):
        await pilot.pause(0.05)
        seen.append(lines_of(pilot.app))
        if seen[-6:] == [seen[-1]] * 6:
            return seen[-1]
    raise AssertionError("it never came to rest")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.mark.parametrize(("name", "language", "size", "keys"), SHOWN, ids=[one[0] for one in SHOWN])
async def test_a_screen_looks_as_it_was_last_approved(
    name: str, language: str, size: tuple[int, int], keys: tuple[str, ...], demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QCODE_LANG", language)
    app = QcodeApp(demo, "T01_unit_ppa:1500", coder="Ani")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            await press(pilot, key)
        shown = "\n".join(await at_rest(pilot)) + "\n"
    golden = PICTURES / f"{name}.txt"
    if os.environ.get("QCODE_WRITE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8", newline="")
    assert shown == golden.read_text(encoding="utf-8")
