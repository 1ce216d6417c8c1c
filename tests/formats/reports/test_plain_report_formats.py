"""CSV, HTML, Markdown and JSON: what is particular to each."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.formats.base import ReportOptions
from qcode.formats.reports import csv_table, html_page, json_data, markdown_text

ENGLISH = ReportOptions("en", str)


def rows_of_csv(report: Report) -> list[list[str]]:
    data, _ = csv_table.write(report, ENGLISH)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_handles_plain_numbers_and_a_byte_order_mark(mixed_report: Report) -> None:
    data, remarks = csv_table.write(mixed_report, ENGLISH)

    assert data.startswith(b"\xef\xbb\xbfcode,")
    assert b"\r\n" in data
    assert rows_of_csv(mixed_report) == [
        ["code", "count", "share", "seen", "kappa", "remark"],
        ["PRE", "7", "0.125", "1", "0.7123", "jelas"],
        ["PRE-EDU", "0", "0.0", "0", "", ""],
        ["total", "12345", "1.0", "", "", ""],
    ]
    assert remarks == ("A CSV file holds the table only: title, source line and notes are left out.",)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1"])
def test_csv_guards_what_a_spreadsheet_would_run_and_says_so(text: str) -> None:
    report = Report("T", (Column("a"), Column("b", "", Kind.COUNT)), ((text, -1), ("safe =1", 2)))

    data, remarks = csv_table.write(report, ENGLISH)

    rows = rows_of_csv(report)
    assert rows[1][0].startswith("'")
    assert rows[1][1] == "-1"
    assert rows[2][0] == "safe =1"
    assert "begin with an apostrophe: 1" in remarks[0]
    assert data


@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=5))
def test_csv_is_read_back_cell_for_cell(cells: list[list[str]]) -> None:
    from qcode.domain.text import visible

    rows = rows_of_csv(Report("T", (Column("a"), Column("b")), tuple((left, right) for left, right in cells)))

    got = [cell for row in rows[1:] for cell in row]
    want = [visible(cell) for row in cells for cell in row]
    assert len(got) == len(want)
    for read, written in zip(got, want, strict=True):
        assert read in (written, f"'{written}")


def test_html_asks_nothing_of_the_network_and_runs_nothing(hostile_report: Report) -> None:
    page = html_page.write(hostile_report, ENGLISH)[0].decode()

    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|link|iframe|object|a)\b", page)
    assert "url(" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in page


def test_html_names_its_rows_and_columns_for_those_who_hear_it(mixed_report: Report) -> None:
    page = html_page.write(mixed_report, ReportOptions("id", str))[0].decode()

    assert '<html lang="id">' in page
    assert "<caption>Frekuensi kode menurut informan</caption>" in page
    assert page.count('scope="col"') == 6
    assert page.count('scope="row"') == 3
    assert page.index("<tfoot>") < page.index("12.345") < page.index("</tfoot>")
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_html_shows_each_quotation_with_its_citation(quotes_report: Report) -> None:
    page = html_page.write(quotes_report, ENGLISH)[0].decode()

    assert '<p dir="auto">“Mereka bilang ada tim yang pantau di internet.” <cite>(INF-04)</cite></p>' in page
    assert '<p dir="auto">“Bisa. Di situ batasnya tipis.”<sup id="mark-2"><a href="#note-2">2</a></sup></p>' in page
    assert '<li id="note-2">Wawancara dengan Penyidik Pembantu Unit PPA (INF-01), pada tanggal' in page


def test_markdown_keeps_its_table_whatever_a_passage_holds(hostile_report: Report) -> None:
    text = markdown_text.write(hostile_report, ENGLISH)[0].decode()

    lines = [line for line in text.split("\n") if line.startswith("|")]
    assert len(lines) == 2 + len(hostile_report.rows)
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {6}
    assert "baris satu<br>baris dua<br><br>baris empat" in text
    assert "&lt;script&gt;" in text


def test_markdown_escapes_markup_and_leaves_transcripts_readable() -> None:
    report = Report(
        "T",
        (Column("T01_unit_ppa"),),
        (("*b* _i_ [l](u) ![p](u) `c` ~s~ a|b \\",), ("[tertawa] jeda… Jl. Kenanga No. 99 snake_case",)),
    )

    lines = markdown_text.write(report, ENGLISH)[0].decode().split("\n")

    assert lines[2] == "| T01_unit_ppa |"
    assert lines[4] == r"| \*b\* \_i\_ [l\](u) !\[p\](u) \`c\` \~s\~ a\|b \\ |"
    assert lines[5] == "| [tertawa] jeda… Jl. Kenanga No. 99 snake_case |"


def test_json_gives_rows_in_the_order_of_columns(quotes_report: Report) -> None:
    content = json.loads(json_data.write(quotes_report, ENGLISH)[0])

    assert content["title"] == "Matriks Hasil Wawancara."
    assert content["columns"][0] == {"name": "code", "label": "Kode", "kind": "name"}
    assert content["rows"][0] == ["PRV", [], []]
    assert content["rows"][1][2] == [
        {
            "text": "Mereka bilang ada tim yang pantau di internet.", "source": "T02_pengelola_penginapan",
            "speaker": "INF-04", "timestamp": None, "paragraph": None, "coding": None,
            "translation": None, "reference": None, "lines": None,
        }
    ]  # fmt: skip
    assert content["notes"] == ["Satuan hitung: penggalan."]
    assert content["source_line"] == "Data primer, diolah 2025"


@given(st.text(), st.text())
def test_json_gives_back_every_character(title: str, text: str) -> None:
    report = Report(title, (Column("a", "", Kind.QUOTES),), (((Quotation(text, "T01"),),),))

    data, _ = json_data.write(report, ENGLISH)

    content = json.loads(data)
    assert content["title"] == title
    assert content["rows"][0][0][0]["text"] == text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", data.decode())


def test_json_has_null_where_a_coefficient_is_undefined() -> None:
    data, _ = json_data.write(Report("T", (Column("kappa"),), ((float("nan"),), (None,), (Name("A"),))), ENGLISH)

    assert json.loads(data)["rows"] == [[None], [None], ["A"]]
