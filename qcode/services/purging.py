"""Purging a source: for consent withdrawn, or the wrong file. Nothing brings it back."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.language import _
from qcode.services import caring, sourcing
from qcode.store import backups, codings, finding, memos, purging, sources
from qcode.store.changes import FIXED
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What a purge would erase; shown before anybody says yes."""

    source: str
    """Id of the source."""
    name: str
    is_there: bool
    """False if it was removed before and stands in the audit trail alone."""
    codings: int
    memos: int
    backups: int
    """Copies of the project beside it; they hold the text too."""


@dataclass(frozen=True, slots=True)
class PurgeResult:
    """What a purge erased."""

    codings: int
    entries: int
    """Entries of the audit trail that lost words; they stay."""
    emptied: int
    """Those of which nothing is left; they cannot be taken back any more."""
    backups: int
    """Copies that were deleted."""


def plan_purge(project: Project, source: str) -> PurgePlan:
    """Return what purging a source would erase.

    Args:
        project: The study.
        source: Its name or id; that of one that was removed already, too.

    Raises:
        UnknownName: If neither the project nor its audit trail has one.
    """
    there = sources.names(project)
    gone = purging.removed_sources(project)
    named = [*there.items(), *((name, uuid) for uuid, name in gone.items() if name not in there)]
    # By its id a removed one is found even where another has its name.
    wanted = source if source in gone else finding.one(source, named, _("source"))
    name = gone.get(wanted) or sources.name_of(project, wanted)
    owned = purging.belongings(project, wanted)
    return PurgePlan(
        wanted, name, wanted not in gone,
        codings=len(codings.spans_of(project, wanted)),
        memos=sum(one.id in owned for one in memos.all_memos(project)),
        backups=len(backups.every_copy(project.path)),
    )  # fmt: skip


def purge(project: Project, source: str, *, keep_backups: bool = False) -> PurgeResult:
    """Erase a source from the project, from its audit trail and from its copies; nothing brings it back.

    The entries of the trail stay, without what they said; a verified copy without the source is made in the end.

    Args:
        project: The study.
        source: Its name or id; that of one that was removed already, too.
        keep_backups: Leave the copies as they are; they hold the text.

    Raises:
        UnknownName: If neither the project nor its audit trail has one.
        QcodeError: If it cannot be written; then nothing is erased.
    """
    plan = plan_purge(project, source)
    with project.change("purge", _("purged: {name}").format(name=plan.name), mode=FIXED) as change:
        owned = purging.belongings(project, plan.source)
        if plan.is_there:
            sourcing.remove_source(project, plan.source)
        change.operations[:] = [["i", "project", project.id]]
        erased = purging.erase(project, owned, _("(purged)"))
    purging.squeeze(project)
    deleted = 0
    if not keep_backups and plan.backups:
        deleted = backups.drop_all(project.path)
        caring.back_up(project)
    return PurgeResult(plan.codings, erased.entries, erased.emptied, deleted)
