from __future__ import annotations

import io
from dataclasses import replace
from itertools import chain
from pathlib import Path

import docx
import pytest
from lxml import etree

from qcode.domain.document import Block, Contents, Document, Heading, Listed, PageBreak, Paragraph, Table
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx import write_document
from qcode.formats.reports.word_docx.look import LOOKS
from qcode.language import translator
from tests.formats.reports.documents import matrix, quotation
from tests.formats.reports.ooxml import W, faults
from tests.formats.reports.pages import on_pages, pages_of

SPLIT = ReportOptions("id", translator("id"), chapter="4", split_tables=True)


def written(*blocks: Block, options: ReportOptions = SPLIT) -> bytes:
    data, _ = write_document(Document("Bab", blocks), options)
    assert faults(data) == []
    return data


def captions(data: bytes) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.style and p.style.name == "Caption"]


def begins_page(data: bytes) -> list[bool]:
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [bool(p.paragraph_format.page_break_before) for p in found if p.style and p.style.name == "Caption"]


def rows(data: bytes) -> list[list[str]]:
    """Return the first cells of each table, without the headings'."""
    return [[row.cells[0].text for row in table.rows[1:]] for table in docx.Document(io.BytesIO(data)).tables]


def counts(number: int, *, depth: int = 0, total: int = 0) -> Report:
    made = tuple((Name(f"K-{row:03}", depth=depth if row % 10 else 0), row) for row in range(number))
    return Report(
        "Frekuensi", (Column("c", "Kode", Kind.NAME), Column("n", "Jumlah", Kind.COUNT)), made, (), "x", total
    )


def test_a_long_table_is_parted_and_each_part_begins_a_page_with_its_title() -> None:
    data = written(Contents("Daftar tabel", Listed.TABLES), PageBreak(), Table(counts(150)))

    heads = captions(data)
    assert heads[0] == "Tabel 4.1 Frekuensi"
    assert set(heads[1:]) == {"Tabel 4.1 Frekuensi (lanjutan)"}
    assert len(heads) > 3
    assert begins_page(data) == [True] * len(heads)
    assert [*chain.from_iterable(rows(data))] == [f"K-{row:03}" for row in range(150)]


def test_without_being_asked_a_table_is_one() -> None:
    assert len(rows(written(Table(counts(150)), options=replace(SPLIT, split_tables=False)))) == 1


def test_a_table_that_fits_a_page_is_kept_on_one() -> None:
    data = written(Paragraph(("Isi. " * 200,)), Table(counts(12)))

    assert captions(data) == ["Tabel 4.1 Frekuensi"]
    assert begins_page(data) == [False]
    cells = [p for p in docx.Document(io.BytesIO(data)).tables[0]._tbl.iter(f"{W}p")]
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in cells[2:])


def test_a_heading_and_a_few_words_stay_with_the_long_table_below_them() -> None:
    first, *further = begins_page(written(Heading("Bab"), Paragraph(("Pengantar.",)), Table(counts(150))))

    assert not first
    assert all(further)


def test_what_leads_to_a_row_is_not_left_at_the_end_of_a_page() -> None:
    for number in range(60, 100):
        parts = rows(written(Table(counts(number, depth=1))))
        assert not [part for part in parts[:-1] if part[-1].endswith("0")]


def test_totals_are_not_alone_on_their_page() -> None:
    for number in range(60, 100):
        parts = rows(written(Table(counts(number, total=1))))
        assert len(parts[-1]) > 1


def test_a_row_higher_than_a_page_is_told_of() -> None:
    long = replace(quotation(1), text="Panjang sekali. " * 900)
    report = Report("K", (Column("q", "", Kind.QUOTES),), (((long,),), ((quotation(2),),)))

    data, told = write_document(Document("", (Table(report),)), SPLIT)

    assert faults(data) == []
    assert len(told) == 1


def test_a_table_too_wide_and_too_long_is_parted_both_ways() -> None:
    data = written(Table(matrix(8, rows=30)))

    heads = [[cell.text for cell in table.rows[0].cells] for table in docx.Document(io.BytesIO(data)).tables]
    assert {tuple(head) for head in heads} == {
        ("Kode", "INF-00", "INF-01", "INF-02", "INF-03"), ("Kode", "INF-04", "INF-05", "INF-06", "INF-07"),
    }  # fmt: skip
    for second in (False, True):
        found = [part for part, head in zip(rows(data), heads, strict=True) if ("INF-04" in head) is second]
        assert [*chain.from_iterable(found)] == [f"PRV-{row} Patroli" for row in range(30)]


def sparse(informants: int, codes: int = 6) -> Report:
    """Return a matrix in which each code was said by one informant."""
    heads = (Column("c", "Kode", Kind.NAME), *(Column(f"INF-{n:02}", "", Kind.QUOTES) for n in range(informants)))
    body: list[tuple[Cell, ...]] = []
    for code in range(codes):
        cells: list[Cell] = [()] * informants
        cells[code % informants] = (quotation(code, reference=""),)
        body.append((Name(f"K-{code}"), *cells))
    return Report("Matriks", heads, tuple(body), ("Satuan: kutipan.",), "data primer")


@pytest.mark.parametrize("informants", [4, 5, 12])
def test_many_informants_who_say_little_become_a_list_of_who_says_what(informants: int) -> None:
    data = written(Table(sparse(informants)))

    (table,) = docx.Document(io.BytesIO(data)).tables
    heads = [cell.text for cell in table.rows[0].cells]
    if informants == 4:
        assert heads == ["Kode", "INF-00", "INF-01", "INF-02", "INF-03"]
        return
    assert heads == ["Kode", "Menurut", "Kutipan"]
    assert [[cell.text for cell in row.cells][:2] for row in table.rows[1:4]] == [
        ["K-0", "INF-00"], ["K-1", "INF-01"], ["K-2", "INF-02"],
    ]  # fmt: skip
    assert len(table.rows) == 7
    assert not docx.Document(io.BytesIO(data)).sections[0].orientation


def test_in_the_list_a_code_is_named_once_and_one_that_nobody_speaks_of_is_not_lost() -> None:
    report = sparse(6, codes=2)
    both = (*report.rows[0][:2], (quotation(7, reference=""),), *report.rows[0][3:])
    report = replace(report, rows=(both, (Name("K-1"), *[()] * 6)))

    (table,) = docx.Document(io.BytesIO(written(Table(report)))).tables

    assert [[cell.text for cell in row.cells][:2] for row in table.rows[1:]] == [
        ["K-0", "INF-00"], ["", "INF-01"], ["K-1", ""],
    ]  # fmt: skip


def test_few_further_tables_that_are_well_filled_are_better_than_a_list_and_many_are_not() -> None:
    assert (
        len(docx.Document(io.BytesIO(written(Table(matrix(16)), options=replace(SPLIT, split_tables=False)))).tables)
        == 4
    )
    (table,) = docx.Document(io.BytesIO(written(Table(matrix(17)), options=replace(SPLIT, split_tables=False)))).tables
    assert len(table.rows) == 1 + 3 * 17


def test_only_the_last_of_several_tables_keeps_its_last_row_with_what_follows() -> None:
    made = docx.Document(io.BytesIO(written(Table(matrix(8)), options=replace(SPLIT, split_tables=False))))
    kept = [
        {paragraph.paragraph_format.keep_with_next for cell in table.rows[-1].cells for paragraph in cell.paragraphs}
        for table in made.tables
    ]
    assert kept == [{None}, {True}]


@on_pages
@pytest.mark.parametrize("look", LOOKS)
def test_on_pages_each_begins_with_the_title_and_none_is_nearly_empty(look: str, tmp_path: Path) -> None:
    words = "Kami catat dulu akunnya, baru dilaporkan ke pimpinan; itu pun kalau ada waktu. "
    heads = (Column("c", "Kode", Kind.NAME), *(Column(f"INF-{n}", "", Kind.QUOTES) for n in range(3)))
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (Name(f"K-{n}"), *((quotation(n, words * (1 + (n * 7 + c * 3) % 5), reference=""),) for c in range(3)))
        for n in range(40)
    )
    report = Report("Matriks", heads, body, (), "data primer")
    data, _ = write_document(Document("", (Table(report),)), replace(SPLIT, look=look))
    pages = pages_of(data, tmp_path)

    assert len(pages) > 2
    assert all(page.strip().startswith("Tabel 4.1 Matriks") for page in pages)
    assert len(pages) == len(etree.fromstring(document_xml(data)).findall(f".//{W}tbl"))
    lines = [len([line for line in page.split("\n") if line.strip()]) for page in pages[:-1]]
    assert min(lines) > 0.6 * max(lines)


def document_xml(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")
