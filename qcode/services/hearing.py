"""Hearing: what informants answered on their sheets, kept as memos on the passages they were asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from qcode.domain.consent import may_be_quoted
from qcode.domain.identity import lasting_id
from qcode.domain.member_check import AGREE, DAY, KIND, MORE, OPENING, SAID, SHEET, SIGNED, TEXT, Verdict, verdict
from qcode.domain.name_mask import NameMask
from qcode.domain.reference import Citing
from qcode.domain.replacement import replaced
from qcode.domain.report import Column, Kind, Name, Report
from qcode.domain.returned import Returned, named
from qcode.domain.span import Span
from qcode.domain.study import Case, Coding, Memo
from qcode.domain.text import shortened, words
from qcode.errors import QcodeError
from qcode.language import N_, Translate, _, translator
from qcode.services import consenting, journaling
from qcode.services.referencing import References
from qcode.services.returning import open_returned
from qcode.store import cases, coders, codings, memos, sources
from qcode.store.changes import Change
from qcode.store.project import Project

_LINE = re.compile(r"_{3,}")
"""A line to write on."""
_OF_INFORMANT = (SHEET, MORE, DAY, SIGNED)


@dataclass(slots=True)
class Heard:
    """What came of one sheet."""

    informant: str
    """Name of the case."""
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    """Of the answers on the sheet, new or not."""
    added: int = 0
    """Memos that were written."""
    known: int = 0
    """Answers that were read before."""
    unanswered: int = 0
    remarks: list[str] = field(default_factory=list)
    """Whole sentences in the language of the screen."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an informant said of something, as the study keeps it."""

    memo: Memo
    informant: str
    verdict: Verdict | None
    """``None`` for what was said of nothing in particular."""
    passage: str
    """The words it is about; empty if it is about no passage."""
    is_quotable: bool
    """Whether they may leave the project as they stand."""
    place: str
    """Where they stand, as commands take it: ``SOURCE:START-END``; empty if it is about no passage."""


def read_sheets(project: Project, paths: Sequence[Path]) -> list[Heard]:
    """Read sheets that came back, and keep the answers as memos, as one act; what was read before adds nothing.

    Args:
        project: The study.
        paths: Word files.

    Raises:
        QcodeError: If one of them is damaged, no sheet, or of another study; then nothing is kept.
    """
    known = {case.id: case for case in cases.all_cases(project)}
    sheets = [_Sheet(project, path, open_returned(path), known) for path in paths]
    with project.change("members") as change:
        heard = [sheet.keep(change) for sheet in sheets]
        change.summary = ", ".join(f"{one.informant}: {one.added}" for one in heard)
    return heard


class _Sheet:
    """One sheet that came back."""

    def __init__(self, project: Project, path: Path, back: Returned, known: dict[str, Case]) -> None:
        self._project, self._path, self._back = project, path, back
        self._spans: dict[tuple[str, str], Span] = {}
        for mark in back.marks:
            if about := named(mark.name):
                one = self._spans.get(about, mark.span)
                self._spans[about] = Span(min(one.start, mark.span.start), max(one.end, mark.span.end))
        self._case = self._informant(known)

    def _informant(self, known: dict[str, Case]) -> Case:
        named_here = [id for kind, id in self._spans if kind in _OF_INFORMANT]
        if not named_here and not any(kind in (AGREE, TEXT) for kind, _id in self._spans):
            raise QcodeError(
                _("{file}: this is no sheet for checking, or its questions are gone").format(file=self._path),
                _("Sheets are made with: qcode report members. Read the file that came back, not a copy of its text."),
            )
        case = next((known[id] for id in named_here if id in known), None)
        if case is None:
            raise QcodeError(
                _("{file}: this sheet is of another study, or its informant is no longer in this one").format(
                    file=self._path
                ),
                _("Name the project it was made from: qcode -p FILE members read …"),
            )
        return case

    def keep(self, change: Change) -> Heard:
        """Write a memo for each answer that is new."""
        heard = Heard(self._case.name)
        coder = coders.ensure(self._project, self._case.name)
        for id in dict.fromkeys(id for kind, id in self._spans if kind in (AGREE, TEXT)):
            self._keep_answer(change, coder, id, heard)
        text = self._said(MORE, self._case.id)
        signed = [said for kind in (SIGNED, DAY) if (said := self._said(kind, self._case.id))]
        parts = [text] if text else []
        parts += [_("Signed: {text}.").format(text=", ".join(signed))] if signed else []
        if parts:
            self._write(change, coder, ("case", self._case.id), "\n\n".join(parts), (), (text, *signed), heard)
        return heard

    def _keep_answer(self, change: Change, coder: str, id: str, heard: Heard) -> None:
        place = self._spans.get((AGREE, id)) or self._spans[TEXT, id]
        text = self._said(TEXT, id)
        passage = self._passage_before(place)
        edited = self._edited(passage) if passage else ""
        answer = verdict(self._ticked(id), text or edited)
        if answer is None:
            heard.unanswered += 1
            return
        heard.verdicts[answer] += 1
        on = self._target(change, id)
        said = [OPENING[answer]] if answer is not Verdict.CORRECTS else []
        lines = [*map(_, said), text]
        lines += [_("On the sheet the passage reads: “{text}”").format(text=edited)] if edited else []
        if on is None:
            on = ("case", self._case.id)
            about = shortened(self._words(passage[1])) if passage else _("a summary")
            heard.remarks.append(
                _("{file}: “{words}” is no longer in the study; the answer is kept as a memo on {name}").format(
                    file=self._path.name, words=about, name=self._case.name
                )
            )
            lines.append(_("This was about: “{text}”").format(text=about))
        self._write(change, coder, on, "\n\n".join(filter(None, lines)), (answer,), (id, text, edited), heard)

    def _write(
        self, change: Change, coder: str, on: tuple[str, str], text: str, tags: tuple[str, ...],
        said: Iterable[str], heard: Heard,
    ) -> None:  # fmt: skip
        id = lasting_id("member check", self._case.id, on[0], *tags, *said)
        if change.knows("memo", id):
            heard.known += 1
            return
        memos.add(self._project, change, *on, text, KIND, tags, sent=memos.Sent(id, coder))
        heard.added += 1

    # What stands on the sheet

    def _ticked(self, id: str) -> tuple[bool, ...]:
        span = self._spans.get((AGREE, id))
        return self._back.ticked(span) if span else ()

    def _said(self, kind: str, id: str) -> str:
        """Return what was written at a place and below it, up to what stands on every sheet; empty for nothing."""
        span = self._spans.get((kind, id))
        if span is None:
            return ""
        text = self._back.text
        line = max(text.find("\n", span.end), span.end)
        after = min((other.start for other in self._spans.values() if other.start > line), default=line)
        written = self._back.written(Span(span.start, max(line, text.rfind("\n", line, after))))
        return "\n".join(filter(None, (" ".join(_LINE.sub(" ", one).split()) for one in written.split("\n"))))

    def _words(self, span: Span) -> str:
        return " ".join(span.of(self._back.text).split())

    def _passage_before(self, place: Span) -> tuple[str, Span] | None:
        """Return the coding that is quoted above a question and where; ``None`` above a summary."""
        quoted = [(id, span) for (kind, id), span in self._spans.items() if kind == "q" and span.start < place.start]
        asked = [span for (kind, _id), span in self._spans.items() if kind == AGREE and span.start < place.start]
        last = max(quoted, key=lambda one: one[1].start, default=None)
        return last if last and all(span.start < last[1].start for span in asked) else None

    # What the study has of it

    def _target(self, change: Change, id: str) -> tuple[str, str] | None:
        """Return what a question was about: a passage or a code; ``None`` if it is gone."""
        return next(((kind, id) for kind in ("segment", "code") if change.knows(kind, id)), None)

    def _edited(self, passage: tuple[str, Span]) -> str:
        """Return how a passage reads on the sheet, if its words are not those of the study; else empty."""
        there = codings.by_ids(self._project, [passage[0]])
        on_sheet = self._words(passage[1]).strip('“”" ')
        if not there or not on_sheet:
            return ""
        said = _as_words(on_sheet)
        return "" if any(_as_words(text) in said for text in self._as_printed(there[0])) else on_sheet

    def _as_printed(self, one: Coding) -> Iterator[str]:
        """Yield how the words of a passage may stand on a sheet."""
        for text in filter(None, (one.text, one.quoted, one.translation)):
            yield text
            yield replaced(text, self._names.find(text))

    @cached_property
    def _names(self) -> NameMask:
        return References(self._project, Citing(), "en").names()


def _as_words(text: str) -> str:
    return f" {' '.join(span.of(text) for span in words(text))} "


def answers(project: Project) -> list[Answer]:
    """Return what informants said on their sheets, by informant, in the order in which it was read."""
    found = [_answer(project, memo) for memo in memos.all_memos(project) if memo.kind == KIND]
    return sorted(found, key=lambda one: one.informant.casefold())


def _answer(project: Project, memo: Memo) -> Answer:
    told = next((Verdict(tag) for tag in memo.tags if tag in set(Verdict)), None)
    place = memos.place_of(project, memo)
    passage = place[1].of(sources.text_of(project, place[0])) if place else ""
    level = consenting.level_at(project, *place) if place else None
    where = f"{sources.name_of(project, place[0])}:{place[1].start}-{place[1].end}" if place else ""
    return Answer(memo, memo.coder, told, passage, may_be_quoted(level, has_masked_form=False), where)


def make_answers(project: Project, *, language: str = "en", title: str = "", source_line: str = "") -> Report:
    """Return what informants said on their sheets, as a document.

    Args:
        project: The study.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where it comes from, as it is printed; a plain one if empty.
    """
    say = translator(language)
    found = answers(project)
    labels = {
        "informant": N_("Informant"), "passage": N_("About"), "answer": N_("Answer"), "text": N_("What they say"),
    }  # fmt: skip
    kinds = {"informant": Kind.NAME}
    rows = tuple(
        (
            Name(one.informant), _about(one, say),
            say(SAID[one.verdict]) if one.verdict else "", one.memo.text,
        )
        for one in found
    )  # fmt: skip
    return Report(
        title=title or say(N_("What informants say of their quotations")),
        columns=tuple(Column(name, say(label), kinds.get(name, Kind.TEXT)) for name, label in labels.items()),
        rows=rows,
        notes=tuple(_notes(found, say)),
        source_line=source_line or say(N_("sheets for checking, answered by the informants")),
    )


def _about(one: Answer, say: Translate) -> str:
    if one.passage:
        return one.passage if one.is_quotable else say(N_("[a passage that may not be quoted as it stands]"))
    return journaling.target_name(one.memo, say)


def _notes(found: Sequence[Answer], say: Translate) -> Iterator[str]:
    told = Counter(one.verdict for one in found)
    yield say(N_("Answers: {n}, of informants: {informants}.")).format(
        n=len(found), informants=len({one.informant for one in found})
    )
    counted = [f"{say(SAID[one])}: {told[one]}" for one in Verdict if told[one]]
    if counted:
        yield f"{'; '.join(counted)}."
