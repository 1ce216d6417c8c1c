"""What a cell of a matrix can hold."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.report import Kind
from qcode.language import N_


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a cell can hold; texts are in English, marked with ``N_``."""

    kind: Kind
    cell: str
    """What it is, as a title says it."""
    unit: str
    """The note that names the unit, and of shares the denominator; ``{n}`` in it is ``Grid.whole``."""
    totals: str = ""
    """The note on totals; empty where totals make no sense."""
    rolls_up: bool = True
    """Whether a code's cell can hold what is under it too; words and quotations stand where they were put."""
    of_detail: str = ""
    """The note that names the unit where ``:DETAIL`` follows the name; empty where nothing may follow it."""
    takes_number: bool = False
    """Whether the detail is a number, 1 or more."""
    is_of_text: bool = False
    """Whether it asks of all text that there is to code, so that who speaks in it has to be said."""
    bases: str = ""
    """The note on how many passages each row or column has, of which its cells are shares; empty for no such shares."""
    waiting: str = ""
    """The note on cells in which something is coded that hold nothing; empty where that says nothing."""

    @property
    def is_words(self) -> bool:
        """Whether cells hold words, which stand at the innermost places only and have no totals."""
        return self.kind in (Kind.TEXT, Kind.QUOTES)


_PASSAGES_ONCE = N_("Totals count each passage once and so may be less than the sum of the cells.")
_TEXT_ONCE = N_("Totals count each part of a text once and so may be less than the sum of the cells.")
_OF_TEXT = N_(
    "The text of a cell is what its row and its column have of it: a source's, a case's, a speaker's …; a code or a "
    "coder has none of its own. Totals are shares of the text of all rows, or columns."
)
MEASURES = {
    "count": Measure(
        Kind.COUNT, N_("number of passages"), N_("Unit: coded passages; a passage coded more than once counts once."),
        _PASSAGES_ONCE,
    ),
    "presence": Measure(
        Kind.PRESENCE, N_("presence"), N_("A tick means that at least one passage is coded.")
    ),
    "sources": Measure(
        Kind.COUNT, N_("number of sources"), N_("Unit: sources with at least one coded passage."),
        N_("Totals count each source once and so may be less than the sum of the cells."),
    ),
    "cases": Measure(
        Kind.COUNT, N_("number of cases"), N_("Unit: cases with at least one coded passage."),
        N_("Totals count each case once and so may be less than the sum of the cells."),
        of_detail=N_("Unit: cases of the kind “{detail}” with at least one coded passage."),
    ),
    "words": Measure(
        Kind.COUNT, N_("number of words"),
        N_("Unit: words of coded passages; where passages overlap, each word counts once."), _TEXT_ONCE,
    ),
    "characters": Measure(
        Kind.COUNT, N_("number of characters"),
        N_("Unit: characters of coded passages; where passages overlap, each character counts once."), _TEXT_ONCE,
    ),
    "percent": Measure(
        Kind.SHARE, N_("share of passages"),
        N_("Share of the column's coded passages; shares may add up to more than 100 per cent."),
        bases=N_("100 per cent, the coded passages of the columns: {names}."),
    ),
    "percent:row": Measure(
        Kind.SHARE, N_("share of passages of the row"),
        N_("Share of the row's coded passages; shares may add up to more than 100 per cent."),
        bases=N_("100 per cent, the coded passages of the rows: {names}."),
    ),
    "percent:total": Measure(
        Kind.SHARE, N_("share of all passages"),
        N_("Share of all coded passages of the table ({n}); shares may add up to more than 100 per cent."),
        _PASSAGES_ONCE,
    ),
    "percent:text": Measure(
        Kind.SHARE, N_("share of the text"),
        N_("Share of the text that is coded, by characters; what several passages cover counts once. All text of the "
           "table: characters ({n})."), _OF_TEXT, is_of_text=True,
    ),
    "percent:words": Measure(
        Kind.SHARE, N_("share of the words"),
        N_("Share of the text that is coded, by words; what several passages cover counts once. All text of the "
           "table: words ({n})."), _OF_TEXT, is_of_text=True,
    ),
    "quotes": Measure(
        Kind.QUOTES, N_("quotations"),
        N_("Each passage is followed by who speaks, the minute of the recording and the paragraph."), rolls_up=False,
        of_detail=N_("The first quotations of each cell, at most: {detail}; each is followed by who speaks, the minute "
                     "of the recording and the paragraph. Not quoted: {n}."),
        takes_number=True,
    ),
    "quotes:typical": Measure(
        Kind.QUOTES, N_("typical quotations"),
        N_("Quoted is what was marked as typical; each passage is followed by who speaks, the minute of the recording "
           "and the paragraph."), rolls_up=False,
    ),
    "summary": Measure(
        Kind.TEXT, N_("summaries"), N_("Each cell holds what the researcher wrote to sum up its coded passages."),
        waiting=N_("Coded, but not summed up yet: cells ({n})."),
    ),
    "memo": Measure(
        Kind.TEXT, N_("memos"),
        N_("Each cell holds the memos on its coded passages and on their codings, each once."), rolls_up=False,
        waiting=N_("Coded, but without a memo: cells ({n})."),
    ),
}  # fmt: skip
"""What a cell can hold; ``cases:KIND`` counts cases of one kind, ``quotes:3`` quotes at most three."""

_SAME = {"percent:column": "percent", "quotes:all": "quotes"}
"""What may be asked for in more words."""


def measure_of(asked: str) -> Measure:
    """Return the measure that is meant by its name, with or without ``:DETAIL``.

    Raises:
        KeyError: If there is none.
    """
    return MEASURES[named(asked)[0]]


def named(asked: str) -> tuple[str, str]:
    """Return which of ``MEASURES`` is asked for, and the detail that follows; empty for none.

    Raises:
        KeyError: If there is no such measure.
    """
    asked = _SAME.get(asked, asked)
    if asked in MEASURES:
        return asked, ""
    name, _colon, detail = asked.partition(":")
    measure = MEASURES[name]
    is_number = detail.isascii() and detail.isdigit() and int(detail) > 0
    if not measure.of_detail or not detail or (measure.takes_number and not is_number):
        raise KeyError(asked)
    return name, detail


def known() -> list[str]:
    """Return what can be asked for, as a hint writes it."""
    return [
        wide
        for name, one in MEASURES.items()
        for wide in (name, *((f"{name}:{'N' if one.takes_number else 'KIND'}",) if one.of_detail else ()))
    ]
