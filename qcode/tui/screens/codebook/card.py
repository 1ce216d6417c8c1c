"""The full definition of a code as a page: what it means, where it stops, what rests on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcode.domain.codebook import TEXT_FIELDS, Code, Codebook, LegalBasis
from qcode.domain.study import CodeInProject, CodeUse, Memo
from qcode.language import N_, _, screen_language
from qcode.tui.screens.clock import local_time
from qcode.tui.screens.codebook.shelf import Resting
from qcode.tui.widgets.reading_pane import Words

LABELS = {
    "name": N_("Name"), "definition": N_("Definition"), "include": N_("Include"), "exclude": N_("Exclude"),
    "example": N_("Typical example"), "key": N_("Key"), "color": N_("Colour"), "codable": N_("Kind"),
    "legal_basis": N_("Legal basis"), "parent": N_("Place"), "codebook": N_("Codebook"), "made": N_("Made"),
    "removed": N_("Removed"),
}  # fmt: skip
"""How the fields of a code are called."""
LANGUAGES = {"en": N_("English"), "id": N_("Indonesian")}


def language_name(language: str) -> str:
    """Return how a language is called, its code where qcode does not know it."""
    return _(LANGUAGES[language]) if language in LANGUAGES else language or _("language not told")


def field_name(field: str) -> str:
    """Return how a field is called, also one in a language: ``name (en)``."""
    name, blank, language = field.partition(" ")
    label = _(LABELS[name]) if name in LABELS else name
    return f"{label} ({language_name(language.strip('()'))})" if blank else label


def card_of(row: CodeInProject, book: Codebook, color: str, resting: Resting | None) -> list[Words]:
    """Write a code's page.

    Args:
        row: The code.
        book: Its codebook.
        color: ``#rrggbb``.
        resting: What rests on it and the notes on it; ``None`` while that is not read.
    """
    code, language = row.code, screen_language()
    kind = "" if code.codable else "  ·  " + _("folder: applied to nothing")
    page: list[Words] = [
        [
            ("■ " if code.codable else "□ ", color),
            (f"{code.key}  " if code.key else "", "primary"),
            (code.said("name", language), "strong"),
        ],
        [(f"{book.name} › {row.path}{kind}", "dim")],
        _use(row, resting.use if resting else None),
    ]
    if resting and (all_of := resting.with_children):
        said = _("with what is under it: codes: {codes}, codings: {n}, texts: {sources}, coders: {coders}")
        counted = said.format(codes=all_of.codes, n=all_of.codings, sources=all_of.sources, coders=all_of.coders)
        page.append([(counted, "dim")])
    pages = _by_language(code, book)
    first = language if language in pages else book.language
    page += _said(pages.pop(first, {}))
    if not any(getattr(code, what) for what in TEXT_FIELDS if what != "name"):
        page += [[], [(_("Nothing is said of it yet; e writes its definition."), "dim")]]
    if code.legal_basis:
        page += [[], [(_("Legal basis"), "accent")], *(_provision(basis) for basis in code.legal_basis)]
    page += _further(pages)
    page += [[], [(_("Colour") + "  ", "accent"), ("■ ", color), (code.color or _("of the palette"), "")]]
    return page + notes(resting.notes if resting else ())


def book_card(book: Codebook, codings: int) -> list[Words]:
    """Write a codebook's page."""
    folders = sum(not code.codable for code in book.codes)
    page: list[Words] = [
        [(book.name, "primary")],
        [(_("codebook") + "  ·  " + language_name(book.language), "dim")],
        [(_("codes: {n}, folders: {folders}, codings: {codings}").format(
            n=len(book.codes) - folders, folders=folders, codings=codings), "")],
    ]  # fmt: skip
    if book.description:
        page += [[], [(book.description, "")]]
    if not book.codes:
        page += [[], [(_("No code is in it yet: n makes one, I brings a codebook in from a file."), "dim")]]
    return page


def notes(found: Sequence[Memo]) -> list[Words]:
    """Write the notes on something, oldest first."""
    page: list[Words] = []
    for memo in found:
        page += [
            [],
            [(_("Note"), "accent"), (f"  {_(memo.kind)}  ·  {memo.coder}  ·  {local_time(memo.created)}", "dim")],
        ]
        page.append([(memo.text, "")])
    return page


def _use(row: CodeInProject, use: CodeUse | None) -> Words:
    counted = _("codings: {n}, texts: {sources}").format(n=row.codings, sources=row.sources)
    if use is not None:
        counted += ", " + _("coders: {n}").format(n=use.coders)
        for said, number in (
            (_("notes on codings: {n}"), use.coding_memos), (_("links: {n}"), use.links), (_("sets: {n}"), use.sets),
            (_("summaries: {n}"), use.summaries),
        ):  # fmt: skip
            counted += f", {said.format(n=number)}" if number else ""
    return [(counted, "")]


def _said(texts: Mapping[str, str]) -> list[Words]:
    page: list[Words] = []
    for what in TEXT_FIELDS[1:]:  # The name stands above.
        if words := texts.get(what):
            page += [[], [(_(LABELS[what]), "accent")], [(words, "")]]
    return page


def _provision(basis: LegalBasis) -> Words:
    validity = ""
    if basis.valid_from or basis.valid_to:
        validity = "  " + _("in force {since} – {until}").format(
            since=basis.valid_from or "…", until=basis.valid_to or "…"
        )
    note = f"  ({basis.note})" if basis.note else ""
    return [(f"{basis.act} {basis.article}".strip(), ""), (validity + note, "dim")]


def _by_language(code: Code, book: Codebook) -> dict[str, dict[str, str]]:
    """Return what a code says in each language in which it says anything, its own among them."""
    pages = {language: dict(texts) for language, texts in code.translations.items() if any(texts.values())}
    pages[book.language] = {what: str(getattr(code, what)) for what in TEXT_FIELDS}
    return pages


def _further(pages: Mapping[str, Mapping[str, str]]) -> list[Words]:
    """Write what a code says in the languages that do not come first, closer together."""
    page: list[Words] = []
    for language, texts in sorted(pages.items()):
        page += [[], [(f"— {language_name(language)} —", "primary")]]
        for what in TEXT_FIELDS:
            if words := texts.get(what):
                page.append([(_(LABELS[what]) + "  ", "accent"), (words, "strong" if what == "name" else "")])
    return page
