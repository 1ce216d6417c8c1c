from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_frequencies_as_json(coded: Run) -> None:
    found = coded("frequencies", "--format", "json").data
    assert set(found) >= {"title", "columns", "rows", "notes"}
    names = [column["name"] for column in found["columns"]]
    assert names == ["code", "passages", "share", "codings", "sources", "source_share"]
    assert found["rows"] == [["PRE", 1, 1.0, 1, 1, 1.0], ["PRE-EDU", 1, 1.0, 1, 1, 1.0], ["*", 1, 1.0, 1, 1, 1.0]]
    assert "Left out: codings of what interviewers said (1)." in found["notes"]


def test_frequencies_with_interviewers_only_the_very_codes_most_frequent_first(coded: Run) -> None:
    coded("code", "W1", "125", "130", "Staff")
    found = coded("frequencies", "--all-speakers", "--only", "--by-count", "--format", "json").data
    assert [row[:2] for row in found["rows"]] == [["Obstacles/Staff", 2], ["PRE-EDU", 1], ["*", 3]]


def test_frequencies_show_empty_codes_if_asked_and_name_them_if_not(coded: Run) -> None:
    assert len(coded("frequencies", "--empty", "--format", "json").data["rows"]) == 8
    assert "PRV Preventive" in coded("frequencies").err


def test_cooccurrence_as_json(coded: Run) -> None:
    coded("code", "W1", "140", "160", "KEN-ALAT")
    found = coded("cooccur", "--only", "--format", "json").data
    assert [column["name"] for column in found["columns"]] == ["code", "PRE-EDU", "KEN-ALAT"]
    assert found["rows"] == [["PRE-EDU", 1, 1], ["KEN-ALAT", 1, 1]]
    assert found["notes"][0].startswith("Unit: pairs of passages")
    by_sentence = coded("cooccur", "--only", "--within", "sentence", "--format", "json").data
    assert by_sentence["notes"][0] == "Unit: sentences in which both codes stand."
    rolled = coded("cooccur", "--format", "json").data
    assert rolled["rows"][0] == ["PRE", 1, None, 1, 1]


def test_analyses_go_into_documents(coded: Run, tmp_path: Path) -> None:
    assert coded("frequencies", "-o", tmp_path / "f.docx").code == 0
    assert coded("cooccur", "-o", tmp_path / "c.csv").code == 0
    assert (tmp_path / "c.csv").read_text(encoding="utf-8-sig").startswith("code,PRE,PRE-EDU")
