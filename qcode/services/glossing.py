"""Texts with their codes in the margin, to be read on paper and gone through with a supervisor.

Every line has the number that the appendix gives it; beside the lines stand brackets with the keys of their codes,
below the text a list of these codes. Memos stand as footnotes, or behind the text, if they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from qcode.domain.document import (
    Block,
    Document,
    Footnote,
    Heading,
    Line,
    Lines,
    PageBreak,
    Paragraph,
    Role,
    Table,
    Words,
)
from qcode.domain.line_numbers import NumberedLine, lines_of, lines_text
from qcode.domain.margin import Bracket, Margin, margin_of
from qcode.domain.reference import Citing
from qcode.domain.replacement import replaced
from qcode.domain.report import Column, Kind, Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding, Memo, Source
from qcode.domain.text import shortened
from qcode.errors import QcodeError
from qcode.language import N_, Translate, _, translator
from qcode.services.appending import Sheet, line_anchor
from qcode.services.reciting import Reciter
from qcode.services.reporting import code_name, described
from qcode.store import codes, codings, memos, sources
from qcode.store.project import Project

FOOTNOTES, ENDNOTES = "footnotes", "endnotes"
MEMOS = (FOOTNOTES, ENDNOTES)
LOOK = "plain"
"""How Word sets it where nobody says otherwise: a paper to write on, with room for its margin, no page of a thesis."""
_LONGEST_NAME = 18
"""Characters of a code without a key that stand in the margin."""
_TYPICAL = "*"
_STANDING = {"primary": N_("primary data"), "secondary": N_("secondary data")}


@dataclass(frozen=True, slots=True)
class _Text:
    """One text with what stands beside it."""

    source: Source
    lines: Sequence[NumberedLine]
    printed: Sequence[str]
    """The words of the lines, as far as they may be printed."""
    asked: AbstractSet[int]
    """Numbers of the lines on which an interviewer speaks."""
    codings: Sequence[Coding]
    notes: Sequence[tuple[str, Span | None]]
    """Memos with their places; ``None`` for the text as a whole."""
    silenced: int
    """Memos left out with the words they speak of."""


def make_glossed_texts(
    project: Project, names: Sequence[str], selection: Selection, *, notes: str = "", citing: Citing | None = None,
    language: str = "en", title: str = "",
) -> Document:  # fmt: skip
    """Return texts with their codes in the margin, each beginning on a page of its own.

    Args:
        project: The study.
        names: Names or ids of the sources, at least one, in the order in which they are to stand.
        selection: Which codings.
        notes: Where memos stand: one of ``MEMOS``, or nowhere if empty.
        citing: Whether names give way to codes, and headers tell all where consent lets them; as an appendix has it.
        language: Of the document's own words.
        title: Of the document; a plain one if empty.

    Raises:
        QcodeError: If there is no such source, a filter names what the project does not have, or consent lets none of
            the texts be shown.
    """
    say = translator(language)
    found = [sources.find(project, name) for name in dict.fromkeys(names)]
    reciter = Reciter(project, citing or Citing(), language)
    texts = [_read(project, reciter, source, selection, say, with_notes=bool(notes)) for source in found]
    shown = [text for text in texts if text is not None]
    gone = ", ".join(source.name for source, text in zip(found, texts, strict=True) if text is None)
    if not shown:
        raise QcodeError(
            _("consent lets nothing of this be shown: {names}").format(names=gone),
            _("What is recorded, and how to change it: the screen Consent, or qcode consent"),
        )
    name = found[0].name if len(found) == 1 else project.name
    title = title or say(N_("Coded text: {name}")).format(name=name)
    told = [*described(project, selection, say)]
    if gone:
        told.append(say(N_("Transcripts left out, because nothing of them may be quoted: {names}.")).format(names=gone))
    blocks: list[Block] = [Paragraph((title,), Role.TITLE), *(Paragraph((note,), Role.NOTE) for note in told)]
    everything = {one.code.id: one for one in codes.all_codes(project, with_use=False)}
    for at, text in enumerate(shown):
        blocks += [PageBreak()] if at else []
        blocks += [Heading(text.source.name)] if len(found) > 1 else []
        blocks += _blocks(text, everything, notes, language)
    return Document(title, (*blocks, *(Paragraph((note,), Role.NOTE) for note in reciter.notes())))


def _read(
    project: Project, reciter: Reciter, source: Source, selection: Selection, say: Translate, *, with_notes: bool
) -> _Text | None:
    """Return a text with what stands beside it; ``None`` if consent lets nothing of it be shown."""
    sheet = Sheet(project, reciter, source)
    if sheet.withheld.is_all:
        return None
    closed = [one.span for layer in sheet.withheld.replacements for one in layer]
    placed = memos.placed(project, source.id) if with_notes else []
    told = [(memo, span) for memo, span in placed if not any(span.overlaps(gone) for gone in closed)]
    whole = [(memo, None) for memo in memos.of(project, "source", source.id)] if with_notes else []
    return _Text(
        source, reciter.lines.of_source(source.id), sheet.printed(), sheet.asked(),
        codings.select(project, replace(selection, sources=(source.id,))),
        [(_note(memo, reciter, say), span) for memo, span in (*whole, *told)], len(placed) - len(told),
    )  # fmt: skip


def _note(memo: Memo, reciter: Reciter, say: Translate) -> str:
    return f"{replaced(memo.text, reciter.names_in(memo.text))} ({say(memo.kind)}, {memo.coder})"


def _blocks(text: _Text, everything: Mapping[str, CodeInProject], notes: str, language: str) -> Iterator[Block]:
    say = translator(language)
    places = [lines_of(text.lines, span) if span else None for _note, span in text.notes]
    marks: dict[int, list[str]] = {}
    for (note, _span), place in zip(text.notes, places, strict=True):
        marks.setdefault(place[1] if place else 0, []).append(note)
    beside = marks if notes == FOOTNOTES else {}
    yield Paragraph((_about(text, say), *map(Footnote, beside.get(0, ()))))
    margin = margin_of(text.lines, _brackets(text, everything, language))
    yield Lines(tuple(_lines(text, margin, beside)))
    yield from (Paragraph((note,), Role.NOTE) for note in _told(text, margin, say))
    if text.codings:
        yield Table(_legend(text, everything, language))
    if notes == ENDNOTES and text.notes:
        yield Heading(say(N_("Memos")), 2)
        for (note, _span), place in zip(text.notes, places, strict=True):
            where = lines_text(*place, say) if place else say(N_("the text as a whole"))
            yield Paragraph((Words(f"{where}: ", bold=True), note), Role.ENTRY)


def _about(text: _Text, say: Translate) -> str:
    """Return what kind of text it is and how much of it is coded, by whom."""
    one = text.source
    parts = [
        f"{say(one.kind)}, {say(_STANDING[one.standing])}",
        say(N_("words: {n}")).format(n=one.words),
        say(N_("codings: {n}")).format(n=len(text.codings)),
    ]
    coders = sorted({coding.coder for coding in text.codings}, key=str.casefold)
    parts += [say(N_("coded by {names}")).format(names=", ".join(coders))] if coders else []
    said = "; ".join(parts)
    return said[:1].upper() + said[1:] + "."


# The lines


def _lines(text: _Text, margin: Margin, notes: Mapping[int, Sequence[str]]) -> Iterator[Line]:
    for line, words, beside in zip(text.lines, text.printed, margin.beside, strict=True):
        yield Line(
            line.number, words, margin=tuple(map(Words, beside.names)), strokes=beside.strokes,
            bold=line.number in text.asked, notes=tuple(notes.get(line.number, ())),
            anchor=line_anchor(text.source.id, line.number) if words else "",
        )  # fmt: skip


def _brackets(text: _Text, everything: Mapping[str, CodeInProject], language: str) -> Iterator[Bracket]:
    """Yield the coded passages, each once, with the names of its codes in the order of the codebook."""
    order = {code: number for number, code in enumerate(everything)}
    passages: dict[Span, dict[str, list[Coding]]] = {}
    for one in sorted(text.codings, key=lambda one: order[one.code_id]):
        passages.setdefault(Span(one.start, one.end), {}).setdefault(one.code_id, []).append(one)
    with_coders = _coders(text) > 1
    for span, coded in passages.items():
        names = (_key(everything[code], some, language, with_coders=with_coders) for code, some in coded.items())
        yield Bracket(span, tuple(names))


def _key(one: CodeInProject, applied: Sequence[Coding], language: str, *, with_coders: bool) -> str:
    """Return what stands in the margin for a code on a passage."""
    key = one.code.key or shortened(one.code.said("name", language), _LONGEST_NAME)
    key += _TYPICAL if any(coding.typical for coding in applied) else ""
    return f"{key} ×{len(applied)}" if with_coders and len(applied) > 1 else key


def _coders(text: _Text) -> int:
    return len({one.coder for one in text.codings})


# What stands below them


def _told(text: _Text, margin: Margin, say: Translate) -> Iterator[str]:
    """Yield what must be known to read the margin, a sentence each."""
    if text.codings:
        yield say(
            N_("A bracket shows how far a passage reaches; where it begins stand its codes, left to right by bracket.")
        )
    if any(one.typical for one in text.codings):
        yield say(N_("An asterisk marks a passage that is typical of its code."))
    if _coders(text) > 1:
        yield say(N_("×2 and more: so many coders gave the passage this code."))
    if margin.undrawn:
        yield say(N_("Passages for whose bracket there was no room: {n}.")).format(n=margin.undrawn)
    if text.silenced:
        yield say(N_("Left out: memos on what is not shown ({n}).")).format(n=text.silenced)


def _legend(text: _Text, everything: Mapping[str, CodeInProject], language: str) -> Report:
    """Return the codes of a text with how often and in which lines they stand."""
    say = translator(language)
    places: dict[str, set[Span]] = {}
    for one in text.codings:
        places.setdefault(one.code_id, set()).add(Span(one.start, one.end))
    columns = (
        Column("code", say(N_("Code")), Kind.NAME), Column("passages", say(N_("Passages")), Kind.COUNT),
        Column("lines", say(N_("Lines"))),
    )  # fmt: skip
    rows = tuple(
        (replace(code_name(one, language), depth=0), len(places[id]), _listed(text.lines, places[id]))
        for id, one in everything.items()
        if id in places
    )
    title = say(N_("Codes of “{name}” and the lines in which they stand")).format(name=text.source.name)
    return Report(title, columns, rows)


def _listed(lines: Sequence[NumberedLine], spans: set[Span]) -> str:
    """Return the lines of passages: ``54-56, 60``."""
    reached = filter(None, (lines_of(lines, span) for span in sorted(spans)))
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in reached)
