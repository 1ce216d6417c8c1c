"""Codebooks as YAML: the project's own tree (``qcode.domain.codebook_tree``), to be read and written by hand.

Every value is read as the words that stand there: ``key: NO`` is no boolean, ``article: 14`` no number and
``valid_from: 2026-01-02`` no date, as they would be for a loader that guesses types. Nothing in a file can make
an object or refer to another part of it, and no nesting can exhaust the parser: its events are taken one by one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from qcode.domain.codebook import Codebook
from qcode.domain.codebook_tree import MAX_DEPTH, codebook_of_tree, tree_of
from qcode.domain.encoding import decoded
from qcode.errors import UnreadableFile
from qcode.formats.base import CodebookFormat, CodebookRead
from qcode.language import _

if TYPE_CHECKING:
    from yaml import SafeDumper, ScalarNode

_WIDTH = 100
_FOLD_FROM = 80
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
_MOST_LEVELS = 3 * MAX_DEPTH
"""Mappings and lists within each other: two for each level of codes, and those of a code's own parts."""


def read(data: bytes, name: str) -> CodebookRead:
    """Read a codebook from YAML.

    Raises:
        UnreadableFile: If it is not YAML or no codebook; it names the line.
    """
    from yaml import MarkedYAMLError
    from yaml.reader import ReaderError

    text, guesses = decoded(data)
    lines: dict[int, int] = {}
    try:
        tree = _tree(text, lines)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if "nesting depth" in (error.problem or ""):  # Newer parsers give up before the tree is too deep for us.
            raise UnreadableFile(_("line {line}: nested too deep").format(line=line)) from error
        raise _broken(line, error.problem or "") from error
    except ReaderError as error:
        raise _broken(text.count("\n", 0, error.position) + 1, error.reason) from error
    codebook, warnings = codebook_of_tree(tree, name, lines)
    return CodebookRead(codebook, (*guesses, *warnings))


def write(codebook: Codebook) -> tuple[bytes, tuple[str, ...]]:
    """Write a codebook as YAML; nothing is lost."""
    import yaml

    text = yaml.dump(
        tree_of(codebook), Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False
    )
    return text.encode(), ()


def _tree(text: str, lines: dict[int, int]) -> object:
    """Return mappings, lists and strings, and enter the line of each mapping and list."""
    import yaml

    documents: list[object] = []
    stack: list[tuple[list[object], int, bool]] = [(documents, 1, False)]
    for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                stack[-1][0].append(event.value)
            case yaml.CollectionStartEvent():
                if len(stack) > _MOST_LEVELS:
                    raise UnreadableFile(_("line {line}: nested too deep").format(line=line))
                stack.append(([], line, isinstance(event, yaml.MappingStartEvent)))
            case yaml.CollectionEndEvent():
                values, begun, is_mapping = stack.pop()
                made: object = _mapping(values, begun) if is_mapping else values
                lines[id(made)] = begun
                stack[-1][0].append(made)
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
            raise UnreadableFile(_("line {line}: “{name}” is there twice in one code").format(line=line, name=what))
        result[what] = value
    return result


def _broken(line: int, reason: str) -> UnreadableFile:
    return UnreadableFile(
        _("line {line}: this is no YAML ({reason})").format(line=line, reason=reason),
        _("Look at the indentation, by spaces and not tabs, and put quotes around words that hold “: ” or “ #”."),
    )


@cache
def _dumper() -> type[SafeDumper]:
    """Return a dumper that sets long words as blocks and indents lists."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ANN401 - as in PyYAML
            return super().increase_indent(flow, False)

    def words(dumper: SafeDumper, value: str) -> ScalarNode:
        style = "|" if "\n" in value else ">" if len(value) > _FOLD_FROM else None
        # What YAML 1.1 takes for line breaks of its own would come back as a space or \n.
        style = '"' if _OTHER_BREAKS.search(value) else style
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, words)
    return Dumper


FORMAT = CodebookFormat("yaml", "YAML", (".yaml", ".yml"), read, write)
