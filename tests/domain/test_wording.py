from __future__ import annotations

import pytest

from qcode.domain.report import Cell, Column, Kind, Name, Quotation, Report
from qcode.domain.text import visible
from qcode.domain.wording import (
    cell_text,
    footnote_text,
    is_numeric,
    references,
    share_text,
    source_text,
    title_text,
)


@pytest.mark.parametrize(
    ("cell", "kind", "indonesian", "english"),
    [
        (0, Kind.COUNT, "-", "-"),
        (2022, Kind.COUNT, "2022", "2022"),
        (1234567, Kind.COUNT, "1.234.567", "1,234,567"),
        (2.0, Kind.COUNT, "2", "2"),
        (2.5, Kind.COUNT, "2,500", "2.500"),
        (0.125, Kind.SHARE, "12,5\u00a0%", "12.5%"),
        (0, Kind.SHARE, "0,0\u00a0%", "0.0%"),
        (1, Kind.SHARE, "100,0\u00a0%", "100.0%"),
        (-0.05, Kind.TEXT, "-0,050", "-0.050"),
        (0.0, Kind.TEXT, "0,000", "0.000"),
        (0.0004, Kind.PROBABILITY, "< 0,001", "< 0.001"),
        (0.0, Kind.PROBABILITY, "< 0,001", "< 0.001"),
        (0.001, Kind.PROBABILITY, "0,001", "0.001"),
        (1.0, Kind.PROBABILITY, "1,000", "1.000"),
        (float("nan"), Kind.TEXT, "", ""),
        (float("inf"), Kind.SHARE, "", ""),
        (True, Kind.PRESENCE, "✓", "✓"),
        (False, Kind.PRESENCE, "", ""),
        (None, Kind.COUNT, "", ""),
        (Name("PRV", "PRV Upaya preventif"), Kind.NAME, "PRV Upaya preventif", "PRV Upaya preventif"),
        ((), Kind.QUOTES, "", ""),
    ],
)
def test_a_cell_reads_as_the_documents_language_has_it(cell: Cell, kind: Kind, indonesian: str, english: str) -> None:
    assert cell_text(cell, kind, "id") == indonesian
    assert cell_text(cell, kind, "en") == english


def test_a_share_has_the_decimals_asked_for() -> None:
    assert share_text(0.0105, "en", 2) == "1.05%"
    assert share_text(0.0105, "id", 2) == "1,05\u00a0%"
    assert share_text(0.5, "en", 0) == "50%"


def test_quotations_are_parted_by_a_blank_line() -> None:
    cell = (Quotation("Satu.", "T01", "INF-01", "00:00:05", 3), Quotation("Dua.", "T02"))

    assert cell_text(cell, Kind.QUOTES, "id") == "“Satu.” (INF-01, 00:00:05, ¶ 3)\n\n“Dua.” (T02)"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("data primer", "Sumber: data primer"),
        ("Sumber: data primer", "Sumber: data primer"),
        ("SOURCE: primary data", "SOURCE: primary data"),
        ("", ""),
        ("\n", ""),
    ],
)
def test_the_source_line_says_its_word_once(line: str, shown: str) -> None:
    report = Report("T", (), (), source_line=line)

    assert source_text(report, lambda message: message.replace("Source", "Sumber")) == shown


def test_a_title_is_one_line_without_a_full_stop() -> None:
    assert title_text(Report("Matriks\nhasil  wawancara.", (), ())) == "Matriks hasil wawancara"


def test_references_are_given_once_in_the_order_of_the_table() -> None:
    first, second = Quotation("a", "T02", reference="B"), Quotation("b", "T01", reference="A")
    report = Report("T", (Column("q", "", Kind.QUOTES),), (((first, second),), ((first, Quotation("c", "T03")),)))

    assert references(report) == ("B", "A")


def test_a_column_of_coefficients_is_numeric_and_one_of_words_is_not() -> None:
    report = Report("T", (Column("kappa"), Column("text"), Column("none")), ((0.5, "a", None), (None, "b", None)))

    assert [is_numeric(report, index) for index in range(3)] == [True, False, False]


def test_what_no_xml_may_hold_is_made_visible_one_for_one() -> None:
    assert visible("a\ufffe\uffff\ud800b\x00\x1b") == "a\ufffd\ufffd\ufffdb␀␛"


def test_a_translation_stands_in_brackets_behind_the_words() -> None:
    cell = (Quotation("Satu.", "T01", translation="One."),)

    assert cell_text(cell, Kind.QUOTES, "id") == "“Satu.” [“One.”] (T01)"


def test_a_footnote_says_the_reference_and_the_place_and_on_repeat_the_short_one() -> None:
    quotation = Quotation(
        "Satu.", "T01", "INF-01", "00:12:30", 24, lines="baris 41-44",
        reference="Wawancara dengan INF-01 (penyidik), Juni 2025", short_reference="Wawancara dengan INF-01",
    )  # fmt: skip

    assert footnote_text(quotation, is_repeated=False) == (
        "Wawancara dengan INF-01 (penyidik), Juni 2025, 00:12:30, baris 41-44."
    )
    assert footnote_text(quotation, is_repeated=True) == "Wawancara dengan INF-01, 00:12:30, baris 41-44."
    assert footnote_text(Quotation("Satu.", "T01"), is_repeated=False) == ""
