"""The text of a Word document in one pass: a paragraph is a line, a table row its cells joined by tabs.

Inside a cell a further paragraph is a further line, so that an answer of three paragraphs stays three. Only what is
shown counts: results of fields, not their codes; no hidden text. Everything is told by what *begins*; where a cell
or table ends is told by where the next paragraph stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qcode.formats.sources.word.content import Body, BoldStart, Cell, Table
from qcode.formats.sources.word.numbering import Numbering
from qcode.formats.sources.word.styles import NO_STYLE, Style, Styles, is_on
from qcode.formats.sources.word.symbols import UNKNOWN, character_of
from qcode.formats.word_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_T, _R = f"{W}t", f"{W}r"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_BLIP = "{urn:schemas-microsoft-com:vml}imagedata"
_IN_BREAKS = str.maketrans("\r\n\v\f", "    ")


class Reader:
    """Reads a body; used once."""

    def __init__(self, styles: Callable[[], Styles], numbering: Numbering | None, joined: set[_Element]) -> None:
        self.body = Body()
        self._styles = styles
        self._numbering = numbering
        self._joined = joined
        self._length = 0
        self._paragraph: _Element | None = None
        self._line = 0
        self._style: Style = NO_STYLE
        self._style_name: str | None = None
        self._list: tuple[str | None, int | None] = (None, None)
        self._is_numbered = True
        self._bold = self._hidden = False
        self._lead: tuple[int, int] | None = None
        self._is_leading = True
        self._fields: list[bool] = []
        self._stack: list[Table] = []
        self._is_first = True

    def read(self, root: _Element) -> Body:
        """Read a settled tree: the document, or one note."""
        handlers = self._handlers()
        write, skips = self._write_text, self._fields
        for element in root.iter(*handlers):
            tag = element.tag
            if tag == _T and not self._is_leading and not self._hidden and not skips:
                text = element.text or ""
                if text.isprintable():
                    self.body.parts.append(text)
                    self._length += len(text)
                else:
                    write(element)
            elif tag == _R and self._is_numbered and self._style is NO_STYLE:
                self._bold = self._hidden = False
            else:
                handlers[tag](element)
        self._end_paragraph()
        self._leave(None)
        return self.body

    def _handlers(self) -> dict[str, Callable[[_Element], None]]:
        named: dict[str, Callable[[_Element], None]] = {
            "p": self._begin_paragraph,
            "r": self._begin_run,
            "t": self._write_text,
            "b": self._set_bold,
            "vanish": self._set_hidden,
            "rStyle": self._set_run_style,
            "tab": self._write_tab,
            "ptab": self._write_tab,
            "br": self._write_break,
            "cr": self._write_break,
            "noBreakHyphen": self._write_hyphen,
            "softHyphen": self._write_soft_hyphen,
            "sym": self._write_symbol,
            "fldChar": self._mark_field,
            "tbl": self._begin_table,
            "tr": self._begin_row,
            "tc": self._begin_cell,
            "footnoteReference": self._mark_note,
            "endnoteReference": self._mark_note,
            "commentReference": self._mark_note,
            "commentRangeStart": self._mark_comment,
            "commentRangeEnd": self._mark_comment,
        }
        if self._numbering is not None:
            named |= {"pStyle": self._set_style, "numId": self._set_list, "ilvl": self._set_level}
        handlers = {f"{W}{name}": handler for name, handler in named.items()}
        return handlers | {_MATH_TEXT: self._write_text, _BLIP: self._count_picture, _OLD_BLIP: self._count_picture}

    def _begin_paragraph(self, element: _Element) -> None:
        self._end_paragraph()
        if self._stack:
            self._leave(element)
        if self._stack:
            is_new_line = len(self.body.parts) > self._stack[-1].first_part
        else:
            is_new_line = not self._is_first and not (self._joined and self._paragraph in self._joined)
        if is_new_line:
            self._write("\n")
        self._is_first = False
        self._paragraph = element
        self._line = self._length
        self._style, self._style_name, self._list = NO_STYLE, None, (None, None)
        self._is_numbered = self._numbering is None
        self._lead, self._is_leading = None, True

    def _end_paragraph(self) -> None:
        if not self._is_numbered and self._paragraph is not None:
            self._write_number()
        if self._lead is not None and not self._stack:
            self.body.bold.append(BoldStart(self._line, *self._lead))
        self._lead = None

    def _write(self, text: str) -> None:
        self.body.parts.append(text)
        self._length += len(text)

    def _begin_run(self, _element: _Element) -> None:
        if not self._is_numbered:
            self._write_number()
        self._bold = self._style.is_bold is True
        self._hidden = self._style.is_hidden is True

    def _write_text(self, element: _Element) -> None:
        text = element.text
        if not text or (self._fields and not all(self._fields)):
            return
        if self._hidden:
            self.body.hidden += len(text)
            return
        if not text.isprintable():
            text = text.translate(_IN_BREAKS)
            if not self._length:
                text = text.lstrip("\ufeff")
        if self._is_leading:
            self._follow_bold(text)
        self.body.parts.append(text)
        self._length += len(text)

    def _follow_bold(self, text: str) -> None:
        if self._bold:
            start = self._lead[0] if self._lead else self._length
            self._lead = (start, self._length + len(text))
        elif text.strip():
            self._is_leading = False

    def _write_sign(self, sign: str) -> None:
        if not self._hidden and (not self._fields or all(self._fields)):
            self._write(sign)

    def _write_tab(self, element: _Element) -> None:
        parent = element.getparent()
        if parent is not None and parent.tag == f"{W}r":
            self._write_sign("\t")

    def _write_break(self, element: _Element) -> None:
        """Write a line break; a break of the page between paragraphs is none of the text."""
        if element.get(f"{W}type") in ("page", "column") and self._length == self._line:
            return
        self._write_sign("\n")

    def _write_hyphen(self, _element: _Element) -> None:
        self._write_sign("\u2011")

    def _write_soft_hyphen(self, _element: _Element) -> None:
        self._write_sign("\u00ad")

    def _write_symbol(self, element: _Element) -> None:
        character = character_of(element.get(f"{W}font"), element.get(f"{W}char"))
        self.body.unknown += character == UNKNOWN
        self._write_sign(character)

    def _set_bold(self, element: _Element) -> None:
        self._bold = is_on(element)

    def _set_hidden(self, element: _Element) -> None:
        self._hidden = is_on(element)

    def _set_run_style(self, element: _Element) -> None:
        style = self._styles()[element.get(f"{W}val")]
        self._bold = self._bold if style.is_bold is None else style.is_bold
        self._hidden = self._hidden if style.is_hidden is None else style.is_hidden

    def _set_style(self, element: _Element) -> None:
        self._style_name = element.get(f"{W}val")
        self._style = self._styles()[self._style_name]

    def _set_list(self, element: _Element) -> None:
        self._list = (element.get(f"{W}val"), self._list[1])

    def _set_level(self, element: _Element) -> None:
        value = element.get(f"{W}val") or "0"
        self._list = (self._list[0], int(value) if value.isdigit() else 0)

    def _write_number(self) -> None:
        self._is_numbered = True
        number, level = self._list
        if number is None:
            number, level = self._style.number, self._style.level
        if number is None or self._numbering is None:
            return
        if label := self._numbering.label(number, level, self._style_name):
            self._write(label)

    def _mark_field(self, element: _Element) -> None:
        """Follow a field: between its beginning and "separate" stands its code, which is not shown."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _mark_note(self, element: _Element) -> None:
        kind = element.tag.removeprefix(W).removesuffix("Reference")
        self.body.notes.append((kind, element.get(f"{W}id") or "", self._length))

    def _mark_comment(self, element: _Element) -> None:
        self.body.commented.setdefault(element.get(f"{W}id") or "", []).append(self._length)

    def _count_picture(self, _element: _Element) -> None:
        self.body.pictures += 1

    def _begin_table(self, element: _Element) -> None:
        self._end_paragraph()
        self._paragraph = None
        self._leave(element)
        self._stack.append(Table(element))
        self.body.tables.append(self._stack[-1])

    def _begin_row(self, element: _Element) -> None:
        self._end_paragraph()
        self._paragraph = None
        table = self._to_table_of(element)
        self._close_cell(table)
        outer = self._stack[-2] if len(self._stack) > 1 else None
        is_fresh = not table.rows and outer is not None and len(self.body.parts) == outer.first_part
        if not is_fresh and not self._is_first:
            self._write("\n")
        self._is_first = False
        table.rows.append([])

    def _begin_cell(self, element: _Element) -> None:
        self._end_paragraph()
        self._paragraph = None
        table = self._to_table_of(element)
        self._close_cell(table)
        if not table.rows:
            table.rows.append([])
        if table.rows[-1]:
            self._write("\t")
        table.cell, table.first_part = element, len(self.body.parts)
        table.rows[-1].append(Cell(self._length, self._length))

    def _close_cell(self, table: Table) -> None:
        """End the cell being read; empty paragraphs at its end are dropped, they would break its row."""
        if table.cell is None:
            return
        parts = self.body.parts
        while len(parts) > table.first_part and parts[-1] == "\n":
            parts.pop()
            self._length -= 1
        table.rows[-1][-1].end = self._length
        table.cell = None

    def _to_table_of(self, element: _Element) -> Table:
        """Leave inner tables, and return the one that a row or cell belongs to."""
        owner = next(element.iterancestors(f"{W}tbl"), None)
        while len(self._stack) > 1 and self._stack[-1].element is not owner:
            self._close_cell(self._stack.pop())
        return self._stack[-1]

    def _leave(self, element: _Element | None) -> None:
        """Leave every table that the cell around an element is not in; all of them if there is none."""
        cell = next(element.iterancestors(f"{W}tc"), None) if element is not None else None
        while self._stack and (cell is None or self._stack[-1].cell is not cell):
            self._close_cell(self._stack.pop())
