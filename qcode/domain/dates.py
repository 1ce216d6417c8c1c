"""Dates as documents write them: "12 Juni 2025", "12 June 2025".

Months are named here and not in the catalogue: a document's language is not always the screen's, and the month alone
("Juni 2025") is what a footnote has that is to tell less than the day.
"""

from __future__ import annotations

import re

MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ),
}  # fmt: skip
"""Names of the months by language."""
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")


def long_date(day: str, language: str) -> str:
    """Return an ISO date, a moment or a part of one in words: ``2025-06-12``, ``2025-06``, ``2025``.

    What is no such date comes back as it is.
    """
    found = _ISO.fullmatch(day)
    if found is None or not 0 <= int(found[2] or 1) - 1 < 12:
        return day
    year, month, number = found.groups()
    name = MONTHS.get(language, MONTHS["en"])[int(month) - 1] if month else ""
    return " ".join(part for part in (str(int(number)) if number else "", name, year) if part)
