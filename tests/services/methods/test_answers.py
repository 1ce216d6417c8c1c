"""The researcher's answers: a file to be filled in, read back with errors that name file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from qcode.errors import QcodeError, UnreadableFile
from qcode.services.methods import blank_answers, read_answers, write_blank_answers
from qcode.services.methods.topics import TOPICS


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "jawaban.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_blank_file_asks_everything_and_answers_nothing(tmp_path: Path, language: str) -> None:
    text = blank_answers(language)

    assert [line[:-1] for line in text.split("\n") if line.endswith(":") and not line.startswith("#")] == list(TOPICS)
    assert read_answers(written(tmp_path, text)) == {}
    assert ("# Siapa yang mewawancarai" in text) == (language == "id")
    assert "(COREQ 10, SRQR S8)" in text


def test_answers_may_be_short_long_or_left_open(tmp_path: Path) -> None:
    path = written(tmp_path, "interviewer: Ani\nselection: |\n  Purposif,\n  menurut jabatan.\ngender:\nrefusals: 0\n")

    assert read_answers(path) == {
        "interviewer": "Ani", "selection": "Purposif,\nmenurut jabatan.", "refusals": "0",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("interviewer: Ani\nfundng: Nobody\n", "line 2: there is no topic “fundng”", "Did you mean “funding”?"),
        ("xyz: 1\n", "line 1: there is no topic “xyz”", "--blank-answers"),
        ("gender: w\n\nsetting:\n  - Kantor\n", "line 3: the answer to “setting” should be words", "quotes"),
        ("- Ani\n", "topics with answers", "--blank-answers"),
        ("gender: w\ngender: l\n", "“gender” is there twice", ""),
        ("gender: 'w\n", "this is no YAML", "quotes"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, said: str, hint: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(UnreadableFile) as error:
        read_answers(path)
    assert str(path) in error.value.message
    assert said in error.value.message
    assert hint in error.value.hint


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nirgends\.yaml"):
        read_answers(tmp_path / "nirgends.yaml")


def test_answers_that_are_there_are_not_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path, "gender: w\n")

    with pytest.raises(QcodeError, match="is there already"):
        write_blank_answers(path, "en")
    assert path.read_text(encoding="utf-8") == "gender: w\n"
    write_blank_answers(tmp_path / "neu.yaml", "en")
    assert (tmp_path / "neu.yaml").read_text(encoding="utf-8") == blank_answers("en")
