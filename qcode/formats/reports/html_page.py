"""HTML: one page that needs nothing else, to read, to print, to send.

It has no script and asks the network for nothing, and says so in its own security policy; whatever a transcript
holds is text. Colours follow the reader's light or dark setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from qcode.domain.report import Cell, Column, Kind, Report
from qcode.domain.text import visible
from qcode.domain.wording import (
    cell_text,
    cited,
    depth_of,
    is_numeric,
    one_line,
    quoted,
    references,
    source_text,
    title_text,
)
from qcode.formats.base import ReportFormat, ReportOptions

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #595959; --line: #c8c8c8; --head: #f3f3f0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e3; --paper: #17181a; --soft: #a9a6a0; --line: #44464a; --head: #232528; }
}
body { margin: 2rem auto; max-width: 110rem; padding: 0 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.45 "Times New Roman", "Liberation Serif", serif; }
table { border-collapse: collapse; margin: 0 auto; border-bottom: 2px solid var(--ink); }
caption { font-weight: bold; padding-bottom: .6rem; text-align: center; }
th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--head); vertical-align: middle;
  border-top: 2px solid var(--ink); box-shadow: inset 0 -1.5px var(--ink); }
tbody th { font-weight: normal; min-width: 9rem; }
tbody th.top, tfoot th, tfoot td, td.total { font-weight: bold; }
tfoot tr:first-child > * { border-top: 1.5px solid var(--ink); }
.number { text-align: right; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
.middle { text-align: center; }
.text { min-width: 8rem; white-space: pre-line; }
.quotes { min-width: 16rem; max-width: 45rem; }
.quotes p { margin: 0 0 .5rem; white-space: pre-line; overflow-wrap: anywhere; }
.quotes p:last-child { margin-bottom: 0; }
cite { display: inline-block; font-style: normal; font-size: .9em; color: var(--soft); }
footer { max-width: 60rem; margin: .8rem auto 0; }
footer ul { padding-left: 1.2rem; font-size: .9rem; }
@media print {
  @page { size: A4 landscape; margin: 2cm; }
  body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt; background: #fff; color: #000; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  thead th { position: static; }
  tr { break-inside: avoid-page; }
  .quotes { min-width: 0; }
}
""".strip()
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_CLASSES = {
    Kind.COUNT: "number",
    Kind.SHARE: "number",
    Kind.PRESENCE: "middle",
    Kind.QUOTES: "quotes",
    Kind.TEXT: "text",
    Kind.NAME: "text",
}


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as one page; it holds all of it."""
    title = _text(title_text(report))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(options.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}\n</style>",
        "</head>",
        "<body>",
        *_table(report, options, title),
        *_foot(report, options),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode(), ()


def _table(report: Report, options: ReportOptions, title: str) -> Iterator[str]:
    yield f"<table>\n<caption>{title}</caption>\n<thead>\n<tr>"
    classes = [_class(report, index) for index in range(len(report.columns))]
    for column, name in zip(report.columns, classes, strict=True):
        yield f'<th scope="col" class="{name}">{_text(one_line(str(column)))}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    first_total = len(report.rows) - report.total_rows
    grouped = any(depth_of(row[0]) for row in report.rows if row)
    for number, row in enumerate(report.rows):
        if report.total_rows and number == first_total:
            yield "</tbody>\n<tfoot>"
        yield f"<tr>{''.join(_cells(report, row, options, classes, grouped=grouped))}</tr>"
    yield "</tfoot>\n</table>" if report.total_rows and report.rows else "</tbody>\n</table>"


def _class(report: Report, index: int) -> str:
    kind = report.columns[index].kind
    return "number" if kind is Kind.TEXT and is_numeric(report, index) else _CLASSES[kind]


def _cells(
    report: Report, row: tuple[Cell, ...], options: ReportOptions, classes: list[str], *, grouped: bool
) -> Iterator[str]:
    first_total = len(row) - report.total_columns
    for index, (cell, column) in enumerate(zip(row, report.columns, strict=True)):
        content = _content(cell, column, options.language)
        if index == 0:
            depth = depth_of(cell)
            style = f' style="padding-left: {0.6 + 1.2 * depth:.1f}rem"' if depth else ""
            top = ' class="top"' if grouped and not depth else ""
            yield f'<th scope="row" dir="auto"{top}{style}>{content}</th>'
        else:
            total = " total" if index >= first_total else ""
            direction = "" if classes[index] in ("number", "middle") else ' dir="auto"'
            yield f'<td class="{classes[index]}{total}"{direction}>{content}</td>'


def _content(cell: Cell, column: Column, language: str) -> str:
    if not isinstance(cell, tuple):
        return _text(cell_text(cell, column.kind, language))
    return "".join(
        f'<p dir="auto">{_text(quoted(quotation))} <cite>{_text(cited(quotation))}</cite></p>' for quotation in cell
    )


def _foot(report: Report, options: ReportOptions) -> Iterator[str]:
    source, notes = source_text(report, options.say), (*report.notes, *references(report))
    if not source and not notes:
        return
    yield "<footer>"
    if source:
        yield f"<p>{_text(source)}</p>"
    if notes:
        yield f"<ul>{''.join(f'<li>{_text(note)}</li>' for note in notes)}</ul>"
    yield "</footer>"


def _text(text: str) -> str:
    return escape(visible(text))


FORMAT = ReportFormat("html", "HTML", (".html", ".htm"), write=write)
