"""The table of questions: every command of it answers, on the demo."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from qcode.cli.main import main
from qcode.services.demonstrating import make_demo
from qcode.tui.screens.directory import ENTRIES

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split(" | ")]
    for line in PAGE.read_text(encoding="utf-8").split("\n")
    if line.startswith("| ") and "`qcode " in line
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_question_is_answered_by_its_command(
    row: list[str], demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command = re.fullmatch(r"`qcode (.*)`", row[1])
    assert command
    assert main(["-p", str(demo), *shlex.split(command[1])]) == 0
    assert capsys.readouterr().out.strip() or "consent" in command[1], "an answer, or nothing recorded"


def test_each_screen_that_is_named_is_there() -> None:
    labels = {entry.label: entry.key for entry in ENTRIES}
    assert len(ROWS) > 20
    for row in ROWS:
        if row[2] != "–":
            name, key = re.match(r"([A-Z][a-z ]+) `(.)`", row[2]).groups()  # type: ignore[union-attr]  # else it fails
            assert labels[name] == key
