"""A large study: 1,000 sources, 100,000 codings, 500 codes, 200 cases; and the same with ten times sources and codings.

Its rows are written straight into the tables, since a million codings through the gate would take an hour. What is
derived is written too, as the program derives it, so that the study is whole; only the audit trail knows nothing of it.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks import data, projects
from qcode.domain.text import count_words
from qcode.services import importing
from qcode.store import tables
from qcode.store.project import Project

SOURCES, CODINGS, CHARS = 1_000, 100_000, 8_000
TOPS, MIDDLES, LEAVES = 20, 4, 5
"""Codes at the top, under each of these, and under each of those: 500 in all."""
INFORMANTS, POLICE_CASES = 150, 50
_TEXTS = 20
_SEGMENTS, _EACH = 75, CODINGS // SOURCES
"""Passages and codings of a source: some passages are coded twice."""
_CODERS = 3
_SETS, _QUESTIONS = 10, 20
_JOBS = ("Penyidik", "Pengelola", "Pendamping", "Pejabat", "Guru")
_WHEN = "2025-06-10T08:00:00Z"


@dataclass(frozen=True, slots=True)
class _Text:
    """What is written of a source."""

    text: str
    paragraphs: tuple[tuple[int, str], ...]
    """Start and words of each."""
    turns: tuple[tuple[int, int, str], ...]
    """Start, end and label of each."""


def study(times: int = 1) -> Path:
    """Return the large study, with so many times the sources and codings; made once."""
    made_of = b"".join(Path(module.__file__ or "").read_bytes() for module in (data, tables))
    made_of += Path(__file__).read_bytes()
    path = projects.folder() / f"large-{times}-{hashlib.sha256(made_of).hexdigest()[:12]}.qcode"
    if not path.exists():
        building = projects.folder() / f"large-{times}.part.qcode"
        projects.remove(building)
        Project.create(building, name="large", coder="Ana").close()
        with closing(sqlite3.connect(building)) as database:
            database.execute("PRAGMA synchronous=OFF")
            _fill(database, SOURCES * times)
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        building.replace(path)
    return path


def _fill(database: sqlite3.Connection, sources: int) -> None:
    codes = _codes(database)
    _insert(database, "coder", ({"id": n, "name": f"Coder {n}", "created": _WHEN} for n in range(2, _CODERS + 1)))
    _cases(database)
    _insert(database, "study_set", ({"id": n, "name": f"Set {n}", "kind": "source"} for n in range(1, _SETS + 1)))
    _insert(
        database,
        "question",
        ({"id": n, "position": n, "key": f"Q{n}", "text": f"Pertanyaan {n}?"} for n in range(1, _QUESTIONS + 1)),
    )
    texts = [_text(number) for number in range(1, _TEXTS + 1)]
    rows: dict[str, list[dict[str, object]]] = {}
    for source in range(1, sources + 1):
        for table, row in _source(source, texts[source % _TEXTS], codes):
            rows.setdefault(table, []).append(row)
        if source % 500 == 0 or source == sources:
            for table in sorted(rows, key=_ORDER.index):
                _insert(database, table, iter(rows[table]))
            rows = {}


_ORDER = (
    "source", "paragraph", "speaker", "turn", "segment", "coding", "membership", "attribute_value", "set_member",
    "asked",
)  # fmt: skip
"""Tables in the order in which their rows can be written."""


def _codes(database: sqlite3.Connection) -> list[int]:
    """Write the codebook; return the keys of its codes, those that are used most first."""
    _insert(database, "codebook", iter([{"id": 1, "name": "Buku kode", "language": "id", "position": 0}]))
    made: list[dict[str, object]] = []

    def add(key: str, parent: int | None) -> int:
        made.append({"id": len(made) + 1, "codebook_id": 1, "parent_id": parent, "position": len(made), "key": key,
                     "name": f"Kode {key}", "color": "#4477aa", "codable": 1,
                     "legal_basis": "[]", "translations": "{}"})  # fmt: skip
        return len(made)

    for top in range(1, TOPS + 1):
        above = add(f"T{top}", None)
        for middle in range(1, MIDDLES + 1):
            over = add(f"T{top}-{middle}", above)
            for leaf in range(1, LEAVES + 1):
                add(f"T{top}-{middle}-{leaf}", over)
    _insert(database, "code", iter(made))
    keys = list(range(1, len(made) + 1))
    random.Random(3).shuffle(keys)
    return keys


def _cases(database: sqlite3.Connection) -> None:
    kinds = ["informant"] * INFORMANTS + ["police case"] * POLICE_CASES
    _insert(
        database,
        "study_case",
        ({"id": n, "kind": kind, "name": f"{kind} {n}", "created": _WHEN} for n, kind in enumerate(kinds, 1)),
    )
    columns = (("Jabatan", "case", "category", "informant"), ("Tahun", "case", "number", "police case"),
               ("Tanggal", "source", "date", ""))  # fmt: skip
    _insert(
        database,
        "attribute",
        (
            {"id": n, "name": name, "subject": subject, "kind": kind, "case_kind": of, "options": "[]", "position": n}
            for n, (name, subject, kind, of) in enumerate(columns, 1)
        ),
    )
    _insert(
        database,
        "attribute_value",
        (
            {"id": n, "attribute_id": 1, "case_id": n, "value": _JOBS[n % len(_JOBS)]}
            if kind == "informant"
            else {"id": n, "attribute_id": 2, "case_id": n, "value": str(2016 + n % 9)}
            for n, kind in enumerate(kinds, 1)
        ),
    )


def _source(source: int, text: _Text, codes: list[int]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the rows of a source, each with its table."""
    dice = random.Random(source)
    interviewer, informant = 2 * source - 1, 2 * source
    yield "source", {"id": source, "name": f"Wawancara {source:05}", "kind": "interview", "standing": "primary",
                     "language": "id", "sha256": f"{source:064}", "created": _WHEN, "chars": len(text.text),
                     "words": count_words(text.text)}  # fmt: skip
    for number, (start, words) in enumerate(text.paragraphs, 1):
        yield "paragraph", {"source_id": source, "number": number, "start_at": start, "text": words}
    for speaker, label, role in ((interviewer, "P", "interviewer"), (informant, "I", "participant")):
        yield "speaker", {"id": speaker, "source_id": source, "label": label, "role": role}
    by_label = {"P": interviewer, "I": informant}
    for start, end, label in text.turns:
        yield "turn", {"source_id": source, "start_at": start, "end_at": end, "speaker_id": by_label[label]}
    for question, (start, _end, _label) in enumerate(turn for turn in text.turns if turn[2] == "P"):
        yield "asked", {"id": source * 1_000 + question, "source_id": source, "start_at": start,
                        "question_id": 1 + question % _QUESTIONS, "created": _WHEN}  # fmt: skip
    yield from _coded(source, text, codes, by_label, dice)
    of: tuple[tuple[int, int | None], ...] = (
        (1 + source % INFORMANTS, informant), (INFORMANTS + 1 + source % POLICE_CASES, None),
    )  # fmt: skip
    for case, tied in of:
        yield "membership", {"id": source * 2 - (tied is None), "case_id": case, "source_id": source,
                             "speaker_id": tied}  # fmt: skip
    day = f"{2016 + source % 9}-{1 + source % 12:02}-{1 + source % 28:02}"
    yield "attribute_value", {"id": 1_000 + source, "attribute_id": 3, "source_id": source, "value": day}
    for number, held in enumerate((1 + source % _SETS, 1 + source // _SETS % _SETS)):
        yield "set_member", {"id": 2 * source + number, "set_id": held, "source_id": source}


def _coded(
    source: int, text: _Text, codes: list[int], by_label: dict[str, int], dice: random.Random
) -> Iterator[tuple[str, dict[str, object]]]:
    places = list(dict.fromkeys(data.spans(source, 2 * _SEGMENTS, text.text)))[:_SEGMENTS]
    speakers = [by_label.get(_speaker_of(text, start, end)) for start, end in places]
    for number, ((start, end), speaker) in enumerate(zip(places, speakers, strict=True)):
        yield "segment", {"id": source * _SEGMENTS + number, "source_id": source, "start_at": start, "end_at": end,
                          "speaker_id": speaker}  # fmt: skip
    weights = [1 / (1 + rank) for rank in range(len(codes))]
    seen: set[tuple[int, int, int]] = set()
    while len(seen) < _EACH:
        number = len(seen) if len(seen) < _SEGMENTS else dice.randrange(_SEGMENTS)
        code, coder = dice.choices(codes, weights)[0], dice.randint(1, _CODERS)
        if (number, code, coder) not in seen:
            key = source * _EACH + len(seen)
            seen.add((number, code, coder))
            yield "coding", {"id": key, "segment_id": source * _SEGMENTS + number, "code_id": code, "coder_id": coder,
                             "source_id": source, "speaker_id": speakers[number], "created": _WHEN,
                             "typical": dice.random() < 0.02}  # fmt: skip


def _speaker_of(text: _Text, start: int, end: int) -> str:
    """Return who speaks at a start, or first after it."""
    return next((label for begins, ends, label in text.turns if ends > start and begins < end), "")


def _text(number: int) -> _Text:
    """Return an invented interview as the program reads it."""
    preview = importing.preview_text(data.interview(number, CHARS), str(number))
    text, transcript = preview.transcript.text, preview.transcript
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line:
            lines.append((at, line))
        at += len(line) + 1
    turns = tuple((turn.span.start, turn.span.end, turn.speaker) for turn in transcript.turns)
    return _Text(text, tuple(lines), turns)


def _insert(database: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    """Write rows; columns that are not given have their default, a UUID of its own or, if they must hold text, none."""
    about = database.execute(f"SELECT name, \"notnull\", dflt_value, type FROM pragma_table_info('{table}')").fetchall()
    known = {name for name, *_rest in about}
    empty = [(name, "") for name, must, default, kind in about if must and default is None and "CHAR" in kind.upper()]
    for row in rows:
        full: dict[str, object] = {**dict(empty), **row}
        if "uuid" in known:
            hexadecimal = hashlib.md5(f"{table} {row['id']}".encode(), usedforsecurity=False).hexdigest()
            full["uuid"] = "-".join(hexadecimal[a:b] for a, b in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))
        names = ", ".join(full)
        database.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(full))})", tuple(full.values()))
