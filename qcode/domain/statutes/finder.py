"""Finding statutory references: one pass over the text to what may be one, then articles and acts are joined.

One reference names articles of one act, in either order, and yields one ``Reference`` for each article; they share the
span of the whole. An act that is named without an article yields one too. Where an article stands apart from its act
(the act is named later in the sentence, or just before), the span is that of the article alone, and the reference says
that the act was inferred; where none is near, the act is left empty. Of acts that are joined ("UU 11/2008 jo. UU
19/2016"), the first is the one whose articles are cited, and the others are references of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.domain.statutes.articles import Articles, articles_at
from qcode.domain.statutes.naming import Kind, Mention, bare_at, english_at, is_chained, mention_at

BEFORE, AFTER = 300, 120
"""How far away, in code points, the act of an article may be named: before it, and later in its sentence."""

_MAY_BE = re.compile(
    r"[ABIKPSUWkpsu§](?<!\w.)(?:"
    r"(?i:asal|sl[.\s\d]|(?<=[Ss])ec(?:tions?|s?\.)\s?|rt(?:ikel|icle|s?[.\s])|ndang|uh[apd\s]|itab\s|vs\b|etboek|urgerlijk"
    r"|er(?:kap|pol|da|men|pres|ppu|pu|ma|ja|gub|bup|wal|aturan)|eppres|npres|nstruksi\s|eputusan\s|urat\sedaran|ema\s)"
    r"|(?<=[PpSs])[Ss]?\.?\s?\d|(?<=[PpSs])[Ss]?\.\s|(?<=§)§?\s?\d|(?<=[Uu])\.?[Uu][.\s]|(?<=[Uu])[Uu]D\s|(?<=P)P\s"
    r"|(?<=A)ct\b)"
)
"""Where a reference may begin; it is cheap, and wrong often enough."""
_MAY_BE_ARTICLE = re.compile(r"art(?<!\wart)(?:ikel|icle|s?[.\s])")
"""The same for "art." without capital: "a" is too common a letter to stop at each."""
_TIGHT = re.compile(r"(?:-?nya)?\s*\(?(?:(?:dari|dalam|pada|di|menurut|of|under|in)\s+)?(?:the\s+)?", re.IGNORECASE)
_WITH_COMMA = re.compile(r"\s*,\s*(?:(?:dari|dalam|pada|of)\s+)?(?:the\s+)?", re.IGNORECASE)
_ACT_FIRST = re.compile(r"\s*[,:(]?\s*(?:(?:khususnya|terutama|yaitu|yakni|pada|di|dalam|in)\s+)?", re.IGNORECASE)
_END_OF_SENTENCE = re.compile(r"[.!?;]\s|\n")


@dataclass(frozen=True, slots=True)
class Reference:
    """One article of an act, or an act alone, as a text cites it."""

    span: Span
    """Of the whole reference; the articles of one reference share it."""
    act: str
    """``UU 12/2022``, ``KUHAP``, ``Sexual Offences Act 2003``; empty if no act is named near the article."""
    article: str
    """``14(2)``, ``1 angka 5``, ``419-421``; empty for the act alone."""
    is_inferred: bool = False
    """Whether the act was named elsewhere, before the article or later in its sentence."""


def references(text: str) -> list[Reference]:
    """Return the statutory references of a text, in the order in which they stand.

    >>> [(one.act, one.article) for one in references("Kami pakai Pasal 27 ayat (1) dan (3) UU ITE.")]
    [('UU 11/2008', '27(1)'), ('UU 11/2008', '27(3)')]
    """
    return sorted(_Joining(text, _items(text)).references(), key=lambda one: one.span)


def _items(text: str) -> list[Articles | Mention]:
    """Return articles and acts in the order of the text; none overlaps another."""
    found: list[Articles | Mention] = []
    end = 0
    starts = [place.start() for place in _MAY_BE.finditer(text)]
    starts += [place.start() for place in _MAY_BE_ARTICLE.finditer(text)]
    for start in sorted(starts):
        if start < end:
            continue
        item: Articles | Mention | None
        if text.startswith("Act", start):
            item = english_at(text, start, end)
        else:
            item = articles_at(text, start) or mention_at(text, start)
        if item is not None:
            found.append(item)
            end = item.end
            if isinstance(item, Articles) and item.is_local and (named := bare_at(text, end)):
                found.append(named)
                end = named.end
    return found


class _Joining:
    """Articles and acts of one text on the way to references."""

    def __init__(self, text: str, items: list[Articles | Mention]) -> None:
        self.text, self.items = text, items
        self.taken: set[int] = set()
        """Indices of the acts that stand beside an article."""
        self.heads = _heads(text, items)
        self.tails = {head: at for at, head in self.heads.items()}
        """Index of the last act that is joined to each."""

    def references(self) -> Iterator[Reference]:
        """Yield each article with its act, and acts that stand alone; not in order."""
        last = ""
        for at, item in enumerate(self.items):
            if isinstance(item, Articles):
                act, span, is_inferred = self._cited(item, at, last)
                last = act or last
                if act or item.is_local:
                    yield from (Reference(span, act, name, is_inferred) for name in item.names)
            elif item.kind is Kind.NAMED:
                last = self._act(at)
        for at, item in enumerate(self.items):
            if isinstance(item, Mention) and item.kind is Kind.NAMED and at not in self.taken:
                yield Reference(Span(item.start, item.end), item.act, "")

    def _cited(self, item: Articles, at: int, last: str) -> tuple[str, Span, bool]:
        """Return the act of articles, the span of the reference, and whether the act was inferred."""
        span = Span(item.start, item.end)
        beside = _beside(self.text, self.items, at, self.taken)
        if beside is None:
            near = self._near(at) if item.is_local else ""
            return near, span, bool(near)
        mention = self.items[beside]
        assert isinstance(mention, Mention)
        if mention.kind is Kind.BACK:
            is_cited = bool(last) or item.is_local
            return last, Span(item.start, mention.end) if is_cited else span, bool(last)
        head = self.heads[beside]
        self.taken.add(head)
        first, final = self.items[head], self.items[self.tails[head]]
        # Of acts that are joined, all belong to the reference, unless articles stand between them.
        return self._act(beside), Span(min(item.start, first.start), max(item.end, final.end)), False

    def _act(self, at: int) -> str:
        mention = self.items[self.heads[at]]
        assert isinstance(mention, Mention)
        return mention.act

    def _near(self, at: int) -> str:
        """Return the act that is named later in the sentence of an article, or just before it; empty for none."""
        item = self.items[at]
        if at + 1 < len(self.items):
            after = self.items[at + 1]
            # What other articles stand behind is theirs.
            is_theirs = at + 2 < len(self.items) and isinstance(self.items[at + 2], Articles)
            is_near = _is_named(after) and after.start - item.end <= AFTER and not is_theirs
            if is_near and not _END_OF_SENTENCE.search(self.text, item.end, after.start):
                return self._act(at + 1)
        for index in range(at - 1, -1, -1):
            before = self.items[index]
            if item.start - before.end > BEFORE:
                break
            if _is_named(before):
                return self._act(index)
        return ""


def _is_named(item: Articles | Mention) -> bool:
    return isinstance(item, Mention) and item.kind is Kind.NAMED


def _heads(text: str, items: list[Articles | Mention]) -> dict[int, int]:
    """Return the index of the act that each act stands for: itself, or the first of those it is joined to."""
    heads: dict[int, int] = {}
    for at, item in enumerate(items):
        if isinstance(item, Mention):
            before = items[at - 1] if at else None
            chained = isinstance(before, Mention) and is_chained(text[before.end : item.start])
            heads[at] = heads[at - 1] if chained else at
    return heads


def _beside(text: str, items: list[Articles | Mention], at: int, taken: set[int]) -> int | None:
    """Return the index of the act that stands beside articles, ``None`` if none does."""
    item = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    behind = text[item.end : after.start] if isinstance(after, Mention) else None
    if behind is not None and _TIGHT.fullmatch(behind):
        return at + 1
    is_free = isinstance(before, Mention) and at - 1 not in taken and before.kind is not Kind.BACK
    if is_free and before is not None and _ACT_FIRST.fullmatch(text, before.end, item.start):
        return at - 1
    return at + 1 if behind is not None and _WITH_COMMA.fullmatch(behind) else None
