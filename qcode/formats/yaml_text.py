"""YAML that people write: every value is the words that stand there, and every place is known by its line.

``key: NO`` is no boolean, ``article: 14`` no number and ``valid_from: 2026-01-02`` no date, as they would be for a
loader that guesses types. Nothing in a file can make an object or refer to another part of it, and no nesting can
exhaust the parser: its events are taken one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qcode.domain.encoding import decoded
from qcode.errors import UnreadableFile
from qcode.language import _

DEEPEST = 10
"""Mappings and lists within each other, where a reader does not allow more."""


@dataclass(frozen=True, slots=True)
class YamlText:
    """What was read."""

    tree: object
    """Mappings, lists and strings; ``None`` for an empty file."""
    lines: dict[int, int] = field(repr=False)
    """Line of each mapping and list, by its ``id()``."""
    names: dict[tuple[int, str], int] = field(repr=False)
    """Line of each name in a mapping, by the mapping's ``id()``."""
    warnings: tuple[str, ...] = ()

    def line_of(self, mapping: object, name: str = "") -> int:
        """Return the line of a mapping or list, or of a name in a mapping; 1 if it is none of this file."""
        return self.names.get((id(mapping), name)) or self.lines.get(id(mapping), 1)


def read_yaml(data: bytes, *, deepest: int = DEEPEST) -> YamlText:
    """Read YAML.

    Args:
        data: The file.
        deepest: Mappings and lists within each other that are allowed.

    Raises:
        UnreadableFile: If it is not YAML; it names the line.
    """
    from yaml import MarkedYAMLError
    from yaml.reader import ReaderError

    text, guesses = decoded(data)
    read = YamlText(None, {}, {}, guesses)
    try:
        tree = _tree(text, read, deepest)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if "nesting depth" in (error.problem or ""):  # Newer parsers give up before the tree is too deep for us.
            raise UnreadableFile(_("line {line}: nested too deep").format(line=line)) from error
        raise _broken(line, error.problem or "") from error
    except ReaderError as error:
        raise _broken(text.count("\n", 0, error.position) + 1, error.reason) from error
    return YamlText(tree, read.lines, read.names, read.warnings)


def _tree(text: str, read: YamlText, deepest: int) -> object:
    """Return mappings, lists and strings, and enter the line of each mapping, list and name."""
    import yaml

    documents: list[object] = []
    stack: list[tuple[list[object], list[int], int, bool]] = [(documents, [], 1, False)]
    for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                stack[-1][0].append(event.value)
                stack[-1][1].append(line)
            case yaml.CollectionStartEvent():
                if len(stack) > deepest:
                    raise UnreadableFile(_("line {line}: nested too deep").format(line=line))
                stack.append(([], [], line, isinstance(event, yaml.MappingStartEvent)))
            case yaml.CollectionEndEvent():
                values, lines, begun, is_mapping = stack.pop()
                made: object = _mapping(values, begun) if is_mapping else values
                read.lines[id(made)] = begun
                if is_mapping:
                    read.names.update({(id(made), str(n)): at for n, at in zip(values[::2], lines[::2], strict=True)})
                stack[-1][0].append(made)
                stack[-1][1].append(begun)
            case yaml.AliasEvent():
                raise UnreadableFile(
                    _("line {line}: a reference (*{name}) is not followed").format(line=line, name=event.anchor),
                    _("Write out what it stands for. Words that begin with * want quotes around them."),
                )
    if len(documents) > 1:
        raise UnreadableFile(_("there are several documents in it, parted by ---"), _("Make a file of each."))
    return documents[0] if documents else None


def _mapping(values: list[object], line: int) -> dict[object, object]:
    """Pair names with values; refuse a name that is there twice, of which a parser would quietly take the last."""
    result: dict[object, object] = {}
    for what, value in zip(values[::2], values[1::2], strict=True):
        if not isinstance(what, str):
            raise UnreadableFile(_("line {line}: a name must be words").format(line=line))
        if what in result:
            raise UnreadableFile(_("line {line}: “{name}” is there twice").format(line=line, name=what))
        result[what] = value
    return result


def _broken(line: int, reason: str) -> UnreadableFile:
    return UnreadableFile(
        _("line {line}: this is no YAML ({reason})").format(line=line, reason=reason),
        _("Look at the indentation, by spaces and not tabs, and put quotes around words that hold “: ” or “ #”."),
    )
