"""Asking: a report keeps what was asked for, so that it can be made again and what lies behind its cells be found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, replace
from functools import wraps
from importlib import import_module
from inspect import signature
from typing import Any, Concatenate, ParamSpec

from qcode.analysis.saturation import Rule
from qcode.domain.report import Asked, Report
from qcode.domain.selection import Selection, from_data
from qcode.store.project import Project

P = ParamSpec("P")
Maker = Callable[Concatenate[Project, P], Report]
MAKERS = {
    "matrix": "tabling.make_planned", "chapter": "tabling.make_planned", "frequencies": "analysing.make_frequencies",
    "cooccurrence": "analysing.make_cooccurrence", "crosstab": "crosstabbing.make_crosstab",
    "sequences": "following.make_sequences", "saturation": "following.make_saturation",
    "coverage": "covering.make_coverage", "clusters": "clustering.make_clusters",
    "keyness": "contrasting.make_keyness", "concordance": "contrasting.make_concordance",
    "words": "counting.make_words", "statutes": "tabling_law.make_statutes",
    "quotations": "quoting.make_quotation_report", "table": "shaping.make_table_named",
    "questions": "guiding.make_coverage", "crosswalk": "crosswalking.make_crosswalk",
    "derived": "crosswalking.make_derived",
}  # fmt: skip
"""What makes reports of each kind again: module of ``services`` and function. Exports name the kinds, so they stay."""
_OF_WORDS = frozenset({"language", "title", "source_line"})


def asked_as(kind: str) -> Callable[[Maker[P]], Maker[P]]:
    """Let the reports that a function makes keep what was asked for; the function is to stand in ``MAKERS``.

    Args:
        kind: The name by which exports know it.
    """

    def keeping(make: Maker[P]) -> Maker[P]:
        usual = {name: one.default for name, one in signature(make).parameters.items()}

        @wraps(make)
        def made(project: Project, *args: P.args, **kwargs: P.kwargs) -> Report:
            report = make(project, *args, **kwargs)
            given = dict(zip(usual, (project, *args), strict=False)) | kwargs
            told = {name: value for name, value in list(given.items())[1:] if value != usual.get(name)}
            language = str(given.get("language", "en"))
            kept = {name: value for name, value in told.items() if name not in _OF_WORDS}
            return replace(report, asked=Asked(kind, kept, language))

        return made  # type: ignore[return-value]  # called as what it wraps

    return keeping


def as_data(value: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Return an argument as JSON has it."""
    if isinstance(value, Selection):
        return {"Selection": value.as_data()}
    if isinstance(value, Rule):
        return {Rule.__name__: asdict(value)}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Collection) and not isinstance(value, str):
        return [as_data(one) for one in value]
    return value


def from_json(value: object) -> Any:  # noqa: ANN401 - an argument of any maker
    """Return the argument that ``as_data`` wrote."""
    if isinstance(value, dict) and len(value) == 1:
        ((name, inside),) = value.items()
        return from_data(inside) if name == "Selection" else Rule(**inside)
    return tuple(from_json(one) for one in value) if isinstance(value, list) else value


def made_again(project: Project, kind: str, arguments: Mapping[str, object], *, language: str) -> Report:
    """Make a report as it was asked for once.

    Args:
        project: The study.
        kind: One of ``MAKERS``.
        arguments: As JSON has them.
        language: Of the report's own words.

    Raises:
        QcodeError: If it names what the project no longer has.
        KeyError: If there is no such kind.
    """
    module, _dot, name = MAKERS[kind].partition(".")
    make = getattr(import_module(f"qcode.services.{module}"), name)
    report: Report = make(project, **{key: from_json(one) for key, one in arguments.items()}, language=language)
    return report
