"""Acts that send codings elsewhere or remove them: merging, splitting, removing."""

from __future__ import annotations

from qcode.domain.study import CodeInProject
from qcode.language import _, screen_language
from qcode.services import defining
from qcode.store import code_use
from qcode.tui.screens.acts import act
from qcode.tui.screens.codebook.acting import Acting, called, listed, touched_lines


class WeightyActs(Acting):
    """The tree with acts that change what passages are coded with."""

    @act
    async def action_merge(self) -> None:
        """Merge the code into another one."""
        if (row := self.row) is None:
            return
        under = {one.code.id for one in self.shelf.under(row.code.id)}
        others = [
            one
            for one in self.shelf.codes.values()
            if one.code.id not in under and (one.code.codable or not row.codings)
        ]
        target = await self.pick_code(_("Merge “{name}” into …").format(name=called(row)), others)
        if target is None:
            return
        into = self.shelf.codes[target]
        doing = _("“{source}” goes into “{target}”, which keeps its own definition; “{source}” is removed.").format(
            source=called(row), target=called(into)
        )
        if await self.agreed(_("Merge"), doing, self._merging(row, into), _("merge")):
            moved = defining.merge_codes(self.shelf.project, row.code.id, target)
            self.done(_("merged; codings moved: {n}; u takes it back").format(n=moved), target)

    def _merging(self, row: CodeInProject, into: CodeInProject) -> list[str]:
        """Say what merging a code into another touches."""
        lines = [_("what goes over:"), *touched_lines(self.shelf.use_under(row.code.id, with_children=False))]
        children = [one for one in self.shelf.codes.values() if one.code.parent == row.code.id]
        if children:
            lines.append(_("codes that go under it: {names}").format(names=listed(children)))
        if shared := code_use.shared(self.shelf.project, row.code.id, into.code.id):
            lines.append(_("passages coded with both by one coder, where one coding remains: {n}").format(n=shared))
        definition = row.code.said("definition", screen_language())
        if definition and definition != into.code.said("definition", screen_language()):
            lines.append(_("its definition is not kept: “{words}”").format(words=definition))
        return lines

    @act
    async def action_remove(self) -> None:
        """Remove the code with what is under it and their codings, or an empty codebook."""
        from qcode.services import codebooks

        project = self.shelf.project
        if book := self.heading:
            doing = _("The codebook “{name}” is removed.").format(name=book.name)
            if book.codes:
                codebooks.remove_codebook(project, book.id)  # Says why not.
            elif await self.agreed(_("Remove"), doing, [_("codes in it: {n}").format(n=0)], _("remove")):
                codebooks.remove_codebook(project, book.id)
                self.done(_("removed: {name}; u brings it back").format(name=book.name))
            return
        if (row := self.row) is None:
            return
        under = self.shelf.under(row.code.id)
        doing = _("“{name}” is removed, with all that is under it and rests on it:").format(name=called(row))
        lines = touched_lines(self.shelf.use_under(row.code.id))
        if len(under) > 1:
            lines.append(_("under it: {names}").format(names=listed(under[1:])))
        if any(one.codings for one in under):
            lines.append(_("To keep the codings, merge it into another code instead."))
        if await self.agreed(_("Remove"), doing, lines, _("remove")):
            gone = defining.remove_code(project, row.code.id, with_codings=True)
            self.done(_("removed, with codings: {n}; undo brings it back").format(n=gone))

    @act
    async def action_split(self) -> None:
        """Walk the codings of the code and send them to new codes."""
        from qcode.tui.screens.codebook.split import SplitScreen

        if (row := self.row) is None:
            return
        if not row.codings:
            self.say(_("nothing is coded with it; there is nothing to split"))
            return
        result = await self.app.push_screen_wait(
            SplitScreen(self.shelf.project, row, list(self.shelf.codes.values()), self.shelf.colors)
        )
        if result is not None:
            said = _("split; moved: {moved}, added: {added}, kept: {kept}; u takes it back")
            self.done(
                said.format(moved=result.moved + result.joined, added=result.added, kept=result.kept), row.code.id
            )
