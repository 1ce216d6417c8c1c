"""Days, hours and time zones: as people write them in a form, and as a document prints them: "12 Juni 2025".

A day is kept as ISO has it, as far as it is known: ``2025-06-10``, ``2025-06``, ``2025``. Indonesia has three time
zones, which are printed where somebody wrote them and never worked out from a place. Months are named here and not in
the catalogue: a document's language is not always the screen's, and the month alone ("Juni 2025") is what a footnote
has that is to tell less than the day.
"""

from __future__ import annotations

import re
from datetime import date

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
"""Names of the months by language, as they are written; more ways are read."""

_READ = (
    ("januari", "january", "jan"), ("februari", "pebruari", "february", "feb", "peb"), ("maret", "march", "mar", "mrt"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "aug"), ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"), ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)  # fmt: skip
_MONTH = {word: number for number, words in enumerate(_READ, 1) for word in words}
_ISO_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})")
_NAMED_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<month>[a-z]+)\.?,?[ -]+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? +(?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})")
_DAYS = (_ISO, _DAY_FIRST, _NAMED_MONTH, _MONTH_FIRST)
_MONTH_ALONE = re.compile(r"(?P<month>[a-z]+)\.?,? +(?P<year>(?:19|20)\d\d)")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_WEEKDAY = re.compile(r"^[a-z'’]+, *(?=\d|[a-z]+ +\d)")
_HOUR = r"(\d{1,2})[.:](\d\d)(?![.:]?\d)\s*([ap]\.?m\b\.?)?"
_HOURS = re.compile(rf"(?<![\d.:/]){_HOUR}(?:\s*(?:[-–—]|s\.?/?d\.?|sampai|hingga|to|until)\s*(?:pukul\s*)?{_HOUR})?")
_FULL_HOUR = re.compile(r"(?:pukul|jam)\s+(\d{1,2})(?![\d.:])")
_ZONE = re.compile(r"(?<![^\W\d_])(WIB|WITA|WIT)(?![^\W_])|(?<=\d)\s*((?i:WIB|WITA|WIT))(?![^\W_])")
_ZONE_NAMES = {"waktu indonesia barat": "WIB", "waktu indonesia tengah": "WITA", "waktu indonesia timur": "WIT"}


def read_day(text: str) -> str:
    """Return the day that a text is, ``2025-06-10``; empty if it is none, or no day of the calendar.

    Where day and month are numbers, the day stands first.
    """
    plain = _WEEKDAY.sub("", _plain(text))
    return next((iso for form in _DAYS if (found := form.fullmatch(plain)) and (iso := _iso(found))), "")


def day_in(text: str) -> str:
    """Return the first day that stands in a text; the month or the year where no more is said, empty for none."""
    plain = _plain(text)
    for form in (*_DAYS, _MONTH_ALONE):
        for found in re.finditer(rf"(?<![^\W_])(?:{form.pattern})(?![^\W_])", plain):
            if iso := _iso(found):
                return iso
    years = re.findall(rf"(?<![\w/.-])(?:{_YEAR_ALONE.pattern})(?![\w/.-])", plain)
    return str(years[0]) if len(years) == 1 else ""


def long_date(day: str, language: str, *, month_first: bool = False) -> str:
    """Return an ISO date, a moment or a part of one in words: ``12 Juni 2025``, ``12 June 2025``, ``June 2025``.

    What is no such date comes back as it is.

    Args:
        day: As much of it as is known.
        language: Of the document.
        month_first: Write English days as Americans do: ``June 12, 2025``.
    """
    found = _ISO_PART.fullmatch(day)
    if found is None or not 1 <= int(found[2] or 1) <= len(MONTHS["en"]):
        return day
    year, month, number = found.groups()
    name = MONTHS.get(language, MONTHS["en"])[int(month) - 1] if month else ""
    if number and month_first and language != "id":
        return f"{name} {int(number)}, {year}"
    return " ".join(part for part in (str(int(number)) if number else "", name, year) if part)


def month_of(iso: str) -> str:
    """Return a day without its number: ``2025-06``."""
    return "-".join(iso.split("-")[:2])


def hours_in(text: str) -> tuple[str, ...]:
    """Return the hour at which something began, and at which it ended if that is said, as ``09:15``."""
    plain = _plain(text)
    if found := _HOURS.search(plain):
        begun, ended = _clock(*found.groups()[:3]), _clock(*found.groups()[3:])
        return tuple(hour for hour in (begun, ended) if hour) if begun else ()
    whole = _FULL_HOUR.search(plain)
    hour = _clock(whole[1], "00", None) if whole else ""
    return (hour,) if hour else ()


def hours_text(hours: tuple[str, ...], language: str) -> str:
    """Return hours as a document has them: ``09.15–10.04`` in Indonesian, ``09:15–10:04`` in English."""
    said = "–".join(hours)
    return said.replace(":", ".") if language == "id" else said


def zone_in(text: str) -> str:
    """Return the Indonesian time zone that a text names, ``WIB``, ``WITA`` or ``WIT``; empty if it names none."""
    if found := _ZONE.search(text):
        return (found[1] or found[2]).upper()
    plain = _plain(text)
    return next((zone for name, zone in _ZONE_NAMES.items() if name in plain), "")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _iso(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = parts["month"]
    number = int(month) if month.isdecimal() else _MONTH.get(month, 0)
    try:
        whole = date(int(parts["year"]), number, int(parts.get("day") or 1)).isoformat()
    except ValueError:
        return ""
    return whole if parts.get("day") else whole[:7]


def _clock(hour: str | None, minute: str | None, half: str | None) -> str:
    if hour is None or minute is None:
        return ""
    number = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    return f"{number:02}:{minute}" if number < 24 and int(minute) < 60 else ""
