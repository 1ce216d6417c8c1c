from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.formats.returned.returned_files import answered


def test_sheets_go_out_and_their_answers_are_listed(coded: Run, study: Path) -> None:
    assert coded("cases", "assign", "INF-01", "W1").code == 0
    folder = study.parent / "lembar"
    assert coded("report", "members", "-o", folder).out == f"{folder / 'INF-01.docx'}\n"
    segment = coded("segments", "--code", "PRE-EDU", "--format", "json").data[0]["segment"].replace("-", "")
    back = answered((folder / "INF-01.docx").read_bytes(), f"agree_{segment}", box=2)
    (folder / "INF-01.docx").write_bytes(back)

    ran = coded("members", "read", folder / "INF-01.docx")
    assert (ran.code, ran.out) == (0, "INF-01: does not want it used: 1; new memos: 1\n")
    assert 'qcode consent set "W1:119-155" never' in ran.err
    assert coded("consent", "set", "W1:119-155", "never").code == 0
    assert "consent set" not in coded("members", "read", folder / "INF-01.docx").err
    assert coded("undo").code == 0
    (answer,) = coded("members", "--format", "json").data
    assert answer["informant"] == "INF-01"
    assert answer["on"] == "passage W1 119–155"
    assert answer["passage"] == "Kami turun penyuluhan ke sekolah. Bi"
    assert coded("members", "-o", folder / "said.docx").out == f"{folder / 'said.docx'}\n"
    assert coded("undo").code == 0
    assert coded("members", "--format", "json").data == []


def test_a_call_without_a_place_or_with_no_sheet_says_what_to_do(coded: Run, study: Path) -> None:
    assert coded("report", "members").code == 2
    (study.parent / "x.docx").write_bytes(b"x")
    ran = coded("members", "read", "x.docx")
    assert ran.code == 1
    assert ran.err.startswith("qcode: x.docx: this is not a Word file")
