"""One coding through the gate, on disk with its entry in the change log: beside an append of 4 KiB with fsync.

Each round is many codings one after the other, in a project that holds 10,000 already; the checkpoints that SQLite
makes every thousand pages are in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from benchmarks import data, projects
from benchmarks.rounds import ROUNDS, Figure, compare, seconds
from qcode.domain.span import Span
from qcode.services import coding
from qcode.store import codes, sources
from qcode.store.project import Project

ACTS = 200
"""Codings, and appends, of one round."""


def figures() -> Iterator[Figure]:
    """Measure the promise."""
    path = projects.copy_of(projects.book(), "gate")
    appended = projects.folder() / "appended.bin"
    block = os.urandom(4096)
    with Project.open(path) as project, appended.open("wb", buffering=0) as file:
        source = sources.all_sources(project)[0].id
        wanted = [one.code.id for one in codes.all_codes(project)]
        places = data.spans(2, ACTS * (ROUNDS + 1), sources.text_of(project, source))

        def append() -> None:
            for _ in range(ACTS):
                file.write(block)
                os.fsync(file.fileno())

        def code() -> None:
            for at, (start, end) in enumerate(islice(places, ACTS)):
                coding.apply_code(project, source, Span(start, end), wanted[at % len(wanted)])

        promise = "one coding through the gate, against appending 4 KiB with fsync"
        yield compare(promise, lambda: seconds(append) / ACTS, lambda: seconds(code) / ACTS, 3.0)
    projects.remove(path)
    appended.unlink()
