"""Acts on whole codebooks: made, brought in from a file, sent out to one."""

from __future__ import annotations

from pathlib import Path

from qcode.language import _
from qcode.services import codebooks, describing
from qcode.services.codebooks import CodebookResult
from qcode.store.project import Project
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.codebook.acting import Acting
from qcode.tui.screens.documents import write_file
from qcode.tui.screens.writing import Writing

SUFFIXES = ".yaml .csv .xlsx .json .qdc"
DOCUMENTS = ".docx .md .html"


class BookActs(Acting):
    """The tree with acts on codebooks."""

    @act
    async def action_new_book(self) -> None:
        """Make another codebook."""
        note = _("It comes last and is empty; n makes codes in it, p puts codes there.")
        if name := await self.app.push_screen_wait(LineDialog(_("Name of the new codebook"), note=note)):
            made = codebooks.add_codebook(self.shelf.project, name)
            self.done(_("made: {name}").format(name=name), made)

    @act
    async def action_bring_in(self) -> None:
        """Bring a codebook in, having shown what it changes."""
        path = await self._file_to_bring()
        if path is None:
            return
        project, prefix = self.shelf.project, ""
        try:
            seen = codebooks.foresee_import(project, path)
        except codebooks.KeysTaken as error:
            note = _("A prefix before every key of the file tells them apart.")
            given = await self.app.push_screen_wait(LineDialog(error.message, "X-", note=note))
            if not given:
                return
            prefix = given
            seen = codebooks.foresee_import(project, path, prefix=prefix)
        update = await self._how_to_bring(path, seen)
        if update is None:
            return
        result = codebooks.import_codebook(project, path, update=update, prefix=prefix)
        for warning in result.warnings:
            self.notify(warning, title=path.name, severity="warning", markup=False)
        said = _("{name}: codes added {added}, updated {updated}, unchanged {unchanged}")
        self.done(
            said.format(
                name=result.name, added=result.added, updated=result.updated,
                unchanged=result.unchanged + len(result.kept),
            )
        )  # fmt: skip

    async def _file_to_bring(self) -> Path | None:
        starters = [Option(str(path), path.stem, note=_("comes with qcode")) for path in codebooks.starters()]
        options = [Option("file", _("a file"), "f", note=SUFFIXES), *starters]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Bring in which codebook?"), options))
        if not chosen:
            return None
        if chosen[0] != "file":
            return Path(chosen[0])
        given = await self.app.push_screen_wait(
            LineDialog(_("File of the codebook"), hint=str(self._folder() / "codebook.yaml"), note=SUFFIXES)
        )
        return self._path(given) if given else None

    async def _how_to_bring(self, path: Path, seen: CodebookResult) -> bool | None:
        """Ask whether codes that are here are to be changed; ``None`` for not bringing it in."""
        if not seen.updated:
            told = [_("codes that come: {n}").format(n=seen.added), _("here already: {n}").format(n=seen.unchanged)]
            doing = _("The codebook “{name}” comes in.").format(name=seen.name)
            return False if await self.agreed(path.name, doing, told, _("bring in")) else None
        options = [
            Option("keep", _("only what is new"), "k", note=_("codes added: {n}").format(n=seen.added)),
            Option("update", _("change what is here, too"), "c", note=_("codes changed: {n}").format(n=seen.updated)),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(path.name, options))
        return chosen[0] == "update" if chosen else None

    @act
    async def action_send_out(self) -> None:
        """Write a codebook to a file."""
        name = ""
        if len(self.shelf.books) > 1:
            options = [Option(book.id, book.name) for book in self.shelf.books.values()]
            options.append(Option("", _("all of them as one tree"), "a"))
            chosen = await self.app.push_screen_wait(ChoiceDialog(_("Send out which codebook?"), options))
            if not chosen:
                return
            name = self.shelf.books[chosen[0]].name if chosen[0] else ""
        proposed = f"{(name or self.shelf.project.name).replace('/', '-')}.yaml"

        def work(project: Project, path: Path, writing: Writing) -> tuple[str, ...]:
            return describing.send_codebook(
                project, path, name=name, language=writing.language, setup=writing.setup()
            )  # fmt: skip

        await write_file(self, _("File to write"), proposed, f"{SUFFIXES} {DOCUMENTS}", work)

    def _folder(self) -> Path:
        return self.shelf.project.path.absolute().parent

    def _path(self, given: str) -> Path:
        path = Path(given.strip("'\"")).expanduser()
        return path if path.is_absolute() else self._folder() / path
