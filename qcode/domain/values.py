"""Typed values: how numbers, dates, yes and no are written by people, and the one way in which they are kept.

A value is kept as text in canonical form (``1.5``, ``2025-06-10``, ``yes``), so that equal values are equal texts. What
is not understood is said with what would be; nothing is guessed where two readings are possible: ``1.234`` is one
thousand in Indonesian and a fraction in English, and the language of whoever writes decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from qcode.domain.dates import read_day
from qcode.errors import QcodeError
from qcode.language import N_, _, screen_language


class ValueKind(StrEnum):
    """What the values of an attribute are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes/no"
    CATEGORY = "category"
    """One of the attribute's options; a new one joins them."""


KIND_LABELS = {
    ValueKind.TEXT: N_("text"),
    ValueKind.NUMBER: N_("number"),
    ValueKind.DATE: N_("date"),
    ValueKind.YES_NO: N_("yes/no"),
    ValueKind.CATEGORY: N_("category"),
}
"""What people call the kinds."""
YES, NO = "yes", "no"
SEVERAL = " | "
"""Between differing values of one cell, in a table of another program."""

_YES = frozenset({"yes", "y", "ya", "true", "benar", "ada", "✓", "✔", "x", "1"})
_NO = frozenset({"no", "n", "tidak", "tdk", "bukan", "tak", "false", "salah", "-", "0"})
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)")
_GUESSED_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:[.,](?!\d{3}$)\d+)?")
"""A number in which no mark can mean two things and that is no code with a zero before it."""


def parse(text: str, kind: ValueKind, *, options: Sequence[str] = (), language: str = "") -> str:
    """Return a value in canonical form; empty stays empty.

    Args:
        text: As a person wrote it.
        kind: What it should be.
        options: Of a category; a text that is one of them but for the case of letters becomes it.
        language: In which it is written; that of the screen if empty.

    Raises:
        QcodeError: If it is no such value; the hint shows how it may be written.
    """
    text = text.strip()
    if not text:
        return ""
    match kind:
        case ValueKind.NUMBER:
            return _number(text, language or screen_language())
        case ValueKind.DATE:
            return _date(text)
        case ValueKind.YES_NO:
            return _yes_or_no(text)
        case ValueKind.CATEGORY:
            return next((option for option in options if option.casefold() == text.casefold()), text)
    return text


def fits(value: str, kind: ValueKind) -> bool:
    """Say whether a kept value is in the canonical form of a kind."""
    if kind in (ValueKind.TEXT, ValueKind.CATEGORY) or not value:
        return True
    try:
        return parse(value, kind, language="en") == value
    except QcodeError:
        return False


def shown(value: str, kind: ValueKind, language: str) -> str:
    """Return a kept value as people read and type it in a language."""
    if language == "id" and fits(value, kind):
        if kind is ValueKind.NUMBER:
            return value.replace(".", ",")
        if kind is ValueKind.DATE and len(value) == len("2025-06-10"):
            return f"{value[8:]}/{value[5:7]}/{value[:4]}"
    if kind is ValueKind.YES_NO:
        return {YES: _("yes"), NO: _("no")}.get(value, value)
    return value


def written(value: str, kind: ValueKind) -> str:
    """Return a kept value for a table of text, such that it is read alike in every language."""
    fraction = value.rpartition(".")[2] if kind is ValueKind.NUMBER and "." in value else ""
    return value + "0" if len(fraction) == 3 and fits(value, kind) else value


def guess(values: Iterable[str], language: str = "") -> ValueKind:
    """Return the kind that all values surely have; text if there are none or they could be read in two ways."""
    found = [value.strip() for value in values if value.strip()]
    if found and all(_GUESSED_NUMBER.fullmatch(value) for value in found):
        return ValueKind.NUMBER
    if found and all(_is(value, ValueKind.DATE, language) for value in found):
        return ValueKind.DATE
    words = {value.casefold() for value in found}
    if words and words <= {"yes", "no", "ya", "tidak", "true", "false"}:
        return ValueKind.YES_NO
    return ValueKind.TEXT


def sort_key(value: str, kind: ValueKind) -> tuple[int, float, str]:
    """Return what a value is sorted by: by size, day or letters; what does not fit after that, empty last."""
    if not value:
        return (2, 0.0, "")
    if kind is ValueKind.NUMBER:
        return (0, float(value), "") if fits(value, kind) else (1, 0.0, value.casefold())
    return (0, 0.0, value.casefold()) if fits(value, kind) else (1, 0.0, value.casefold())


def kind_named(name: str) -> ValueKind:
    """Return the kind that is called so, in English or in the language of the screen.

    Raises:
        QcodeError: If there is none; the hint names them.
    """
    known = {str(kind): kind for kind in ValueKind} | {_(label): kind for kind, label in KIND_LABELS.items()}
    if name.casefold() not in known:
        raise QcodeError(
            _("there is no kind of value “{name}”").format(name=name),
            _("There are: {names}").format(names=", ".join(ValueKind)),
        )
    return known[name.casefold()]


def _is(text: str, kind: ValueKind, language: str) -> bool:
    try:
        parse(text, kind, language=language)
    except QcodeError:
        return False
    return True


def _number(text: str, language: str) -> str:
    digits = re.sub(r"(?<=\d)[ \u00a0\u202f'](?=\d{3}(?!\d))", "", text).replace("−", "-").replace("\u00a0", "")
    if not _NUMBER.fullmatch(digits):
        raise QcodeError(_("“{text}” is not a number").format(text=text), _("Write numbers as 17, 1.5 or 1,5."))
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        mark = "." if point > comma else ","
    else:
        mark = "." if point >= 0 else ","
        groups = digits.lstrip("+-").split(mark)
        thousands = "." if language == "id" else ","
        is_grouped = len(groups) > 1 and 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        if is_grouped and groups[0] != "0" and (len(groups) > 2 or mark == thousands):
            mark = ""  # Every mark parts thousands.
    whole, _mark, fraction = digits.rpartition(mark) if mark and mark in digits else (digits, "", "")
    whole = re.sub(r"[.,]", "", whole)
    if mark and digits.count(mark) > 1:
        raise QcodeError(_("“{text}” is not a number").format(text=text), _("Write numbers as 17, 1.5 or 1,5."))
    sign = "-" if whole.startswith("-") else ""
    value = Decimal(f"{sign}{whole.lstrip('+-') or '0'}.{fraction or '0'}")
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def _date(text: str) -> str:
    if day := read_day(text):
        return day
    raise _no_date(text)


def _no_date(text: str) -> QcodeError:
    return QcodeError(
        _("“{text}” is not a date").format(text=text),
        _("Write dates as 12/06/2025 (the day first), 12 Juni 2025 or 2025-06-12."),
    )


def _yes_or_no(text: str) -> str:
    word = text.casefold()
    if word in _YES or word == _("yes"):
        return YES
    if word in _NO or word == _("no"):
        return NO
    raise QcodeError(_("“{text}” is neither yes nor no").format(text=text), _("Write yes or no (ya, tidak)."))
