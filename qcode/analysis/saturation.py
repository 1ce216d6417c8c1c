"""Saturation: how many new codes each interview brings, and where that sinks below a threshold.

After Guest, Namey & Chen (2020), "A simple method to assess and report thematic saturation in qualitative research",
PLoS ONE 15(5): e0232076. The codes of the first interviews are the base; the new ones of a run of interviews, divided
by the base, are its new information; saturation is reached with the first run at or below the threshold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate

_COLUMNS = (
    ("source", N_("Interview"), Kind.NAME), ("number", N_("No."), Kind.COUNT), ("codes", N_("Codes"), Kind.COUNT),
    ("new", N_("New codes"), Kind.COUNT), ("cumulative", N_("Codes so far"), Kind.COUNT),
    ("share", N_("Share of all codes"), Kind.SHARE), ("run_new", N_("New in the run"), Kind.COUNT),
    ("run_share", N_("New information"), Kind.SHARE), ("saturated", N_("At or below threshold"), Kind.PRESENCE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview as saturation asks about it."""

    name: str
    codes: Collection[int]
    """Keys of the codes that stand in it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When saturation is said to be reached."""

    base: int = 4
    """Interviews whose codes are the base, at least 1."""
    run: int = 2
    """Interviews of which the new codes are counted together, at least 1."""
    threshold: float = 0.05
    """Highest share of new information at which it is reached, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one interview brought."""

    new: int
    cumulative: int
    run_new: int | None
    """New codes of the run that ends here; ``None`` before the first run ends."""
    run_share: float | None
    """Of the codes of the base; ``None`` before the first run ends, or if the base has none."""


def steps(interviews: Sequence[Interview], rule: Rule) -> list[Step]:
    """Return what each interview brought, in order."""
    known: set[int] = set()
    new: list[int] = []
    base = 0
    found = []
    for number, interview in enumerate(interviews, 1):
        new.append(len(set(interview.codes) - known))
        known |= set(interview.codes)
        base = len(known) if number == rule.base else base
        is_run = number >= rule.base + rule.run
        in_run = sum(new[-rule.run :]) if is_run else None
        found.append(Step(new[-1], len(known), in_run, None if in_run is None or not base else in_run / base))
    return found


def reached(found: Sequence[Step], rule: Rule) -> int | None:
    """Return how many interviews there were before the first run at or below the threshold; ``None`` if none is."""
    return next(
        (
            number - rule.run
            for number, step in enumerate(found, 1)
            if step.run_share is not None and step.run_share <= rule.threshold
        ),
        None,
    )


def saturation(
    interviews: Sequence[Interview], rule: Rule, *, say: Translate, notes: Iterable[str] = (), title: str = "",
    source_line: str = "",
) -> Report:  # fmt: skip
    """Return the new codes of each interview and where saturation is reached.

    Args:
        interviews: In the order in which they were held.
        rule: Base, run and threshold.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    found = steps(interviews, rule)
    everything = found[-1].cumulative if found else 0
    rows: list[tuple[Cell, ...]] = [
        (
            Name(interview.name), number, len(set(interview.codes)), step.new, step.cumulative,
            step.cumulative / everything if everything else None, step.run_new, step.run_share,
            None if step.run_share is None else step.run_share <= rule.threshold,
        )
        for number, (interview, step) in enumerate(zip(interviews, found, strict=True), 1)
    ]  # fmt: skip
    return Report(
        title=title or say(N_("Saturation")),
        columns=tuple(Column(name, say(label), kind) for name, label, kind in _COLUMNS),
        rows=tuple(rows),
        notes=(*_about(found, rule, say), *notes),
        source_line=source_line,
    )


def _about(found: Sequence[Step], rule: Rule, say: Translate) -> list[str]:
    threshold = f"{rule.threshold * 100:g}"
    said = [
        say(N_("Unit: codes; each is new in the first interview in which it stands, itself and not what is under it.")),
        say(N_("After Guest, Namey and Chen (2020): base {base}, run {run}, threshold {threshold}%.")).format(
            base=rule.base, run=rule.run, threshold=threshold
        ),
    ]
    if len(found) < rule.base + rule.run:
        said.append(
            say(N_("Too few interviews to tell: there are {n}, base and run need {needed}.")).format(
                n=len(found), needed=rule.base + rule.run
            )
        )
        return said
    base = found[rule.base - 1].cumulative
    said.append(
        say(N_("New information: new codes of the run that ends with the interview, of the codes of the base: {n}."))
        .format(n=base)
    )  # fmt: skip
    before = reached(found, rule)
    if before is None:
        said.append(say(N_("The threshold was not reached.")))
    else:
        share = found[before + rule.run - 1].run_share or 0.0
        said.append(
            say(N_("Saturation at {before}+{run} interviews: new information {share}%.")).format(
                before=before, run=rule.run, share=f"{share * 100:.0f}"
            )
        )
    said.append(
        say(N_("The order of the interviews matters; a code of a codebook made beforehand is new at its first use."))
    )
    return said
