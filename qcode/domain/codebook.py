"""Codes and the trees they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qcode.domain.identity import new_id

TEXT_FIELDS = ("name", "definition", "include", "exclude", "example")
"""What a code says in words, and so can say in several languages."""

PALETTE = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a2be2", "#dc1450",
    "#a08cff", "#882255", "#24480c", "#f0e442",
)  # fmt: skip
"""Default colours, given in turn, that readers of every kind of colour vision tell apart.

The first six and the last are Okabe and Ito's; their yellow comes last because it is faint on paper.
"""

_HEX_COLOR = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One provision a code rests on, with the time in which it is law."""

    act: str
    """Short title: ``UU 12/2022``, ``KUHAP``."""
    article: str = ""
    """``14(2)``, ``98-102``; empty for the act as a whole."""
    valid_from: str = ""
    """ISO date; empty if always or not known."""
    valid_to: str = ""
    """ISO date of the last day; empty if still in force."""
    note: str = ""
    """Such as "as commonly cited, not checked against the gazette"."""


@dataclass(frozen=True, slots=True)
class Code:
    """A label of a codebook."""

    name: str
    id: str = field(default_factory=new_id)
    """UUID."""
    key: str = ""
    """Short handle such as ``PRV-SIB``, unique in a project whatever the case of letters; may be empty."""
    parent: str | None = None
    """UUID of the code above, ``None`` at the top."""
    color: str = ""
    """``#rrggbb``, or empty: then the codebook's palette gives one."""
    codable: bool = True
    """False for a folder, which groups codes and is applied to nothing."""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    legal_basis: tuple[LegalBasis, ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language → text field → words, for languages other than the codebook's own."""

    def said(self, what: str, language: str) -> str:
        """Return a text field in a language, in the codebook's own where there is no translation."""
        return self.translations.get(language, {}).get(what) or str(getattr(self, what))


@dataclass(frozen=True, slots=True)
class Codebook:
    """A tree of codes, in the order in which they are listed: each parent before its children."""

    name: str
    codes: tuple[Code, ...] = ()
    id: str = field(default_factory=new_id)
    """UUID."""
    language: str = ""
    """The language of names and definitions; empty if not told."""
    description: str = ""


def join_path(names: tuple[str, ...]) -> str:
    """Write a path ``Parent/Child``; a ``/`` inside a name is doubled."""
    return "/".join(name.replace("/", "//") for name in names)


def split_path(path: str) -> tuple[str, ...]:
    """Read a path as ``join_path`` writes it."""
    return tuple(part.replace("\0", "/") for part in path.replace("//", "\0").split("/"))


def paths(codes: tuple[Code, ...]) -> dict[str, str]:
    """Return each code's path by its UUID."""
    by_id = {code.id: code for code in codes}
    result: dict[str, str] = {}
    for code in codes:
        names, here = [code.name], code
        while here.parent is not None and here.parent in by_id:
            here = by_id[here.parent]
            names.append(here.name)
        result[code.id] = join_path(tuple(reversed(names)))
    return result


def depths(codes: tuple[Code, ...]) -> Iterator[tuple[int, Code]]:
    """Yield each code with its depth, 0 at the top, depth first in listed order."""
    children: dict[str | None, list[Code]] = {}
    known = {code.id for code in codes}
    for code in codes:
        children.setdefault(code.parent if code.parent in known else None, []).append(code)
    stack = [(0, code) for code in reversed(children.get(None, []))]
    while stack:
        depth, code = stack.pop()
        yield depth, code
        stack.extend((depth + 1, child) for child in reversed(children.get(code.id, [])))


def in_tree_order(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    """Return codes depth first, each parent before its children, siblings in listed order.

    Codes that are their own ancestors are in no tree and left out; a reader refuses them before.
    """
    return tuple(code for _, code in depths(codes))


def canonical_color(text: str) -> str | None:
    """Return ``#rrggbb`` for ``#RGB``, ``#RRGGBB`` or either without its ``#``; ``None`` for any other text."""
    match = _HEX_COLOR.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
