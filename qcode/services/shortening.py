"""Shortening: the header of a transcript as others may read it, which tells no more than a footnote does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qcode.domain.dates import day_in, long_date, month_of
from qcode.domain.general_words import plain_office
from qcode.domain.particulars import fields_of
from qcode.domain.reading.interview import read_text
from qcode.domain.replacement import Replacement
from qcode.domain.study import SourceTurn
from qcode.services.reciting import Reciter
from qcode.services.referencing import About
from qcode.services.withholding import AND_ON

_PLAIN = frozenset(
    {
        "kode informan", "kode narasumber", "kode responden", "kode partisipan", "informant code", "participant code",
        "respondent code", "interviewee code", "pewawancara", "peneliti", "interviewer", "researcher", "keterangan",
        "legend", "key", "durasi", "duration", "bahasa", "language", "cara merekam", "recording", "transkriptor",
        "transcriber",
    }
)  # fmt: skip
"""Fields of a header that tell nobody who the informant is."""
_MOST = 5000
"""Characters in which the header of a text without turns is looked for."""


def short_header(
    reciter: Reciter, about: About, text: str, turns: Sequence[SourceTurn], speakers: Iterable[str]
) -> Iterator[Replacement]:
    """Yield what stands in place of the values of a header; nothing where it may be told in full.

    Args:
        reciter: How the document words and cites.
        about: What is known of the source.
        text: Its text.
        turns: Its turns, in order.
        speakers: Labels of those who speak in it.
    """
    if reciter.citing.full and about.is_open:
        return
    top = text[: turns[0].span.start if turns else _MOST]
    for field in read_text(top, speakers=list(speakers)).header:
        if " ".join(field.name.casefold().split()) not in _PLAIN:
            yield Replacement(field.span, _plain(reciter, about, field.name, field.value), AND_ON)


def _plain(reciter: Reciter, about: About, name: str, value: str) -> str:
    meant, language = fields_of(name), reciter.language
    if "office" in meant:
        return about.cited.role or plain_office(value, language) or AND_ON
    if "names" in meant:
        return about.cited.code
    day = month_of(day_in(value)) if "day" in meant else ""
    return long_date(day, language) or AND_ON
