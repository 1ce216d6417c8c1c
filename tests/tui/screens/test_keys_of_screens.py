from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

from qcode import settings as preferences
from qcode.tui.app import QcodeApp
from qcode.tui.commands import NO_KEY
from qcode.tui.presets import PRESETS, Preset
from qcode.tui.screens.base import WorkScreen
from tests.tui.screens.workbench import SCREENS, make_full_study, visit

FREE = {"escape"}
"""Keys that go one step back, whatever stands there."""


def keys_of(node: DOMNode) -> dict[str, set[str]]:
    """Return which actions each key has on a screen or widget."""
    found = defaultdict(set)
    for key, bindings in node._bindings.key_to_bindings.items():
        # Textual's own keys for copying and focus have no name; the first binding of a key is the one that counts.
        if key != NO_KEY and key not in FREE and (named := [one.action for one in bindings if one.id]):
            found[key] = set(named)
    return found


def faults(screen: WorkScreen) -> list[str]:
    """Return the keys of a screen that mean two things or that a widget takes away from it."""
    own, of_app = keys_of(screen), keys_of(screen.app)
    said = [f"{key}: {sorted(actions)}" for key, actions in own.items() if len(actions) > 1]
    said += [f"{key}: {own[key]} hides {of_app[key]}" for key in own.keys() & of_app.keys()]
    for widget in screen.query("*"):
        if widget.can_focus and not isinstance(widget, Input | TextArea):
            taken = keys_of(widget)
            said += [
                f"{key}: {taken[key]} of {widget} takes it from {(own.get(key) or of_app[key])}"
                for key in taken
                if key in own.keys() | of_app.keys() and taken[key] != own.get(key)
            ]
    return said


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
async def test_each_key_means_one_thing_on_each_screen(tmp_path: Path, preset: Preset) -> None:
    preferences.save(preferences.Settings(name="Ani", preset=preset.name))
    app = QcodeApp(make_full_study(tmp_path), coder="Ani")
    async with app.run_test() as pilot:
        wrong = {name: faults(await visit(pilot, name)) for name in SCREENS}
    assert {name: said for name, said in wrong.items() if said} == {}
