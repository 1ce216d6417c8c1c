"""Cases over the years: how many there are in each, apart by the values of an attribute if asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from qcode.domain.codebook import PALETTE
from qcode.domain.picture import ALL_CASES, OTHER_COLOR, Columns, Ink, Picture, signed
from qcode.domain.study import Case
from qcode.domain.values import SEVERAL, ValueKind
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.services.narrowing import cases_meant, told_of_cases
from qcode.services.picturing.order import Order
from qcode.services.shaped_rows import with_headers
from qcode.store import attributes, cases, finding

_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
_LIKELY = ("tahun", "year", "tahun perkara", "year of the case")
_OTHER, _UNKNOWN = " ", "\n"
"""Ids of the series of rarer values and of none: no value reads like these."""
_MOST_SERIES = 8
"""Values counted apart; the rarer ones are one series."""
_LONGEST_GAP = 60
"""Years without a case that are shown between others, so that time runs evenly."""


def draw_years(order: Order) -> Picture:
    """Return how many cases there are in each year."""
    say, how = order.say, order.how
    some = _chosen(order)
    attribute = _attribute_of_years(order, some)
    if not how.kind and attribute:
        dated = {one.kind for one in some if attribute in one.attributes}
        some = [one for one in some if one.kind in dated]
    years = {one.id: _years_in(one.attributes.get(attribute, "")) for one in some} if attribute else {}
    names = _names(year for found in years.values() for year in found)
    without = [one for one in some if not years.get(one.id)]
    title = order.title or say(N_("Cases by year"))
    kinds = sorted({one.kind for one in some})
    about = say(N_("Bars, one for each year and series: {list}."))
    if not names:
        note = say(N_("No case has a year: give cases an attribute “tahun” or “year”, or name another."))
        return Picture(order.kind, title, Columns((), (), (), (), ""), about.format(list="-"), (note,), order.origin)
    series, values = _series(order, some)
    of_year = {name: [one for one in some if name in years[one.id]] for name in names}
    shown = [*names, *([say(N_("not known"))] if without else [])]
    groups = [*of_year.values(), *([without] if without else [])]
    counted = tuple(
        tuple(tuple(one.name for one in group if ink.id in values[one.id]) for ink in series) for group in groups
    )
    body = Columns(tuple(shown), series, counted, tuple(map(len, groups)), say(N_("cases")))
    told = "; ".join(f"{name} {total}" for name, total in zip(shown, body.totals, strict=True))
    return Picture(
        order.kind, title, body, about.format(list=told), tuple(_notes(order, some, kinds, attribute, body)),
        order.origin,
    )  # fmt: skip


def _chosen(order: Order) -> list[Case]:
    """Return the cases that the filters and the kind let through."""
    every = cases_meant(order.project, order.selection, cases.all_cases(order.project))
    every = with_headers(order.project, every)
    if not order.how.kind:
        return every
    found = [one for one in every if one.kind.casefold() == order.how.kind.casefold()]
    if not found:
        there = ", ".join(attributes.kinds_of_cases(order.project)) or "-"
        raise QcodeError(
            _("there are no cases of the kind “{kind}”").format(kind=order.how.kind),
            _("There are: {names}").format(names=there),
        )
    return found


def _attribute_of_years(order: Order, some: Sequence[Case]) -> str:
    """Return the attribute that tells the year; empty if none is likely.

    Raises:
        QcodeError: If it was named, and no case has it.
    """
    if order.how.by:
        return _attribute(order.how.by, some)
    there = {name.casefold(): name for one in some for name in one.attributes}
    dated = [one.name for one in attributes.every(order.project) if one.kind is ValueKind.DATE]
    return next((there[name.casefold()] for name in (*_LIKELY, *dated) if name.casefold() in there), "")


def _attribute(wanted: str, some: Sequence[Case]) -> str:
    there = {name.casefold(): name for one in some for name in one.attributes}
    if wanted.casefold() not in there:
        raise QcodeError(
            _("no case has the attribute “{name}”").format(name=wanted), _("What there is: qcode attributes")
        )
    return there[wanted.casefold()]


def _years_in(value: str) -> set[str]:
    return set(_YEAR.findall(value))


def _names(years: Iterable[str]) -> list[str]:
    """Return years in order, with those between them that no case has."""
    found = sorted(set(years))
    if not found or int(found[-1]) - int(found[0]) > _LONGEST_GAP:
        return found
    return [str(year) for year in range(int(found[0]), int(found[-1]) + 1)]


def _series(order: Order, some: Sequence[Case]) -> tuple[tuple[Ink, ...], dict[str, set[str]]]:
    """Return the series, and those that each case counts in."""
    say = order.say
    if not order.how.series:
        (ink,) = signed([(ALL_CASES, say(N_("all cases")), say(N_("all cases")), PALETTE[0])])
        return (ink,), {one.id: {ALL_CASES} for one in some}
    attribute = _attribute(order.how.series, some)
    unknown, other = say(N_("not known")), say(N_("other values"))
    values = {one.id: set(one.attributes.get(attribute, "").split(SEVERAL)) for one in some}
    frequency = Counter(value for found in values.values() for value in found)
    known = sorted((value for value in frequency if value), key=lambda value: (-frequency[value], finding.order(value)))
    kept = sorted(known[:_MOST_SERIES], key=finding.order)
    named = [(value, value, value, PALETTE[at % len(PALETTE)]) for at, value in enumerate(kept)]
    named += [(_OTHER, other, other, OTHER_COLOR)] if len(known) > len(kept) else []
    named += [(_UNKNOWN, unknown, unknown, "#565d66")] if "" in frequency else []
    ids = {value: value for value in kept} | {"": _UNKNOWN}
    return signed(named), {case: {ids.get(value, _OTHER) for value in found} for case, found in values.items()}


def _notes(order: Order, some: Sequence[Case], kinds: Sequence[str], attribute: str, body: Columns) -> Iterable[str]:
    say, series = order.say, order.how.series
    yield say(N_("Unit: cases ({kinds}): {n}.")).format(kinds=", ".join(kinds), n=len(some))
    yield say(N_("Years are those of “{name}”; a case with several counts in each.")).format(name=attribute)
    if series:
        yield say(N_("Apart by “{name}”; a case with several values counts under each.")).format(name=series)
        totals = "; ".join(f"{name} {total}" for name, total in zip(body.names, body.totals, strict=True))
        yield say(N_("Cases of each year, each once: {list}.")).format(list=totals)
    yield from told_of_cases(order.project, order.selection, say)
