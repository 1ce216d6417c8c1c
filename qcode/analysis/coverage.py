"""How much of what is said is coded: characters or words under each code, of a source or of what a speaker says.

Passages of one code that overlap count their text once. What is not counted, such as labels and what interviewers say,
is in neither the part nor the whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qcode.domain.coded import Coded, CodeRows
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.stretches import Stretch, merged
from qcode.language import N_, Translate

TOTAL = "*"
CHARACTERS, WORDS = "characters", "words"
BY = (CHARACTERS, WORDS)
CELLS = ("share", "count")
_OF = {
    CHARACTERS: N_("Unit: characters under a code, those under several of its passages once."),
    WORDS: N_("Unit: words that begin under a code, those under several of its passages once."),
}
_WHOLE = {
    CHARACTERS: N_("Share of all characters of what is counted there; in all: {n}."),
    WORDS: N_("Share of all words of what is counted there; in all: {n}."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What is counted of one source."""

    source: int
    """Key."""
    starts: Sequence[int]
    """Of its stretches; of each word by itself if words are counted. In order."""
    sizes: Sequence[int]
    """Of each, in characters; 1 for a word."""

    def sums(self) -> Sequence[int]:
        """Return how much lies before each stretch, and at last how much there is."""
        return [0, *accumulate(self.sizes)]


@dataclass(frozen=True, slots=True)
class Ground:
    """A column: a source, or what a speaker or informant says."""

    name: Name
    parts: Sequence[Part]


def coverage(
    coded: Coded, codes: CodeRows, grounds: Sequence[Ground], *, by: str = CHARACTERS, cell: str = "share",
    only_coded: bool = False, say: Translate, notes: Iterable[str] = (), title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return how much of each ground lies under each code, with a last row for any code and a last column for all.

    Args:
        coded: The codings.
        codes: The rows, and what counts for them; those that stand nowhere are not shown.
        grounds: The columns, none overlapping another.
        by: One of ``BY``, as the parts of the grounds count.
        cell: One of ``CELLS``: shares, or how many.
        only_coded: Leave out the grounds of which nothing is coded.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    wholes = [sum(sum(part.sizes) for part in ground.parts) for ground in grounds]
    cells = _cells(_merged(coded, codes), grounds)
    shown = [at for at in range(len(grounds)) if not only_coded or cells.get((None, at))]

    def row(key: int | None) -> tuple[Cell, ...]:
        found = [cells.get((key, at), 0) for at in shown]
        if cell == "count":
            return (*found, sum(found))
        total = sum(wholes[at] for at in shown)
        shares = (n / wholes[at] if wholes[at] else None for n, at in zip(found, shown, strict=True))
        return (*shares, sum(found) / total if total else None)

    used = {over for code in set(coded.codes) for over in codes.counted_for(code)}
    rows = [(one.name, *row(one.key)) for one in codes.rows if one.key in used]
    about = _about(coded, codes, by, sum(wholes[at] for at in shown), say)
    kind = Kind.COUNT if cell == "count" else Kind.SHARE
    return Report(
        title=title or say(N_("How much is coded")),
        columns=(
            Column("code", say(N_("Code")), Kind.NAME),
            *(Column(grounds[at].name.name, grounds[at].name.label, kind) for at in shown),
            Column(TOTAL, say(N_("Total")), kind),
        ),
        rows=(*rows, (Name(TOTAL, say(N_("Any code"))), *row(None))),
        notes=(*about, *notes),
        source_line=source_line,
        total_rows=1,
        total_columns=1,
    )


def _about(coded: Coded, codes: CodeRows, by: str, whole: int, say: Translate) -> list[str]:
    about = [say(_OF[by]), say(_WHOLE[by]).format(n=whole)]
    about.append(
        say(N_("A code stands for itself and the codes under it."))
        if codes.rolled_up
        else say(N_("A passage stands at the very code it was coded with."))
    )
    if coded.left_out:
        about.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=coded.left_out))
    return about


def who_counts(all_speakers: bool, say: Translate) -> str:
    """Return the note on what of the texts is counted."""
    if all_speakers:
        return say(N_("Counted is what stands in turns, of interviewers too; of texts without turns all."))
    return say(N_("Counted is what participants say; of texts without turns all."))


def part_of(source: int, stretches: Iterable[Stretch]) -> Part:
    """Return a part that counts the characters of stretches."""
    own = merged(stretches)
    return Part(source, [start for start, _end in own], [end - start for start, end in own])


def _merged(coded: Coded, codes: CodeRows) -> Mapping[tuple[int | None, int], list[Stretch]]:
    """Return by code (``None`` for any) and source what lies under it."""
    found: dict[tuple[int | None, int], list[Stretch]] = {}
    for code, (source, start, end) in set(zip(coded.codes, coded.places, strict=True)):
        for key in (None, *codes.counted_for(code)):
            found.setdefault((key, source), []).append((start, end))
    return {key: merged(spans) for key, spans in found.items()}


def _cells(
    merged: Mapping[tuple[int | None, int], list[Stretch]], grounds: Sequence[Ground]
) -> dict[tuple[int | None, int], int]:
    """Return how much lies under a code, by its key and the number of the ground."""
    parts: dict[int, list[tuple[int, Part, Sequence[int]]]] = {}
    for number, ground in enumerate(grounds):
        for part in ground.parts:
            parts.setdefault(part.source, []).append((number, part, part.sums()))
    cells: dict[tuple[int | None, int], int] = {}
    for (key, source), spans in merged.items():
        for number, part, sums in parts.get(source, ()):
            if under := _under(part, sums, spans):
                cells[key, number] = cells.get((key, number), 0) + under
    return cells


def _under(part: Part, sums: Sequence[int], spans: Iterable[Stretch]) -> int:
    return sum(_before(part, sums, end) - _before(part, sums, start) for start, end in spans)


def _before(part: Part, sums: Sequence[int], position: int) -> int:
    """Return how much of a part lies before a position."""
    at = bisect_right(part.starts, position) - 1
    if at < 0:
        return 0
    return sums[at] + min(part.sizes[at], position - part.starts[at])


def words_part(source: int, starts: Iterable[int], stretches: Iterable[Stretch]) -> Part:
    """Return a part that counts the words which begin in stretches."""
    every = list(starts)
    kept = [
        start
        for begin, end in merged(stretches)
        for start in every[bisect_left(every, begin) : bisect_left(every, end)]
    ]
    return Part(source, kept, [1] * len(kept))
