"""Acts on one code that leave its codings where they are: made, edited, moved, coloured, noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qcode.domain.selection import Selection
from qcode.language import _, screen_language
from qcode.services import arranging, defining
from qcode.tui.screens.acts import act
from qcode.tui.screens.codebook.acting import Acting, called, touched_lines
from qcode.tui.screens.codebook.places import NewCodeDialog, PlaceDialog, PlaceOption


class CodeActs(Acting):
    """The tree with acts on one code."""

    @act
    async def action_new_code(self) -> None:
        """Make a code."""
        await self._make(_("New code"), codable=True)

    @act
    async def action_new_folder(self) -> None:
        """Make a folder."""
        await self._make(_("New folder"), codable=False)

    async def _make(self, title: str, *, codable: bool) -> None:
        from qcode.services import codebooks

        if not self.shelf.books:
            codebooks.add_codebook(self.shelf.project, self.shelf.project.name)
            self.read()
        new = await self.app.push_screen_wait(NewCodeDialog(title, self._places_near()))
        if new is None:
            return
        project, place = self.shelf.project, new.place
        with project.change("codes add", new.key or new.name):
            made = defining.add_code(
                project, new.name, key=new.key, parent=place.parent, codebook=self.shelf.books[place.book].name,
                codable=codable,
            )  # fmt: skip
            if place.after:
                arranging.put_after(project, made.code.id, place.after)
        self.done(_("made: {code}; e writes its definition").format(code=called(made)), made.code.id)

    def _places_near(self) -> list[PlaceOption]:
        """Return where a new code may stand: by the cursor, then at the end of each codebook."""
        row = self.shelf.codes.get(self.tree_view.code or "")
        found: list[PlaceOption] = []
        if row:
            book, name = self.shelf.book_of(row).id, row.code.said("name", screen_language())
            color = self.shelf.colors[row.code.id]
            under = PlaceOption("under", _("under “{code}”").format(code=name), row.code.id, book, "", "", color)
            beside = PlaceOption(
                "beside", _("beside “{code}”, right below it").format(code=name), row.code.parent, book, row.code.id
            )
            found = [beside, under] if row.code.codable else [under, beside]
        here = self.book
        books = sorted(self.shelf.books.values(), key=lambda book: here is not None and book.id != here.id)
        return found + [
            PlaceOption(book.id, _("at the top of “{codebook}”, last").format(codebook=book.name), None, book.id)
            for book in books
        ]

    @act
    async def action_rename(self) -> None:
        """Give the code or the codebook under the cursor another name."""
        from qcode.services import codebooks
        from qcode.tui.screens.asking import LineDialog

        if book := self.heading:
            note = _("codes in it: {n}; nothing else changes").format(n=len(book.codes))
            title = _("Rename the codebook “{name}”").format(name=book.name)
            if name := await self.app.push_screen_wait(LineDialog(title, book.name, note=note)):
                codebooks.edit_codebook(self.shelf.project, book.id, {"name": name})
                self.done(_("renamed: {name}").format(name=name))
            return
        if (row := self.row) is None:
            return
        language, code = screen_language(), row.code
        translated = bool(code.translations.get(language, {}).get("name"))
        note = _("codings that keep it: {n}, texts: {sources}").format(n=row.codings, sources=row.sources)
        title = _("Rename “{name}”").format(name=called(row))
        name = await self.app.push_screen_wait(LineDialog(title, code.said("name", language), note=note))
        if not name:
            return
        changes: dict[str, object] = {"name": name}
        if translated:  # What is shown is the translation, so it is what was meant.
            said = {one: dict(texts) for one, texts in code.translations.items()}
            said[language]["name"] = name
            changes = {"translations": said}
        defining.edit_code(self.shelf.project, code.id, changes)
        self.done(_("renamed: {name}").format(name=name))

    @act
    async def action_edit(self) -> None:
        """Change all that a code or a codebook says."""
        from qcode.services import codebooks
        from qcode.tui.screens.codebook.editor import BookEditor, CodeEditor

        project = self.shelf.project
        if book := self.heading:
            said = await self.app.push_screen_wait(BookEditor(project, book))
            if said:
                codebooks.edit_codebook(project, book.id, said)
                self.done(_("changed: {name}").format(name=said.get("name", book.name)))
        elif row := self.row:
            use = self.shelf.resting_on(row.code.id).use
            if await self.app.push_screen_wait(CodeEditor(project, row, self.shelf.book_of(row), touched_lines(use))):
                self.done(_("changed: {name}").format(name=called(row)))

    @act
    async def action_put(self) -> None:
        """Put the code under another one or into another codebook."""
        if (row := self.row) is None:
            return
        going = {one.code.id for one in self.shelf.under(row.code.id)}
        touched = [_("what moves, each coding and note with its code:")]
        touched += touched_lines(self.shelf.use_under(row.code.id))
        title = _("Put “{name}” where?").format(name=called(row))
        place = await self.app.push_screen_wait(PlaceDialog(title, self._places(going), touched))
        if place is not None:
            arranging.put_code(self.shelf.project, row.code.id, parent=place.parent, codebook=place.book)
            self.done(_("{code} stands in {place}").format(code=called(row), place=place.label), row.code.id)

    def _places(self, without: set[str]) -> Sequence[PlaceOption]:
        """Return the tops of the codebooks and all codes but some as places, named as the screen shows them."""
        found: list[PlaceOption] = []
        language, names = screen_language(), dict[str, str]()
        for book in self.shelf.books.values():
            label = _("top of “{codebook}”").format(codebook=book.name)
            found.append(PlaceOption(book.id, label, None, book.id))
            for id, row in self.shelf.codes.items():
                if row.codebook == book.name and id not in without:
                    above = f"{names[row.code.parent]} › " if row.code.parent in names else ""
                    names[id] = above + row.code.said("name", language)
                    color = self.shelf.colors[id]
                    found.append(PlaceOption(id, names[id], id, book.id, "", row.code.key, color))
        return found

    def action_shift(self, step: int) -> None:
        """Move the code up or down among its siblings."""
        if row := self.row:
            if arranging.shift_code(self.shelf.project, row.code.id, step):
                self.read(row.code.id)
            else:
                self.say(_("it is the first of its siblings") if step < 0 else _("it is the last of its siblings"))

    @act
    async def action_recolor(self) -> None:
        """Give the code another colour."""
        from qcode.tui.screens.codebook.colors import ColorDialog

        if (row := self.row) is None:
            return
        code = row.code.id
        used = Counter(one.code.color for one in self.shelf.codes.values())
        title = _("Colour of “{name}”").format(name=called(row))
        under = len(self.shelf.under(code)) - 1
        picked = await self.app.push_screen_wait(ColorDialog(title, self.shelf.colors[code], used, under))
        if picked:
            changed = arranging.recolor_codes(
                self.shelf.project, code, picked.color, with_children=picked.with_children
            )
            self.done(_("coloured: {n}").format(n=changed))

    @act
    async def action_fold_code(self) -> None:
        """Turn the code into a folder, or the folder into a code."""
        if (row := self.row) is None:
            return
        folder = row.code.codable
        doing = (
            _("“{name}” becomes a folder: it groups codes and is applied to nothing.")
            if folder
            else _("“{name}” becomes a code that can be applied.")
        )
        verb = _("make it a folder") if folder else _("make it a code")
        use = self.shelf.use_under(row.code.id)
        if row.codings and folder:
            arranging.make_folder(self.shelf.project, row.code.id, folder=True)  # Says why not.
        elif await self.agreed(called(row), doing.format(name=called(row)), touched_lines(use), verb):
            arranging.make_folder(self.shelf.project, row.code.id, folder=folder)
            said = _("now a folder: {name}") if folder else _("now a code: {name}")
            self.done(said.format(name=called(row)))

    @act
    async def action_note(self) -> None:
        """Write a note on the code, or change one."""
        from qcode.services import noting
        from qcode.tui.screens.asking import ChoiceDialog, Option
        from qcode.tui.screens.memo import MemoDialog

        if (row := self.row) is None:
            return
        code, known = row.code, self.shelf.resting_on(row.code.id).notes
        chosen = None
        if known:
            options = [Option("new", _("a new note"), "n")]
            options += [Option(memo.id, " ".join(memo.text.split())[:60], note=memo.coder) for memo in known]
            picked = await self.app.push_screen_wait(
                ChoiceDialog(_("Notes on “{name}”").format(name=called(row)), options)
            )
            if not picked:
                return
            chosen = next((memo for memo in known if memo.id == picked[0]), None)
        title = _("Note on “{name}”").format(name=called(row))
        quote = code.said("definition", screen_language()) or row.path
        words = await self.app.push_screen_wait(MemoDialog(title, quote, chosen.text if chosen else ""))
        if words is None or (chosen is None and not words):
            return
        if chosen is None:
            noting.write_memo(self.shelf.project, "code", code.id, words)
        else:
            noting.edit_memo(self.shelf.project, chosen.id, words)
        self.done(_("noted") if words else _("the note is gone; u brings it back"))

    def action_passages(self) -> None:
        """List what is coded with the code and what is under it."""
        if row := self.row:
            self.post_message(self.ScreenWanted("retrieval", {"selection": Selection(codes=(row.code.id,))}))

    @act
    async def action_changes(self) -> None:
        """Show how the definition changed over time."""
        from qcode.tui.screens.codebook.changes import ChangesDialog

        if row := self.row:
            await self.app.push_screen_wait(ChangesDialog(self.shelf.project, row.code.id, called(row)))
