"""How often each code stands: passages, codings, sources, in one Report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qcode.analysis.matrix import TOTAL
from qcode.domain.coded import Coded, CodeRows
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate

COLUMNS = ("code", "passages", "share", "codings", "sources", "source_share")
_LABELS = {
    "code": N_("Code"), "passages": N_("Passages"), "share": N_("Share of passages"), "codings": N_("Codings"),
    "sources": N_("Sources"), "source_share": N_("Share of sources"),
}  # fmt: skip
_KINDS = {"code": Kind.NAME, "share": Kind.SHARE, "source_share": Kind.SHARE}


def frequencies(
    coded: Coded, codes: CodeRows, *, say: Translate, by_count: bool = False, with_empty: bool = False,
    notes: Iterable[str] = (), title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return how often each code stands, as ``code passages share codings sources source_share``.

    Args:
        coded: The codings.
        codes: The rows, and what counts for them.
        say: Translates into the document's language.
        by_count: Most frequent first, without the tree; else in the order of the codebook.
        with_empty: Show codes that stand nowhere.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    codings: Counter[int] = Counter()
    for code, n in Counter(coded.codes).items():
        for over in codes.counted_for(code):
            codings[over] += n
    # A passage coded with two codes under one parent is one passage of the parent.
    standing = {
        (over, place) for code, place in set(zip(coded.codes, coded.places, strict=True))
        for over in codes.counted_for(code)
    }  # fmt: skip
    passages = Counter(code for code, _place in standing)
    sources = Counter(code for code, _source in {(code, place[0]) for code, place in standing})
    everything = set(coded.places)
    in_sources = len({source for source, _start, _end in everything})
    rows: list[tuple[Cell, ...]] = [
        (
            row.name, passages[row.key], _share(passages[row.key], len(everything)), codings[row.key],
            sources[row.key], _share(sources[row.key], in_sources),
        )
        for row in codes.rows
        if with_empty or passages[row.key]
    ]  # fmt: skip
    if by_count:
        rows.sort(key=lambda row: -_number(row[1]))
        rows = [(Name(row[0].name, row[0].label) if isinstance(row[0], Name) else row[0], *row[1:]) for row in rows]
    total = (Name(TOTAL, say(N_("Total"))), len(everything), _share(len(everything), len(everything)),
             len(coded.codes), in_sources, _share(in_sources, in_sources))  # fmt: skip
    return Report(
        title=title or say(N_("Codes by frequency")),
        columns=tuple(Column(name, say(_LABELS[name]), _KINDS.get(name, Kind.COUNT)) for name in COLUMNS),
        rows=(*rows, total),
        notes=(*_notes(coded, codes, len(everything), in_sources, say), *notes),
        source_line=source_line,
        total_rows=1,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _notes(coded: Coded, codes: CodeRows, passages: int, sources: int, say: Translate) -> list[str]:
    notes = [
        say(N_("Unit: coded passages; a passage coded more than once counts once. Codings count each time.")),
        say(N_("Share of all coded passages in this selection: {n}; shares may add up to more than 100%.")).format(
            n=passages
        ),
        say(N_("Share of all sources with a coded passage in this selection: {n}.")).format(n=sources),
        say(N_("A code stands for itself and the codes under it."))
        if codes.rolled_up
        else say(N_("A passage stands at the very code it was coded with.")),
    ]
    if coded.left_out:
        notes.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=coded.left_out))
    return notes
