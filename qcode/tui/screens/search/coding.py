"""Coding what was found: one hit after the other, or many as one act, with a look at them before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.domain.spots import Spot
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.autocoding import UNITS, passage_at
from qcode.tui.screens.acts import act
from qcode.tui.screens.search.page import HitsPage

if TYPE_CHECKING:
    from qcode.tui.screens.palette import PickedCodes


class HitCoding(HitsPage):
    """The hits with everything that codes them."""

    def action_tick(self) -> None:
        """Tick the hit under the cursor or take its tick away, and go on."""
        number = self.found.number_at(self.rows.cursor)
        if number is not None:
            self.found.ticked ^= {number}
            self.rows.refresh_row(self.rows.cursor)
            self.show_choices()
        self.rows.action_cursor(1)

    def action_tick_all(self) -> None:
        """Tick all hits, or none if all are ticked."""
        everything = set(range(len(self.found.spots)))
        self.found.ticked = set() if self.found.ticked == everything else everything
        self.rows.refresh()
        self.show_choices()

    def action_unit(self) -> None:
        """Code more or less around what is found."""
        self.unit = UNITS[(UNITS.index(self.unit) + 1) % len(UNITS)]
        self.show_choices()

    @act
    async def action_code(self) -> None:
        """Code the ticked hits, or else the one under the cursor."""
        if self.found.ticked:
            await self._code_many(self.found.chosen(self.found.ticked))
            return
        spot = self.found.spot_at(self.rows.cursor)
        if spot is None:
            self.say(_("only hits in texts are coded"))
            return
        picked = await self._ask_codes(_("Code: {words}").format(words=self.found.line(self.rows.cursor).match))
        if picked is not None:
            self._apply(spot, self._codes_of(picked))

    def action_repeat(self) -> None:
        """Apply the latest code to the hit under the cursor."""
        spot = self.found.spot_at(self.rows.cursor)
        if not self.desk.recent:
            self.say(_("no code was used yet; c opens the palette"))
        elif spot is not None:
            self._apply(spot, self.desk.recent[:1])

    @act
    async def action_code_all(self) -> None:
        """Code every hit of the list."""
        if self.is_searching:
            self.say(_("still searching; wait until the dots are gone"))
        elif not len(self.found.spots):
            self.say(_("only hits in texts are coded"))
        else:
            await self._code_many(self.found.chosen(range(len(self.found.spots))))

    def _apply(self, spot: Spot, codes: list[str]) -> None:
        """Code one hit and go to the next."""
        from qcode.services import coding

        span = passage_at(self.project, spot, self.unit)
        if span is None:
            self.say(_("this hit lies in no such unit; b chooses another"))
            return
        new = [code for code in codes if coding.apply_code(self.project, spot.source, span, code).is_new]
        for code in codes:
            self.desk.used(code)
        names = ", ".join(self.desk.handle(code) for code in new or codes)
        self.say(_("{codes} applied").format(codes=names) if new else _("{codes} is there already").format(codes=names))
        self.with_rows(lambda: None)
        self.rows.action_cursor(1)

    async def _code_many(self, spots: list[Spot]) -> None:
        from qcode.tui.screens.search.preview import CodeHitsDialog

        picked = await self._ask_codes(_("Code hits: {n}").format(n=len(spots)), several=False)
        if picked is None:
            return
        code = picked.new or picked.codes[0]
        handle = picked.new.name if picked.new else self.desk.handle(picked.codes[0])
        dialog = CodeHitsDialog(self.finder, handle, code, spots, self.unit, self.role, self.query_words)
        done = await self.app.push_screen_wait(dialog)
        if done is None:
            return
        self.found.ticked.clear()
        self.read()
        self.desk.used(done.code)
        said = _("codings applied: {n}; there already: {already}; u takes them back")
        self.say(said.format(n=done.added, already=done.already))

    async def _ask_codes(self, title: str, *, several: bool = True) -> PickedCodes | None:
        from qcode.tui.screens.palette import CodePalette

        desk = self.desk
        palette = CodePalette(title, list(desk.codes.values()), desk.colors(), desk.recent, several=several)
        picked: PickedCodes | None = await self.app.push_screen_wait(palette)
        return picked if picked and (picked.codes or picked.new) else None

    def _codes_of(self, picked: PickedCodes) -> list[str]:
        """Return the chosen codes, the new one made."""
        new = [self.desk.new_code(picked.new)] if picked.new else []
        return [*picked.codes, *new]

    def read(self) -> None:
        """Learn what codes there are and show again what is coded."""
        try:
            self.desk.read_codes()
        except QcodeError:
            return  # The file is busy; the next act reads them.
        self.with_rows(lambda: None)
