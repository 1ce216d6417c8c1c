from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.errors import QcodeError
from qcode.services import sourcing, undoing
from qcode.store import cases, sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]
Dumping = Callable[[Path], dict[str, dict[str, Any]]]


def test_a_note_written_here_is_a_source_word_for_word(project: Project) -> None:
    text = "Jam 10: polisi datang.\nP: hanya catatan, bukan penutur.\n"
    made = sourcing.write_note(project, "Observasi 1", text, kind="observation")
    one = sources.find(project, "Observasi 1")
    assert (one.id, one.kind, one.turns, one.language, one.filename, one.standing) == (
        made, "observation", 0, "", "", "primary",
    )  # fmt: skip
    assert sources.text_of(project, made) == text
    with pytest.raises(QcodeError, match="already"):
        sourcing.write_note(project, "Lain", text)
    with pytest.raises(QcodeError, match="without words"):
        sourcing.write_note(project, "Kosong", " \n")
    second = sourcing.write_note(project, "Observasi 1", "Lain lagi.")
    assert sources.name_of(project, second) == "Observasi 1 (2)"


def test_what_is_known_of_a_source_can_be_changed(project: Project, source: Key) -> None:
    w1 = source(project, "W1")
    sourcing.edit_source(project, w1, kind="focus group", standing="secondary", language="EN")
    one = sources.find(project, "W1")
    assert (one.kind, one.standing, one.language) == ("focus group", "secondary", "en")
    with pytest.raises(QcodeError, match="primary or secondary"):
        sourcing.edit_source(project, w1, standing="tertiary")
    with pytest.raises(QcodeError, match="needs a kind"):
        sourcing.edit_source(project, w1, kind=" ")


def test_a_source_gets_values_and_loses_them(project: Project, source: Key) -> None:
    w1 = source(project, "W1")
    sourcing.set_metadata(project, w1, {"Tempat": "Rumah", "Durasi": "40 menit"})
    values = cases.attributes_of_source(project, w1)
    assert (values["Tempat"], values["Durasi"]) == ("Rumah", "40 menit")
    sourcing.set_metadata(project, w1, {"Tempat": ""})
    assert "Tempat" not in cases.attributes_of_source(project, w1)


@pytest.mark.parametrize("act", ["note", "edit", "set"])
def test_an_act_undone_and_done_again_leaves_every_row_as_it_was(
    act: str, project: Project, source: Key, dump: Dumping
) -> None:
    w1, before = source(project, "W1"), dump(project.path)
    acts: dict[str, Callable[[], object]] = {
        "note": lambda: sourcing.write_note(project, "Catatan", "Hari ini hujan."),
        "edit": lambda: sourcing.edit_source(project, w1, kind="observation"),
        "set": lambda: sourcing.set_metadata(project, w1, {"Tempat": "", "Baru": "x"}),
    }
    acts[act]()
    after = dump(project.path)
    assert after != before
    for turn, wanted in ((undoing.undo, before), (undoing.redo, after), (undoing.undo, before)):
        turn(project)
        assert dump(project.path) == wanted
