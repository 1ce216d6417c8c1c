"""Passages: cut in two, put together, weighed, translated, worded for quoting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from qcode.domain.span import Span
from qcode.domain.study import Coding, SpanCoding
from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.services import coding
from qcode.store import codings, dependents, segments, sources
from qcode.store.changes import PLACE, Change
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class SplitResult:
    """What cutting a passage came to."""

    first: Span
    second: Span
    codings: int
    """How many codings there are on each part now that were on the whole."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What putting passages together came to."""

    span: Span
    codings: int
    """How many were put together."""


def halves(text: str, span: Span, at: int) -> tuple[Span, Span]:
    """Return the two parts of a passage that is cut before a character, without the blanks around the cut.

    Raises:
        QcodeError: If one of them would have no words.
    """
    first, second = text[span.start : max(span.start, at)].rstrip(), text[at : span.end].lstrip() if at >= 0 else ""
    if not first.strip() or not second.strip() or not span.start < at < span.end:
        raise QcodeError(
            _("a passage is cut inside it"), _("Put the cursor on the character that the second part begins with.")
        )
    return Span(span.start, span.start + len(first)), Span(span.end - len(second), span.end)


def split(project: Project, ids: Sequence[str], at: int) -> SplitResult:
    """Cut a passage in two; both parts keep code, coder, weight, mark and memos.

    Codings of the passage that are not named stay on the whole of it. What the passage itself carries (memo, links,
    consent, translation) goes with the parts if no coding stays.

    Args:
        project: The study.
        ids: Codings of one passage.
        at: Offset of the character that the second part begins with.

    Raises:
        QcodeError: If the place is not inside the passage, or the codings are gone or not of one passage.
    """
    there = _present(project, ids)
    old = there[0]
    if len({one.segment for one in there}) > 1:
        raise QcodeError(_("only one passage is cut at a time"))
    text = sources.text_of(project, old.source_id)
    first, second = halves(text, Span(old.start, old.end), at)
    with project.change("split") as change:
        parts = [segments.ensure(project, change, old.source_id, span) for span in (first, second)]
        for one in there:
            _copy_to(project, change, one, second, parts[1])
            _move_to(project, change, one, first, parts[0])
        _carry_over(project, change, [old.segment], parts)
        more = f" (+{len(there) - 1})" if len(there) > 1 else ""
        place = f"{old.source} {old.start}–{old.end} → {first.start}–{first.end}, {second.start}–{second.end}"
        change.summary = f"{old.code}{more} · {place}"
    return SplitResult(first, second, len(there))


def merge(project: Project, ids: Sequence[str]) -> MergeResult:
    """Put codings of one code by one coder together to one, from the first word to the last.

    The words between them come in too. The first keeps its weight, or gets that of the next that has one; memos stay.

    Raises:
        QcodeError: If there are fewer than two, or they are of several texts, codes or coders.
    """
    there = _present(project, ids)
    old = there[0]
    if len({(one.source_id, one.code_id, one.coder) for one in there}) > 1:
        raise QcodeError(
            _("these codings cannot be one"), _("Codings of one code, by one coder, in one text can be put together.")
        )
    if len(there) < 2:
        raise QcodeError(_("there is nothing to put it together with"))
    span = Span(min(one.start for one in there), max(one.end for one in there))
    with project.change("merge") as change:
        whole = segments.ensure(project, change, old.source_id, span)
        kept = codings.same(project, old.source_id, span, old.code_id, old.coder) or old.id
        chosen = [*codings.by_ids(project, [kept]), *there]
        weight = next((one.weight for one in chosen if one.weight is not None), None)
        for one in there:
            if one.id != kept:
                dependents.hand_over(project, change, one.id, kept)
                change.delete("coding", one.id)
        change.update("coding", kept, {"segment_id": whole})
        change.update("coding", kept, {"weight": weight, "typical": any(one.typical for one in chosen)})
        _carry_over(project, change, list(dict.fromkeys(one.segment for one in there)), [whole])
        change.summary = f"{old.code} · {old.source} {span.start}–{span.end} ({len(there)})"
    return MergeResult(span, len(there))


def reshape(project: Project, ids: Sequence[str], span: Span) -> list[SpanCoding]:
    """Let codings of one passage cover another span, as one act.

    Returns:
        The codings; another one, where its coder had coded the new span so already.

    Raises:
        QcodeError: If the span lies outside the text or a coding is gone.
    """
    (old, *more) = _present(project, ids)
    others = f" (+{len(more)})" if more else ""
    place = f"{old.source} {old.start}–{old.end} → {span.start}–{span.end}"
    with project.change("move", f"{old.code}{others} · {place}"):
        return [coding.move_boundary(project, id, span) for id in ids]


def weigh(project: Project, id: str, weight: float | None) -> None:
    """Say how strongly a code applies to its passage, or take the weight away.

    Raises:
        QcodeError: If the weight is no number or the coding is gone.
    """
    if weight is not None and not isfinite(weight):
        raise QcodeError(_("“{weight}” is no weight; a weight is a number").format(weight=weight))
    (old,) = _present(project, [id])
    shown = "–" if weight is None else f"{weight:g}"
    with project.change("weight", f"{old.code} · {old.source} {old.start}–{old.end} · {shown}") as change:
        change.update("coding", id, {"weight": weight})


def word(project: Project, source: str, span: Span, *, translation: str, quoted: str) -> bool:
    """Write how a passage reads in another language and how it is quoted; empty takes it away.

    Returns:
        Whether anything changed.

    Raises:
        QcodeError: If the passage is empty or lies outside the text.
    """
    if not len(span) or span.end > sources.length_of(project, source):
        raise QcodeError(_("the passage lies outside the text"))
    words = {"translation": translation.strip(), "quoted": quoted.strip()}
    if segments.at(project, source, span) is None and not any(words.values()):
        return False
    with project.change("wording", f"{sources.name_of(project, source)} {span.start}–{span.end}") as change:
        segment = segments.ensure(project, change, source, span)
        is_changed = change.update("segment", segment, words)
        segments.drop_if_bare(project, change, segment)
    return is_changed


def _copy_to(project: Project, change: Change, one: Coding, span: Span, segment: str) -> None:
    """Make the same coding with the same memos on another passage, unless its coder has made it there already."""
    same = codings.same(project, one.source_id, span, one.code_id, one.coder)
    if same is None:
        row = {column: value for column, value in change.read("coding", one.id).items() if column != PLACE}
        same = change.insert("coding", row | {"segment_id": segment})
    dependents.copy_memos(project, change, one.id, same)


def _move_to(project: Project, change: Change, one: Coding, span: Span, segment: str) -> None:
    """Let a coding be of another passage; one that its coder has made there already takes its place."""
    same = codings.same(project, one.source_id, span, one.code_id, one.coder)
    if same is None:
        change.update("coding", one.id, {"segment_id": segment})
    elif same != one.id:
        dependents.hand_over(project, change, one.id, same)
        change.delete("coding", one.id)


def _carry_over(project: Project, change: Change, old: Sequence[str], to: Sequence[str]) -> None:
    for segment in old:
        if segment not in to and not segments.is_coded(project, segment):
            dependents.carry_over(project, change, segment, to)
            segments.drop_if_bare(project, change, segment)


def _present(project: Project, ids: Sequence[str]) -> list[Coding]:
    there = codings.by_ids(project, list(dict.fromkeys(ids)))
    if len(there) < len(set(ids)) or not there:
        raise UnknownName(_("this coding is gone; another program may have removed it"))
    return there
