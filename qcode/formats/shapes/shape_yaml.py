"""Shapes of tables as YAML: what is read is checked name by name, and what is wrong is said with its line.

A text is words, or a mapping of languages (``id:``, ``en:``) to words. A list of one may be written without its dash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from qcode.domain.shape import RowKind, Said, Shape, ShapeColumn, ShapeRows, Show
from qcode.errors import UnreadableFile
from qcode.formats.yaml_text import YamlText, read_yaml
from qcode.language import _

_SHAPE = frozenset({"qcode-table", "name", "aliases", "title", "about", "rows", "columns", "notes", "total"})
_ROWS = frozenset({"codes", "leaves", "empty", "kind", "attribute"})
_COLUMN = frozenset({"heading", "show", "attribute", "codes", "kind", "where", "most", "each", "name"})
_TRUE = frozenset({"yes", "true", "ya"})
_Named = TypeVar("_Named", bound=StrEnum)


def read_shape(data: bytes, name: str) -> Shape:
    """Read a shape.

    Args:
        data: The file.
        name: Of the file, where the shape does not name itself.

    Raises:
        UnreadableFile: If it is no shape; the message names the line.
    """
    reader = _Reader(read_yaml(data))
    tree = reader.mapping(reader.read.tree, reader.read.tree, "", _SHAPE)
    columns = reader.items(tree, "columns")
    if "rows" not in tree or not columns:
        raise UnreadableFile(
            _("a table wants rows and columns"), _("See how the built-in ones are written: qcode tables show NAME")
        )
    return Shape(
        name=reader.words(tree, "name") or name,
        title=reader.said(tree, "title"),
        rows=reader.rows(tree),
        columns=tuple(reader.column(one) for one in columns),
        about=reader.said(tree, "about"),
        aliases=reader.list_of(tree, "aliases"),
        notes=tuple(reader.said_of(one, tree, "notes") for one in reader.items(tree, "notes")),
        total=reader.truth(tree, "total"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file, knowing its lines."""

    read: YamlText

    def fail(self, where: object, name: str, message: str, hint: str = "") -> UnreadableFile:
        place = _("line {line}").format(line=self.read.line_of(where, name))
        return UnreadableFile(f"{place}: {message}", hint)

    def mapping(self, value: object, where: object, name: str, known: frozenset[str]) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self.fail(where, name, _("here should be names with values, one a line: “name: value”"))
        for one in value:
            if one not in known:
                near = get_close_matches(str(one), known, 1)
                hint = (
                    _("Did you mean “{name}”?").format(name=near[0])
                    if near
                    else _("There are: {names}").format(names=", ".join(sorted(known)))
                )
                raise self.fail(value, str(one), _("there is no “{name}” here").format(name=one), hint)
        return value

    def words(self, tree: Mapping[str, object], name: str) -> str:
        value = tree.get(name, "")
        if not isinstance(value, str):
            raise self.fail(tree, name, _("“{name}” should be words").format(name=name))
        return value.strip()

    def said(self, tree: Mapping[str, object], name: str) -> Said:
        return self.said_of(tree.get(name, ""), tree, name)

    def said_of(self, value: object, where: object, name: str) -> Said:
        if isinstance(value, str):
            return {"": value.strip()} if value.strip() else {}
        if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
            return {str(language): text.strip() for language, text in value.items()}
        raise self.fail(where, name, _("“{name}” should be words, or words by language (id:, en:)").format(name=name))

    def items(self, tree: Mapping[str, object], name: str) -> list[object]:
        value = tree.get(name, [])
        return value if isinstance(value, list) else [value]

    def list_of(self, tree: Mapping[str, object], name: str) -> tuple[str, ...]:
        found = self.items(tree, name)
        if not all(isinstance(one, str) for one in found):
            raise self.fail(tree, name, _("“{name}” should be words, or a list of them").format(name=name))
        return tuple(str(one).strip() for one in found if str(one).strip())

    def truth(self, tree: Mapping[str, object], name: str) -> bool:
        return self.words(tree, name).casefold() in _TRUE

    def one_of(self, kinds: type[_Named], tree: Mapping[str, object], name: str) -> _Named:
        value = self.words(tree, name)
        try:
            return kinds(value)
        except ValueError as error:
            raise self.fail(
                tree, name, _("“{name}” cannot be “{text}”").format(name=name, text=value),
                _("There are: {names}").format(names=", ".join(kinds)),
            ) from error  # fmt: skip

    def rows(self, tree: Mapping[str, object]) -> ShapeRows:
        """Read ``rows: codes``, or ``rows: {codes: {…}}``: the kind of row, with what narrows it."""
        value = tree["rows"]
        if isinstance(value, str):
            return ShapeRows(self.one_of(RowKind, tree, "rows"))
        given = self.mapping(value, tree, "rows", frozenset(RowKind))
        if len(given) != 1:
            raise self.fail(tree, "rows", _("rows are of one kind"))
        ((kind, inside),) = given.items()
        its = self.mapping(inside, given, kind, _ROWS)
        return ShapeRows(
            RowKind(kind), codes=self.list_of(its, "codes"), leaves=self.truth(its, "leaves"),
            with_empty=self.truth(its, "empty"), kinds=self.list_of(its, "kind"), names=self.list_of(its, "attribute"),
        )  # fmt: skip

    def column(self, value: object) -> ShapeColumn:
        its = self.mapping(value, self.read.tree, "columns", _COLUMN)
        most = self.words(its, "most") or "0"
        if not most.isdecimal():
            raise self.fail(its, "most", _("“{name}” should be a number").format(name="most"))
        return ShapeColumn(
            self.one_of(Show, its, "show"), self.said(its, "heading"), self.words(its, "name"),
            names=self.list_of(its, "attribute"), codes=self.list_of(its, "codes"), kinds=self.list_of(its, "kind"),
            where=self.where(its), most=int(most), each=self.words(its, "each"),
        )  # fmt: skip

    def where(self, its: Mapping[str, object]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        value = its.get("where")
        if value is None:
            return ()
        if not isinstance(value, dict):
            raise self.fail(its, "where", _("“where” wants attributes with words: “attribute: word”"))
        return tuple((str(name), self.list_of(value, name)) for name in value)
