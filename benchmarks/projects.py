"""Big projects to measure with, made once by qcode's own services and kept in the folder for temporary files."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import data
from qcode.domain.codebook import Code, Codebook
from qcode.domain.selection import Selection
from qcode.services import codebooks, coding, importing
from qcode.store import codings, search, tables
from qcode.store.project import Project

BOOK_CHARS, BOOK_CODINGS = 1_500_000, 10_000
PAGE_CHARS, PAGE_CODINGS = 40_000, 50
STUDY_SOURCES, STUDY_CHARS, STUDY_CODINGS = 200, 20_000, 100_000
INTERVIEWS, INTERVIEW_CODINGS = 50, 200
ARCHIVE_SOURCES, ARCHIVE_CHARS = 1000, 40_000
CODERS = ("Ana", "Budi", "Citra")


def folder() -> Path:
    """Return where to work: a folder on a real disk, since much of what is measured waits for one."""
    path = Path(tempfile.gettempdir()) / "qcode-benchmarks"
    path.mkdir(exist_ok=True)
    return path


def book() -> Path:
    """Return a project with one source of 1.5 million characters and 10,000 codings."""
    return _kept("book", _make_book)


def page() -> Path:
    """Return a project with one source of 40,000 characters and 50 codings."""
    return _kept("page", lambda project: _make_text(project, PAGE_CHARS, PAGE_CODINGS))


def crowd() -> Path:
    """Return a project with one source of 40,000 characters and 10,000 codings."""
    return _kept("crowd", lambda project: _make_text(project, PAGE_CHARS, BOOK_CODINGS))


def study() -> Path:
    """Return a project with 200 interviews, each a case, and 100,000 codings by three coders."""
    return _kept("study", _make_study)


def interviews() -> Path:
    """Return a project with 50 interviews of 40,000 characters, each a case, with 200 codings each by three coders."""
    return _kept("interviews", _make_interviews)


def archive() -> Path:
    """Return a project with 1,000 interviews of 40,000 characters, nothing coded."""
    return _kept("archive", lambda project: _add_sources(project, ARCHIVE_SOURCES, ARCHIVE_CHARS))


def copy_of(project: Path, name: str) -> Path:
    """Return a copy that may be changed."""
    copy = folder() / f"{name}.qcode"
    remove(copy)
    shutil.copyfile(project, copy)
    return copy


def remove(project: Path) -> None:
    """Remove a project and what stands beside it while it is open."""
    for suffix in ("", "-wal", "-shm"):
        project.with_name(project.name + suffix).unlink(missing_ok=True)


def counted(project: Project) -> int:
    """Return how many codings a project has, interviewers' speech included."""
    return codings.count(project, Selection(all_speakers=True))


def found(project: Project, words: str) -> int:
    """Return how many places a search finds."""
    return len(list(search.search(project, words)))


def _kept(name: str, make: Callable[[Project], None]) -> Path:
    """Return a project made earlier from the same data by the same schema, else make it."""
    made_of = b"".join(Path(module.__file__ or "").read_bytes() for module in (data, tables))
    made_of += Path(__file__).read_bytes()
    path = folder() / f"{name}-{hashlib.sha256(made_of).hexdigest()[:12]}.qcode"
    if not path.exists():
        building = folder() / f"{name}.part.qcode"
        remove(building)
        with Project.create(building, name=name, coder=CODERS[0]) as project:
            _add_codes(project)
            make(project)
        building.replace(path)
    return path


def _add_codes(project: Project) -> None:
    themes = [Code(f"Tema {key}", key=key) for key in data.THEMES]
    parent = {theme.key: theme.id for theme in themes}
    codes = [Code(f"Kode {key}", key=key, parent=parent[key.partition("-")[0]]) for key in data.CODES]
    codebooks.keep_codebook(project, Codebook("Buku kode", (*themes, *codes), language="id"))


def _make_book(project: Project) -> None:
    _add_sources(project, 1, BOOK_CHARS)
    _apply(project, 1, BOOK_CODINGS, BOOK_CHARS)


def _make_text(project: Project, chars: int, codings: int) -> None:
    text = data.interview(1, chars)
    _add_sources(project, 1, chars)
    places = zip(data.spans(1, codings, text), data.codes(1, codings), strict=True)
    rows = [
        coding.CodingRow(_name(1), start, end, code, CODERS[number % len(CODERS)])
        for number, ((start, end), code) in enumerate(places)
    ]
    coding.apply_codes(project, rows)


def _make_study(project: Project) -> None:
    _add_sources(project, STUDY_SOURCES, STUDY_CHARS)
    _apply(project, STUDY_SOURCES, STUDY_CODINGS // STUDY_SOURCES, STUDY_CHARS)


def _make_interviews(project: Project) -> None:
    _add_sources(project, INTERVIEWS, PAGE_CHARS)
    _apply(project, INTERVIEWS, INTERVIEW_CODINGS, PAGE_CHARS)


def _add_sources(project: Project, count: int, chars: int) -> None:
    texts = ((number, data.interview(number, chars)) for number in range(1, count + 1))
    importing.import_previews(project, [importing.preview_text(text, _name(number)) for number, text in texts])


def _apply(project: Project, sources: int, each: int, chars: int) -> None:
    rows = []
    for number in range(1, sources + 1):
        places = data.spans(number, each, data.interview(number, chars))
        for at, ((start, end), code) in enumerate(zip(places, data.codes(number, each), strict=True)):
            rows.append(coding.CodingRow(_name(number), start, end, code, CODERS[at % len(CODERS)]))
    coding.apply_codes(project, rows)


def _name(number: int) -> str:
    return f"Wawancara {number:04}"
