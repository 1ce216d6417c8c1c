"""What is asked on the screen of analyses: which analysis, of which codings, set to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qcode.analysis.concordance import Line
from qcode.domain.dendrogram import Dendrogram
from qcode.domain.report import Report
from qcode.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Setting:
    """Something an analysis can be set to."""

    role: str
    """What it is called; the action that changes it is ``set('ROLE')``, unless it is a number."""
    values: tuple[tuple[str, str], ...] = ()
    """Value → how it is called, in English, marked with ``N_``; empty where it is picked, typed or a number."""
    default: str = ""
    """Empty where it depends on the study."""
    said: str = "{value}"
    """How it reads on the line of choices, marked with ``N_``; the value's own name stands for ``{value}``."""
    unset: str = ""
    """How it reads where nothing is chosen, and may be left so, marked with ``N_``; empty if something must be."""
    is_number: bool = False
    asked: str = ""
    """What is asked for, marked with ``N_``; of settings without values."""
    has_several: bool = False
    """Whether several are picked, in the order in which they are ticked; the value holds them line by line."""
    instead_of: str = ""
    """Role of the setting that this one takes the place of; empty for none."""

    @property
    def action(self) -> str:
        """The command that changes it."""
        return "numbers" if self.is_number else f"set('{self.role}')"


def picked(value: str) -> list[str]:
    """Return what was picked of a setting that has several."""
    return [one for one in value.split("\n") if one]


@dataclass(frozen=True, slots=True)
class Asked:
    """An analysis with all it is set to; the settings of the others are kept beside it."""

    analysis: str = "frequencies"
    selection: Selection = field(default_factory=Selection)
    settings: Mapping[str, str] = field(default_factory=dict)
    """``ANALYSIS.ROLE`` → value."""

    def get(self, setting: Setting) -> str:
        """Return what something of this analysis is set to."""
        return self.settings.get(f"{self.analysis}.{setting.role}", setting.default)

    def put(self, role: str, value: str) -> Asked:
        """Return the same with something of this analysis set anew."""
        return replace(self, settings={**self.settings, f"{self.analysis}.{role}": value})


@dataclass(frozen=True, slots=True)
class Answer:
    """A report, and what one needs to look behind it."""

    report: Report
    lines: Sequence[Line] = ()
    """The match of each row, of a concordance."""
    tree: Dendrogram | None = None
    """Of clusters."""
