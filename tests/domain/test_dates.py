"""Dates are written in words, in the document's language, with as much of them as is known."""

from __future__ import annotations

import pytest

from qcode.domain.dates import long_date


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        ("2025-06-12", "id", "12 Juni 2025"),
        ("2025-06-02", "en", "2 June 2025"),
        ("2025-08", "id", "Agustus 2025"),
        ("2025", "id", "2025"),
        ("2025-06-12T02:33:51.123+00:00", "id", "12 Juni 2025"),
        ("2025-06-12", "nl", "12 June 2025"),
    ],
)
def test_a_date_is_written_in_words(day: str, language: str, said: str) -> None:
    assert long_date(day, language) == said


@pytest.mark.parametrize("text", ["", "Juni 2025", "2025-13", "12-06-2025", "sekitar 2022"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert long_date(text, "id") == text
