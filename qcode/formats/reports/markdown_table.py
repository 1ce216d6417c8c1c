"""Markdown: a table as GitHub and pandoc read it, with everything in a transcript that is markup made harmless."""

from __future__ import annotations

import re

from qcode.domain.report import Cell, Column, Kind, Report
from qcode.domain.text import visible
from qcode.domain.wording import cell_text, depth_of, is_numeric, one_line, references, source_text, title_text
from qcode.formats.base import ReportFormat, ReportOptions

_MARKUP = re.compile(r"[\\`*|~]|(?<![^\W_])_|_(?![^\W_])|\](?=\()|(?<=!)\[")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HTML_MARKUP = re.compile("[&<>]")


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as Markdown; it holds all of it."""
    parts = [f"**{_escaped(title_text(report))}**", ""] if report.title else []
    if report.columns:
        parts += [_line([_escaped(str(column)) for column in report.columns])]
        parts += [_line([_rule(report, index) for index in range(len(report.columns))])]
    first_total = len(report.rows) - report.total_rows
    for number, row in enumerate(report.rows):
        cells = (_cell(cell, column, options) for cell, column in zip(row, report.columns, strict=True))
        parts.append(_line([f"**{text}**" if text and number >= first_total else text for text in cells]))
    if source := source_text(report, options.say):
        parts += ["", _escaped(source)]
    if notes := (*report.notes, *references(report)):
        parts += ["", *(f"- {_escaped(note)}" for note in notes)]
    return ("\n".join(parts) + "\n").encode(), ()


def _cell(cell: Cell, column: Column, options: ReportOptions) -> str:
    indent = "&emsp;" * depth_of(cell)
    lines = cell_text(cell, column.kind, options.language).strip().split("\n")
    return indent + "<br>".join(_escaped(line) for line in lines)


def _escaped(text: str) -> str:
    shown = one_line(visible(text).replace("\u00a0", "\ue000")).replace("\ue000", "\u00a0")
    return _HTML_MARKUP.sub(lambda m: _HTML[m.group()], _MARKUP.sub(r"\\\g<0>", shown))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(report: Report, index: int) -> str:
    if report.columns[index].kind is Kind.PRESENCE:
        return ":---:"
    return "---:" if is_numeric(report, index) else "---"


FORMAT = ReportFormat("md", "Markdown", (".md",), write=write)
