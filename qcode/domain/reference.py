"""References: what a footnote says of an interview, a document or a field note, in the styles that faculties ask for.

By default a reference tells nothing by which an informant could be found: a code, the general word for the office, the
month. The full form (office, institution, day, hour, place) is for whoever agreed to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qcode.domain.dates import hours_text, long_date, month_of
from qcode.language import N_, Translate

_WHOLE_DAY = len("2025-06-10")
_LEAST_OF_WORD = 3
"""Letters before a full stop that make a word of what may be an abbreviation: "Jl.", "No."."""


class Style(StrEnum):
    """How references are worded."""

    ID = "id"
    """As Indonesian law faculties have it."""
    CHICAGO = "chicago"
    """Notes of the Chicago Manual of Style."""
    APA = "apa"
    """American Psychological Association: a personal communication, named in the text and not in a note."""
    OSCOLA = "oscola"
    """Oxford University Standard for the Citation of Legal Authorities."""


def default_style(language: str) -> Style:
    """Return the style that documents in a language have unless another is asked for."""
    return Style.ID if language == "id" else Style.CHICAGO


class Wording(StrEnum):
    """In which words passages are quoted."""

    ORIGINAL = "original"
    """As they were said, in the form written for quoting where there is one."""
    TRANSLATION = "translation"
    """Translated, where somebody wrote a translation."""
    BOTH = "both"
    """As they were said, with the translation behind them."""


@dataclass(frozen=True, slots=True)
class Citing:
    """How the quotations of a document are worded and cited."""

    style: Style | None = None
    """``None``: who speaks and where, in brackets."""
    full: bool = False
    """Print office, institution, day, hour and place of those who agreed to be quoted."""
    wording: Wording = Wording.BOTH
    mask_names: bool = False
    """Put codes in place of the names that the study knows of its informants."""
    lines: bool = False
    """Say the lines of the appendix."""


class Genre(StrEnum):
    """What is cited."""

    INTERVIEW = "interview"
    DOCUMENT = "document"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True)
class Cited:
    """What is known of a source that is cited; empty where it is not."""

    genre: Genre
    code: str
    """What it goes by: the informant's code, the case of a document, else the source's name."""
    role: str = ""
    """The general word for the informant's office, or for what kind of document it is, in the document's language."""
    day: str = ""
    """ISO date, as far as it is known."""
    apart: str = ""
    """What tells it from another interview with the same informant; empty where there is none."""
    office: str = ""
    """As it is written, for the full form."""
    institution: str = ""
    number: str = ""
    """Of a document, for the full form."""
    hours: tuple[str, ...] = ()
    """``09:15``; when it began and, where that is known, ended."""
    zone: str = ""
    """``WIB``, ``WITA`` or ``WIT``."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """How a source is cited."""

    first: str = ""
    """In the first footnote; empty in a style that has none."""
    short: str = ""
    """In every later one."""
    in_text: str = ""
    """In brackets in the text, in a style that has no footnotes."""


def reference(cited: Cited, style: Style, language: str, say: Translate, *, full: bool = False) -> Reference:
    """Return how a source is cited, without a full stop at the end.

    Args:
        cited: What is known of it.
        style: The style.
        language: Of the document.
        say: Translates into it.
        full: Whether office, institution, day, hour and place are printed.
    """
    form = _Form(cited, language, say, full=full, month_first=style in (Style.CHICAGO, Style.APA))
    first, short = _STYLES[style](form)
    return Reference(in_text=first) if style is Style.APA else Reference(first, short)


@dataclass(frozen=True, slots=True)
class _Form:
    """The parts of a reference, worded."""

    cited: Cited
    language: str
    say: Translate
    full: bool
    month_first: bool

    @property
    def day(self) -> str:
        """The day, or its month alone."""
        day = self.cited.day if self.full else month_of(self.cited.day)
        return long_date(day, self.language, month_first=self.month_first)

    @property
    def time(self) -> str:
        """``09.15–10.04 WITA``."""
        hours = hours_text(self.cited.hours, self.language)
        return f"{hours} {self.cited.zone}".strip() if hours else ""

    @property
    def office(self) -> str:
        """Office and institution as they are written; empty but in the full form."""
        return _joined(self.cited.office, self.cited.institution) if self.full else ""

    @property
    def place(self) -> str:
        """The place; empty but in the full form."""
        return self.cited.place if self.full else ""

    @property
    def role(self) -> str:
        """The general word, where the office itself is not printed."""
        return "" if self.office else self.cited.role

    @property
    def named(self) -> str:
        """What it goes by, told from others of its name."""
        return _joined(self.cited.code, self.cited.apart)

    @property
    def number(self) -> str:
        """Number of a document, ``nomor LP/…``; empty but in the full form."""
        told = self.full and self.cited.number
        return self.say(N_("number {number}")).format(number=self.cited.number) if told else ""

    def title(self) -> str:
        """A document or field note by what it is: ``Laporan polisi, Perkara 2``."""
        if self.cited.genre is Genre.OBSERVATION:
            return self.say(N_("Field notes {name}")).format(name=self.named)
        kind = self.cited.role or self.say(N_("document"))
        return _joined(f"{kind[:1].upper()}{kind[1:]}", self.number, self.named)


def _joined(*parts: str) -> str:
    return ", ".join(_unstopped(part) for part in parts if part)


def _unstopped(text: str) -> str:
    """Return a text without the full stop that values of a header may end with; an abbreviation keeps its own."""
    last = text.rstrip().removesuffix(".").rpartition(" ")[2]
    is_abbreviation = "." in last or len(last) < _LEAST_OF_WORD
    return text if is_abbreviation else text.rstrip().removesuffix(".")


def _in_brackets(text: str, inside: str) -> str:
    return f"{text} ({inside})" if inside else text


def _id(form: _Form) -> tuple[str, str]:
    say = form.say
    if form.cited.genre is not Genre.INTERVIEW:
        return _joined(form.title(), form.day, form.place), form.title()
    short = say(N_("Interview with {whom}")).format(whom=form.named)
    if not form.full:
        return _joined(
            say(N_("Interview with {whom}")).format(whom=_in_brackets(form.named, form.role)), form.day
        ), short
    # The office goes on to its institution without a comma: "Penyidik Polda …".
    office = " ".join(part for part in (form.cited.office, form.cited.institution) if part)
    whom = _in_brackets(office, form.named) if office else _in_brackets(form.named, form.role)
    first = _joined(
        say(N_("Interview with {whom}")).format(whom=whom),
        say(N_("on {day}")).format(day=form.day) if len(form.cited.day) == _WHOLE_DAY else form.day,
        say(N_("at {time}")).format(time=form.time) if form.time else "",
        say(N_("at {place}")).format(place=form.place) if form.place else "",
    )
    return first, short


def _chicago(form: _Form) -> tuple[str, str]:
    say = form.say
    if form.cited.genre is not Genre.INTERVIEW:
        return _joined(form.title(), form.place, form.day), form.title()
    whom = _in_brackets(_joined(form.office, form.named) if form.office else form.named, form.role)
    first = _joined(whom, say(N_("interview by the author")), form.place, form.day)
    return first, _joined(form.named, say(N_("interview")))


def _apa(form: _Form) -> tuple[str, str]:
    said = form.say(N_("personal communication"))
    if form.cited.genre is not Genre.INTERVIEW:
        return _joined(form.title(), form.day), ""
    return _joined(form.named, form.role or form.office, said, form.day), ""


def _oscola(form: _Form) -> tuple[str, str]:
    if form.cited.genre is not Genre.INTERVIEW:
        return _in_brackets(form.title(), _joined(form.place, form.day)), form.title()
    said = form.say(N_("Interview with {whom}"))
    whom = _joined(form.named, form.role or form.office)
    return _in_brackets(said.format(whom=whom), _joined(form.place, form.day)), said.format(whom=form.named)


_STYLES: dict[Style, Callable[[_Form], tuple[str, str]]] = {
    Style.ID: _id, Style.CHICAGO: _chicago, Style.APA: _apa, Style.OSCOLA: _oscola,
}  # fmt: skip
