"""Member checking: the sheet on which an informant reads what is quoted from them, and how it was understood.

A sheet holds nothing of any other informant. Passages that wait for their informant's word stand on it, for that is
what it is for; what may never be quoted does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from qcode.domain import member_check
from qcode.domain.consent import Level, is_quoting
from qcode.domain.document import Block, Document, Field, Heading, Paragraph, Quoted, Role, Words, anchor_of
from qcode.domain.reference import Citing
from qcode.domain.selection import Selection
from qcode.domain.study import Case, CodeInProject, Coding, Memo
from qcode.domain.transcript import Role as SpeakerRole
from qcode.errors import QcodeError
from qcode.language import N_, _, translator
from qcode.services import consenting, summarising
from qcode.services.reciting import Reciter
from qcode.store import cases, codes, codings, memos
from qcode.store.project import Project

LOOK = "plain"
"""Of a sheet, unless another is asked for: its readers write no thesis."""
INTERPRETS = "analytic"
"""The kind of memos on a coding that its informant is to read; others are the researcher's own."""


_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
"""What no name of a file may have on some system."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one informant."""

    informant: str
    """The code of their case."""
    document: Document
    passages: int
    left_out: tuple[str, ...]
    """What does not stand on it, and why; for the researcher, in the language of the screen."""


def make_sheets(
    project: Project, selection: Selection, informants: Sequence[str] = (), *, citing: Citing | None = None,
    language: str = "en",
) -> list[Sheet]:  # fmt: skip
    """Return a sheet for each informant of whom something is coded.

    Args:
        project: The study.
        selection: Which codings.
        informants: Names of their cases; all if empty.
        citing: How passages are worded; ``None`` for plain brackets. Their lines in the appendix are always said.
        language: Of the sheets.

    Raises:
        QcodeError: If a filter or an informant is unknown, or there is nothing to check.
    """
    reciter = Reciter(project, replace(citing or Citing(), style=None, lines=True), language)
    there = reciter.references.informants()
    wanted = [cases.find(project, name) for name in informants] or there
    writer = _Writer(project, reciter, there)
    found = codings.select(project, selection)
    made = [writer.sheet(case, found) for case in wanted]
    if informants and (bare := [one.informant for one in made if not one.passages]):
        raise QcodeError(
            _("there is no passage of {names} to check").format(names=", ".join(bare)),
            _("Passages belong to an informant by their speaker: qcode speakers SOURCE. See also qcode consent."),
        )
    if not any(one.passages for one in made):
        raise QcodeError(
            _("there is nothing to check: no informant of whom something is coded"),
            _("An informant is a case such as “informant: INF-01”, to which a speaker of a source belongs."),
        )
    return [one for one in made if one.passages]


def paths_of(sheets: Sequence[Sheet], output: Path) -> list[Path]:
    """Return the file of each sheet.

    Args:
        sheets: The sheets.
        output: A folder, or a file if there is one sheet.

    Raises:
        QcodeError: If several sheets were to go into one file.
    """
    if not output.suffix or output.is_dir():
        return [output / f"{_UNSAFE.sub('_', sheet.informant)}.docx" for sheet in sheets]
    if len(sheets) > 1:
        raise QcodeError(
            _("each informant has a sheet of their own: {names}").format(names=", ".join(s.informant for s in sheets)),
            _("Name a folder: -o FOLDER, or one informant: --informant {name}").format(name=sheets[0].informant),
        )
    return [output]


class _Writer:
    """Writes the sheets of one study."""

    def __init__(self, project: Project, reciter: Reciter, informants: Iterable[Case]) -> None:
        self._project, self._reciter = project, reciter
        self._say = translator(reciter.language)
        self._informants = list(informants)
        self._codes = {one.code.id: one for one in codes.all_codes(project, with_use=False)}
        self._summaries = summarising.by_code(project)
        self._kept_back: set[str] = set()

    def sheet(self, case: Case, found: Iterable[Coding]) -> Sheet:
        """Return the sheet of one informant."""
        theirs = [one for one in found if self._is_of(one, case)]
        self._kept_back = self._quoting(theirs)
        allowed = consenting.cleared(self._project, theirs, by_informant=True)
        order = sorted(allowed.codings, key=lambda one: (one.source.casefold(), one.start, one.end))
        passages = [list(some) for _segment, some in groupby(order, key=lambda one: one.segment)]
        left_out = allowed.notes(_)
        blocks = [*self._beginning(case, order), *self._passages(case, passages, left_out)]
        blocks += [*self._themes(case, order, left_out), *self._end(case)]
        title = self._say(N_("Member check: {name}")).format(name=case.name)
        return Sheet(case.name, Document(title, tuple(blocks)), len(passages), tuple(left_out))

    def _is_of(self, one: Coding, case: Case) -> bool:
        if one.role == SpeakerRole.INTERVIEWER:
            return False
        if one.informant:
            return one.informant == case.name
        # Nobody is said to speak there: it is of the one informant whose text it is.
        return [other.id for other in self._informants if one.source in other.sources] == [case.id]

    # What stands before the passages, and behind

    def _beginning(self, case: Case, order: Sequence[Coding]) -> Iterator[Block]:
        say, references = self._say, self._reciter.references
        yield Paragraph(
            (say(N_("Sheet for checking by the informant (member check)")),), Role.TITLE,
            anchor=anchor_of(member_check.SHEET, case.id),
        )  # fmt: skip
        yield Paragraph((Words(say(N_("Informant: {name}")).format(name=case.name), bold=True),))
        known = (references.of_coding(one) for one in order)
        told = dict.fromkeys(one.first or one.in_text for one in known)
        yield Paragraph((say(N_("From: {references}.")).format(references="; ".join(told)),))
        for words in _INTRODUCTION:
            yield Paragraph((say(words),))

    def _end(self, case: Case) -> Iterator[Block]:
        say = self._say
        yield Heading(say(N_("Anything else")), 2, anchor_of(member_check.END, case.id))
        yield Paragraph((say(N_("Is something missing that we should know, or would you say it otherwise today?")),))
        yield Field(say(N_("What I would add:")), f"{member_check.MORE}:{case.id}")
        read = say(N_("I have read the passages above and answered as I see them."))
        yield Paragraph((read,), anchor=anchor_of(member_check.READ, case.id))
        yield Field(say(N_("Place and date:")), f"{member_check.DAY}:{case.id}")
        yield Field(say(N_("Signature (or your code):")), f"{member_check.SIGNED}:{case.id}")
        thanks = say(N_("Thank you for your time and your help."))
        yield Paragraph((thanks,), anchor=anchor_of(member_check.THANKS, case.id))

    # Passages and themes

    def _passages(self, case: Case, passages: Sequence[list[Coding]], left_out: list[str]) -> Iterator[Block]:
        say = self._say
        for number, passage in enumerate(passages, 1):
            one = passage[0]
            yield Heading(say(N_("Passage {n}")).format(n=number), 2, anchor_of(member_check.PART, one.segment))
            yield Quoted(replace(self._reciter.quotation(one), anchor=anchor_of("q", one.id)), say(N_("You said:")))
            label = say(N_("We understand it as"))
            for code in dict.fromkeys(coding.code_id for coding in passage):
                yield Paragraph((f"{label} ", *self._named(self._codes[code])), Role.ENTRY)
                label = say(N_("and as"))
            for text in self._interpretations(passage):
                if self._tells_of_others(text, case):
                    left_out.append(_("Left out, because it speaks of others: a memo on passage {n}.").format(n=number))
                else:
                    yield Paragraph((text,), Role.ENTRY)
            yield from self._questions(one.segment)

    def _interpretations(self, passage: Iterable[Coding]) -> dict[str, None]:
        """Return the memos on the codings of a passage and on itself that interpret it."""
        return dict.fromkeys(
            " ".join(memo.text.split())
            for one in passage
            for memo in self._memos_on(one)
            if memo.kind == INTERPRETS and memo.id not in self._kept_back
        )

    def _memos_on(self, one: Coding) -> list[Memo]:
        return [*memos.of(self._project, "segment", one.segment), *memos.of(self._project, "coding", one.id)]

    def _quoting(self, theirs: Iterable[Coding]) -> set[str]:
        """Return the ids of memos with words of a passage that is quoted masked: no memo tells what that hides."""
        levels = consenting.levels_of(self._project, theirs)
        masked = [one for one in theirs if levels.get(one.segment) is Level.MASKED]
        return {memo.id for one in masked for memo in self._memos_on(one) if is_quoting(memo.text, one.text)}

    def _themes(self, case: Case, order: Iterable[Coding], left_out: list[str]) -> Iterator[Block]:
        """Yield what the researcher sums up of this informant, each with a place to answer."""
        say = self._say
        quoted = {above for one in order for above in self._with_above(one.code_id)}
        is_begun = False
        for code in self._codes.values():
            told = [text for unit, text in self._summaries.get(code.code.id, ()) if unit == case.name]
            if not told or code.code.id not in quoted:
                continue
            if any(self._tells_of_others(text, case) for text in told):
                left_out.append(
                    _("Left out, because it speaks of others: the summary of {name}.").format(name=code.path)
                )
                continue
            if not is_begun:
                yield Heading(say(N_("What we sum up of it")), 2, anchor_of(member_check.PART, case.id))
            is_begun = True
            name, anchor = self._named(code, with_definition=False), anchor_of(member_check.PART, code.code.id)
            yield Paragraph((*name, ": ", "\n".join(told)), Role.ENTRY, anchor)
            yield from self._questions(code.code.id)

    def _questions(self, id: str) -> Iterator[Block]:
        say = self._say
        choices = tuple(map(say, member_check.CHOICES))
        yield Field(say(N_("Your answer:")), f"{member_check.AGREE}:{id}", choices)
        yield Field(say(N_("What should be corrected or added:")), f"{member_check.TEXT}:{id}")

    def _named(self, one: CodeInProject, *, with_definition: bool = True) -> tuple[str | Words, ...]:
        definition = one.code.said("definition", self._reciter.language) if with_definition else ""
        name = Words(one.code.said("name", self._reciter.language), bold=True)
        return (name, f": {definition}") if definition else (name,)

    def _with_above(self, code: str) -> Iterator[str]:
        above: str | None = code
        while above is not None:
            yield above
            above = self._codes[above].code.parent

    def _tells_of_others(self, text: str, case: Case) -> bool:
        """Say whether a text names another informant, by code or by a name that the study knows."""
        others = [re.escape(one.name) for one in self._informants if one.id != case.id]
        if others and re.search(rf"(?<!\w)(?:{'|'.join(others)})(?!\w)", text, re.IGNORECASE):
            return True
        return any(f"[{case.name}]" != one.text for one in self._reciter.references.names().find(text))


_INTRODUCTION = (
    N_(
        "Thank you for taking part in this study. Before its findings are finished, we ask you to see whether we have "
        "understood you well."
    ),
    N_(
        "Below stand the passages of your interview that we would like to quote, each with the lines of the transcript "
        "and with how we understand it. Please tick one box under each, and write what should be corrected or added; a "
        "passage that you do not want to be used is left out. You need not answer everything."
    ),
    N_(
        "You can answer in this file: click on a box to tick it, write on the lines, and save the file under its name. "
        "Or answer on paper and sign at the end."
    ),
)
"""What an informant is told first."""
