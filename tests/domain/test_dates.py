from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.dates import day_in, hours_in, hours_text, long_date, month_of, read_day, zone_in

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Selasa, 10 Juni 2025", "2025-06-10"),
        ("Hari Selasa tanggal 10 Juni 2025, pukul 09.15", "2025-06-10"),
        ("10/06/2025", "2025-06-10"),
        ("June 10th, 2025 (second meeting)", "2025-06-10"),
        ("Kupang, 12-03-2024 / 13-03-2024", "2024-03-12"),
        ("bulan Juni 2025", "2025-06"),
        ("tahun 2025", "2025"),
        ("2022-2025", ""),
        ("32 Juni 2025", "2025-06"),
        ("Selasa pagi", ""),
        ("", ""),
    ],
)
def test_the_first_day_in_a_text_is_found_as_far_as_it_is_said(text: str, iso: str) -> None:
    assert day_in(text) == iso


@pytest.mark.parametrize(
    ("iso", "indonesian", "english", "american"),
    [
        ("2025-06-12", "12 Juni 2025", "12 June 2025", "June 12, 2025"),
        ("2025-08-01", "1 Agustus 2025", "1 August 2025", "August 1, 2025"),
        ("2025-06", "Juni 2025", "June 2025", "June 2025"),
        ("2025", "2025", "2025", "2025"),
        ("", "", "", ""),
    ],
)
def test_a_long_date_speaks_the_documents_language(iso: str, indonesian: str, english: str, american: str) -> None:
    assert long_date(iso, "id") == long_date(iso, "id", month_first=True) == indonesian
    assert long_date(iso, "en") == english
    assert long_date(iso, "en", month_first=True) == american


@given(DAYS, st.sampled_from(["id", "en"]), st.booleans())
def test_a_long_date_is_read_again_as_the_same_day(iso: str, language: str, month_first: bool) -> None:
    said = long_date(iso, language, month_first=month_first)

    assert read_day(said) == day_in(f"Kupang, {said}.") == iso
    assert day_in(long_date(month_of(iso), language)) == month_of(iso)


@pytest.mark.parametrize(
    ("text", "hours", "indonesian", "english"),
    [
        ("09.15-10.04 WITA", ("09:15", "10:04"), "09.15–10.04", "09:15–10:04"),
        ("14.05 - 14.49 WITA", ("14:05", "14:49"), "14.05–14.49", "14:05–14:49"),
        ("Pukul 09.00 s.d. selesai", ("09:00",), "09.00", "09:00"),
        ("09.00 s.d. pukul 10.30 WIB", ("09:00", "10:30"), "09.00–10.30", "09:00–10:30"),
        ("jam 9 pagi", ("09:00",), "09.00", "09:00"),
        ("2:05 pm to 3:10 p.m.", ("14:05", "15:10"), "14.05–15.10", "14:05–15:10"),
        ("12.06.2025", (), "", ""),
        ("25.70", (), "", ""),
        ("pagi", (), "", ""),
    ],
)
def test_hours_are_found_and_written(text: str, hours: tuple[str, ...], indonesian: str, english: str) -> None:
    assert hours_in(text) == hours
    assert hours_text(hours, "id") == indonesian
    assert hours_text(hours, "en") == english


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("09.15-10.04 WITA", "WITA"), ("pukul 10.00 WIT", "WIT"), ("10.00WIB", "WIB"), ("10.00 wita", "WITA"),
        ("The wit of it", ""), ("Kota Kupang", ""), ("", ""),
        ("Waktu Indonesia Tengah", "WITA"), ("with", ""), ("WITARSA", ""),
    ],
)  # fmt: skip
def test_a_zone_is_named_or_there_is_none(text: str, zone: str) -> None:
    assert zone_in(text) == zone


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [("2025-06-12T02:33:51.123+00:00", "id", "12 Juni 2025"), ("2025-06-12", "nl", "12 June 2025")],
)
def test_a_moment_is_written_as_its_day_and_an_unknown_language_as_english(day: str, language: str, said: str) -> None:
    assert long_date(day, language) == said


@pytest.mark.parametrize("text", ["", "Juni 2025", "2025-13", "12-06-2025", "sekitar 2022"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert long_date(text, "id") == text
