"""From words in a file to a code: what every format of codebooks does alike.

A file says where it is (``line 12``, ``row 3``) and gives the words; here they are checked and mended. What can be
mended is told in ``warnings``; a key that is there twice, or a code with no name at all, stops the reading, because a
guess would put passages under the wrong code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qcode.domain.codebook import TEXT_FIELDS, Code, LegalBasis, canonical_color
from qcode.domain.identity import canonical_id, new_id
from qcode.domain.text import stored
from qcode.errors import UnreadableFile
from qcode.language import _

_YES = frozenset({"", "true", "yes", "y", "1", "x", "ya", "iya", "benar"})
_NO = frozenset({"false", "no", "n", "0", "tidak", "tdk", "bukan", "salah"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def is_language(name: str) -> bool:
    """Tell whether a name looks like one of a language: ``id``, ``en``, ``pt-BR``."""
    return _LANGUAGE.fullmatch(name) is not None


@dataclass(slots=True)
class CodeReader:
    """Makes codes of one codebook, and remembers what it has seen of them."""

    warnings: list[str] = field(default_factory=list)
    """Whole sentences in the language of the screen, in the order of the file."""
    _keys: dict[str, str] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def warn(self, place: str, what: str) -> None:
        """Note a flaw and where it is."""
        self.warnings.append(f"{place}: {what}" if place else what)

    def text(self, place: str, words: str) -> str:
        """Return words as qcode stores text.

        Raises:
            UnreadableFile: If they hold what is no text.
        """
        try:
            return stored(words)
        except UnreadableFile as error:
            raise UnreadableFile(f"{place}: {error.message}", error.hint) from error

    def code(
        self,
        place: str,
        fields: Mapping[str, str],
        *,
        parent: str | None = None,
        legal_basis: tuple[LegalBasis, ...] = (),
        translations: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Code:
        """Make a code of what a file says of it.

        Args:
            place: Where in the file, for messages.
            fields: ``key``, ``name``, ``color``, ``codable``, ``id`` and the text fields; any may be absent.
            parent: UUID of the code above.
            legal_basis: The provisions, read already.
            translations: Language → text field → words.

        Raises:
            UnreadableFile: If there is neither key nor name, or the key is taken.
        """
        said = {what: self.text(place, words) for what, words in fields.items()}
        key = said.get("key", "").strip()
        name = said.get("name", "").strip() or key
        if not name:
            raise UnreadableFile(
                _("{place}: a code with neither key nor name").format(place=place),
                _("Give it a name, or take it out."),
            )
        self._claim(key, place)
        return Code(
            name=name,
            id=self._id(said.get("id", ""), place),
            key=key,
            parent=parent,
            color=self._color(said.get("color", ""), place),
            codable=self._codable(said.get("codable", ""), place),
            **{what: said.get(what, "") for what in TEXT_FIELDS if what != "name"},
            legal_basis=tuple(self._provision(entry, place) for entry in legal_basis),
            translations=self._translations(translations or {}, place),
        )

    def identity(self, text: str, place: str) -> str:
        """Return the UUID that a file gives its codebook, or a new one."""
        return self._id(text, place)

    def _claim(self, key: str, place: str) -> None:
        if not key:
            return
        before = self._keys.get(key.casefold())
        if before is not None:
            raise UnreadableFile(
                _("{place}: the key “{key}” is there already ({before})").format(place=place, key=key, before=before),
                _("A key names one code only, whatever the case of its letters. Change one of the two."),
            )
        self._keys[key.casefold()] = place

    def _id(self, text: str, place: str) -> str:
        if not text.strip():
            return new_id()
        known = canonical_id(text)
        if known is None:
            self.warn(place, _("“{text}” is no UUID; a new one was given").format(text=text.strip()))
        elif known in self._ids:
            self.warn(place, _("the id {id} is another code's; a new one was given").format(id=known))
        else:
            self._ids.add(known)
            return known
        return new_id()

    def _color(self, text: str, place: str) -> str:
        color = canonical_color(text)
        if color is None and text.strip():
            self.warn(place, _("“{text}” is no colour like #0072b2; left out").format(text=text.strip()))
        return color or ""

    def _codable(self, text: str, place: str) -> bool:
        word = text.strip().casefold()
        if word not in _YES | _NO:
            self.warn(place, _("“{text}” for codable is neither yes nor no; taken as yes").format(text=text.strip()))
        return word not in _NO

    def _provision(self, entry: LegalBasis, place: str) -> LegalBasis:
        parts = (entry.act, entry.article, entry.valid_from, entry.valid_to, entry.note)
        act, article, since, until, note = (self.text(place, part).strip() for part in parts)
        return LegalBasis(act, article, self._day(since, place), self._day(until, place), note)

    def _day(self, text: str, place: str) -> str:
        if not text:
            return ""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            self.warn(place, _("“{text}” is no date like 2026-01-02; left out").format(text=text))
            return ""

    def _translations(self, said: Mapping[str, Mapping[str, str]], place: str) -> dict[str, dict[str, str]]:
        kept = {
            language: {what: self.text(place, words) for what, words in texts.items() if words}
            for language, texts in said.items()
        }
        return {language: texts for language, texts in kept.items() if texts}
