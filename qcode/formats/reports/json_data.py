"""JSON: the report as data, for programs; its field names are kept stable."""

from __future__ import annotations

import math

from qcode.domain.report import Cell, Report, plain
from qcode.domain.text import json_text
from qcode.formats.base import ReportFormat, ReportOptions


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
    } | ({"id": report.id} if report.id else {})
    return f"{json_text(content)}\n".encode(), ()


def _value(cell: Cell) -> object:
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return plain(cell)


FORMAT = ReportFormat("json", "JSON", (".json",), write=write)
