"""The form of a code: every field of it, in every language; nothing that was typed is lost.

Saving is Ctrl+S. Esc asks what becomes of what was changed. A language is one page of the form, so that the form fits
on a small screen; what is typed on a page waits there while another is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static, TextArea

from qcode.domain.codebook import TEXT_FIELDS, Code, Codebook, canonical_color
from qcode.domain.legal_basis import legal_entries, legal_text
from qcode.domain.study import CodeInProject
from qcode.language import LANGUAGES as OFFERED
from qcode.language import _
from qcode.services import defining
from qcode.store.project import Project
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.codebook.card import LABELS, language_name
from qcode.tui.screens.dialog import Dialog, Result, legend

OWN = ""
"""Stands for the codebook's own language."""


class Form(Dialog[Result]):
    """A form that asks before it drops what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+s", "save", ""), ("escape", "leave", "")]
    DEFAULT_CSS = """
    Form > .box { width: 96%; max-width: 120; height: 94%; max-height: 60; }
    Form .row { height: 1; margin-top: 1; }
    Form .row Static { width: auto; color: $text-muted; padding-right: 1; }
    Form .row Input { width: 1fr; margin-right: 2; }
    Form TextArea { height: auto; min-height: 2; max-height: 12; border: none; padding: 0; background: $panel; }
    Form TextArea:focus { border: none; }
    Form .pages { height: 1; margin-top: 1; color: $text; }
    Form VerticalScroll { height: 1fr; padding-right: 1; }
    Form.-low .label, Form.-low .row, Form.-low .pages { margin-top: 0; }
    """

    def on_resize(self, event: events.Resize) -> None:
        """Leave out the blank lines where there are few lines."""
        self.set_class(event.size.height < 36, "-low")

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep what was typed and close.

        Raises:
            QcodeError: If it cannot be; the form stays.
        """
        raise NotImplementedError

    @act
    async def action_save(self) -> None:
        """Keep what was typed and close."""
        self.save()

    @act
    async def action_leave(self) -> None:
        """Close; ask first what becomes of what was typed."""
        if not self.is_changed:
            self.dismiss(None)
            return
        options = [
            Option("save", _("save and close"), "s"),
            Option("on", _("go on writing"), "g"),
            Option("drop", _("drop what was changed"), "d"),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("There are changes that are not saved"), options))
        if chosen == ("save",):
            self.save()
        elif chosen == ("drop",):
            self.dismiss(None)

    def on_input_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()


class CodeEditor(Form[bool]):
    """All that a code says; the result is true once it was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+l,f3", "page", ""), ("ctrl+t", "kind", ""), ("f4", "color", ""),
    ]  # fmt: skip

    def __init__(self, project: Project, row: CodeInProject, book: Codebook, touched: Sequence[str]) -> None:
        """Make the form.

        Args:
            project: The study.
            row: The code.
            book: Its codebook.
            touched: What rests on it, in words.
        """
        super().__init__()
        self._project, self._row, self._book, self._touched = project, row, book, touched
        self._codable = row.code.codable
        self._pages = _languages(row.code, book)
        self._page = 0
        self._texts = {language: _texts(row.code, language) for language in self._pages}

    def compose(self) -> ComposeResult:
        """Lay out the short fields above the pages of languages."""
        code = self._row.code
        with Vertical(classes="box") as box:
            box.border_title = _("Edit “{name}”").format(name=f"{code.key} {code.name}".strip())
            box.border_subtitle = legend(
                ("Ctrl+S", _("save")), ("F3", _("language")), ("F4", _("colour")), ("Ctrl+T", _("folder")),
                ("Esc", _("back")),
            )  # fmt: skip
            yield Static("  ·  ".join(self._touched), classes="note", markup=False)
            with Horizontal(classes="row"):
                yield Static(_("Key"))
                yield Input(code.key, id="key")
                yield Static(_("Colour"))
                yield Input(code.color, id="color", placeholder="#rrggbb")
                yield Static("", id="kind")
            yield Static("", classes="pages", id="pages")
            with VerticalScroll(can_focus=False):
                for what in TEXT_FIELDS:
                    yield Static(_(LABELS[what]), classes="label")
                    yield Input(id=what) if what == "name" else _area("", what)
                yield Static(_("Legal basis: act | article | from..to | note, one a line"), classes="label", id="basis")
                yield _area(legal_text(code.legal_basis), "legal_basis")

    def on_mount(self) -> None:
        """Show the first page; begin with the definition, for names and colours have keys of their own."""
        self._show_page()
        self._show_kind()
        self.query_one("#definition", TextArea).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the colour that is typed."""
        if event.input.id == "color":
            self._show_kind()

    def action_page(self) -> None:
        """Go to the next language."""
        self._keep_page()
        self._page = (self._page + 1) % len(self._pages)
        self._show_page()

    def action_kind(self) -> None:
        """Turn the code into a folder, or back; saved with the rest."""
        self._codable = not self._codable
        self._show_kind()

    @act
    async def action_color(self) -> None:
        """Choose a colour."""
        from qcode.tui.screens.codebook.colors import ColorDialog

        field = self.query_one("#color", Input)
        picked = await self.app.push_screen_wait(ColorDialog(_("Colour"), field.value, {}))
        if picked:
            field.value = picked.color

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return bool(self._changes())

    def save(self) -> None:
        """Keep what was typed as one change and close."""
        changes = self._changes()
        if changes:
            defining.edit_code(self._project, self._row.code.id, changes)
        self.dismiss(bool(changes))

    def _changes(self) -> dict[str, Any]:
        """Return what differs from the code as it was when the form was opened."""
        self._keep_page()
        code, own = self._row.code, self._texts[OWN]
        translations = {language: dict(texts) for language, texts in code.translations.items()}
        for language in self._pages[1:]:
            kept = {what: words for what, words in translations.get(language, {}).items() if what not in TEXT_FIELDS}
            translations[language] = kept | {what: words for what, words in self._texts[language].items() if words}
        new: dict[str, Any] = {
            **own,
            "key": self.query_one("#key", Input).value.strip(),
            "color": self._color(),
            "codable": self._codable,
            "legal_basis": code.legal_basis,
            "translations": {language: texts for language, texts in translations.items() if texts},
        }
        provisions = self.query_one("#legal_basis", TextArea).text
        if provisions.strip() != legal_text(code.legal_basis).strip():
            new["legal_basis"] = legal_entries(provisions)
        old = {what: getattr(code, what) for what in new}
        old["translations"] = {language: dict(texts) for language, texts in code.translations.items() if texts}
        return {what: value for what, value in new.items() if value != old[what]}

    def _color(self) -> str:
        typed = self.query_one("#color", Input).value.strip()
        return canonical_color(typed) or typed

    def _keep_page(self) -> None:
        """Remember what is typed on the page in view; blanks around it are not kept."""
        texts = {what: self.query_one(f"#{what}", TextArea).text.strip() for what in TEXT_FIELDS if what != "name"}
        kept = {"name": self.query_one("#name", Input).value.strip()} | texts
        before = self._texts[self._pages[self._page]]
        # Words that were only shown stay as they are, with the blanks they came with.
        self._texts[self._pages[self._page]] = {
            what: before[what] if words == before[what].strip() else words for what, words in kept.items()
        }

    def _show_page(self) -> None:
        texts = self._texts[self._pages[self._page]]
        self.query_one("#name", Input).value = texts["name"]
        for what in TEXT_FIELDS:
            if what != "name":
                self.query_one(f"#{what}", TextArea).text = texts[what]
        for id in ("#basis", "#legal_basis"):
            self.query_one(id).display = self._page == 0
        names = [self._page_name(language) for language in self._pages]
        names[self._page] = f"[reverse] {names[self._page]} [/reverse]"
        self.query_one("#pages", Static).update("   ".join(names))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _page_name(self, language: str) -> str:
        if language != OWN:
            return language_name(language)
        return language_name(self._book.language) if self._book.language else _("The codebook's own language")

    def _show_kind(self) -> None:
        color = canonical_color(self.query_one("#color", Input).value) or ""
        chip = f"[{color}]■■[/]  " if color else ""
        self.query_one("#kind", Static).update(chip + (_("a code") if self._codable else _("a folder")))


class BookEditor(Form[Mapping[str, str]]):
    """Name, language and description of a codebook; the result is what changed."""

    def __init__(self, project: Project, book: Codebook) -> None:
        super().__init__()
        self._project, self._book = project, book

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        with Vertical(classes="box") as box:
            box.border_title = _("Edit the codebook “{name}”").format(name=self._book.name)
            box.border_subtitle = legend(("Ctrl+S", _("save")), ("Tab", _("next field")), ("Esc", _("back")))
            yield Static(_("codes in it: {n}; they stay as they are").format(n=len(self._book.codes)), classes="note")
            yield Static(_("Name"), classes="label")
            yield Input(self._book.name, id="name")
            yield Static(_("Language of its names and definitions: id, en …"), classes="label")
            yield Input(self._book.language, id="language", max_length=12)
            yield Static(_("Description"), classes="label")
            yield _area(self._book.description, "description")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Input).focus()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return bool(self._changes())

    def save(self) -> None:
        """Close with what was changed, once it would be taken."""
        changes = self._changes()
        if changes:
            from qcode.services import codebooks

            codebooks.need_free_name(self._project, changes.get("name", self._book.name), but=self._book.id)
        self.dismiss(changes or None)

    def _changes(self) -> dict[str, str]:
        typed = {what: self.query_one(f"#{what}", Input).value.strip() for what in ("name", "language")}
        typed["description"] = self.query_one("#description", TextArea).text.strip()
        return {what: words for what, words in typed.items() if words != getattr(self._book, what)}


def _area(text: str, id: str) -> TextArea:
    return TextArea(text, id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")


def _languages(code: Code, book: Codebook) -> list[str]:
    """Return the pages: the codebook's own language, then those of the program and those there are texts in."""
    others = [language for language in dict.fromkeys((*OFFERED, *code.translations)) if language != book.language]
    return [OWN, *others]


def _texts(code: Code, language: str) -> dict[str, str]:
    if language == OWN:
        return {what: str(getattr(code, what)) for what in TEXT_FIELDS}
    return {what: code.translations.get(language, {}).get(what, "") for what in TEXT_FIELDS}
