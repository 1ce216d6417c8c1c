"""Defining codes: added, changed, moved, merged, removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qcode.domain.codebook import PALETTE, TEXT_FIELDS, Code, Codebook, split_path
from qcode.domain.identity import new_id
from qcode.domain.study import CodeInProject
from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.store import codes, codings, dependents
from qcode.store.changes import Change
from qcode.store.project import Project

EDITABLE = frozenset({*TEXT_FIELDS, "key", "color", "codable", "legal_basis", "translations"})
"""What ``edit_code`` changes."""


def add_code(
    project: Project, name: str, *, key: str = "", parent: str | None = None, codebook: str = "",
    color: str = "", codable: bool = True, texts: Mapping[str, str] | None = None,
) -> CodeInProject:  # fmt: skip
    """Add a code.

    Args:
        project: The study.
        name: Its name.
        key: Its short handle; empty for none.
        parent: Id of the code above; ``None`` for the top.
        codebook: Name of its codebook, made if there is none; the first if empty. A code under another is always in
            that one's.
        color: ``#rrggbb``; the next of the palette if empty.
        codable: False makes a folder.
        texts: ``definition``, ``include``, ``exclude``, ``example``.

    Raises:
        QcodeError: If the name is empty, or the key is taken.
    """
    everything = codes.all_codes(project)
    above = next((one for one in everything if one.code.id == parent), None)
    code = Code(
        name=_named(name),
        key=_free_key(everything, key),
        parent=parent,
        codable=codable,
        color=checked_color(color) or (above.code.color if above else "") or PALETTE[len(everything) % len(PALETTE)],
    )
    said = texts or {}
    code = replace(
        code, definition=said.get("definition", ""), include=said.get("include", ""),
        exclude=said.get("exclude", ""), example=said.get("example", ""),
    )  # fmt: skip  # fmt: skip
    home = above.codebook if above else codebook or next(iter(codes.codebook_ids(project)), "")
    need_unlike_siblings(everything, code, home)
    with project.change("codes add", code.key or code.name) as change:
        book = codebook_for(project, change, home)
        codes.add(project, change, code, book)
    return codes.find(project, code.id)


def add_code_at_path(project: Project, path: str, *, below: str | None = None) -> CodeInProject:
    """Add the code a path ``Parent/Child`` names, and the parents it lacks, as one act; return it, or the one there is.

    Args:
        project: The study.
        path: As ``join_path`` writes it.
        below: Id of the code from which the path leads down; ``None`` for the top.

    Raises:
        QcodeError: If a part of the path is empty.
    """
    with project.change("codes add", path):
        parent: CodeInProject | None = None
        for name in split_path(path):
            under = parent.code.id if parent else below
            siblings = [one for one in codes.all_codes(project) if one.code.parent == under]
            handles = [(one, {one.code.name.casefold(), one.code.key.casefold()}) for one in siblings]
            wanted = _named(name).casefold()
            parent = next((one for one, names in handles if wanted in names), None) or add_code(
                project, name, parent=under
            )
        assert parent is not None
    return parent


def edit_code(project: Project, code: str, changes: Mapping[str, Any]) -> None:
    """Change what a code says.

    Args:
        project: The study.
        code: Its id.
        changes: Any of ``EDITABLE`` with its new value, as a ``Code`` has it; translations are given whole.

    Raises:
        QcodeError: If the key is taken, the name empty, or a code that is applied would become a folder.
    """
    everything = codes.all_codes(project)
    one = present(everything, code)
    said = {what: value for what, value in changes.items() if what in EDITABLE}
    if "key" in said:
        said["key"] = _free_key(everything, str(said["key"]), but=code)
    if "color" in said:
        said["color"] = checked_color(str(said["color"]))
    if "name" in said:
        said["name"] = _named(str(said["name"]))
        if said["name"] != one.code.name:
            need_unlike_siblings(everything, replace(one.code, name=said["name"]), one.codebook)
    if said.get("codable") is False and one.code.codable and one.codings:
        raise QcodeError(
            _("codings made with “{code}”: {n}; a folder is applied to nothing").format(code=one.path, n=one.codings),
            _("Split it or merge it into another code first."),
        )
    written = codes.columns(replace(one.code, **said))
    with project.change("codes edit", one.code.key or one.path) as change:
        change.update("code", code, {what: written[what] for what in said})


def move_code(project: Project, code: str, parent: str | None) -> None:
    """Put a code, with what is under it, under another one or at the top.

    Raises:
        QcodeError: If that would put it under itself, or beside another of its name.
    """
    everything = codes.all_codes(project)
    by_id = {one.code.id: one for one in everything}
    present(everything, code)
    above = present(everything, parent) if parent else None
    here = above
    while here is not None:
        if here.code.id == code:
            raise QcodeError(_("a code cannot be put under itself"))
        here = by_id.get(here.code.parent or "")
    book = above.codebook if above else by_id[code].codebook
    need_unlike_siblings(everything, replace(by_id[code].code, parent=parent), book)
    summary = f"{by_id[code].code.key or by_id[code].path} → {above.path if above else '/'}"
    with project.change("codes move", summary) as change:
        change.update("code", code, {"parent_id": parent})
        if above is not None and above.codebook != by_id[code].codebook:
            _give_codebook(project, change, with_descendants(everything, code), above.codebook)


def merge_codes(project: Project, from_code: str, into: str) -> int:
    """Merge a code into another: its codings, memos and children go there, then it is removed.

    Returns:
        How many codings moved; where a coder had applied both to a passage, one remains.

    Raises:
        QcodeError: If one lies under the other's tree in a way that cannot be, or both are the same.
    """
    everything = codes.all_codes(project)
    if from_code == into:
        raise QcodeError(_("a code cannot be merged with itself"))
    if into in {one.code.id for one in with_descendants(everything, from_code)}:
        raise QcodeError(_("a code cannot be merged into one that is under it"), _("Move that one up first."))
    source, target = present(everything, from_code), present(everything, into)
    if not target.code.codable and source.codings:
        raise QcodeError(_("“{code}” is a folder, which is applied to nothing").format(code=target.path))
    moved = 0
    with project.change(
        "codes merge", f"{source.code.key or source.path} → {target.code.key or target.path}"
    ) as change:
        for coding, twin in codings.with_twins(project, from_code, into):
            if twin:
                dependents.hand_over(project, change, coding, twin)
                codings.remove(project, change, [coding])
            else:
                change.update("coding", coding, {"code_id": into})
                moved += 1
        dependents.hand_over_code(project, change, from_code, into)
        for child in (one for one in everything if one.code.parent == from_code):
            change.update("code", child.code.id, {"parent_id": into})
            if source.codebook != target.codebook:
                _give_codebook(project, change, with_descendants(everything, child.code.id), target.codebook)
        change.delete("code", from_code)
    return moved


def remove_code(project: Project, code: str, *, with_codings: bool = False) -> int:
    """Remove a code and all that is under it; ``undo`` brings it back.

    Args:
        project: The study.
        code: Its id.
        with_codings: Remove the codings made with them too; else a code in use is not removed.

    Returns:
        How many codings went with it.

    Raises:
        QcodeError: If codings rest on it and ``with_codings`` is not said.
    """
    everything = codes.all_codes(project)
    present(everything, code)
    going = with_descendants(everything, code)
    used = sum(one.codings for one in going)
    if used and not with_codings:
        raise QcodeError(
            _("codings made with “{code}” or what is under it: {n}").format(code=going[0].path, n=used),
            _("Merge it into another code, or remove it together with its codings: --with-codings"),
        )
    with project.change("codes remove", going[0].code.key or going[0].path) as change:
        for one in reversed(going):
            codings.remove(project, change, codings.ids_with(project, one.code.id))
            dependents.forget(project, change, "code", one.code.id)
            change.delete("code", one.code.id)
    return used


def codebook_for(project: Project, change: Change, name: str, like: Codebook | None = None) -> str:
    """Return the id of the codebook with a name, the first without one; made if there is none.

    Args:
        project: The study.
        change: The change under way.
        name: Its name; empty for the first.
        like: What a new one says besides.
    """
    known = codes.codebook_ids(project)
    if not name and known:
        return next(iter(known.values()))
    if name in known:
        return known[name]
    made = replace(like, name=name) if like else Codebook(name=name or project.name, id=new_id())
    return codes.add_codebook(project, change, made)


def _give_codebook(project: Project, change: Change, moved: list[CodeInProject], codebook: str) -> None:
    book = codes.codebook_ids(project)[codebook]
    for one in moved:
        change.update("code", one.code.id, {"codebook_id": book})


def present(everything: list[CodeInProject], code: str) -> CodeInProject:
    """Return the code with an id.

    Raises:
        UnknownName: If it is gone.
    """
    found = next((one for one in everything if one.code.id == code), None)
    if found is None:
        raise UnknownName(_("this code is gone; another program may have removed it"))
    return found


def with_descendants(everything: list[CodeInProject], code: str) -> list[CodeInProject]:
    """Return a code and all that is under it, depth first."""
    chosen = {code}
    for one in everything:  # Parents come first, so one pass reaches every depth.
        if one.code.parent in chosen:
            chosen.add(one.code.id)
    return [one for one in everything if one.code.id in chosen]


def _free_key(everything: list[CodeInProject], key: str, but: str = "") -> str:
    key = key.strip()
    taken = next((o for o in everything if key and o.code.key.casefold() == key.casefold() and o.code.id != but), None)
    if taken:
        raise QcodeError(_("the key {key} is taken by “{code}”").format(key=key, code=taken.path))
    return key


def need_unlike_siblings(everything: list[CodeInProject], code: Code, codebook: str) -> None:
    """Refuse a code beside another of its name; two that have keys may share it.

    Args:
        everything: The codes that are there.
        code: The one that comes, with the parent it is to have.
        codebook: Name of its codebook.

    Raises:
        QcodeError: If there is one.
    """
    for one in everything:
        same_place = one.code.parent == code.parent and one.code.id != code.id and one.codebook == codebook
        if same_place and one.code.name.casefold() == code.name.casefold() and not (code.key and one.code.key):
            raise QcodeError(_("there is a code “{code}” at that place already").format(code=one.path))


def _named(name: str) -> str:
    if not name.strip():
        raise QcodeError(_("a code needs a name"))
    return name.strip()


def checked_color(color: str) -> str:
    """Return a colour as it is stored, ``#rrggbb``; empty stays empty.

    Raises:
        QcodeError: If it is none.
    """
    color = color.strip().lower()
    if not color:
        return ""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if len(digits) != 6 or any(digit not in "0123456789abcdef" for digit in digits):
        raise QcodeError(_("“{color}” is no colour").format(color=color), _("Write it as #rrggbb."))
    return f"#{digits}"
