"""The network of codes that stand together."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.domain.picture import Network, Node, Picture, Tie
from qcode.domain.report import Report
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.services import analysing
from qcode.services.picturing.order import Order, inks_of, most_frequent, name_of, number_in
from qcode.services.reporting import enumerated

MEASURES = ("count", "jaccard", "c")
_TIES_A_NODE = 2
"""Lines for each circle if nobody says how many: more cross so often that none can be followed."""
_TOLD = 12
_WORDS = {
    "count": N_("how often both stand together"), "jaccard": N_("Jaccard's coefficient"), "c": N_("c-coefficient"),
}  # fmt: skip
_UNITS = {
    "overlap": N_("passages of the code"), "sentence": N_("sentences with the code"),
    "paragraph": N_("paragraphs with the code"), "turn": N_("turns with the code"),
    "source": N_("texts with the code"),
}  # fmt: skip


def draw_network(order: Order) -> Picture:
    """Return which codes stand together, as circles with lines between them."""
    how, say = order.how, order.say
    if how.measure not in MEASURES:
        raise QcodeError(
            _("a network knows no measure “{name}”").format(name=how.measure),
            _("There are: {names}").format(names=", ".join(MEASURES)),
        )
    counts = _report(order, "count")
    weights = counts if how.measure == "count" else _report(order, how.measure)
    alone = {at: number_in(row[at + 1]) for at, row in enumerate(counts.rows)}
    every = _ties(counts, weights)
    tied = {end for tie in every for end in (tie.left, tie.right)}
    kept = most_frequent({at: alone[at] for at in tied}, order.most)
    ties = [tie for tie in every if tie.left in kept and tie.right in kept]
    least = how.least if how.least is not None else _fitting(ties, len(kept))
    shown = [tie for tie in ties if tie.weight >= least]
    by_name = {row.name.name: row for row in order.rows()}
    rows = [by_name[name_of(counts, at)] for at in range(len(counts.rows))]
    ends = sorted({end for tie in shown for end in (tie.left, tie.right)})
    place = {at: number for number, at in enumerate(ends)}
    nodes = tuple(Node(ink, alone[at]) for at, ink in zip(ends, inks_of([rows[at] for at in ends]), strict=True))
    body = Network(
        nodes, tuple(Tie(place[tie.left], place[tie.right], tie.count, tie.weight) for tie in shown),
        say(_WORDS[how.measure]), say(_UNITS[how.within]), how.measure == "count",
    )  # fmt: skip
    # What the diagonal of the table has is the size of a circle here.
    said = [note for note in weights.notes if note != counts.notes[1]]
    said += order.shown(len(kept), len(tied))
    said += _left_out(order, ties, shown, least, [str(row.name) for at, row in enumerate(rows) if at not in place])
    return Picture(
        order.kind, order.title or say(N_("Network of codes")), body, _described(order, body), tuple(said),
        counts.source_line, weights,
    )  # fmt: skip


def _report(order: Order, measure: str) -> Report:
    return analysing.make_cooccurrence(
        order.project, order.selection, within=order.how.within, measure=measure, language=order.language,
        title=order.title, source_line=order.source_line,
    )  # fmt: skip


def _ties(counts: Report, weights: Report) -> list[Tie]:
    """Return every two codes that stand together, the closest first."""
    found = []
    for right, (row, weighed) in enumerate(zip(counts.rows, weights.rows, strict=True)):
        for left in range(right):
            n, weight = row[left + 1], weighed[left + 1]
            if isinstance(n, int) and isinstance(weight, int | float) and weight > 0:
                found.append(Tie(left, right, n, weight))
    return sorted(found, key=lambda tie: (-tie.weight, -tie.count, tie.left, tie.right))


def _fitting(ties: Sequence[Tie], nodes: int) -> float:
    """Return the least weight from which on so many ties are shown that each can be seen; equal ones all or none."""
    most = _TIES_A_NODE * nodes
    if len(ties) <= most:
        return 0.0
    # The first that is left out must be weaker than all that are shown.
    above = [tie.weight for tie in ties if tie.weight > ties[most].weight]
    return above[-1] if above else ties[0].weight


def _left_out(
    order: Order, ties: Sequence[Tie], shown: Sequence[Tie], least: float, loose: Sequence[str]
) -> tuple[str, ...]:
    say, notes = order.say, []
    if len(shown) < len(ties):
        said = say(N_("Shown: {n} of {all} ties, from {least} on."))
        notes.append(said.format(n=len(shown), all=len(ties), least=f"{least:.3g}"))
    if loose and shown:
        note = say(N_("Not shown, because none of its ties is: {names}."))
        notes.append(note.format(names=enumerated(loose, say)))
    # Where nothing is coded at all, the report says so itself.
    if loose and not ties:
        notes.append(say(N_("No two codes stand together in this selection.")))
    elif not shown and ties:
        notes.append(say(N_("No tie is as close as that.")))
    return tuple(notes)


def _described(order: Order, body: Network) -> str:
    told = "; ".join(
        f"{body.nodes[tie.left].ink.key} + {body.nodes[tie.right].ink.key} "
        f"{tie.weight if body.is_count else format(tie.weight, '.3f')}"
        for tie in body.ties[:_TOLD]
    )
    about = order.say(
        N_("Circles, one for each code, larger where it stands more often, joined by lines that are thicker the closer "
           "two stand together. Closest: {list}.")
    )  # fmt: skip
    return about.format(list=told or "-")
