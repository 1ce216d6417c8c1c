"""The words around one hit, whole, below the list; drawn by hand, since it changes with every key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.cells import fit, folded_lines, ground_of, ink, strip_of
from qcode.tui.widgets.hit_rows import HitLine, plain

Piece = tuple[str, bool]
"""A word with the blanks behind it, or a part of one, and whether it was found."""


class HitWords(Widget):
    """Where a hit stands, and the words around it; or a message where there is none."""

    DEFAULT_CSS = """
    HitWords {
        height: 5; padding: 0 1; border-top: solid $panel; background: $background; color: $foreground;
        & > .words--dim { color: $text-muted; }
        & > .words--found { color: $accent; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"words--dim", "words--found"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts, self._message = "", ""
        self._line: HitLine | None = None
        self._broken: tuple[int, list[list[Piece]]] = (0, [])

    @property
    def message(self) -> str:
        """What is said where there is no hit, title and hint."""
        return "\n".join((self._facts, self._message)) if self._line is None else ""

    def show(self, line: HitLine) -> None:
        """Show a hit."""
        if line is not self._line:
            was_message = self._line is None
            self._line, self._message = line, ""
            self._facts = "  ·  ".join(
                part for part in (line.where, line.speaker, line.time, ", ".join(line.codes)) if part
            )
            before, self._broken = len(self._broken[1]), (0, [])
            self._break()
            # The border, the facts and as many lines of words as there were or are: a third of the pane at most keys.
            height = 2 + max(before, len(self._broken[1]))
            if was_message:
                self.refresh()
            self.refresh(Region(0, 0, self.outer_size.width, min(height, self.outer_size.height)))

    def say(self, title: str, hint: str = "") -> None:
        """Say why there is no hit to show."""
        if self._line is not None or (title, hint) != (self._facts, self._message):
            self._line, self._facts, self._message = None, title, hint
            self._broken = (0, [])
            self.refresh()

    def _break(self) -> None:
        """Break the words into lines of the width there is."""
        width = self.size.width
        if self._line is not None and width and self._broken[0] != width:
            self._broken = (width, _broken(_pieces(self._line), width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, ground = self.size.width, ground_of(self)
        dim = ink(self, "words--dim")
        if self._line is None:
            lines = [self._facts, *folded_lines(self._message, width, 3)] if self._message else [self._facts]
            style = Style(bold=True) if not y else dim
            return strip_of([(fit(lines[y], width), style)] if y < len(lines) else [], width, ground)
        if not y:
            return strip_of([(fit(self._facts, width), dim)], width, ground)
        self._break()
        lines_of_words = self._broken[1]
        found = ink(self, "words--found") + Style(bold=True, underline=True)
        pieces = lines_of_words[y - 1] if y <= len(lines_of_words) else []
        # A piece a word would have the terminal told the same colours over and over.
        runs = (("".join(text for text, _found in run), was) for was, run in groupby(pieces, key=itemgetter(1)))
        return strip_of(((text, found if was else Style()) for text, was in runs), width, ground)


def _pieces(line: HitLine) -> Iterator[Piece]:
    for text, is_found in ((line.left, False), (line.match, True), (line.right, False)):
        words = plain(text).split(" ")
        for number, word in enumerate(words):
            last = number == len(words) - 1
            if word or not last:
                yield word + ("" if last else " "), is_found


def _broken(pieces: Iterator[Piece], width: int) -> list[list[Piece]]:
    """Break words into lines; what is glued to a word, such as a comma behind a hit, stays with it where it can."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for text, is_found in pieces:
        cells = cell_len(text)
        if used and used + cells - (len(text) - len(text.rstrip(" "))) > width:
            lines.append([])
            used = 0
        lines[-1].append((text, is_found))
        used += cells
    return lines
