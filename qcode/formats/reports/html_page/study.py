"""A whole coded study as one page of HTML: to be read, filtered and printed, with nothing from elsewhere.

What can be read without a script stands on the page as markup: transcripts, tables, definitions, memos, notes. What the
scripts beside this module add (marks in the transcripts, lists of quotations, filters) they make of the JSON that
stands at the page's end, and all of it as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from qcode.domain.study_page import PageMemo, PageText, StudyPage
from qcode.domain.text import visible
from qcode.domain.wording import title_text
from qcode.formats.base import ReportOptions
from qcode.formats.reports.html_page.colors import color_sheet
from qcode.formats.reports.html_page.island import island
from qcode.formats.reports.html_page.markup import own_file, page, text
from qcode.formats.reports.html_page.table import below, table
from qcode.language import N_

SCRIPTS = ("data.js", "choice.js", "quotations.js", "matrix.js", "transcripts.js", "views.js")
"""In the order in which they run."""
_FIRST = 'document.documentElement.className = "scripted";'
"""Lets the style sheet show one transcript at a time; without scripts all are shown."""
_SAID = {
    "skip": N_("Go to what is shown"), "parts": N_("Parts of this page"), "filter": N_("Filter"),
    "clear": N_("Clear the filters"), "close": N_("Close (Esc)"), "matrix": N_("Matrix"),
    "quotations": N_("Quotations"), "transcripts": N_("Transcripts"), "codes": N_("Codes"), "memos": N_("Memos"),
    "notes": N_("Notes"), "order": N_("Order"), "by text": N_("by source"), "by code": N_("by code"),
    "which": N_("Transcript"), "before": N_("Passage before"), "next": N_("Next passage"),
    "about": N_("About this passage"),
    "no script": N_("Lists and filters need scripts, which are switched off here."),
    "press": N_("A number is how many passages stand there; press it, or Enter on it, to read them."),
    "how": N_(
        "Arrow keys move, the space bar chooses. Several of one kind mean any of them; "
        "chosen in several kinds, all must hold."
    ),
}  # fmt: skip
"""What stands on the page itself."""


def study_page(study: StudyPage, options: ReportOptions) -> list[str]:
    """Return a study as one page, piece by piece."""
    styles = [own_file("study.css"), color_sheet(study.codes)]
    scripts = [own_file(name) for name in SCRIPTS]
    body = _Body(study, options).body()
    return page(body, language=options.language, title=study.title, styles=styles, scripts=scripts, first=_FIRST)


class _Body:
    """The body of one page.

    Args:
        study: What it shows.
        options: How it is set.
    """

    def __init__(self, study: StudyPage, options: ReportOptions) -> None:
        self._study, self._options = study, options
        self._said = {name: text(options.say(words)) for name, words in _SAID.items()}
        self._has_transcripts = any(one.text is not None for one in study.texts)

    def body(self) -> Iterator[str]:
        """Yield it, piece by piece."""
        said, sections = self._said, list(self._sections())
        yield f'<a class="skip" href="#main">{said["skip"]}</a>\n'
        yield from self._head([name for name, _content in sections])
        yield (
            '<div class="frame">\n<aside id="choice" aria-labelledby="h-choice" hidden>\n'
            f'<h2 id="h-choice">{said["filter"]}</h2>\n<p id="remaining" role="status"></p>\n'
            f'<button id="clear" type="button" disabled>{said["clear"]}</button>\n<p id="how">{said["how"]}</p>\n'
            '</aside>\n<main id="main" tabindex="-1">\n'
        )
        for name, content in sections:
            yield f'<section id="{name}" aria-labelledby="h-{name}">\n'
            yield f'<h2 id="h-{name}" tabindex="-1">{said[name]}</h2>\n'
            yield from content
            yield "</section>\n"
        yield (
            '</main>\n</div>\n<dialog id="behind" aria-labelledby="behind-title">\n<h2 id="behind-title"></h2>\n'
            f'<button id="behind-close" type="button">{said["close"]}</button>\n'
            '<div id="behind-list"></div>\n</dialog>\n<script type="application/json" id="data">'
        )
        yield from island(self._study, self._options.say)
        yield "</script>\n"

    def _sections(self) -> Iterator[tuple[str, Iterator[str]]]:
        """Yield the name and the content of each part of the page."""
        yield "matrix", self._matrix()
        yield "quotations", self._quotations()
        if self._has_transcripts:
            yield "transcripts", self._transcripts()
        yield "codes", self._codes()
        if self._study.memos:
            yield "memos", self._memos()
        yield "notes", iter(["<ul>", *(f"<li>{text(note)}</li>" for note in self._study.notes), "</ul>\n"])

    def _head(self, sections: Sequence[str]) -> Iterator[str]:
        made = text(self._study.made)
        links = "".join(f'<li><a href="#{name}">{self._said[name]}</a></li>' for name in sections)
        yield (
            f'<header>\n<h1 dir="auto">{text(self._study.title)}</h1>\n'
            f'<p>{text(self._study.study)} · <time datetime="{made}">{made}</time></p>\n<p id="narrowed"></p>\n'
            f'<nav aria-label="{self._said["parts"]}"><ul>{links}</ul></nav>\n</header>\n'
        )

    def _matrix(self) -> Iterator[str]:
        yield f"<p>{self._said['press']}</p>\n"
        for place, one in enumerate(self._study.tables):
            caption = text(title_text(one.report))
            yield f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0">\n'
            yield from table(one.report, self._options, caption=caption, cite=lambda _one: "", anchor=f"matrix-{place}")
            yield f"</div>\n<footer>\n{''.join(below(one.report, self._options))}</footer>\n"

    def _quotations(self) -> Iterator[str]:
        said = self._said
        yield f"<noscript><p>{said['no script']}</p>\n"
        if not self._has_transcripts:
            yield from self._plain_quotations()
        yield (
            f'</noscript>\n<p class="tools"><label>{said["order"]} <select id="order">'
            f'<option value="text">{said["by text"]}</option><option value="code">{said["by code"]}</option>'
            '</select></label></p>\n<div id="list"></div>\n'
        )

    def _plain_quotations(self) -> Iterator[str]:
        """Yield the quotations for who reads without scripts and without transcripts."""
        for one in self._study.passages:
            if one.words is not None:
                keys = ", ".join(self._study.codes[code].key for code in one.codes)
                yield f'<p dir="auto">“{text(one.words)}” ({text(one.citation)}) {text(keys)}</p>\n'

    def _transcripts(self) -> Iterator[str]:
        said = self._said
        yield (
            f'<div class="tools" id="tools" hidden><label>{said["which"]} <select id="which"></select></label>\n'
            f'<button id="before" type="button">{said["before"]}</button>\n'
            f'<button id="next" type="button">{said["next"]}</button>\n'
            f'<button id="about" type="button">{said["about"]}</button>\n<span id="place" role="status"></span></div>\n'
        )
        yield from (_transcript(place, one) for place, one in enumerate(self._study.texts) if one.text is not None)

    def _codes(self) -> Iterator[str]:
        """Yield the tree of codes, what each says folded away."""
        depths: list[int] = []
        for place, code in enumerate(self._study.codes):
            depth = depths[code.parent] + 1 if code.parent >= 0 else 0
            last = depths[-1] if depths else -1
            yield '<ul class="tree">' if depth > last else "</li>\n" + "</ul></li>\n" * (last - depth)
            depths.append(depth)
            said = "".join(f"<dt>{text(head)}</dt><dd dir='auto'>{text(words)}</dd>" for head, words in code.texts)
            yield (
                f'<li><details id="code-{place}"><summary>{text(code.label)} <b>{code.passages}</b></summary>'
                f"<dl>{said}</dl></details>"
            )
        if depths:
            yield "</li></ul>" * (depths[-1] + 1) + "\n"

    def _memos(self) -> Iterator[str]:
        for one in self._study.memos:
            yield (
                f'<article class="memo"><h3 dir="auto">{self._target(one)}</h3>\n'
                f"<p>{text(one.kind)} · {text(one.coder)} · {text(one.created[:10])}</p>\n"
                f'<p class="words" dir="auto">{text(one.text)}</p></article>\n'
            )

    def _target(self, one: PageMemo) -> str:
        if one.code >= 0:
            return f'<a href="#code-{one.code}">{text(one.target)}</a>'
        if one.passage >= 0 and (there := self._study.passages[one.passage]).span:
            return f'<a href="#passage-{one.passage}">{text(there.citation or one.target)}</a>'
        return text(one.target)


def _transcript(place: int, one: PageText) -> str:
    """Return a transcript: a paragraph for each of its lines, which are numbered unless they are empty."""
    lines = escape(visible(one.text or ""), quote=False).replace("\n", "</p>\n<p>")
    return (
        f'<article id="text-{place}" aria-labelledby="name-{place}">'
        f'<h3 id="name-{place}" dir="auto">{text(one.name)}</h3>\n'
        f'<div class="lines" lang="{text(one.language)}" dir="auto"><p>{lines}</p></div></article>\n'
    )
