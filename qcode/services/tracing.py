"""Tracing how a code came to say what it says: its part of the audit trail, told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qcode.domain.codebook import TEXT_FIELDS, LegalBasis
from qcode.domain.legal_basis import legal_text
from qcode.language import _
from qcode.store import codes, history
from qcode.store.project import Project

MADE, REMOVED = "made", "removed"
"""Fields of a change that is no change of words: the code came, or went."""
FIELDS = ("name", "key", "definition", "include", "exclude", "example", "legal_basis", "codable", "color", "parent")
"""What is told of a code, in the order in which a reader wants it; ``FIELD (language)`` for translations, too."""


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One field of a code that became another."""

    when: str
    """ISO time in UTC."""
    coder: str
    act: str
    field: str
    """One of ``FIELDS``, a text field with its language as ``name (en)``, ``codebook``, ``made`` or ``removed``."""
    old: str
    new: str


def history_of_code(project: Project, code: str) -> list[CodeChange]:
    """Return how a code with an id changed, oldest first; it reads the whole trail, so let a screen ask in a thread."""
    paths = {one.code.id: one.path for one in codes.all_codes(project, with_use=False)}
    books = {uuid: name for name, uuid in codes.codebook_ids(project).items()}
    found: list[CodeChange] = []
    for one in history.of_row(project, "code", code):
        head = (one.when, one.coder, one.act)
        if one.kind != "u":
            found.append(CodeChange(*head, MADE if one.kind == "i" else REMOVED, "", ""))
            continue
        columns = dict(one.columns)
        told: dict[str, tuple[str, str]] = {}
        if "parent_id" in columns:
            old, new = columns.pop("parent_id")
            told["parent"] = (_place(paths, old), _place(paths, new))
        if "codebook_id" in columns:
            old, new = columns.pop("codebook_id")
            told["codebook"] = (books.get(old, "?"), books.get(new, "?"))
        for column, (old, new) in columns.items():
            told |= dict(_told(column, old, new))
        order = {field: number for number, field in enumerate(FIELDS)}
        for field in sorted(told, key=lambda field: order.get(field, len(order))):
            found.append(CodeChange(*head, field, *told[field]))
    return found


def _told(column: str, old: Any, new: Any) -> Iterator[tuple[str, tuple[str, str]]]:  # noqa: ANN401 - as the log has it
    if column == "translations":
        yield from _translated(old or {}, new or {})
    elif column == "legal_basis":
        yield column, (_provisions(old), _provisions(new))
    elif column == "codable":
        yield column, (_kind(old), _kind(new))
    elif column != "position":
        yield column, (str(old), str(new))


def _translated(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for language in dict.fromkeys((*old, *new)):
        before, after = old.get(language, {}), new.get(language, {})
        for what in TEXT_FIELDS:
            if before.get(what, "") != after.get(what, ""):
                yield f"{what} ({language})", (before.get(what, ""), after.get(what, ""))


def _provisions(entries: list[dict[str, str]]) -> str:
    return legal_text(tuple(LegalBasis(**entry) for entry in entries or ()))


def _kind(codable: object) -> str:
    return _("code") if codable else _("folder")


def _place(paths: Mapping[str, str], parent: str | None) -> str:
    return "/" if parent is None else paths.get(parent, _("a code that is gone"))
