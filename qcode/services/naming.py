"""What a hand that names a code means: one under a code that is there, or one with parents to be made first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qcode.domain.codebook import join_path, split_path
from qcode.domain.study import CodeInProject
from qcode.domain.text import folded
from qcode.services import defining
from qcode.store import codes
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is made when it is applied."""

    names: tuple[str, ...]
    """Its name, before it those of the codes above it that are not there yet, the topmost first."""
    parent: str | None = None
    """Id of the code under which the first of them stands, ``None`` for the top."""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.names[-1]


def new_code(typed: str, known: Iterable[CodeInProject]) -> NewCode | None:
    """Return the code that a typed name or path ``Parent/Name`` means; ``None`` if there is no name in it.

    Args:
        typed: What was typed; a ``/`` in a name is doubled. A parent is named by key, name or path.
        known: The codes there are.
    """
    names = tuple(name for part in split_path(typed) if (name := part.strip()))
    rows = list(known) if len(names) > 1 else []
    for many in range(len(names) - 1, 0, -1):
        wanted = folded(join_path(names[:many]))
        for row in rows:
            if wanted in (folded(row.path), folded(row.code.key), folded(row.code.name)):
                return NewCode(names[many:], row.code.id)
    return NewCode(names) if names else None


def make(project: Project, new: NewCode) -> str:
    """Make a code with the parents it lacks, unless there is one of its name in its place; return its id.

    Raises:
        QcodeError: If it cannot be written.
    """
    if len(new.names) == 1:
        for one in codes.all_codes(project, with_use=False):
            if one.code.name.casefold() == new.name.casefold() and one.code.parent == new.parent and one.code.codable:
                return one.code.id
        return defining.add_code(project, new.name, parent=new.parent).code.id
    return defining.add_code_at_path(project, join_path(new.names), below=new.parent).code.id
