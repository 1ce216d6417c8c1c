"""Coding statutory references: all with one code, or each with the code of its act; one act, undone as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcode.domain.spots import Spot
from qcode.domain.study import CodeInProject, Hit
from qcode.language import _
from qcode.services import autocoding
from qcode.services.citing_law import Citation
from qcode.services.defining import add_code
from qcode.store import codes, finding
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class CodedAct:
    """What coding the references to one act came to."""

    act: str
    code: str
    """The path of its code."""
    is_new: bool
    """Whether the code was made, or would be."""
    added: int
    already: int
    """Were coded so before, and stayed as they were."""
    outside: int
    """References in no unit of the kind that was to be coded."""
    passages: tuple[Hit, ...]


def code_citations(
    project: Project, cited: Sequence[Citation], *, code: str = "", under: str = "", unit: str = "match",
    is_preview: bool = False,
) -> list[CodedAct]:  # fmt: skip
    """Code references: all with one code, or each with the code of its act under a parent; one act, undone as one.

    Args:
        project: The study.
        cited: What ``citations`` returned.
        code: Key, name, path or id of the one code.
        under: Key, name or path of the parent; a folder of that name is made if there is none. The codes of acts are
            found by their name, and made where they lack.
        unit: How much is coded: one of ``autocoding.UNITS``.
        is_preview: Say what would be coded, and change nothing.

    Raises:
        UnknownName: If there is no such code.
        QcodeError: If the code is a folder.
    """
    acts: dict[str, list[Spot]] = {}
    for one in cited:
        if one.act or code:
            spots = acts.setdefault("" if code else one.act, [])
            if (spot := Spot(one.source_id, one.span)) not in spots[-20:]:
                spots.append(spot)
    if is_preview or not acts:
        return list(_coded(project, acts, code, under, unit, is_preview=True))
    with project.change("code") as change:
        done = list(_coded(project, acts, code, under, unit, is_preview=False))
        change.summary = _("statutory references · {name} ({n})").format(
            name=code or under, n=sum(one.added for one in done)
        )
    return done


def _coded(
    project: Project, acts: dict[str, list[Spot]], code: str, under: str, unit: str, *, is_preview: bool
) -> Iterator[CodedAct]:
    parent = "" if code else _parent(project, under, is_preview=is_preview)
    for act in sorted(acts, key=finding.order):
        everything = codes.all_codes(project, with_use=False)
        there: CodeInProject | None
        if code:
            there = codes.pick(everything, code)
        else:
            under_it = (one for one in everything if parent and one.code.parent == parent)
            there = next((one for one in under_it if one.code.name == act), None)
        is_new = there is None
        if there is None and not is_preview:
            there = add_code(project, act, parent=parent)
        id = there.code.id if there else ""
        name = act or _("statutory references")
        done = autocoding.code_spots(project, id, acts[act], unit=unit, name=name, is_preview=is_preview)
        path = there.path if there else f"{under}/{act.replace('/', '//')}"
        yield CodedAct(act, path, is_new, done.added, done.already, done.outside, done.passages)


def _parent(project: Project, under: str, *, is_preview: bool) -> str:
    """Return the id of the code under which those of acts stand; empty if it would have to be made."""
    everything = codes.all_codes(project, with_use=False)
    wanted = under.casefold()
    handles = {each.casefold() for one in everything for each in (one.code.key, one.code.name, one.path, one.code.id)}
    if wanted in handles:
        return codes.pick(everything, under).code.id
    return "" if is_preview else add_code(project, under, codable=False).code.id
