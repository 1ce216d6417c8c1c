"""From text to transcript: the one way in, for files of every kind and for what is pasted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qcode.domain.reading.header import Header, header_of
from qcode.domain.reading.labels import identity
from qcode.domain.reading.layouts import LabelledLine, labelled_lines, plain
from qcode.domain.reading.questionnaire import questions_and_answers
from qcode.domain.reading.roles import speakers_with_roles
from qcode.domain.reading.speakers import Said, counts_of, labels_of, speakers_lines
from qcode.domain.reading.timestamps import time_marks
from qcode.domain.reading.tongue import language_of
from qcode.domain.reading.turns import cut_turns
from qcode.domain.text import stored
from qcode.domain.transcript import Note, Role, Transcript


def read_text(
    text: str,
    *,
    language: str = "",
    speakers: Sequence[str] = (),
    not_speakers: Sequence[str] = (),
    roles: Iterable[tuple[str, str]] = (),
    shown: Sequence[LabelledLine] = (),
    notes: tuple[Note, ...] = (),
) -> Transcript:
    """Read a transcript from text.

    Args:
        text: As found; newlines are made ``\\n``, nothing else is altered.
        language: Of the text; empty: find out.
        speakers: Labels that are speakers, whatever they look like.
        not_speakers: Labels that are none; wins over everything.
        roles: Label and ``interviewer`` or ``participant``; such a label is a speaker.
        shown: Labels that a format shows without a colon, such as bold names; places count in the text as stored.
        notes: Of the text as stored; passed on.

    Raises:
        UnreadableFile: If the text holds characters that no text has.
    """
    text = stored(text)
    flat = plain(text)
    language = language or language_of(text)
    said_roles = {identity(label): Role(role) for label, role in roles}
    candidates, beside = labelled_lines(flat)
    candidates = _together(candidates, shown)
    header = header_of(flat, counts_of(candidates), {*map(identity, speakers), *said_roles})
    said = Said(
        frozenset(map(identity, speakers)) | frozenset(said_roles) | frozenset(header.roles),
        frozenset(map(identity, not_speakers)),
    )
    lines = _lines(flat, candidates, header, language, said)
    labels = labels_of(lines)
    turns = cut_turns(flat, lines, labels)
    speaking = _speaking(labels, {turn.speaker for turn in turns})
    return Transcript(
        text=text,
        speakers=speakers_with_roles(speaking, language, header.roles, said_roles),
        turns=tuple(turns),
        marks=tuple(time_marks(flat, beside)),
        header=header.fields,
        notes=notes,
        language=language,
    )


def _lines(flat: str, candidates: list[LabelledLine], header: Header, language: str, said: Said) -> list[LabelledLine]:
    """Return the lines that begin a turn: labelled by speakers, or else the questions and answers of a list."""
    lines = speakers_lines(flat, [line for line in candidates if line.start not in header.starts], language, said)
    if lines:
        return lines
    listed = questions_and_answers(flat, header.fields, language)
    return [line for line in listed if identity(line.label) not in said.not_speakers]


def _together(candidates: list[LabelledLine], shown: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Put shown labels among those found; where both are at one line, what is certain or has a colon wins."""
    if not shown:
        return candidates
    at = {line.start: line for line in shown} | {line.start: line for line in candidates}
    at |= {line.start: line for line in shown if line.end is not None}
    certain = [(line.words, line.end) for line in shown if line.end is not None]
    lines = sorted(at.values(), key=lambda line: line.start)
    return [line for line in lines if line.end is not None or not any(a <= line.start < b for a, b in certain)]


def _speaking(labels: dict[str, str], speaking: set[str]) -> dict[str, str]:
    return {name: label for name, label in labels.items() if label in speaking}
