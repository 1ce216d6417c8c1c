"""The dendrogram: codes or texts that are alike."""

from __future__ import annotations

from qcode.domain.picture import Likeness, Picture, signed
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.services import clustering
from qcode.services.picturing.order import Order, inks_of
from qcode.store import coded

_AXES = {
    "jaccard": N_("distance: 1 − Jaccard's coefficient; average linkage (UPGMA)"),
    "cosine": N_("distance: 1 − cosine of the counts; average linkage (UPGMA)"),
}
_MOST = 400
"""Leaves: beyond it a dendrogram is a wall that no sheet holds."""


def draw_dendrogram(order: Order) -> Picture:
    """Return codes or texts as a tree of likeness."""
    how, say = order.how, order.say
    report = clustering.make_clusters(
        order.project, order.selection, of=how.of, metric=how.metric, language=order.language, title=order.title,
        source_line=order.source_line,
    )  # fmt: skip
    tree = clustering.make_tree(order.project, order.selection, of=how.of, metric=how.metric, language=order.language)
    if len(tree.names) > _MOST:
        raise QcodeError(
            _("a dendrogram of {n} cannot be read").format(n=len(tree.names)),
            _("Narrow it with filters; all steps of it: qcode clusters"),
        )
    if how.of == "code":
        by_name = {row.name.name: row for row in order.rows(rolled_up=False)}
        leaves = inks_of([by_name[name.name] for name in tree.names])
    else:
        ids = {name: uuid for uuid, name, _chars in coded.sources(order.project).values()}
        leaves = signed((ids[name.name], name.name, name.name, "#565d66") for name in tree.names)
    body = Likeness(leaves, tree, how.of, say(_AXES[how.metric]))
    told = ", ".join(leaves[at].label for at in body.order)
    about = say(N_("A tree that joins what is alike, the nearer the sooner. From top to bottom: {list}."))
    # How steps are numbered concerns the list of them alone.
    notes = tuple(note for note in report.notes if not note.startswith("#"))
    return Picture(order.kind, report.title, body, about.format(list=told or "-"), notes, report.source_line, report)
