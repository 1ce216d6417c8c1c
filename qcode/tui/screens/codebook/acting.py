"""What all acts of the codebook screen share: the code they are done on, and what is shown before and after."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from qcode.domain.codebook import Codebook
from qcode.domain.study import CodeInProject, CodeUse
from qcode.language import _, screen_language
from qcode.tui.screens.acts import act
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.codebook.shelf import Shelf
from qcode.tui.screens.effect import EffectDialog
from qcode.tui.widgets.book_tree import BookTree

NAMED = 12
"""Most codes that are named before an act on them."""


def touched_lines(use: CodeUse) -> list[str]:
    """Say what rests on codes, line by line; what there is none of is left out but for codings."""
    first = _("codes: {codes}, codings: {n}, texts: {sources}, coders: {coders}").format(
        codes=use.codes, n=use.codings, sources=use.sources, coders=use.coders
    )
    rest = (
        (_("notes on the codes: {n}"), use.memos), (_("notes on their codings: {n}"), use.coding_memos),
        (_("links: {n}"), use.links), (_("sets: {n}"), use.sets), (_("summaries: {n}"), use.summaries),
    )  # fmt: skip
    second = ", ".join(said.format(n=number) for said, number in rest if number)
    return [first, second] if second else [first]


def called(row: CodeInProject) -> str:
    """Return what a code is called in a sentence: key and name."""
    return f"{row.code.key} {row.code.said('name', screen_language())}".strip()


def listed(rows: Sequence[CodeInProject]) -> str:
    """Name codes in a sentence, the first of them where they are many."""
    more = _(" … and {n} more").format(n=len(rows) - NAMED) if len(rows) > NAMED else ""
    return ", ".join(called(row) for row in rows[:NAMED]) + more


class Acting(WorkScreen):
    """A screen with a tree of codebooks on which acts are done."""

    shelf: Shelf

    @property
    @abstractmethod
    def tree_view(self) -> BookTree:
        """The tree."""

    @abstractmethod
    def read(self, code: str = "") -> None:
        """Read and show everything again after an act; the cursor goes to a code, or stays."""

    @property
    def row(self) -> CodeInProject | None:
        """The code under the cursor; ``None``, and said, on the heading of a codebook."""
        row = self.shelf.codes.get(self.tree_view.code or "")
        if row is None:
            self.say(_("go to a code first"))
        return row

    @property
    def book(self) -> Codebook | None:
        """The codebook under the cursor or the one of the code there; ``None`` if there is no codebook."""
        id = self.tree_view.code or ""
        if id in self.shelf.codes:
            return self.shelf.book_of(self.shelf.codes[id])
        return self.shelf.books.get(id) or next(iter(self.shelf.books.values()), None)

    @property
    def heading(self) -> Codebook | None:
        """The codebook on whose heading the cursor is, ``None`` elsewhere."""
        return self.shelf.books.get(self.tree_view.code or "")

    def done(self, message: str, code: str = "") -> None:
        """Show what an act changed, and say it."""
        self.read(code)
        self.say(message)

    async def agreed(self, title: str, doing: str, touched: Sequence[str], verb: str) -> bool:
        """Show what an act will change and ask for leave."""
        answer = await self.app.push_screen_wait(EffectDialog(title, touched, doing=doing, verb=verb))
        return answer is True

    async def pick_code(self, title: str, codes: Sequence[CodeInProject]) -> str | None:
        """Ask for one of some codes by a few letters; folders, too."""
        from qcode.tui.screens.palette import CodePalette

        shown = [replace(row, code=replace(row.code, codable=True)) for row in codes]
        picked = await self.app.push_screen_wait(
            CodePalette(title, shown, self.shelf.colors, (), several=False, may_make=False)
        )
        return picked.codes[0] if picked and picked.codes else None

    @act
    async def find_code(self) -> None:
        """Go to a code by a few letters."""
        if code := await self.pick_code(_("Find a code"), list(self.shelf.codes.values())):
            self.tree_view.open_to(code)
