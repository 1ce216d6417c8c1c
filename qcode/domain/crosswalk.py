"""A crosswalk: which codes of one codebook mean which of another, so that what is coded once is read in both.

The mapping is steps from code to code. A code without steps of its own goes where the nearest code above it goes; steps
are followed on, from obstacles to factors and from factors to a legal system. What is reached so is *derived*:
nobody coded it, it is stored nowhere, and it is never counted with anybody's codings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MAPS_TO = "maps to"
"""The kind of the links that make a crosswalk."""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The steps from code to code, by UUID."""

    steps: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str | None]
    """The code above each code; ``None`` at the top."""
    _reached: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def reached(self, code: str) -> tuple[str, ...]:
        """Return every code that a code means, the nearest first; a circle is walked once, the code itself left out."""
        if code not in self._reached:
            found: dict[str, None] = {}
            waiting = [code]
            while waiting:
                for target in self._next(waiting.pop(0)):
                    if target != code and target not in found:
                        found[target] = None
                        waiting.append(target)
            self._reached[code] = tuple(found)
        return self._reached[code]

    def _next(self, code: str) -> tuple[str, ...]:
        here: str | None = code
        while here is not None and here not in self.steps:
            here = self.parents.get(here)
        return self.steps[here] if here is not None else ()


def crosswalk(steps: Iterable[tuple[str, str]], parents: Mapping[str, str | None]) -> Crosswalk:
    """Return a crosswalk of steps, each from one code to another."""
    found: dict[str, dict[str, None]] = {}
    for origin, target in steps:
        found.setdefault(origin, {})[target] = None
    return Crosswalk({origin: tuple(targets) for origin, targets in found.items()}, parents)
