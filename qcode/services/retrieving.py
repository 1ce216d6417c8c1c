"""What is done to many retrieved codings at once: its effect told first, then one act that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import naming
from qcode.services.coding import BulkResult, RecodeResult, recode_all
from qcode.services.naming import NewCode
from qcode.store import codes, codings
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act on many codings would come to."""

    changed: int
    """Codings that would be removed, recoded or added."""
    sources: int
    """Sources they are in."""
    others: int = 0
    """Of those changed, made by other coders."""
    joined: int = 0
    """Of those changed, would give way to one with that code which their coder has there already."""
    already: int = 0
    """Are so already, and would stay as they are."""
    with_memo: int = 0
    """Of those changed, have a memo."""


def effect_of_uncoding(project: Project, ids: Sequence[str]) -> Effect:
    """Return what removing codings would come to."""
    return _effect(project, codings.by_ids(project, ids))


def effect_of_recoding(project: Project, ids: Sequence[str], code: str) -> Effect:
    """Return what giving codings another code would come to.

    Raises:
        QcodeError: If the code is a folder.
    """
    _need_codable(project, code)
    there = codings.by_ids(project, ids)
    changed = [one for one in there if one.code_id != code]
    twins = [one for one in changed if codings.same(project, one.source_id, Span(one.start, one.end), code, one.coder)]
    return _effect(project, changed, joined=len(twins), already=len(there) - len(changed))


def effect_of_coding(project: Project, ids: Sequence[str], wanted: Sequence[str]) -> Effect:
    """Return what coding the passages of codings with further codes would come to.

    Raises:
        QcodeError: If a code is a folder.
    """
    for code in wanted:
        _need_codable(project, code)
    places = _places(codings.by_ids(project, ids))
    missing = [
        (source, span)
        for source, span in places
        for code in wanted
        if codings.same(project, source, span, code, project.coder_id) is None
    ]
    already = len(places) * len(wanted) - len(missing)
    return Effect(len(missing), len({source for source, _span in missing}), already=already)


def code_also(project: Project, ids: Sequence[str], wanted: Sequence[str], *, new: NewCode | None = None) -> BulkResult:
    """Code the passages of codings with further codes, as the coder who works here; one act.

    Args:
        project: The study.
        ids: Of the codings.
        wanted: Ids of the codes.
        new: A code to be made and applied too, in the same act.

    Raises:
        QcodeError: If a code is a folder, or the new one cannot be made.
    """
    names = [_need_codable(project, code) for code in wanted]
    places = _places(codings.by_ids(project, ids))
    added = 0
    with project.change("code") as change:
        project.coder_key()
        chosen = [*wanted, *([naming.make(project, new)] if new else [])]
        for source, span in places:
            for code in chosen:
                added += codings.add(project, change, source, span, code, coder=project.coder_id).is_new
        said = ", ".join([*names, *([new.name] if new else [])])
        change.summary = said + " · " + _("passages: {n}").format(n=len(places))
    return BulkResult(added, len(places) * len(chosen) - added)


def recode_to_new(project: Project, ids: Sequence[str], new: NewCode) -> RecodeResult:
    """Make a code and give it to codings, as one act.

    Raises:
        QcodeError: If it cannot be made.
    """
    with project.change("recode") as change:
        done = recode_all(project, ids, naming.make(project, new))
        change.summary = _("codings: {n}").format(n=done.recoded) + f" → {new.name}"
    return done


def mark_typical(project: Project, ids: Sequence[str], *, typical: bool) -> int:
    """Mark codings as typical of their codes, or take the marks away, as one act; return how many changed."""
    there = [one for one in codings.by_ids(project, ids) if one.typical is not typical]
    if not there:
        return 0
    first, more = there[0], f" (+{len(there) - 1})" if len(there) > 1 else ""
    with project.change("typical", f"{first.code} · {first.source} {first.start}–{first.end}{more}") as change:
        for one in there:
            change.update("coding", one.id, {"typical": typical})
    return len(there)


def _effect(project: Project, changed: Sequence[Coding], *, joined: int = 0, already: int = 0) -> Effect:
    mine = project.coder_name.casefold()
    return Effect(
        len(changed),
        len({one.source_id for one in changed}),
        others=sum(one.coder.casefold() != mine for one in changed),
        joined=joined,
        already=already,
        with_memo=sum(bool(one.memo) for one in changed),
    )


def _places(there: Sequence[Coding]) -> list[tuple[str, Span]]:
    return list(dict.fromkeys((one.source_id, Span(one.start, one.end)) for one in there))


def _need_codable(project: Project, code: str) -> str:
    """Return what a code is called, if it can be applied."""
    name, codable = codes.usable(project, code) or (code, True)
    if not codable:
        raise QcodeError(
            _("“{code}” is a folder, which is applied to nothing").format(code=name),
            _("Choose one of the codes in it, or make it a code."),
        )
    return name
