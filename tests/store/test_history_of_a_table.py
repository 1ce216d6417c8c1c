"""What the audit trail says of a table, of typical codings and of who coded when."""

from __future__ import annotations

from collections.abc import Callable

from qcode.domain.span import Span
from qcode.services import coding, defining, undoing
from qcode.store import codings, history
from qcode.store.project import Project

Key = Callable[[Project, str], str]


def test_only_changes_of_the_table_that_stand_are_told(project: Project, source: Key, code: Key) -> None:
    before = len(history.on_table(project, "code"))
    coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, "PRE"))
    defining.edit_code(project, code(project, "KEN"), {"definition": "Satu."})
    defining.edit_code(project, code(project, "KEN"), {"definition": "Dua."})
    undoing.undo(project)

    (deed,) = history.on_table(project, "code")[before:]
    assert (deed.act, deed.coder) == ("codes edit", "Ani")
    assert deed.operations == [["u", "code", code(project, "KEN"), {"definition": ["", "Satu."]}]]
    undoing.redo(project)
    assert len(history.on_table(project, "code")) == before + 2


def test_codings_marked_typical_are_found_and_no_others(project: Project, source: Key, code: Key) -> None:
    place = source(project, "W1")
    coding.apply_code(project, place, Span(119, 155), code(project, "PRE"))
    coding.apply_code(project, place, Span(119, 150), code(project, "PRE"), typical=True)

    (found,) = codings.by_ids(project, codings.typical_ids(project))
    assert (found.start, found.end) == (119, 150)


def test_it_is_known_who_coded_how_much_on_which_day(project: Project, source: Key, code: Key) -> None:
    for end in (150, 155):
        coding.apply_code(project, source(project, "W1"), Span(119, end), code(project, "PRE"))

    ((coder, place, day, n),) = codings.worked(project)
    assert (coder, place, n) == ("Ani", source(project, "W1"), 2)
    assert day == history.entries(project)[-1].when[:10]
