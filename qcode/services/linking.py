"""Links between passages, codes and memos: made and removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcode.domain.links import Link
from qcode.domain.span import Span
from qcode.domain.text import shortened
from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.services import noting
from qcode.store import codes, codings, links, memos, segments, sources
from qcode.store.changes import Change, segments_of
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class End:
    """What a link is to go from or to: a passage, or a thing that is there."""

    kind: str
    """``segment``, ``code`` or ``memo``."""
    id: str
    """Of the segment, code or memo; of the source, if there is a span."""
    span: Span | None = None
    """The passage, coded or not."""


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What linking came to."""

    id: str
    is_new: bool
    """False if the same link was there already; then nothing was changed."""


def find_end(project: Project, name: str) -> End:
    """Return what a link's end means.

    Args:
        project: The study.
        name: ``SOURCE:START-END``, ``coding:ID``, ``code:NAME``, ``memo:ID``, or just a code.

    Raises:
        UnknownName: If there is no such thing.
    """
    kind, colon, called = name.partition(":")
    if colon and kind == "memo":
        if any(memo.id == called for memo in memos.all_memos(project)):
            return End("memo", called)
    elif colon and kind == "coding":
        if found := codings.span_by_id(project, called):
            return End("segment", found.segment)
    else:
        try:
            target_kind, target = noting.find_target(project, name)
        except UnknownName:
            target_kind, target = "", ""
        if isinstance(target, Span):
            return End("segment", target_kind, target)
        if target_kind == "code":
            return End("code", target)
    raise UnknownName(
        _("there is nothing called “{name}” that could be linked").format(name=name),
        _("Say SOURCE:START-END, coding:ID, code:NAME or memo:ID."),
    )


def link(project: Project, kind: str, origin: End, target: End) -> LinkResult:
    """Link two things; on disk when this returns.

    Args:
        project: The study.
        kind: What the origin says of the target: ``explains``, ``see also`` … or a word of one's own.
        origin: A passage, code or memo.
        target: Another one.

    Raises:
        QcodeError: If there is no word for it, an end is gone or lies outside its text, or both are the same.
    """
    kind = " ".join(kind.split())
    if not kind:
        raise QcodeError(_("a link needs a word for what it says"), _("Such as “explains” or “see also”."))
    with project.change("link") as change:
        ends = [_kept(project, change, end) for end in (origin, target)]
        if ends[0] == ends[1]:
            raise QcodeError(_("a link goes from one thing to another"), _("Go to another passage first."))
        there = links.same(project, kind, ends[0][1], ends[1][1])
        if there is None:
            made = links.add(project, change, kind, *ends)
            names = [_named(project, *end) for end in ends]
            change.summary = f"{names[0]} → {_(kind)} → {names[1]}"
            return LinkResult(made, is_new=True)
    return LinkResult(there, is_new=False)


def unlink(project: Project, ids: Sequence[str]) -> int:
    """Remove links; return how many there were. A passage that then carries nothing goes too."""
    wanted = set(ids)
    there = [one for one in links.all_links(project) if one.id in wanted]
    if not there:
        return 0
    more = f" (+{len(there) - 1})" if len(there) > 1 else ""
    with project.change("unlink", said(there[0]) + more) as change:
        for one in there:
            row = change.read("link", one.id)
            change.delete("link", one.id)
            for segment in segments_of("link", row).values():
                segments.drop_if_bare(project, change, segment)
    return len(there)


def said(link: Link) -> str:
    """Write a link on one line, as the audit trail has it."""
    return f"{link.origin.name} → {_(link.kind)} → {link.target.name}"


def _kept(project: Project, change: Change, end: End) -> tuple[str, str]:
    """Return kind and id of an end, a segment made for a passage that has none.

    Raises:
        QcodeError: If it is gone or lies outside its text.
    """
    if end.span is None:
        if not change.knows(end.kind, end.id):
            raise QcodeError(_("what the link begins or ends at is gone; another program may have removed it"))
        return end.kind, end.id
    if not len(end.span) or end.span.end > sources.length_of(project, end.id):
        raise QcodeError(_("the passage lies outside the text"))
    return "segment", segments.ensure(project, change, end.id, end.span)


def _named(project: Project, kind: str, id: str) -> str:
    if kind == "code":
        found = codes.usable(project, id)
        return found[0] if found else id
    if kind == "memo":
        return shortened(next(memo.text for memo in memos.all_memos(project) if memo.id == id), 30)
    source, span = segments.place_of(project, id)
    return f"{sources.name_of(project, source)} {span.start}–{span.end}"
