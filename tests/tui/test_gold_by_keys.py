"""Both interviews of the demo coded by keyboard alone, as the gold codings say."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from qcode.data import codebooks_folder, demo_folder
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject
from qcode.services import codebooks, importing
from qcode.services.demonstrating import CODEBOOK
from qcode.store import codes, codings, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.layout.units import Unit, Units
from qcode.tui.screens.palette import CodePalette, prepared
from qcode.tui.widgets.ranking import ranked

INTERVIEWS = ("T01_unit_ppa", "T02_pengelola_penginapan")
Coded = tuple[str, int, int, str]
STEPS = {Unit.TURN: "right_square_bracket", Unit.SENTENCE: "right_parenthesis", Unit.WORD: "ctrl+right"}
CHARACTERS = {"right_square_bracket": "]", "right_parenthesis": ")", "minus": "-"}
OPENS = {"c": True, "enter": False}
"""Keys after which the palette stands there, or is gone."""
SELECTS = {Unit.TURN: "t", Unit.SENTENCE: "s", Unit.WORD: "w"}


def gold() -> list[Coded]:
    with (demo_folder() / "codings.csv").open(encoding="utf-8", newline="") as table:
        rows = [(row["source"], int(row["start"]), int(row["end"]), row["code"]) for row in csv.DictReader(table)]
    return sorted(row for row in rows if row[0] in INTERVIEWS)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QCODE_HOME", str(tmp_path / "home"))
    path = tmp_path / "gold.qcode"
    with Project.create(path, coder="Ani") as project:
        codebooks.import_codebook(project, codebooks_folder() / CODEBOOK)
        importing.import_files(project, [demo_folder() / f"{name}.txt" for name in INTERVIEWS])
    return path


@dataclass
class Hand:
    """Someone who knows where to go, and takes the shortest way by whole units."""

    text: str
    units: Units
    codes: list[CodeInProject]
    at: int = 0
    selected: int = 0
    """Where the passage begins that is selected."""

    def passage(self, start: int, end: int, keys: list[str]) -> list[str]:
        """Return the keys that go to a passage, select it and code it with each of some codes."""
        pressed = self._go(start) + self._select(start, end)
        self.at, self.selected = end - 1, start
        return [*pressed, "c", *self._typed(keys), "enter"]

    def _go(self, start: int) -> list[str]:
        pressed = []
        if start < self.at:
            # Leaving a selection to the left, the cursor stands at its start.
            pressed.append("left")
            self.at = self.selected
        for unit, key in STEPS.items():
            # From a selection, steps ahead leave from its last character.
            while (ahead := self.units.first_from(unit, self.at + 1)) and ahead.start <= start:
                pressed.append(key)
                self.at = ahead.start
                if self.at == start:
                    return pressed
        pressed += ["right"] * (start - self.at)
        self.at = start
        return pressed

    def _select(self, start: int, end: int) -> list[str]:
        span, pressed = Span(start, start), []
        for unit, key in SELECTS.items():
            while True:
                widened = self.units.at(unit, start) if not len(span) else self.units.one_more(unit, span)
                if widened is None or widened == span or widened.start != start or widened.end > end:
                    break
                span = widened
                pressed.append(key)
                if span.end == end:
                    return pressed
        return [*pressed, *["shift+right"] * (end - span.end)]

    def _typed(self, keys: list[str]) -> list[str]:
        """Return what is typed into the palette: of each key as few letters as find it first."""
        findable = [prepared(row) for row in self.codes if row.code.codable]
        ids = {row.code.key: row.code.id for row in self.codes}
        words = []
        for key in keys:
            # Every other code counts as used of late: the letters must find the code whatever was coded before.
            of_late = {code: 0 for code in ids.values() if code != ids[key]}
            starts = (key[:n].lower() for n in range(1, len(key) + 1))
            words.append(next(start for start in starts if ranked(start, findable, of_late)[0] == ids[key]))
        typed: list[str] = []
        for number, word in enumerate(words):
            typed += ["minus" if letter == "-" else letter for letter in word]
            typed += ["tab"] if number < len(words) - 1 else []
        return typed


def script(project: Project, name: str) -> list[str]:
    source = sources.find_id(project, name)
    text, turns = sources.text_of(project, source), sources.turns_of(project, source)
    hand = Hand(text, Units(text, [turn.span for turn in turns]), codes.all_codes(project))
    passages = groupby((row for row in gold() if row[0] == name), key=lambda row: row[1:3])
    pressed: list[str] = []
    for (start, end), rows in passages:
        pressed += hand.passage(start, end, [row[3] for row in rows])
    return pressed


async def press(pilot: Pilot[None], key: str) -> None:
    """Press a key and wait until it is done, but no longer, as ``Pilot.press`` would."""
    app = pilot.app
    app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
    await pilot.pause(0)
    for _turn in range(1000):
        is_palette = isinstance(app.screen, CodePalette) and isinstance(app.focused, Input)
        if key not in OPENS or is_palette is OPENS[key]:
            return
        await pilot.pause(0)
    raise AssertionError(f"{key} was not answered")


async def test_both_interviews_are_coded_as_the_gold_says_by_keyboard_alone(study: Path) -> None:
    with Project.open(study) as project:
        scripts = {name: script(project, name) for name in INTERVIEWS}
    for name, pressed in scripts.items():
        app = QcodeApp(study, name, coder="Ani")
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            for key in pressed:
                await press(pilot, key)
            await pilot.pause()
    with Project.open(study) as project:
        done: list[Coded] = []
        for name in INTERVIEWS:
            spans = codings.spans_of(project, sources.find_id(project, name))
            called = {row.code.id: row.code.key for row in codes.all_codes(project)}
            done += [(name, one.start, one.end, called[one.code]) for one in spans]
    assert sorted(done) == gold()
    for name, pressed in scripts.items():
        print(f"{name}: {len([row for row in gold() if row[0] == name])} codings, {len(pressed)} keys")
