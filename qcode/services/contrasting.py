"""Words of one group of texts beside those of another, and words in their context."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from qcode.analysis.concordance import SORTS, Line, concordance, in_order
from qcode.analysis.keyness import Group, keyness
from qcode.analysis.words import Said
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.stretches import merged
from qcode.domain.study import Hit
from qcode.domain.transcript import Role, timestamp
from qcode.errors import QcodeError
from qcode.language import N_, _, translator
from qcode.services import consenting
from qcode.services.asking import asked_as
from qcode.services.counting import chosen
from qcode.services.reporting import described
from qcode.store import coded, search, sources, word_lists
from qcode.store.project import Project

KINDS = ("source", "case", "speaker", "set", "attribute", "code")
"""What a group may be named by: ``case:INF-01``, ``attribute:Jabatan=Penyidik``."""
_Spans = dict[str, list[tuple[int, int]]]
"""Id of a source → what of it is meant, merged."""


@asked_as("keyness")
def make_keyness(
    project: Project, target: str, reference: str = "", *, all_speakers: bool = False, top: int | None = None,
    least: int = 1, stop_words: Collection[str] = (), with_stop_lists: bool = True, language: str = "en",
    title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return the words by which one group of texts differs from another.

    Args:
        project: The study.
        target: The group that is described, as ``KIND:NAME``; see ``KINDS``.
        reference: The group it is compared with; all other texts if empty.
        all_speakers: Count what interviewers say too.
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
    here = _spans_of(project, target, all_speakers=all_speakers)
    if reference:
        there = _spans_of(project, reference, all_speakers=all_speakers)
        if _without(here, there) != here:
            raise QcodeError(
                _("“{one}” and “{other}” share text").format(one=target, other=reference),
                _("Compare groups that lie apart."),
            )
    else:
        there = _without(_said(project, Selection(all_speakers=all_speakers)), here)
    one = Group(_name(target), _texts(project, here))
    other = Group(_name(reference) if reference else say(N_("all others")), _texts(project, there))
    for group in (one, other):
        if not any(text.strip() for said in group.said for text in said.texts):
            raise QcodeError(_("there are no words in “{name}”").format(name=group.name))
    own = {word for each in word_lists.stop_lists(project) for entry in each.words for word in entry.casefold().split()}
    note = N_("What interviewers say is counted too.") if all_speakers else N_("What interviewers say is not counted.")
    return keyness(
        one, other, say=say, top=top, least=least, own_stop_words={*stop_words, *(own if with_stop_lists else ())},
        with_stop_lists=with_stop_lists, notes=(say(note),), title=title,
        source_line=source_line or say(N_("primary data")),
    )  # fmt: skip


@asked_as("concordance")
def make_concordance(
    project: Project, query: str, *, source: str = "", sort: str = "place", language: str = "en", title: str = "",
    source_line: str = "",
) -> Report:  # fmt: skip
    """Return every match of a search with the words around it; what may not be quoted is left out and said.

    Args:
        project: The study.
        query: As a search takes it.
        source: Name or id of the one source to search; all if empty.
        sort: One of ``concordance.SORTS``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If there is no word in the query, or no such source or order.
    """
    texts = (source,) if source else ()
    return concord(
        project, query, texts=texts, sort=sort, language=language, title=title, source_line=source_line
    )[0]  # fmt: skip


def concord(
    project: Project, query: str, *, texts: Sequence[str] = (), sort: str = "place", language: str = "en",
    title: str = "", source_line: str = "",
) -> tuple[Report, list[Line]]:  # fmt: skip
    """Return the report of ``make_concordance`` of several texts, and the matches in the order of its rows.

    Args:
        project: The study.
        query: As a search takes it.
        texts: Names or ids of the sources to search; all if there are none.
        sort: One of ``concordance.SORTS``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If there is no word in the query, or no such source or order.
    """
    if sort not in SORTS:
        raise QcodeError(
            _("matches cannot be ordered by “{name}”").format(name=sort),
            _("There are: {names}").format(names=", ".join(SORTS)),
        )
    say = translator(language)
    ids = [sources.find_id(project, name) for name in texts] or [""]
    hits = [hit for id in ids for hit in search.search(project, query, source=id)]
    kept, withheld = consenting.cleared_hits(project, hits)
    lines = in_order([_line(hit) for hit in kept], sort)
    notes = [say(N_("Searched: {query}")).format(query=query)]
    if texts:
        notes += described(Selection(sources=tuple(texts)), say)
    report = concordance(
        lines, say=say, notes=(*notes, *consenting.notes(withheld, say)), title=title,
        source_line=source_line or say(N_("primary data")),
    )  # fmt: skip
    return report, lines


def _line(hit: Hit) -> Line:
    seconds = timestamp(hit.seconds) or ""
    return Line(hit.source, hit.left, hit.match, hit.right, hit.speaker, seconds, hit.start, hit.end)


def _name(group: str) -> str:
    return group.partition(":")[2].strip()


def _spans_of(project: Project, group: str, *, all_speakers: bool) -> _Spans:
    """Return what a group means.

    Raises:
        QcodeError: If there is no such kind of group, or nothing is called so.
    """
    kind, colon, name = (part.strip() for part in group.partition(":"))
    every = Selection(all_speakers=all_speakers)
    if not colon or not name or kind not in KINDS:
        raise QcodeError(
            _("“{text}” is no group of texts").format(text=group),
            _("Write KIND:NAME. Kinds: {names}").format(names=", ".join(KINDS)),
        )
    if kind == "code":
        found = coded.read(project, replace(every, codes=(name,)))
        ids = {key: uuid for key, (uuid, _name, _chars) in coded.sources(project).items()}
        spans: _Spans = {}
        for key, start, end in set(found.places):
            spans.setdefault(ids[key], []).append((start, end))
        return {source: merged(own) for source, own in spans.items()}
    if kind == "attribute":
        return _with_value(project, name, every)
    return _said(project, _narrowed(every, kind, name))


def _with_value(project: Project, text: str, every: Selection) -> _Spans:
    """Return what is said in the sources, or by the cases, that have a value of an attribute."""
    name, _equals, value = (part.strip() for part in text.partition("="))
    subject = coded.subject_of(project, name)
    keys = {
        key
        for key, some in coded.values(project, name, subject).items()
        if value.casefold() in {one.casefold() for one in some}
    }
    if not keys:
        raise QcodeError(_("nothing has “{value}” as its “{name}”").format(value=value, name=name))
    ids = coded.ids(project, subject)
    found: _Spans = {}
    for key in keys:
        for source, own in _said(project, _narrowed(every, subject, ids[key])).items():
            found[source] = merged([*found.get(source, ()), *own])
    return found


def _narrowed(selection: Selection, kind: str, name: str) -> Selection:
    """Return a selection narrowed to one source, case, speaker or set."""
    match kind:
        case "source":
            return replace(selection, sources=(name,))
        case "case":
            return replace(selection, cases=(name,))
        case "speaker":
            return replace(selection, speakers=(name,))
    return replace(selection, sets=(name,))


def _said(project: Project, selection: Selection) -> _Spans:
    """Return what is said in the texts of a selection: its turns, or all of a text without turns."""
    found: _Spans = {}
    for source, turns in chosen(project, selection):
        if turns is None:
            found[source.id] = [(0, source.chars)]
            continue
        found[source.id] = merged(
            (one.span.start, one.span.end)
            for one in turns
            if selection.all_speakers or one.role is not Role.INTERVIEWER
        )
    return found


def _without(spans: _Spans, taken: _Spans) -> _Spans:
    """Return spans without what of them is taken."""
    found: _Spans = {}
    for source, own in spans.items():
        left: list[tuple[int, int]] = []
        gone = iter([*taken.get(source, ()), (1 << 62, 1 << 62)])
        start, end = next(gone)
        for first, last in own:
            at = first
            while end <= at:
                start, end = next(gone)
            while start < last:
                if at < start:
                    left.append((at, start))
                at = min(last, end)
                if end > last:
                    break
                start, end = next(gone)
            if at < last:
                left.append((at, last))
        found[source] = left
    return found


def _texts(project: Project, spans: _Spans) -> list[Said]:
    about = {one.id: one for one in sources.all_sources(project)}
    found = []
    for source, own in spans.items():
        if own:
            text = sources.text_of(project, source)
            found.append(Said(about[source].name, about[source].language, [text[start:end] for start, end in own]))
    return found
