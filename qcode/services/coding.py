"""Applying codes to passages, and taking them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from qcode.domain.span import Span
from qcode.domain.study import Coding, SpanCoding
from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.store import coders, codes, codings, dependents, memos, segments, sources
from qcode.store.changes import Change
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class CodingResult:
    """What applying a code came to."""

    coding: SpanCoding
    is_new: bool
    """False if this coder had coded this passage so already; then nothing was changed."""


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One coding to be applied, named as in a table."""

    source: str
    start: int
    end: int
    code: str
    coder: str = ""
    """Empty: the coder who works here."""
    weight: float | None = None
    memo: str = ""
    typical: bool = False
    line: int = 0
    """Where it stood in its file, 0 if in none."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What applying many codings came to."""

    added: int
    already: int
    """Were there before, and stayed as they were."""


@dataclass(frozen=True, slots=True)
class RecodeResult:
    """What giving many codings another code came to."""

    recoded: int
    joined: int
    """Gave way to a coding with that code which their coder had made of the passage already."""
    already: int
    """Had that code before, and stayed as they were."""


def apply_code(
    project: Project, source: str, span: Span, code: str, *,
    weight: float | None = None, memo: str = "", typical: bool = False,
) -> CodingResult:  # fmt: skip
    """Apply a code to a passage; on disk when this returns.

    Args:
        project: The study.
        source: Id of the source.
        span: The passage.
        code: Id of the code.
        weight: How strongly it applies, any number; ``None`` for no weight.
        memo: A note on the coding; empty for none.
        typical: Marks the passage as typical of the code.

    Raises:
        QcodeError: If the span lies outside the text, or the code is a folder.
    """
    found, (name, chars) = codes.usable(project, code), sources.extent_of(project, source)
    _need_codable(found is None or found[1], found[0] if found else code)
    _need_inside(span, chars, "")
    _need_number(weight)
    with project.change("code") as change:
        project.coder_key()
        added = codings.add(project, change, source, span, code, coder=project.coder_id, weight=weight, typical=typical)
        if added.is_new and memo:
            memos.add(project, change, "coding", added.id, memo, "note")
        change.summary = f"{found[0] if found else code} · {name} {span.start}–{span.end}"
    applied = SpanCoding(added.id, added.segment, code, project.coder_id, span.start, span.end)
    return CodingResult(applied, added.is_new)


def apply_codes(project: Project, rows: Sequence[CodingRow], *, summary: str = "") -> BulkResult:
    """Apply many codings as one act: all of them or none.

    Raises:
        QcodeError: If a row names what is not there, or lies outside its text; the message names the row.
    """
    everything = codes.all_codes(project, with_use=False)
    source_of = {source.name.casefold(): source for source in sources.all_sources(project)}
    picked: dict[str, str] = {}
    made: dict[str, str] = {}
    added = 0
    with project.change("code", summary or _("codings applied: {n}").format(n=len(rows))) as change:
        for row in rows:
            place = _("row {line}: ").format(line=row.line) if row.line else ""
            try:
                source = source_of.get(row.source.casefold()) or sources.find(project, row.source)
                if row.code not in picked:
                    one = codes.pick(everything, row.code)
                    _need_codable(one.code.codable, row.code)
                    picked[row.code] = one.code.id
                if row.start > row.end or row.start < 0:
                    raise QcodeError(_("{start}–{end} is no passage").format(start=row.start, end=row.end))
                span = Span(row.start, row.end)
                _need_inside(span, source.chars, source.name)
                _need_number(row.weight)
            except QcodeError as error:
                raise QcodeError(f"{place}{error.message}", error.hint) from error
            coder = row.coder or project.coder_name
            if coder not in made:
                made[coder] = coders.ensure(project, coder)
            coding = codings.add(
                project, change, source.id, span, picked[row.code],
                coder=made[coder], weight=row.weight, typical=row.typical,
            )  # fmt: skip
            if coding.is_new and row.memo:
                memos.add(project, change, "coding", coding.id, row.memo, "note")
            added += coding.is_new
    return BulkResult(added, len(rows) - added)


def uncode(project: Project, ids: Sequence[str]) -> int:
    """Remove codings; return how many there were.

    A passage that then carries nothing goes too.
    """
    there = codings.by_ids(project, ids)
    if not there:
        return 0
    first = there[0]
    more = f" (+{len(there) - 1})" if len(there) > 1 else ""
    with project.change("uncode", f"{first.code} · {first.source} {first.start}–{first.end}{more}") as change:
        codings.remove(project, change, [coding.id for coding in there])
    return len(there)


def recode(project: Project, coding: str, code: str) -> SpanCoding:
    """Give a coding another code; passage, coder, memo and weight stay.

    Returns:
        The coding; the other one, if this coder had applied that code there already.

    Raises:
        QcodeError: If the code is a folder or the coding is gone.
    """
    found = codes.usable(project, code)
    _need_codable(found is None or found[1], found[0] if found else code)
    old = _present(project, coding)
    with project.change("recode") as change:
        same = _give_code(project, change, old, code)
        change.summary = f"{old.code} → {found[0] if found else code} · {old.source} {old.start}–{old.end}"
    return _drawn(project, same)


def recode_all(project: Project, ids: Sequence[str], code: str) -> RecodeResult:
    """Give many codings another code, as one act; passages, coders, memos and weights stay.

    Raises:
        QcodeError: If the code is a folder.
    """
    found = codes.usable(project, code)
    _need_codable(found is None or found[1], found[0] if found else code)
    there = codings.by_ids(project, ids)
    others = [one for one in there if one.code_id != code]
    if not others:
        return RecodeResult(0, 0, len(there))
    first, joined = others[0], 0
    more = f" (+{len(others) - 1})" if len(others) > 1 else ""
    place = f"{first.source} {first.start}–{first.end}{more}"
    with project.change("recode", f"{first.code} → {found[0] if found else code} · {place}") as change:
        for one in others:
            joined += _give_code(project, change, one, code) != one.id
    return RecodeResult(len(others) - joined, joined, len(there) - len(others))


def move_boundary(project: Project, coding: str, span: Span) -> SpanCoding:
    """Let a coding cover another span; codings of others on the old passage stay where they are.

    Returns:
        The coding; the other one, if this coder had coded the new span so already.

    Raises:
        QcodeError: If the span lies outside the text or the coding is gone.
    """
    old = _present(project, coding)
    _need_inside(span, sources.length_of(project, old.source_id), old.source)
    with project.change("move") as change:
        same = codings.same(project, old.source_id, span, old.code_id, old.coder)
        if same and same != coding:
            dependents.hand_over(project, change, coding, same)
            codings.remove(project, change, [coding])
        else:
            segment = segments.ensure(project, change, old.source_id, span)
            change.update("coding", coding, {"segment_id": segment})
            segments.drop_if_bare(project, change, old.segment)
            same = coding
        change.summary = f"{old.code} · {old.source} {old.start}–{old.end} → {span.start}–{span.end}"
    return _drawn(project, same)


def mark_typical(project: Project, coding: str, *, typical: bool) -> None:
    """Mark a coding as typical of its code, or take the mark away.

    Raises:
        QcodeError: If the coding is gone.
    """
    old = _present(project, coding)
    with project.change("typical", f"{old.code} · {old.source} {old.start}–{old.end}") as change:
        change.update("coding", coding, {"typical": typical})


def _give_code(project: Project, change: Change, old: Coding, code: str) -> str:
    """Give a coding another code; return it, or the one with that code that its coder had made there already."""
    same = codings.same(project, old.source_id, Span(old.start, old.end), code, old.coder)
    if same and same != old.id:
        dependents.hand_over(project, change, old.id, same)
        codings.remove(project, change, [old.id])
        return same
    change.update("coding", old.id, {"code_id": code})
    return old.id


def _present(project: Project, coding: str) -> Coding:
    found = codings.by_ids(project, [coding])
    if not found:
        raise UnknownName(_("this coding is gone; another program may have removed it"))
    return found[0]


def _drawn(project: Project, coding: str) -> SpanCoding:
    drawn = codings.span_by_id(project, coding)
    assert drawn is not None
    return drawn


def _need_codable(codable: bool, name: str) -> None:
    if not codable:
        raise QcodeError(
            _("“{code}” is a folder, which is applied to nothing").format(code=name),
            _("Choose one of the codes in it, or make it a code."),
        )


def _need_inside(span: Span, chars: int, source: str) -> None:
    if len(span) == 0:
        raise QcodeError(_("an empty passage cannot be coded"), _("Select at least one character."))
    if span.end > chars:
        where = source or _("the text")
        raise QcodeError(
            _("{start}–{end} lies outside {source}, which has {chars} characters").format(
                start=span.start, end=span.end, source=where, chars=chars
            )
        )


def _need_number(weight: float | None) -> None:
    if weight is not None and not isfinite(weight):
        raise QcodeError(_("“{weight}” is no weight; a weight is a number").format(weight=weight))
