"""Six days of real testimony: exactly these labels speak, exactly so often, checked by eye against the text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qcode.formats.base import ReadOptions
from qcode.formats.sources.plain import read

FOLDER = Path(__file__).parents[2] / "data" / "inquiry"
SPEAKERS = {
    "human-impact-focus-group_2022-03-04": {
        "Sir Wyn Williams": 54, "Facilitator": 232, "Mike Ball": 59, "Rebecca Whatley": 39, "Idu Miah": 37,
        "Mr Whittam": 1, "Philip Venn": 29, "Susan Edgar": 50, "David Hartley": 14, "Diane Bath": 25, "Mr Hartley": 30,
    },
    "human-impact-focus-group_2022-03-11": {
        "Facilitator": 90, "Sir Wyn Williams": 26, "Sian Thomas": 21, "Paul Brannlund": 27, "Wendy Burke": 25,
        "Carol Charlton": 46,
    },
    "human-impact-focus-group_2022-03-18": {
        "Facilitator": 132, "Sir Wyn Williams": 19, "Gary Brown": 80, "Sandra Brocklehurst": 41, "Tim Boothman": 24,
    },
    "human-impact-focus-group_2022-03-25": {
        "Facilitator": 159, "Stephanie Cole": 32, "Kathryn Aberdein": 51, "Pam Cavanagh": 40, "Michael Brown": 57,
        "Sir Wyn Williams": 18,
    },
    "phase-4_2023-09-20": {
        "Mr Blake": 89, "Sir Wyn Williams": 37, "Davlyn Cumberland": 102, "Ms Page": 36, "Ms Price": 116,
        "Andrew Wise": 161, "Mr Jacobs": 10, "Mr Moloney": 31,
    },
    "phase-4_2023-10-05": {"Mr Beer": 444, "Sir Wyn Williams": 11, "Duncan Atkinson": 429, "The Witness": 1},
}  # fmt: skip


@pytest.mark.parametrize("name", SPEAKERS)
def test_exactly_those_who_speak_are_speakers(name: str) -> None:
    transcript = read((FOLDER / f"{name}.txt").read_bytes(), ReadOptions()).transcript
    assert list(Counter(turn.speaker for turn in transcript.turns).items()) == list(SPEAKERS[name].items())
    assert [speaker.label for speaker in transcript.speakers] == list(SPEAKERS[name])
    assert transcript.language == "en"
    assert transcript.marks == ()
    assert transcript.header == ()


@pytest.mark.parametrize("name", SPEAKERS)
def test_a_turn_neither_begins_nor_ends_with_what_nobody_says(name: str) -> None:
    transcript = read((FOLDER / f"{name}.txt").read_bytes(), ReadOptions()).transcript
    for turn in transcript.turns:
        lines = turn.span.of(transcript.text).split("\n")
        for line in {lines[0], lines[-1]} if len(lines) > 1 else ():
            assert not (line.startswith(("(", "[")) and line.endswith((")", "]", ".]")) and line.count("(") < 2), line
        assert not lines[-1].startswith("Questioned by")
        assert len(lines) == 1 or lines[-1] not in SPEAKERS[name]


def test_a_quotation_announced_stays_in_its_turn() -> None:
    transcript = read((FOLDER / "phase-4_2023-10-05.txt").read_bytes(), ReadOptions()).transcript
    announced = [turn for turn in transcript.turns if "\nYou say:\n" in turn.span.of(transcript.text)]
    assert {turn.speaker for turn in announced} == {"Mr Beer"}
