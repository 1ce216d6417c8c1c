"""What the codebook screen shows: all codebooks with their codes and use, read again after each act."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.codebook import PALETTE, Codebook
from qcode.domain.study import CodeInProject, CodeUse, Memo
from qcode.language import screen_language
from qcode.store import code_use, codes, memos
from qcode.store.project import Project
from qcode.tui.widgets.book_tree import BookRow


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a code, as it is read when the cursor rests on it."""

    use: CodeUse
    """Of the code itself."""
    notes: tuple[Memo, ...]
    """On it, oldest first."""
    with_children: CodeUse | None
    """Of the code and all that is under it; ``None`` where nothing is."""


class Shelf:
    """The codebooks of a project as they stand on disk."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.books: dict[str, Codebook] = {}
        self.codes: dict[str, CodeInProject] = {}
        self._state: tuple[int, int] = (0, 0)
        self._resting: dict[str, Resting] = {}
        self._noted: set[str] = set()
        self.colors: dict[str, str] = {}
        self.read()

    def read(self) -> None:
        """Read everything anew."""
        self.books = {book.id: book for book in codes.codebooks(self.project)}
        self.codes = {row.code.id: row for row in codes.all_codes(self.project, books=self.books.values())}
        self._noted = set(memos.texts_on(self.project, "code"))
        self.colors = {
            id: row.code.color or PALETTE[number % len(PALETTE)] for number, (id, row) in enumerate(self.codes.items())
        }
        self._resting.clear()
        self._state = self.project.database.state()

    @property
    def is_stale(self) -> bool:
        """Whether anything was written since it was read."""
        return self._state != self.project.database.state()

    def book_of(self, row: CodeInProject) -> Codebook:
        """Return the codebook of a code."""
        return next(book for book in self.books.values() if book.name == row.codebook)

    def rows(self) -> list[BookRow]:
        """Return the lines of the tree: each codebook above its codes."""
        language = screen_language()
        found: list[BookRow] = []
        by_book: dict[str, list[CodeInProject]] = {}
        for row in self.codes.values():
            by_book.setdefault(row.codebook, []).append(row)
        for book in self.books.values():
            under = by_book.get(book.name, [])
            total = sum(row.codings for row in under)
            found.append(BookRow(book.id, "", book.name, "", 0, 0, total, False, is_book=True))
            found += [
                BookRow(
                    row.code.id, row.code.key, row.code.said("name", language), self.colors[row.code.id], row.depth + 1,
                    row.sources, row.codings, row.code.codable, noted=row.code.id in self._noted,
                )
                for row in under
            ]  # fmt: skip
        return found

    def knows(self, id: str) -> bool:
        """Whether what rests on a code was read already."""
        return id in self._resting

    def resting_on(self, id: str) -> Resting:
        """Return what rests on a code and the notes on it."""
        if id not in self._resting:
            self._resting[id] = Resting(
                use=code_use.use_of(self.project, [id]),
                notes=tuple(memos.of(self.project, "code", id)),
                with_children=self.use_under(id) if len(self.under(id)) > 1 else None,
            )
        return self._resting[id]

    def under(self, id: str) -> list[CodeInProject]:
        """Return a code and all that is under it."""
        chosen = {id}
        for row in self.codes.values():  # Parents come first, so one pass reaches every depth.
            if row.code.parent in chosen:
                chosen.add(row.code.id)
        return [row for row in self.codes.values() if row.code.id in chosen]

    def use_under(self, id: str, *, with_children: bool = True) -> CodeUse:
        """Return what rests on a code, on request with all that is under it."""
        chosen = self.under(id) if with_children else [self.codes[id]]
        return code_use.use_of(self.project, [row.code.id for row in chosen])
