"""What there is to tell of the codes of a study: what they say, in which languages, where they are used, examples.

The anchor of a codebook is mostly a passage of an interview, copied into it. It is looked for in the texts: where it is
found it is cited, and kept back if consent forbids to quote it there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.domain.consent import Level
from qcode.domain.dates import long_date
from qcode.domain.report import Quotation
from qcode.domain.selection import Selection
from qcode.domain.study import CodeInProject
from qcode.language import N_, Translate, translator
from qcode.services import citing, codebooks, consenting
from qcode.services.analysing import code_rows
from qcode.services.anchoring import Anchors
from qcode.services.reporting import quotation
from qcode.store import coded, codes, codings, memos
from qcode.store.project import Project

_PARAGRAPH_OF_ARTICLE = re.compile(r"(?<=[0-9A-Z])\((?=\d)")
_TEXTS = ("definition", "include", "exclude")


@dataclass(frozen=True, slots=True)
class Use:
    """How often a code is used, with what is under it."""

    passages: int = 0
    codings: int = 0
    sources: int = 0
    cases: Mapping[str, int] = field(default_factory=dict)
    """Kind of case → how many."""


@dataclass(frozen=True, slots=True)
class Described:
    """A code with all that a codebook tells of it."""

    one: CodeInProject
    texts: Mapping[str, Sequence[tuple[str, str]]]
    """``name``, ``definition``, ``include``, ``exclude`` → language and words; an empty language is the document's."""
    examples: tuple[Quotation, ...]
    """Its anchor, then passages marked typical."""
    use: Use
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A codebook."""

    name: str
    about: str
    """What it says of itself."""
    codes: tuple[Described, ...]
    """Depth first."""


@dataclass(frozen=True, slots=True)
class Books:
    """The codebooks of a study, or one of them."""

    title: str
    """The codebook's name, or the study's where there are several."""
    books: tuple[Book, ...]
    kinds: tuple[str, ...]
    """Kinds of case in which anything is coded, in alphabetical order."""
    left_out: int
    """Codings not counted, because interviewers spoke."""
    withheld: Mapping[Level, int]
    """Examples that consent keeps back."""

    def notes(self, say: Translate) -> Iterator[str]:
        """Yield what must be known to read the counts, a sentence each."""
        yield say(N_("Unit: coded passages; a passage coded more than once counts once. Codings count each time."))
        yield say(N_("A code counts itself and the codes under it."))
        if self.left_out:
            yield say(N_("Left out: codings of what interviewers said ({n}).")).format(n=self.left_out)
        yield from consenting.notes(self.withheld, say)


def describe_books(
    project: Project, codebook: str, language: str, *, examples: int, all_languages: bool = False
) -> Books:
    """Return codebooks with all there is to tell of their codes.

    Args:
        project: The study.
        codebook: Name of one; all of them if empty.
        language: In which the codes speak, where they have words in it.
        examples: Most passages marked typical with a code.
        all_languages: Whether they speak in their other languages, too.

    Raises:
        QcodeError: If there is no such codebook.
    """
    books = [codebooks.the_codebook(project, codebook)] if codebook else codes.codebooks(project)
    everything = codes.all_codes(project, books=books)
    shown = _Examples(project, language)
    used, left_out = _uses(project)
    typical = shown.typical(examples)
    noted = memos.texts_on(project, "code")
    own = {book.name: book for book in books}
    described: dict[str, list[Described]] = {book.name: [] for book in books}
    for one in everything:
        code = one.code
        given = (*shown.anchor(code, language), *typical.get(code.id, ()))
        once = {(example.source, example.text): example for example in reversed(given)}
        described[one.codebook].append(
            Described(
                one, _texts(own[one.codebook], code, language, all_languages=all_languages),
                tuple(reversed(once.values())), used.get(code.id, Use()), noted.get(code.id, ""),
            )
        )  # fmt: skip
    kinds = sorted({kind for use in used.values() for kind in use.cases}, key=str.casefold)
    return Books(
        books[0].name if len(books) == 1 else project.name,
        tuple(Book(book.name, book.description, tuple(described[book.name])) for book in books),
        tuple(kinds), left_out, shown.withheld,
    )  # fmt: skip


def provision_words(basis: LegalBasis, language: str) -> tuple[str, str, str]:
    """Return a provision, the time in which it is law, and what was noted of it, as a document has them."""
    say = translator(language)
    article = _PARAGRAPH_OF_ARTICLE.sub(" ayat (", basis.article) if language == "id" else basis.article
    named = say(N_("{act} article {article}")).format(act=basis.act, article=article) if article else basis.act
    since, until = (long_date(day, language) for day in (basis.valid_from, basis.valid_to))
    if since and until:
        validity = say(N_("{since} to {until}")).format(since=since, until=until)
    elif since:
        validity = say(N_("from {since}")).format(since=since)
    else:
        validity = say(N_("until {until}")).format(until=until) if until else ""
    return named, validity, basis.note


def legal_words(basis: LegalBasis, language: str) -> str:
    """Return a provision with the time in which it is law, in one sentence."""
    named, validity, note = provision_words(basis, language)
    in_force = translator(language)(N_("(in force {validity})")).format(validity=validity)
    said = f"{named} {in_force}" if validity else named
    return f"{said}; {note}" if note else said


def _texts(book: Codebook, code: Code, language: str, *, all_languages: bool) -> dict[str, list[tuple[str, str]]]:
    if not all_languages:
        return {what: [("", words)] for what in ("name", *_TEXTS) if (words := code.said(what, language))}
    own = book.language or language
    order = sorted(dict.fromkeys((own, *code.translations)), key=lambda one: (one != language, one != own, one))
    found: dict[str, list[tuple[str, str]]] = {}
    for what in ("name", *_TEXTS):
        said = [(one, getattr(code, what) if one == own else code.translations[one].get(what, "")) for one in order]
        found[what] = [(one, words) for one, words in said if words]
    return found


def _uses(project: Project) -> tuple[dict[str, Use], int]:
    """Return how often each code is used, by its id, and how many codings of interviewers' speech are left out."""
    rows = code_rows(project, "en", rolled_up=True)
    found = coded.read(project, Selection())
    codings_of: Counter[int] = Counter()
    places: dict[int, set[tuple[int, int, int]]] = {}
    for code, place in zip(found.codes, found.places, strict=True):
        for over in rows.counted_for(code):
            codings_of[over] += 1
            places.setdefault(over, set()).add(place)
    kind_of = coded.kinds_of_cases(project)
    cases: dict[int, Counter[str]] = {}
    for code, case in coded.occupied(project, Selection(), "case"):
        cases.setdefault(code, Counter())[kind_of[case]] += 1
    return {
        row.id: Use(
            len(places[row.key]), codings_of[row.key], len({source for source, _start, _end in places[row.key]}),
            cases.get(row.key, {}),
        )
        for row in rows.rows
        if row.key in places
    }, found.left_out  # fmt: skip


class _Examples:
    """Finds passages that show what a code means."""

    def __init__(self, project: Project, language: str) -> None:
        self.withheld: Counter[Level] = Counter()
        self._project = project
        self._say = translator(language)
        self._anchors = Anchors(project)

    def typical(self, most: int) -> dict[str, tuple[Quotation, ...]]:
        """Return passages marked typical, by the id of the code, as consent leaves them."""
        allowed = consenting.cleared(self._project, codings.by_ids(self._project, codings.typical_ids(self._project)))
        self.withheld += allowed.withheld
        found: dict[str, tuple[Quotation, ...]] = {}
        for one in allowed.codings:
            there = found.get(one.code_id, ())
            if len(there) < most and all(other.text != one.text for other in there):
                found[one.code_id] = (*there, quotation(one))
        return found

    def anchor(self, code: Code, language: str) -> tuple[Quotation, ...]:
        """Return the anchor of a code with its place, if it is one of the texts'; nothing if consent forbids it."""
        if not code.example:
            return ()
        said = code.said("example", language)
        translation = said if said != code.example else ""
        place = self._anchors.place(code.example)
        if place is None:
            return (Quotation(said, "", self._say(N_("example of the codebook"))),)
        if (level := self._anchors.forbidden(code.example)) is not None:
            self.withheld[level] += 1
            return ()
        at = citing.quote(self._project, *place)
        return (Quotation(code.example, at.source, at.speaker, at.timestamp, at.paragraph, translation=translation),)
