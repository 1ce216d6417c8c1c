"""Commenting: what supervisors wrote in the margin of an exported Word file becomes to-dos where it belongs.

A comment is a memo on what its words are of: a passage, a code, a source, an informant; in a table on what the cell is
about. What is of nothing that the study knows is a memo on the project. The text it was anchored to stands in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qcode.domain import member_check
from qcode.domain.exported import Address, Export, address
from qcode.domain.identity import lasting_id
from qcode.domain.returned import Comment, Mark, Returned, named
from qcode.domain.span import Span
from qcode.domain.text import shortened, stored
from qcode.language import _
from qcode.services.numbering import LineNumbers
from qcode.services.retracing import traced
from qcode.services.returning import open_returned
from qcode.store import cases, coders, codes, codings, exports, memos, segments, sources
from qcode.store.changes import Change
from qcode.store.project import Project

TAG = "comment"
"""Of every memo that was a comment."""
REPLY = "note"
"""The kind of memo that a reply is; what is to be done is the comment it answers."""
_MOST_QUOTED = 300
"""Characters of the words that a comment was anchored to."""


@dataclass(slots=True)
class Came:
    """What came of the comments of one file."""

    path: Path
    on: Counter[str] = field(default_factory=Counter)
    """Memos that were written, by what they are on: ``coding``, ``code``, ``project`` …"""
    known: int = 0
    """Comments that were read before."""
    settled: int = 0
    """To-dos that are done now, because the comment was marked as settled since."""


@dataclass(frozen=True, slots=True)
class _Target:
    kind: str
    id: str
    tags: tuple[str, ...] = ()
    """IDs of the table or the cell it stands in."""
    words: str = ""
    """What it is about, if more is known than what the memo is on."""


def read_comments(project: Project, paths: Sequence[Path]) -> list[Came]:
    """Read the comments of Word files, and keep them as memos by whoever wrote them, as one act.

    A comment that was read before adds nothing; its to-do is done, if it was settled since.

    Args:
        project: The study.
        paths: The files.

    Raises:
        QcodeError: If one of them cannot be read; then nothing is kept.
    """
    files = [(path, open_returned(path)) for path in paths]
    with project.change("comments") as change:
        came = [_Reader(project, change, path, back).read() for path, back in files]
        change.summary = ", ".join(f"{one.path.name}: {sum(one.on.values())}" for one in came)
    return came


class _Reader:
    """Reads the comments of one file."""

    def __init__(self, project: Project, change: Change, path: Path, back: Returned) -> None:
        self._project, self._change, self._back = project, change, back
        self._came = Came(path)
        self._lines = LineNumbers(project)
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._exports: dict[str, Export | None] = {}

    def read(self) -> Came:
        """Keep all of them."""
        for one in self._back.comments:
            if one.text:
                self._keep(one)
        return self._came

    def _keep(self, one: Comment) -> None:
        said = (one.author, one.created, " ".join(one.text.split()))
        self._seen[said] += 1
        id = lasting_id("comment", self._project.id, *said, str(self._seen[said]))
        is_reply = one.answers is not None
        if self._change.knows("memo", id):
            self._again(id, one)
            return
        target = self._target(one.span)
        kind = REPLY if is_reply else memos.TO_DO
        sent = memos.Sent(id, coders.ensure(self._project, one.author or _("unknown")), one.created, one.is_done)
        text = stored(self._text(one, target))
        memos.add(self._project, self._change, target.kind, target.id, text, kind, (TAG, *target.tags), sent=sent)
        self._came.on[target.kind] += 1

    def _again(self, id: str, one: Comment) -> None:
        is_open = self._change.read("memo", id)["state"] == "open"
        if one.is_done and is_open:
            self._change.update("memo", id, {"state": "done"})
            self._came.settled += 1
        else:
            self._came.known += 1

    def _text(self, one: Comment, target: _Target) -> str:
        """Return the words of a memo: those of the comment, and below them what they are about."""
        if one.answers is not None:
            first = self._back.comments[one.answers]
            about = [_("In reply to {name}: “{text}”").format(name=first.author, text=shortened(first.text))]
        else:
            anchored = " ".join(one.span.of(self._back.text).split()).strip("“”")
            about = [target.words] if target.words else []
            about += [f"“{shortened(anchored, _MOST_QUOTED)}”"] if anchored else []
        return "\n\n".join([one.text, *(f"> {words}" for words in about)])

    # What a place of the document is of

    def _target(self, span: Span) -> _Target:
        """Return what a comment is on, by the bookmarks that it touches, the nearest first."""
        marks = self._back.about(span)
        tables = [found for mark in marks if (found := address(mark.name)) and self._export(found.table)]
        cell = next((one for one in tables if one.row), None) or next(iter(tables), None)
        tags = (str(cell),) if cell else ()
        for mark in marks:
            if known := self._of_mark(mark, marks):
                return _Target(*known, tags)
            if cell and cell.row and address(mark.name) == cell:
                return self._of_cell(cell)
        return self._of_cell(cell) if cell else _Target("project", self._project.id)

    def _of_mark(self, mark: Mark, marks: Iterable[Mark]) -> tuple[str, str] | None:
        """Return what a bookmark among others names, if the study has it."""
        about = named(mark.name)
        if about is None:
            return None
        kind, id = about
        tables = {
            "q": ("coding",), "t": ("code",), "s": ("source",), member_check.SHEET: ("case",),
            member_check.MORE: ("case",), member_check.DAY: ("case",), member_check.SIGNED: ("case",),
            member_check.AGREE: ("segment", "code"), member_check.TEXT: ("segment", "code"),
        }  # fmt: skip
        if kind == "l":
            return self._of_lines(id, marks)
        known = (one for one in tables.get(kind, ()) if self._change.knows(_TABLES.get(one, one), id))
        return next(((one, id) for one in known), None)

    def _of_lines(self, source: str, marks: Iterable[Mark]) -> tuple[str, str] | None:
        """Return the passage that lines of a transcript are, or their source if it has no such lines any more."""
        if not self._change.knows("source", source):
            return None
        lines = {line.number: line.span for line in self._lines.of_source(source)}
        named_here = (mark.name.split("_") for mark in marks if named(mark.name) == ("l", source))
        spans = [lines[int(parts[2])] for parts in named_here if parts[2].isdecimal() and int(parts[2]) in lines]
        if not spans:
            return "source", source
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        return "segment", segments.ensure(self._project, self._change, source, whole)

    def _of_cell(self, place: Address) -> _Target:
        """Return what a cell, a row or a table is about: its only quotation, or what its row or column names."""
        export = self._export(place.table)
        assert export is not None  # It was looked for before.
        if place.row > len(export.cells) or place.column > len(export.columns):
            place = Address(place.table)
        found = traced(export, place)
        names = [name for name in (found.cell.row, found.cell.column) if name]
        words = _("Table {id}: {title}").format(id=place, title=export.title)
        words += f" · {' × '.join(names)}" if names else ""
        quoted = codings.by_ids(self._project, list(found.cell.quoted)) if place.row else []
        if len(quoted) == 1:
            return _Target("coding", quoted[0].id, (str(place),), words)
        for name in names:
            if known := self._called(name):
                return _Target(*known, (str(place),), words)
        return _Target("project", self._project.id, (str(place),), words)

    def _export(self, table: str) -> Export | None:
        if table not in self._exports:
            self._exports[table] = exports.find(self._project, table)
        return self._exports[table]

    def _called(self, name: str) -> tuple[str, str] | None:
        """Return the code, case or source that a row or a column is called after."""
        there: Iterable[tuple[str, str, str]] = (
            *(
                ("code", one.code.id, one.code.key or one.path)
                for one in codes.all_codes(self._project, with_use=False)
            ),
            *(("case", one.id, one.name) for one in cases.all_cases(self._project)),
            *(("source", id, known) for known, id in sources.names(self._project).items()),
        )
        return next(((kind, id) for kind, id, known in there if known == name), None)


_TABLES = {"case": "study_case"}
"""What a memo is on, and the table that holds it, where they are not called alike."""
