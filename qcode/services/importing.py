"""Bringing sources in: what a file holds is looked at first, then kept as one act."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from qcode.domain.sheet import SOURCES
from qcode.domain.span import Span
from qcode.domain.text import count_words, folded, shortened, visible
from qcode.domain.transcript import Role, Transcript
from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.base import ReadOptions, SourceRead
from qcode.language import _
from qcode.services import attributing
from qcode.store import attributes, cases, finding, memos, segments, sets, sources
from qcode.store.changes import Change
from qcode.store.project import Project

INTERVIEW, DOCUMENT = "interview", "document"
INFORMANT = "informant"
"""The kind of case that a header's informant code makes."""
INFORMANT_FIELDS = frozenset(
    {
        "kode informan", "kode narasumber", "kode responden", "kode partisipan", "informant code", "participant code",
        "respondent code", "interviewee code", "informant id", "participant id", "respondent id", "interviewee id",
    }
)  # fmt: skip
LARGEST = 200 * 1024 * 1024
"""Bytes of the largest file that is read."""

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the one that is next."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds, before anything is kept."""

    path: Path | None
    """``None`` for pasted text."""
    name: str
    """The name the source would have if it is free."""
    kind: str
    """``interview`` where somebody speaks, else ``document``."""
    data: bytes = field(repr=False)
    transcript: Transcript = field(repr=False)
    warnings: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Fingerprint of the file's bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Added:
    """A source that came in."""

    id: str
    name: str
    kind: str
    speakers: tuple[tuple[str, Role, int], ...]
    """Label, role and number of turns."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to."""

    added: tuple[Added, ...]
    skipped: tuple[tuple[str, str], ...]
    """File and reason."""
    failed: tuple[tuple[str, str], ...]
    """File and error, with its remedy."""
    warnings: tuple[tuple[str, str], ...]
    """File and what should be known about it."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where the sources of one import belong."""

    case: str = ""
    """``NAME``, or ``KIND:NAME``; empty for none."""
    set_name: str = ""


def preview(path: Path, options: ReadOptions | None = None) -> Preview:
    """Look into a file without keeping anything.

    Raises:
        UnreadableFile: If it cannot be read; the message names file, place and remedy.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(
                _("the file is larger than {megabytes} MB").format(megabytes=LARGEST // 1024 // 1024),
                _("Split it, or save only its text."),
            )
        data = path.read_bytes()
        read = _reader(path, data)(data, options or ReadOptions())
    except OSError as error:
        raise UnreadableFile(
            _("{file}: {error}").format(file=path, error=error.strerror or error), _("Check its name and your rights.")
        ) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error
    return _previewed(path, path.stem, data, read)


def preview_text(text: str, name: str, options: ReadOptions | None = None) -> Preview:
    """Look into a pasted text without keeping anything.

    Raises:
        UnreadableFile: If it holds what no text may hold.
    """
    from qcode.formats.registry import source_formats

    data = text.encode("utf-8", "surrogatepass")
    read = source_formats()[".txt"].read(data, options or ReadOptions())
    return _previewed(None, name, data, read)


def name_for(text: str) -> str:
    """Return a name for a pasted text: how its first line begins."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return visible(shortened(first)) or _("pasted text")


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[tuple[str, str]]]:
    """Return the files that paths name, folders walked, and the ones in folders that are passed over."""
    from qcode.formats.registry import source_formats

    files: list[Path] = []
    passed: list[tuple[str, str]] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        for found in sorted(path.rglob("*"), key=lambda each: finding.order(str(each))):
            if not found.is_file() or any(part.startswith((".", "~$")) for part in found.relative_to(path).parts):
                continue
            if any(".qcode" in part for part in found.relative_to(path).parts):
                continue  # The study itself, often in the folder of its transcripts, and its copies.
            if found.suffix.lower() in source_formats():
                files.append(found)
            else:
                passed.append((str(found), _("not a kind of file that sources are read from")))
    return files, passed


def import_files(
    project: Project, paths: Sequence[Path], *, options: ReadOptions | None = None,
    belonging: Belonging | None = None, progress: Progress | None = None, pasted: Iterable[Preview] = (),
) -> ImportResult:  # fmt: skip
    """Bring files in as one act; a file that cannot be read is named and the others still come.

    Args:
        project: The study.
        paths: Files and folders.
        options: What the user says about the texts.
        belonging: The case and set they go to.
        progress: Called before each file and once at the end.
        pasted: Texts that come with them.
    """
    files, passed = find_files(paths)
    # All are read before the first is kept, so that the project is locked only while it is written.
    previews = list(_looked_into(files, options, progress))
    return import_previews(project, chain(pasted, previews), belonging=belonging, passed=passed)


def import_previews(
    project: Project, previews: Iterable[Preview | tuple[str, str]], *, belonging: Belonging | None = None,
    passed: Sequence[tuple[str, str]] = (),
) -> ImportResult:  # fmt: skip
    """Keep what was looked into, as one act.

    Args:
        project: The study.
        previews: What to keep; a pair of file and error stands for one that could not be read.
        belonging: The case and set they go to.
        passed: Files that were passed over, for the summary.
    """
    added: list[Added] = []
    skipped, failed = list(passed), list[tuple[str, str]]()
    warnings: list[tuple[str, str]] = []
    taken = {name.casefold() for name in sources.names(project)}
    known = cases.by_name(project)
    with project.change("import") as change:
        for one in previews:
            if isinstance(one, tuple):
                failed.append(one)
                continue
            label = one.path.name if one.path else one.name
            if same := sources.with_hash(project, one.sha256):
                skipped.append((label, _("the same file is here already, as “{name}”").format(name=same)))
                continue
            name = _free_name(one.name, taken)
            if name != one.name:
                warnings.append((label, _renamed(one.name, name)))
            taken.add(name.casefold())
            added.append(_keep(project, change, one, name, belonging or Belonging(), known))
            warnings += [(label, warning) for warning in _to_say(one)]
        change.summary = _summary([source.name for source in added])
    return ImportResult(tuple(added), tuple(skipped), tuple(failed), tuple(warnings))


def _looked_into(
    files: Sequence[Path], options: ReadOptions | None, progress: Progress | None
) -> Iterable[Preview | tuple[str, str]]:
    for number, path in enumerate(files):
        if progress:
            progress(number, len(files), path.name)
        try:
            yield preview(path, options)
        except UnreadableFile as error:
            yield str(path), f"{error.message.removeprefix(f'{path}: ')}\n{error.hint}".strip()
    if progress:
        progress(len(files), len(files), "")


def _reader(path: Path, data: bytes) -> Callable[[bytes, ReadOptions], SourceRead]:
    from qcode.formats.registry import codebook_formats, source_formats

    suffix = path.suffix.lower()
    if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        suffix = ".docx"
    if suffix in source_formats():
        return source_formats()[suffix].read
    if suffix in codebook_formats():
        raise UnreadableFile(
            _("this is a codebook or a table, no transcript"), _("Bring it in with: qcode codebook import FILE")
        )
    kinds = ", ".join(sorted(source_formats().keys() - {".doc"}))  # .doc has a reader only to say what to do.
    raise UnreadableFile(
        _("cannot read this kind yet ({suffix})").format(suffix=suffix or _("no suffix")),
        _("Readable are: {kinds}. Save the text as one of them.").format(kinds=kinds),
    )


def _previewed(path: Path | None, name: str, data: bytes, read: SourceRead) -> Preview:
    kind = INTERVIEW if read.transcript.turns else DOCUMENT
    return Preview(path, _as_text(name).strip() or _("text"), kind, data, read.transcript, read.warnings)


def _as_text(name: str) -> str:
    """Return a file's name with a replacement sign for each byte of it that is no text."""
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in name)


def _keep(
    project: Project, change: Change, one: Preview, name: str, belonging: Belonging, known: dict[tuple[str, str], str]
) -> Added:
    transcript = one.transcript
    source = sources.add(
        project,
        change,
        sources.NewSource(
            name=name, kind=one.kind, language=transcript.language,
            filename=_as_text(one.path.name) if one.path else "",
            sha256=one.sha256, original=one.data, transcript=transcript, words=count_words(transcript.text),
            standing="primary" if one.kind == INTERVIEW else "secondary",
        ),
    )  # fmt: skip
    for entry in transcript.header:
        attribute, _made = attributes.ensure(project, change, entry.name, SOURCES)
        attributing.take(project, change, attribute, source, entry.value)
        if " ".join(folded(entry.name).split()) in INFORMANT_FIELDS and entry.value:
            _tie_informant(project, change, source, entry.value, known)
    if belonging.case:
        case, _new = cases.ensure(project, change, *_kind_and_name(belonging.case, known), known)
        cases.assign(project, change, case, source)
    if belonging.set_name:
        sets.put(project, change, sets.ensure(project, change, belonging.set_name), "source", [source])
    for note in transcript.notes:
        at = max(0, note.span.start - 1)
        span = note.span if len(note.span) else Span(at, at + 1)
        segment = segments.ensure(project, change, source, span)
        memos.add(project, change, "segment", segment, note.text, note.kind)
    spoken = [turn.speaker for turn in transcript.turns]
    return Added(source, name, one.kind, tuple((s.label, s.role, spoken.count(s.label)) for s in transcript.speakers))


def _kind_and_name(case: str, known: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return kind and name of a case as it was said; without a kind it is the only one there of that name."""
    kind, colon, name = case.partition(":")
    if colon:
        return kind, name
    there = [one for one, called in known if called == case.casefold()]
    return (there[0] if len(there) == 1 else INFORMANT), case


def _tie_informant(project: Project, change: Change, source: str, name: str, known: dict[tuple[str, str], str]) -> None:
    case, _new = cases.ensure(project, change, INFORMANT, name, known)
    speaking = [s.id for s in sources.speakers_of(project, source) if s.role == Role.PARTICIPANT]
    # With several participants the header does not say which of them it means.
    cases.assign(project, change, case, source, speaker=speaking[0] if len(speaking) == 1 else None)


def _free_name(name: str, taken: set[str]) -> str:
    if name.casefold() not in taken:
        return name
    return next(f"{name} ({n})" for n in range(2, len(taken) + 3) if f"{name} ({n})".casefold() not in taken)


def _renamed(name: str, new: str) -> str:
    return _(
        "another text named “{name}” is here already, so this one is “{new}”; if it is that text corrected, undo this "
        'and keep its codings with: qcode sources update "{name}" FILE'
    ).format(name=name, new=new)


def _to_say(one: Preview) -> list[str]:
    said = list(one.warnings)
    unknown = [speaker.label for speaker in one.transcript.speakers if not speaker.is_role_known]
    if unknown:
        said.append(
            _(
                "taken for participants, since nothing says otherwise: {labels}; "
                'set a role with: qcode speakers "{name}" --role LABEL=interviewer'
            ).format(labels=", ".join(unknown), name=one.name)
        )
    return said


def _summary(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} (+{len(names) - 3})" if len(names) > 3 else shown
