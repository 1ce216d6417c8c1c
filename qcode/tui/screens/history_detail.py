"""What one change did, row by row, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from qcode.domain.study import ChangeEntry
from qcode.domain.text import shortened
from qcode.language import N_, _
from qcode.store import touched
from qcode.store.project import Project
from qcode.store.touched import Touched
from qcode.tui.screens.trail_page import TrailPage
from qcode.tui.widgets.reading_pane import Words

ROWS = {
    "coding": N_("coding"), "segment": N_("passage"), "code": N_("code"), "codebook": N_("codebook"),
    "source": N_("source"), "speaker": N_("speaker"), "memo": N_("memo"), "study_case": N_("case"),
    "membership": N_("belonging to a case"), "attribute": N_("attribute"), "attribute_value": N_("value"),
    "link": N_("link"), "question": N_("question"), "asked": N_("question asked"), "consent": N_("consent"),
    "saved_query": N_("query"), "word_list": N_("word list"), "study_set": N_("set"), "set_member": N_("set member"),
    "summary": N_("summary"), "project": N_("project"), "coder": N_("coder"),
    "export": N_("table"),
}  # fmt: skip
"""What the rows of each table are called."""
COLUMNS = {
    "code_id": N_("code"), "segment_id": N_("passage"), "source_id": N_("source"), "parent_id": N_("parent"),
    "case_id": N_("case"), "key": N_("key"), "name": N_("name"), "color": N_("colour"), "codable": N_("codable"),
    "definition": N_("definition"), "include": N_("inclusion"), "exclude": N_("exclusion"), "example": N_("example"),
    "text": N_("text"), "kind": N_("kind"), "role": N_("role"), "label": N_("label"), "value": N_("value"),
    "weight": N_("weight"), "typical": N_("typical"), "language": N_("language"), "standing": N_("standing"),
    "translation": N_("translation"), "quoted": N_("as quoted"), "state": N_("state"), "tags": N_("tags"),
    "turns": N_("turns"), "marks": N_("timestamps"), "words": N_("words"), "level": N_("level"), "note": N_("note"),
    "translations": N_("translations"), "legal_basis": N_("legal basis"), "speaker_id": N_("speaker"),
    "question_id": N_("question"), "topic": N_("topic"), "options": N_("options"), "selection": N_("selection"),
}  # fmt: skip
"""What the columns are called."""
_SIGNS = {"i": "+", "d": "−", "u": "~", "t": "~", "p": "~", "e": "→"}


class ChangeDetail(TrailPage):
    """The rows a change touched; the result is whether it is to be taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [("x", "take_back", ""), ("enter", "cancel", "")]

    def __init__(self, project: Project, entry: ChangeEntry, when: str) -> None:
        super().__init__(project, f"{entry.number}  ·  {_(entry.act)}", [("x", _("take it back"))])
        self._entry, self._when = entry, when

    def page(self, project: Project) -> list[Words]:
        """Write what it did."""
        rows, more = touched.by(project, self._entry.id)
        return page_of(self._entry, self._when, rows, more)

    def action_take_back(self) -> None:
        """Close with the wish to take it back."""
        self.dismiss(True)


def page_of(entry: ChangeEntry, when: str, rows: Sequence[Touched], more: int) -> list[Words]:
    """Write what a change did as a page."""
    undone = [("  ·  " + _("undone"), "accent")] if entry.is_undone else []
    page: list[Words] = [[(entry.summary, "strong")], [(f"{when}  ·  {entry.coder}", "dim"), *undone], []]
    if not rows:
        return [*page, [(_("the trail keeps no rows of it"), "dim")]]
    for one in rows:
        what = _(ROWS[one.table]) if one.table in ROWS else one.table
        name = shortened(one.name, 100)
        page.append([(f"{_SIGNS[one.kind]} ", "accent"), (what, "primary"), (f"  {name}", "")])
        for column, (old, new) in one.columns.items():
            called = _(COLUMNS[column]) if column in COLUMNS else column
            page.append([(f"    {called}: ", "dim"), *_differing(old, new)])
    if more:
        page += [[], [(_("and {n} more").format(n=more), "dim")]]
    return page


def _differing(old: object, new: object) -> list[tuple[str, str]]:
    if old is None and new is None:
        return [(_("changed"), "")]
    return [(_written(old), "gone"), (" → ", "dim"), (_written(new), "new")]


def _written(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return shortened(str(value), 200)
