"""Articles as people cite them: "Pasal 27 ayat (1) dan (3)", "Pasal 76I jo. Pasal 88", "Ps. 419-421", "section 5(1)".

An article is written ``27(1)``, ``1 angka 5``, ``7(1) huruf a`` or ``419-421``: the article, its paragraph in
brackets, and item or letter with the word before them. Of a list every member is written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qcode.domain.statutes.numerals import SPOKEN, value_of

GAP = r"[^\S\n]*\n?[^\S\n]*"
"""White space that no empty line parts, since texts may be wrapped."""
_KEY = re.compile(
    r"(?:(?P<local>pasal-pasal|pasal|psl\.?|ps\.?)|artikel|articles?|arts?\.?|sections?|secs?\.?|ss?\.?|§§?)"
    rf"(?=[\s\d]){GAP}",
    re.IGNORECASE,
)
_NUMBER = r"(?P<number>\d{1,4})(?:(?P<letter>[A-Za-z]{1,2})(?!\w)|(?!\d|\.\d|\w\w?\b(?<=\d\w)))"
_SEPARATOR = (
    rf"(?:{GAP}(?P<joined>,?{GAP}(?:junctis|juncto|jis|yo|jo)\.?|j[ou]nto\.?)|{GAP}(?P<range>-|–|—|s\.?/?d\.?(?!\w)|"
    rf"sampai(?:\s+dengan)?(?!\w)|hingga(?!\w)|to(?!\w))|(?P<comma>{GAP},(?:{GAP}(?:dan/atau|dan|atau|serta|and|or)"
    rf"(?!\w))?)|{GAP}(?P<word>dan/atau|dan|atau|serta|and|or|&)(?!\w)){GAP}"
)
_FIRST = re.compile(_NUMBER)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})(?!\w)")
_APART = re.compile(r"[ \u00a0]([A-Za-z])(?![\w.)])")
_SAID = re.compile(f"(?P<number>{SPOKEN})", re.IGNORECASE)
_PARAGRAPH = re.compile(
    rf"{GAP},?{GAP}(?:ayat|ay\.|subsection){GAP}(?:\((\d{{1,2}}[a-z]?)\)|(\d{{1,2}}[a-z]?)(?!\w)|({SPOKEN}))",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[^\S\n]?\((\d{1,2}[a-zA-Z]{0,2})\)")
_LETTERED = re.compile(r"\(([a-z]{1,3})\)")
_ITEM = re.compile(rf"{GAP}(?:angka|butir){GAP}(\d{{1,3}})(?![\d.]\d?)", re.IGNORECASE)
_LETTER = re.compile(rf"{GAP}(?:huruf|hrf\.?){GAP}[\"“'‘]?([a-z]{{1,2}})(?!\w)[\"”'’]?", re.IGNORECASE)
_ORDINAL = re.compile(rf"{GAP}ke-?(\d{{1,2}})(?!\w)", re.IGNORECASE)
_NEXT = re.compile(_SEPARATOR, re.IGNORECASE)
_BARE = {
    "paragraph": re.compile(r"\((\d{1,2}[a-z]?)\)"),
    "plain paragraph": re.compile(r"(?:\((\d{1,2}[a-z]?)\)|(\d{1,2})(?![\w(]|[.,]\d))"),
    "item": re.compile(r"(\d{1,3})(?!\w|[.,]\d)"),
    "letter": re.compile(r"[\"“'‘]?([a-z]{1,2})(?!\w)[\"”'’]?"),
}
"""What continues a list without saying again what it is."""
_CALLED = {"item": "angka ", "letter": "huruf ", "ordinal": "ke-"}
_AGAIN = re.compile(rf"(?:pasal|ps\.?|ayat|huruf|angka){GAP}", re.IGNORECASE)
_DATE_GOES_ON = re.compile(r"[-./]\d")
_FOLLOWS = re.compile(
    rf"{GAP}(?:$|[,;:.)\]?!(–—-]|(?:dan|atau|serta|and|or|jo|jis|yo|juncto|ayat|angka|butir|huruf|dst|UUD?|Undang|KUH\w*"
    r"|Kitab|Per[a-z]+|PP|tentang|dari|dalam|pada|of|s\.?/?d|sampai|hingga|itu|tersebut)\b)",
    re.IGNORECASE,
)
"""What may stand behind a bare number for it to be one more article, and not the number of something else."""


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles cited one after the other, as one stretch of the text."""

    start: int
    end: int
    names: tuple[str, ...]
    """Each as it is written here, in the order of the text."""
    is_local: bool
    """Whether they are called Pasal, which is said of nothing else; a section may be one of a report."""


@dataclass(slots=True)
class _List:
    """What has been read so far: the member under way, and those before it."""

    article: str
    paragraph: str = ""
    tail: str = ""
    level: str = "article"
    """What was read last, and so what a bare number behind it is: a key of ``_BARE``, or an article."""
    done: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.article}{self.paragraph}{self.tail}"

    def begin(self, article: str) -> None:
        self.done.append(self.name)
        self.article, self.paragraph, self.tail, self.level = article, "", "", "article"

    def take(self, level: str, text: str) -> None:
        """Take in a part of the member under way, or of one more like it if it has such a part already."""
        depth = "paragraph" if level == "plain paragraph" else level
        if depth == "paragraph":
            if self.paragraph:
                self.done.append(self.name)
            self.paragraph, self.tail = f"({text.lower()})", ""
        elif depth == "bracket":
            self.tail += f"({text})"
        else:
            if self.tail:
                self.done.append(self.name)
            self.tail = f" {_CALLED[level]}{text.lower()}"
        self.level = level

    def stretch(self, text: str) -> None:
        """Let the member under way reach to another of its kind: ``419-421``, ``(1)-(3)``."""
        if self.level in ("paragraph", "plain paragraph"):
            self.paragraph += f"-({text})"
        elif self.level in ("item", "letter"):
            self.tail += f"-{text}"
        else:
            self.article += f"-{text}"


def articles_at(text: str, start: int, limit: int = -1) -> Articles | None:
    """Return the articles cited from a place on, ``None`` if no article is cited there.

    Args:
        text: Where to read.
        start: Where "Pasal", "section" or the like stands.
        limit: Where to stop; the end of the text if negative.
    """
    limit = len(text) if limit < 0 else limit
    key = _KEY.match(text, start, limit)
    if key is None or text.startswith(("PS ", "S ", "SS "), start):
        return None
    first = _FIRST.match(text, key.end(), limit)
    if first is None and key["local"]:
        first = _ROMAN.match(text, key.end(), limit) or _SAID.match(text, key.end(), limit)
    if first is None:
        return None
    found, at = _List(_named(first)), first.end()
    # "Pasal 76 I", as it is often typed.
    apart = _APART.match(text, at, limit) if key["local"] and not first.groupdict().get("letter") else None
    if apart and _FOLLOWS.match(text, apart.end(), limit):
        found.article, at = found.article + apart[1].upper(), apart.end()
    while step := _detail(found, text, at, limit) or _more(found, text, at, limit):
        at = step
    names = tuple(dict.fromkeys([*found.done, found.name]))
    return Articles(start, at, names, key["local"] is not None)


def _named(found: re.Match[str]) -> str:
    letter = found.groupdict().get("letter") or ""
    number = str(value_of(found["number"])) if _SAID.fullmatch(found["number"]) else found["number"]
    return number + letter.upper()


def _detail(found: _List, text: str, at: int, limit: int) -> int:
    """Read a paragraph, item or letter of the member under way; return where it ends, 0 if there is none."""
    if match := _PARAGRAPH.match(text, at, limit):
        found.take("paragraph" if match[1] else "plain paragraph", match[1] or match[2] or str(value_of(match[3])))
    elif not found.paragraph and not found.tail and (match := _BRACKET.match(text, at, limit)):
        found.take("paragraph", match[1])
    elif found.level in ("paragraph", "bracket", "article") and (match := _LETTERED.match(text, at, limit)):
        found.take("bracket", match[1])
    elif match := _ITEM.match(text, at, limit):
        found.take("item", match[1])
    elif match := _ORDINAL.match(text, at, limit):
        found.take("ordinal", match[1])
    elif match := _LETTER.match(text, at, limit):
        found.take("letter", match[1])
    return match.end() if match else 0


def _more(found: _List, text: str, at: int, limit: int) -> int:
    """Read what a separator brings: one more of the same, or another article; return where it ends, 0 for nothing."""
    separator = _NEXT.match(text, at, limit)
    if separator is None:
        return 0
    behind = separator.end()
    if separator["range"]:
        return _range(found, text, behind, limit)
    if not separator["joined"] and (
        end := _detail_named(found, text, behind, limit) or _continued(found, text, behind, limit)
    ):
        return end
    key = _KEY.match(text, behind, limit)
    number = _FIRST.match(text, key.end() if key else behind, limit)
    if number is None and key and key["local"]:
        number = _SAID.match(text, key.end(), limit)
    if number is None or not (key or _is_article(found, text, number, limit, is_joined=bool(separator["joined"]))):
        return 0
    found.begin(_named(number))
    return number.end()


def _detail_named(found: _List, text: str, at: int, limit: int) -> int:
    """Read "ayat (3)", "huruf b", "angka 5" behind a separator: another part of the same article."""
    if text[at : at + 1] == "(" or not text[at : at + 1].isalpha():
        return 0
    return _detail(found, text, at, limit)


def _continued(found: _List, text: str, at: int, limit: int) -> int:
    pattern = _BARE.get(found.level)
    match = pattern.match(text, at, limit) if pattern else None
    if match is None:
        return 0
    value = next(group for group in match.groups() if group)
    if found.level == "letter" and not _FOLLOWS.match(text, match.end(), limit):
        return 0
    if value.isdigit() and not match[0].startswith("("):
        before = re.findall(r"\d+", found.paragraph if found.level == "plain paragraph" else found.tail)
        # The next item of a list is greater than the last; a number that is not is another article.
        if not _FOLLOWS.match(text, match.end(), limit) or int(value) <= int(before[-1]) or int(value) > 40:
            return 0
    found.take(found.level, value)
    return match.end()


def _range(found: _List, text: str, at: int, limit: int) -> int:
    key = _AGAIN.match(text, at, limit)
    at = key.end() if key else at
    pattern = _BARE.get(found.level, _FIRST)
    match = pattern.match(text, at, limit)
    if match is None or _DATE_GOES_ON.match(text, match.end()):
        return 0
    value = _named(match) if pattern is _FIRST else next(group for group in match.groups() if group)
    begun = re.findall(r"\d+", found.name)
    if value[0].isdigit() and begun and int(re.findall(r"\d+", value)[0]) < int(begun[-1]):
        return 0
    found.stretch(value)
    return match.end()


def _is_article(found: _List, text: str, number: re.Match[str], limit: int, *, is_joined: bool) -> bool:
    """Say whether a number without "Pasal" before it is one more article."""
    if len(number["number"]) > max(3, len(found.article)):
        return False
    return is_joined or bool(number.groupdict().get("letter")) or _FOLLOWS.match(text, number.end(), limit) is not None
