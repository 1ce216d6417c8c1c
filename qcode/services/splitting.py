"""Splitting a code: its codings go to several codes, some of them new, as one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.study import CodeInProject
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import arranging, defining
from qcode.store import code_use, codes, codings, dependents
from qcode.store.changes import Change
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class NewPart:
    """A code that a split makes."""

    name: str
    key: str = ""
    definition: str = ""
    under: bool = False
    """Whether it comes under the code that is split; else beside it."""


@dataclass(frozen=True, slots=True)
class SplitResult:
    """What a split came to."""

    made: tuple[str, ...]
    """Ids of the new codes, in the order given."""
    moved: int
    """Codings that left the code."""
    added: int
    """Codings made besides, where a passage went to several codes."""
    joined: int
    """Codings that gave way to one its coder had made of the same passage with the same code."""
    kept: int
    """Codings that stay with the code."""


def split_code(
    project: Project, code: str, chosen: Mapping[str, Sequence[str]], new: Mapping[str, NewPart]
) -> SplitResult:
    """Let codings of a code go to other codes, as one act; what is not chosen stays.

    Passage, coder, memos, weight and time of a coding go with it. A passage that goes to several codes is coded with
    each by the same coder; memos stay with the first.

    Args:
        project: The study.
        code: Id of the code that is split.
        chosen: Id of a coding → where it goes: ids of codes, handles of ``new``; the code's own id lets it stay, too.
        new: Handle → a code to make.

    Raises:
        QcodeError: If nothing would change, a code is gone, a folder or named twice.
    """
    source = defining.present(codes.all_codes(project), code)
    goes = {coding: tuple(dict.fromkeys(to)) for coding, to in chosen.items() if to and tuple(to) != (code,)}
    if not goes and not new:
        raise QcodeError(_("every coding stays where it is; nothing was split"))
    with project.change("codes split", source.code.key or source.path) as change:
        made = _make(project, source, new)
        everything = codes.all_codes(project, with_use=False)
        for to in {target for targets in goes.values() for target in targets if target not in made}:
            if not defining.present(everything, to).code.codable:
                raise QcodeError(_("“{code}” is a folder, which is applied to nothing").format(code=to))
        rows = code_use.owned(project, code)
        tally = [0, 0, 0]
        for coding in (coding for coding in rows if coding in goes):
            targets = [made.get(to, to) for to in goes[coding]]
            done = _send(project, change, coding, rows[coding], code, targets)
            tally = [total + one for total, one in zip(tally, done, strict=True)]
        names = [source.code.key or source.path, *(part.key or part.name for part in new.values())]
        change.summary = f"{names[0]} → {', '.join(names[1:]) or '…'}"
    moved, added, joined = tally
    return SplitResult(tuple(made.values()), moved, added, joined, len(rows) - moved - joined)


def _make(project: Project, source: CodeInProject, new: Mapping[str, NewPart]) -> dict[str, str]:
    """Make the new codes, those beside the old one right below it, in their order; return their ids by handle."""
    made: dict[str, str] = {}
    above = source.code.id
    for handle, part in new.items():
        made[handle] = defining.add_code(
            project, part.name, key=part.key, texts={"definition": part.definition}, codebook=source.codebook,
            parent=source.code.id if part.under else source.code.parent,
        ).code.id  # fmt: skip
        if not part.under:
            arranging.put_after(project, made[handle], above)
            above = made[handle]
    return made


def _send(
    project: Project, change: Change, coding: str, row: Mapping[str, object], code: str, targets: Sequence[str]
) -> tuple[int, int, int]:
    """Send one coding to codes; return how many moved, were added, and gave way to one that was there."""
    others = [target for target in targets if target != code]
    stays = len(others) < len(targets)
    moved = added = joined = 0
    twins = {target: codings.twin(project, coding, target) for target in others}
    free = [target for target in others if not twins[target]]
    if not stays:
        if free:
            change.update("coding", coding, {"code_id": free.pop(0)})
            moved = 1
        else:
            # Wherever it goes, its coder has coded the passage so already.
            dependents.hand_over(project, change, coding, str(twins[others[0]]))
            codings.remove(project, change, [coding])
            joined = 1
    for target in free:
        change.insert("coding", {**row, "code_id": target})
        added += 1
    return moved, added, joined
