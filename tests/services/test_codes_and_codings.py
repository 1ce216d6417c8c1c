"""Verbs on codes, codings, memos, cases and sources: what they do, and what they refuse with a remedy."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.codebook import Code, Codebook
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError, UnknownName
from qcode.services import casing, citing, codebooks, coding, defining, noting, sourcing, tables
from qcode.store import cases, codes, codings, memos, sources
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]
HERE = Span(119, 155)


@pytest.fixture
def apply(source: Key, code: Key) -> Callable[..., str]:
    """Apply a code to a passage of W1; return the coding's id."""

    def applied(project: Project, name: str = "PRE", span: Span = HERE, memo: str = "") -> str:
        return coding.apply_code(project, source(project, "W1"), span, code(project, name), memo=memo).coding.id

    return applied


def tree(project: Project) -> list[str]:
    return [one.path for one in codes.all_codes(project)]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(QcodeError) as caught:
        act()
    return caught.value.message


def test_to_apply_a_code_takes_eleven_statements_and_one_commit(project: Project, source: Key, code: Key) -> None:
    ids = source(project, "W1"), code(project, "PRE")
    asked: list[str] = []
    coding.apply_code(project, ids[0], Span(0, 20), ids[1])
    project.database._connection.set_trace_callback(asked.append)
    made = coding.apply_code(project, ids[0], HERE, ids[1])
    assert len(asked) == 11
    assert [asked[2], asked[-1]] == ["BEGIN IMMEDIATE", "COMMIT"]
    assert made.coding == codings.span_by_id(project, made.coding.id)
    again = coding.apply_code(project, ids[0], HERE, ids[1])
    assert again.coding == made.coding
    assert not again.is_new


# -- codes --------------------------------------------------------------------------------------


def test_a_code_is_named_by_key_path_name_or_id_and_a_key_goes_before_a_name(project: Project) -> None:
    made = defining.add_code(project, "PRE", parent=codes.find(project, "KEN").code.id)
    for name in ("KEN", "ken", "Obstacles", "obstacles"):
        assert codes.find(project, name).path == "Obstacles"
    assert codes.find(project, "PRE").path == "Preemptive"
    assert codes.find(project, "Obstacles/pre").code.id == made.code.id
    assert codes.find(project, made.code.id.upper()).code.id == made.code.id


def test_a_name_that_two_codes_have_is_refused_with_what_to_do(project: Project, code: Key) -> None:
    defining.add_code(project, "Staff", parent=code(project, "PRE"))
    with pytest.raises(UnknownName, match="could be any of 2") as caught:
        codes.find(project, "Staff")
    assert "path" in caught.value.hint
    assert codes.find(project, "Preemptive/Staff").depth == 1


def test_an_unknown_code_is_told_with_the_nearest(project: Project) -> None:
    with pytest.raises(UnknownName, match="there is no code “PRE-EDO”") as caught:
        codes.find(project, "PRE-EDO")
    assert "PRE-EDU" in caught.value.hint


def test_a_slash_in_a_name_is_doubled_in_its_path(project: Project) -> None:
    made = defining.add_code_at_path(project, "Hukum/UU 12//2022/Pasal 14")
    assert made.path == "Hukum/UU 12//2022/Pasal 14"
    assert made.depth == 2
    assert codes.find(project, "hukum/uu 12//2022/pasal 14").code.id == made.code.id
    assert defining.add_code_at_path(project, "Hukum/UU 12//2022/Pasal 14").code.id == made.code.id


def test_keys_are_unique_whatever_the_case_of_letters_over_all_codebooks(project: Project, code: Key) -> None:
    defining.add_code(project, "Lain", key="LAIN", codebook="Kedua")
    assert "is taken by “Lain”" in refusal(lambda: defining.add_code(project, "X", key="lain"))
    assert "is taken by “Lain”" in refusal(lambda: defining.edit_code(project, code(project, "KEN"), {"key": "Lain"}))
    defining.edit_code(project, code(project, "LAIN"), {"key": "lain"})


def test_siblings_without_keys_need_different_names(project: Project, code: Key) -> None:
    ken = code(project, "KEN")
    assert "at that place already" in refusal(lambda: defining.add_code(project, "staff", parent=ken))
    made = defining.add_code(project, "Staff")
    assert "at that place already" in refusal(lambda: defining.move_code(project, made.code.id, ken))


def test_a_code_is_never_put_under_itself_nor_merged_into_what_is_under_it(project: Project, code: Key) -> None:
    ken, under = code(project, "KEN"), code(project, "KEN-ALAT")
    assert "under itself" in refusal(lambda: defining.move_code(project, ken, under))
    assert "under itself" in refusal(lambda: defining.move_code(project, ken, ken))
    assert "into one that is under it" in refusal(lambda: defining.merge_codes(project, ken, under))
    assert "with itself" in refusal(lambda: defining.merge_codes(project, ken, ken))


def test_a_code_moved_to_another_codebook_takes_all_under_it_along(project: Project, code: Key) -> None:
    there = defining.add_code(project, "Rumah", codebook="Kedua").code.id
    defining.move_code(project, code(project, "KEN"), there)
    books = {one.path: one.codebook for one in codes.all_codes(project)}
    assert [path for path, book in books.items() if book == "Kedua"] == [
        "Rumah", "Rumah/Obstacles", "Rumah/Obstacles/Equipment", "Rumah/Obstacles/Staff",
    ]  # fmt: skip


def test_merging_moves_codings_memos_and_children_and_joins_twins(
    project: Project, code: Key, apply: Callable[..., str]
) -> None:
    one, twin, other = apply(project, "KEN", memo="ikut"), apply(project, "PRE"), apply(project, "KEN", Span(94, 99))
    noting.write_memo(project, "code", code(project, "KEN"), "tentang kode")
    assert defining.merge_codes(project, code(project, "KEN"), code(project, "PRE")) == 1
    assert {c.id: (c.code, c.memo) for c in codings.select(project, Selection())} == {
        twin: ("PRE", "ikut"), other: ("PRE", ""),
    }, "the memo of a coding that gives way to its twin goes to the twin"  # fmt: skip
    assert one not in {c.id for c in codings.select(project, Selection())}
    assert "Preemptive/Staff" in tree(project)
    assert [memo.text for memo in memos.of(project, "code", code(project, "PRE"))] == ["tentang kode"]


def test_recoding_and_moving_onto_a_twin_keep_the_memos(project: Project, code: Key, apply: Callable[..., str]) -> None:
    one, twin = apply(project, "KEN", memo="satu"), apply(project, "PRE", memo="dua")
    assert coding.recode(project, one, code(project, "PRE")).id == twin
    assert [c.memo for c in codings.select(project, Selection())] == ["satu\n\ndua"]
    moved = apply(project, "PRE", Span(94, 99), memo="tiga")
    assert coding.move_boundary(project, moved, HERE).id == twin
    assert sorted(codings.select(project, Selection())[0].memo.split("\n\n")) == ["dua", "satu", "tiga"]


def test_a_code_in_use_is_removed_only_with_its_codings(project: Project, code: Key, apply: Callable[..., str]) -> None:
    apply(project, "KEN-ALAT")
    with pytest.raises(QcodeError, match="codings made with “Obstacles” or what is under it: 1") as caught:
        defining.remove_code(project, code(project, "KEN"))
    assert "--with-codings" in caught.value.hint
    assert defining.remove_code(project, code(project, "KEN"), with_codings=True) == 1
    assert tree(project) == ["Preemptive", "Preemptive/Education", "Preventive", "Others"]


@pytest.mark.parametrize(("color", "kept"), [("#ABCDEF", "#abcdef"), ("abc", "#aabbcc"), (" #123 ", "#112233")])
def test_colours_are_kept_in_one_form(color: str, kept: str, project: Project) -> None:
    assert defining.add_code(project, "X", color=color).code.color == kept


def test_what_is_no_colour_and_no_name_is_refused(project: Project) -> None:
    assert "is no colour" in refusal(lambda: defining.add_code(project, "X", color="red"))
    assert "needs a name" in refusal(lambda: defining.add_code(project, "  "))
    assert "needs a name" in refusal(lambda: defining.add_code_at_path(project, "A//B/ /C"))
    assert "A/B" not in " ".join(tree(project)), "the parents of a path that is refused are not made"


# -- codebooks ----------------------------------------------------------------------------------


def test_a_codebook_imported_again_changes_nothing_unless_asked(project: Project, dump: Dumping) -> None:
    (book,) = codes.codebooks(project)
    changed = replace(book, codes=tuple(replace(one, definition="anders") for one in book.codes))
    before = dump(project.path)
    result = codebooks.keep_codebook(project, changed)
    assert (result.added, result.updated, result.unchanged) == (0, 0, 0)
    assert result.kept == ("PRE", "PRE-EDU", "PRV", "KEN", "KEN-ALAT", "Obstacles/Staff", "Others")
    assert dump(project.path) == before
    result = codebooks.keep_codebook(project, changed, update=True)
    assert (result.added, result.updated, result.unchanged, result.kept) == (0, 7, 0, ())
    again = codebooks.keep_codebook(project, changed, update=True)
    assert (again.updated, again.unchanged) == (0, 7)


def test_codes_of_a_file_are_known_by_id_else_key_else_path(project: Project) -> None:
    (book,) = codes.codebooks(project)
    fresh = {code.id: f"0000000{n}-0000-4000-8000-000000000000" for n, code in enumerate(book.codes)}
    anew = tuple(replace(one, id=fresh[one.id], parent=fresh.get(one.parent or "")) for one in book.codes)
    result = codebooks.keep_codebook(project, Codebook("MAIN", anew))
    assert (result.added, result.unchanged) == (0, 7)


def test_a_key_that_another_codebook_has_asks_for_a_prefix(project: Project, tmp_path: Path, dump: Dumping) -> None:
    (tmp_path / "Zweites.csv").write_text("key,name\nNEU,Neu\nPRE,Anders\n", encoding="utf-8")
    before = dump(project.path)
    with pytest.raises(QcodeError, match="the key PRE is taken by the codebook “Main”") as caught:
        codebooks.import_codebook(project, tmp_path / "Zweites.csv")
    assert "--prefix" in caught.value.hint
    assert dump(project.path) == before
    result = codebooks.import_codebook(project, tmp_path / "Zweites.csv", prefix="Z-")
    assert result.added == 2
    assert codes.find(project, "Z-PRE").codebook == "Zweites"


def test_an_update_never_gives_a_key_twice(project: Project, dump: Dumping) -> None:
    (book,) = codes.codebooks(project)
    by_key = {one.key: one for one in book.codes}
    before = dump(project.path)
    message = refusal(
        lambda: codebooks.keep_codebook(project, replace(book, codes=(replace(by_key["PRE"], key="ken"),)), update=True)
    )
    assert "the key KEN is taken by “Preemptive”" in message
    assert dump(project.path) == before
    swapped = (replace(by_key["PRE"], key="KEN"), replace(by_key["KEN"], key="PRE"))
    codebooks.keep_codebook(project, replace(book, codes=swapped), update=True)
    assert codes.find(project, "KEN").code.name == "Preemptive"


def test_one_of_several_codebooks_or_all_as_one_tree_go_out(project: Project, tmp_path: Path) -> None:
    codebooks.keep_codebook(project, Codebook("Kedua", (Code("Lain", key="LAIN"),)))
    assert [one.key for one in codebooks.the_codebook(project, "kedua").codes] == ["LAIN"]
    assert len(codebooks.the_codebook(project).codes) == 8
    codebooks.export_codebook(project, tmp_path / "out.yaml", name="Kedua")
    assert [one.name for one in codebooks.read_codebook(tmp_path / "out.yaml")[0].codes] == ["Lain"]
    assert "cannot be written" in refusal(lambda: codebooks.export_codebook(project, tmp_path / "out.txt"))
    assert "no codebook “X”" in refusal(lambda: codebooks.export_codebook(project, tmp_path / "out.yaml", name="X"))


# -- codings and memos --------------------------------------------------------------------------


def test_only_a_passage_inside_the_text_can_be_coded(project: Project, apply: Callable[..., str]) -> None:
    assert "lies outside" in refusal(lambda: apply(project, "PRE", Span(250, 258)))
    assert "empty passage" in refusal(lambda: apply(project, "PRE", Span(5, 5)))
    assert "is a folder" in refusal(lambda: apply(project, "Others"))
    assert codings.select(project, Selection()) == []
    apply(project, "PRE", Span(0, 257))


def test_a_weight_is_a_number(project: Project, source: Key, code: Key) -> None:
    for weight in (math.nan, math.inf):
        with pytest.raises(QcodeError, match="weight"):
            coding.apply_code(project, source(project, "W1"), HERE, code(project, "PRE"), weight=weight)
    assert codings.select(project, Selection()) == []


def test_what_is_gone_is_told(project: Project, apply: Callable[..., str], code: Key) -> None:
    gone = apply(project, memo="m")
    memo = memos.all_memos(project)[0].id
    coding.uncode(project, [gone])
    assert "is gone" in refusal(lambda: coding.recode(project, gone, code(project, "KEN")))
    assert "is gone" in refusal(lambda: coding.move_boundary(project, gone, HERE))
    assert "is gone" in refusal(lambda: coding.mark_typical(project, gone, typical=True))
    assert "is gone" in refusal(lambda: noting.edit_memo(project, memo, "x"))
    assert "is gone" in refusal(lambda: noting.remove_memo(project, memo))


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("project", "project"), ("source:W1", "source"), ("w1", "source"), ("code:PRE", "code"), ("PRE", "code"),
        ("case:INF-01", "case"), ("INF-01", "case"), ("W1:94-115", "W1"),
    ],
)  # fmt: skip
def test_the_target_of_a_memo_is_found_by_what_it_is_called(target: str, kind: str, project: Project) -> None:
    found, what = noting.find_target(project, target)
    if isinstance(what, Span):
        assert (found, what) == (sources.find_id(project, "W1"), Span(94, 115))
    else:
        assert found == kind
        noting.write_memo(project, found, what, "catatan")
        assert [memo.target_kind for memo in memos.all_memos(project)] == [kind]


def test_a_memo_needs_words_and_a_target(project: Project, source: Key) -> None:
    assert "nothing called “XX”" in refusal(lambda: noting.find_target(project, "XX"))
    assert "without words" in refusal(lambda: noting.write_memo(project, "project", project.id, " \n"))
    assert "outside" in refusal(lambda: noting.write_memo_on_passage(project, source(project, "W1"), Span(0, 999), "x"))


def test_a_memo_emptied_is_removed_with_its_bare_passage(project: Project, source: Key, dump: Dumping) -> None:
    memo = noting.write_memo_on_passage(project, source(project, "W1"), HERE, "catatan")
    noting.edit_memo(project, memo, "  ")
    rows = dump(project.path)
    assert rows["memo"] == rows["segment"] == {}


def test_a_quotation_has_speaker_minute_and_paragraph(project: Project, source: Key) -> None:
    w1 = source(project, "W1")
    assert citing.citation(project, w1, Span(212, 256)) == (
        "“Alatnya masih menumpang. Penyidik cuma satu.” (INF-01, 00:04:10, ¶ 10)"
    )
    assert citing.quote(project, w1, Span(0, 9)).citation == "W1, ¶ 1"
    assert citing.quote(project, source(project, "W2"), Span(47, 52)).citation == "W2: P, ¶ 3"


def test_a_table_of_codings_may_come_from_any_spreadsheet(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_bytes("\ufeffCODE;Start;end;Source;memo\r\npre;94;115;w1;Größe\r\n;;;;\r\n".encode())
    rows, warnings = tables.read_codings(path)
    assert warnings == ()
    assert coding.apply_codes(project, rows).added == 1
    assert [(c.code, c.start, c.memo) for c in codings.select(project, Selection())] == [("PRE", 94, "Größe")]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("source,start,end\nW1,1,2\n", "columns are missing: code"),
        ("source,start,end,code\nW1,eins,2,PRE\n", "row 2"),
        ("source,start,end,code\nW1,1,2,PRE,zuviel\n", "row 2 has more cells"),
        ("", "empty"),
    ],
)
def test_a_table_that_cannot_be_read_names_file_and_row(table: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text(table, encoding="utf-8")
    message = refusal(lambda: tables.read_codings(path))
    assert says in message
    assert "codings.csv" in message


def test_a_cell_may_be_as_long_as_it_likes(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(f"name,text\nA,{'x' * 200_000}\n", encoding="utf-8")
    usual = csv.field_size_limit(1000)
    try:
        assert len(tables.read_table(path)[0][1][1]) == 200_000
    finally:
        csv.field_size_limit(usual)


# -- cases and sources --------------------------------------------------------------------------


def test_cases_come_in_from_a_table_and_are_found_again(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "kasus.csv"
    path.write_text("tahun,no\n2022,1\n2023,2\n,\n", encoding="utf-8")
    result = casing.import_cases(project, path, kind="police case", name_column="NO", prefix="Perkara ")
    assert (result.added, result.updated, result.attributes) == (2, 0, 1)
    again = casing.import_cases(project, path, kind="Police Case", name_column="no", prefix="perkara ")
    assert (again.added, again.updated) == (0, 2)
    assert cases.find(project, "perkara 2").attributes == {"tahun": "2023"}
    assert "no column “nr”" in refusal(lambda: casing.import_cases(project, path, kind="x", name_column="nr"))


def test_a_case_without_a_name_stops_the_whole_table(project: Project, tmp_path: Path, dump: Dumping) -> None:
    before = dump(project.path)
    path = tmp_path / "kasus.csv"
    path.write_text("no,tahun\n1,2022\n,2023\n", encoding="utf-8")
    assert "row 3 has no name in the column “no”" in refusal(lambda: casing.import_cases(project, path, kind="x"))
    assert dump(project.path) == before


def test_a_source_takes_only_a_free_name(project: Project, source: Key) -> None:
    w1 = source(project, "W1")
    for name in ("w2", "  "):
        assert "is empty or taken" in refusal(lambda name=name: sourcing.rename_source(project, w1, name))  # type: ignore[misc]
    sourcing.rename_source(project, w1, "w1")
    assert sources.name_of(project, w1) == "w1"


def test_roles_are_only_those_there_are(project: Project, source: Key) -> None:
    w1 = source(project, "W1")
    assert "no role “boss”" in refusal(lambda: sourcing.set_roles(project, w1, {"P": "boss"}))
    assert "no speaker “Q”" in refusal(
        lambda: sourcing.set_roles(project, w1, {"I": "interviewer", "Q": "participant"})
    )
    assert [str(one.role) for one in sources.speakers_of(project, w1)] == ["interviewer", "participant"]
