"""How the cells of a report read, alike in every document.

A number, a tick or a quotation looks the same in Word, Excel, HTML and Markdown because all of them ask here.
Zero is a dash, as in the field's tables, and what is not known is left empty.
"""

from __future__ import annotations

import math

from qcode.domain.report import Cell, Kind, Name, Quotation, Report
from qcode.language import N_, Translate

TICK = "✓"
NOTHING = "-"
"""What stands for a count of 0."""
_NUMERIC = frozenset({Kind.COUNT, Kind.SHARE, Kind.PROBABILITY, Kind.PRESENCE})
_SMALLEST_P = 0.001
_GROUPED_FROM = 10_000


def quoted(quotation: Quotation) -> str:
    """Return the words of a quotation in quotation marks, a translation in brackets behind them."""
    behind = f" [“{quotation.translation}”]" if quotation.translation else ""
    return f"“{quotation.text}”{behind}"


def cited(quotation: Quotation) -> str:
    """Return where a quotation stands, in brackets."""
    return f"({quotation.citation})"


def footnote_text(quotation: Quotation, *, is_repeated: bool) -> str:
    """Return what the footnote of a quotation says; empty if it has none.

    A quotation with a footnote needs no brackets: the footnote says where it stands.

    Args:
        quotation: The quotation.
        is_repeated: Whether its reference stood in an earlier footnote.
    """
    said = quotation.short_reference if is_repeated and quotation.short_reference else quotation.reference
    return ", ".join(part for part in (said, quotation.place) if part) + "." if quotation.reference else ""


def quotations_text(quotations: tuple[Quotation, ...]) -> str:
    """Return quotations with their citations, a blank line between them."""
    return "\n\n".join(f"{quoted(quotation)} {cited(quotation)}" for quotation in quotations)


def number_text(value: float, kind: Kind, language: str) -> str:
    """Return a number as a document shows it.

    Args:
        value: A whole number, a fraction or a coefficient.
        kind: Of its column; shares become per cent.
        language: Of the document: Indonesian has a decimal comma and a space before the sign.
    """
    if not math.isfinite(value):
        return ""
    if kind is Kind.SHARE:
        return share_text(value, language)
    if kind is Kind.PROBABILITY and value < _SMALLEST_P:
        return f"< {_localised(str(_SMALLEST_P), language)}"
    if isinstance(value, float) and not (kind is Kind.COUNT and value.is_integer()):
        return _localised(f"{value:.3f}", language)
    if value == 0:
        return NOTHING
    return _localised(f"{value:,.0f}" if abs(value) >= _GROUPED_FROM else f"{value:.0f}", language)


def share_text(value: float, language: str, decimals: int = 1) -> str:
    """Return a fraction as per cent, with so many decimals."""
    return _localised(f"{value * 100:.{decimals}f}", language) + ("\u00a0%" if language == "id" else "%")


def _localised(digits: str, language: str) -> str:
    return digits.translate(_COMMA_FOR_POINT) if language == "id" else digits


_COMMA_FOR_POINT = str.maketrans(",.", ".,")


def cell_text(cell: Cell, kind: Kind, language: str) -> str:
    """Return a cell as a document shows it; quotations parted by blank lines."""
    if cell is None or cell is False:
        return ""
    if cell is True:
        return TICK
    if isinstance(cell, (int, float)):
        return number_text(cell, kind, language)
    if isinstance(cell, tuple):
        return quotations_text(cell)
    return str(cell)


def one_line(text: str) -> str:
    """Return a text on one line, its runs of white space made single spaces."""
    return " ".join(text.split())


def title_text(report: Report) -> str:
    """Return a report's title as captions have it: on one line, without a full stop."""
    return one_line(report.title).removesuffix(".")


def source_text(report: Report, say: Translate) -> str:
    """Return the line that says where the data come from; empty for none.

    Args:
        report: Its source line may bring the word "Source" along.
        say: Translates into the document's language.
    """
    return source_words(report.source_line, say)


def source_words(source_line: str, say: Translate) -> str:
    """Return the line that says where something comes from, with the word "Source" before it; empty for none."""
    line = one_line(source_line)
    pattern = say(N_("Source: {text}"))
    known = {pattern.partition("{text}")[0].strip().casefold(), "source:", "sumber:"}
    if not line or line.casefold().startswith(tuple(known - {""})):
        return line
    return pattern.format(text=line)


def references(report: Report) -> tuple[str, ...]:
    """Return the full references of a report's quotations, each once, in the order of the table."""
    found = (q.reference for row in report.rows for cell in row if isinstance(cell, tuple) for q in cell)
    return tuple(dict.fromkeys(reference for reference in found if reference))


def is_numeric(report: Report, index: int) -> bool:
    """Whether a column holds numbers or ticks: by its kind, or because its cells are coefficients."""
    kind = report.columns[index].kind
    if kind is not Kind.TEXT:
        return kind in _NUMERIC
    kinds = {type(row[index]) for row in report.rows}
    return float in kinds and kinds <= {int, float, type(None)}


def depth_of(cell: Cell) -> int:
    """Return how far a cell is indented under its parent."""
    return cell.depth if isinstance(cell, Name) else 0
