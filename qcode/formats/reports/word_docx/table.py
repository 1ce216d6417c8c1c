"""A report's table as one string of WordprocessingML.

Horizontal rules only; the heading repeats on each page; short rows stay whole, long ones may break.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcode.domain.exported import cell_mark
from qcode.domain.report import Cell, Kind, Quotation, Report
from qcode.domain.wording import cell_text, depth_of, is_numeric, one_line, quoted, title_text
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.layout import CELL_MARGIN, INDENT, LONG_WORD, Part
from qcode.formats.reports.word_docx.markup import KEEP, attribute, text_runs
from qcode.formats.reports.word_docx.measure import breakable

_WHOLE_UP_TO = 600
"""Characters in its longest cell up to which a row is kept on one page."""
_RIGHT_FROM = 1000
"""Counts from here on are set to the right, so that their digits stand under each other."""
_RULE = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'
_BLACK, _GREY = "000000", "BFBFBF"


def leads(report: Report, number: int) -> bool:
    """Whether a row should not be the last on its page.

    That is the first row, a group's heading, the row before the totals, and the last row, which the source line
    follows.
    """
    rows = report.rows
    if number + 1 >= len(rows):
        return bool(report.source_line or report.notes)
    is_edge = number == 0 or number + 1 >= len(rows) - report.total_rows
    return is_edge or depth_of(rows[number + 1][0]) > depth_of(rows[number][0])


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the rows of one table have in common."""

    columns: tuple[int, ...]
    adjusts: list[str]
    """How the paragraphs of each column are set."""
    starts: list[str]
    """What the cells of each column begin with."""
    over_all: str
    """What a cell over all columns begins with, where rows stand in groups; else empty."""
    is_whole: bool
    """Whether all rows stay on one page."""
    ends_at: int
    """The last row, if another table follows, with which it need not stay; -1 for none."""


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Sets the tables of one report."""

    report: Report
    job: Job

    def table(self, part: Part, chosen: range, *, is_whole: bool = False, is_last: bool = True) -> str:
        """Return one table.

        Args:
            part: Its columns.
            chosen: Its rows.
            is_whole: Whether it is kept on one page.
            is_last: Whether the source line follows, and no other table of the report.
        """
        grouped = any(depth_of(row[0]) for row in self.report.rows)
        frame = _Frame(
            part.columns,
            [self._adjust(index) for index in part.columns],
            [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in part.widths],
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(part.widths)}" w:type="dxa"/><w:gridSpan w:val="{len(part.widths)}"/>'
            if grouped
            else "",
            is_whole,
            -1 if is_last else chosen[-1],
        )
        rows = [self._heading(part, frame.adjusts)]
        for number in chosen:
            rows.extend(self._row(number, frame))
        return f"<w:tbl>{self._properties(part)}{''.join(rows)}</w:tbl>"

    def _row(self, number: int, frame: _Frame) -> Iterator[str]:
        report = self.report
        row = report.rows[number]
        first_total = len(report.rows) - report.total_rows
        first_total_column = len(report.columns) - report.total_columns
        short = max(_length(row[index]) for index in frame.columns) <= _WHOLE_UP_TO
        is_led = frame.is_whole or (short and leads(report, number))
        keep = KEEP if is_led and number != frame.ends_at else ""
        end = f"<w:tcBorders>{_rule('top', 6, _BLACK)}</w:tcBorders></w:tcPr>" if number == first_total else "</w:tcPr>"
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>" if short or frame.is_whole else "<w:tr>"
        if frame.over_all and not depth_of(row[0]) and all(row[index] in ((), "") for index in frame.columns[1:]):
            # The name of a group, with no passages of its own, may run over the whole table.
            at = number, frame.columns[0]
            body = self._body(row[0], at, keep, frame.adjusts[0], bold=True)
            yield f"{frame.over_all}{end}{body}</w:tc></w:tr>"
            return
        for index, adjust, start in zip(frame.columns, frame.adjusts, frame.starts, strict=True):
            cell = row[index]
            heads_group = bool(frame.over_all) and index == 0 and not depth_of(cell)
            bold = heads_group or number >= first_total or index >= first_total_column
            yield f"{start}{end}{self._body(cell, (number, index), keep, adjust, bold=bold)}</w:tc>"
        yield "</w:tr>"

    def _properties(self, part: Part) -> str:
        title = attribute(title_text(self.report))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in part.widths)
        margins = "".join(
            f'<w:{side} w:w="{width}" w:type="dxa"/>'
            for side, width in (("top", 30), ("left", CELL_MARGIN), ("bottom", 30), ("right", CELL_MARGIN))
        )
        borders = _rule("top", 12, _BLACK) + _rule("bottom", 12, _BLACK) + _rule("insideH", 4, _GREY)
        side = "center" if self.job.package.look.centred else "left"
        return (
            f'<w:tblPr><w:tblW w:w="{sum(part.widths)}" w:type="dxa"/><w:jc w:val="{side}"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
            f' w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={title}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def _heading(self, part: Part, adjusts: list[str]) -> str:
        cells = []
        for index, width, adjust in zip(part.columns, part.widths, adjusts, strict=True):
            runs = text_runs(breakable(one_line(str(self.report.columns[index]))))
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
                f'<w:tcBorders>{_rule("bottom", 8, _BLACK)}</w:tcBorders><w:vAlign w:val="center"/></w:tcPr>'
                f"{self.job.paragraph('TableHeading', runs, properties=adjust)}</w:tc>"
            )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _adjust(self, index: int) -> str:
        """Return how a column is set: shares, large counts, words before a match right, other numbers in the middle."""
        kind = self.report.columns[index].kind
        if kind is Kind.BEFORE:
            return '<w:jc w:val="right"/>'
        if not is_numeric(self.report, index):
            return ""
        cells = (row[index] for row in self.report.rows)
        large = kind is Kind.COUNT and any(
            isinstance(cell, (int, float)) and abs(cell) >= _RIGHT_FROM for cell in cells
        )
        return f'<w:jc w:val="{"right" if kind in (Kind.SHARE, Kind.PROBABILITY, Kind.TEXT) or large else "center"}"/>'

    def _body(self, cell: Cell, at: tuple[int, int], keep: str, adjust: str, *, bold: bool) -> str:
        begin, end = self._marked(cell, *at)
        if isinstance(cell, tuple):
            return "".join(self._quotations(cell, keep, begin, end)) or self.job.paragraph(
                "TableText", "", properties=keep
            )
        kind = self.report.columns[at[1]].kind
        text = cell_text(cell, kind, self.job.options.language)
        text = breakable(text, beyond=LONG_WORD) if kind is Kind.NAME else text
        depth = depth_of(cell)
        indent = f'<w:ind w:left="{depth * INDENT}"/>' if depth else ""
        runs = begin + text_runs(text, properties="<w:b/>" if bold else "") + end if text else ""
        return self.job.paragraph("TableText", runs, properties=keep + indent + adjust)

    def _marked(self, cell: Cell, row: int, column: int) -> tuple[str, str]:
        """Return the beginning and the end of the bookmark that a cell is traced by; empty if it is not."""
        if not self.report.id or cell in ("", (), None):
            return "", ""
        return self.job.marks.bookmark(cell_mark(self.report.id, row + 1, column + 1))

    def _quotations(self, quotations: tuple[Quotation, ...], keep: str, begin: str, end: str) -> Iterator[str]:
        job = self.job
        for number, quotation in enumerate(quotations, 1):
            runs = text_runs(quoted(quotation)) + self._source(quotation)
            runs = job.marks.bookmarked(quotation.anchor, runs)
            if number == 1:
                runs = begin + runs
            if number == len(quotations):
                runs += end
            yield job.paragraph("TableQuotation", runs, properties=keep)

    def _source(self, quotation: Quotation) -> str:
        """Return what says where a quotation is from.

        A footnote, if it is cited anew on repeat; else the brackets, and a footnote only where its reference is new.
        """
        if quotation.reference and quotation.short_reference:
            return self.job.footnoted(quotation)
        # A line of its own, so that "INF-01" is not torn at its hyphen in a narrow column.
        where, footnotes = self.job.cited(quotation, "\n"), self.job.footnotes
        if not quotation.reference or footnotes.has(quotation.reference):
            return where
        return where + footnotes.note(f"{quotation.reference.removesuffix('.')}.")


def _rule(side: str, size: int, color: str) -> str:
    return _RULE.format(side=side, size=size, color=color)


def _length(cell: Cell) -> int:
    if isinstance(cell, tuple):
        return sum(len(quotation.text) + len(quotation.translation) + 40 for quotation in cell)
    return len(str(cell))
