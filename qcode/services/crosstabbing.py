"""Crosstabs: codes by the values of an attribute of cases or sources."""

from __future__ import annotations

from dataclasses import replace

from qcode.analysis.crosstab import CELLS, Units, crosstab
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import _, translator
from qcode.services.analysing import code_rows, origin, with_unused
from qcode.services.asking import asked_as
from qcode.services.labelling import value_order
from qcode.services.reporting import described
from qcode.store import coded, tallies
from qcode.store.project import Project

UNITS = ("case", "source")


@asked_as("crosstab")
def make_crosstab(
    project: Project, attribute: str, selection: Selection, *, unit: str = "", cell: str = "count",
    corrected: bool = False, language: str = "en", title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return in how many cases or sources of each value of an attribute a code stands, with a test for each code.

    Args:
        project: The study.
        attribute: Its name.
        selection: Which codings; a code counts what is under it unless ``only``.
        unit: ``case`` or ``source``; whose the attribute is if empty.
        cell: One of ``crosstab.CELLS``.
        corrected: Correct Cramér's V for its bias in small samples.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If an attribute, a filter, the unit or the cell is unknown.
    """
    for wanted, known in ((unit, ("", *UNITS)), (cell, CELLS)):
        if wanted not in known:
            raise QcodeError(
                _("a crosstab knows no “{name}”").format(name=wanted),
                _("There are: {names}").format(names=", ".join(one for one in known if one)),
            )
    say = translator(language)
    unit = unit or coded.subject_of(project, attribute)
    rows = code_rows(project, language, rolled_up=not selection.only)
    report = crosstab(
        _units(project, attribute, selection, unit), coded.occupied(project, selection, unit), rows, attribute,
        say=say, cell=cell, corrected=corrected, order=value_order(project, attribute),
        left_out=tallies.left_out(project, selection), notes=described(project, selection, say), title=title,
        source_line=source_line or origin(say),
    )  # fmt: skip
    return with_unused(project, selection, report, rows, say)


def _units(project: Project, attribute: str, selection: Selection, unit: str) -> Units:
    """Return the cases or sources in which anything is coded, whatever code is asked for, with their values."""
    values = coded.values(project, attribute, unit)
    everything = {place for _code, place in coded.occupied(project, replace(selection, codes=(), query=""), unit)}
    if unit == "case":
        kinds = coded.kinds_of_cases(project)
        meant = {kinds[key].casefold() for key in values}
        everything = {key for key in everything if kinds[key].casefold() in meant}
    return Units(
        unit,
        {key: next(iter(values[key])) for key in everything if len(values.get(key, ())) == 1},
        without_value=sum(not values.get(key) for key in everything),
        with_several=sum(len(values.get(key, ())) > 1 for key in everything),
    )
