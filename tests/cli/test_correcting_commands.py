"""Correcting a source from the command line: what is listed, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qcode.store import sources
from qcode.store.project import Project

Run = Callable[..., Any]
FIELDS = ["segment", "start", "end", "new_start", "new_end", "before", "after", "codes"]


def test_words_are_replaced_and_the_passages_touched_are_listed(coded: Run) -> None:
    trial = coded("sources", "correct", "W1", "--replace", "penyuluhan", "pembinaan", "--preview", "--format", "json")
    assert "nothing was changed" in trial.err
    assert coded("search", "penyuluhan", "--format", "json").data
    ran = coded("sources", "correct", "W1", "--replace", "penyuluhan", "pembinaan", "--format", "json")
    assert ran.code == 0
    assert ran.data == trial.data
    (touched,) = ran.data
    assert list(touched) == FIELDS
    assert (touched["start"], touched["end"], touched["new_end"], touched["codes"]) == (119, 155, 154, ["PRE-EDU"])
    assert "pembinaan" in touched["after"]
    assert "corrections: 1; passages touched: 1, of them gone: 0 with codings: 0" in ran.err
    assert not coded("search", "penyuluhan", "--format", "json").data
    assert coded("undo").code == 0
    assert coded("search", "penyuluhan", "--format", "json").data


def test_a_place_is_corrected(coded: Run) -> None:
    ran = coded("sources", "correct", "W1", "--at", "94", "--remove", "Apa saja kegiatannya?")
    assert ran.code == 0
    assert "of them gone: 1 with codings: 1" in ran.err
    assert "Apa saja" in ran.out
    (row,) = coded("segments", "--all-speakers", "--format", "json").data
    assert row["start"] == 119 - 21


def test_words_at_several_places_are_replaced_where_all_are_meant(coded: Run) -> None:
    refused = coded("sources", "correct", "W1", "--replace", "I: ", "Inf: ")
    assert refused.code == 1
    assert "more than one place" in refused.err
    assert "--all" in refused.err
    assert coded("sources", "correct", "W1", "--replace", "I: ", "Inf: ", "--all").code == 0
    turns = coded("turns", "W1", "--format", "json").data
    assert [turn["speaker"] for turn in turns] == ["P", "Inf", "P", "Inf"]


def test_what_makes_no_sense_is_refused(coded: Run) -> None:
    assert coded("sources", "correct", "W1").code == 2
    assert coded("sources", "correct", "W1", "--at", "3", "--replace", "a", "b").code == 2
    assert coded("sources", "correct", "W1", "--at", "3").code == 2
    assert coded("sources", "correct", "W1", "--at", "3", "--remove", "nichts").code == 1
    assert coded("sources", "correct", "W1", "--at", "99999", "--insert", "x").code == 1
    assert coded("sources", "correct", "W1", "--at", "-1", "--insert", "x").code == 1
    assert coded("sources", "correct", "W1", "--replace", "nirgends", "x").code == 1


def test_a_corrected_file_is_taken_over(coded: Run, study: Path) -> None:
    path = study.with_name("W1.txt")
    with Project.open(study, coder="Ani") as project:
        text = sources.text_of(project, sources.find_id(project, "W1"))
    path.write_text(text.replace("sekolah", "sekolahan"), encoding="utf-8")
    again = coded("import", path)
    assert 'qcode sources update "W1" FILE' in again.err
    assert coded("undo").code == 0
    assert "nothing was changed" in coded("sources", "update", "W1", path, "--preview").err
    ran = coded("sources", "update", "W1", path, "--format", "json")
    assert ran.code == 0
    assert [one["after"][-12:] for one in ran.data] == ["ekolahan. Bi"]
    assert [one["act"] for one in _history(coded)][-1] == "update"
    assert coded("sources", "update", "W1", path).code == 1


def _history(coded: Run) -> list[dict[str, Any]]:
    report = coded("history", "--format", "json").data
    names = [column["name"] for column in report["columns"]]
    return [dict(zip(names, row, strict=True)) for row in report["rows"]]
