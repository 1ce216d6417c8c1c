"""How a picture is drawn: asked for by key, and said in words above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qcode.analysis.saturation import Rule
from qcode.language import _
from qcode.services.picturing import How
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.pictures.commands import CLOSENESS, WITHIN

if TYPE_CHECKING:
    from textual.app import App


async def ask_closeness(app: App[object], kind: str, how: How) -> How | None:
    """Ask what says how close two codes or texts are; ``None`` if nothing was chosen."""
    names = ("jaccard", "cosine") if kind == "dendrogram" else ("count", "jaccard", "c")
    options = [Option(name, _(CLOSENESS[name]), key) for name, key in zip(names, "123", strict=False)]
    chosen = await app.push_screen_wait(ChoiceDialog(_("How close two are"), options))
    if not chosen:
        return None
    if kind == "dendrogram":
        return replace(how, metric=chosen[0])
    # What was asked of one measure says nothing of another.
    return replace(how, measure=chosen[0], least=how.least if chosen[0] == how.measure else None)


async def ask_least(app: App[object], how: How) -> How | None:
    """Ask from where on ties are shown; ``None`` if nothing was written."""
    note = _("a number; 0 shows all ties, - as many as can be seen")
    text = "" if how.least is None else f"{how.least:g}"
    while given := await app.push_screen_wait(LineDialog(_("Only ties from …"), text, note=note)):
        if given == "-":
            return replace(how, least=None)
        try:
            return replace(how, least=float(given.replace(",", ".")))
        except ValueError:
            text, note = given, _("that is no number")
    return None


async def ask_rule(app: App[object], how: How) -> How | None:
    """Ask for base, run and threshold; ``None`` if nothing was written."""
    rule = how.rule or Rule()
    text = f"{rule.base} {rule.run} {rule.threshold * 100:g}"
    note = _("interviews of the base, interviews of a run, percent: 4 2 5")
    while given := await app.push_screen_wait(LineDialog(_("Base, run and threshold"), text, note=note)):
        try:
            base, run, percent = given.replace("%", "").replace(",", ".").split()
            found = Rule(int(base), int(run), float(percent) / 100)
        except ValueError:
            text, note = given, _("three numbers, blanks between: 4 2 5")
            continue
        if found.base > 0 and found.run > 0 and 0 <= found.threshold < 1:
            return replace(how, rule=found)
        text, note = given, _("base and run are 1 or more, the threshold at least 0 and below 100%")
    return None


async def ask_series(app: App[object], how: How, names: Sequence[str]) -> How | None:
    """Ask for the attribute whose values are counted apart; ``None`` if nothing was chosen."""
    options = [Option("", _("all cases together")), *(Option(name, name) for name in names)]
    chosen = await app.push_screen_wait(ChoiceDialog(_("Count apart by …"), options))
    return replace(how, series=chosen[0]) if chosen else None


def how_in_words(kind: str, how: How) -> list[str]:
    """Return how a picture is drawn, as far as it concerns its kind."""
    match kind:
        case "frequencies":
            return [_("most frequent first")] if how.by_count else []
        case "cooccurrence":
            return [_("together: {where}").format(where=_(WITHIN[how.within]))]
        case "portrait":
            return [_("main codes")] if how.fold else []
        case "timeline":
            along = _("along the time") if how.along == "time" else _("along the text")
            return [*([_("main codes")] if how.fold else []), along]
        case "network":
            least = [] if how.least is None else [_("from {n} on").format(n=f"{how.least:g}")]
            return [_("together: {where}").format(where=_(WITHIN[how.within])), _(CLOSENESS[how.measure]), *least]
        case "dendrogram":
            return [_("of the codes") if how.of == "code" else _("of the texts"), _(CLOSENESS[how.metric])]
        case "saturation":
            rule = how.rule or Rule()
            said = _("base {base}, run {run}, threshold {threshold}%")
            return [said.format(base=rule.base, run=rule.run, threshold=f"{rule.threshold * 100:g}")]
        case "years":
            return [_("apart by {name}").format(name=how.series)] if how.series else []
    return []
