"""The HTML report of 50 coded transcripts: beside the same bytes, joined from ready pieces and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks import projects
from benchmarks.rounds import Figure, compare, seconds
from qcode.domain.selection import Selection
from qcode.language import translator
from qcode.services import paging, writing
from qcode.store.project import Project

_PIECE = re.compile(r'[^\n]*?(?:","|\n)')
"""A line of the page, or one string of its data: what a program that writes such a page has in hand at the least."""


def figures() -> Iterator[Figure]:
    """Measure from the gathered values to the file on disk."""
    with Project.open(projects.interviews(), coder=projects.CODERS[0]) as project:
        page = paging.make_page(project, Selection(all_speakers=True), paging.PageOptions("id"))
    file, same = projects.folder() / "report.html", projects.folder() / "same.html"
    paging.write_page(page, file, language="id")
    translator("id")
    pieces = _pieces(file)

    def join() -> None:
        writing.write_file(same, "".join(pieces).encode())

    yield compare(
        "the HTML report of 50 coded transcripts (2 million characters) written, against the same bytes joined from "
        f"{len(pieces):,} ready pieces and written",
        lambda: seconds(join),
        lambda: seconds(lambda: paging.write_page(page, file, language="id")),
        3.0,
    )
    assert same.read_bytes() == file.read_bytes()


def _pieces(file: Path) -> list[str]:
    whole = file.read_text(encoding="utf-8")
    found = _PIECE.findall(whole)
    return [*found, whole[sum(map(len, found)) :]]
