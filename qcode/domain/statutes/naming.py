"""Acts as people name them: by number and year, by a name of the table ``acts.toml``, or as the one before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from qcode.domain.statutes.known import acts, table


class Kind(Enum):
    """How an act is named."""

    NAMED = auto()
    """So that it is known by itself."""
    LOOSE = auto()
    """By words that may be anything, unless an article stands beside them: "UU Cipta Kerja", "the Police Act"."""
    BACK = auto()
    """As the one before: "undang-undang itu", "the Act"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names an act."""

    start: int
    end: int
    act: str
    """As it is shown: ``UU 12/2022``, ``KUHAP``; empty for one before."""
    kind: Kind = Kind.NAMED


_NUMBER = (
    r"(?:No(?:mor|mer|\.)?|Nr\.?)?\s*[.:]?\s*(?P<no>\d{1,3}),?\s*(?:Tahun|Thn\.?|Th\.?|/)\s*"
    r"(?P<year>(?:19|20)\d\d)(?!\d)"
)
_STATE = r"(?:\s+(?:Negara\s+)?(?:Republik\s+Indonesia|RI\b|R\.I\.))?"
_PLACE = (
    r"(?:\s+(?P<place>(?:(?:Provinsi|Prov\.|Kabupaten|Kab\.|Kota|Daerah)\s+)?(?-i:[A-Z])[\w.-]*"
    r"(?:,?\s+(?:dan\s+)?(?-i:[A-Z])[\w-]*){0,9}?))??"
)
_TITLE = re.compile(
    r"\s+tentang(?:\s+(?:(?:dan|atau|atas|di|dalam|untuk|bagi|serta|terhadap|dari|pada|dengan)\s+){0,2}"
    r"(?!Pasal|Ps\b|UU\b|Undang|KUH|Perp?pu\b|Peraturan\s+Pem)[A-Z][\w-]*,?(?<!,))+"
)
_OF_ANOTHER = re.compile(r"\s+(?:(?:kedua|ketiga)\s+)?(?:atas\s+)?", re.IGNORECASE)
_MADE_ACT = re.compile(r"\s+menjadi\s+undang-undang(?!\w)", re.IGNORECASE)
_BACK = re.compile(
    r"(?:undang[-\u2010\u2011\s]+undang|u\.?u\.?|peraturan|perda|perkap|perpol)\s+"
    r"(?:itu|tersebut|ini|tadi|dimaksud|yang\s+sama)(?!\w)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:UU|Undang-Undang)\s+(?!(?:Republik|RI|Nomor|No|Tahun|Pasal|Ps|Itu|Ini|Yang|Tersebut|Di|Dan|Tentang|Dasar)\b)"
    r"(?P<name>[A-Z][\w-]*(?:\s(?!Pasal|Ps\b)[A-Z][\w-]*){0,4})"
)
_ACT = re.compile(r"Act(?!\w)(?:\s+(?:of\s+)?(?P<year>1[5-9]\d\d|20\d\d)(?!\d))?")
_LITTLE = r"(?:(?:of|and|the|for|to|in|on|against)\s+){0,2}"
_WORDS_BEFORE = re.compile(
    rf"(?P<name>[A-Z][\w'’-]*(?:(?:,\s?|\s){_LITTLE}(?:[A-Z][\w'’-]*|\([A-Z][\w'’., ]{{0,40}}\)|etc\.))*)\s$"
)
_NO_TITLE = frozenset({
    "The", "A", "An", "Under", "In", "By", "See", "And", "But", "Section", "Sections", "Article", "Of", "If", "When",
    "That", "This", "Our", "Your", "So", "Yes", "No", "Is", "Was", "Because", "As", "With", "From", "For", "At", "On",
    "Or", "Then", "Since",
})  # fmt: skip
"""Words that are capital because they begin a sentence."""
_AS_ONE = re.compile(r"(?:the|said|this|that)\s+$", re.IGNORECASE)
_LONGEST_TITLE = 140
_CHAIN = re.compile(
    r"[\s,]*(?:\(?(?:(?:junctis|juncto|jis|jo)\.?|(?:sebagaimana\s+)?(?:telah\s+|yang\s+telah\s+)?(?:beberapa\s+kali\s+)?"
    r"(?:diubah|diganti)(?:\s+terakhir)?(?:\s+kali)?\s+(?:dengan|oleh)|as\s+amended\s+by(?:\s+the)?))\s*",
    re.IGNORECASE,
)


def mention_at(text: str, start: int) -> Mention | None:
    """Return the act that is named from a place on, ``None`` if none is."""
    if back := _BACK.match(text, start):
        return Mention(start, back.end(), "", Kind.BACK)
    for pattern in (_numbered(), _called(), _by_itself()):
        if found := pattern.match(text, start):
            return _mention(text, found)
    if other := _OTHER.match(text, start):
        return Mention(start, other.end(), "UU " + " ".join(other["name"].split()), Kind.LOOSE)
    return None


def bare_at(text: str, start: int) -> Mention | None:
    """Return the act that is named behind an article without "UU": "Pasal 14 TPKS"."""
    found = _bare().match(text, start)
    if found is None:
        return None
    return Mention(found.start("name"), found.end(), _known_names()[_folded(found["name"])])


def english_at(text: str, start: int, floor: int) -> Mention | None:
    """Return the English-language Act whose word "Act" stands at a place.

    Args:
        text: Where to read.
        start: Where "Act" stands.
        floor: Where its title may begin at the earliest.
    """
    word = _ACT.match(text, start)
    if word is None:
        return None
    floor = max(floor, start - _LONGEST_TITLE, text.rfind("\n\n", 0, start))
    before = text[floor:start]
    found = _WORDS_BEFORE.search(before)
    name, begin = (found["name"], floor + found.start()) if found else ("", start)
    while name and (first := name.partition(" ")[0]) in _NO_TITLE:
        begin += len(first) + len(name[len(first) :]) - len(name[len(first) :].lstrip())
        name = name[len(first) :].lstrip()
        # "The of" is no title either: what a title begins with is capital.
        while name and not name[0].isupper():
            begin += len(name.partition(" ")[0]) + 1
            name = name.partition(" ")[2]
    if not name:
        said = _AS_ONE.search(before)
        return Mention(floor + said.start(), start + 3, "", Kind.BACK) if said and not word["year"] else None
    year = word["year"] or ""
    whole = " ".join(f"{name} Act {year}".split())
    return Mention(begin, word.end(), whole, Kind.NAMED if year else Kind.LOOSE)


def is_chained(between: str) -> bool:
    """Say whether the words between two acts make them one law: "jo.", "sebagaimana telah diubah dengan"."""
    return _CHAIN.fullmatch(between) is not None


def _mention(text: str, found: re.Match[str]) -> Mention:
    parts = found.groupdict()
    end = found.end()
    if parts.get("no"):
        act = f"{_kind(parts)} {int(parts['no'])}/{parts['year']}"
        # "KUHAP (UU 8/1981)"
        if "(" in found[0] and text.startswith(")", end):
            end += 1
        if title := _TITLE.match(text, end):
            end = title.end()
            end = _amended(text, end)
        if short := _short().match(text, end):
            end = short.end()
    else:
        act = _known_names()[_folded(parts["name"])]
    return Mention(found.start(), end, act)


def _amended(text: str, end: int) -> int:
    """Return where a title ends that names another act: "tentang Perubahan atas Undang-Undang Nomor …"."""
    joint = _OF_ANOTHER.match(text, end)
    found = _numbered().match(text, joint.end()) if joint else None
    if found is None:
        return end
    title = _TITLE.match(text, found.end())
    made = _MADE_ACT.match(text, title.end() if title else found.end())
    return (made or title or found).end()


def _kind(parts: dict[str, str | None]) -> str:
    written = _folded(parts.get("kind") or parts.get("placed") or "UU")
    kind = next(row["name"] for row in table()["kind"] if written in {_folded(one) for one in row["written"]})
    glued = parts.get("glued") or ""
    place = " ".join((parts.get("place") or "").split())
    return f"{kind}{glued if glued.isupper() else glued.lower()}{f' {place}' if place else ''}"


def _folded(name: str) -> str:
    return re.sub(r"[-\u2010\u2011\s]+", " ", name).casefold()


def _written(names: Iterable[str], between: str = r"[-\u2010\u2011\s]+") -> str:
    """Return names as an expression, the longest first."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(between.join(re.escape(word) for word in re.split(r"[-\s]", name)) for name in longest)


@cache
def _numbered() -> re.Pattern[str]:
    kinds = table()["kind"]
    plain = _written(one for row in kinds if not row.get("place") for one in row["written"])
    placed = _written(one for row in kinds if row.get("place") for one in row["written"])
    names = _written(name for act in acts().values() for name in act.names if not act.code)
    own = _written([*_standing(), *(name for act in acts().values() for name in act.names if act.code)])
    return re.compile(
        rf"(?:(?:(?P<kind>{plain}){_STATE}(?:\s+(?:{names}))?|(?P<placed>{placed})(?P<glued>[A-Z]{{2,20}})?{_STATE}{_PLACE})"
        rf"|(?:{own}))\s*(?:\((?:UU|Undang-Undang)\s*)?{_NUMBER}",
        re.IGNORECASE,
    )


@cache
def _called() -> re.Pattern[str]:
    """Return what finds acts by their names behind "UU"."""
    names = _written(name for act in acts().values() for name in act.names if not act.code)
    return re.compile(
        rf"(?:UU|U\.U\.|Undang[-\s]+Undang){_STATE}\s+(?:tentang\s+)?(?P<name>{names})(?!\w)", re.IGNORECASE
    )


@cache
def _bare() -> re.Pattern[str]:
    names = _written(name for act in acts().values() for name in act.names if not act.code)
    return re.compile(rf"\s+(?P<name>{names})(?!\w)", re.IGNORECASE)


@cache
def _by_itself() -> re.Pattern[str]:
    """Return what finds codes and charters, which need no "UU"."""
    versions = _written((name for act in acts().values() for name in act.names if act.code), r"[-\s]+(?:yang\s+)?")
    return re.compile(rf"(?P<name>{versions}|{_written(_standing())})(?!\w)", re.IGNORECASE)


@cache
def _short() -> re.Pattern[str]:
    """Return what finds the short name in brackets behind number and title: "(UU TPKS)"."""
    names = _written([*(name for act in acts().values() for name in act.names), *_standing()])
    return re.compile(rf"\s*\([\"“']?(?:(?:UU|Undang-Undang)\s+)?(?:{names})[\"”']?\)", re.IGNORECASE)


def _standing() -> list[str]:
    return [name for row in table()["code"] for name in row["names"]]


@cache
def _known_names() -> dict[str, str]:
    """Return what each name stands for, without case of letters and kinds of hyphen."""
    known = {_folded(name): row["name"] for row in table()["code"] for name in row["names"]}
    for act in acts().values():
        for name in act.names:
            known[_folded(name)] = act.act
            if act.code:
                first, _space, rest = _folded(name).partition(" ")
                known[f"{first} yang {rest}"] = act.act
    return known
