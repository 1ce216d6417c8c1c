from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from qcode.domain.codebook import LegalBasis
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import arranging, codebooks, coding, defining, noting, splitting, tracing, undoing
from qcode.store import code_use, codes, codings, memos
from qcode.store.project import Project

Key = Callable[[Project, str], str]


def paths(project: Project) -> list[str]:
    return [f"{one.codebook}:{one.path}" for one in codes.all_codes(project)]


def coded(project: Project) -> list[tuple[int, str, str]]:
    found = codings.select(project, Selection(all_speakers=True))
    return sorted((one.start, one.code, one.coder) for one in found)


def apply(project: Project, source: str, start: int, end: int, code: str) -> str:
    return coding.apply_code(project, source, Span(start, end), code).coding.id


def test_a_code_moves_up_and_down_among_its_siblings_and_not_past_the_ends(project: Project, code: Key) -> None:
    assert arranging.shift_code(project, code(project, "PRV"), -1)
    assert [one.code.key for one in codes.all_codes(project) if not one.depth] == ["PRV", "PRE", "KEN", ""]
    assert not arranging.shift_code(project, code(project, "PRV"), -1)
    assert arranging.shift_code(project, code(project, "KEN-ALAT"), 1)
    assert [one.code.name for one in codes.all_codes(project) if one.depth] == ["Education", "Staff", "Equipment"]


def test_a_code_put_under_another_comes_last_there_with_all_that_is_under_it(project: Project, code: Key) -> None:
    arranging.put_code(project, code(project, "PRE"), parent=code(project, "KEN"))
    assert paths(project)[1:] == [
        "Main:Obstacles", "Main:Obstacles/Equipment", "Main:Obstacles/Staff", "Main:Obstacles/Preemptive",
        "Main:Obstacles/Preemptive/Education", "Main:Others",
    ]  # fmt: skip
    with pytest.raises(QcodeError, match="under itself"):
        arranging.put_code(project, code(project, "KEN"), parent=code(project, "PRE-EDU"))


def test_a_code_goes_to_another_codebook_with_its_children_and_back_by_one_undo(project: Project, code: Key) -> None:
    second = codebooks.add_codebook(project, "Second")
    before = paths(project)
    arranging.put_code(project, code(project, "KEN"), codebook=second)
    assert [one for one in paths(project) if one.startswith("Second")] == [
        "Second:Obstacles", "Second:Obstacles/Equipment", "Second:Obstacles/Staff",
    ]  # fmt: skip
    undoing.undo(project)
    assert paths(project) == before


def test_merging_into_a_code_of_another_codebook_takes_the_children_there(project: Project, code: Key) -> None:
    codebooks.add_codebook(project, "Second")
    other = defining.add_code(project, "Hindrances", key="HIN", codebook="Second").code.id
    defining.merge_codes(project, code(project, "KEN"), other)
    assert "Second:Hindrances/Staff" in paths(project)


def test_two_codebooks_may_have_a_code_of_one_name_at_the_top_and_one_may_not(project: Project) -> None:
    codebooks.add_codebook(project, "Second")
    defining.add_code(project, "Others", codebook="Second")
    with pytest.raises(QcodeError, match="at that place already"):
        defining.add_code(project, "Others", codebook="Second")


def test_codebooks_are_renamed_and_removed_once_they_are_empty(project: Project, code: Key) -> None:
    second = codebooks.add_codebook(project, "Second", language="en")
    with pytest.raises(QcodeError, match="already"):
        codebooks.add_codebook(project, "second")
    codebooks.edit_codebook(project, second, {"name": "Next", "language": "id"})
    assert [(book.name, book.language) for book in codes.codebooks(project)] == [("Main", ""), ("Next", "id")]
    with pytest.raises(QcodeError, match="codes in the codebook"):
        codebooks.remove_codebook(project, codebooks.codebook_id(project, "Main"))
    codebooks.remove_codebook(project, second)
    assert [book.name for book in codes.codebooks(project)] == ["Main"]


def test_a_code_that_is_applied_becomes_no_folder(project: Project, source: Key, code: Key) -> None:
    apply(project, source(project, "W1"), 119, 155, code(project, "PRE"))
    with pytest.raises(QcodeError, match="a folder is applied to nothing"):
        arranging.make_folder(project, code(project, "PRE"), folder=True)
    arranging.make_folder(project, code(project, "PRV"), folder=True)
    assert not codes.find(project, "PRV").code.codable


def test_a_colour_goes_down_the_tree_if_asked(project: Project, code: Key) -> None:
    assert arranging.recolor_codes(project, code(project, "KEN"), "#ABC", with_children=True) == 3
    assert {codes.find(project, name).code.color for name in ("KEN", "KEN-ALAT", "Staff")} == {"#aabbcc"}
    with pytest.raises(QcodeError, match="no colour"):
        arranging.recolor_codes(project, code(project, "KEN"), "red")


def test_what_rests_on_a_code_and_all_under_it_is_counted_once(project: Project, source: Key, code: Key) -> None:
    w1 = source(project, "W1")
    first = apply(project, w1, 119, 155, code(project, "KEN"))
    apply(project, w1, 119, 155, code(project, "Staff"))
    noting.write_memo(project, "coding", first, "m")
    noting.write_memo(project, "code", code(project, "Staff"), "n")
    with Project.open(project.path, coder="Budi") as other:
        apply(other, source(project, "W2"), 0, 5, code(project, "KEN-ALAT"))
    alone = arranging.use_of(project, code(project, "KEN"), with_children=False)
    assert (alone.codes, alone.codings, alone.sources, alone.coders, alone.memos, alone.coding_memos) == (
        1, 1, 1, 1, 0, 1,
    )  # fmt: skip
    together = arranging.use_of(project, code(project, "KEN"), with_children=True)
    assert (together.codes, together.codings, together.sources, together.coders) == (3, 3, 2, 2)
    assert (together.memos, together.coding_memos, together.links, together.sets) == (1, 1, 0, 0)
    assert code_use.shared(project, code(project, "KEN"), code(project, "Staff")) == 1


def test_texts_of_other_languages_and_provisions_are_edited(project: Project, code: Key) -> None:
    basis = (LegalBasis("UU 12/2022", "14(2)", "2022-05-09"),)
    said = {"translations": {"en": {"name": "Obstacles"}}, "legal_basis": basis}
    defining.edit_code(project, code(project, "KEN"), said)
    kept = codes.find(project, "KEN").code
    assert (kept.translations, kept.legal_basis) == ({"en": {"name": "Obstacles"}}, basis)


def split_study(project: Project, source: str, code: str) -> list[str]:
    """Three of Ani's passages and one of Budi's with one code."""
    ids = [apply(project, source, *span, code) for span in ((119, 155), (157, 180), (212, 240))]
    noting.write_memo(project, "coding", ids[0], "kata kunci")
    with Project.open(project.path, coder="Budi") as other:
        ids.append(apply(other, source, 119, 155, code))
    return ids


def test_a_split_sends_codings_where_they_were_told_as_one_change(project: Project, source: Key, code: Key) -> None:
    pre, w1 = code(project, "PRE"), source(project, "W1")
    ids = split_study(project, w1, pre)
    before = coded(project)
    entries = project.database.value("SELECT COUNT(*) FROM change")
    new = {"a": splitting.NewPart("Talks", key="TLK", under=True), "b": splitting.NewPart("Visits", key="VIS")}
    chosen = {ids[0]: ["a"], ids[1]: ["a", "b"], ids[2]: [pre], ids[3]: [pre, "b"]}
    done = splitting.split_code(project, pre, chosen, new)
    assert (done.moved, done.added, done.joined, done.kept) == (2, 2, 0, 2)
    assert coded(project) == [
        (119, "PRE", "Budi"), (119, "TLK", "Ani"), (119, "VIS", "Budi"), (157, "TLK", "Ani"), (157, "VIS", "Ani"),
        (212, "PRE", "Ani"),
    ]  # fmt: skip
    assert codes.find(project, "TLK").path == "Preemptive/Talks"
    assert codes.find(project, "VIS").depth == 0
    assert codings.by_ids(project, [ids[0]])[0].memo == "kata kunci"
    assert project.database.value("SELECT COUNT(*) FROM change") == entries + 1
    undoing.undo(project)
    assert coded(project) == before
    assert "TLK" not in {one.code.key for one in codes.all_codes(project)}


def test_a_split_onto_a_code_the_coder_has_used_there_leaves_one_coding(
    project: Project, source: Key, code: Key
) -> None:
    pre, w1 = code(project, "PRE"), source(project, "W1")
    ids = split_study(project, w1, pre)
    there = apply(project, w1, 119, 155, code(project, "PRV"))
    done = splitting.split_code(project, pre, {ids[0]: [code(project, "PRV")]}, {})
    assert (done.moved, done.joined, done.kept) == (0, 1, 3)
    assert [memo.text for memo in memos.of(project, "coding", there)] == ["kata kunci"]


def test_a_split_that_changes_nothing_or_goes_to_a_folder_is_refused(project: Project, source: Key, code: Key) -> None:
    pre = code(project, "PRE")
    ids = split_study(project, source(project, "W1"), pre)
    with pytest.raises(QcodeError, match="nothing was split"):
        splitting.split_code(project, pre, {ids[0]: [pre]}, {})
    with pytest.raises(QcodeError, match="folder"):
        splitting.split_code(project, pre, {ids[0]: [code(project, "Others")]}, {})
    assert len(codings.select(project, Selection(codes=("PRE",), only=True))) == 4


def test_the_trail_tells_how_a_code_changed_with_undo_and_in_every_language(project: Project, code: Key) -> None:
    ken = code(project, "KEN")
    defining.edit_code(project, ken, {"definition": "What hinders.", "color": "#123456"})
    with Project.open(project.path, coder="Budi") as other:
        defining.edit_code(other, ken, {"translations": {"id": {"name": "Kendala", "definition": "Yang menghalangi."}}})
    arranging.put_code(project, ken, parent=code(project, "PRV"))
    undoing.undo(project)
    told = [(one.coder, one.act, one.field, one.old, one.new) for one in tracing.history_of_code(project, ken)]
    color = codes.find(project, "PRE").code.color
    assert told[0] == ("Ani", "codebook import", "made", "", "")
    assert told[1][:4] == ("Ani", "codes edit", "definition", "")
    assert told[2][2:] == ("color", told[2][3], "#123456")
    assert told[2][3] != color
    assert told[3:] == [
        ("Budi", "codes edit", "name (id)", "", "Kendala"),
        ("Budi", "codes edit", "definition (id)", "", "Yang menghalangi."),
        ("Ani", "codes move", "parent", "/", "Preventive"),
        ("Ani", "undo", "parent", "Preventive", "/"),
    ]


def test_a_name_that_is_taken_beside_a_code_is_found_out_before_anything_changes(project: Project, code: Key) -> None:
    defining.add_code(project, "Staff", parent=code(project, "PRV"))
    before = paths(project)
    with pytest.raises(QcodeError, match="at that place already"):
        arranging.put_code(project, code(project, "Preventive/Staff"), parent=code(project, "KEN"))
    assert paths(project) == before
    assert replace(codes.find(project, "KEN")).sources == 0
