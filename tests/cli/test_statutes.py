from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FIELDS = [
    "source", "start", "end", "text", "act", "article", "speaker", "role", "timestamp", "inferred", "date", "in_force",
]  # fmt: skip


@pytest.fixture
def law(qcode: Run, tmp_path: Path) -> Run:
    """The study with an interview that cites law."""
    path = tmp_path / "hukum.txt"
    path.write_text("P: Dasarnya?\nI: Pasal 76I jo. 88 UU 35/2014 dan KUHAP.\n", encoding="utf-8", newline="")
    assert qcode("import", path).code == 0
    return qcode


def test_statutes_as_json(law: Run) -> None:
    rows = law("statutes", "hukum", "--format", "json").data
    assert [list(row) for row in rows] == [FIELDS] * 3
    assert [[row[name] for name in FIELDS[1:7]] for row in rows] == [
        [16, 43, "Pasal 76I jo. 88 UU 35/2014", "UU 35/2014", "76I", "I"],
        [16, 43, "Pasal 76I jo. 88 UU 35/2014", "UU 35/2014", "88", "I"],
        [48, 53, "KUHAP", "KUHAP", "", "I"],
    ]
    assert law("statutes", "W1", "--format", "json").data == []


def test_the_law_of_a_date_is_shown(law: Run) -> None:
    def in_force(date: str) -> str:
        return str(law("statutes", "--date", date, "--format", "json").data[-1]["in_force"])

    assert (in_force("2024"), in_force("2026-03-01")) == ("UU 8/1981", "UU 20/2025")
    assert law("statutes", "--date", "soon").code == 1


def test_a_table_names_the_statute_and_counts_references(law: Run) -> None:
    ran = law("statutes")
    assert "statute" in ran.out
    assert ran.err.strip() == "references: 2"


def test_statutes_are_coded_on_request_and_foreseen_before(law: Run) -> None:
    ran = law("statutes", "--under", "Law", "--preview", "--format", "json")
    assert ran.data == [
        {"act": "KUHAP", "code": "Law/KUHAP", "new": True, "added": 1, "already": 0},
        {"act": "UU 35/2014", "code": "Law/UU 35//2014", "new": True, "added": 1, "already": 0},
    ]
    assert "would be coded: 2" in ran.err
    assert law("segments", "--format", "json").data == []
    assert "codings applied: 2" in law("statutes", "--under", "Law").err
    assert [one["code"] for one in law("segments", "--format", "json").data] == ["Law/UU 35//2014", "Law/KUHAP"]
    by_code = law("statutes", "--by", "code", "--code", "Law", "--format", "json").data
    assert [(one["code"], one["article"]) for one in by_code] == [
        ("Law/KUHAP", ""), ("Law/UU 35//2014", "76I"), ("Law/UU 35//2014", "88"),
    ]  # fmt: skip
    assert law("undo").code == 0
    assert law("segments", "--format", "json").data == []
    assert "codings applied: 2" in law("statutes", "--into", "PRV").err


def test_what_excludes_each_other_is_wrong_usage(law: Run, tmp_path: Path) -> None:
    assert law("statutes", "--preview").code == 2
    assert law("statutes", "--into", "PRV", "--under", "Law").code == 2
    assert law("statutes", "--into", "PRV", "-o", tmp_path / "x.docx").code == 2


def test_statutes_go_into_documents_by_source_and_by_code(law: Run, tmp_path: Path) -> None:
    assert law("statutes", "-o", tmp_path / "s.csv", "--title", "Dasar hukum").code == 0
    assert (tmp_path / "s.csv").read_text(encoding="utf-8-sig").split("\n")[1].startswith("hukum,UU 35/2014,76I,1,I,")
    law("statutes", "--into", "PRV")
    assert law("statutes", "--by", "code", "-o", tmp_path / "c.docx", "--doc-lang", "id").code == 0
    assert law("statutes", "--by", "code", "-o", tmp_path / "c.md").code == 0
    assert "| PRV Preventive | KUHAP |" in (tmp_path / "c.md").read_text(encoding="utf-8")
