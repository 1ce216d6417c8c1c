from __future__ import annotations

import csv
from pathlib import Path

from qcode.formats.returned.word_docx import read
from tests.cli.conftest import Run
from tests.formats.returned.returned_files import Remark, commented


def test_an_exported_number_leads_back_to_its_passages(coded: Run, study: Path) -> None:
    table = study.parent / "matrix.csv"
    assert coded("matrix", "-o", table).code == 0
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    place = next(row["ID"] for row in rows if row["code"] == "PRE-EDU")
    ran = coded("trace", f"{place}.2")

    assert ran.code == 0
    assert "“Kami turun penyuluhan ke sekolah. Bi”" in ran.out
    assert "It was 1 and is so today." in ran.err
    data = coded("trace", place.partition(".")[0], "--row", "PRE-EDU", "--col", "W1", "--format", "json").data
    assert [row[0] for row in data["rows"]] == ["for"]
    (listed,) = coded("trace", "--format", "json").data
    assert (listed["id"], listed["kind"], listed["coder"]) == (place.partition(".")[0], "matrix", "Ani")
    assert coded("trace", f"{place}.2", "-o", study.parent / "trace.docx").code == 0


def test_an_export_without_ids_leaves_no_trace(coded: Run, study: Path) -> None:
    before = len(coded("history", "--format", "json").data["rows"])
    assert coded("matrix", "--without-ids", "-o", study.parent / "matrix.csv").code == 0
    assert "ID" not in (study.parent / "matrix.csv").read_text(encoding="utf-8-sig")
    assert len(coded("history", "--format", "json").data["rows"]) == before
    ran = coded("trace", "T123456")
    assert ran.code == 1
    assert ran.err.startswith("qcode: no table with the ID “T123456” was exported from this study")


def test_comments_become_to_dos_that_are_ticked_off(coded: Run, study: Path) -> None:
    path = study.parent / "quotes.docx"
    assert coded("report", "quotes", "-o", path).code == 0
    data = path.read_bytes()
    mark = next(one.name for one in read(data).marks if one.name.startswith("q_"))
    path.write_bytes(commented(data, Remark(mark, "Kapan itu?")))

    ran = coded("comments", "read", path)
    assert (ran.code, ran.out) == (0, "quotes.docx: coding: 1\n")
    assert "qcode memos --todo" in ran.err
    (memo,) = coded("memos", "--todo", "--format", "json").data
    assert (memo["coder"], memo["kind"], memo["state"], memo["tags"][0]) == ("Dr. Sari", "to-do", "open", "comment")
    assert coded("comments", "read", path).out == "quotes.docx: read before: 1\n"
    assert coded("memos", "done", memo["id"][:8]).out.startswith("done: ")
    assert coded("memos", "--todo", "--format", "json").data == []
    assert coded("comments").code == 2
