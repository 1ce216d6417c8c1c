"""The HTML report of 50 coded transcripts: beside the same bytes, joined from ready pieces and written.

Twice: from the project to the file, which is what a user waits for, and from the gathered values to the file. Gathering
means to read 10,000 codings, their passages, speakers, cases and consent, to word and cite each, and to count the
matrices; bytes that stand ready know nothing of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks import projects
from benchmarks.rounds import Figure, compare, seconds
from qcode.domain.selection import Selection
from qcode.domain.study_page import StudyPage
from qcode.language import translator
from qcode.services import paging, writing
from qcode.store.project import Project

_PIECE = re.compile(r'[^\n]*?(?:","|\n)')
"""A line of the page, or one string of its data: what a program that writes such a page has in hand at the least."""


def figures() -> Iterator[Figure]:
    """Measure from the project, and from the gathered values, to the file on disk."""
    with Project.open(projects.interviews(), coder=projects.CODERS[0]) as project:
        yield from _written(project)


def _written(project: Project) -> Iterator[Figure]:
    def gather() -> StudyPage:
        return paging.make_page(project, Selection(all_speakers=True), paging.PageOptions("id"))

    page = gather()
    file, same = projects.folder() / "report.html", projects.folder() / "same.html"
    paging.write_page(page, file, language="id")
    translator("id")
    pieces = _pieces(file)

    def join() -> None:
        writing.write_file(same, "".join(pieces).encode())

    against = f"against the same bytes joined from {len(pieces):,} ready pieces and written"
    name = "the HTML report of 50 coded transcripts (2 million characters)"
    yield compare(
        f"{name}, from the project to the file, {against}", lambda: seconds(join),
        lambda: seconds(lambda: paging.write_page(gather(), file, language="id")), 3.0, rounds=5,
    )  # fmt: skip
    yield compare(
        f"{name}, from the gathered values to the file, {against}", lambda: seconds(join),
        lambda: seconds(lambda: paging.write_page(page, file, language="id")), 3.0,
    )  # fmt: skip
    assert same.read_bytes() == file.read_bytes()


def _pieces(file: Path) -> list[str]:
    whole = file.read_text(encoding="utf-8")
    found = _PIECE.findall(whole)
    return [*found, whole[sum(map(len, found)) :]]
