"""A table with an ID carries it, and those of its rows and cells, into every kind of file."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from qcode.domain.exported import address
from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.formats.base import ReportOptions
from qcode.formats.registry import report_formats
from qcode.formats.returned.word_docx import read

QUOTED = Quotation("Alatnya kurang.", "W1", "INF-01", anchor="q_1111")
REPORT = Report(
    "Kendala",
    (Column("code", "Kode", Kind.NAME), Column("n", "Jumlah", Kind.COUNT), Column("said", "Kutipan", Kind.QUOTES)),
    ((Name("KEN", "Kendala"), 3, (QUOTED,)), (Name("SDM", "SDM", 1), 0, ())),
    id="T7K3QA2",
)


def written(suffix: str, report: Report = REPORT) -> bytes:
    data, _lost = report_formats()[suffix].write(report, ReportOptions("id"))
    return data


def test_in_word_title_cells_and_passages_are_bookmarks() -> None:
    back = read(written(".docx"))
    marks = {mark.name: mark.span.of(back.text).strip() for mark in back.marks if not mark.name.startswith("_")}

    assert marks["T7K3QA2"].endswith("Kendala")
    assert marks["T7K3QA2_r1_c1"] == "Kendala"
    assert marks["T7K3QA2_r1_c2"] == "3"
    assert marks["T7K3QA2_r1_c3"].startswith(marks["q_1111"])
    assert marks["T7K3QA2_r2_c2"] == "-"
    assert "T7K3QA2_r2_c3" not in marks
    assert all(address(name) for name in marks if name.startswith("T"))


def test_in_excel_and_csv_the_last_column_has_the_ids_of_the_rows() -> None:
    sheet = load_workbook(io.BytesIO(written(".xlsx"))).worksheets[0]
    rows = list(csv.reader(io.StringIO(written(".csv").decode("utf-8-sig"))))

    assert [row[-1].value for row in sheet.iter_rows()] == ["ID", "T7K3QA2.1", "T7K3QA2.2"]
    assert [row[-1] for row in rows] == ["ID", "T7K3QA2.1", "T7K3QA2.2"]


def test_html_has_them_at_its_rows_and_json_by_name() -> None:
    assert re.findall(r'<tr id="([^"]+)"', written(".html").decode()) == ["T7K3QA2_r1", "T7K3QA2_r2"]
    assert json.loads(written(".json"))["id"] == "T7K3QA2"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".html", ".json", ".md"])
def test_without_an_id_nothing_of_it_is_written(suffix: str) -> None:
    data = written(suffix, replace(REPORT, id=""))

    assert b"T7K3QA2" not in data
    if suffix == ".csv":
        assert data.decode("utf-8-sig").startswith("code,n,said\r\n")
    if suffix == ".docx":
        assert not [mark for mark in read(data).marks if address(mark.name)]
