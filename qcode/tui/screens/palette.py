"""The code palette: a few letters, Enter, coded.

It finds codes by key, name, path, translation or definition, the most recent first; shows beside it what the
code under the cursor means and where it stops; ticks several with Tab; and makes a code of a name that is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from qcode.domain.codebook import TEXT_FIELDS, Code, join_path
from qcode.domain.study import CodeInProject
from qcode.domain.text import folded, visible
from qcode.language import _, screen_language
from qcode.services.naming import NewCode, new_code
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.ranking import Findable, findable, ranked
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.typing_line import TypingLine, Words

NEW = "new"
"""Id of the row that makes a code."""


@dataclass(frozen=True, slots=True)
class PickedCodes:
    """What was chosen in the palette."""

    codes: tuple[str, ...]
    """UUIDs in the order of ticking."""
    new: NewCode | None = None
    """A code to make and choose as well."""


class PaletteRows(RowList, can_focus=False):
    """Codes that were found, and the row that makes one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[CodeInProject] = []
        self.ticked: list[str] = []
        self.new_label = ""
        self.chips: Mapping[str, str] = {}
        self.key_width = 0
        self.names: Mapping[str, str] = {}
        self.above: Mapping[str, str] = {}

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self.found) + bool(self.new_label)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a code, or the row that makes one."""
        if index >= len(self.found):
            return [[(" + ", self.style_of("accent")), (fit(self.new_label, width - 4), self.style_of("strong"))]]
        row = self.found[index]
        above = self.above.get(row.code.id, "")
        key = fit(row.code.key, self.key_width) + " " if self.key_width else ""
        name = self.names.get(row.code.id, row.code.name)
        room = width - len(key) - 9
        above_width = min(cell_len(above), max(room // 3, room - cell_len(name) - 2))
        number = self.ticked.index(row.code.id) + 1 if row.code.id in self.ticked else 0
        return [
            [
                (f"{number}✓" if number else "  ", self.style_of("accent")),
                ("■ ", Style(color=self.chips.get(row.code.id))),
                (key, self.style_of("primary")),
                (fit(name, room - above_width - 1) + " ", Style()),
                (fit(above, above_width, right=True), self.style_of("dim")),
                (f"{row.codings or '·':>5}", self.style_of("dim")),
            ]
        ]


class CodePalette(Dialog[PickedCodes]):
    """Find codes by a few letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-8)", ""),
        ("pagedown", "move(8)", ""),
        ("tab", "tick", ""),
        ("ctrl+n", "new_under", ""),
    ]
    DEFAULT_CSS = """
    CodePalette { align: center top; }
    CodePalette > .box { margin-top: 1; width: 99%; max-width: 124; height: 80%; }
    CodePalette Horizontal { margin-top: 1; }
    CodePalette PaletteRows { width: 3fr; height: 100%; }
    CodePalette PaletteRows > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    CodePalette Words { width: 2fr; padding-left: 2; height: 100%; }
    CodePalette.-narrow Horizontal { layout: vertical; }
    CodePalette.-narrow PaletteRows { width: 100%; height: 1fr; }
    CodePalette.-narrow Words {
        width: 100%; height: 6; padding: 0; border-top: solid $panel;
    }
    """

    def __init__(
        self,
        title: str,
        codes: Sequence[CodeInProject],
        colors: Mapping[str, str],
        recent: Sequence[str],
        *,
        several: bool = True,
        may_make: bool = True,
        ticked: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._codes = {row.code.id: row for row in codes}
        self._colors = colors
        self._recent = {code: age for age, code in reversed(list(enumerate(recent)))}
        self._several, self._may_make = several, may_make
        self._first_ticked = list(ticked)
        self._findable = [prepared(row) for row in codes if row.code.codable]
        self._query = ""
        self._taken = frozenset(
            folded(name) for row in codes if row.code.codable for name in (row.code.key, row.code.name, row.path)
        )

    def compose(self) -> ComposeResult:
        """Lay out the line to type in above the codes and what they mean."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            keys = [("Enter", _("use"))]
            if self._several:
                keys.append(("Tab", _("tick several")))
            if self._may_make:
                keys.append(("Ctrl+N", _("new under this")))
            box.border_subtitle = legend(*keys, ("Esc", _("back")))
            yield TypingLine(self._list, placeholder=_("Key, name or words of the definition") + self._hint_of_making())
            with Horizontal():
                yield PaletteRows()
                yield Words()

    def on_mount(self) -> None:
        """Show every code, the recent ones first."""
        self._put_meaning(self.app.size.width)
        rows = self.query_one(PaletteRows)
        rows.chips, rows.ticked = self._colors, self._first_ticked
        language = screen_language()
        names = rows.names = {id: row.code.said("name", language) for id, row in self._codes.items()}
        rows.above = {id: names.get(row.code.parent or "", "") for id, row in self._codes.items()}
        rows.key_width = min(max((len(row.code.key) for row in self._codes.values()), default=0), 12)
        self._list("")

    def on_resize(self, event: events.Resize) -> None:
        """Put the meaning below the codes where there is no room beside them."""
        self._put_meaning(event.size.width)

    def _put_meaning(self, width: int) -> None:
        self.set_class(width < 100, "-narrow")

    def on_input_submitted(self) -> None:
        """Use what is ticked, or the row under the cursor."""
        self._finish(self.query_one(PaletteRows).cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Use the row that was clicked."""
        self._finish(message.index)

    def on_row_list_highlighted(self) -> None:
        """Tell what the code under the cursor means."""
        self._tell()

    def action_move(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(PaletteRows).action_cursor(step)

    def action_tick(self) -> None:
        """Tick or untick the code under the cursor, and be ready for the next letters."""
        rows = self.query_one(PaletteRows)
        if not self._several or rows.cursor >= len(rows.found):
            return
        code = rows.found[rows.cursor].code.id
        if code in rows.ticked:
            rows.ticked.remove(code)
        else:
            rows.ticked.append(code)
        rows.refresh()
        self.query_one(Input).value = ""

    def action_new_under(self) -> None:
        """Make a code of the typed name under the code of the cursor."""
        rows = self.query_one(PaletteRows)
        name = self.query_one(Input).value.strip()
        if self._may_make and name and rows.cursor < len(rows.found):
            self.dismiss(PickedCodes(tuple(rows.ticked), NewCode((name,), rows.found[rows.cursor].code.id)))

    def _hint_of_making(self) -> str:
        return _("; or a new name, Parent/Name") if self._may_make else ""

    def _list(self, query: str) -> None:
        rows = self.query_one(PaletteRows)
        self._query = query.strip()
        rows.found = [self._codes[id] for id in ranked(query, self._findable, self._recent)]
        rows.new_label = self._label_of_new()
        rows.renew()
        rows.go_to(0)
        self._tell()

    def _label_of_new(self) -> str:
        """Return what the row that makes a code says; empty if the name is that of a code."""
        wanted = folded(self._query)
        if not self._may_make or not wanted:
            return ""
        if wanted in self._taken:
            return ""
        new = new_code(self._query, self._codes.values())
        if new is None or (new.parent is None and folded(join_path(new.names)) in self._taken):
            return ""
        above, made = (self._codes[new.parent].path,) if new.parent else (), new.names[:-1]
        if made:
            words = _("New code “{name}” under {parent}, which is new too")
        else:
            words = _("New code “{name}” under {parent}") if above else _("New code “{name}”")
        return words.format(name=new.name, parent="/".join((*above, join_path(made))) if made else "".join(above))

    def _finish(self, index: int) -> None:
        rows = self.query_one(PaletteRows)
        if rows.new_label and index >= len(rows.found):
            self.dismiss(PickedCodes(tuple(rows.ticked), new_code(self._query, self._codes.values())))
        elif rows.ticked and not self._query:
            self.dismiss(PickedCodes(tuple(rows.ticked)))
        elif rows.found:
            # Letters typed after ticking mean this code too.
            self.dismiss(PickedCodes(tuple(dict.fromkeys([*rows.ticked, rows.found[index].code.id]))))

    def _tell(self) -> None:
        rows = self.query_one(PaletteRows)
        row = rows.found[rows.cursor] if rows.cursor < len(rows.found) else None
        self.query_one(Words).show(meaning(row) if row else Text(""))


def meaning(row: CodeInProject) -> Text:
    """Write what a code means and where it stops, in the language of the screen where there is a translation."""
    code, language = row.code, screen_language()
    text = Text()
    text.append(code.said("name", language) + "\n", style="bold")
    text.append(f"{code.key}  {row.path}".strip() + "\n", style="dim")
    parts = (
        ("", "definition"),
        (_("Include: "), "include"),
        (_("Exclude: "), "exclude"),
        (_("Example: "), "example"),
    )
    for label, what in parts:
        if words := visible(code.said(what, language)):
            text.append("\n")
            text.append(label, style="bold")
            text.append(words + "\n")
    if code.legal_basis:
        text.append("\n" + _("Legal basis: "), style="bold")
        text.append("; ".join(f"{basis.act} {basis.article}".strip() for basis in code.legal_basis))
    return text


def prepared(row: CodeInProject) -> Findable:
    """Return a code as the palette finds it: by key, names, path, and every word that is written on it."""
    code: Code = row.code
    translated = [words for fields in code.translations.values() for words in fields.values()]
    names = (code.name, *(fields.get("name", "") for fields in code.translations.values()))
    own = (str(getattr(code, what)) for what in TEXT_FIELDS)
    return findable(code.id, code.key, names, row.path, " ".join((*own, *translated)))
