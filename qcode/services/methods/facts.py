"""What a project knows of how its study was done."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import quantiles

from qcode.domain.consent import Level
from qcode.domain.member_check import KIND as MEMBER_CHECK
from qcode.domain.member_check import Verdict
from qcode.domain.particulars import Particulars, particulars
from qcode.domain.selection import Selection
from qcode.domain.study import Case, ChangeEntry, CodeInProject, Coder, Source
from qcode.domain.text import count_words
from qcode.domain.transcript import Role
from qcode.services.citing_law import INFORMANT
from qcode.store import cases, coded, coders, codes, codings, consents, exports, guide, history, memos, sources, tallies
from qcode.store.project import Project

INTERVIEW = "interview"
"""The kind of source that is an interview."""


@dataclass(frozen=True, slots=True)
class Text:
    """A source as the sample lists it."""

    source: Source
    seconds: float
    """The last timestamp in it; 0 if there is none."""
    about: Particulars
    """What its header and attributes say: the day, the place, the office of who speaks."""
    interviewers: tuple[str, ...]
    """Labels."""
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Informant:
    """Someone who was interviewed, under their code."""

    case: Case
    about: Particulars
    texts: tuple[Text, ...]
    consent: Level | None


@dataclass(frozen=True, slots=True)
class Passages:
    """How long the coded passages are, and how they lie in the turns."""

    count: int = 0
    quartiles: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Of their lengths in words."""
    whole_turns: int = 0
    over_turns: int = 0
    """Those that reach over several turns."""
    left_out: int = 0
    """Codings not counted, because interviewers spoke."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it."""

    name: str
    texts: Sequence[Text]
    informants: Sequence[Informant]
    other_cases: Mapping[str, Sequence[Case]]
    """By kind; without informants."""
    codes: Sequence[CodeInProject]
    codebooks: Sequence[str]
    coders: Sequence[Coder]
    days: Mapping[str, Counter[str]]
    """Coder → ISO day → codings made on it."""
    visits: Mapping[str, frozenset[str]]
    """Id of a source → ISO days on which something in it was coded."""
    passages: Passages
    typical: int
    """Codings marked typical of their code."""
    questions: int
    asked: int
    """Interviewers' turns tied to a question of the guide."""
    span_consents: Counter[Level]
    memos: Counter[str]
    """Kind → how many."""
    checked_by: int
    """Informants whose answers on a sheet for checking were read."""
    verdicts: Counter[Verdict]
    """What they said of their passages."""
    trail: Sequence[ChangeEntry]
    deeds: Sequence[history.Deed]
    """What was done to the codes."""
    sqlite: str
    """Version of the database."""

    @property
    def interviews(self) -> list[Text]:
        """The texts that are interviews."""
        return [text for text in self.texts if text.source.kind == INTERVIEW]


def gather(project: Project) -> Facts:
    """Read what a project knows of how its study was done; the whole audit trail is read, so let a thread ask."""
    texts = _texts(project)
    everyone = cases.all_cases(project)
    levels = {one.case: one.level for one in consents.all_consents(project) if one.case}
    informants = [
        Informant(
            case,
            particulars(case.attributes.items()),
            tuple(text for text in texts if text.source.name in case.sources),
            levels.get(case.name),
        )
        for case in everyone
        if case.kind.casefold() == INFORMANT
    ]
    others: dict[str, list[Case]] = {}
    for case in everyone:
        if case.kind.casefold() != INFORMANT:
            others.setdefault(case.kind, []).append(case)
    days, visits = _work(project)
    noted = memos.all_memos(project)
    return Facts(
        name=project.name, texts=texts, informants=informants, other_cases=others,
        codes=codes.all_codes(project), codebooks=list(codes.codebook_ids(project)),
        coders=[one for one in coders.all_coders(project) if one.codings], days=days, visits=visits,
        passages=_passages(project), typical=len(codings.typical_ids(project)),
        questions=len(guide.questions(project)), asked=sum(bool(one.question) for one in guide.asked(project)),
        span_consents=Counter(one.level for one in consents.all_consents(project) if one.span),
        memos=Counter(memo.kind for memo in noted),
        checked_by=len({memo.coder for memo in noted if memo.kind == MEMBER_CHECK}),
        verdicts=Counter(
            Verdict(tag) for memo in noted if memo.kind == MEMBER_CHECK for tag in memo.tags if tag in set(Verdict)
        ),
        # What was exported when says nothing of how the study was worked on.
        trail=[one for one in history.entries(project) if one.act != exports.ACT],
        deeds=history.on_table(project, "code"),
        sqlite=project.database.engine,
    )  # fmt: skip


def _texts(project: Project) -> list[Text]:
    found: list[Text] = []
    for source in sources.all_sources(project):
        marks = sources.marks_of(project, source.id)
        speakers = sources.speakers_of(project, source.id)
        found.append(
            Text(
                source, marks[-1].seconds if marks else 0.0,
                particulars(cases.attributes_of_source(project, source.id).items()),
                tuple(one.label for one in speakers if one.role is Role.INTERVIEWER),
                tuple(one.label for one in speakers if one.role is Role.PARTICIPANT),
            )
        )  # fmt: skip
    return found


def _work(project: Project) -> tuple[dict[str, Counter[str]], dict[str, frozenset[str]]]:
    """Return who coded how much on which day, and on which days each source was coded."""
    days: dict[str, Counter[str]] = {}
    visits: dict[str, set[str]] = {}
    for coder, source, day, n in codings.worked(project):
        days.setdefault(coder, Counter())[day] += n
        visits.setdefault(source, set()).add(day)
    return days, {source: frozenset(some) for source, some in visits.items()}


def _passages(project: Project) -> Passages:
    """Return how long the coded passages are, interviewers' speech left out."""
    found = coded.read(project, Selection())
    places = sorted(set(found.places))
    if not places:
        return Passages(left_out=found.left_out)
    turns = coded.turns(project, all_speakers=True)
    texts = dict(tallies.texts(project, {source for source, _start, _end in places}))
    lengths = [count_words(texts[source][start:end]) for source, start, end in places]
    whole = over = 0
    for source, here in groupby(places, key=lambda place: place[0]):
        starts = [start for start, _end in turns.get(source, ())]
        for _source, start, end in here:
            first = max(bisect_right(starts, start) - 1, 0)
            last = bisect_left(starts, end)
            touched = [turn for turn in turns.get(source, ())[first:last] if turn[1] > start]
            whole += touched == [(start, end)]
            over += len(touched) > 1
    # Of one passage there are no quartiles but its own length.
    cut = quantiles(lengths, n=4, method="inclusive") if len(lengths) > 1 else [float(lengths[0])] * 3
    return Passages(len(places), (cut[0], cut[1], cut[2]), whole, over, found.left_out)
