"""Memos: written, changed, removed."""

from __future__ import annotations

from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import memos, segments, sources
from qcode.store.project import Project


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
    with project.change("memo", _shortened(text)) as change:
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
    with project.change("memo", _shortened(text)) as change:
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
    with project.change("memo", _shortened(text)) as change:
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
        change.delete("memo", memo)
        if row["target_kind"] == "segment":
            segments.drop_if_bare(project, change, row["target"])
        change.summary = _("removed: {text}").format(text=_shortened(row["text"]))


def _need(there: bool) -> None:
    if not there:
        raise QcodeError(_("this memo is gone; another program may have removed it"))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
