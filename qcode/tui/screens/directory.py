"""The screens of the workbench: how each is called, its letter in the menu, and where it lies.

A screen is imported when it is asked for. The menu, the list of commands and the help page read the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from qcode.language import N_
from qcode.tui.commands import Command

if TYPE_CHECKING:
    from qcode.store.project import Project
    from qcode.tui.screens.base import WorkScreen


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen of the workbench."""

    name: str
    key: str
    """Its letter in the menu of screens."""
    label: str
    """In English, marked with ``N_``."""
    help: str
    """One sentence in English, marked with ``N_``."""
    where: str
    """``module:Class`` under ``qcode.tui.screens``; the class is made with the project and named values."""


ENTRIES = (
    Entry("codebook", "b", N_("Codebook"), N_("Codes and what they mean."), "codebook:CodebookScreen"),
    Entry("memos", "j", N_("Memos"), N_("The journal: all memos, by kind and tag."), "journal:JournalScreen"),
    Entry("cases", "c", N_("Cases"), N_("Cases and their attributes."), "cases:CasesScreen"),
    Entry("guide", "g", N_("Interview guide"), N_("Questions, and where they were asked."), "guide:GuideScreen"),
    Entry("consent", "n", N_("Consent"), N_("What informants allow to be quoted."), "consents:ConsentScreen"),
    Entry("retrieval", "r", N_("Retrieval"), N_("Quotations by filters and queries."), "retrieval:RetrievalScreen"),
    Entry("search", "s", N_("Search"), N_("Find words in all texts, and code what is found."), "search:SearchScreen"),
    Entry(
        "words", "w", N_("Word counts"), N_("Which words are said how often, in how many texts."), "words:WordsScreen"
    ),
    Entry("lists", "l", N_("Word lists"), N_("Words to search for together, or not to count."), "lists:ListsScreen"),
    Entry("matrix", "x", N_("Matrix"), N_("Counts, quotations, summaries by row and column."), "matrix:MatrixScreen"),
    Entry(
        "statistics",
        "a",
        N_("Statistics"),
        N_("Crosstab, sequences, saturation, keyness."),
        "statistics:StatisticsScreen",
    ),
    Entry("statutes", "u", N_("Statutes"), N_("Laws that are cited, and whether in force."), "statutes:StatutesScreen"),
    Entry("sources", "t", N_("Sources"), N_("The texts: notes, names, sets, metadata."), "sources:SourcesScreen"),
    Entry("history", "h", N_("History"), N_("Everything that was ever done."), "history:HistoryScreen"),
    Entry(
        "pictures",
        "p",
        N_("Pictures"),
        N_("Bars, heat map, network, curve, tree, portraits."),
        "pictures:PicturesScreen",
    ),
)
BY_NAME = {entry.name: entry for entry in ENTRIES}
COMMANDS = tuple(Command(f"app.visit('{entry.name}')", "", entry.label, entry.help) for entry in ENTRIES)


def make(name: str, project: Project, /, **given: object) -> WorkScreen:
    """Return a new screen.

    Args:
        name: Its name.
        project: The study it shows.
        **given: What it is to begin with.
    """
    module, _colon, called = BY_NAME[name].where.partition(":")
    return cast("WorkScreen", getattr(import_module(f"qcode.tui.screens.{module}"), called)(project, **given))
