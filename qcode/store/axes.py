"""The axes of a matrix: what codings can be laid out by.

An axis is an expression over ``coding c`` with the joins it needs, so that counting by it and choosing one place on it
are the same statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import codes, finding
from qcode.store.belonging import BELONGS
from qcode.store.database import Row, marks, sql
from qcode.store.project import Project

AXES = ("code", "source", "case", "kind", "question", "speaker", "coder", "set", "attribute")
"""What rows and columns can be; ``case:KIND`` and ``attribute:NAME`` choose within."""

_OTHER_SETS = sql("SELECT 1 FROM study_set WHERE kind <> 'source' LIMIT 1")
_SOURCES_IN_SETS = "JOIN set_member {x} ON {x}.source_id = c.source_id "
_IN_SETS = (
    "JOIN (SELECT e.set_id, d.id AS coding FROM set_member e JOIN coding d ON d.source_id = e.source_id "
    "UNION SELECT e.set_id, d.id FROM set_member e JOIN tree t ON t.over = e.code_id "
    "JOIN coding d ON d.code_id = t.code "
    "UNION SELECT e.set_id, d.id FROM set_member e JOIN membership m ON m.case_id = e.case_id JOIN coding d "
    f"ON {BELONGS.format(m='m').replace('c.', 'd.')}) {{x}} ON {{x}}.coding = c.id "
)
"""What is in the sets of a study that has sets of codes or cases, too; a coding once in each.

A code in a set stands for what is under it, also where quotations stand at their very codes.
"""
EVERY = frozenset({"code", "source", "kind", "coder"})
"""Axes on which every coding has a place, so that a count by the other axis needs no join to them."""
ANYWHERE = "*"
"""In place of a name on an axis: any place on it."""
TREE = (
    "WITH RECURSIVE tree(over, code) AS (SELECT id, id FROM code "
    "UNION SELECT t.over, k.id FROM tree t JOIN code k ON k.parent_id = t.code) "
)
"""Each code with itself and all that is under it; what joins ``tree`` needs it in front."""

_IN_TWO_CASES = sql("SELECT source_id FROM membership GROUP BY source_id HAVING COUNT(DISTINCT case_id) > 1 LIMIT 1")
_ATTRIBUTES = sql("SELECT name, uuid, id, subject FROM attribute")
_CODES = sql("SELECT id, uuid FROM code")
_CASES = sql("SELECT id, name, kind FROM study_case")
_QUESTIONS = sql("SELECT id, COALESCE(NULLIF(key, ''), text), text FROM question ORDER BY position, id")
_KINDS = sql("SELECT DISTINCT kind, kind FROM source")
_NAMED = {
    "source": sql("SELECT id, name FROM source"),
    "coder": sql("SELECT id, name FROM coder"),
    "set": sql("SELECT id, name FROM study_set"),
}
_IDS = {
    "code": sql("SELECT uuid FROM code WHERE id = ?"),
    "source": sql("SELECT uuid FROM source WHERE id = ?"),
    "case": sql("SELECT uuid FROM study_case WHERE id = ?"),
    "question": sql("SELECT uuid FROM question WHERE id = ?"),
    "coder": sql("SELECT uuid FROM coder WHERE id = ?"),
    "set": sql("SELECT uuid FROM study_set WHERE id = ?"),
}
_SPEAKERS = sql("SELECT k.id, s.name, k.label FROM speaker k JOIN source s ON s.id = k.source_id")
_TIED = sql(
    "SELECT m.speaker_id, MIN(y.id) FROM membership m JOIN study_case y ON y.id = m.case_id "
    "WHERE m.speaker_id IS NOT NULL GROUP BY m.speaker_id"
)
# The question of a coding is the last one asked at or before where it starts. The plus keeps SQLite from beginning with
# all places at which one question was asked, each of them beside every coding.
_ASKED = (
    "JOIN asked q{side} ON q{side}.id = (SELECT a{side}.id FROM asked a{side} JOIN segment g{side} "
    "ON g{side}.id = c.segment_id WHERE a{side}.source_id = c.source_id AND a{side}.start_at <= g{side}.start_at "
    "ORDER BY a{side}.start_at DESC, a{side}.id DESC LIMIT 1) AND +q{side}.question_id IS NOT NULL "
)


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a matrix, as the database groups by it."""

    name: str
    key: str
    """The expression grouped by."""
    joins: str
    values: tuple[object, ...] = ()
    """For the joins."""
    is_apart: bool = False
    """Whether a passage has one place on it at most, so that sums of passages are totals."""

    @property
    def needs_tree(self) -> bool:
        """Whether ``TREE`` has to stand in front."""
        return "tree" in self.joins


def axis(project: Project, name: str, side: str, *, rolled_up: bool) -> Axis:
    """Return an axis by its name.

    Args:
        project: Where attributes and kinds are looked up.
        name: One of ``AXES``, with ``:NAME`` where it needs one.
        side: ``r`` or ``c``, so that both sides can join the same tables.
        rolled_up: A code counts what is under it too.

    Raises:
        QcodeError: If there is no such axis.
    """
    kind, _colon, detail = name.partition(":")
    if kind == "code":
        if rolled_up:
            return Axis("code", f"t{side}.over", f"JOIN tree t{side} ON t{side}.code = c.code_id ")
        return Axis("code", "c.code_id", "")
    if kind in ("source", "coder"):
        return Axis(kind, f"c.{kind}_id", "", is_apart=kind == "source")
    if kind == "kind":
        return Axis("kind", f"s{side}.kind", f"JOIN source s{side} ON s{side}.id = c.source_id ", is_apart=True)
    if kind == "set":
        members = _IN_SETS if project.database.row(_OTHER_SETS) else _SOURCES_IN_SETS
        return Axis("set", f"x{side}.set_id", members.format(x=f"x{side}"))
    if kind == "question":
        return Axis("question", f"+q{side}.question_id", _ASKED.format(side=side), is_apart=True)
    if kind == "speaker":
        tied = (
            f"LEFT JOIN (SELECT speaker_id, MIN(case_id) AS case_id FROM membership WHERE speaker_id IS NOT NULL "
            f"GROUP BY speaker_id) m{side} ON m{side}.speaker_id = c.speaker_id "
        )
        return Axis("speaker", f"COALESCE(m{side}.case_id, -c.speaker_id)", tied, is_apart=True)
    if kind == "case":
        return _case_axis(project, detail, side)
    if kind == "attribute" and detail:
        return _attribute_axis(project, detail, side)
    raise QcodeError(
        _("there is no axis “{name}”").format(name=name),
        _("There are: {names}").format(names=", ".join(AXES).replace("attribute", "attribute:NAME")),
    )


def _case_axis(project: Project, kind: str, side: str) -> Axis:
    joins = f"JOIN membership m{side} ON {BELONGS.format(m=f'm{side}')} "
    is_apart = project.database.row(_IN_TWO_CASES) is None
    if not kind:
        return Axis("case", f"m{side}.case_id", joins, is_apart=is_apart)
    kinds = kinds_of_case(project, kind)
    joins += f"JOIN study_case y{side} ON y{side}.id = m{side}.case_id AND y{side}.kind IN ({marks(len(kinds))}) "
    return Axis("case", f"m{side}.case_id", joins, kinds, is_apart)


def kinds_of_case(project: Project, kind: str) -> tuple[str, ...]:
    """Return how a kind of case is written in the project, whatever the case of letters.

    Raises:
        UnknownName: If no case is of that kind.
    """
    kinds = {str(row[2]) for row in project.database.rows(_CASES)}
    found = sorted(each for each in kinds if each.casefold() == kind.casefold())
    return tuple(found) or (finding.one(kind, ((each, each) for each in kinds), _("kind of case")),)


def _attribute_axis(project: Project, name: str, side: str) -> Axis:
    keys, subject = _attribute(project, name)
    its = f"v{side}.attribute_id IN ({marks(len(keys))})"
    if subject == "source":
        join = f"JOIN attribute_value v{side} ON {its} AND v{side}.source_id = c.source_id "
    else:
        join = (
            f"JOIN membership m{side} ON {BELONGS.format(m=f'm{side}')} "
            f"JOIN attribute_value v{side} ON {its} AND v{side}.case_id = m{side}.case_id "
        )
    return Axis("attribute", f"v{side}.value", join, keys)


def _attribute(project: Project, name: str) -> tuple[tuple[int, ...], str]:
    """Return the keys of the attributes with a name and whose they are.

    One name may be an attribute of sources and of cases; a case's counts first. Several kinds of case may have it.
    """
    rows = project.database.rows(_ATTRIBUTES)
    found = [row for row in rows if row[0].casefold() == name.casefold()]
    if not found:
        finding.one(name, [(known, uuid) for known, uuid, _key, _subject in rows], _("attribute"))
    subject = min(str(row[3]) for row in found)
    return tuple(key for _name, _uuid, key, whose in found if whose == subject), subject


# -- the places on an axis ----------------------------------------------------------------------


def places(project: Project, asked: str) -> list[tuple[object, str]]:
    """Return the key and the name of everything that stands on an axis, in no order but that of codes and questions.

    Args:
        project: The study.
        asked: The axis, as ``axis`` takes it.
    """
    kind, _colon, detail = asked.partition(":")
    database = project.database
    if kind in _NAMED:
        return database.rows(_NAMED[kind])
    if kind == "case":
        wanted = detail.casefold()
        return [(key, name) for key, name, of in database.rows(_CASES) if not wanted or of.casefold() == wanted]
    if kind == "attribute":
        keys, _subject = _attribute(project, detail)
        values = f"SELECT DISTINCT value, value FROM attribute_value WHERE attribute_id IN ({marks(len(keys))})"
        return [(value, name) for value, name in database.rows(values, keys) if value]
    others: dict[str, Callable[[Project], list[tuple[object, str]]]] = {
        "code": _codes, "speaker": _speakers,
        "question": lambda project: [(key, name) for key, name, _text in project.database.rows(_QUESTIONS)],
        "kind": lambda project: project.database.rows(_KINDS),
    }  # fmt: skip
    return others[kind](project)


def questions(project: Project) -> list[Row]:
    """Return the questions of the interview guide in their order: row key, key (or text where it has none), text."""
    return project.database.rows(_QUESTIONS)


def id_of(project: Project, asked: str, key: object) -> str:
    """Return the UUID of a place on an axis; empty if it is gone, or if such places have none."""
    statement = _IDS.get(asked.partition(":")[0])
    return str(project.database.value(statement, (key,)) or "") if statement else ""


def key_of(project: Project, asked: str, name: str) -> object:
    """Return the key of the place with a name on an axis.

    Raises:
        UnknownName: If there is none.
        QcodeError: If there is no such axis.
    """
    if asked == "code":
        return keys_of_codes(project)[codes.find(project, name).code.id]
    here = places(project, asked)
    return here[int(finding.one(name, [(its, str(number)) for number, (_key, its) in enumerate(here)], asked))][0]


def keys_of_codes(project: Project) -> dict[str, int]:
    """Return the key of each code by its UUID."""
    return {uuid: key for key, uuid in project.database.rows(_CODES)}


def _codes(project: Project) -> list[tuple[object, str]]:
    keys = keys_of_codes(project)
    return [(keys[one.code.id], one.code.key or one.path) for one in codes.all_codes(project, with_use=False)]


def _speakers(project: Project) -> list[tuple[object, str]]:
    tied: dict[int, int] = dict(project.database.rows(_TIED))
    named = {key: name for key, name, _kind in project.database.rows(_CASES)}
    found: dict[object, str] = {}
    for key, source, label in project.database.rows(_SPEAKERS):
        found[tied.get(key, -key)] = named[tied[key]] if key in tied else f"{source}: {label}"
    return list(found.items())
