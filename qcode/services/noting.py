"""Memos: written, changed, removed."""

from __future__ import annotations

from collections.abc import Callable

from qcode.domain.span import Span
from qcode.domain.text import shortened
from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.store import cases, codes, codings, dependents, memos, segments, sources
from qcode.store.project import Project


def find_target(project: Project, name: str) -> tuple[str, str | Span]:
    """Return what a memo's target means.

    Args:
        project: The study.
        name: ``project``, ``source:NAME``, ``code:NAME``, ``case:NAME``, ``coding:ID`` or ``SOURCE:START-END``; without
            a kind in front, a source, code or case of that name.

    Returns:
        Kind and id of the target; for a passage, the source's id and the span.

    Raises:
        UnknownName: If there is no such thing.
    """
    if name == "project":
        return "project", project.id
    kind, colon, called = name.partition(":")
    finders: dict[str, Callable[[str], str]] = {
        "source": lambda wanted: sources.find_id(project, wanted),
        "code": lambda wanted: codes.find(project, wanted).code.id,
        "case": lambda wanted: cases.find(project, wanted).id,
    }
    if colon and kind in finders:
        return kind, finders[kind](called)
    if kind == "coding" and codings.span_by_id(project, called):
        return kind, called
    if place := find_passage(project, name):
        return place
    for kind, find in finders.items():
        try:
            return kind, find(name)
        except UnknownName:
            continue
    raise UnknownName(
        _("there is nothing called “{name}” to write on").format(name=name),
        _("Say project, source:NAME, code:NAME, case:NAME, coding:ID or SOURCE:START-END."),
    )


def find_passage(project: Project, name: str) -> tuple[str, Span] | None:
    """Return the source and the span that ``SOURCE:START-END`` means, ``None`` if it is not of that form.

    Raises:
        UnknownName: If there is no such source.
    """
    source, colon, place = name.rpartition(":")
    start, dash, end = place.partition("-")
    if colon and dash and start.isdecimal() and end.isdecimal() and int(start) < int(end):
        return sources.find_id(project, source), Span(int(start), int(end))
    return None


def write_memo(project: Project, target_kind: str, target: str, text: str, kind: str = "note") -> str:
    """Write a memo on something; return its id.

    Args:
        project: The study.
        target_kind: ``project``, ``source``, ``segment``, ``code``, ``case`` or ``coding``.
        target: Id of what it is on.
        text: Markdown.
        kind: ``note``, ``methodological``, ``theoretical``, ``personal``, ``to-do`` …

    Raises:
        QcodeError: If there are no words.
    """
    if not text.strip():
        raise QcodeError(_("a memo without words was not kept"))
    with project.change("memo", shortened(text)) as change:
        return memos.add(project, change, target_kind, target, text, kind)


def write_memo_on_passage(project: Project, source: str, span: Span, text: str, kind: str = "note") -> str:
    """Write a memo on a passage, coded or not; return its id.

    Raises:
        QcodeError: If there are no words, or the passage lies outside the text.
    """
    if not text.strip():
        raise QcodeError(_("a memo without words was not kept"))
    if span.end > sources.length_of(project, source):
        raise QcodeError(_("the passage lies outside the text"))
    with project.change("memo", shortened(text)) as change:
        segment = segments.ensure(project, change, source, span)
        return memos.add(project, change, "segment", segment, text, kind)


def edit_memo(project: Project, memo: str, text: str) -> None:
    """Change the words of a memo; no words remove it.

    Raises:
        QcodeError: If it is gone.
    """
    if not text.strip():
        remove_memo(project, memo)
        return
    with project.change("memo", shortened(text)) as change:
        _need(change.knows("memo", memo))
        change.update("memo", memo, {"text": text})


def remove_memo(project: Project, memo: str) -> None:
    """Remove a memo; a passage that then carries nothing goes too.

    Raises:
        QcodeError: If it is gone.
    """
    with project.change("memo") as change:
        _need(change.knows("memo", memo))
        row = change.read("memo", memo)
        dependents.forget(project, change, "memo", memo)
        change.delete("memo", memo)
        if row["target_kind"] == "segment":
            segments.drop_if_bare(project, change, row["target"])
        change.summary = _("removed: {text}").format(text=shortened(row["text"]))


def _need(there: bool) -> None:
    if not there:
        raise QcodeError(_("this memo is gone; another program may have removed it"))
