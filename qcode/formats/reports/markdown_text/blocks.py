"""The blocks of a document in Markdown: headings, paragraphs, quotations, tables, footnotes.

Places that something in the document leads to have an anchor of HTML, which GitHub and pandoc keep; the lines of a
transcript stand as they are, in a block of code, so that their numbers stay beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from qcode.domain.document import (
    Block,
    Contents,
    Document,
    Field,
    Figure,
    Footnote,
    Heading,
    Line,
    Lines,
    PageBreak,
    Paragraph,
    Piece,
    Quoted,
    Reference,
    Role,
    Table,
    Words,
)
from qcode.domain.line_numbers import lines_text
from qcode.domain.numbering import list_of, numbered, picture_name, title_of
from qcode.domain.report import Quotation
from qcode.domain.text import visible
from qcode.domain.wording import cited, footnote_text, quoted, source_text, source_words
from qcode.formats.base import ReportOptions
from qcode.formats.reports.markdown_text.markup import escaped, paragraph
from qcode.formats.reports.markdown_text.places import Places
from qcode.formats.reports.markdown_text.table import table
from qcode.language import N_

_LONG = 400
"""Characters from which a quotation stands as a block: about five lines of a page."""
_LINE_TO_WRITE_ON = "\\_" * 24


class Setter:
    """Sets the blocks of one document.

    Args:
        document: The document.
        options: How it is set.
    """

    def __init__(self, document: Document, options: ReportOptions) -> None:
        self._document, self._options = document, options
        labels = options.say(N_("Table")), options.say(N_("Figure"))
        self._numbers = numbered(document, labels, options.chapter, options.first_table, options.first_figure)
        self._referred = {
            block.anchor: str(self._numbers.get(at) or title_of(block))
            for at, block in enumerate(document.blocks)
            if isinstance(block, (Table, Figure))
        }
        self._places = Places(document)
        self._footnotes: list[str] = []
        self._known: set[str] = set()

    def blocks(self) -> Iterator[str]:
        """Yield the blocks, the footnotes last; a blank line belongs between two."""
        for at, block in enumerate(self._document.blocks):
            yield from filter(None, self._set(at, block))
        yield from (f"[^{number}]: {text}" for number, text in enumerate(self._footnotes, 1))

    def _set(self, at: int, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                level = min(max(block.level, 1), 4)
                yield f"{'#' * level} {self._places.mark(at, block)}{escaped(block.text)}"
            case Paragraph():
                yield self._paragraph(at, block)
            case Quoted():
                yield from self._quoted(block)
            case Table():
                yield from self._table(at, block)
            case Figure():
                yield from self._figure(at, block)
                yield from self._below(source_words(block.source_line, self._options.say), block.notes)
            case Lines():
                yield "\n".join(["```text", *_lines(block), "```"])
                # Nothing in such a block can be a footnote.
                yield "\n".join(self._notes_of(line) for line in block.lines if line.notes)
            case Field():
                yield _field(block)
            case Contents():
                yield from self._contents(block)
            case PageBreak():
                yield "---"

    def _figure(self, at: int, block: Figure) -> Iterator[str]:
        caption = f"{self._places.mark(at, block)}**{escaped(self._numbers[at].caption(title_of(block)))}**"
        told = escaped(block.description)
        if self._options.beside:
            name = picture_name(self._options.beside, self._numbers[at].count)
            # Brackets would end the words that stand for the picture.
            words = told.replace("[", "(").replace("]", ")")
            yield f"![{words}]({quote(name)})"
            yield caption
        else:
            yield caption
            yield paragraph(told)

    def _notes_of(self, line: Line) -> str:
        where = escaped(lines_text(line.number, line.number, self._options.say))
        return "\n".join(f"- {where}: {paragraph(escaped(note))}" for note in line.notes)

    def _paragraph(self, at: int, block: Paragraph) -> str:
        text = paragraph(self._places.mark(at, block) + "".join(map(self._piece, block.pieces)))
        if block.role is Role.ITEM:
            return f"- {text}"
        return f"**{text}**" if block.role is Role.TITLE else text

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Footnote():
                return self._mark(escaped(piece.text))
            case Reference():
                return self._places.linked(piece.anchor, escaped(self._referred.get(piece.anchor, "[?]")))
            case Words():
                text = _spaced(piece.text, "**" if piece.bold else "", "*" if piece.italic else "")
                return self._places.linked(piece.link, text)
        return _spaced(piece)

    def _quoted(self, block: Quoted) -> Iterator[str]:
        one = block.quotation
        before = escaped(block.before)
        if "\n" not in one.text.strip() and len(one.text) <= _LONG:
            words = self._quotation(one)
            yield paragraph(f"{before} {words}" if before else words)
            return
        if before:
            yield paragraph(before)
        parts = [paragraph(escaped(part)) for part in one.text.split("\n") if part.strip()]
        parts += [f"[{escaped(f'“{one.translation}”')}]"] if one.translation else []
        parts[0] = self._places.mark_of(one) + parts[0]
        parts[-1] += self._source(one)
        yield "\n>\n".join(f"> {part}" for part in parts)

    def _quotation(self, one: Quotation) -> str:
        return self._places.mark_of(one) + escaped(quoted(one)) + self._source(one)

    def _source(self, one: Quotation) -> str:
        """Return what says where a quotation is from: its footnote, or the brackets if it has no reference."""
        if not one.reference:
            return f" {self._places.linked(one.link, escaped(cited(one)))}"
        text = footnote_text(one, is_repeated=one.reference in self._known)
        self._known.add(one.reference)
        return self._mark(self._places.linked(one.link, escaped(text)))

    def _table(self, at: int, block: Table) -> Iterator[str]:
        number, title = self._numbers.get(at), title_of(block)
        if caption := number.caption(title) if number else title:
            yield f"{self._places.mark(at, block)}**{escaped(caption)}**"
        yield "\n".join(table(block.report, self._options, self._quotation))
        yield from self._below(source_text(block.report, self._options.say), block.report.notes)

    def _below(self, source: str, notes: tuple[str, ...]) -> Iterator[str]:
        yield paragraph(escaped(source))
        yield "\n".join(f"- {escaped(note)}" for note in notes)

    def _contents(self, block: Contents) -> Iterator[str]:
        yield f"**{escaped(block.title)}**" if block.title else ""
        yield "\n".join(self._entries(block))

    def _entries(self, block: Contents) -> Iterator[str]:
        for at, one in enumerate(self._document.blocks):
            if list_of(one) is not block.of:
                continue
            if isinstance(one, Heading):
                indent = "  " * (min(max(one.level, 1), 4) - 1)
                yield f"{indent}- [{escaped(one.text)}](#{self._places.of_block(at, one)})"
            elif isinstance(one, (Table, Figure)) and at in self._numbers:
                yield f"- {self._places.linked(one.anchor, escaped(self._numbers[at].caption(title_of(one))))}"

    def _mark(self, text: str) -> str:
        self._footnotes.append(text)
        return f"[^{len(self._footnotes)}]"


def _spaced(text: str, *marks: str) -> str:
    """Return a piece of a line, its blanks at the ends kept, and outside of what makes it bold."""
    inside = escaped(text)
    if not inside:
        return " " if text else ""
    opened, closed = "".join(marks), "".join(reversed(marks))
    before, after = " " if text[0].isspace() else "", " " if text[-1].isspace() else ""
    return f"{before}{opened}{inside}{closed}{after}"


def _lines(block: Lines) -> Iterator[str]:
    number = max((len(str(line.number)) for line in block.lines), default=1)
    speaker = max((len(line.speaker) for line in block.lines), default=0)
    text = max((len(line.text) for line in block.lines), default=0)
    strokes = max((len(line.strokes) for line in block.lines), default=0)
    for line in block.lines:
        yield _line(line, number, speaker, text, strokes).rstrip()


def _line(line: Line, number: int, speaker: int, text: int, strokes: int) -> str:
    beside = ", ".join(words.text for words in line.margin)
    parts = [f"{line.number:>{number}}"]
    parts += [f"{line.speaker:<{speaker}}"] if speaker else []
    parts += [f"{line.text:<{text}}" if beside or line.strokes else line.text]
    parts += [f"{line.strokes:<{strokes}}"] if strokes else []
    parts.append(beside)
    # A line of a transcript that is three backticks must not end the block.
    return visible("  ".join(parts)).translate(_BLANKS).replace("```", "`\u200b`\u200b`")


_BLANKS = str.maketrans("\n\t", "  ")


def _field(block: Field) -> str:
    label = escaped(block.label)
    if block.choices:
        return "\n".join([paragraph(label), "", *(f"- [ ] {escaped(choice)}" for choice in block.choices)]).strip()
    return f"{paragraph(label)} {escaped(block.placeholder) or _LINE_TO_WRITE_ON}".strip()
