"""What a table would change, shown before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qcode.domain.sheet import SOURCES
from qcode.domain.values import KIND_LABELS
from qcode.language import N_, _
from qcode.services.filling import Entry, Plan
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit, one_line
from qcode.tui.widgets.rows import Parts, RowList

STATES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "emptied": N_("emptied"),
    "misfit": N_("does not fit"),
}
"""States of cells that are listed."""


class EntryRows(RowList):
    """The cells that would change, those that do not fit first."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries

    def row_count(self) -> int:
        """Return how many there are."""
        return len(self.entries)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw row, column, state and text."""
        one = self.entries[index]
        style = self.style_of("accent" if one.state in ("misfit", "emptied") else "dim")
        third = width // 4
        return [
            [
                (fit(one.row, third - 1) + " ", self.style_of("strong")),
                (fit(one.column, third - 1) + " ", self.style_of("primary")),
                (fit(_(STATES[one.state]), 14) + " ", style),
                (fit(one.text, width - 2 * third - 15), Style()),
            ]
        ]


class PlanDialog(Dialog[bool]):
    """The sums above, the cells below; Enter keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "keep", "")]
    DEFAULT_CSS = """
    PlanDialog EntryRows { height: auto; max-height: 12; margin-top: 1; }
    """

    def __init__(self, title: str, plans: Sequence[Plan], warnings: Sequence[str] = ()) -> None:
        super().__init__()
        self._title, self._plans, self._warnings = title, plans, warnings

    def compose(self) -> ComposeResult:
        """Lay out sums and cells in a box."""
        entries = [one for plan in self._plans for one in plan.entries if one.state != "same"]
        entries.sort(key=lambda one: one.state != "misfit")
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Enter", _("keep")), ("Esc", _("back")))
            yield Static("\n".join(self.lines()), markup=False)
            if entries:
                rows = EntryRows(entries)
                rows.styles.height = min(len(entries), 12)
                yield rows

    def lines(self) -> list[str]:
        """Return what the plans come to, in words."""
        found: list[str] = list(self._warnings)
        for plan in self._plans:
            kind = _("sources") if plan.subject == SOURCES else _(plan.subject.kind)
            counts = [f"{_(label)} {n}" for state, label in STATES.items() if (n := len(plan.of(state)))]
            same = len(plan.of("same"))
            counts += [_("unchanged {n}").format(n=same)] if same else []
            found.append(f"{kind}: " + _("cells") + f": {', '.join(counts) or 0}")
            if plan.new_rows:
                names = one_line(", ".join(plan.new_rows), 50)
                found.append("  " + _("new cases: {n} ({names})").format(n=len(plan.new_rows), names=names))
            if plan.new_columns:
                names = ", ".join(f"{name} ({_(KIND_LABELS[plan.columns[name]])})" for name in plan.new_columns)
                found.append("  " + _("new columns: {names}").format(names=one_line(names, 60)))
            if plan.left_out:
                names = one_line(", ".join(plan.left_out), 40)
                found.append("  " + _("rows left out, as there is no place for them: {names}").format(names=names))
        if any(plan.misfits for plan in self._plans):
            found.append(_("What does not fit the type of its column is kept as it is and marked with !"))
        return found

    def on_row_list_chosen(self) -> None:
        """Keep it."""
        self.action_keep()

    def action_keep(self) -> None:
        """Keep it, if it changes anything."""
        changes = any(
            plan.new_rows or plan.new_columns or any(one.state != "same" for one in plan.entries)
            for plan in self._plans
        )
        self.dismiss(changes)
