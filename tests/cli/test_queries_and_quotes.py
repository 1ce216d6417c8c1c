"""Saved queries and the quotation report on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_saved_queries_are_listed_renamed_and_removed(coded: Run) -> None:
    assert coded("queries", "--format", "json").data == []
    saved = coded(
        "queries", "save", "Penyuluhan", "--code", "PRE", "--source", "W1", "--only", "--where", "Jabatan=Penyidik"
    )
    assert saved.code == 0
    (one,) = coded("queries", "list", "--format", "json").data
    assert one["id"] == saved.out.strip()
    assert one["selection"] == "--code PRE --source W1 --where Jabatan=Penyidik --only"
    assert coded("queries", "save", "penyuluhan", "--code", "KEN").code == 1
    assert coded("queries", "save", "penyuluhan", "--code", "KEN", "--replace").code == 0
    assert coded("queries", "rename", "Penyuluhan", "Kendala").code == 0
    assert [row["name"] for row in coded("queries", "--format", "json").data] == ["Kendala"]
    assert "Kendala" in coded("queries", "remove", "kendala").err
    assert coded("queries", "remove", "kendala").code == 1


def test_a_saved_query_filters_wherever_filters_are(coded: Run) -> None:
    coded("queries", "save", "PRE saja", "--code", "PRE")
    rows = coded("segments", "--saved", "pre saja", "--format", "json").data
    assert [row["code"] for row in rows] == ["PRE-EDU"]
    matrix = coded("matrix", "--saved", "PRE saja", "--format", "json").data
    assert [row[0] for row in matrix["rows"]][:1] == ["PRE"]
    assert "Only what these saved queries find: PRE saja." in matrix["notes"]
    assert "removed" in coded("uncode", "--all", "--saved", "PRE saja", "--by" if False else "--code", "PRE").err
    assert coded("segments", "--saved", "nichts").code == 1


def test_context_is_added_only_when_it_is_asked_for(coded: Run) -> None:
    plain = coded("segments", "--code", "PRE-EDU", "--format", "json").data
    assert "before" not in plain[0]
    (row,) = coded("segments", "--code", "PRE-EDU", "--context", "1", "--format", "json").data
    assert row["before"] == "P: Apa saja kegiatannya?\nI: "
    assert row["after"].endswith("[00:04:10]")
    assert {*plain[0]} | {"before", "after"} == {*row}
    assert coded("segments", "--context", "-1").code == 2
    assert coded("segments", "--code", "PRV", "--context", "1", "--format", "csv").out.startswith("coding,segment")


def test_the_quotation_report_is_printed_and_written(coded: Run, tmp_path: Path) -> None:
    rows = coded("report", "quotes", "--code", "PRE", "--format", "json").data["rows"]
    assert [row[0] for row in rows] == ["PRE-EDU", "PRE-EDU"]
    assert rows[1][1][0]["text"].startswith("Kami turun")
    for suffix in ("docx", "xlsx", "md", "html", "csv", "json"):
        path = tmp_path / f"kutipan.{suffix}"
        assert coded("report", "quotes", "-o", path, "--doc-lang", "id").code == 0
        assert path.stat().st_size
    assert "PRE-EDU" in (tmp_path / "kutipan.md").read_text(encoding="utf-8")
    assert coded("report").code == 2
    assert coded("report", "quotes", "-o", tmp_path / "x.xyz").code == 1
