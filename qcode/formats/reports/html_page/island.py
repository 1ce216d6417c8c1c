"""What the scripts of a study's page know: JSON that may stand in a page, for nothing in it ends its element."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qcode.domain.span import Span
from qcode.domain.study_page import NOWHERE, PagePassage, PageText, StudyPage
from qcode.domain.text import visible
from qcode.language import N_, Translate

_WORDS = {
    "remaining": N_("Passages: {n} of {all}"), "withheld": N_("withheld: {n}"), "codes": N_("Codes"),
    "cases": N_("Cases"), "texts": N_("Sources"), "toTranscript": N_("see it in the transcript"), "memo": N_("Memo:"),
    "nothing": N_("No passages."), "more": N_("Show {n} more of {left}"), "total": N_("Total"),
    "here": N_("Passages at this place"), "inText": N_("Passages marked here: {n}"),
    "place": N_("Passage {n} of {all}"), "only": N_("Only:"),
}  # fmt: skip
"""What the scripts say."""
_NOT_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
_NOT_IN_STRING = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", **_NOT_IN_SCRIPT}
"""What JSON in a page writes otherwise of what ``visible`` leaves; the backslash first, since the others bring some."""
_AS_THEY_ARE = bytes(code for code in range(0x20, 0x7F) if chr(code) not in _NOT_IN_STRING)
_LAST_OF_FIRST_PLANE = "\uffff"


def island(study: StudyPage, say: Translate) -> Iterator[str]:
    """Yield the JSON of a study, piece by piece.

    Args:
        study: What the page shows.
        say: Translates into the page's language.
    """
    places = [_Places(one) for one in study.texts]
    parts = {
        "words": iter([_json({name: say(words) for name, words in _WORDS.items()})]),
        "codes": _object({
            "key": _strings([one.key for one in study.codes]), "label": _strings([one.label for one in study.codes]),
            "parent": _json([one.parent for one in study.codes]),
        }),
        "cases": _object({
            "name": _strings([one.name for one in study.cases]), "kind": _strings([one.kind for one in study.cases]),
        }),
        "texts": _object({
            "name": _strings([one.name for one in study.texts]),
            "asked": _json([there.flat(one.asked) for one, there in zip(study.texts, places, strict=True)]),
        }),
        "passages": _object(_passages(study.passages, places)),
        "tables": iter([_json([{"side": one.side, "rows": one.rows, "columns": one.columns} for one in study.tables])]),
    }  # fmt: skip
    for place, (name, pieces) in enumerate(parts.items()):
        yield f'{"," if place else "{"}"{name}":'
        yield from pieces
    yield "}"


def _passages(passages: Sequence[PagePassage], places: Sequence[_Places]) -> dict[str, str]:
    """Return passages column by column; what few of them have stands by their number.

    They stand in the order of their texts, so that it is enough to say how many each text has.
    """
    if any(one.doubled for one in places):
        moved = {place: places[one.text].moved(one.span) for place, one in enumerate(passages) if one.span}
        spans = [moved.get(place) for place in range(len(passages))]
    else:
        spans = [one.span for one in passages]
    each = Counter([one.text for one in passages])
    return {
        "each": _json([each.get(text, 0) for text in range(len(places))]),
        "start": _json([span.start if span else NOWHERE for span in spans]),
        "end": _json([span.end if span else NOWHERE for span in spans]),
        "codes": _lists([one.codes for one in passages]),
        "cases": _lists([one.cases for one in passages]),
        "words": _strings([one.words or "" for one in passages]),
        "withheld": _json([place for place, one in enumerate(passages) if one.words is None]),
        "cited": _strings([one.citation for one in passages]),
        "meant": _json({place: visible(one.translation) for place, one in enumerate(passages) if one.translation}),
        "memo": _json({place: visible(one.memo) for place, one in enumerate(passages) if one.memo}),
    }


def _object(parts: dict[str, str]) -> Iterator[str]:
    for place, (name, content) in enumerate(parts.items()):
        yield f'{"," if place else "{"}"{name}":'
        yield content
    yield "}"


def _json(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escaped in _NOT_IN_SCRIPT.items():
        said = said.replace(character, escaped)
    return said


def _lists(lists: Iterable[tuple[int, ...]]) -> str:
    """Return an array of lists, of which few differ."""
    known: dict[tuple[int, ...], str] = {}
    return f"[{','.join([known.get(one) or known.setdefault(one, _json(one)) for one in lists])}]"


def _strings(some: list[str]) -> str:
    """Return an array of texts whose control characters are shown.

    It is made of all of them at once, and of what JSON writes otherwise only that is looked for which is there: in a
    tenth of the time that one by one would take.
    """
    whole = "\n".join(some)
    found = set(whole.encode().translate(None, _AS_THEY_ARE).decode()) if whole.isascii() else set(_NOT_IN_STRING)
    if not found <= _NOT_IN_STRING.keys() or (not whole.isascii() and visible(whole) is not whole):
        some, found = [visible(one) for one in some], set(_NOT_IN_STRING)
    said = "\0".join(some)
    for character, escaped in _NOT_IN_STRING.items():
        if character in found:
            said = said.replace(character, escaped)
    said = said.replace("\0", '","')
    return f'["{said}"]' if some else "[]"


class _Places:
    """Where the places of a text are for a browser, which counts a character beyond the first plane twice."""

    def __init__(self, one: PageText) -> None:
        words = one.text or ""
        self.doubled: list[int] = []
        """Where such characters stand."""
        if not words.isascii() and max(words) > _LAST_OF_FIRST_PLANE:
            self.doubled = [at for at, character in enumerate(words) if character > _LAST_OF_FIRST_PLANE]

    def moved(self, span: Span) -> Span:
        """Return where a span is."""
        return Span(span.start + bisect_left(self.doubled, span.start), span.end + bisect_left(self.doubled, span.end))

    def flat(self, spans: Iterable[Span]) -> list[int]:
        """Return starts and ends by turns."""
        moved = map(self.moved, spans) if self.doubled else spans
        return [place for span in moved for place in (span.start, span.end)]
