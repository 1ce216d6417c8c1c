"""Fitting words into cells of a terminal: cut with an ellipsis, padded, made safe to show."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from qcode.domain.text import visible
from qcode.tui.widgets.contrast import readable_ink

_inks: WeakKeyDictionary[Widget, tuple[tuple[str, bool], dict[str, Style]]] = WeakKeyDictionary()
"""What was computed once: the library mixes a widget's colours anew each time they are asked for."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return a text in exactly so many cells: on one line, cut with an ellipsis or padded.

    Args:
        text: What to show.
        width: Cells; nothing is shown at 0 or below.
        right: Whether to pad on the left, as for numbers.
    """
    if width <= 0:
        return ""
    if is_simple(text):
        line = text if len(text) <= width else text[: width - 1].rstrip() + "…"
        return line.rjust(width) if right else line.ljust(width)
    line = one_line(text, width)
    padding = " " * (width - cell_len(line))
    return padding + line if right else line + padding


def is_simple(text: str) -> bool:
    """Say whether each character is shown as it is, in one cell: most words are so, and need no table of widths."""
    return text.isascii() and text.isprintable()


def last_cells(text: str, width: int) -> str:
    """Return the end of a text of one line in at most so many cells."""
    if is_simple(text):
        return text[max(len(text) - width, 0) :]
    while text and cell_len(text) > width:
        text = text[1:]
    return text


def one_line(text: str, width: int) -> str:
    """Return a text on one line of at most so many cells, cut with an ellipsis."""
    line = visible(text.replace("\n", " ").replace("\t", " "))
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def both_ends(text: str, width: int) -> str:
    """Fill exactly so many cells with a name, cut in its middle: names of texts often differ at their end."""
    if len(text) <= width and is_simple(text):
        return text.ljust(width)
    line = one_line(text, 1 << 20)
    if cell_len(line) <= width or width < 3:
        return fit(line, width)
    tail = line
    while cell_len(tail) > (width - 1) // 2 or cell_len(tail[:1]) == 0 < len(tail):
        tail = tail[1:]
    return fit(set_cell_size(line, width - 1 - cell_len(tail)) + "…" + tail, width)


def folded_lines(text: str, width: int, lines: int) -> list[str]:
    """Break a text at spaces into at most so many lines, the last one cut with an ellipsis."""
    rest = " ".join(visible(text).split())
    result: list[str] = []
    while rest and len(result) < lines - 1 and cell_len(rest) > width:
        head = set_cell_size(rest, width)
        if rest[len(head.rstrip()) : len(head.rstrip()) + 1] not in ("", " ") and " " in head.strip():
            head = head[: head.rstrip().rfind(" ")]
        result.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    if rest:
        result.append(one_line(rest, width))
    return result


def ink(widget: Widget, name: str) -> Style:
    """Return colour and weight of a component class of a widget, without its ground.

    Asking for the partial style would lose the colours that are mixed with their ground, such as muted text.
    """
    known = _inks_of(widget)
    if name not in known:
        style = widget.get_component_rich_style(name)
        known[name] = Style(color=style.color, bold=style.bold or None)
    return known[name]


def ground_of(widget: Widget) -> Style:
    """Return the style a widget's own lines have before anything is written on them."""
    known = _inks_of(widget)
    if "" not in known:
        known[""] = widget.rich_style
    return known[""]


def _inks_of(widget: Widget) -> dict[str, Style]:
    """Return the styles of a widget that are known; another theme, and the focus, change them."""
    state = (widget.app.theme, widget.has_focus)
    kept = _inks.get(widget)
    if kept is None or kept[0] != state:
        kept = _inks[widget] = (state, {})
    return kept[1]


def legible(text: str, style: Style, ground: Style) -> Style:
    """Return a style in which words can be read on a ground, such as that of a cursor.

    A colour that is too near to the ground's gives way to the ground's own for words, black on the yellow of the high
    contrast theme. A chip keeps its colour, which is all it says.
    """
    if style.color is None or ground.bgcolor is None or not any(map(str.isalnum, text)):
        return style
    moved = readable_ink(style.color, ground.bgcolor)
    if moved is None:
        return Style(bold=style.bold, italic=style.italic, underline=style.underline, strike=style.strike)
    return style + Style(color=moved)


def strip_of(parts: Iterable[tuple[str, Style]], width: int, ground: Style) -> Strip:
    """Return a line of exactly so many cells from styled parts on a ground."""
    segments = [Segment(text, ground + style) for text, style in parts if text]
    return Strip(segments).adjust_cell_length(width, ground)
