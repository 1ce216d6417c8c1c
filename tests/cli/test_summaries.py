"""The framework on the command line: cells written and read, and the matrix of them printed and put into documents."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

Run = Callable[..., Any]


def test_a_summary_is_written_read_changed_and_removed(qcode: Run) -> None:
    written = qcode("summary", "KEN", "INF-01", "Alat masih menumpang.")
    assert (written.code, written.out, written.err) == (0, "", "")
    assert qcode("summary", "ken", "inf-01").out == "Alat masih menumpang.\n"
    assert qcode("summary", "KEN", "INF-01", "-", stdin="Alat kurang.\n\nOrang kurang.\n").code == 0
    assert qcode("summary", "KEN", "INF-01").out == "Alat kurang.\n\nOrang kurang.\n"
    same = qcode("summary", "KEN", "INF-01", "Alat kurang.\n\nOrang kurang.")
    assert (same.code, same.err) == (0, "nothing changed: that is what is written there\n")
    assert qcode("summary", "KEN", "INF-01", "").code == 0
    assert qcode("summary", "KEN", "INF-01").out == "\n"
    assert qcode("undo").code == 0
    assert qcode("summary", "KEN", "case:INF-01").out.startswith("Alat kurang.")


def test_an_unknown_code_or_case_is_told(qcode: Run) -> None:
    ran = qcode("summary", "KENN", "INF-01", "x")
    assert ran.code == 1
    assert "there is no code “KENN”" in ran.err
    assert "KEN" in ran.err.partition("\n")[2]


def test_the_framework_is_printed_and_lists_what_is_not_summed_up_yet(coded: Run) -> None:
    coded("summary", "PRE", "INF-01", "Penyuluhan di sekolah.")
    data = coded("matrix", "--cols", "case", "--cell", "summary", "--format", "json").data
    assert [column["name"] for column in data["columns"]] == ["code", "INF-01"]
    assert data["rows"] == [["PRE", "Penyuluhan di sekolah."], ["PRE-EDU", ""]]
    assert "Coded, but not summed up yet: cells (1)." in data["notes"]
    assert "Penyuluhan di sekolah." in coded("matrix", "--cols", "case", "--cell", "summary").out


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv", "html", "md", "json"])
def test_every_kind_of_document_holds_the_summaries(suffix: str, coded: Run, tmp_path: Path) -> None:
    coded("summary", "PRE", "INF-01", "Penyuluhan di sekolah.\n\nBersama Binmas.")
    path = tmp_path / f"framework.{suffix}"
    ran = coded("matrix", "--cols", "case", "--cell", "summary", "-o", path)
    assert (ran.code, ran.out) == (0, f"{path}\n")
    data = path.read_bytes()
    if suffix == "docx":
        (table,) = docx.Document(io.BytesIO(data)).tables
        assert table.cell(1, 1).text == "Penyuluhan di sekolah.\n\nBersama Binmas."
    elif suffix != "xlsx":
        assert "Bersama Binmas." in data.decode()


def test_levels_and_order_are_chosen_by_options(coded: Run) -> None:
    coded("code", "W1", "224", "250", "KEN-ALAT")
    coded("code", "W1", "230", "250", "Staff")
    rows = coded("matrix", "--levels", "1", "--order", "rows", "--format", "json").data["rows"]
    assert [row[0] for row in rows] == ["KEN", "PRE", "*"]
    assert coded("matrix", "--cell", "cases:informant", "--format", "json").data["rows"][-1] == ["*", 1, 1]
    assert coded("matrix", "--order", "weight").code == 2
