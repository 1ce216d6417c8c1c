"""What can be done with a source from its screen."""

from __future__ import annotations

from pathlib import Path

from qcode.domain.document import Document
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.text import shortened
from qcode.domain.transcript import Role
from qcode.language import _
from qcode.services import correcting, glossing, grouping, noting, purging, sourcing
from qcode.services.filtering import Choice
from qcode.store import cases, memos, sets, sources
from qcode.store.project import Project
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import Place
from qcode.tui.screens.documents import write_document
from qcode.tui.screens.effect import EffectDialog
from qcode.tui.screens.memo import MemoDialog
from qcode.tui.screens.picking import PickDialog
from qcode.tui.screens.sources.page import SourcesPage
from qcode.tui.screens.sources.parts import NoteDialog
from qcode.tui.screens.writing import Writing

TOUCHED_SHOWN = 6
"""Touched passages that are listed before a corrected file comes in."""
OTHER = "+"


class SourceActs(SourcesPage):
    """The page with everything that changes sources."""

    # The text

    def action_open(self) -> None:
        """Open the text on the coding screen."""
        if one := self.here():
            self.post_message(self.PlaceWanted(Place(one.id, Span(0, 0))))

    def on_row_list_chosen(self) -> None:
        """Open the text."""
        self.action_open()

    @act
    async def action_note(self) -> None:
        """Write a note."""
        written = await self.app.push_screen_wait(NoteDialog())
        if written:
            made = sourcing.write_note(self.project, written.name, written.text)
            self.read(go_to=made)
            self.say(_("kept as {name}").format(name=sources.name_of(self.project, made)))

    @act
    async def action_rename(self) -> None:
        """Give the source another name."""
        if (one := self.here()) and (name := await self.app.push_screen_wait(LineDialog(_("Name"), one.name))):
            sourcing.rename_source(self.project, one.id, name)
            self.read()

    @act
    async def action_update(self) -> None:
        """Bring in a corrected file, saying first what it touches."""
        one = self.here()
        if one is None:
            return
        title = _("Corrected file of {name}").format(name=one.name)
        note = _("Only what differs is corrected; codings stay on their words.")
        name = await self.app.push_screen_wait(LineDialog(title, note=note))
        if not name:
            return
        path = Path(name.strip("'\"")).expanduser()
        trial = correcting.update_from_file(self.project, one.id, path, is_trial=True)
        lines = [
            _("corrections: {n}").format(n=len(trial.corrections)),
            _("passages whose words change: {n}").format(n=len(trial.touched)),
            _("passages that go, because nothing of them is left: {n}").format(n=len(trial.gone)),
        ]
        lines += [
            f"  “{shortened(each.old, 34)}” → “{shortened(each.new, 34)}”  {', '.join(each.codes)}"
            for each in trial.touched[:TOUCHED_SHOWN]
        ]
        lines += trial.warnings
        if await self.app.push_screen_wait(EffectDialog(title, [*lines, "", _("One act: u takes all of it back.")])):
            correcting.update_from_file(self.project, one.id, path)
            self.read()
            self.say(_("corrections: {n}").format(n=len(trial.corrections)))

    @act
    async def action_remove(self) -> None:
        """Remove the source, saying first what goes with it."""
        one = self.here()
        if one is None:
            return
        lines = [_("codings that go with it: {n}").format(n=one.codings), "", _("One act: u takes all of it back.")]
        if await self.app.push_screen_wait(EffectDialog(_("Remove {name}").format(name=one.name), lines)):
            sourcing.remove_source(self.project, one.id)
            self.read()
            self.say(_("removed; u brings it back"))

    @act
    async def action_purge(self) -> None:
        """Erase the source for good; its name has to be typed."""
        one = self.here()
        if one is None:
            return
        plan = purging.plan_purge(self.project, one.id)
        told = _("Erased for good, also from the audit trail: codings {codings}, memos {memos}, copies {copies}.")
        note = told.format(codings=plan.codings, memos=plan.memos, copies=plan.backups)
        note += "\n" + _("What was copied from it into definitions, memos on other things and documents stays.")
        title = _("Type the name {name} to erase it").format(name=one.name)
        typed = await self.app.push_screen_wait(LineDialog(title, note=note))
        if typed == one.name:
            purging.purge(self.project, one.id)
            self.read()
            self.say(_("{name} is erased").format(name=one.name))
        elif typed is not None:
            self.say(_("that is not its name: nothing was erased"))

    @act
    async def action_write_file(self) -> None:
        """Write the text with its codes in the margin."""
        one = self.here()
        if one is None:
            return
        options = [
            Option("", _("without memos"), "n"), Option(glossing.FOOTNOTES, _("memos as footnotes"), "f"),
            Option(glossing.ENDNOTES, _("memos behind the text"), "b"),
        ]  # fmt: skip
        chosen = await self.app.push_screen_wait(
            ChoiceDialog(_("{name}, with codes in the margin").format(name=one.name), options)
        )
        if not chosen:
            return

        def make(project: Project, writing: Writing) -> Document:
            return glossing.make_glossed_texts(
                project, [one.id], Selection(), notes=chosen[0], language=writing.language
            )  # fmt: skip

        title = _("Write the text to which file?")
        await write_document(self, title, f"{one.name}.docx", make, glossing.LOOK, quotes=False)

    # What is known

    @act
    async def action_kind(self) -> None:
        """Choose a kind, or type one."""
        one = self.here()
        if one is None:
            return
        known = dict.fromkeys((*sourcing.KINDS, *(each.kind for each in self.rows.sources)))
        options = [Option(kind, _(kind)) for kind in known] + [Option(OTHER, _("another …"), "+")]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("What is it?"), options))
        kind = chosen[0] if chosen else ""
        if kind == OTHER:
            kind = await self._ask(LineDialog(_("Kind of source"), one.kind))
        if kind:
            sourcing.edit_source(self.project, one.id, kind=kind)
            self.read()

    def action_standing(self) -> None:
        """Turn primary data into secondary, or back."""
        if one := self.here():
            standing = next(each for each in sourcing.STANDINGS if each != one.standing)
            if self.guarded(lambda: sourcing.edit_source(self.project, one.id, standing=standing)):
                self.read()

    @act
    async def action_tongue(self) -> None:
        """Say in which language the text is."""
        if (one := self.here()) and (
            code := await self.app.push_screen_wait(
                LineDialog(_("Language of the text"), one.language, hint="id, en …")
            )
        ):
            sourcing.edit_source(self.project, one.id, language=code)
            self.read()

    @act
    async def action_metadata(self) -> None:
        """Change an attribute of the source, or give it a new one."""
        one = self.here()
        if one is None:
            return
        values = cases.attributes_of_source(self.project, one.id)
        options = [Option(name, name, note=value) for name, value in values.items()]
        options.append(Option(OTHER, _("another …"), "+"))
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Which attribute?"), options))
        name = chosen[0] if chosen else ""
        if name == OTHER:
            name = await self._ask(LineDialog(_("Name of the attribute")))
        if not name:
            return
        note = _("A single - takes the value away.")
        value = await self.app.push_screen_wait(LineDialog(name, values.get(name, ""), note=note))
        if value:
            sourcing.set_metadata(self.project, one.id, {name: "" if value == "-" else value})
            self.read()

    @act
    async def action_speakers(self) -> None:
        """Turn the roles of speakers."""
        one = self.here()
        if one is None:
            return
        found = sources.speakers_of(self.project, one.id)
        if not found:
            self.say(_("nobody speaks in this text"))
            return
        said = {Role.INTERVIEWER: _("interviewer"), Role.PARTICIPANT: _("participant")}
        options = [Option(each.label, each.label, note=f"{said[each.role]}  {each.case}") for each in found]
        dialog = ChoiceDialog(_("Who asks, and who answers? Choose whose role to turn round"), options, several=True)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen:
            turned = {
                each.label: Role.PARTICIPANT if each.role is Role.INTERVIEWER else Role.INTERVIEWER
                for each in found
                if each.label in chosen
            }
            sourcing.set_roles(self.project, one.id, {label: str(role) for label, role in turned.items()})
            self.read()
            self.say(", ".join(f"{label} = {said[role]}" for label, role in turned.items()))

    @act
    async def action_sets(self) -> None:
        """Say in which sets the source is."""
        one = self.here()
        if one is None:
            return
        held = [each for each in sets.all_sets(self.project) if each.kind == "source"]
        options = [Option(OTHER, _("a new set …"), "+")]
        options += [
            Option(each.name, ("✓ " if one.id in each.members else "  ") + each.name, note=str(len(each.members)))
            for each in held
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Put into, or take out of, which set?"), options))
        name = chosen[0] if chosen else ""
        if name == OTHER:
            name = await self._ask(LineDialog(_("Name of the set")))
        if not name:
            return
        if any(each.name == name and one.id in each.members for each in held):
            grouping.take_from_set(self.project, name, [one.id])
            said = _("{name} is in the set “{set}” no more")
        else:
            grouping.put_in_set(self.project, name, [one.id])
            said = _("{name} is in the set “{set}” now")
        self.read()
        self.say(said.format(name=one.name, set=name))

    @act
    async def action_memo(self) -> None:
        """Write on the source."""
        one = self.here()
        if one is None:
            return
        there = memos.of(self.project, "source", one.id)
        old = there[-1] if there else None
        text = await self.app.push_screen_wait(MemoDialog(_("Memo"), "", old.text if old else "", note=one.name))
        if text is not None:
            if old:
                noting.edit_memo(self.project, old.id, text)
            elif text:
                noting.write_memo(self.project, "source", one.id, text)
            self.read()

    # Here

    @act
    async def action_find(self) -> None:
        """Go to a source by letters of its name."""
        choices = [Choice(each.id, each.name, note=_(each.kind)) for each in self.rows.sources]
        chosen = await self.app.push_screen_wait(PickDialog(_("Which source?"), choices, several=False))
        if chosen:
            self.read(go_to=chosen[0])

    async def _ask(self, dialog: LineDialog) -> str:
        """Return a line of words, empty if none was given."""
        return await self.app.push_screen_wait(dialog) or ""
