"""The acts on statutory references: into the text, into codes, out to a file or the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qcode.domain.report import Report
from qcode.language import N_, _
from qcode.services import filtering
from qcode.services.citing_law import Citation
from qcode.services.coding_law import CodedAct, code_citations
from qcode.services.filtering import Choice
from qcode.services.tabling_law import make_statutes
from qcode.store import cases
from qcode.store.project import Project
from qcode.tui.screens import filter_menu
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import Place
from qcode.tui.screens.documents import write_report
from qcode.tui.screens.effect import EffectDialog
from qcode.tui.screens.picking import PickDialog
from qcode.tui.screens.statutes.screen import StatutesPage

_UNITS = (
    ("match", N_("the reference itself")), ("sentence", N_("its sentence")), ("paragraph", N_("its paragraph")),
    ("turn", N_("its turn")),
)  # fmt: skip
_SHOWN = 8
"""How many acts are told of before they are coded."""


@dataclass(frozen=True, slots=True)
class _Target:
    """With what references are coded."""

    code: str = ""
    """Id of the one code; empty if each gets that of its act."""
    under: str = ""
    """Id or new name of what the codes of acts stand under."""


class StatutesScreen(StatutesPage):
    """Statutory references."""

    def on_row_list_chosen(self) -> None:
        """Show the reference in its text."""
        if one := self.here:
            self.post_message(self.PlaceWanted(Place(one.source_id, one.span)))

    def action_choose(self) -> None:
        """Show the reference in its text."""
        self.on_row_list_chosen()

    # What is listed

    def action_by(self) -> None:
        """List by source, or by code."""
        self.read(replace(self.asked, by="source" if self.asked.by == "code" else "code"))

    @act
    async def action_filter(self) -> None:
        """Choose texts, or codings."""
        chosen = await filter_menu.choose(self, self.asked.selection)
        if chosen is not None:
            self.read(replace(self.asked, selection=chosen))

    @act
    async def action_date(self) -> None:
        """Say when the matter began: at the date of each text's case, on a day, or as an attribute says."""
        options = [
            Option("case", _("the date of each text's case"), "c"), Option("day", _("one date for all"), "d"),
            Option("attribute", _("what an attribute of the case says"), "a"),
        ]  # fmt: skip
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("When did the matter begin?"), options))
        if chosen == ("case",):
            self.read(replace(self.asked, date="", attribute=""))
        elif chosen == ("day",):
            note = _("A day, a month or a year: 2024-09-17, 2024-09, 2024")
            if day := await self.app.push_screen_wait(LineDialog(_("Date"), self.asked.date, note=note)):
                self.read(replace(self.asked, date=day, attribute=""))
        elif chosen:
            names = sorted({name for one in cases.all_cases(self.project) for name in one.attributes})
            dialog = PickDialog(_("Which attribute of a case?"), [Choice(n, n) for n in names], several=False)
            if picked := await self.app.push_screen_wait(dialog):
                self.read(replace(self.asked, date="", attribute=picked[0]))

    # Coding

    @act
    async def action_code_references(self) -> None:
        """Code references, having shown what comes of it."""
        cited = await self._ask_which()
        target = await self._ask_target() if cited else None
        if target is None:
            return
        options = [Option(unit, _(label), unit[0]) for unit, label in _UNITS]
        unit = await self.app.push_screen_wait(ChoiceDialog(_("How much is coded?"), options))
        if not unit:
            return

        def code(project: Project, *, is_preview: bool = False) -> list[CodedAct]:
            return code_citations(
                project, cited, code=target.code, under=target.under, unit=unit[0], is_preview=is_preview
            )

        foreseen = await self.apart(lambda own: code(own, is_preview=True))
        dialog = EffectDialog(_("Code statutory references"), _effect(foreseen))
        if await self.app.push_screen_wait(dialog) is not True:
            return
        done = await self.apart(code)
        n, already = sum(one.added for one in done), sum(one.already for one in done)
        self.say(_("codings applied: {n}; there already: {already}").format(n=n, already=already))
        self.read()

    async def _ask_which(self) -> Sequence[Citation]:
        """Ask which references are meant; none if nothing was chosen."""
        here = self.here
        if here is None:
            self.say(_("nothing is listed to act on"))
            return ()
        same = [one for one in self.found if one.act == here.act]
        number = _("references: {n}")
        options = [
            Option("all", _("all that are listed"), "a", note=_count(number, self.found)),
            Option("act", _("all to {act}").format(act=here.act or _("(no act named)")), "s",
                   note=_count(number, same)),
            Option("one", _("this one"), "o", note=here.text),
        ]  # fmt: skip
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Code which references?"), options))
        if not chosen:
            return ()
        return {"all": self.found, "act": same, "one": [one for one in self.found if one.place == here.place]}[
            chosen[0]
        ]

    async def _ask_target(self) -> _Target | None:
        options = [
            Option(
                "under", _("each with a code for its act"), "e", note=_("made where it lacks, under one you choose")
            ),
            Option("code", _("all with one code"), "o"),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("With what?"), options))
        if not chosen:
            return None
        every = filtering.choices(self.project, "codes")
        if chosen == ("code",):
            picked = await self.app.push_screen_wait(PickDialog(_("With which code?"), every, several=False))
            return _Target(code=picked[0]) if picked else None
        dialog = PickDialog(
            _("Under which code or folder? Type a new name for a new folder"), every, several=False,
            typed=lambda text: Choice(text, _("a new folder: {name}").format(name=text)),
        )  # fmt: skip
        picked = await self.app.push_screen_wait(dialog)
        return _Target(under=picked[0]) if picked else None

    # Out

    @act
    async def action_export(self) -> None:
        """Write which articles are cited how often to a file whose name is asked."""
        asked = self.asked

        def make(project: Project, language: str) -> Report:
            return make_statutes(
                project, asked.selection, by=asked.by, date=asked.date, attribute=asked.attribute, language=language
            )

        await write_report(self, _("Write the table to"), _("statutes") + ".docx", make)


def _count(words: str, cited: Sequence[Citation]) -> str:
    return words.format(n=len({one.place for one in cited}))


def _effect(foreseen: Sequence[CodedAct]) -> list[str]:
    """Return what coding would come to, a line for each of the first acts."""
    lines = []
    for one in foreseen[:_SHOWN]:
        words = _("{code} (new)").format(code=one.code) if one.is_new else one.code
        counts = _("to be coded: {n}; there already: {already}").format(n=one.added, already=one.already)
        lines.append(f"{words}  ·  {counts}")
    if len(foreseen) > _SHOWN:
        lines.append(_("… and more: {n}").format(n=len(foreseen) - _SHOWN))
    if outside := sum(one.outside for one in foreseen):
        lines.append(_("hits in no such unit, not coded: {n}").format(n=outside))
    return [*lines, "", _("One act: u takes all of it back.")]
