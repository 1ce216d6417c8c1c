"""A peer of the transcript: Textual's read-only TextArea, which marks 10,000 spans in a text of 40,000 characters.

Run by ``latency`` as a program of its own. The spans are given to it as its own highlights, which it keeps by line: a
span over several lines is a highlight in each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import TextArea

from benchmarks import data

CHARS, SPANS = 40_000, 10_000


class Marked(TextArea):
    """A text area whose spans are known from the start."""

    def on_mount(self) -> None:
        """Give it the spans."""
        text = self.text
        starts = [0]
        for words in text.split("\n"):
            starts.append(starts[-1] + len(words) + 1)
        names = ("keyword", "string", "number", "comment")
        for number, (start, end) in enumerate(data.spans(1, SPANS, text)):
            for line in range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1)):
                inside = max(start, starts[line]), min(end, starts[line + 1] - 1)
                self._highlights[line].append(
                    (inside[0] - starts[line], inside[1] - starts[line], names[number % len(names)])
                )


class TextAreaApp(App[None]):
    """The text area and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+q", "quit", "")]

    def compose(self) -> ComposeResult:
        """Show the text."""
        yield Marked(data.interview(1, CHARS), read_only=True, soft_wrap=True, theme="monokai", show_line_numbers=True)

    def on_mount(self) -> None:
        """Let keys go to it."""
        self.query_one(Marked).focus()


if __name__ == "__main__":
    TextAreaApp().run()
