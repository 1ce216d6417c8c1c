"""Saved lists of words."""

from __future__ import annotations

import json

from qcode.domain.word_list import STOP, TERMS, WordList
from qcode.store import finding
from qcode.store.database import sql
from qcode.store.project import Project

_ALL = sql("SELECT uuid, name, kind, words FROM word_list ORDER BY id")


def all_lists(project: Project) -> list[WordList]:
    """Return the lists, ordered by name."""
    found = (
        WordList(uuid, name, kind, tuple(json.loads(words))) for uuid, name, kind, words in project.database.rows(_ALL)
    )
    return sorted(found, key=lambda one: finding.order(one.name))


def terms_in(project: Project, query: str) -> dict[str, tuple[str, ...]] | None:
    """Return the words of each list of terms by its name without case; nothing is read if the query names no list."""
    if "@" not in query:
        return None
    return {one.name.casefold(): one.words for one in all_lists(project) if one.kind == TERMS}


def stop_lists(project: Project) -> list[WordList]:
    """Return the lists of words that are not counted, ordered by name."""
    return [one for one in all_lists(project) if one.kind == STOP]
