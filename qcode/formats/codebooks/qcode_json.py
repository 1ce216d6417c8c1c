"""Codebooks as JSON: the project's own tree (``qcode.domain.codebook_tree``), for programs.

Also read: a flat list of codes, each with its ``parent``, and with ``code`` or ``key``, ``name`` or ``name_id``,
``name_en`` … as the columns of a table are called.
"""

from __future__ import annotations

import json

from qcode.domain.codebook import Codebook
from qcode.domain.codebook_table import codebook_of
from qcode.domain.codebook_tree import codebook_of_tree, tree_of
from qcode.domain.encoding import decoded
from qcode.errors import UnreadableFile
from qcode.formats.base import CodebookFormat, CodebookRead
from qcode.language import _


def read(data: bytes, name: str) -> CodebookRead:
    """Read a codebook from JSON.

    Raises:
        UnreadableFile: If it is not JSON (it names the line) or no codebook (it names the code).
    """
    text, guesses = decoded(data)
    try:
        tree = json.loads(text, object_pairs_hook=_once_each)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            _("line {line}, column {column}: this is no JSON ({reason})").format(
                line=error.lineno, column=error.colno, reason=error.msg
            )
        ) from error
    except RecursionError as error:
        raise UnreadableFile(_("this is no codebook: it is nested too deep")) from error
    codebook, warnings = _flat(tree, name) if _is_flat(tree) else codebook_of_tree(tree, name)
    return CodebookRead(codebook, (*guesses, *warnings))


def write(codebook: Codebook) -> tuple[bytes, tuple[str, ...]]:
    """Write a codebook as JSON; nothing is lost."""
    return (json.dumps(tree_of(codebook), ensure_ascii=False, indent=2) + "\n").encode(), ()


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that says one thing twice: the parser would quietly take the last."""
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableFile(_("“{name}” is there twice in one code").format(name=twice))
    return result


def _is_flat(tree: object) -> bool:
    return (
        isinstance(tree, list)
        and all(isinstance(entry, dict) and "children" not in entry for entry in tree)
        and any("parent" in entry or "code" in entry for entry in tree)
    )


def _flat(entries: list[dict[str, object]], name: str) -> tuple[Codebook, tuple[str, ...]]:
    columns = list(dict.fromkeys(what for entry in entries for what in entry))
    rows = []
    for number, entry in enumerate(entries, 1):
        place = _("code {n}").format(n=number)
        for what, value in entry.items():
            if isinstance(value, list | dict):
                raise UnreadableFile(_("{place}: “{what}” should be words").format(place=place, what=what))
        rows.append((place, [_words(entry.get(what)) for what in columns]))
    return codebook_of(columns, rows, name)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


FORMAT = CodebookFormat("json", "JSON", (".json",), read, write)
