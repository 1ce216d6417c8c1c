"""The acts that are known by name, and which of them is in force on a day: the table ``acts.toml``, read once."""

from __future__ import annotations

import re
import tomllib
from calendar import IllegalMonthError, monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).with_name("acts.toml")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Act:
    """An act as the table has it."""

    act: str
    """As it is shown: ``UU 12/2022``."""
    names: tuple[str, ...] = ()
    """What people call it."""
    title: str = ""
    """What stands behind "tentang"; empty for none that is known."""
    code: str = ""
    """The code of which it is one version, such as ``KUHAP``; empty for none."""
    amends: str = ""
    """The act that it amends; empty for none."""
    since: date | None = None
    """First day in force; ``None`` if it is not known."""
    until: date | None = None
    """Last day in force; ``None`` while it is in force."""
    note: str = ""
    """Where the dates come from."""

    def is_in_force(self, day: date) -> bool:
        """Say whether it is in force on a day, as far as the table knows."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def acts() -> dict[str, Act]:
    """Return the known acts, by what they are shown as."""
    return {row["act"]: _act(row) for row in table()["act"]}


@cache
def table() -> dict[str, list[dict[str, Any]]]:
    """Return the table as it is written."""
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def in_force(act: str, day: date) -> str | None:
    """Return what is in force on a day of the law that an act is part of.

    An act and what amends it are one law, and so are the versions of a code: of ``KUHAP``, ``UU 8/1981`` and
    ``UU 20/2025`` each the one of the day is returned, of ``UU ITE`` the act with its amendments up to the day.

    Returns:
        Acts joined by ``jo.``; empty if none of them is in force then; ``None`` if the table does not know the act.
    """
    known = acts()
    one = known.get(act)
    code = one.code if one else act
    versions = [each for each in known.values() if code and each.code == code]
    if versions:
        return next((each.act for each in versions if each.is_in_force(day)), "")
    if one is None:
        return None
    root = known[one.amends] if one.amends else one
    if root.since is None:
        return None
    if not root.is_in_force(day):
        return ""
    amending = [each for each in known.values() if each.amends == root.act and each.is_in_force(day)]
    return " jo. ".join(each.act for each in (root, *sorted(amending, key=lambda each: each.since or date.min)))


def in_force_then(act: str, when: str) -> str | None:
    """Return what is in force at a date that may be less than a day: ``2024-09-09``, ``2024-09`` or ``2024``.

    What begins on the first two days of the year or month counts for all of it, as new codes do on 2 January. If the
    law changes later within it, both are named, a bar between them.

    Returns:
        As ``in_force``; ``None`` too if it is no date.
    """
    found = _DAY.fullmatch(when)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month or 1, day or 2)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except (ValueError, IllegalMonthError):
        return None
    both = in_force(act, first), in_force(act, last)
    if both[0] == both[1] or both[0] is None or both[1] is None:
        return both[0]
    return " | ".join(each for each in both if each)


def _act(row: dict[str, Any]) -> Act:
    return Act(
        row["act"], tuple(row.get("names", ())), row.get("title", ""), row.get("code", ""), row.get("amends", ""),
        row.get("from"), row.get("to"), row["note"],
    )  # fmt: skip
