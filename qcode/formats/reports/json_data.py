"""JSON: the report as data, for programs; its field names are kept stable."""

from __future__ import annotations

import json
import math
import re

from qcode.domain.report import Cell, Report, plain
from qcode.formats.base import ReportFormat, ReportOptions

_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as JSON, word for word; the document's language plays no part."""
    content = {
        "title": report.title,
        "columns": [{"name": c.name, "label": str(c), "kind": c.kind.value} for c in report.columns],
        "rows": [[_value(cell) for cell in row] for row in report.rows],
        "notes": list(report.notes),
        "source_line": report.source_line,
        "total_rows": report.total_rows,
        "total_columns": report.total_columns,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return (_UNSAFE.sub(_escaped, text) + "\n").encode(), ()


def _value(cell: Cell) -> object:
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return plain(cell)


def _escaped(match: re.Match[str]) -> str:
    """Escape what a terminal would obey or no encoding holds; JSON's escapes lose nothing."""
    return f"\\u{ord(match.group()):04x}"


FORMAT = ReportFormat("json", "JSON", (".json",), write=write)
