"""The journal: memos by kind, tag and state, on the screen and as a document."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.dates import long_date
from qcode.domain.report import Column, Kind, Report
from qcode.domain.study import Memo
from qcode.domain.text import folded
from qcode.language import N_, Translate, translator
from qcode.store import memos
from qcode.store.project import Project

ON = {
    "project": N_("project"), "source": N_("source"), "segment": N_("passage"), "coding": N_("coding"),
    "code": N_("code"), "case": N_("case"), "question": N_("question"), "link": N_("link"),
}  # fmt: skip
"""What a memo can be on, for people."""


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """Which memos are meant; what is empty lets all through."""

    kind: str = ""
    tag: str = ""
    on: str = ""
    """``source``, ``segment``, ``code`` …"""
    state: str = ""
    """``open`` or ``done``."""
    words: str = ""
    """Stand in the memo or in what it is on; case and accents do not matter."""
    coder: str = ""

    def lets(self, memo: Memo) -> bool:
        """Say whether a memo is meant."""
        wanted = folded(self.words)
        return (
            (not self.kind or memo.kind.casefold() == self.kind.casefold())
            and (not self.tag or self.tag.lstrip("#").casefold() in {tag.casefold() for tag in memo.tags})
            and (not self.on or memo.target_kind == self.on)
            and (not self.state or memo.state == self.state)
            and (not self.coder or memo.coder.casefold() == self.coder.casefold())
            and (not wanted or wanted in folded(f"{memo.text}\n{memo.target}"))
        )

    def described(self, say: Translate) -> list[str]:
        """Return what it narrows a document to, a sentence for each."""
        named = (
            (N_("Only memos of the kind: {name}."), self.kind and say(self.kind)),
            (N_("Only with the tag: {name}."), self.tag),
            (N_("Only on: {name}."), self.on and say(ON.get(self.on, self.on))),
            (N_("Only to-dos that are: {name}."), self.state and say(self.state)),
            (N_("Only where this stands: {name}."), self.words), (N_("Only by: {name}."), self.coder),
        )  # fmt: skip
        return [say(words).format(name=name) for words, name in named if name]


def chosen_memos(project: Project, chosen: MemoFilter) -> list[Memo]:
    """Return the memos that are meant, oldest first."""
    return [one for one in memos.all_memos(project) if chosen.lets(one)]


def target_name(memo: Memo, say: Translate) -> str:
    """Return what a memo is on, for people: ``code PRV-SIB``."""
    kind = say(ON.get(memo.target_kind, memo.target_kind))
    return kind if memo.target_kind == "project" else f"{kind} {memo.target}".strip()


def make_journal(
    project: Project, chosen: MemoFilter, *, language: str = "en", title: str = "", source_line: str = ""
) -> Report:
    """Return memos as a document, oldest first.

    Args:
        project: The study.
        chosen: Which memos.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where it comes from, as it is printed; a plain one if empty.
    """
    say = translator(language)
    found = chosen_memos(project, chosen)
    labels = {
        "created": N_("Date"), "coder": N_("Coder"), "kind": N_("Kind"), "target": N_("On"), "text": N_("Memo"),
        "tags": N_("Tags"),
    }  # fmt: skip
    with_tags = any(one.tags for one in found)
    columns = [name for name in labels if name != "tags" or with_tags]
    rows = []
    for one in found:
        kind = say(one.kind) + (f" ({say(one.state)})" if one.state else "")
        cells = {
            "created": long_date(one.created[:10], language), "coder": one.coder, "kind": kind,
            "target": target_name(one, say), "text": one.text, "tags": ", ".join(one.tags),
        }  # fmt: skip
        rows.append(tuple(cells[name] for name in columns))
    return Report(
        title=title or say(N_("Journal of the study")),
        columns=tuple(Column(name, say(labels[name]), Kind.TEXT) for name in columns),
        rows=tuple(rows),
        notes=(say(N_("Memos: {n}, oldest first.")).format(n=len(found)), *chosen.described(say)),
        source_line=source_line or say(N_("memos of the researcher")),
    )
