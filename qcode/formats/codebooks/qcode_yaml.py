"""Codebooks as YAML: the project's own tree (``qcode.domain.codebook_tree``), to be read and written by hand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from qcode.domain.codebook import Codebook
from qcode.domain.codebook_tree import MAX_DEPTH, codebook_of_tree, tree_of
from qcode.formats.base import CodebookFormat, CodebookRead
from qcode.formats.yaml_text import read_yaml

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
    found = read_yaml(data, deepest=_MOST_LEVELS)
    codebook, warnings = codebook_of_tree(found.tree, name, found.lines)
    return CodebookRead(codebook, (*found.warnings, *warnings))


def write(codebook: Codebook) -> tuple[bytes, tuple[str, ...]]:
    """Write a codebook as YAML; nothing is lost."""
    import yaml

    text = yaml.dump(
        tree_of(codebook), Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False
    )
    return text.encode(), ()


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
