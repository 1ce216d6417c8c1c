"""A codebook as a table, one code a row: what ``.csv`` and ``.xlsx`` have in common.

The columns are ``key,name,parent,color,definition,include,exclude,example,legal_basis``; then ``codable``,
``name_en``, ``definition_en`` … for further languages, ``language`` (of the columns without one) and ``id``. All but
one of key and name may be missing, in any order and in capitals. ``parent`` is a key, an id, a path ``A/B`` as
``join_path`` writes it, or a name only one code has; it may stand below its child. Where no column is called
``name``, the first of ``name_id``, ``name_en`` … is the codebook's own language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qcode.domain.codebook import TEXT_FIELDS, Code, Codebook, in_tree_order, join_path, paths
from qcode.domain.codebook_entry import CodeReader, is_language
from qcode.domain.legal_basis import legal_entries, legal_text
from qcode.errors import UnreadableFile
from qcode.language import _

COLUMNS = ("key", "name", "parent", "color", "definition", "include", "exclude", "example", "legal_basis", "codable")
"""The columns every table written here has, in order."""

_PLAIN = frozenset((*COLUMNS, "language", "id"))
_ALSO = {
    "code": "key", "kode": "key", "nama": "name", "induk": "parent", "warna": "color", "colour": "color",
    "description": "definition", "definisi": "definition", "inklusi": "include", "eksklusi": "exclude",
    "contoh": "example", "anchor": "example", "dasar_hukum": "legal_basis", "bahasa": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodebookTable:
    """The cells of a codebook, header apart."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """As many cells as columns, depth first."""
    notes: tuple[str, ...] = ()
    """What a table cannot hold, in the language of the screen."""


def table_of(codebook: Codebook) -> CodebookTable:
    """Lay a codebook out as a table from which ``codebook_of`` makes it again."""
    codes = in_tree_order(codebook.codes)
    further = _further_columns(codes)
    own_language = ("language",) if codebook.language else ()
    parents = _parent_cells(codes)
    rows = tuple(
        (
            code.key,
            code.name,
            parents.get(code.parent, ""),
            code.color,
            *(str(getattr(code, what)) for what in TEXT_FIELDS if what != "name"),
            legal_text(code.legal_basis),
            "yes" if code.codable else "no",
            *(code.translations.get(language, {}).get(what, "") for what, language in further),
            *((codebook.language,) if codebook.language else ()),
            code.id,
        )
        for code in codes
    )
    columns = (*COLUMNS, *(f"{what}_{language}" for what, language in further), *own_language, "id")
    return CodebookTable(columns, rows, tuple(_lost(codebook)))


def codebook_of(
    header: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]], name: str
) -> tuple[Codebook, tuple[str, ...]]:
    """Read a codebook from a table; each row comes with the words for its place, such as ``row 3``.

    Returns:
        The codebook and warnings.

    Raises:
        UnreadableFile: If there is no column of keys or names, or a row is wrong beyond mending; it names the row.
    """
    reader = CodeReader()
    columns = _Columns.named(header, reader)
    read: list[_Row] = []
    languages: Counter[str] = Counter()
    for place, cells in rows:
        fields, further = columns.sort(place, cells, reader)
        if not any(words.strip() for words in (*fields.values(), *(w for t in further.values() for w in t.values()))):
            continue
        languages[fields.pop("language", "").strip()] += 1
        entries = legal_entries(reader.text(place, fields.pop("legal_basis", "")))
        above = reader.text(place, fields.pop("parent", "")).strip()
        code = reader.code(place, fields, legal_basis=entries, translations=further)
        read.append(_Row(place, above, code))
    languages.pop("", None)
    if len(languages) > 1:
        reader.warn("", _("the column language names several; the commonest was taken"))
    language = languages.most_common(1)[0][0] if languages else columns.language
    codes = in_tree_order(_with_parents(read))
    return Codebook(name, codes, language=language), tuple(reader.warnings)


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    above: str
    """What the cell ``parent`` says."""
    code: Code


def _further_columns(codes: tuple[Code, ...]) -> tuple[tuple[str, str], ...]:
    used = {(what, language) for code in codes for language, texts in code.translations.items() for what in texts}
    languages = dict.fromkeys(name for code in codes for name in code.translations if is_language(name))
    return tuple((what, language) for language in languages for what in TEXT_FIELDS if (what, language) in used)


def _lost(codebook: Codebook) -> Iterator[str]:
    if codebook.description:
        yield _("A table has no place for the description of the codebook.")
    unnamed = sum(1 for code in codebook.codes if not all(map(is_language, code.translations)))
    if unnamed:
        yield _("Translations into languages without a code such as en were left out (codes: {n}).").format(n=unnamed)


def _parent_cells(codes: tuple[Code, ...]) -> dict[str | None, str]:
    """Return by UUID what a child's cell calls its parent: the key, else a path that can mean nothing else."""
    by_path = paths(codes)
    many = Counter(by_path.values())
    taken = {code.key.casefold() for code in codes} | {code.id for code in codes}

    def cell(code: Code) -> str:
        path = by_path[code.id]
        plain = many[path] == 1 and path.casefold() not in taken and path == path.strip()
        return code.key or (path if plain else code.id)

    return {code.id: cell(code) for code in codes}


@dataclass(frozen=True, slots=True)
class _Columns:
    """What each column of a table is."""

    meaning: tuple[tuple[str, str] | None, ...]
    """Field and language (empty: the codebook's own) per column; ``None`` for one to be passed over."""
    language: str = ""
    """The codebook's own language, if the header tells it."""

    @classmethod
    def named(cls, header: Sequence[str], reader: CodeReader) -> _Columns:
        meaning = [_meaning(title) for title in header]
        if not any(found and found[0] in ("key", "name") for found in meaning):
            raise UnreadableFile(
                _("row 1: no column is called key or name; there are: {columns}").format(
                    columns=", ".join(title.strip() for title in header if title.strip()) or "–"
                ),
                _("The first row names the columns: {columns}.").format(columns=", ".join(COLUMNS[:-1])),
            )
        language = ""
        if ("name", "") not in meaning:
            language = next((found[1] for found in meaning if found and found[0] == "name"), "")
        meaning = [(found[0], "") if found and found[1] == language else found for found in meaning]
        for at, found in enumerate(meaning):
            if found is not None and found in meaning[:at]:
                reader.warn("", _("two columns say the same; passed over: {column}").format(column=header[at].strip()))
                meaning[at] = None
        unknown = [t.strip() for t, found in zip(header, meaning, strict=True) if found is None and t.strip()]
        unknown = [title for title in unknown if _meaning(title) is None]
        if unknown:
            reader.warn("", _("columns passed over, as qcode has none so called: {columns}").format(
                columns=", ".join(unknown)
            ))  # fmt: skip
        return cls(tuple(meaning), language)

    def sort(
        self, place: str, cells: Sequence[str], reader: CodeReader
    ) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """Return a row's own words by field, and the further languages'."""
        if any(cell.strip() for cell in cells[len(self.meaning) :]):
            reader.warn(place, _("more cells than columns; the rest was passed over"))
        fields: dict[str, str] = {}
        further: dict[str, dict[str, str]] = {}
        for found, cell in zip(self.meaning, cells, strict=False):
            if found is not None:
                (further.setdefault(found[1], {}) if found[1] else fields)[found[0]] = cell
        return fields, further


def _meaning(title: str) -> tuple[str, str] | None:
    written = title.strip().replace(" ", "_")
    name = written.lower()
    name = _ALSO.get(name, name)
    if name in _PLAIN:
        return name, ""
    stem, _bar, language = written.partition("_")
    what = _ALSO.get(stem.lower(), stem.lower())
    if what in TEXT_FIELDS and is_language(language):
        return what, language.lower() if written.isupper() else language
    return None


def _with_parents(rows: Sequence[_Row]) -> tuple[Code, ...]:
    """Give each code its parent.

    A path can only be matched once the parents of what it names are known, so rows are gone through until
    nothing new is found.
    """
    by_key = {row.code.key.casefold(): row.code.id for row in rows if row.code.key}
    by_id = {row.code.id: row.code.id for row in rows}
    parents: dict[str, str | None] = {row.code.id: None for row in rows if not row.above}
    waiting = [row for row in rows if row.above]
    waiting = _settle(waiting, parents, by_key, str.casefold)
    waiting = _settle(waiting, parents, by_id, str.lower)
    while waiting:
        left = _settle(waiting, parents, _known_paths(rows, parents))
        if len(left) == len(waiting):
            break
        waiting = left
    waiting = _settle(waiting, parents, _unique_names(rows), str.casefold)
    for row in waiting:
        raise UnreadableFile(
            _("{place}: no code is called “{parent}”, which is the parent of “{code}”").format(
                place=row.place, parent=row.above, code=row.code.key or row.code.name
            ),
            _("A parent is the key of another row, or its path like Parent/Child (a / in a name is doubled)."),
        )
    _refuse_circles(rows, parents)
    return tuple(replace(row.code, parent=parents[row.code.id]) for row in rows)


def _settle(
    waiting: Sequence[_Row],
    parents: dict[str, str | None],
    called: Mapping[str, str],
    fold: Callable[[str], str] = str,
) -> list[_Row]:
    """Enter the parents that are called so, and return the rows whose parent is not."""
    for row in waiting:
        if (found := called.get(fold(row.above))) is not None:
            parents[row.code.id] = found
    return [row for row in waiting if row.code.id not in parents]


def _known_paths(rows: Sequence[_Row], parents: Mapping[str, str | None]) -> dict[str, str]:
    """Return UUIDs by path of the codes whose ancestors are all known and in no circle."""
    codes = {row.code.id: row.code for row in rows}
    known: dict[str, str] = {}
    for code in codes.values():
        names, here, seen = [code.name], code.id, {code.id}
        while (above := parents.get(here, here)) is not None and above not in seen:
            names.append(codes[above].name)
            seen.add(above)
            here = above
        if above is None:
            known.setdefault(join_path(tuple(reversed(names))), code.id)
    return known


def _unique_names(rows: Sequence[_Row]) -> dict[str, str]:
    many = Counter(row.code.name.casefold() for row in rows)
    return {row.code.name.casefold(): row.code.id for row in rows if many[row.code.name.casefold()] == 1}


def _refuse_circles(rows: Sequence[_Row], parents: Mapping[str, str | None]) -> None:
    reaching_top: set[str] = set()
    for row in rows:
        here: str | None = row.code.id
        passed: set[str] = set()
        while here is not None and here not in reaching_top:
            if here in passed:
                raise UnreadableFile(
                    _("{place}: “{code}” is above itself").format(place=row.place, code=row.code.key or row.code.name),
                    _("Follow the parents from this row: they come round to it. One of them must be another."),
                )
            passed.add(here)
            here = parents[here]
        reaching_top |= passed
