"""How much of each source, or of what each speaker says, is coded."""

from __future__ import annotations

from collections.abc import Iterable

from qcode.analysis.coverage import BY, CELLS, WORDS, Ground, Part, coverage, part_of, who_counts, words_part
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.domain.text import words
from qcode.errors import QcodeError
from qcode.language import _, translator
from qcode.services.analysing import code_rows, origin, with_unused
from qcode.services.asking import asked_as
from qcode.services.reporting import described
from qcode.store import coded, finding, places, tallies
from qcode.store.project import Project

OVER = ("source", "speaker")
_Stretches = dict[int, list[tuple[int, int]]]


@asked_as("coverage")
def make_coverage(
    project: Project, selection: Selection, *, over: str = "source", by: str = "characters", cell: str = "share",
    language: str = "en", title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return how much of each source or speaker lies under each code.

    Where a text has turns, what is said in them is counted and not what stands around them; where it has none, all of
    it is, and it is nobody's.

    Args:
        project: The study.
        selection: Which codings; a code counts what is under it unless ``only``. Shown are the sources and speakers in
            which something of it is coded.
        over: One of ``OVER``.
        by: One of ``coverage.BY``.
        cell: One of ``coverage.CELLS``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a filter, or what it is to be over or counted by, is unknown.
    """
    for wanted, known in ((over, OVER), (by, BY), (cell, CELLS)):
        if wanted not in known:
            raise QcodeError(
                _("coverage knows no “{name}”").format(name=wanted),
                _("There are: {names}").format(names=", ".join(known)),
            )
    say = translator(language)
    rows = code_rows(project, language, rolled_up=not selection.only)
    found = coded.read(project, selection)
    used = {source for source, _start, _end in found.places}
    grounds = _grounds(project, over, by, used, all_speakers=selection.all_speakers)
    report = coverage(
        found, rows, grounds, by=by, cell=cell, only_coded=over == "speaker", say=say,
        notes=(who_counts(selection.all_speakers, say), *described(project, selection, say)),
        title=title, source_line=source_line or origin(say),
    )  # fmt: skip
    return with_unused(project, selection, report, rows, say)


def _grounds(project: Project, over: str, by: str, used: Iterable[int], *, all_speakers: bool) -> list[Ground]:
    """Return the columns: what is counted of the sources, parted by source or by who speaks."""
    keys = set(used)
    about = coded.sources(project)
    said: dict[object, _Stretches] = {}
    with_turns = set()
    for source, start, end, role, who in coded.spoken(project):
        with_turns.add(source)
        if source in keys and (all_speakers or role != "interviewer"):
            said.setdefault(source if over == "source" else who, {}).setdefault(source, []).append((start, end))
    if over == "source":
        said |= {key: {key: [(0, about[key][2])]} for key in keys - with_turns}
        names: dict[object, str] = {key: about[key][1] for key in keys}
    else:
        names = dict(places.places(project, "speaker"))
    starts = {}
    if by == WORDS:
        starts = {key: [word.start for word in words(text)] for key, text in tallies.texts(project, keys)}

    def part(source: int, stretches: list[tuple[int, int]]) -> Part:
        return words_part(source, starts[source], stretches) if by == WORDS else part_of(source, stretches)

    grounds = [
        Ground(Name(names[key]), tuple(part(source, some) for source, some in own.items())) for key, own in said.items()
    ]
    return sorted(grounds, key=lambda one: finding.order(one.name.name))
