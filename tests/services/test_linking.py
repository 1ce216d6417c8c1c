from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.domain.span import Span
from qcode.errors import QcodeError, UnknownName
from qcode.services import coding, linking, noting, undoing
from qcode.services.linking import End
from qcode.store import codes, links, segments, sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]
HERE, THERE = Span(119, 155), Span(40, 60)


def passages(project: Project) -> tuple[End, End]:
    w1, w2 = sources.find_id(project, "W1"), sources.find_id(project, "W2")
    return End("segment", w1, HERE), End("segment", w2, THERE)


def test_a_link_says_what_one_passage_is_to_another_in_another_text(project: Project) -> None:
    done = linking.link(project, " see  also ", *passages(project))
    assert done.is_new
    (found,) = links.all_links(project)
    assert (found.id, found.kind, found.coder) == (done.id, "see also", "Ani")
    assert (found.origin.name, found.origin.span) == ("W1 119–155", HERE)
    assert found.target.name == "W2 40–60"
    assert found.target.text == sources.text_of(project, passages(project)[1].id)[40:60]
    for source in ("W1", "W2"):
        assert links.of_source(project, sources.find_id(project, source)) == [found]
    assert linking.said(found) == "W1 119–155 → see also → W2 40–60"


def test_the_same_link_again_changes_nothing(project: Project) -> None:
    first = linking.link(project, "explains", *passages(project))
    changes = project.database.value("SELECT COUNT(*) FROM change")
    again = linking.link(project, "explains", *passages(project))
    assert (again.id, again.is_new) == (first.id, False)
    assert project.database.value("SELECT COUNT(*) FROM change") == changes
    back = linking.link(project, "explains", *reversed(passages(project)))
    assert back.is_new, "a link has a direction"


def test_a_passage_is_linked_to_a_code_and_a_memo_to_a_passage(project: Project, code: Key) -> None:
    memo = noting.write_memo(project, "project", project.id, "Catatan awal")
    linking.link(project, "contradicts", passages(project)[0], End("code", code(project, "KEN")))
    linking.link(project, "explains", End("memo", memo), passages(project)[0])
    one, two = links.all_links(project)
    assert (one.target.name, one.target.text) == ("KEN", "Obstacles")
    assert (two.origin.kind, two.origin.text) == ("memo", "Catatan awal")


def test_what_makes_no_sense_is_refused_and_leaves_nothing(project: Project) -> None:
    here, _there = passages(project)
    for kind, end in (("", End("code", "x")), ("explains", here), ("explains", End("code", "gone"))):
        with pytest.raises(QcodeError):
            linking.link(project, kind, here, end)
    with pytest.raises(QcodeError, match="outside"):
        linking.link(project, "explains", here, End("segment", here.id, Span(10, 99999)))
    assert links.all_links(project) == []
    assert segments.all_of(project, here.id) == []


def test_a_passage_stays_while_a_link_holds_it_and_goes_with_the_last_one(project: Project, code: Key) -> None:
    here, there = passages(project)
    made = coding.apply_code(project, here.id, HERE, code(project, "KEN")).coding
    done = linking.link(project, "explains", here, there)
    coding.uncode(project, [made.id])
    assert segments.all_of(project, here.id) == [made.segment]
    assert linking.unlink(project, [done.id]) == 1
    assert segments.all_of(project, here.id) == segments.all_of(project, there.id) == []
    assert linking.unlink(project, [done.id]) == 0


def test_a_link_comes_back_with_its_passages_after_someone_else_let_them_go(study: Path, code: Key) -> None:
    with Project.open(study, coder="Budi") as other:
        here, there = passages(other)
        coded = coding.apply_code(other, here.id, HERE, code(other, "KEN")).coding
    with Project.open(study, coder="Ani") as project:
        linking.link(project, "explains", here, there)
        linking.unlink(project, [links.all_links(project)[0].id])
    with Project.open(study, coder="Budi") as other:
        coding.uncode(other, [coded.id])
        assert segments.all_of(other, here.id) == []
    with Project.open(study, coder="Ani") as project:
        undoing.undo(project)
        (found,) = links.all_links(project)
        assert (found.origin.span, found.target.span) == (HERE, THERE)
        undoing.undo(project)
        assert links.all_links(project) == []
        assert segments.all_of(project, here.id) == []


def test_ends_are_named_as_memos_are(project: Project, code: Key) -> None:
    w1 = sources.find_id(project, "W1")
    made = coding.apply_code(project, w1, HERE, code(project, "KEN")).coding
    memo = noting.write_memo(project, "coding", made.id, "ya")
    assert linking.find_end(project, "W1:119-155") == End("segment", w1, HERE)
    assert linking.find_end(project, f"coding:{made.id}") == End("segment", made.segment)
    assert linking.find_end(project, "KEN") == linking.find_end(project, "code:Obstacles")
    assert linking.find_end(project, "KEN") == End("code", codes.find(project, "KEN").code.id)
    assert linking.find_end(project, f"memo:{memo}") == End("memo", memo)
    for name in ("memo:none", "coding:none", "nothing", "source:W1", "W1:5-3"):
        with pytest.raises(UnknownName):
            linking.find_end(project, name)


def test_the_library_links_as_the_command_line_does(study: Path) -> None:
    from qcode import Project as Library

    with Library.open(study, coder="Ani") as opened:
        assert opened.link("W1:119-155", "explains", "code:KEN").is_new
        assert [linking.said(one) for one in opened.links()] == ["W1 119–155 → explains → KEN"]
