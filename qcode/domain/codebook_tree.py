"""A codebook as a tree of plain mappings: what ``.yaml`` and ``.json`` have in common.

::

    qcode-codebook: 1          # what this file is; the number is the version of its shape
    name: …                    # also: language, description, id
    codes:
      - key: PRV               # key or name must be there, all else may be left out
        name: …
        color: "#0072b2"
        codable: false         # a folder
        definition: …          # also: include, exclude, example
        legal_basis:
          - act: UU 12/2022    # also: article, valid_from, valid_to, note; or just words
        translations:
          en: {name: …, definition: …}
        id: …                  # UUID; new if not there
        children:
          - key: PRV-SIB
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qcode.domain.codebook import TEXT_FIELDS, Code, Codebook, LegalBasis, depths
from qcode.domain.codebook_entry import CodeReader
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import _

MARK = "qcode-codebook"
"""The key by which a file says that it is one of these."""
VERSION = 1
MAX_DEPTH = 100
"""Levels a tree may have in a file; far beyond any codebook, well within what parsers bear."""

_OWN = ("name", "language", "description", "id")
_FIELDS = ("key", "name", "color", "codable", "definition", "include", "exclude", "example", "id")
_BASIS = ("act", "article", "valid_from", "valid_to", "note")


def tree_of(codebook: Codebook) -> dict[str, object]:
    """Lay a codebook out as nested mappings from which ``codebook_of_tree`` makes it again, nothing lost.

    Raises:
        QcodeError: If it is nested deeper than any file of this kind may be.
    """
    top: list[object] = []
    levels = [top]
    parents = {code.parent for code in codebook.codes}
    for depth, code in depths(codebook.codes):
        if depth >= MAX_DEPTH:
            raise QcodeError(_("“{code}” lies deeper than {n} levels").format(code=code.name, n=MAX_DEPTH))
        children: list[object] = []
        entry = _entry(code)
        if code.id in parents:
            entry["children"] = children
        levels[depth].append(entry)
        levels[depth + 1 :] = [children]
    own = {what: words for what in _OWN if (words := getattr(codebook, what))}
    return {MARK: VERSION, **own, "codes": top}


def codebook_of_tree(
    tree: object, name: str, lines: Mapping[int, int] | None = None
) -> tuple[Codebook, tuple[str, ...]]:
    """Read a codebook from nested mappings, or from a bare list of codes.

    Args:
        tree: What a parser made of the file: mappings, lists and scalars.
        name: Serves where the file names no codebook.
        lines: Line in the file by ``id()`` of a mapping or list, where the parser tells.

    Returns:
        The codebook and warnings.

    Raises:
        UnreadableFile: If it is no codebook, or a code is wrong beyond mending; it names the place.
    """
    walk = _Walk(CodeReader(), lines or {})
    if isinstance(tree, list):
        tree = {"codes": tree}
    if not isinstance(tree, dict) or not isinstance(tree.get("codes"), list):
        raise UnreadableFile(
            _("there is no list of codes in it"),
            _("A codebook begins with “{mark}: 1” and has its codes under “codes:”.").format(mark=MARK),
        )
    version = walk.scalar(tree.get(MARK, VERSION), "")
    if version != str(VERSION):
        walk.reader.warn(
            "", _("the file says version {version}; what is new in it is not read").format(version=version)
        )
    own = {what: walk.scalar(tree.get(what), "") for what in _OWN}
    walk.unknown(tree, (MARK, "codes", *_OWN), "")
    ident = walk.reader.identity(own["id"], "")
    codes = tuple(walk.codes(tree["codes"], None, (), 0))
    book = Codebook(
        own["name"].strip() or name, codes, ident, own["language"].strip(), walk.reader.text("", own["description"])
    )
    return book, tuple(walk.reader.warnings)


def _entry(code: Code) -> dict[str, object]:
    """Return what there is to say of a code, in the order in which a reader wants it."""
    entry: dict[str, object] = {"key": code.key, "name": code.name, "color": code.color}
    entry["codable"] = "" if code.codable else False
    entry.update({what: getattr(code, what) for what in TEXT_FIELDS if what != "name"})
    entry["legal_basis"] = [
        {what: words for what in _BASIS if (words := getattr(basis, what))} for basis in code.legal_basis
    ]
    entry["translations"] = {
        language: {what: texts[what] for what in TEXT_FIELDS if texts.get(what)}
        for language, texts in code.translations.items()
    }
    entry["id"] = code.id
    return {what: value for what, value in entry.items() if value or value is False}


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes down a tree and knows where it is."""

    reader: CodeReader
    lines: Mapping[int, int] = field(repr=False)

    def place(self, thing: object, trail: tuple[str, ...]) -> str:
        """Say where a mapping stands: its line, or the codes above it and its number."""
        line = self.lines.get(id(thing))
        return _("line {line}").format(line=line) if line else _("code {path}").format(path=" / ".join(trail) or "–")

    def codes(self, entries: list[object], parent: str | None, trail: tuple[str, ...], depth: int) -> Iterator[Code]:
        for number, entry in enumerate(entries, 1):
            here = (*trail, str(number))
            place = self.place(entry, here)
            if depth >= MAX_DEPTH:
                raise UnreadableFile(_("{place}: deeper than {n} levels").format(place=place, n=MAX_DEPTH))
            if isinstance(entry, str):
                entry = {"name": entry}
            if not isinstance(entry, dict):
                raise UnreadableFile(
                    _("{place}: here should be a code").format(place=place),
                    _("A code is a set of lines like “name: …”; the codes under it stand in “children:”."),
                )
            code = self.code(entry, parent, place)
            yield code
            children = entry.get("children") or []
            if not isinstance(children, list):
                raise UnreadableFile(_("{place}: “children” is no list of codes").format(place=place))
            yield from self.codes(children, code.id, (*trail, code.key or code.name), depth + 1)

    def code(self, entry: dict[object, object], parent: str | None, place: str) -> Code:
        self.unknown(entry, (*_FIELDS, "legal_basis", "translations", "children"), place)
        fields = {what: self.scalar(entry[what], place, what) for what in _FIELDS if what in entry}
        basis = tuple(self.provisions(entry.get("legal_basis"), place))
        said = dict(self.translations(entry.get("translations"), place))
        return self.reader.code(place, fields, parent=parent, legal_basis=basis, translations=said)

    def provisions(self, value: object, place: str) -> Iterator[LegalBasis]:
        for item in value if isinstance(value, list) else [value] if value else []:
            here = self.place(item, ()) if id(item) in self.lines else place
            if isinstance(item, dict):
                self.unknown(item, _BASIS, here)
                parts = {what: self.scalar(item[what], here, what) for what in _BASIS if what in item}
                if not parts.get("act"):
                    raise UnreadableFile(_("{place}: a legal basis without its act").format(place=here))
                yield LegalBasis(**parts)
            else:
                yield LegalBasis(self.scalar(item, here, "legal_basis"))

    def translations(self, value: object, place: str) -> Iterator[tuple[str, dict[str, str]]]:
        if not value:
            return
        if not isinstance(value, dict):
            raise UnreadableFile(
                _("{place}: under “translations” stand languages").format(place=place), "translations: {en: {name: …}}"
            )
        for language, texts in value.items():
            here = self.place(texts, ()) if id(texts) in self.lines else place
            if not isinstance(texts, dict):
                raise UnreadableFile(_("{place}: under a language stand name, definition …").format(place=here))
            self.unknown(texts, TEXT_FIELDS, here)
            yield str(language), {what: self.scalar(texts[what], here, what) for what in TEXT_FIELDS if what in texts}

    def scalar(self, value: object, place: str, what: str = "") -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str | int | float):
            return str(value)
        raise UnreadableFile(
            _("{place}: “{what}” should be words").format(place=place or MARK, what=what),
            _("Words that hold a colon or begin with a bracket want quotes around them."),
        )

    def unknown(self, entry: Mapping[object, object], known: tuple[str, ...], place: str) -> None:
        strange = [str(what) for what in entry if what not in known]
        if strange:
            self.reader.warn(
                place, _("passed over, as qcode has none so called: {what}").format(what=", ".join(strange))
            )
