"""Measuring in alternating rounds: floor, program, floor, program, and so on.

A machine is never quite idle and never equally busy. Whatever slows it for a second slows floor and program alike
when they take turns, so the ratio of their medians holds where the times themselves do not.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 9
"""At least five are promised; more cost little and steady the median."""

Measure = Callable[[], float]
"""Does the work once and returns what it took."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise, measured."""

    promise: str
    program: tuple[float, ...]
    """What the program took in each round, in ``unit``."""
    floor: tuple[float, ...]
    """What the floor took in the same rounds."""
    limit: float
    """The largest ratio promised, or the largest difference in ``unit``."""
    unit: str = "ms"
    is_difference: bool = False
    """Whether the promise is of a difference instead of a ratio."""

    @property
    def compared(self) -> float:
        """The ratio of the medians, or their difference."""
        program, floor = median(self.program), median(self.floor)
        return program - floor if self.is_difference else program / floor

    @property
    def verdict(self) -> str:
        """Whether the promise holds."""
        return "OK" if self.compared <= self.limit else "SHORT"

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest comparison within one round."""
        pairs = list(zip(self.program, self.floor, strict=True))
        each = [p - f if self.is_difference else p / f for p, f in pairs]
        return min(each), max(each)

    def cells(self) -> tuple[str, ...]:
        """Return the figure as a row of the table."""
        low, high = self.spread
        return (
            self.promise,
            f"{_rounded(median(self.program))} {self.unit}",
            f"{_rounded(median(self.floor))} {self.unit}",
            self._said(self.compared),
            f"{self._said(low)} … {self._said(high)}",
            f"≤ {self._said(self.limit)}",
            f"{len(self.program)}",
            self.verdict,
        )

    def _said(self, value: float) -> str:
        return f"{value:+.0f} {self.unit}" if self.is_difference else f"{value:.2f} ×"


HEADS = ("promise", "qcode", "floor", "compared", "single rounds", "promised", "rounds", "")


def compare(promise: str, floor: Measure, program: Measure, limit: float, *, rounds: int = ROUNDS) -> Figure:
    """Measure floor and program in turn, after one round of each that is not counted.

    Args:
        promise: What is promised, in words.
        floor: Returns the seconds the floor took.
        program: Returns the seconds the program took.
        limit: The largest ratio promised.
        rounds: How often each is measured.
    """
    floors, programs = [], []
    for number in range(rounds + 1):
        floor_took, program_took = floor(), program()
        if number:
            floors.append(floor_took * 1000)
            programs.append(program_took * 1000)
    return Figure(promise, tuple(programs), tuple(floors), limit)


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes; what earlier work left behind is cleared away before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def worked(work: Callable[[], object]) -> float:
    """Return how long the processor works on something that only calculates, whatever else it has to do meanwhile."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def worked_of(work: Callable[[], object]) -> Measure:
    """Return a measure of how long the processor works on something."""
    return lambda: worked(work)


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
