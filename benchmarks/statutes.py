"""Finding statutory references: how many bytes a second, against the 5 MB/s that are promised.

The floor is not a program but the promise itself: the time that the same bytes take at 5 MB/s. The text is that of
interviews in which the law is spoken of about once a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import data
from benchmarks.rounds import Figure, compare, seconds
from qcode.domain.statutes import references

TEXTS, CHARS = 50, 40_000
PAGE = 3_000
PROMISED = 5_000_000
"""Bytes a second."""
_CITED = (
    " Kami pakai Pasal 27 ayat (1) dan (3) UU ITE.", " Itu Pasal 76I jo. Pasal 88 UU No. 35 Tahun 2014.",
    " Menurut KUHAP, Pasal 16 dan 17, boleh.", " Pasal 14 ayat (2) undang-undang itu, ya.",
)  # fmt: skip


def figures() -> Iterator[Figure]:
    """Measure the promise."""
    texts = [_interview(number) for number in range(1, TEXTS + 1)]
    size = sum(len(text.encode()) for text in texts)
    cited = sum(text.count(one) for text in texts for one in _CITED)
    assert sum(len(references(text)) for text in texts) > cited

    def program() -> float:
        return seconds(lambda: [references(text) for text in texts])

    promise = f"statutory references in {size / 1e6:.1f} MB, against the time of 5 MB/s"
    yield compare(promise, lambda: size / PROMISED, program, 1.0)


def _interview(number: int) -> str:
    text = data.interview(number, CHARS)
    pages = [text[at : at + PAGE] for at in range(0, len(text), PAGE)]
    return "".join(page + _CITED[at % len(_CITED)] for at, page in enumerate(pages))
