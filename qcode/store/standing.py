"""Where codings stand on an axis, told once for all that are alike.

An axis asks little of a coding: its code, or its source and who speaks. There are few such answers however many codings
there are, so that the joins of an axis are made for the answers and not for the codings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from operator import itemgetter

from qcode.store import axes
from qcode.store.axes import COLUMNS, READ_ALONE, READ_BY, Axis, Component
from qcode.store.belonging import BELONGS
from qcode.store.database import marks
from qcode.store.project import Project

Keys = tuple[object, ...]
Answer = tuple[object, ...]
"""What a coding answers to the columns that are asked for."""
Places = tuple[object, ...]
"""Places on an axis, as ``Axis.place`` tells them."""
_KNOWN = {
    ("code_id",): "SELECT id AS code_id FROM code",
    ("coder_id",): "SELECT id AS coder_id FROM coder",
    ("question_id",): "SELECT id AS question_id FROM question",
    ("source_id",): "SELECT id AS source_id FROM source",
    ("kind",): "SELECT DISTINCT kind FROM source",
    ("source_id", "speaker_id"): (
        "SELECT source_id, id AS speaker_id, 0 AS segment_id FROM speaker UNION ALL SELECT id, NULL, 0 FROM source"
    ),
}
"""What is asked for → what can be answered, where a small table tells it."""


class Standing:
    """Where codings stand on an axis."""

    def __init__(self, project: Project, axis: Axis) -> None:
        self.asks = asked_by(axis.components)
        self._axis = axis
        self._of = [(picker(self.asks, one.asks), keys_of(project, one)) for one in axis.components]
        # Of levels in the order of the components, in which order they stand on the axis.
        order = [level for one in axis.components for level in one.levels]
        self._in_order = [order.index(level) for level in range(len(order))]

    def places(self, answer: Answer) -> Places:
        """Return the places of codings that answer so, with what stands over them and all places."""
        found: dict[object, None] = {}
        for each in product(*(keys.get(pick(answer), ()) for pick, keys in self._of)):
            flat = [key for keys in each for key in keys]
            keys = [flat[at] for at in self._in_order]
            found |= {self._axis.place(keys[:deep]): None for deep in range(len(keys) + 1)}
        return tuple(found)


def asked_by(components: Iterable[Component]) -> tuple[str, ...]:
    """Return what has to be asked of a coding to tell where it stands in some components."""
    return tuple(sorted({name for one in components for name in one.asks}))


def keys_of(project: Project, component: Component) -> dict[Answer, list[Keys]]:
    """Return the keys of the places in a component at which codings stand, by what they answer to it."""
    tree = axes.TREE if "tree" in component.joins else ""
    statement = (
        f"{tree}SELECT DISTINCT {_named(component.asks)}, {', '.join(component.keys)} "
        f"FROM ({_alike(component.asks)}) c {component.joins}WHERE 1 = 1{component.is_placed}"
    )
    wide = len(component.asks)
    found: dict[Answer, list[Keys]] = {}
    for row in project.database.each(statement, component.values):
        found.setdefault(row[:wide], []).append(row[wide:])
    return found


def cases_of(project: Project, kind: str) -> tuple[tuple[str, ...], dict[Answer, frozenset[int]]]:
    """Return what has to be asked of a coding to tell its cases, and the cases, of one kind if it is named.

    Raises:
        UnknownName: If no case is of that kind.
    """
    kinds = axes.kinds_of_case(project, kind) if kind else ()
    of_kind = f" WHERE m.case_id IN (SELECT z.id FROM study_case z WHERE z.kind IN ({marks(len(kinds))}))"
    asks = tuple(sorted(axes.asked_by_cases(project)))
    statement = (
        f"SELECT {_named(asks)}, m.case_id FROM ({_alike(asks)}) c JOIN membership m ON {BELONGS.format(m='m')}"
        f"{of_kind if kinds else ''}"
    )
    found: dict[Answer, set[int]] = {}
    for *answer, case in project.database.each(statement, kinds):
        found.setdefault(tuple(answer), set()).add(case)
    return asks, {answer: frozenset(cases) for answer, cases in found.items()}


def picker(asks: Sequence[str], wanted: Sequence[str]) -> Callable[[Answer], Answer]:
    """Return what takes out of an answer that part which answers to less."""
    at = [asks.index(name) for name in wanted]
    if not at:
        return lambda _answer: ()
    if len(at) == 1:
        (only,) = at
        return lambda answer: (answer[only],)
    return itemgetter(*at)


def columns(asks: Iterable[str], *, alone: bool = False) -> str:
    """Return how what is asked of a coding is read; ``alone``: without ``joins``."""
    read = COLUMNS | READ_ALONE if alone else COLUMNS
    return ", ".join(read[name] for name in asks)


def joins(asks: Iterable[str]) -> str:
    """Return the joins that reading it needs."""
    return "".join(READ_BY[name] for name in asks if name in READ_BY)


def _named(asks: Iterable[str]) -> str:
    return ", ".join(f"c.{name}" for name in asks)


def _alike(asks: Sequence[str]) -> str:
    """Return the query of codings that differ in what is asked; the joins may name a segment all the same."""
    if known := _KNOWN.get(tuple(asks)):
        return known
    wanted = [f"{COLUMNS[name]} AS {name}" for name in asks]
    no_segment = "" if "segment_id" in asks else ", 0 AS segment_id"
    return f"SELECT DISTINCT {', '.join(wanted)}{no_segment} FROM coding c {joins(asks)}"
