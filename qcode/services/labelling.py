"""Labelling the rows and columns of a matrix: every place on an axis with its name, in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qcode.analysis.headings import Heading, with_something
from qcode.domain.axis import TOP, WITHIN, apart, joined, levels, part, period_said
from qcode.domain.report import Name
from qcode.domain.values import ValueKind, sort_key
from qcode.language import translator
from qcode.services.reporting import code_name
from qcode.store import attributes, codes, finding, places
from qcode.store.project import Project

STEP = " › "
"""Between what is over and what is within, where both are told in one line."""


def headings(
    project: Project, asked: str, language: str, there: Collection[tuple[object, ...]] = (), *, rolled_up: bool = True
) -> list[Heading]:
    """Return the headings of an axis: codes and questions as their books have them, values by size, others by name.

    Args:
        project: The study.
        asked: The axis, as ``domain.axis`` reads it.
        language: Of the document, in which codes are named.
        there: Of an axis within others, the keys of the places that have a heading; not asked by others.
        rolled_up: A code counts what is under it too, so that within itself it need not stand again.
    """
    within = [_of_level(project, level, language) for level in apart(asked)]
    if len(within) == 1:
        return within[0]
    said = [{one.key: (part(one.name.name), str(one.name)) for one in level} for level in within]
    is_tree = [level.kind == "code" for level in levels(asked)] == [True] * 2 and rolled_up
    return _within(within, said, set(there), None, itself=not is_tree)


def value_order(project: Project, attribute: str) -> list[str]:
    """Return the values of an attribute in the order they have: options as they were given, the others by size."""
    found = [one for one in attributes.every(project) if one.name.casefold() == attribute.casefold()]
    options = [option for one in found for option in one.options]
    kind = found[0].kind if found else ValueKind.TEXT
    values = {name for _key, name in places.places(project, joined([f"attribute:{attribute}"]))} - set(options)
    ordered = sorted(values, key=lambda value: (sort_key(value, kind)[:2], finding.order(value)))
    return [*dict.fromkeys(options), *ordered]


def _within(
    within: Sequence[list[Heading]], said: Sequence[Mapping[object, tuple[str, str]]],
    there: Collection[tuple[object, ...]], over: Heading | None, *, itself: bool,
) -> list[Heading]:  # fmt: skip
    """Return the headings that are there within another, with what is within them.

    Args:
        within: The headings of each level by itself.
        said: Of each, how its name stands in a place, and how it is written.
        there: The keys of the places.
        over: What they are within, ``None`` for all.
        itself: A heading may stand within itself.
    """
    before: tuple[object, ...] = over.key if over and isinstance(over.key, tuple) else ()
    name, path, above = (over.name.name + WITHIN, over.path + STEP, over.name.depth + 1) if over else ("", "", 0)
    here = len(before)
    inside: dict[object, list[tuple[object, ...]]] = {}
    for keys in there:
        inside.setdefault(keys[here], []).append(keys)
    own, _left = with_something(within[here], inside)
    own = [one for one in own if itself or one.key not in before]
    least = min((one.name.depth for one in own), default=0)
    found = []
    for one in own:
        own_part, label = said[here][one.key]
        its = Name(name + own_part, label, one.name.depth - least + above)
        found.append(Heading((*before, one.key), its, path=path + label))
        if here + 1 < len(within):
            found += _within(within, said, inside.get(one.key, ()), found[-1], itself=itself)
    return found


def _of_level(project: Project, asked: str, language: str) -> list[Heading]:
    (level,) = levels(asked)
    if level.kind == "code":
        keys, everything = places.keys_of_codes(project), codes.all_codes(project, with_use=False)
        shown = [one for one in everything if level.detail != TOP or one.code.parent is None]
        return [Heading(keys[one.code.id], code_name(one, language)) for one in shown]
    if level.kind == "question":
        return [
            Heading(key, Name(handle, f"{handle}. {text}" if handle != text else ""))
            for key, handle, text in places.questions(project)
        ]
    here = places.places(project, asked)
    if level.kind == "attribute":
        known = {value: at for at, value in enumerate(value_order(project, level.detail))}
        return [
            Heading(key, Name(name)) for key, name in sorted(here, key=lambda place: known.get(place[1], len(known)))
        ]
    here.sort(key=lambda place: finding.order(place[1]))
    if level.period:
        say = translator(language)
        return [Heading(key, Name(name, period_said(name, say, language))) for key, name in here]
    return [Heading(key, Name(name)) for key, name in here]
