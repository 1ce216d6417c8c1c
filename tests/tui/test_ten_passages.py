"""A stranger's first job: ten passages of a real transcript, coded without the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from qcode.services import defining, importing
from qcode.store import codings, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp

INQUIRY = Path(__file__).parents[1] / "data" / "inquiry" / "phase-4_2023-09-20.txt"
JOBS = (
    # Keys that go somewhere and select, then what is typed into the palette.
    ("right_square_bracket t", "Preventive"),
    ("right_square_bracket right_square_bracket t", "PRE"),
    ("right_square_bracket s", "obst"),
    ("right_square_bracket t", "repr"),
    ("right_square_bracket right_square_bracket right_square_bracket w w w", "KEN"),
    ("right_square_bracket right_square_bracket p", "KEN"),
    ("right_square_bracket t", "preemptive"),
    ("right_square_bracket t", "REP"),
    ("right_square_bracket right_square_bracket s", "PRV"),
    ("right_square_bracket t", "A new theme"),
)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QCODE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("QCODE_LANG", "en")
    path = tmp_path / "inquiry.qcode"
    with Project.create(path, coder="Ani") as project:
        for key, name in (("PRE", "Preemptive"), ("PRV", "Preventive"), ("REP", "Repressive"), ("KEN", "Obstacles")):
            defining.add_code(project, name, key=key)
        importing.import_files(project, [INQUIRY])
    return path


async def test_ten_passages_of_an_inquiry_transcript_are_coded_by_keyboard_alone(study: Path) -> None:
    app = QcodeApp(study, INQUIRY.stem, coder="Ani")
    pressed = 0
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        for keys, words in JOBS:
            typed = [*keys.split(), "c", *("space" if letter == " " else letter for letter in words), "enter"]
            await pilot.press(*typed)
            pressed += len(typed)
    with Project.open(study) as project:
        source = sources.find(project, INQUIRY.stem)
        turns = sources.turns_of(project, source.id)
        text = sources.text_of(project, source.id)
        spans = codings.spans_of(project, source.id)
        listed = [one.code for one in codings.by_ids(project, [span.id for span in spans])]
    assert listed == ["PRV", "PRE", "KEN", "REP", "KEN", "KEN", "PRE", "REP", "PRV", "A new theme"]
    starts = {turn.span.start: turn for turn in turns}
    assert all(span.start in starts for span in spans)
    whole_turns = [0, 1, 3, 6, 7, 9]
    assert all(spans[i].end == starts[spans[i].start].span.end for i in whole_turns)
    assert len(text[spans[4].start : spans[4].end].split()) == 3
    print(f"ten passages took {pressed} keys")
