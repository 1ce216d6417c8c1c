"""Codebooks: brought in and sent out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qcode.data import codebooks_folder
from qcode.domain.codebook import PALETTE, Codebook, paths
from qcode.errors import QcodeError, UnknownName, UnreadableFile
from qcode.language import _
from qcode.services.anchoring import cleared_codebook
from qcode.services.defining import codebook_for
from qcode.store import codes, finding
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class CodebookResult:
    """What bringing a codebook in came to."""

    name: str
    added: int
    updated: int
    unchanged: int
    kept: tuple[str, ...]
    """Handles of codes that differ in the file and were kept as they are, because updating was not asked for."""
    warnings: tuple[str, ...]


def starters() -> list[Path]:
    """Return the codebooks that come with qcode."""
    return sorted(codebooks_folder().glob("*.yaml"))


def find_codebook_file(name: str) -> Path:
    """Return the file that is meant: a path, or the name of a starter codebook."""
    path = Path(name)
    if not path.suffix and not path.exists():
        return next((one for one in starters() if one.stem == name), path)
    return path


def read_codebook(path: Path) -> tuple[Codebook, tuple[str, ...]]:
    """Read a codebook file; return it with what should be known about it.

    Raises:
        UnreadableFile: If it cannot be read; the message names file, place and remedy.
    """
    from qcode.formats.registry import codebook_formats

    found = codebook_formats().get(path.suffix.lower())
    if found is None:
        raise UnreadableFile(
            _("{file}: a codebook cannot be read from this kind of file").format(file=path),
            _("Readable are: {kinds}").format(kinds=", ".join(sorted(codebook_formats()))),
        )
    try:
        read = found.read(path.read_bytes(), path.stem)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error
    return read.codebook, read.warnings


def import_codebook(project: Project, path: Path, *, update: bool = False, prefix: str = "") -> CodebookResult:
    """Bring a codebook in from a file, as one act.

    A code that is here already (by id, else by key, else by path) is kept as it is unless ``update`` is said.

    Args:
        project: The study.
        path: The file.
        update: Let the file change codes that are here.
        prefix: Put before every key of the file.

    Raises:
        QcodeError: If the file cannot be read, or a key in it is taken by another codebook's code.
    """
    codebook, warnings = read_codebook(path)
    if prefix:
        codebook = replace(codebook, codes=tuple(replace(c, key=c.key and f"{prefix}{c.key}") for c in codebook.codes))
    return keep_codebook(project, codebook, update=update, warnings=warnings, origin=path.name)


def foresee_import(project: Project, path: Path, *, prefix: str = "") -> CodebookResult:
    """Return what bringing a codebook in would come to if it were let change codes; nothing is changed.

    Raises:
        KeysTaken: If a key in it is taken by another codebook's code.
        QcodeError: If the file cannot be read.
    """
    result: CodebookResult | None = None
    try:
        with project.change("codebook import"):
            result = import_codebook(project, path, update=True, prefix=prefix)
            raise _SeenEnough
    except _SeenEnough:
        assert result is not None
    return result


class KeysTaken(QcodeError):
    """A key of a file is one of another codebook's code."""


class _SeenEnough(Exception):
    """Takes back what was done to see what it comes to."""


def keep_codebook(
    project: Project, codebook: Codebook, *, update: bool = False, warnings: tuple[str, ...] = (), origin: str = ""
) -> CodebookResult:
    """Keep a codebook in the project, as one act; see ``import_codebook``. The trail tells from which file it came."""
    there = codes.all_codes(project)
    target = next((one.name for one in codes.codebooks(project) if one.name.casefold() == codebook.name.casefold()), "")
    by_id = {one.code.id: one for one in there}
    by_key = {one.code.key.casefold(): one for one in there if one.code.key}
    by_path = {one.path.casefold(): one for one in there if one.codebook == target}
    path_of = paths(codebook.codes)
    place: dict[str, str] = {}
    added = updated = unchanged = 0
    kept: list[str] = []
    summary = f"{codebook.name} ← {origin}" if origin else codebook.name
    with project.change("codebook import", summary) as change:
        book = ""
        for index, code in enumerate(codebook.codes):
            old = by_id.get(code.id) or by_key.get(code.key.casefold()) or by_path.get(path_of[code.id].casefold())
            parent = place.get(code.parent or "")
            if old is None:
                book = book or codebook_for(project, change, target or codebook.name, like=codebook)
                color = code.color or PALETTE[(len(there) + index) % len(PALETTE)]
                place[code.id] = codes.add(project, change, replace(code, parent=parent, color=color), book)
                added += 1
                continue
            if old.codebook != target and code.id not in by_id and code.key:
                raise KeysTaken(
                    _("the key {key} is taken by the codebook “{codebook}”").format(
                        key=code.key, codebook=old.codebook
                    ),
                    _("Give the keys of this file a prefix: --prefix XX-"),
                )
            place[code.id] = old.code.id
            color = code.color or old.code.color
            columns = codes.columns(replace(code, parent=parent, color=color, key=code.key or old.code.key))
            if update:
                was_changed = change.update("code", old.code.id, columns)
                updated, unchanged = updated + was_changed, unchanged + (not was_changed)
            elif codes.columns(old.code) == columns:
                unchanged += 1
            else:
                kept.append(old.code.key or old.path)
        _need_unlike_keys(project)
    return CodebookResult(codebook.name, added, updated, unchanged, tuple(kept), warnings)


def _need_unlike_keys(project: Project) -> None:
    """Refuse what an update made of the keys, all of them together: a file may let two codes change keys."""
    codes_by_key: dict[str, str] = {}
    for one in codes.all_codes(project):
        taken = codes_by_key.setdefault(one.code.key.casefold(), one.path)
        if one.code.key and taken != one.path:
            raise QcodeError(_("the key {key} is taken by “{code}”").format(key=one.code.key, code=taken))


def add_codebook(project: Project, name: str, *, language: str = "", description: str = "") -> str:
    """Make an empty codebook beside those that are there; return its id.

    Raises:
        QcodeError: If the name is empty or taken.
    """
    made = Codebook(name=need_free_name(project, name), language=language, description=description)
    with project.change("codebook add", made.name) as change:
        return codes.add_codebook(project, change, made)


def edit_codebook(project: Project, codebook: str, changes: Mapping[str, str]) -> None:
    """Change what a codebook says of itself.

    Args:
        project: The study.
        codebook: Its id.
        changes: Any of ``name``, ``language``, ``description``.

    Raises:
        QcodeError: If the name is empty or taken, or the codebook gone.
    """
    old = _present(project, codebook)
    columns = {what: value for what, value in changes.items() if what in ("name", "language", "description")}
    if "name" in columns:
        columns["name"] = need_free_name(project, columns["name"], but=codebook)
    new = columns.get("name", old.name)
    with project.change("codebook edit", old.name if new == old.name else f"{old.name} → {new}") as change:
        change.update("codebook", codebook, columns)


def remove_codebook(project: Project, codebook: str) -> None:
    """Remove a codebook in which there is no code.

    Raises:
        QcodeError: If there are codes in it, or it is gone.
    """
    old = _present(project, codebook)
    if old.codes:
        raise QcodeError(
            _("codes in the codebook “{name}”: {n}").format(name=old.name, n=len(old.codes)),
            _("Only an empty codebook can be removed: move or remove its codes first."),
        )
    with project.change("codebook remove", old.name) as change:
        change.delete("codebook", codebook)


def codebook_id(project: Project, name: str) -> str:
    """Return the id of the codebook with a name or an id.

    Raises:
        UnknownName: If there is none.
    """
    return finding.one(name, codes.codebook_ids(project).items(), _("codebook"))


def _present(project: Project, codebook: str) -> Codebook:
    found = next((book for book in codes.codebooks(project) if book.id == codebook), None)
    if found is None:
        raise UnknownName(_("this codebook is gone; another program may have removed it"))
    return found


def need_free_name(project: Project, name: str, *, but: str = "") -> str:
    """Return a name for a codebook without blanks around it.

    Args:
        project: The study.
        name: What was typed.
        but: Id of the codebook that may have it already.

    Raises:
        QcodeError: If it is empty, or that of another codebook.
    """
    name = name.strip()
    if not name:
        raise QcodeError(_("a codebook needs a name"))
    for known, id in codes.codebook_ids(project).items():
        if known.casefold() == name.casefold() and id != but:
            raise QcodeError(_("there is a codebook “{name}” already").format(name=known))
    return name


def export_codebook(project: Project, path: Path, *, name: str = "") -> tuple[str, ...]:
    """Write a codebook to a file; the suffix picks the format.

    Args:
        project: The study.
        path: The file.
        name: Which codebook; all of them as one tree if empty.

    Returns:
        What the format could not hold, and what consent keeps back.

    Raises:
        QcodeError: If there is no such codebook or format.
    """
    from qcode.formats.registry import codebook_formats
    from qcode.services.writing import write_file

    found = codebook_formats().get(path.suffix.lower())
    if found is None:
        raise QcodeError(
            _("{file}: a codebook cannot be written to this kind of file").format(file=path),
            _("Writable are: {kinds}").format(kinds=", ".join(sorted(codebook_formats()))),
        )
    book, withheld = cleared_codebook(project, the_codebook(project, name))
    data, lost = found.write(book)
    write_file(path, data)
    left_out = [_("Typical examples left out, because their words may not be quoted: {n}.").format(n=withheld.total())]
    return (*lost, *(left_out if withheld else ()))


def the_codebook(project: Project, name: str = "") -> Codebook:
    """Return a codebook by its name, or all of them as one.

    Raises:
        QcodeError: If there is none of that name.
    """
    books = codes.codebooks(project)
    if name:
        wanted = finding.one(name, ((book.name, book.id) for book in books), _("codebook"))
        return next(book for book in books if book.id == wanted)
    if len(books) == 1:
        return books[0]
    together = tuple(code for book in books for code in book.codes)
    return Codebook(name=project.name, codes=together, language=books[0].language if books else "")
