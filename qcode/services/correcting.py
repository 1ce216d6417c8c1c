"""Correcting a transcript after it was coded: every passage goes where its words go, and what it did is listed.

A correction is one act. Words typed at the edge of a passage stay outside it, words replaced at its edge are inside,
and a passage whose words all go takes its codings with it; undo brings them back. Who speaks is read anew only around
what was corrected, and only if that reading finds the turns beside it as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qcode.domain import text_difference
from qcode.domain.correction import Correction, Misplaced, Shift
from qcode.domain.span import Span
from qcode.domain.text import need_storable, shortened
from qcode.domain.transcript import Transcript
from qcode.errors import QcodeError
from qcode.formats.base import ReadOptions
from qcode.language import _
from qcode.services import importing, rereading
from qcode.store import codes, codings, correcting, displacing, sources, undoing
from qcode.store.changes import Change
from qcode.store.database import Conflict
from qcode.store.project import Project


class Outdated(QcodeError):
    """The text is another than the one that was to be corrected."""


@dataclass(frozen=True, slots=True)
class TouchedPassage:
    """A coded or noted passage whose words are corrected."""

    segment: str
    """Its id."""
    before: Span
    after: Span | None
    """``None`` if nothing of it is left; then it goes with all it carries."""
    old: str
    """Its words before."""
    new: str
    """Its words after."""
    codes: tuple[str, ...]
    """What it is coded with, one for each coding: the code's key, or its path where it has none."""


@dataclass(frozen=True, slots=True)
class CorrectionResult:
    """What corrections came to."""

    corrections: tuple[Correction, ...]
    """In places of the text before."""
    touched: tuple[TouchedPassage, ...]
    """In the order of the text."""
    moved: int
    """How many further passages stand elsewhere now, their words unchanged."""
    warnings: tuple[str, ...] = ()
    """Whole sentences in the language of the screen."""

    @property
    def gone(self) -> tuple[TouchedPassage, ...]:
        """Passages of which nothing is left."""
        return tuple(one for one in self.touched if one.after is None)


def correct(
    project: Project, source: str, corrections: Iterable[Correction], *, is_trial: bool = False
) -> CorrectionResult:
    """Correct the text of a source, as one act.

    Args:
        project: The study.
        source: Its id.
        corrections: In places of the text as it is, in any order; none may meet another. Words that are the same
            before and after count as not corrected.
        is_trial: Only say what would become of the passages.

    Raises:
        QcodeError: If the text does not read so, or corrections meet.
    """
    shift, text = _fitting(corrections), sources.text_of(project, source)
    new = _applied(shift, text)
    result = _result(project, source, shift, text, new)
    if not is_trial and shift:
        keep(project, source, shift)
    return result


def keep(project: Project, source: str, shift: Shift, *, instead_of: str = "", seen: str | None = None) -> str:
    """Write corrections down, as one act.

    Args:
        project: The study.
        source: Id of the source.
        shift: The corrections.
        instead_of: Id of the change that held the first of them; if it is the latest of all, this one takes its place
            and ``shift`` begins before it.
        seen: What ``latest`` said when the text was read, if it may have been corrected since.

    Returns:
        The id of the change; empty if there is nothing to correct.

    Raises:
        Outdated: If the text does not read so, or something came after ``instead_of``; nothing is changed.
    """
    try:
        with project.change("correct") as change:
            if seen is not None and displacing.is_corrected_since(project, source, seen):
                raise _not_so()
            if instead_of and not undoing.take_up(project, change, instead_of):
                raise _not_so()
            if shift:
                change.summary = _summary(sources.name_of(project, source), shift)
                correcting.correct(project, change, source, shift)
                rereading.reread(project, change, source, shift)
    except Conflict as error:
        raise _not_so() from error
    return undoing.latest_change(project) if shift else ""


def occurrences(project: Project, source: str, old: str, new: str) -> list[Correction]:
    """Return what puts other words in place of some, wherever they stand in a source.

    Raises:
        QcodeError: If there are no words to replace, or they are nowhere.
    """
    if not old:
        raise QcodeError(_("there are no words to replace"))
    text = sources.text_of(project, source)
    found: list[Correction] = []
    at = text.find(old)
    while at >= 0:
        found.append(Correction(at, old, new))
        at = text.find(old, at + len(old))
    if not found:
        raise QcodeError(
            _("“{words}” is nowhere in {source}").format(words=shortened(old), source=sources.name_of(project, source)),
            _("Capital letters, blanks and line breaks count."),
        )
    return joined(found)


def joined(corrections: Sequence[Correction]) -> list[Correction]:
    """Return corrections with those that follow on one another made one."""
    found: list[Correction] = []
    for one in corrections:
        if found and found[-1].end == one.position:
            last = found.pop()
            one = Correction(last.position, last.removed + one.removed, last.inserted + one.inserted)
        found.append(one)
    return found


def update_from_file(project: Project, source: str, path: Path, *, is_trial: bool = False) -> CorrectionResult:
    """Bring a source up to a corrected file: only what differs is corrected, and the file is kept as its original.

    Args:
        project: The study.
        source: Id of the source.
        path: The corrected file, of any kind that sources are read from.
        is_trial: Only say what would become of the passages.

    Raises:
        QcodeError: If the file cannot be read, or is the very one the source came from.
    """
    name, speakers = sources.name_of(project, source), sources.speakers_of(project, source)
    found = importing.preview(
        path,
        ReadOptions(
            speakers=tuple(one.label for one in speakers), roles=tuple((one.label, str(one.role)) for one in speakers)
        ),
    )
    if sources.with_hash(project, found.sha256) == name:
        raise QcodeError(_("{source} came from this very file; nothing differs").format(source=name))
    text = sources.text_of(project, source)
    shift = Shift(text_difference.corrections(text, found.transcript.text))
    result = _result(project, source, shift, text, found.transcript.text)
    result = CorrectionResult(
        result.corrections, result.touched, result.moved, (*found.warnings, *_headers(found.transcript, shift))
    )
    if not is_trial:
        with project.change("update", _summary(name, shift, path.name)) as change:
            if shift:
                correcting.correct(project, change, source, shift)
                rereading.reread(project, change, source, shift, found.transcript)
            _keep_original(change, source, found)
    return result


def _keep_original(change: Change, source: str, found: importing.Preview) -> None:
    from base64 import b64encode

    assert found.path is not None
    change.update(
        "source",
        source,
        {"filename": found.path.name, "sha256": found.sha256, "original": b64encode(found.data).decode("ascii")},
    )


def _headers(transcript: Transcript, shift: Shift) -> list[str]:
    reach = shift.reach()
    changed = [one.name for one in transcript.header if any(one.span.overlaps(span) for span in reach)]
    if not changed:
        return []
    return [_("changed in the header, while the variables keep their values: {names}").format(names=", ".join(changed))]


def _fitting(corrections: Iterable[Correction]) -> Shift:
    given = list(corrections)
    for one in given:
        need_storable(one.inserted)
    try:
        Shift(given)
        return Shift(part for one in given for part in _parts(one))
    except Misplaced as error:
        raise QcodeError(_("two corrections meet; make them one")) from error


def _parts(one: Correction) -> Iterable[Correction]:
    """Yield what a correction really changes: words that stay need not move with it."""
    if not one.removed or not one.inserted:
        yield one
        return
    for part in text_difference.corrections(one.removed, one.inserted):
        yield Correction(one.position + part.position, part.removed, part.inserted)


def _applied(shift: Shift, text: str) -> str:
    try:
        return shift.apply(text)
    except Misplaced as error:
        one = next(one for one in shift.corrections if not text.startswith(one.removed, one.position))
        raise QcodeError(
            _("at {position} the text does not read “{words}” but “{there}”").format(
                position=one.position,
                words=shortened(one.removed),
                there=shortened(text[one.position : one.position + max(20, len(one.removed))]),
            ),
            _("Places count from 0 in characters; show them with: qcode turns SOURCE"),
        ) from error


def _not_so() -> Outdated:
    return Outdated(
        _("the text was changed by someone else meanwhile; this correction was not kept"),
        _("Look at it again, then correct it."),
    )


def _result(project: Project, source: str, shift: Shift, old: str, new: str) -> CorrectionResult:
    coded: dict[str, list[str]] = {}
    for one in codings.spans_of(project, source):
        coded.setdefault(one.segment, []).append(one.code)
    names = {one.code.id: one.code.key or one.path for one in codes.all_codes(project, with_use=False)}
    touched: list[TouchedPassage] = []
    moved = 0
    for segment, span in correcting.all_segments(project, source):
        after = shift.span(span)
        if shift.touches(span):
            said = tuple(names.get(code, "") for code in coded.get(segment, ()))
            words = after.of(new) if after else ""
            touched.append(TouchedPassage(segment, span, after, span.of(old), words, said))
        else:
            moved += after != span
    touched.sort(key=lambda one: (one.before, one.segment))
    return CorrectionResult(tuple(shift.corrections), tuple(touched), moved)


def _summary(name: str, shift: Shift, file: str = "") -> str:
    """Write for the audit trail what was corrected."""
    some = [
        f"{one.position}: “{shortened(one.removed, 30)}” → “{shortened(one.inserted, 30)}”"
        for one in shift.corrections[:3]
    ]
    more = [f"(+{len(shift.corrections) - 3})"] if len(shift.corrections) > 3 else []
    return " · ".join([name, *([file] if file else []), "; ".join([*some, *more])])
