"""Shapes of tables: what a thesis calls for by name, declared as rows and columns.

A matrix lays passages out by two axes. The tables of a thesis have a column for each thing that is told of a row: cases
with their attributes, obstacles with cause, effect and remedy, procedural acts with ticks. A shape says what the rows
are and what each column tells; the built-in ones are YAML files, and users write their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Said = Mapping[str, str]
"""A text by language; ``""`` is the one for all others."""


class RowKind(StrEnum):
    """What a row is."""

    CODES = "codes"
    CASES = "cases"
    VALUES = "values"
    """The values of an attribute of cases: years, statuses."""
    PASSAGES = "passages"
    """Coded passages, one row for each coding."""
    DIFFERENCES = "differences"
    """What several sources say of one thing."""
    ARTICLES = "articles"
    """Provisions that codes rest on."""


class Show(StrEnum):
    """What a column tells of a row."""

    NUMBER = "number"
    """Counts up from 1."""
    NAME = "name"
    """What the row is called."""
    DEFINITION = "definition"
    EXAMPLE = "example"
    LEGAL = "legal"
    """Legal basis of the row's codes."""
    THEME = "theme"
    """The uppermost code above the row's code."""
    CATEGORY = "category"
    """The code above the row's code; of a passage, its code."""
    ATTRIBUTE = "attribute"
    """What the row's cases have as an attribute."""
    INFORMANT = "informant"
    """What the informants who speak of it have as an attribute; their names without one."""
    DURATION = "duration"
    """How long the recordings of the row's cases are, as far as their last timestamps tell."""
    CASES = "cases"
    """How many cases, of those that ``where`` leaves."""
    TICK = "tick"
    """Whether a case is one that ``where`` leaves, or has a passage of one of ``codes``."""
    PASSAGES = "passages"
    """How many passages."""
    SOURCES = "sources"
    """How many sources have such a passage."""
    INFORMANTS = "informants"
    """How many informants speak of it."""
    QUOTES = "quotes"
    """Its quotations; the first ``most`` of them."""
    TYPICAL = "typical"
    """Its quotations that are marked as typical; the first where none is."""
    NEAR = "near"
    """Quotations of ``codes`` in the same paragraph as one of the row's, or linked to it."""
    LINKED = "linked"
    """What the row's passages and codes are linked to, by a link of one of ``kinds``."""
    PLACES = "places"
    """Where it is said: who, and the minute."""
    SUMMARIES = "summaries"
    """What the researcher wrote of the row's codes in the summary matrix, by informant."""
    MEMOS = "memos"
    """Memos on the row's passages and codes, of one of ``kinds``; of any kind without."""
    AS_QUOTED = "as quoted"
    """The form written for quoting; a summary of the passage by the researcher."""
    TOLD = "told"
    """What the kind of row tells itself, by ``name``: ``agree`` of differences, ``note`` of provisions."""
    EMPTY = "empty"
    """Left free for the researcher."""


@dataclass(frozen=True, slots=True)
class ShapeColumn:
    """One column, or one for each of something."""

    show: Show
    heading: Said = field(default_factory=dict)
    name: str = ""
    """Of the attribute, in ``names``' place where there is one; of what is told."""
    names: tuple[str, ...] = ()
    """Attributes, the first that the study has counts."""
    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Attribute, and words of which its value must hold one."""
    most: int = 0
    """Quotations at most; 0 for all."""
    each: str = ""
    """``case:KIND`` or ``source``: the column stands once for each; of codes in rows, its passages there."""


@dataclass(frozen=True, slots=True)
class ShapeRows:
    """What the rows are."""

    kind: RowKind
    codes: tuple[str, ...] = ()
    """Codes whose rows are wanted, with what is under them; empty for all."""
    leaves: bool = False
    """Only codes with nothing under them."""
    with_empty: bool = False
    """Rows of which nothing is coded, too."""
    kinds: tuple[str, ...] = ()
    """Kinds of case, the first that the study has counts; empty for all."""
    names: tuple[str, ...] = ()
    """Attributes whose values are the rows, the first that the study has counts."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table by name."""

    name: str
    """``obstacles``: what it is asked for by."""
    title: Said
    rows: ShapeRows
    columns: tuple[ShapeColumn, ...]
    about: Said = field(default_factory=dict)
    """One sentence that says what it is for."""
    aliases: tuple[str, ...] = ()
    """Other names, such as in another language."""
    notes: tuple[Said, ...] = ()
    total: bool = False
    """Whether a last row counts everything, each thing once."""


def in_language(said: Said, language: str) -> str:
    """Return a text in a language, else the one for all others, else any."""
    return said.get(language) or said.get("") or next(iter(said.values()), "")
