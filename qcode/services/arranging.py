"""Arranging codes: put elsewhere, moved among their siblings, made folders, and what an act on them touches."""

from __future__ import annotations

from dataclasses import replace

from qcode.domain.study import CodeUse
from qcode.errors import UnknownName
from qcode.language import _
from qcode.services import defining
from qcode.store import code_use, codes, finding
from qcode.store.changes import Change
from qcode.store.project import Project


def put_code(project: Project, code: str, *, parent: str | None = None, codebook: str = "") -> None:
    """Put a code, with what is under it, last under another code or last at the top of a codebook.

    Args:
        project: The study.
        code: Its id.
        parent: Id of the code above; ``None`` for the top.
        codebook: Id of the codebook to whose top it goes; its own if empty. With a parent it goes to that one's.

    Raises:
        QcodeError: If that would put it under itself or beside another of its name.
    """
    everything = codes.all_codes(project, with_use=False)
    one = defining.present(everything, code)
    books = {uuid: name for name, uuid in codes.codebook_ids(project).items()}
    if codebook and codebook not in books:
        raise UnknownName(_("this codebook is gone; another program may have removed it"))
    above = defining.present(everything, parent).path if parent else books.get(codebook, "")
    with project.change("codes move", f"{one.code.key or one.path} → {above or '/'}") as change:
        if parent != one.code.parent:
            defining.move_code(project, code, parent)
        if parent is None and codebook and books[codebook] != one.codebook:
            defining.need_unlike_siblings(everything, replace(one.code, parent=None), books[codebook])
            for below in defining.with_descendants(everything, code):
                change.update("code", below.code.id, {"codebook_id": codebook})
        change.update("code", code, {"position": codes.last_position(project) + 1})


def shift_code(project: Project, code: str, step: int) -> bool:
    """Move a code up (-1) or down (1) among its siblings; return whether there was one to pass.

    Raises:
        UnknownName: If it is gone.
    """
    siblings = _siblings(project, code)
    there = siblings.index(code) + step
    if not 0 <= there < len(siblings):
        return False
    siblings.remove(code)
    siblings.insert(there, code)
    with project.change("codes move", f"{_called(project, code)} {'↑' if step < 0 else '↓'}") as change:
        _order(change, siblings)
    return True


def put_after(project: Project, code: str, sibling: str) -> None:
    """Put a code right below another one of the same parent and codebook.

    Raises:
        UnknownName: If one of them is gone.
    """
    siblings = _siblings(project, sibling)
    siblings.remove(code)
    siblings.insert(siblings.index(sibling) + 1, code)
    with project.change("codes move", f"{_called(project, code)} ↓ {_called(project, sibling)}") as change:
        _order(change, siblings)


def put_beside(project: Project, code: str, sibling: str) -> None:
    """Put a code right below another one, wherever that stands, as one act.

    Raises:
        QcodeError: If one of them is gone, or it cannot stand there.
    """
    everything = codes.all_codes(project, with_use=False)
    one, above = defining.present(everything, code), defining.present(everything, sibling)
    if code == sibling:
        return
    with project.change("codes move", f"{one.code.key or one.path} ↓ {above.code.key or above.path}"):
        if (one.code.parent, one.codebook) != (above.code.parent, above.codebook):
            book = codes.codebook_ids(project)[above.codebook]
            put_code(project, code, parent=above.code.parent, codebook=book)
        put_after(project, code, sibling)


def _siblings(project: Project, code: str) -> list[str]:
    found = codes.siblings(project, code)
    if not found:
        raise UnknownName(_("this code is gone; another program may have removed it"))
    return found


def _called(project: Project, code: str) -> str:
    found = codes.usable(project, code)
    return found[0] if found else code


def _order(change: Change, siblings: list[str]) -> None:
    """Give siblings the places they have among them in a new order."""
    places = sorted(change.read("code", sibling)["position"] for sibling in siblings)
    last: int | None = None
    for sibling, place in zip(siblings, places, strict=True):
        last = place if last is None else max(place, last + 1)
        change.update("code", sibling, {"position": last})


def make_folder(project: Project, code: str, *, folder: bool) -> None:
    """Turn a code into a folder, which is applied to nothing, or back.

    Raises:
        QcodeError: If codings rest on it.
    """
    defining.edit_code(project, code, {"codable": not folder})


def recolor_codes(project: Project, code: str, color: str, *, with_children: bool = False) -> int:
    """Give a code a colour, on request all that is under it too; return how many changed.

    Raises:
        QcodeError: If it is no colour.
    """
    everything = codes.all_codes(project, with_use=False)
    one = defining.present(everything, code)
    chosen = defining.with_descendants(everything, code) if with_children else [one]
    color = defining.checked_color(color)
    with project.change("codes edit", f"{one.code.key or one.path} {color}") as change:
        return sum(change.update("code", row.code.id, {"color": color}) for row in chosen)


def use_of(project: Project, code: str, *, with_children: bool) -> CodeUse:
    """Return what rests on a code, on request on all that is under it too.

    Raises:
        QcodeError: If it is gone.
    """
    everything = codes.all_codes(project, with_use=False)
    one = defining.present(everything, code)
    chosen = defining.with_descendants(everything, code) if with_children else [one]
    return code_use.use_of(project, [row.code.id for row in chosen])


def place_named(project: Project, name: str) -> tuple[str | None, str]:
    """Return the parent and the codebook a place means: a code, or the top of a codebook.

    Raises:
        UnknownName: If there is no such code or codebook.
    """
    books = codes.codebook_ids(project)
    try:
        return codes.find(project, name).code.id, ""
    except UnknownName:
        if name.casefold() not in {book.casefold() for book in books}:
            raise
    return None, finding.one(name, books.items(), _("codebook"))
