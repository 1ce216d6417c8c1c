"""What stands on a side of a matrix, as it is written: ``code``, ``case:informant``, ``attribute:Jabatan``.

One axis may stand within another: ``attribute:Tahun>case:police case`` has the cases of each year. A ``>`` that belongs
to a name is doubled. Places on such an axis are named alike: ``2023>LP 1``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qcode.domain.dates import long_date
from qcode.domain.values import ValueKind, parse
from qcode.errors import QcodeError
from qcode.language import N_, Translate

WITHIN = ">"
"""Stands between what is over and what is within."""
PERIODS = ("year", "quarter", "month", "day")
"""How long a period may be."""
TOP = "top"
"""``code:top``: the code at the top of the tree, for all that is under it."""
UNDER = "under"
"""``code:under``: a code with what is under it, even where every code is to mean itself alone."""

_PART_OF_DATE = re.compile(r"\d{4}(?:-\d{2})?")


@dataclass(frozen=True, slots=True)
class AxisLevel:
    """One axis, by itself or within others."""

    kind: str
    """``code``, ``source`` …"""
    detail: str = ""
    """What it names within its kind: a kind of case, an attribute; empty for none."""
    period: str = ""
    """One of ``PERIODS``, for ``period`` and ``coded``; empty for the others."""


def levels(asked: str) -> tuple[AxisLevel, ...]:
    """Return the levels of an axis, outermost first."""
    return tuple(_level(part) for part in parts(asked))


def parts(asked: str) -> tuple[str, ...]:
    """Return what stands between the signs ``>``: of an axis its levels, of a place its names."""
    return tuple(part.strip().replace("\0", WITHIN) for part in asked.replace(WITHIN * 2, "\0").split(WITHIN))


def apart(asked: str) -> tuple[str, ...]:
    """Return the levels of an axis, outermost first, each as an axis by itself."""
    return tuple(joined([part]) for part in parts(asked))


def joined(names: Sequence[str]) -> str:
    """Put parts together again, as ``parts`` takes them."""
    return WITHIN.join(map(part, names))


def part(name: str) -> str:
    """Return a name as it stands between the signs ``>``."""
    return name.replace(WITHIN, WITHIN * 2)


def period_of(value: str, length: str) -> str:
    """Return the period that a value of an attribute lies in: ``2025``, ``2025-Q2``, ``2025-06``, ``2025-06-10``.

    Args:
        value: A date as people write them, or a year (or month) alone, which lies in no shorter period.
        length: One of ``PERIODS``.

    Returns:
        Empty if the value is no date, or tells less than is asked.
    """
    day = value.strip()
    if not _PART_OF_DATE.fullmatch(day):
        try:
            day = parse(day, ValueKind.DATE)
        except QcodeError:
            return ""
    wanted = {"year": 4, "quarter": 7, "month": 7, "day": 10}[length]
    if len(day) < wanted:
        return ""
    if length == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day[:wanted]


def period_said(period: str, say: Translate, language: str) -> str:
    """Return a period in the words of a document's language."""
    year, _hyphen, quarter = period.partition("-Q")
    if quarter:
        return say(N_("quarter {n} of {year}")).format(n=quarter, year=year)
    return long_date(period, language)


def _level(part: str) -> AxisLevel:
    kind, _colon, detail = part.partition(":")
    if kind == "coded":
        return AxisLevel(kind, "", detail or PERIODS[0])
    if kind != "period":
        return AxisLevel(kind, detail)
    name, _slash, length = detail.rpartition("/")
    return AxisLevel(kind, name, length) if name and length in PERIODS else AxisLevel(kind, detail, PERIODS[0])
