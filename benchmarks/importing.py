"""Bringing in 1,000 interviews, searchable: beside plain sqlite3 writing the same rows. Word files: beside lxml.

The floor of the first knows every row beforehand: it deflates originals and log as the program does, writes all rows
of all tables in one transaction and fills the full-text index, and neither reads a file nor looks for a speaker.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks import data, projects
from benchmarks.rounds import Figure, compare, seconds
from qcode.formats.base import ReadOptions
from qcode.formats.registry import source_formats
from qcode.services import importing
from qcode.store.project import Project

TEXTS, CHARS = 1000, 40_000
WORD_FILES = 30
ROUNDS = 5
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILLED = ("change", "original")
"""Tables of which a column is deflated."""


def figures() -> Iterator[Figure]:
    """Measure both promises; that of Word files beside two floors."""
    yield _of_texts()
    yield from _of_word_files()


def _of_texts() -> Figure:
    folder = projects.folder() / "texts"
    _write_texts(folder)
    path = projects.folder() / "imported.qcode"

    def program() -> float:
        projects.remove(path)
        with Project.create(path) as project:
            took = seconds(lambda: importing.import_files(project, [folder]))
            assert projects.found(project, "penyidik") > 0
        return took

    program()
    schema, rows = _contents(path)
    plain = projects.folder() / "plain.db"

    def floor() -> float:
        projects.remove(plain)
        with closing(sqlite3.connect(plain, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            database.execute("PRAGMA cache_size=-32000")
            for statement in schema:
                database.execute(statement)
            return seconds(lambda: _write_rows(database, rows))

    promise = f"{TEXTS:,} .txt of {CHARS // 1000}k characters imported, against sqlite3 writing the same rows"
    figure = compare(promise, floor, program, 3.0, rounds=ROUNDS)
    for made in (path, plain):
        projects.remove(made)
    return figure


def _write_texts(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(1, TEXTS + 1):
        (folder / f"wawancara-{number:04}.txt").write_text(data.interview(number, CHARS), encoding="utf-8")


def _contents(path: Path) -> tuple[list[str], dict[str, list[list[Any]]]]:
    """Return the statements that make a project's tables, and all their rows with deflated columns inflated."""
    with closing(sqlite3.connect(path)) as database:
        made = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        own = [row for row in made if not row[1].startswith("paragraph_fts_")]
        tables = [name for kind, name, _sql in own if kind == "table" and name != "paragraph_fts"]
        rows = {table: [list(row) for row in database.execute(f"SELECT * FROM {table}")] for table in tables}
    for table in _FILLED:
        for row in rows[table]:
            row[-1] = zlib.decompress(row[-1])
    return [sql for _kind, _name, sql in own], rows


def _write_rows(database: sqlite3.Connection, rows: dict[str, list[list[Any]]]) -> None:
    database.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        if values:
            level = {"original": 1, "change": 3}.get(table)
            kept = ((*row[:-1], zlib.compress(row[-1], level)) for row in values) if level else values
            database.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(values[0]))})", kept)
    database.execute("INSERT INTO paragraph_fts (rowid, text) SELECT id, text FROM paragraph")
    database.execute("COMMIT")


def _of_word_files() -> Iterator[Figure]:
    files = [_word_file(data.interview(number, CHARS)) for number in range(1, WORD_FILES + 1)]
    read, options = source_formats()[".docx"].read, ReadOptions()
    assert len(read(files[0], options).transcript.turns) > 100

    def program() -> float:
        return seconds(lambda: [read(file, options) for file in files])

    floors: dict[str, Callable[[bytes], object]] = {
        "lxml reading the paragraphs of document.xml": _paragraphs,
        "lxml parsing document.xml and looking at nothing in it": _tree,
    }
    for against, work in floors.items():

        def floor(work: Callable[[bytes], object] = work) -> float:
            return seconds(lambda: [work(file) for file in files])

        promise = f"{WORD_FILES} .docx of {CHARS // 1000}k characters read, speakers and turns too, against {against}"
        yield compare(promise, floor, program, 3.0)


def _paragraphs(file: bytes) -> list[str]:
    """Return the text of each paragraph: the plainest reader of Word files there can be."""
    from lxml import etree

    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(file)) as package, package.open("word/document.xml") as part:
        for _event, paragraph in etree.iterparse(part, tag=f"{_W}p", resolve_entities=False):
            found.append("".join(text.text or "" for text in paragraph.iter(f"{_W}t")))
            paragraph.clear()
    return found


def _tree(file: bytes) -> object:
    from lxml import etree

    return etree.parse(io.BytesIO(zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml")))


def _word_file(text: str) -> bytes:
    """Return a transcript as a student sets it: Times New Roman 12, one and a half lines, speakers in bold."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = Document()
    for line in text.split("\n"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.line_spacing = 1.5
        label, colon, said = line.partition(": ")
        for words in filter(None, (f"{label}{colon}", said)):
            run = paragraph.add_run(words)
            run.font.name, run.font.size = "Times New Roman", Pt(12)
            run.bold = True if words.endswith(colon or "\n") else None
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
