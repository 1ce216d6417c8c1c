"""What rests on a thing, and goes or changes hands when the thing goes.

One table says it for every kind of row, so that a removal forgets nothing and undo brings all of it back.
"""

from __future__ import annotations

from collections.abc import Sequence

from qcode.store.changes import PLACE, Change
from qcode.store.database import sql
from qcode.store.project import Project

_OWNED = {
    "source": ("membership.source_id", "attribute_value.source_id", "set_member.source_id", "asked.source_id",
               "summary.source_id"),
    "code": ("set_member.code_id", "summary.code_id"),
    "study_case": ("membership.case_id", "attribute_value.case_id", "set_member.case_id", "consent.case_id",
                   "summary.case_id"),
    "segment": ("membership.segment_id", "consent.segment_id"),
    "question": ("asked.question_id", "summary.question_id"),
    "attribute": ("attribute_value.attribute_id",),
    "study_set": ("set_member.set_id",),
}  # fmt: skip
"""Table → columns of rows that are nothing without a row of it."""
_NAMING = {"source": ("attribute_value.origin_id",), "segment": ("attribute_value.segment_id",)}
"""Table → columns of rows that only name a row of it, and stand without."""
_ROWS = {
    (table, place): sql(
        f"SELECT x.uuid FROM {place.partition('.')[0]} x JOIN {table} t ON t.id = x.{place.partition('.')[2]} "
        "WHERE t.uuid = ? ORDER BY x.id DESC"
    )
    for places in (_OWNED, _NAMING)
    for table, columns in places.items()
    for place in columns
}
"""What goes last comes back first, so that lists keep their order."""
_MEMOS = sql("SELECT uuid FROM memo WHERE target = ? ORDER BY id DESC")
_LINKS = sql("SELECT uuid FROM link WHERE origin = ? OR target = ? ORDER BY id DESC")
_LINK_ENDS = sql("SELECT uuid, origin, target FROM link WHERE origin = ? OR target = ? ORDER BY id")
_SETS_OF_CODE = sql(
    "SELECT x.uuid, x.set_id FROM set_member x JOIN code c ON c.id = x.code_id WHERE c.uuid = ? ORDER BY x.id"
)
_SUMMARIES_OF_CODE = sql(
    "SELECT y.uuid, y.text, COALESCE(y.case_id, 0), COALESCE(y.source_id, 0) FROM summary y "
    "JOIN code c ON c.id = y.code_id WHERE c.uuid = ? ORDER BY y.id"
)


def forget(project: Project, change: Change, table: str, uuid: str) -> None:
    """Remove what is nothing without a row, before the row goes; what only names it stands without it.

    Memos and links go with everything.
    """
    for (memo,) in project.database.rows(_MEMOS, (uuid,)):
        forget(project, change, "memo", memo)
        change.delete("memo", memo)
    for (link,) in project.database.rows(_LINKS, (uuid, uuid)):
        forget(project, change, "link", link)
        change.delete("link", link)
    for place in _OWNED.get(table, ()):
        owned = place.partition(".")[0]
        for (row,) in project.database.rows(_ROWS[table, place], (uuid,)):
            forget(project, change, owned, row)
            change.delete(owned, row)
    for place in _NAMING.get(table, ()):
        naming, _dot, column = place.partition(".")
        for (row,) in project.database.rows(_ROWS[table, place], (uuid,)):
            change.update(naming, row, {column: None})


def hand_over(project: Project, change: Change, uuid: str, other: str) -> None:
    """Let memos and links of a thing be those of another of its kind, which takes its place.

    A link from the one to the other says nothing any more and goes.
    """
    for (memo,) in project.database.rows(_MEMOS, (uuid,)):
        change.update("memo", memo, {"target": other})
    for link, origin, target in project.database.rows(_LINK_ENDS, (uuid, uuid)):
        ends = {"origin": other if origin == uuid else origin, "target": other if target == uuid else target}
        if ends["origin"] == ends["target"]:
            forget(project, change, "link", link)
            change.delete("link", link)
        else:
            change.update("link", link, ends)


def hand_over_code(project: Project, change: Change, code: str, into: str) -> None:
    """Let all that rests on a code rest on another: memos, links, sets, summaries.

    Where both have a summary of one cell, the texts are put together.
    """
    hand_over(project, change, code, into)
    there = {held for _member, held in project.database.rows(_SETS_OF_CODE, (into,))}
    for member, held in project.database.rows(_SETS_OF_CODE, (code,)):
        if held in there:
            change.delete("set_member", member)
        else:
            change.update("set_member", member, {"code_id": into})
    rows = project.database.rows(_SUMMARIES_OF_CODE, (into,))
    known = {(case, source): (row, text) for row, text, case, source in rows}
    for row, text, case, source in project.database.rows(_SUMMARIES_OF_CODE, (code,)):
        if (case, source) not in known:
            change.update("summary", row, {"code_id": into})
            continue
        kept, words = known[case, source]
        hand_over(project, change, row, kept)
        change.update("summary", kept, {"text": f"{words}\n\n{text}"})
        change.delete("summary", row)


def carry_over(project: Project, change: Change, segment: str, to: Sequence[str]) -> None:
    """Let what a segment carries beside codings be carried by others that take its place.

    The first of them gets all; consent, cases, memos and wording are copied for the rest, for they hold there too.
    """
    for place in _OWNED["segment"]:
        table = place.partition(".")[0]
        for (row,) in project.database.rows(_ROWS["segment", place], (segment,)):
            kept = {column: value for column, value in change.read(table, row).items() if column != PLACE}
            for other in to[1:]:
                change.insert(table, kept | {"segment_id": other})
            change.update(table, row, {"segment_id": to[0]})
    for (row,) in project.database.rows(_ROWS["segment", "attribute_value.segment_id"], (segment,)):
        change.update("attribute_value", row, {"segment_id": to[0]})
    for other in to[1:]:
        copy_memos(project, change, segment, other)
    hand_over(project, change, segment, to[0])
    was = change.read("segment", segment)
    for other in to:
        new = change.read("segment", other)
        change.update("segment", other, {name: new[name] or was[name] for name in ("translation", "quoted")})
    change.update("segment", segment, {"translation": "", "quoted": ""})


def copy_memos(project: Project, change: Change, uuid: str, other: str) -> None:
    """Write the memos on a thing on another of its kind as well."""
    for (memo,) in reversed(project.database.rows(_MEMOS, (uuid,))):
        kept = {column: value for column, value in change.read("memo", memo).items() if column != PLACE}
        change.insert("memo", kept | {"target": other})
