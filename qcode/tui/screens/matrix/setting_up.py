"""The acts that lay a matrix out: axes, cells, filters, order, folding, shading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qcode.analysis.shading import WITHIN
from qcode.language import _
from qcode.services.filtering import Choice
from qcode.services.tabling import SORTS, Plan
from qcode.tui.screens import filter_menu
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.matrix import choosing
from qcode.tui.screens.matrix.commands import MENU
from qcode.tui.screens.matrix.looks import SORTS as SORT_LABELS
from qcode.tui.screens.matrix.looks import WITHIN as WITHIN_LABELS
from qcode.tui.screens.matrix.screen import MatrixPage
from qcode.tui.screens.picking import PickDialog


class MatrixSettings(MatrixPage):
    """The page with what it can be set to."""

    @act
    async def action_set_up(self) -> None:
        """Choose an act from a list."""
        options = [
            Option(command.action, _(command.label), command.key_text if len(command.key_text) == 1 else "",
                   note=_(command.help))
            for command in MENU
        ]  # fmt: skip
        if chosen := await self.app.push_screen_wait(ChoiceDialog(_("Matrix"), options)):
            # When this act is over, as the chosen one may ask something too.
            self.call_later(self.run_action, chosen[0])

    @act
    async def action_rows(self) -> None:
        """Choose what stands in the rows."""
        if asked := await self._pick(_("Rows"), choosing.axis_choices(self.project), self.plan.rows):
            self._lay_out(replace(self.plan, rows=asked))

    @act
    async def action_columns(self) -> None:
        """Choose what stands in the columns."""
        if asked := await self._pick(_("Columns"), choosing.axis_choices(self.project), self.plan.columns):
            self._lay_out(replace(self.plan, columns=asked))

    @act
    async def action_within_rows(self) -> None:
        """Choose what stands within the rows."""
        choices = choosing.choices_within(self.project, self.plan.rows)
        if asked := await self._pick(_("Within the rows"), choices, self.plan.rows):
            self._lay_out(replace(self.plan, rows=asked))

    @act
    async def action_within_columns(self) -> None:
        """Choose what stands within the columns."""
        choices = choosing.choices_within(self.project, self.plan.columns)
        if asked := await self._pick(_("Within the columns"), choices, self.plan.columns):
            self._lay_out(replace(self.plan, columns=asked))

    @act
    async def action_measure(self) -> None:
        """Choose what a cell holds; summaries may need other axes."""
        choices = choosing.measure_choices(self.project)
        if asked := await self._pick(_("Cell"), choices, self.plan.measure):
            plan = replace(self.plan, measure=asked)
            self.read(choosing.framework_axes(self.project, plan) if asked == choosing.FRAMEWORK else plan)

    @act
    async def action_filter(self) -> None:
        """Choose which codings are counted."""
        chosen = await filter_menu.choose(self, self.plan.selection)
        if chosen is not None:
            self.read(replace(self.plan, selection=chosen))

    def action_transpose(self) -> None:
        """Make rows of the columns and columns of the rows."""
        names = self.names_here()
        self.read(self.plan.transposed(), at=names[::-1] if names else None)

    def action_empty(self) -> None:
        """Show or hide rows and columns in which nothing is coded."""
        self.read(replace(self.plan, with_empty=not self.plan.with_empty))
        self.say(_("empty rows and columns are hidden") if self.plan.with_empty else _("empty ones are shown too"))

    def action_sort(self) -> None:
        """Order by how much stands there."""
        sort = SORTS[(SORTS.index(self.plan.sort) + 1) % len(SORTS)]
        self.read(replace(self.plan, sort=sort))
        self.say(_(SORT_LABELS[sort]))

    def action_fold(self, step: int) -> None:
        """Show a level of codes more or less."""
        if self.counted is None:
            return
        deepest = max(self.counted.matrix.levels)
        levels = (self.plan.levels or deepest) + step
        if 1 <= levels <= deepest:
            self.read(replace(self.plan, levels=levels if levels < deepest else 0))
        else:
            self.say(_("all levels are shown") if step > 0 else _("only the top level is shown"))

    def action_shade(self) -> None:
        """Shade within the table, each row, each column, or not at all."""
        self.within = WITHIN[(WITHIN.index(self.within) + 1) % len(WITHIN)]
        self.table.shade(self.within)
        self.show_settings()
        self.say(_(WITHIN_LABELS[self.within]))

    def _lay_out(self, plan: Plan) -> None:
        """Count by other axes; summaries give way to numbers where there can be none."""
        if plan.measure == choosing.FRAMEWORK and not choosing.is_framework(plan):
            plan = replace(plan, measure="count")
            self.say(_("summaries need codes or questions on one side, cases or sources on the other"))
        self.read(plan)

    async def _pick(self, title: str, choices: Sequence[Choice], now: str) -> str:
        """Ask for one of several things; return its id, empty for none."""
        picked = await self.app.push_screen_wait(PickDialog(title, choices, ticked=(now,), several=False))
        return picked[0] if picked else ""
