"""Memos: written, changed, removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from qcode.domain.span import Span
from qcode.domain.study import Memo
from qcode.domain.text import shortened
from qcode.errors import QcodeError, UnknownName
from qcode.language import N_, _
from qcode.store import cases, codes, codings, dependents, guide, links, memos, segments, sources
from qcode.store.project import Project

OPEN, DONE = N_("open"), N_("done")
KINDS = (
    N_("note"), N_("methodological"), N_("theoretical"), N_("personal"), N_("analytic"), N_("ethical"), N_("to-do"),
)  # fmt: skip
"""Kinds that are offered; a memo may have one of its own."""
_BETWEEN_TAGS = re.compile(r",|(?:^|\s)#")


def find_target(project: Project, name: str) -> tuple[str, str | Span]:
    """Return what a memo's target means.

    Args:
        project: The study.
        name: ``project``, ``source:NAME``, ``code:NAME``, ``case:NAME``, ``question:KEY``, ``coding:ID``, ``link:ID``
            or ``SOURCE:START-END``; without a kind in front, a source, code, case or question of that name.

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
        "question": lambda wanted: guide.find(project, wanted).id,
    }
    if colon and kind in finders:
        return kind, finders[kind](called)
    if kind == "coding" and codings.span_by_id(project, called):
        return kind, called
    if kind == "link" and any(link.id == called for link in links.all_links(project)):
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
        _("Say project, source:NAME, code:NAME, case:NAME, question:KEY, coding:ID, link:ID or SOURCE:START-END."),
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


def write_memo(
    project: Project, target_kind: str, target: str, text: str, kind: str = "note", tags: Sequence[str] = ()
) -> str:
    """Write a memo on something; return its id.

    Args:
        project: The study.
        target_kind: ``project``, ``source``, ``segment``, ``code``, ``case`` or ``coding``.
        target: Id of what it is on.
        text: Markdown.
        kind: ``note``, ``methodological``, ``theoretical``, ``personal``, ``to-do`` …
        tags: Words to find it by.

    Raises:
        QcodeError: If there are no words.
    """
    if not text.strip():
        raise QcodeError(_("a memo without words was not kept"))
    with project.change("memo", shortened(text)) as change:
        return memos.add(project, change, target_kind, target, text, kind, _tags(project, tags))


def write_memo_on_passage(
    project: Project, source: str, span: Span, text: str, kind: str = "note", tags: Sequence[str] = ()
) -> str:
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
        return memos.add(project, change, "segment", segment, text, kind, _tags(project, tags))


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


def describe_memo(
    project: Project, memo: str, *, kind: str | None = None, tags: Sequence[str] | None = None, state: str | None = None
) -> None:
    """Change what a memo is; what is ``None`` stays.

    Args:
        project: The study.
        memo: Its id.
        kind: One of ``KINDS`` or a word of one's own; a to-do is open at first, what is none has no state.
        tags: Words to find it by, in place of those it has.
        state: ``open`` or ``done``, of a to-do.

    Raises:
        QcodeError: If it is gone, the kind is empty, or it is no to-do and gets a state.
    """
    with project.change("memo") as change:
        _need(change.knows("memo", memo))
        row = change.read("memo", memo)
        columns: dict[str, object] = {}
        if kind is not None:
            if not kind.strip():
                raise QcodeError(_("a memo needs a kind: note, methodological, to-do …"))
            is_to_do = kind.strip() == memos.TO_DO
            columns |= {"kind": kind.strip(), "state": (row["state"] or OPEN) if is_to_do else ""}
        if tags is not None:
            columns["tags"] = _tags(project, tags, besides=memo)
        if state is not None:
            if columns.get("kind", row["kind"]) != memos.TO_DO or state not in (OPEN, DONE):
                raise QcodeError(_("only a to-do is open or done"), _("Make it one first: --kind to-do"))
            columns["state"] = state
        change.update("memo", memo, columns)
        change.summary = shortened(row["text"])


def finish_memos(project: Project, names: Sequence[str]) -> list[str]:
    """Tick to-dos off, as one act; return their first words.

    Args:
        project: The study.
        names: Their ids, or as much of each as no other memo begins with.

    Raises:
        QcodeError: If there is no such memo, several begin so, or one is no to-do.
    """
    every = memos.all_memos(project)
    with project.change("memo") as change:
        finished = [_beginning_so(every, name) for name in names]
        for memo in finished:
            describe_memo(project, memo, state=DONE)
        texts = {one.id: shortened(one.text) for one in every}
        change.summary = "; ".join(texts[memo] for memo in finished)
    return [texts[memo] for memo in finished]


def _beginning_so(every: Iterable[Memo], name: str) -> str:
    """Return the id of the one memo whose id begins so."""
    found = [one.id for one in every if one.id.startswith(name.casefold())]
    if len(found) != 1:
        said = _("several memos have an id that begins with “{name}”") if found else _("there is no memo “{name}”")
        raise UnknownName(said.format(name=name), _("List their ids with: qcode memos --format csv"))
    return found[0]


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


def _tags(project: Project, written: Sequence[str], besides: str = "") -> list[str]:
    """Return tags as they are kept: without blanks and number signs, each once, in their order.

    One that other memos have is spelt as they spell it, so that one word is one tag.
    """
    every = memos.all_memos(project) if written else ()
    known = {tag.casefold(): tag for memo in every if memo.id != besides for tag in memo.tags}
    words = (" ".join(word.split()) for tag in written for word in _BETWEEN_TAGS.split(tag))
    return list(dict.fromkeys(known.setdefault(word.casefold(), word) for word in words if word))


def _need(there: bool) -> None:
    if not there:
        raise QcodeError(_("this memo is gone; another program may have removed it"))
