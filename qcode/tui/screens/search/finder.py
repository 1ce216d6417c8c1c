"""Searching beside the screen: in a thread, over a connection of its own, telling what is found as it is found."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qcode.domain.spots import Spots
from qcode.domain.study import FoundNote
from qcode.store import note_search, search
from qcode.store.project import Project
from qcode.store.query import Widened

FIRST = 60
"""Hits that are told at once, about a screen of them."""
MOST = 4000
"""Hits told at a time afterwards."""
PAUSE = 0.05
"""Seconds after which what was found meanwhile is told."""
SORTED_BY = 6
"""Words of the context by which hits are sorted."""

PLACES = ("texts", "memos", "codes", "all")
"""What is searched."""
ORDERS = ("place", "source", "right", "left")
"""How hits are sorted: as they stand, texts with most hits first, by the words after or before."""
Found = tuple[str, int, int]
"""Id of the source, start and end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for, and where."""

    query: str
    where: str = "texts"
    """One of ``PLACES``."""
    sources: frozenset[str] | None = None
    """Ids of the texts to search; all if ``None``."""
    role: str = ""
    """Only what speakers of this role say; empty for everything."""


class Finder:
    """Reads a project for the search screen; its methods run in a thread, one at a time.

    Args:
        project: The study the screen shows.
    """

    def __init__(self, project: Project) -> None:
        self._path, self._coder = project.path, project.coder_name
        self._lock = threading.Lock()
        self._reader: Project | None = None
        self._is_closed = False

    def close(self) -> None:
        """Close the connection once the thread has done with it."""
        self._is_closed = True
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    def find(self, asked: Asked, tell: Callable[[list[Found]], None], is_cancelled: Callable[[], bool]) -> None:
        """Search texts, telling hits in batches: the first at once, then as many as come in a moment.

        Raises:
            QcodeError: If there is no word in the query, or it names a list that is not there.
        """
        with self._lock:
            project = self._project()
            if project is None or asked.where not in ("texts", "all"):
                return
            batch: list[Found] = []
            told = 0
            due = time.monotonic() + PAUSE
            for spot in search.each_spot(project, asked.query, sources=asked.sources, role=asked.role):
                batch.append(spot)
                is_full = len(batch) >= (FIRST if not told else MOST)
                if is_full or (not len(batch) % 64 and time.monotonic() > due):
                    if is_cancelled():
                        return
                    tell(batch)
                    told += len(batch)
                    batch, due = [], time.monotonic() + PAUSE
            if batch and not is_cancelled():
                tell(batch)

    def find_notes(self, asked: Asked) -> list[FoundNote]:
        """Search memos and definitions, as far as they are searched.

        Raises:
            QcodeError: If there is no word in the query, or it names a list that is not there.
        """
        with self._lock:
            project = self._project()
            if project is None:
                return []
            notes = note_search.search_codes(project, asked.query) if asked.where in ("codes", "all") else []
            return notes + (note_search.search_memos(project, asked.query) if asked.where in ("memos", "all") else [])

    def widened(self, query: str) -> list[Widened]:
        """Return which words each searched word was widened to.

        Raises:
            QcodeError: If there is no word in the query, or it names a list that is not there.
        """
        with self._lock:
            project = self._project()
            return search.widened(project, query) if project else []

    def sorted(self, spots: Spots, order: str) -> list[int]:
        """Return the numbers of hits in another order; equal ones stay in the order of the texts."""
        numbers = list(range(len(spots)))
        if order == "source":
            counts: dict[str, int] = {}
            for number in numbers:
                source = spots.source_of(number)
                counts[source] = counts.get(source, 0) + 1
            return sorted(numbers, key=lambda number: -counts[spots.source_of(number)])
        if order == "place":
            return numbers
        with self._lock:
            project = self._project()
            if project is None:
                return numbers
            keys = list(_keys(project, spots, numbers, order))
        return sorted(numbers, key=keys.__getitem__)

    def with_project(self, do: Callable[[Project], None]) -> None:
        """Do something with the connection."""
        with self._lock:
            if project := self._project():
                do(project)

    def _project(self) -> Project | None:
        if self._reader is None and not self._is_closed:
            self._reader = Project.open(self._path, coder=self._coder)
        return self._reader


def _keys(project: Project, spots: Spots, numbers: Sequence[int], side: str) -> Iterator[tuple[str, ...]]:
    """Yield what each hit is sorted by: the words after it, or those before it from the nearest on."""
    for left, right in search.contexts(project, (spots[number] for number in numbers)):
        if side == "right":
            yield tuple(search.words_of(right)[:SORTED_BY])
        else:
            yield tuple(reversed(search.words_of(left)[-SORTED_BY:]))
