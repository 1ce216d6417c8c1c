"""The acts of the screen of analyses: which one, set to what, behind a cell, out to a file or the clipboard."""

from __future__ import annotations

from dataclasses import replace

from qcode.domain.report import Report
from qcode.language import _
from qcode.services.filtering import Choice
from qcode.store import choosing, sources
from qcode.store.project import Project
from qcode.tui.screens import filter_menu
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import Place
from qcode.tui.screens.documents import write_report
from qcode.tui.screens.picking import PickDialog
from qcode.tui.screens.places import PlacesDialog
from qcode.tui.screens.statistics.analyses import ANALYSES, BY_NAME, agreeing, groups, made, number, with_analysis
from qcode.tui.screens.statistics.asked import Setting, picked
from qcode.tui.screens.statistics.behind import Places, Searched, behind
from qcode.tui.screens.statistics.commands import BY_ACTION, WORD_COUNTS
from qcode.tui.screens.statistics.screen import AnalysisRows, StatisticsPage
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.rows import RowList


class StatisticsScreen(StatisticsPage):
    """The analyses."""

    # Which

    @act
    async def action_analyses(self) -> None:
        """Choose an analysis from the list of the questions they answer."""
        options = [
            Option(one.name, _(one.label), BY_ACTION[f"analysis('{one.name}')"].key_text, note=_(one.question))
            for one in ANALYSES
        ]
        options.append(Option("", _(WORD_COUNTS.label), WORD_COUNTS.key_text, note=_(WORD_COUNTS.help)))
        if chosen := await self.app.push_screen_wait(ChoiceDialog(_("What do you ask?"), options)):
            if chosen[0]:
                self.action_analysis(chosen[0])
            else:
                self.action_word_counts()

    def action_analysis(self, name: str) -> None:
        """Show another analysis of the same codings."""
        if name != self.asked.analysis:
            self.read(with_analysis(self.asked, name), at=(0, 0))

    def action_word_counts(self) -> None:
        """Go to the screen that counts words."""
        self.post_message(self.ScreenWanted("words", {"selection": self.asked.selection}))

    # Set to what

    @act
    async def action_set(self, role: str) -> None:
        """Change something this analysis is set to: the other of two, one of several, or what is picked."""
        one = BY_NAME[self.asked.analysis]
        setting = one.setting(role)
        if setting is None:
            self.say(_("not of this analysis: {name}").format(name=_(BY_ACTION[f"set('{role}')"].label)))
        elif role == "words":
            words = await self.app.push_screen_wait(LineDialog(_(setting.asked), self.asked.get(setting)))
            self._put(setting, words)
        elif setting.values:
            self._put(setting, await self._one_of(setting))
        else:
            self._put(setting, await self._picked(setting))

    def _put(self, setting: Setting, value: str | None) -> None:
        """Set something and work it out anew; a unit is chosen where a measure needs one, and that is said."""
        if value is None or value == self.asked.get(setting):
            return
        wanted = self.asked.put(setting.role, value)
        if value and setting.instead_of:
            wanted = wanted.put(setting.instead_of, "")
        agreed = agreeing(wanted)
        if agreed != wanted and setting.role == "unit":
            agreed = wanted.put("measure", "count")
            self.say(_("chance can be told of units alone: cells are counts again"))
        elif agreed != wanted:
            self.say(_("chance can be told of units alone: turns are counted"))
        self.read(agreed, at=(0, self.table.cursor[1]))

    async def _one_of(self, setting: Setting) -> str | None:
        values, now = [value for value, _label in setting.values], self.asked.get(setting)
        if len(values) == 2:
            return values[1 - values.index(now)]
        options = [Option(f"={value}", _(label), note="✓" * (value == now)) for value, label in setting.values]
        title = _(BY_ACTION[setting.action].label)
        chosen = await self.app.push_screen_wait(ChoiceDialog(title, options))
        return chosen[0].removeprefix("=") if chosen else None

    async def _picked(self, setting: Setting) -> str | None:
        """Ask for an attribute, a group of texts, or texts one after the other."""
        clearing = _(setting.unset) if setting.unset else ""
        if setting.role == "attribute":
            counts: dict[str, int] = {}
            for name, _value, _count in choosing.values(self.project):
                counts[name] = counts.get(name, 0) + 1
            choices = [
                Choice(name, name, note=_("values: {n}").format(n=counts[name]))
                for name in sorted(counts, key=str.casefold)
            ]
        elif setting.has_several:
            choices = [Choice(one.name, one.name, note=_(one.kind)) for one in sources.all_sources(self.project)]
        else:
            choices = [Choice(id, id.partition(":")[2], note=kind) for id, kind in groups(self.project).items()]
        dialog = PickDialog(
            _(setting.asked), choices, ticked=picked(self.asked.get(setting)), several=setting.has_several,
            clearing=clearing,
        )  # fmt: skip
        chosen = await self.app.push_screen_wait(dialog)
        return None if chosen is None else "\n".join(chosen)

    @act
    async def action_numbers(self) -> None:
        """Type a number of this analysis."""
        found = [one for one in BY_NAME[self.asked.analysis].settings if one.is_number]
        if not found:
            self.say(_("not of this analysis: {name}").format(name=_(BY_ACTION["numbers"].label)))
            return
        setting = found[0]
        if len(found) > 1:
            options = [Option(one.role, _(one.asked), note=self.asked.get(one)) for one in found]
            chosen = await self.app.push_screen_wait(ChoiceDialog(_("Which number?"), options))
            if not chosen:
                return
            setting = next(one for one in found if one.role == chosen[0])
        typed = await self.app.push_screen_wait(LineDialog(_(setting.asked), self.asked.get(setting)))
        if typed is not None:
            self._put(setting, str(number(typed)))

    @act
    async def action_filter(self) -> None:
        """Choose which codings, or which texts, are counted."""
        wanted = await filter_menu.choose(self, self.asked.selection)
        if wanted is not None:
            self.read(replace(self.asked, selection=wanted))

    def action_speakers(self) -> None:
        """Count what interviewers said too, or leave it out."""
        chosen = self.asked.selection
        self.read(replace(self.asked, selection=replace(chosen, all_speakers=not chosen.all_speakers)))
        self.say(_("interviewers are left out") if chosen.all_speakers else _("interviewers are counted too"))

    # Behind a cell

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open what stands behind the cell; show the analysis that was clicked."""
        message.stop()
        if isinstance(message.rows, AnalysisRows):
            self.post_message(KeyBar.Pressed(f"analysis('{ANALYSES[message.index].name}')"))
        else:
            self._open()

    def action_choose(self) -> None:
        """Open what stands behind the cell."""
        self.table.rows.action_choose()

    @act
    async def _open(self) -> None:
        if self.answer is None:
            return
        found = behind(self.project, self.asked, self.answer, *self.table.cursor)
        if found is None:
            self.say(_("nothing is coded here"))
        elif isinstance(found, Place):
            self.post_message(self.PlaceWanted(found))
        elif isinstance(found, Searched):
            self.post_message(self.ScreenWanted("search", {"query": found.query}))
        elif isinstance(found, Places):
            if place := await self.app.push_screen_wait(PlacesDialog(self.project, found.title, found.find)):
                self.post_message(self.PlaceWanted(place))
        else:
            self.post_message(self.ScreenWanted("retrieval", {"selection": found}))

    # Out

    @act
    async def action_export(self) -> None:
        """Write the table to a file whose name is asked."""
        if self.answer is None:
            self.say(_("there is no table yet"))
            return
        asked = self.asked

        def make(project: Project, language: str) -> Report:
            return made(project, asked, language).report

        name = _(BY_NAME[asked.analysis].label).casefold().replace(" ", "-")
        await write_report(self, _("Write the table to"), f"{name}.docx", make)
