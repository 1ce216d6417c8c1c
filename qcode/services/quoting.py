"""The quotation report: what was coded, word for word, under its codes, each passage with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.selection import Selection
from qcode.domain.study import CodeInProject, Coding
from qcode.domain.transcript import Role
from qcode.language import N_, Translate, translator
from qcode.services import consenting
from qcode.services.asking import asked_as
from qcode.services.reporting import code_name, described, quotation
from qcode.store import codes, codings
from qcode.store.project import Project


@asked_as("quotations")
def make_quotation_report(
    project: Project, selection: Selection, *, language: str = "en", title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return quotations under their codes, in the order of the codebook, and under a code by source and place.

    A code's heading is a row; below it stand its quotations, numbered, each a row whose first cell names the code.
    Coders and memos have a column where they tell more than one thing.

    Args:
        project: The study.
        selection: Which codings.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a filter names what the project does not have, or the query is not understood.
    """
    say = translator(language)
    everything = {one.code.id: one for one in codes.all_codes(project, with_use=False)}
    order = {code: place for place, code in enumerate(everything)}
    allowed = consenting.cleared(project, list(codings.select(project, selection)))
    found = sorted(allowed.codings, key=lambda one: order[one.code_id])
    coders = sorted({one.coder for one in found}, key=str.casefold)
    more = [name for name, is_told in (("coder", len(coders) > 1), ("memo", any(o.memo for o in found))) if is_told]
    labels = {"code": N_("Code"), "quotation": N_("Quotation"), "coder": N_("Coder"), "memo": N_("Memo")}
    kinds = {"code": Kind.NAME, "quotation": Kind.QUOTES}
    columns = tuple(
        Column(name, say(labels[name]), kinds.get(name, Kind.TEXT)) for name in ("code", "quotation", *more)
    )
    return Report(
        title=title or say(N_("Quotations by code")),
        columns=columns,
        rows=tuple(_rows(found, everything, more, language)),
        notes=(
            *_counted(found, coders, say),
            *allowed.notes(say),
            *described(project, selection, say),
        ),
        source_line=source_line or say(N_("primary data, coded by the researcher")),
    )


def _rows(
    found: Iterable[Coding], everything: dict[str, CodeInProject], more: Sequence[str], language: str
) -> Iterator[tuple[Cell, ...]]:
    for code, members in groupby(found, key=lambda one: one.code_id):
        quoted = list(members)
        head = code_name(everything[code], language)
        yield (Name(head.name, _heading(everything, code, language), 0), (), *("" for _name in more))
        for number, one in enumerate(quoted, 1):
            told = {"coder": one.coder, "memo": one.memo}
            yield (Name(head.name, f"{number}", 1), (quotation(one),), *(told[name] for name in more))


def _heading(everything: dict[str, CodeInProject], code: str, language: str) -> str:
    """Return what stands above the quotations of a code: its key and name, and the codes it stands under."""
    one = everything[code]
    above: list[str] = []
    parent = one.code.parent
    while parent is not None and parent in everything:
        above.insert(0, everything[parent].code.said("name", language))
        parent = everything[parent].code.parent
    label = code_name(one, language).label
    return f"{label} ({' / '.join(above)})" if above else label


def _counted(found: Sequence[Coding], coders: Sequence[str], say: Translate) -> Iterator[str]:
    """Yield what one row is, how many there are, and whose they are."""
    yield say(N_("One row for each coding: {n}; passages: {passages}; sources: {sources}.")).format(
        n=len(found), passages=len({one.segment for one in found}), sources=len({one.source_id for one in found})
    )
    if len(coders) == 1:
        yield say(N_("All of it coded by {name}.")).format(name=coders[0])
    if asked := sum(one.role == Role.INTERVIEWER for one in found):
        yield say(N_("Of these, said by interviewers: {n}.")).format(n=asked)
