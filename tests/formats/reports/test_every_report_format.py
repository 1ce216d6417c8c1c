"""What holds for each report format, whichever it is; a new one is tested here by being there."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qcode.domain.report import Column, Kind, Name, Report
from qcode.formats.base import ReportFormat, ReportOptions
from qcode.formats.registry import report_formats

GOLDEN = Path(__file__).parents[2] / "data" / "reports"
FORMATS = list({report.name: report for report in report_formats().values()}.values())
every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def xml_of_word(data: bytes) -> str:
    """Return the document's body, a paragraph or cell a line."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in archive.namelist()]
        xml = "\n".join(archive.read(name).decode() for name in names)
    body = re.sub(r"<w:(document|footnotes) [^>]*>", r"<w:\1>", xml)
    return re.sub(r"(</w:p>|</w:tcPr>|</w:trPr>|</w:tblPr>|</w:tblGrid>)", r"\1\n", body)


def cells_of_excel(data: bytes) -> str:
    """Return each cell with its value, number format and boldness, a cell a line."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    lines = []
    for sheet in book.worksheets:
        lines.append(f"[{sheet.title}] freeze {sheet.freeze_panes} filter {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            for cell in row:
                bold = " bold" if cell.font.bold else ""
                lines.append(f"{cell.coordinate} {cell.data_type} {cell.number_format}{bold}: {cell.value!r}")
    return "\n".join(lines) + "\n"


AS_TEXT: dict[str, Callable[[bytes], str]] = {"docx": xml_of_word, "xlsx": cells_of_excel}


@every_format
@pytest.mark.parametrize("name", ["quotes", "mixed"])
def test_a_report_is_written_as_the_golden_file_has_it(
    form: ReportFormat, name: str, indonesian: ReportOptions, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(f"{name}_report")

    data, _ = form.write(report, indonesian)

    text = AS_TEXT[form.name](data) if form.name in AS_TEXT else data.decode()
    golden = GOLDEN / f"{name}.{form.name}{'.txt' if form.name in AS_TEXT else ''}"
    if os.environ.get("QCODE_WRITE_GOLDEN"):
        golden.write_bytes(text.encode())
    assert text.encode() == golden.read_bytes()


@every_format
def test_the_same_report_gives_the_same_bytes(
    form: ReportFormat, quotes_report: Report, indonesian: ReportOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    first, _ = form.write(quotes_report, indonesian)
    later = time.time() + 1_000_000
    monkeypatch.setattr(time, "time", lambda: later)
    second, _ = form.write(quotes_report, indonesian)

    assert first == second
    if first.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {info.date_time[0] for info in archive.infolist()} == {1980}


@every_format
def test_hostile_text_leaves_the_file_whole_and_shows(
    form: ReportFormat, hostile_report: Report, indonesian: ReportOptions
) -> None:
    data, _ = form.write(hostile_report, indonesian)

    shown = "\n".join(READ_BACK[form.name](data))
    assert "مرحبا" in shown
    assert "👩‍👩‍👧" in shown
    assert "<script>alert('x')</script> & <b>bold</b>" in shown
    assert "]]> &amp; --> <!--" in shown
    if form.name != "json":  # JSON gives control characters back, escaped
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2066\ufffe]", shown)


@every_format
def test_no_control_character_stands_raw_in_a_text_format(
    form: ReportFormat, hostile_report: Report, indonesian: ReportOptions
) -> None:
    data, _ = form.write(hostile_report, indonesian)

    texts = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    for text in texts:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2066\ufffe\uffff]", text.decode())


@every_format
@pytest.mark.parametrize(
    "report",
    [
        Report("", (), ()),
        Report("Kosong", (Column("code", "", Kind.NAME), Column("n", "", Kind.COUNT)), ()),
        Report("Satu kolom", (Column("code", "", Kind.NAME),), ((Name("A"),), (Name("B"),)), total_rows=2),
        Report("Total saja", (Column("n", "", Kind.COUNT),), ((3,),), total_rows=1, total_columns=1),
    ],
    ids=lambda report: report.title or "nothing",
)
def test_a_table_with_almost_nothing_in_it_is_still_a_file(
    form: ReportFormat, report: Report, english: ReportOptions
) -> None:
    data, _ = form.write(report, english)

    shown = "\n".join(READ_BACK[form.name](data))
    if form.name != "csv":
        assert report.title in shown
    for row in report.rows:
        assert str(row[0]) in shown


@every_format
def test_a_very_long_passage_is_not_cut_but_in_excel(form: ReportFormat, english: ReportOptions) -> None:
    passage = "panjang " * 12_500 + "SELESAI"
    report = Report("Long", (Column("text"),), ((passage,),))

    data, remarks = form.write(report, english)

    whole = any("SELESAI" in text for text in READ_BACK[form.name](data))
    assert whole is (form.name != "xlsx")
    assert bool(remarks) is (form.name == "xlsx")


def texts_of_word(data: bytes) -> list[str]:
    """Return the texts of all paragraphs, in tables or not."""
    import docx

    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    return texts


def texts_of_excel(data: bytes) -> list[str]:
    """Return all cells' values as text."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def texts_of_html(data: bytes) -> list[str]:
    """Return the page's texts, and fail if a passage became markup."""
    page = _Texts()
    page.feed(data.decode())
    assert not page.tags & {"script", "b", "img", "a", "iframe", "link"}
    return page.texts


def texts_of_markdown(data: bytes) -> list[str]:
    """Return the lines as they read when rendered: escapes undone."""
    from html import unescape

    return [unescape(re.sub(r"\\([\\`*_|~\[\]])", r"\1", line)) for line in data.decode().split("\n")]


def texts_of_json(data: bytes) -> list[str]:
    """Return every string in the file."""

    def strings(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for item in value.values() for text in strings(item)]
        if isinstance(value, list):
            return [text for item in value for text in strings(item)]
        return [str(value)]

    return strings(json.loads(data))


def texts_of_csv(data: bytes) -> list[str]:
    """Return all cells."""
    return [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]


READ_BACK: dict[str, Callable[[bytes], list[str]]] = {
    "docx": texts_of_word,
    "xlsx": texts_of_excel,
    "html": texts_of_html,
    "md": texts_of_markdown,
    "json": texts_of_json,
    "csv": texts_of_csv,
}
