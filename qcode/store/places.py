"""The places on the axes of a matrix: what each is called, and which one a name means."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qcode.domain.axis import TOP, AxisLevel, apart, levels, parts, period_of
from qcode.store import axes, codes, finding
from qcode.store.axes import Axis
from qcode.store.database import Row, sql
from qcode.store.project import Project

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
_CODED = {length: sql(f"SELECT DISTINCT {key} FROM coding c") for length, key in axes.PERIOD_CODED.items()}


def places(project: Project, asked: str) -> list[tuple[object, str]]:
    """Return the key and the name of everything on an axis of one level, in no order but that of codes and questions.

    Args:
        project: The study.
        asked: The axis, as ``domain.axis`` reads it.

    Raises:
        UnknownName: If it names an attribute that is not there.
    """
    (level,) = levels(asked)
    if level.kind in _NAMED:
        return project.database.rows(_NAMED[level.kind])
    others: dict[str, Callable[[Project, AxisLevel], Iterable[tuple[object, str]]]] = {
        "code": _codes, "speaker": _speakers, "case": _cases, "attribute": _values, "period": _periods,
        "question": lambda project, _level: ((key, name) for key, name, _text in questions(project)),
        "kind": lambda project, _level: project.database.rows(_KINDS),
        "coded": lambda project, level: ((key, key) for (key,) in project.database.rows(_CODED[level.period])),
    }  # fmt: skip
    return list(others[level.kind](project, level))


def occupied(project: Project, axis: Axis) -> set[tuple[object, ...]]:
    """Return the keys of all places of an axis at which anything is coded, whoever speaks."""
    tree = axes.TREE if axis.needs_tree else ""
    keys = ", ".join(axis.keys)
    statement = f"{tree}SELECT DISTINCT {keys} FROM coding c {axis.joins}WHERE 1 = 1{axis.is_placed}"
    return set(project.database.rows(statement, axis.values))


def questions(project: Project) -> list[Row]:
    """Return the questions of the interview guide in their order: row key, key (or text where it has none), text."""
    return project.database.rows(_QUESTIONS)


def id_of(project: Project, asked: str, key: object) -> str:
    """Return the UUID of a place on an axis; empty if it is gone, or if such places have none."""
    statement = _IDS.get(levels(asked)[0].kind)
    return str(project.database.value(statement, (key,)) or "") if statement else ""


def keys_of(project: Project, asked: str, name: str) -> tuple[object, ...]:
    """Return the keys of the place with a name on an axis, one for each level, outermost first.

    Args:
        project: The study.
        asked: The axis.
        name: Of the place; ``ANYWHERE`` has no keys, and ``2023`` on the axis ``attribute:Tahun>case`` only one.

    Raises:
        UnknownName: If there is no such place.
    """
    if name == axes.ANYWHERE:
        return ()
    within = apart(asked)
    names = parts(name) if len(within) > 1 else (name,)
    return tuple(_key(project, one, its) for one, its in zip(within, names, strict=False))


def keys_of_codes(project: Project) -> dict[str, int]:
    """Return the key of each code by its UUID."""
    return {uuid: key for key, uuid in project.database.rows(_CODES)}


def _key(project: Project, asked: str, name: str) -> object:
    if levels(asked)[0].kind == "code":
        return keys_of_codes(project)[codes.find(project, name).code.id]
    here = places(project, asked)
    return here[int(finding.one(name, [(its, str(number)) for number, (_key, its) in enumerate(here)], asked))][0]


def _codes(project: Project, level: AxisLevel) -> list[tuple[object, str]]:
    keys, everything = keys_of_codes(project), codes.all_codes(project, with_use=False)
    shown = [one for one in everything if level.detail != TOP or one.code.parent is None]
    return [(keys[one.code.id], one.code.key or one.path) for one in shown]


def _cases(project: Project, level: AxisLevel) -> list[tuple[object, str]]:
    wanted = level.detail.casefold()
    return [(key, name) for key, name, kind in project.database.rows(_CASES) if not wanted or kind.casefold() == wanted]


def _values(project: Project, level: AxisLevel) -> list[tuple[object, str]]:
    return [(value, value) for value in axes.values_of(project, axes.attributes_named(project, level.detail))]


def _periods(project: Project, level: AxisLevel) -> list[tuple[object, str]]:
    found = {period_of(value, level.period): None for _key, value in _values(project, level)}
    return [(period, period) for period in found if period]


def _speakers(project: Project, _level: AxisLevel) -> list[tuple[object, str]]:
    tied: dict[int, int] = dict(project.database.rows(_TIED))
    named = {key: name for key, name, _kind in project.database.rows(_CASES)}
    found: dict[object, str] = {}
    for key, source, label in project.database.rows(_SPEAKERS):
        found[tied.get(key, -key)] = named[tied[key]] if key in tied else f"{source}: {label}"
    return list(found.items())
