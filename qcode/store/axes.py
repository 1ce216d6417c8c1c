"""The axes of a matrix: what codings can be laid out by.

An axis is expressions over ``coding c``, one for each of its levels, with the joins they need, so that counting by it
and choosing one place on it are the same statement. Levels of one axis that speak of cases speak of the same ones: what
stands at a year and, within it, at a case stands there because that case is of that year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qcode.domain.axis import TOP, UNDER, AxisLevel, levels, parts, period_of
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import finding
from qcode.store.belonging import BELONGS
from qcode.store.database import marks, sql
from qcode.store.project import Project

AXES = (
    "code", "code:top", "source", "case", "case:KIND", "kind", "question", "speaker", "coder", "set", "attribute:NAME",
    "period:NAME/year", "coded:month",
)  # fmt: skip
"""What rows and columns can be; any of them may stand within another: ``attribute:Tahun>case``."""
EVERY = frozenset({"code", "source", "kind", "coder", "coded"})
"""Axes on which every coding has a place, so that a count by the other axis needs no join to them."""
ANYWHERE = "*"
"""In place of a name on an axis: any place on it."""
TREE = (
    "WITH RECURSIVE tree(over, code) AS (SELECT id, id FROM code "
    "UNION SELECT t.over, k.id FROM tree t JOIN code k ON k.parent_id = t.code) "
)
"""Each code with itself and all that is under it; what joins ``tree`` needs it in front."""
PERIOD_CODED = {
    "year": "SUBSTR(c.created, 1, 4)",
    "quarter": "SUBSTR(c.created, 1, 4) || '-Q' || ((CAST(SUBSTR(c.created, 6, 2) AS INTEGER) + 2) / 3)",
    "month": "SUBSTR(c.created, 1, 7)",
    "day": "SUBSTR(c.created, 1, 10)",
}
"""Length of a period → in which one a coding was made."""

COLUMNS = {
    "id": "c.id", "source_id": "c.source_id", "speaker_id": "c.speaker_id", "code_id": "c.code_id",
    "coder_id": "c.coder_id", "created": "SUBSTR(c.created, 1, 10)", "question_id": "w.question_id",
    "kind": "(SELECT s.kind FROM source s WHERE s.id = c.source_id)",
    "segment_id": "CASE WHEN c.segment_id IN (SELECT o.segment_id FROM membership o WHERE o.segment_id IS NOT NULL) "
    "THEN c.segment_id ELSE 0 END",
}  # fmt: skip
"""What of a coding an axis may ask for → how it is read.

Of the time a coding was made it is the day; of its passage whether that belongs to a case by itself, else 0.
"""
_GROUND = frozenset({"source_id", "speaker_id", "segment_id", "question_id", "kind"})
_SOURCE = frozenset({"source_id"})
_SPEAKER = frozenset({"source_id", "speaker_id"})
_KINDS_OF_SETS = sql("SELECT DISTINCT kind FROM study_set")
_SOURCE_IN_SETS = "JOIN set_member {x} ON {x}.source_id = c.source_id "
_MEMBERS = {
    "source": (
        "SELECT e.set_id, d.id AS coding, NULL AS case_id FROM set_member e JOIN coding d ON d.source_id = e.source_id"
    ),
    "code": (
        "SELECT e.set_id, d.id AS coding, NULL AS case_id FROM set_member e JOIN tree t ON t.over = e.code_id "
        "JOIN coding d ON d.code_id = t.code"
    ),
    "case": (
        "SELECT e.set_id, d.id AS coding, e.case_id FROM set_member e JOIN membership m ON m.case_id = e.case_id "
        f"JOIN coding d ON {BELONGS.format(m='m').replace('c.', 'd.')}"
    ),
}
"""Kind of set → its codings, and by which of its cases they are in it; a coding once in each.

A code in a set stands for what is under it, also where quotations stand at their very codes.
"""
_OF_SEGMENTS = sql("SELECT 1 FROM membership WHERE segment_id IS NOT NULL LIMIT 1")
_VALUES = "SELECT DISTINCT value FROM attribute_value WHERE attribute_id IN ({}) AND value <> ''"
_ATTRIBUTES = sql("SELECT name, uuid, id, subject, case_kind FROM attribute")
_KINDS = sql("SELECT DISTINCT kind FROM study_case")
# The question of a coding is the last one asked at or before where it starts.
_ASKED = (
    "JOIN (SELECT g.id AS segment_id, a.question_id FROM (SELECT source_id, start_at, question_id, "
    "LEAD(start_at) OVER (PARTITION BY source_id ORDER BY start_at, id) AS until FROM asked) a "
    "JOIN segment g ON g.source_id = a.source_id AND g.start_at >= a.start_at "
    "AND (a.until IS NULL OR g.start_at < a.until) WHERE a.question_id IS NOT NULL) {x} "
    "ON {x}.segment_id = c.segment_id "
)
READ_BY = {"question_id": f"LEFT {_ASKED.format(x='w')}"}
"""What needs a join to be read."""
READ_ALONE = {
    "question_id": (
        "(SELECT a.question_id FROM asked a JOIN segment g ON g.id = c.segment_id WHERE a.source_id = c.source_id "
        "AND a.start_at <= g.start_at ORDER BY a.start_at DESC, a.id DESC LIMIT 1)"
    )
}
"""How it is read without: quicker where each coding is read once, slower where joins read it over and over."""
_TIED = (
    "LEFT JOIN (SELECT speaker_id, MIN(case_id) AS case_id FROM membership WHERE speaker_id IS NOT NULL "
    "GROUP BY speaker_id) b{x} ON b{x}.speaker_id = c.speaker_id "
)


@dataclass(frozen=True, slots=True)
class Component:
    """Levels of an axis that ask for the same, or speak of the same cases."""

    levels: tuple[int, ...]
    """Their numbers."""
    keys: tuple[str, ...]
    """Their expressions."""
    joins: str
    values: tuple[object, ...]
    """For the joins."""
    asks: tuple[str, ...]
    """Which of ``COLUMNS`` tell where a coding stands: codings alike in these stand at the same places."""

    @property
    def is_ground(self) -> bool:
        """Whether all codings of a passage stand at the same places, whatever their codes and coders."""
        return _GROUND.issuperset(self.asks)

    @property
    def is_placed(self) -> str:
        """The condition that a coding has a place on it."""
        return "".join(f" AND {key} IS NOT NULL" for key in self.keys)


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a matrix, as the database groups by it."""

    name: str
    keys: tuple[str, ...]
    """The expressions grouped by, outermost first."""
    joins: str
    values: tuple[object, ...]
    """For the joins."""
    components: tuple[Component, ...]
    """The levels by what they ask for: those of one component go together, each with any of the others'."""
    is_everywhere: bool
    """Whether every coding has a place on it."""

    @property
    def needs_tree(self) -> bool:
        """Whether ``TREE`` has to stand in front."""
        return "tree" in self.joins

    @property
    def is_placed(self) -> str:
        """The condition that a coding has a place on it; empty where every one has."""
        return "" if self.is_everywhere else "".join(f" AND {key} IS NOT NULL" for key in self.keys)

    def place(self, keys: Sequence[object]) -> object:
        """Return how a place is told by the keys of its levels: by the key itself where there is one level.

        No keys are all places; fewer than there are levels a place with all that is within it.
        """
        return keys[0] if len(self.keys) == 1 and keys else tuple(keys)


@dataclass(frozen=True, slots=True)
class Named:
    """The attributes that one name means."""

    keys: tuple[int, ...]
    """One for each kind of case that has it."""
    subject: str
    """``case`` or ``source``; of two of one name that of cases counts."""
    kinds: frozenset[str] | None
    """Kinds of cases that have it, case folded; ``None`` for any."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One level."""

    key: str
    asks: frozenset[str]
    """Of ``COLUMNS``."""
    joins: str = ""
    values: tuple[object, ...] = ()
    told: str = ""
    """The key by what is asked for, where that tells it without joins."""


@dataclass(slots=True)
class _Making:
    """An axis that is put together, level by level."""

    project: Project
    rolled_up: bool
    memberships: list[tuple[str, frozenset[str] | None]] = field(default_factory=list)
    """Joined so far: the name of each, and of which kinds of cases it is; ``None`` for any."""
    sets: list[str] = field(default_factory=list)
    """Joined so far, where they may hold cases."""

    def membership(self, x: str, kinds: frozenset[str] | None) -> tuple[str, str]:
        """Return under which name cases of some kinds are joined, and the join if they were not yet."""
        for name, known in self.memberships:
            if kinds is None or known is None or kinds & known:
                return name, ""
        name = f"m{x}"
        self.memberships.append((name, kinds))
        same = "".join(_same_case(held, name) for held in self.sets)
        return name, f"JOIN membership {name} ON {BELONGS.format(m=name)} {same}"


def axis(project: Project, asked: str, side: str, *, rolled_up: bool) -> Axis:
    """Return an axis by its name.

    Args:
        project: Where attributes and kinds are looked up.
        asked: As ``domain.axis`` reads it: one of ``AXES``, or several within each other.
        side: ``r`` or ``c``, so that both sides can join the same tables.
        rolled_up: A code counts what is under it too.

    Raises:
        QcodeError: If there is no such axis.
    """
    wanted = levels(asked)
    for at, level in enumerate(wanted):
        if not _may_follow(wanted[:at], level):
            raise QcodeError(
                _("“{name}”: an axis cannot stand within itself").format(name=asked),
                _("Write what is over first: attribute:Tahun>case, code:top>code"),
            )
    making = _Making(project, rolled_up)
    for part, level in zip(parts(asked), wanted, strict=True):
        _need_level(part, level)
    made = [_PARTS[level.kind](making, level, f"{side}{at}") for at, level in enumerate(wanted)]
    return Axis(
        asked, tuple(one.key for one in made), "".join(one.joins for one in made),
        tuple(value for one in made for value in one.values), tuple(_components(made)), is_everywhere(asked),
    )  # fmt: skip


def _components(made: Sequence[_Part]) -> Iterator[Component]:
    """Yield the levels that ask for texts together, with sets that hold cases, and each that asks for codings."""
    together = [at for at, one in enumerate(made) if not one.asks.isdisjoint(_GROUND | {"id"})]
    for levels_of_one in (together, *([at] for at in range(len(made)) if at not in together)):
        if own := [made[at] for at in levels_of_one]:
            yield Component(
                tuple(levels_of_one), tuple(one.told or one.key for one in own),
                "".join("" if one.told else one.joins for one in own),
                tuple(value for one in own for value in one.values),
                tuple(sorted(frozenset[str]().union(*(one.asks for one in own)))),
            )  # fmt: skip


def may_stand_within(asked: str, inner: str) -> bool:
    """Say whether one axis of one level can stand within another axis."""
    return _may_follow(levels(asked), levels(inner)[0])


def is_everywhere(asked: str) -> bool:
    """Say whether every coding has a place on an axis."""
    return all(level.kind in EVERY for level in levels(asked))


def kinds_of_case(project: Project, kind: str) -> tuple[str, ...]:
    """Return how a kind of case is written in the project, whatever the case of letters.

    Raises:
        UnknownName: If no case is of that kind.
    """
    kinds = sorted(str(row[0]) for row in project.database.rows(_KINDS))
    found = tuple(each for each in kinds if each.casefold() == kind.casefold())
    return found or (finding.one(kind, ((each, each) for each in kinds), _("kind of case")),)


def attributes_named(project: Project, name: str) -> Named:
    """Return the attributes with a name.

    Raises:
        UnknownName: If there is none.
    """
    rows = project.database.rows(_ATTRIBUTES)
    found = [row for row in rows if row[0].casefold() == name.casefold()]
    if not found:
        finding.one(name, [(row[0], row[1]) for row in rows], _("attribute"))
    subject = min(str(row[3]) for row in found)
    own = [row for row in found if row[3] == subject]
    kinds = frozenset(str(row[4]).casefold() for row in own)
    return Named(tuple(row[2] for row in own), subject, None if "" in kinds else kinds)


def values_of(project: Project, named: Named) -> list[str]:
    """Return the values that attributes have, each once, in no order."""
    return [row[0] for row in project.database.rows(_VALUES.format(marks(len(named.keys))), named.keys)]


# -- the levels ---------------------------------------------------------------------------------


def _need_level(asked: str, level: AxisLevel) -> None:
    """Refuse what is no axis: of no known kind, without a detail that is needed, or with one that says nothing."""
    if (
        level.kind not in _PARTS
        or (level.kind in _NAMED and not level.detail)
        or (level.kind == "coded" and level.period not in PERIOD_CODED)
        or (level.kind == "code" and level.detail not in ("", TOP, UNDER))
        or (level.detail and level.kind not in (*_NAMED, "code", "case"))
    ):
        raise QcodeError(
            _("there is no axis “{name}”").format(name=asked), _("There are: {names}").format(names=", ".join(AXES))
        )


def _may_follow(before: Sequence[AxisLevel], level: AxisLevel) -> bool:
    """Say whether a level can stand within others: none within itself, codes only within those at the top."""
    if level.kind == "code":
        return all(one.kind != "code" or (one.detail == TOP and level.detail != TOP) for one in before)
    return level not in before


def _code(making: _Making, level: AxisLevel, x: str) -> _Part:
    asks, tree = frozenset({"code_id"}), f"JOIN tree t{x} ON t{x}.code = c.code_id "
    if level.detail == TOP:
        return _Part(f"t{x}.over", asks, f"{tree}JOIN code k{x} ON k{x}.id = t{x}.over AND k{x}.parent_id IS NULL ")
    if making.rolled_up or level.detail == UNDER:
        return _Part(f"t{x}.over", asks, tree)
    return _Part("c.code_id", asks)


def _case(making: _Making, level: AxisLevel, x: str) -> _Part:
    kinds = kinds_of_case(making.project, level.detail) if level.detail else ()
    name, joins = making.membership(x, frozenset(kind.casefold() for kind in kinds) or None)
    if kinds:
        joins += f"JOIN study_case y{x} ON y{x}.id = {name}.case_id AND y{x}.kind IN ({marks(len(kinds))}) "
    return _Part(f"{name}.case_id", asked_by_cases(making.project), joins, kinds)


def _attribute(making: _Making, level: AxisLevel, x: str) -> _Part:
    named = attributes_named(making.project, level.detail)
    its = f"v{x}.attribute_id IN ({marks(len(named.keys))}) AND v{x}.value <> ''"
    if named.subject == "source":
        joins = f"JOIN attribute_value v{x} ON {its} AND v{x}.source_id = c.source_id "
        return _Part(f"v{x}.value", _SOURCE, joins, named.keys)
    name, joins = making.membership(x, named.kinds)
    joins += f"JOIN attribute_value v{x} ON {its} AND v{x}.case_id = {name}.case_id "
    return _Part(f"v{x}.value", asked_by_cases(making.project), joins, named.keys)


def _period(making: _Making, level: AxisLevel, x: str) -> _Part:
    by_value = _attribute(making, level, x)
    values = values_of(making.project, attributes_named(making.project, level.detail))
    lies = [(value, period) for value in values if (period := period_of(value, level.period))]
    if not lies:
        raise QcodeError(
            _("no value of “{name}” is a date").format(name=level.detail),
            _("Write dates as 2025-06-10 or 10 Juni 2025; a year alone lies in no quarter, month or day."),
        )
    joins = f"JOIN (VALUES {', '.join(['(?, ?)'] * len(lies))}) p{x} ON p{x}.column1 = v{x}.value "
    pairs = tuple(each for pair in lies for each in pair)
    return _Part(f"p{x}.column2", by_value.asks, by_value.joins + joins, (*by_value.values, *pairs))


def _set(making: _Making, _level: AxisLevel, x: str) -> _Part:
    kinds = [row[0] for row in making.project.database.rows(_KINDS_OF_SETS)]
    name = f"x{x}"
    if set(kinds) <= {"source"}:
        return _Part(f"{name}.set_id", _SOURCE, _SOURCE_IN_SETS.format(x=name))
    every = " UNION ".join(_MEMBERS[kind] for kind in kinds)
    same = "".join(_same_case(name, membership) for membership, _kinds in making.memberships)
    making.sets.append(name)
    return _Part(f"{name}.set_id", frozenset({"id"}), f"JOIN ({every}) {name} ON {name}.coding = c.id {same}")


def asked_by_cases(project: Project) -> frozenset[str]:
    """Return which of ``COLUMNS`` tell what cases a coding belongs to."""
    return _SPEAKER | {"segment_id"} if project.database.row(_OF_SEGMENTS) else _SPEAKER


def _same_case(held: str, membership: str) -> str:
    """Return the condition that what is in a set by a case stands, on the same axis, at that case."""
    return f"AND ({held}.case_id IS NULL OR {held}.case_id = {membership}.case_id) "


_NAMED = ("attribute", "period")
"""Axes that mean nothing without a name."""
_PARTS: dict[str, Callable[[_Making, AxisLevel, str], _Part]] = {
    "code": _code,
    "source": lambda _making, _level, _x: _Part("c.source_id", _SOURCE),
    "coder": lambda _making, _level, _x: _Part("c.coder_id", frozenset({"coder_id"})),
    "kind": lambda _making, _level, x: _Part(
        f"s{x}.kind", frozenset({"kind"}), f"JOIN source s{x} ON s{x}.id = c.source_id ", told="c.kind"
    ),
    "set": _set,
    "question": lambda _making, _level, x: _Part(
        f"q{x}.question_id", frozenset({"question_id"}), _ASKED.format(x=f"q{x}"), told="c.question_id"
    ),
    "speaker": lambda _making, _level, x: _Part(
        f"COALESCE(b{x}.case_id, -c.speaker_id)", frozenset({"speaker_id"}), _TIED.format(x=x)
    ),
    "case": _case,
    "attribute": _attribute,
    "period": _period,
    "coded": lambda _making, level, _x: _Part(PERIOD_CODED[level.period], frozenset({"created"})),
}
