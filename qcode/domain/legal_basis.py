"""The legal basis of a code as one cell of a table: a line for each provision, its parts between bars.

``UU 8/1981 (KUHAP) | 16-19 | ..2026-01-01 | as commonly cited``: act, article, first and last day, note; what is
empty at the end is left away. A line that is not so built (a statute cited in running words) is an act as it stands,
so that nobody's cell is lost. A backslash keeps a bar (``\\|``), a line break (``\\n``) or itself (``\\\\``) in a part.
"""

from __future__ import annotations

import re

from qcode.domain.codebook import LegalBasis

_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_ESCAPE = re.compile(r"\\([\\|n])")
_VALIDITY = re.compile(r"(\d{4}-\d{2}-\d{2})?\s*\.\.\s*(\d{4}-\d{2}-\d{2})?")
_KEPT = {"\\": "\\\\", "|": "\\|", "\n": "\\n"}


def legal_text(entries: tuple[LegalBasis, ...]) -> str:
    """Write provisions, one a line."""
    return "\n".join(_line(entry) for entry in entries)


def legal_entries(text: str) -> tuple[LegalBasis, ...]:
    """Read provisions, one a line; empty lines are passed over."""
    return tuple(_entry(line) for line in text.split("\n") if line.strip())


def _line(entry: LegalBasis) -> str:
    validity = f"{entry.valid_from}..{entry.valid_to}" if entry.valid_from or entry.valid_to else ""
    parts = [entry.act, entry.article, validity, entry.note]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return " | ".join("".join(_KEPT.get(c, c) for c in part) for part in parts)


def _entry(line: str) -> LegalBasis:
    parts = [_ESCAPE.sub(_unescaped, part).strip() for part in _split(line)]
    validity = _VALIDITY.fullmatch(parts[2]) if len(parts) > 2 and parts[2] else None
    if len(parts) > 4 or not parts[0] or (len(parts) > 2 and parts[2] and validity is None):
        return LegalBasis(_ESCAPE.sub(_unescaped, line).strip())
    parts += [""] * (4 - len(parts))
    since, until = (validity[1] or "", validity[2] or "") if validity else ("", "")
    return LegalBasis(parts[0], parts[1], since, until, parts[3])


def _split(line: str) -> list[str]:
    parts, start = [], 0
    for bar in _BAR.finditer(line):
        parts.append(line[start : bar.end() - 1])
        start = bar.end()
    return [*parts, line[start:]]


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] == "n" else match[1]
