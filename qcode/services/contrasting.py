"""Words of one group of texts beside those of another, and words in their context."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from qcode.analysis.concordance import SORTS, Line, concordance, in_order
from qcode.analysis.keyness import Group, keyness
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.stretches import common
from qcode.domain.study import Hit
from qcode.domain.transcript import timestamp
from qcode.errors import QcodeError
from qcode.language import N_, _, translator
from qcode.services import consenting
from qcode.services.asking import asked_as
from qcode.services.narrowing import Spans, both, excerpts, sources_meant, texts_of, told_of_words, without
from qcode.services.reporting import described
from qcode.store import search, word_lists
from qcode.store.project import Project

KINDS = ("source", "case", "speaker", "set", "attribute", "code")
"""What a group may be named by: ``case:INF-01``, ``attribute:Jabatan=Penyidik``."""


EVERYTHING = Selection()


@asked_as("keyness")
def make_keyness(
    project: Project, target: str, reference: str = "", selection: Selection = EVERYTHING, *, top: int | None = None,
    least: int = 1, stop_words: Collection[str] = (), with_stop_lists: bool = True, language: str = "en",
    title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return the words by which one group of texts differs from another.

    Args:
        project: The study.
        target: The group that is described, as ``KIND:NAME``; see ``KINDS``.
        reference: The group it is compared with; all other words if empty.
        selection: Whose words of either group; those of coded passages alone if it chooses codings.
        top: How many words to show in each direction, all if ``None``.
        least: How often a word must stand in both together.
        stop_words: Words to leave out beside the lists.
        with_stop_lists: Leave out stop words: the built-in ones of each source's language, and the study's own.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a group is unknown, has no words, or shares text with the other.
    """
    if top is not None and top < 1:
        raise QcodeError(_("at least one word has to be shown"))
    say = translator(language)
    here, there = groups(project, target, reference, selection)
    one = Group(_name(target), texts_of(project, here))
    other = Group(_name(reference) if reference else say(N_("all others")), texts_of(project, there))
    for group in (one, other):
        if not any(text.strip() for said in group.said for text in said.texts):
            raise QcodeError(_("there are no words in “{name}”").format(name=group.name))
    own = {word for each in word_lists.stop_lists(project) for entry in each.words for word in entry.casefold().split()}
    note = N_("What interviewers say is not counted.")
    if selection.all_speakers:
        note = N_("What interviewers say is counted too.")
    return keyness(
        one, other, say=say, top=top, least=least, own_stop_words={*stop_words, *(own if with_stop_lists else ())},
        with_stop_lists=with_stop_lists, notes=(say(note), *told_of_words(project, selection, say)), title=title,
        source_line=source_line or say(N_("primary data")),
    )  # fmt: skip


@asked_as("concordance")
def make_concordance(
    project: Project, query: str, selection: Selection = EVERYTHING, *, sort: str = "place", language: str = "en",
    title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return every match of a search with the words around it; what may not be quoted is left out and said.

    Args:
        project: The study.
        query: As a search takes it.
        selection: Where it is searched, interviewers' speech included; in coded passages alone if it chooses codings.
        sort: One of ``concordance.SORTS``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If there is no word in the query, no such order, or a filter names what the project does not have.
    """
    return concord(
        project, query, selection, sort=sort, language=language, title=title, source_line=source_line
    )[0]  # fmt: skip


def concord(
    project: Project, query: str, selection: Selection = EVERYTHING, *, sort: str = "place", language: str = "en",
    title: str = "", source_line: str = "",
) -> tuple[Report, list[Line]]:  # fmt: skip
    """Return the report of ``make_concordance``, and the matches in the order of its rows.

    Args:
        project: The study.
        query: As a search takes it.
        selection: As for ``make_concordance``.
        sort: One of ``concordance.SORTS``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: As ``make_concordance``.
    """
    if sort not in SORTS:
        raise QcodeError(
            _("matches cannot be ordered by “{name}”").format(name=sort),
            _("There are: {names}").format(names=", ".join(SORTS)),
        )
    say = translator(language)
    hits = list(_hits(project, query, selection))
    kept, withheld = consenting.cleared_hits(project, hits)
    lines = in_order([_line(hit) for hit in kept], sort)
    notes = [say(N_("Searched: {query}")).format(query=query)]
    notes += described(project, selection, say)
    report = concordance(
        lines, say=say, notes=(*notes, *consenting.notes(withheld, say)), title=title,
        source_line=source_line or say(N_("primary data")),
    )  # fmt: skip
    return report, lines


def _hits(project: Project, query: str, selection: Selection) -> Iterator[Hit]:
    """Yield what is found within a selection, whoever says it; of whole texts also what stands around what is said."""
    wanted = {one.id: one for one in sources_meant(project, selection)}
    where = {one.name: [(0, one.chars)] for one in wanted.values()}
    if not replace(selection, sources=(), sets=()).is_everything:
        said = excerpts(project, replace(selection, all_speakers=True)).said
        where = {wanted[id].name: own for id, own in said.items()}
    for hit in search.search(project, query):
        place = [(hit.start, hit.end)]
        if common(place, where.get(hit.source, [])) == place:
            yield hit


def _line(hit: Hit) -> Line:
    left, right = hit.left, hit.right
    if len(left) >= search.CONTEXT:  # Cut anywhere, and printed in whole words.
        left = f"… {left.partition(' ')[2]}"
    if len(right) >= search.CONTEXT:
        right = f"{right.rpartition(' ')[0]} …"
    return Line(hit.source, left, hit.match, right, hit.speaker, timestamp(hit.seconds) or "", hit.start, hit.end)


def groups(
    project: Project, target: str, reference: str = "", selection: Selection = EVERYTHING
) -> tuple[Spans, Spans]:
    """Return what keyness compares.

    Args:
        project: The study.
        target: As for ``make_keyness``.
        reference: Likewise.
        selection: Likewise.

    Raises:
        QcodeError: If a group is unknown, or shares text with the other.
    """
    every = excerpts(project, selection).said
    here = both(every, _spans_of(project, target, all_speakers=selection.all_speakers))
    if not reference:
        return here, without(every, here)
    there = both(every, _spans_of(project, reference, all_speakers=selection.all_speakers))
    if without(here, there) != here:
        raise QcodeError(
            _("“{one}” and “{other}” share text").format(one=target, other=reference),
            _("Compare groups that lie apart."),
        )
    return here, there


def _name(group: str) -> str:
    return group.partition(":")[2].strip()


def _spans_of(project: Project, group: str, *, all_speakers: bool) -> Spans:
    """Return what a group means.

    Raises:
        QcodeError: If there is no such kind of group, or nothing is called so.
    """
    kind, colon, name = (part.strip() for part in group.partition(":"))
    if not colon or not name or kind not in KINDS:
        raise QcodeError(
            _("“{text}” is no group of texts").format(text=group),
            _("Write KIND:NAME. Kinds: {names}").format(names=", ".join(KINDS)),
        )
    attribute, _equals, value = (part.strip() for part in name.partition("="))
    filters: dict[str, Selection] = {
        "source": Selection(sources=(name,)), "case": Selection(cases=(name,)), "speaker": Selection(speakers=(name,)),
        "set": Selection(sets=(name,)), "code": Selection(codes=(name,)),
        "attribute": Selection(where=((attribute, value),)),
    }  # fmt: skip
    meant = replace(filters[kind], all_speakers=all_speakers)
    if kind == "attribute" and not sources_meant(project, meant):
        raise QcodeError(_("nothing has “{value}” as its “{name}”").format(value=value, name=attribute))
    return excerpts(project, meant).said
