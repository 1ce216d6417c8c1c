from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.values import ValueKind, fits, guess, kind_named, parse, shown, sort_key, written
from qcode.errors import QcodeError


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("17", "en", "17"),
        ("1,5", "en", "1.5"),
        ("1,5", "id", "1.5"),
        ("1.5", "id", "1.5"),
        ("1.234", "id", "1234"),
        ("1.234", "en", "1.234"),
        ("1,234", "en", "1234"),
        ("1,234", "id", "1.234"),
        ("0,125", "en", "0.125"),
        ("1.234.567", "en", "1234567"),
        ("1.234,50", "en", "1234.5"),
        ("1,234.50", "id", "1234.5"),
        ("1 234", "en", "1234"),
        ("-3", "en", "-3"),
        (",5", "id", "0.5"),
        ("+62", "en", "62"),
        ("-0", "en", "0"),
        ("007", "en", "7"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, language: str, kept: str) -> None:
    assert parse(text, ValueKind.NUMBER, language=language) == kept


@pytest.mark.parametrize("text", ["tujuh", "17 tahun", "1,2,3", "1.2.3", "--5", "1e5", "."])
def test_what_is_no_number_is_said(text: str) -> None:
    with pytest.raises(QcodeError, match="is not a number") as caught:
        parse(text, ValueKind.NUMBER, language="en")
    assert "1,5" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["10/06/2025", "10-6-2025", "10.06.2025", "2025-06-10", "10 Juni 2025", "Selasa, 10 Juni 2025", "10 Jun 2025",
     "June 10, 2025", "10th June 2025", "2025-06-10 00:00:00"],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert parse(text, ValueKind.DATE) == "2025-06-10"


@pytest.mark.parametrize("text", ["31/02/2025", "06/13/2025", "Juni 2025", "10 Foo 2025", "2025", "besok"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(QcodeError, match="is not a date"):
        parse(text, ValueKind.DATE)


def test_yes_and_no_are_read_in_both_languages() -> None:
    assert [parse(word, ValueKind.YES_NO) for word in ("ya", "Yes", "tidak", "NO", " ")] == [
        "yes",
        "yes",
        "no",
        "no",
        "",
    ]
    with pytest.raises(QcodeError, match="neither yes nor no"):
        parse("mungkin", ValueKind.YES_NO)


def test_a_category_is_one_of_its_options_whatever_the_case_of_letters() -> None:
    assert parse("ANAK", ValueKind.CATEGORY, options=("anak", "dewasa")) == "anak"
    assert parse("lansia", ValueKind.CATEGORY, options=("anak", "dewasa")) == "lansia"


def test_kinds_are_guessed_only_where_they_are_sure() -> None:
    assert guess(["1", "2,5", ""]) is ValueKind.NUMBER
    assert guess(["1.234"]) is ValueKind.TEXT
    assert guess(["0812", "17"]) is ValueKind.TEXT
    assert guess(["2022-03-14", "14/03/2022"]) is ValueKind.DATE
    assert guess(["ya", "tidak"]) is ValueKind.YES_NO
    assert guess(["pacar", "17"]) is ValueKind.TEXT
    assert guess([]) is ValueKind.TEXT


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_number_is_the_same_after_being_shown_or_written_and_read(number: object) -> None:
    kept = parse(f"{number:f}", ValueKind.NUMBER, language="en") if "." in f"{number:f}" else str(number)
    assert fits(kept, ValueKind.NUMBER)
    for language in ("id", "en"):
        assert parse(shown(kept, ValueKind.NUMBER, language), ValueKind.NUMBER, language=language) == kept
        assert parse(written(kept, ValueKind.NUMBER), ValueKind.NUMBER, language=language) == kept


@given(st.dates())
def test_a_date_is_the_same_after_being_shown_and_read(day: object) -> None:
    for language in ("id", "en"):
        assert parse(shown(str(day), ValueKind.DATE, language), ValueKind.DATE) == str(day)


def test_values_are_sorted_by_size_and_what_does_not_fit_comes_after() -> None:
    values = ["", "10", "9", "tujuh"]
    assert sorted(values, key=lambda value: sort_key(value, ValueKind.NUMBER)) == ["9", "10", "tujuh", ""]


def test_a_kind_has_a_name() -> None:
    assert kind_named("Number") is ValueKind.NUMBER
    with pytest.raises(QcodeError) as caught:
        kind_named("colour")
    assert "yes/no" in caught.value.hint
