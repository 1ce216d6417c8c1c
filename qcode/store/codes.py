"""Codes and codebooks: their trees, their use, what a name means."""

from __future__ import annotations

import json
from collections.abc import Iterable

from qcode.domain.codebook import Code, Codebook, LegalBasis, depths, paths
from qcode.domain.study import CodeInProject
from qcode.language import _
from qcode.store import finding
from qcode.store.changes import Change
from qcode.store.database import Row, sql
from qcode.store.project import Project

_CODES = sql(
    "SELECT c.uuid, p.uuid, c.key, c.name, c.color, c.codable, c.definition, c.include, c.exclude, c.example, "
    "c.legal_basis, c.translations, c.codebook_id FROM code c LEFT JOIN code p ON p.id = c.parent_id "
    "ORDER BY c.codebook_id, c.position, c.id"
)
_CODEBOOKS = sql("SELECT id, uuid, name, language, description FROM codebook ORDER BY position, id")
# In the order of the index of codings, so that nothing has to be sorted.
_USE = sql(
    "SELECT c.uuid, u.codings, u.sources FROM (SELECT n.code_id, SUM(n.codings) AS codings, COUNT(*) AS sources "
    "FROM (SELECT code_id, source_id, COUNT(*) AS codings FROM coding GROUP BY code_id, source_id) n "
    "GROUP BY n.code_id) u JOIN code c ON c.id = u.code_id"
)
_KEYS = sql("SELECT uuid, id FROM code")
_USABLE = sql("SELECT COALESCE(NULLIF(key, ''), name), codable FROM code WHERE uuid = ?")
_SIBLINGS = sql(
    "SELECT s.uuid FROM code c JOIN code s ON s.codebook_id = c.codebook_id "
    "AND COALESCE(s.parent_id, 0) = COALESCE(c.parent_id, 0) WHERE c.uuid = ? ORDER BY s.position, s.id"
)
_LAST_POSITION = sql("SELECT COALESCE(MAX(position), 0) FROM code")
_LAST_CODEBOOK = sql("SELECT COALESCE(MAX(position), 0) FROM codebook")
# By code and not by coding, so that the names of codes are looked up once each.
_RECENT = sql(
    "SELECT c.uuid FROM (SELECT d.code_id, MAX(d.id) AS latest FROM coding d "
    "WHERE d.coder_id = (SELECT k.id FROM coder k WHERE k.uuid = ?) GROUP BY d.code_id) u "
    "JOIN code c ON c.id = u.code_id ORDER BY u.latest DESC LIMIT ?"
)


def codebooks(project: Project) -> list[Codebook]:
    """Return the codebooks with their codes, each tree depth first."""
    rows: dict[int, list[Code]] = {}
    for row in project.database.rows(_CODES):
        rows.setdefault(row[12], []).append(_code(row))
    return [
        Codebook(
            id=uuid, name=name, language=language, description=description,
            codes=tuple(code for _depth, code in depths(tuple(rows.get(key, ())))),
        )
        for key, uuid, name, language, description in project.database.rows(_CODEBOOKS)
    ]  # fmt: skip


def all_codes(
    project: Project, *, with_use: bool = True, books: Iterable[Codebook] | None = None
) -> list[CodeInProject]:
    """Return the codes of all codebooks, depth first.

    Args:
        project: The study.
        with_use: Count their codings, which takes time where there are many; else the counts are 0.
        books: The codebooks, where they were read already.
    """
    rows = project.database.rows(_USE) if with_use else []
    use = {uuid: (int(codings), int(sources)) for uuid, codings, sources in rows}
    found: list[CodeInProject] = []
    for codebook in codebooks(project) if books is None else books:
        path = paths(codebook.codes)
        found += [
            CodeInProject(code, codebook.name, path[code.id], depth, *use.get(code.id, (0, 0)))
            for depth, code in depths(codebook.codes)
        ]
    return found


def codebook_ids(project: Project) -> dict[str, str]:
    """Return the id of each codebook by its name, in order."""
    return {name: uuid for _key, uuid, name, _language, _description in project.database.rows(_CODEBOOKS)}


def language_of(project: Project, codebook: str) -> str:
    """Return the language of the codebook with a name; empty if it is not told."""
    rows = project.database.rows(_CODEBOOKS)
    return next((language for _key, _uuid, name, language, _about in rows if name == codebook), "")


def find(project: Project, name: str) -> CodeInProject:
    """Return the code with a key, a unique name, a path or an id.

    Raises:
        UnknownName: If there is none, or several.
    """
    return pick(all_codes(project), name)


def pick(codes: list[CodeInProject], name: str) -> CodeInProject:
    """Return the code with a key, a unique name, a path or an id, from a list.

    Keys come before paths and paths before names, so that a name never hides a key.

    Raises:
        UnknownName: If there is none, or several.
    """
    by_id = {one.code.id: one for one in codes}
    for handles in ([(one.code.key, one.code.id) for one in codes], [(one.path, one.code.id) for one in codes]):
        found = {id for handle, id in handles if handle and handle.casefold() == name.casefold()}
        if len(found) == 1:
            return by_id[found.pop()]
    named = [(handle, one.code.id) for one in codes for handle in (one.code.name, one.code.key)]
    return by_id[finding.one(name, named, _("code"))]


def keys_of(project: Project, wanted: Iterable[str], *, only: bool) -> list[int]:
    """Return the keys of codes and, unless ``only``, of all that is under them.

    Raises:
        UnknownName: If the project does not have one of them.
    """
    everything = all_codes(project, with_use=False)
    keys: dict[str, int] = dict(project.database.rows(_KEYS))
    chosen = {pick(everything, name).code.id for name in wanted}
    if not only:
        for one in everything:  # Parents come first, so one pass reaches every depth.
            if one.code.parent in chosen:
                chosen.add(one.code.id)
    return sorted(keys[id] for id in chosen)


def usable(project: Project, code: str) -> tuple[str, bool] | None:
    """Return what the code with an id is called and whether it can be applied; ``None`` if it is gone."""
    row = project.database.row(_USABLE, (code,))
    return (str(row[0]), bool(row[1])) if row else None


def recent(project: Project, count: int = 20) -> list[str]:
    """Return the ids of the codes this coder applied last, newest first."""
    return [row[0] for row in project.database.rows(_RECENT, (project.coder_id, count))]


def add_codebook(project: Project, change: Change, codebook: Codebook) -> str:
    """Insert a codebook without its codes; return its id."""
    position = project.database.value(_LAST_CODEBOOK) + 1
    return change.insert(
        "codebook",
        {
            "name": codebook.name, "language": codebook.language,
            "description": codebook.description, "position": position,
        },
        uuid="" if change.knows("codebook", codebook.id) else codebook.id,
    )  # fmt: skip


def add(project: Project, change: Change, code: Code, codebook: str) -> str:
    """Insert a code behind all others of its parent; return its id."""
    position = project.database.value(_LAST_POSITION) + 1
    return change.insert("code", {"codebook_id": codebook, "position": position, **columns(code)}, uuid=code.id)


def siblings(project: Project, code: str) -> list[str]:
    """Return the ids of the codes that stand beside a code and its own, in order; none if it is gone."""
    return [row[0] for row in project.database.rows(_SIBLINGS, (code,))]


def last_position(project: Project) -> int:
    """Return the greatest position of any code, so that a greater one comes last wherever it stands."""
    return int(project.database.value(_LAST_POSITION))


def columns(code: Code) -> dict[str, object]:
    """Return what a code says as the columns of its row."""
    return {
        "parent_id": code.parent, "key": code.key, "name": code.name, "color": code.color,
        "codable": code.codable, "definition": code.definition, "include": code.include,
        "exclude": code.exclude, "example": code.example,
        "legal_basis": [
            {"act": b.act, "article": b.article, "valid_from": b.valid_from, "valid_to": b.valid_to, "note": b.note}
            for b in code.legal_basis
        ],
        "translations": {language: dict(texts) for language, texts in code.translations.items()},
    }  # fmt: skip


def _code(row: Row) -> Code:
    uuid, parent, key, name, color, codable, definition, include, exclude, example, legal, translations, _book = row
    return Code(
        id=uuid, parent=parent, key=key, name=name, color=color, codable=bool(codable), definition=definition,
        include=include, exclude=exclude, example=example,
        legal_basis=tuple(LegalBasis(**basis) for basis in json.loads(legal)) if legal != "[]" else (),
        translations=json.loads(translations) if translations != "{}" else {},
    )  # fmt: skip
