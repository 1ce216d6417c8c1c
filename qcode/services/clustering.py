"""Which codes or sources are alike, as a tree."""

from __future__ import annotations

from collections import Counter

from qcode.analysis.clustering import METRICS, cluster, clusters_report
from qcode.domain.dendrogram import Dendrogram
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import N_, _, translator
from qcode.services.analysing import code_rows, origin
from qcode.services.asking import asked_as
from qcode.services.reporting import described
from qcode.store import coded
from qcode.store.project import Project

THINGS = ("code", "source")
_TITLES = {"code": N_("Codes that are alike"), "source": N_("Texts that are alike")}
_NOTES = {
    "code": N_("Codes are alike that stand in the same sources; counted are passages."),
    "source": N_("Sources are alike in which the same codes stand; counted are passages."),
}


def make_tree(
    project: Project, selection: Selection, *, of: str = "code", metric: str = "jaccard", language: str = "en"
) -> Dendrogram:
    """Return codes or sources as a tree of likeness.

    Args:
        project: The study.
        selection: Which codings; every code means itself alone, for a code is always like what is under it.
        of: ``code`` or ``source``.
        metric: ``jaccard`` of presence, or ``cosine`` of counts.
        language: Of the codes' names.

    Raises:
        QcodeError: If a filter, the things or the metric are unknown.
    """
    for wanted, known in ((of, THINGS), (metric, METRICS)):
        if wanted not in known:
            raise QcodeError(
                _("clusters know no “{name}”").format(name=wanted),
                _("There are: {names}").format(names=", ".join(known)),
            )
    found = coded.read(project, selection)
    counts: dict[int, Counter[int]] = {}
    for code, (source, _start, _end) in set(zip(found.codes, found.places, strict=True)):
        thing, feature = (code, source) if of == "code" else (source, code)
        counts.setdefault(thing, Counter())[feature] += 1
    if of == "code":
        rows = code_rows(project, language, rolled_up=False).rows
        named = [(row.key, Name(row.name.name, row.name.label)) for row in rows if row.key in counts]
    else:
        about = coded.sources(project)
        named = [(key, Name(about[key][1])) for key in sorted(counts)]
    return cluster([name for _key, name in named], [counts[key] for key, _name in named], metric)


@asked_as("clusters")
def make_clusters(
    project: Project, selection: Selection, *, of: str = "code", metric: str = "jaccard", language: str = "en",
    title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return the tree of ``make_tree`` as a report: what was joined with what, at which distance.

    Args:
        project: The study.
        selection: Which codings.
        of: ``code`` or ``source``.
        metric: ``jaccard`` or ``cosine``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a filter, the things or the metric are unknown.
    """
    say = translator(language)
    tree = make_tree(project, selection, of=of, metric=metric, language=language)
    notes = [say(_NOTES[of]), say(N_("A passage stands at the very code it was coded with."))]
    if not tree.merges:
        notes.append(say(N_("There is too little coded to compare.")))
    return clusters_report(
        tree, metric, say=say, notes=(*notes, *described(project, selection, say)), title=title or say(_TITLES[of]),
        source_line=source_line or origin(say),
    )  # fmt: skip
