"""Filters kept under a name: they mean what they meant, whatever is renamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qcode.domain.report import plain
from qcode.domain.selection import Selection, from_data
from qcode.domain.span import Span
from qcode.errors import QcodeError, UnknownName
from qcode.services import coding, defining, filtering, quoting, reporting, saving, sourcing, undoing
from qcode.store import codings, queries, tallies
from qcode.store.project import Project

Key = Callable[[Project, str], str]


@pytest.fixture
def coded(project: Project, source: Key, code: Key) -> Project:
    w1, w2 = source(project, "W1"), source(project, "W2")
    for where, start, end, name in (
        (w1, 119, 155, "PRE-EDU"), (w1, 119, 155, "KEN"), (w1, 212, 240, "KEN-ALAT"), (w2, 0, 10, "PRE"),
    ):  # fmt: skip
        coding.apply_code(project, where, Span(start, end), code(project, name))
    return project


def found(project: Project, **filters: object) -> list[str]:
    return [one.code for one in codings.select(project, Selection(**filters))]  # type: ignore[arg-type]  # by name


def test_a_saved_query_finds_what_its_filters_find_and_narrows_further(coded: Project) -> None:
    saving.save_query(coded, "Kendala di W1", Selection(codes=("KEN",), sources=("W1",)))
    assert found(coded, saved=("kendala di w1",)) == ["KEN", "KEN-ALAT"]
    assert found(coded, saved=("Kendala di W1",), codes=("KEN-ALAT",)) == ["KEN-ALAT"]
    saving.save_query(coded, "Tanpa lain", Selection(codes=("KEN",), only=True))
    assert found(coded, saved=("Tanpa lain",)) == ["KEN"]
    assert found(coded, saved=("Tanpa lain", "Kendala di W1")) == ["KEN"]
    counted = tallies.left_out(coded, Selection(saved=("Tanpa lain",)))
    assert counted == 0
    assert codings.count(coded, Selection(saved=("Kendala di W1",))) == 2


def test_what_is_renamed_is_found_still(coded: Project, code: Key, source: Key) -> None:
    wanted = Selection(codes=("KEN",), sources=("W1",), query='PRE overlaps KEN or "KEN-ALAT"')
    kept = saving.save_query(coded, "Q", wanted)
    defining.edit_code(coded, code(coded, "KEN"), {"key": "HMB", "name": "Hambatan"})
    sourcing.rename_source(coded, source(coded, "W1"), "Wawancara 1")
    assert found(coded, saved=("Q",)) == ["KEN-ALAT"]
    said = dict(filtering.facts(coded, kept.selection))
    assert said == {"codes": "HMB", "sources": "Wawancara 1", "query": "PRE overlaps HMB or KEN-ALAT"}


def test_a_query_may_rest_on_a_saved_one_but_never_on_itself(coded: Project) -> None:
    saving.save_query(coded, "Dasar", Selection(codes=("KEN",)))
    saving.save_query(coded, "Atas", Selection(saved=("Dasar",), sources=("W1",)))
    assert found(coded, saved=("Atas",)) == ["KEN", "KEN-ALAT"]
    with pytest.raises(QcodeError, match="rest on itself"):
        saving.save_query(coded, "Dasar", Selection(saved=("Atas",)), replace=True)
    with pytest.raises(QcodeError, match="other saved queries rest on it"):
        saving.remove_query(coded, "Dasar")


def test_names_are_asked_for_and_taken_once(coded: Project) -> None:
    first = saving.save_query(coded, " Kendala  saja ", Selection(codes=("KEN",)))
    assert first.name == "Kendala saja"
    with pytest.raises(QcodeError, match="already"):
        saving.save_query(coded, "KENDALA SAJA", Selection(codes=("PRE",)))
    assert saving.save_query(coded, "kendala saja", Selection(codes=("PRE",)), replace=True).id == first.id
    assert found(coded, saved=(first.id,)) == ["PRE-EDU", "PRE"]
    other = saving.save_query(coded, "Lain", Selection(codes=("KEN",)))
    with pytest.raises(QcodeError, match="already"):
        saving.rename_query(coded, "Lain", "Kendala saja")
    saving.rename_query(coded, other.id, "LAIN")
    assert [one.name for one in queries.all_queries(coded)] == ["kendala saja", "LAIN"]
    for name, selection in (("", Selection(codes=("KEN",))), ("x", Selection()), ("x", Selection(codes=("NO",)))):
        with pytest.raises(QcodeError):
            saving.save_query(coded, name, selection)
    with pytest.raises(UnknownName):
        found(coded, saved=("nobody",))


def test_removing_one_can_be_undone(coded: Project) -> None:
    kept = saving.save_query(coded, "Q", Selection(where=(("Jabatan", "Penyidik"),), since="2020-01-01"))
    saving.remove_query(coded, "q")
    assert queries.all_queries(coded) == []
    undoing.undo(coded)
    assert queries.all_queries(coded) == [kept]


def test_a_selection_is_the_same_after_json() -> None:
    one = Selection(codes=("A", "B"), where=(("x", "y"),), only=True, query="A and B", saved=("q",), since="2025-01-01")
    assert from_data(one.as_data()) == one
    assert from_data({**one.as_data(), "of tomorrow": ["x"]}) == one
    assert Selection().as_data() == {}


def test_what_can_be_filtered_is_listed(coded: Project) -> None:
    saving.save_query(coded, "Q", Selection(codes=("KEN",)))
    listed = {
        name: [one.name for one in filtering.choices(coded, name)] for name in filtering.FILTERS if name != "query"
    }
    assert listed["codes"][:2] == ["Preemptive", "Education"]
    assert listed["sources"] == ["W1", "W2"]
    assert listed["cases"] == ["INF-01", "INF-02"]
    assert listed["speakers"] == ["I", "P", "W1: I", "W1: P", "W2: I", "W2: P"]
    assert listed["coders"] == ["Ani"]
    assert "Jabatan = Penyidik" in listed["where"]
    assert len(listed["since"]) == 1
    assert listed["saved"] == ["Q"]
    for name in ("codes", "sources", "cases", "speakers", "coders"):
        for one in filtering.choices(coded, name):
            codings.select(coded, Selection(**{name: (one.id,)}))  # type: ignore[arg-type]  # by name


def test_the_quotation_report_stands_under_codes_and_says_what_was_filtered(coded: Project, code: Key) -> None:
    report = quoting.make_quotation_report(coded, Selection(codes=(code(coded, "KEN"),)))
    heads = [(str(row[0]), row[0].depth) for row in report.rows]  # type: ignore[union-attr]  # names
    assert heads == [("KEN Obstacles", 0), ("1", 1), ("KEN-ALAT Equipment (Obstacles)", 0), ("1", 1)]
    assert [column.name for column in report.columns] == ["code", "quotation"]
    quotations: Any = plain(report.rows[3][1])
    assert [(one["text"], one["paragraph"]) for one in quotations] == [("Alatnya masih menumpang.\nPen", 10)]
    assert report.notes[:2] == ("One row for each coding: 2; passages: 2; sources: 1.", "All of it coded by Ani.")
    assert "Only codes: KEN." in report.notes
    ids = [one.id for one in codings.select(coded, Selection())][:1]
    some = quoting.make_quotation_report(coded, Selection(chosen=tuple(ids)), language="id", title="Kutipan")
    assert (some.title, len(some.rows)) == ("Kutipan", 2)


def test_coders_and_memos_have_a_column_where_they_tell_something(coded: Project, source: Key, code: Key) -> None:
    with Project.open(coded.path, coder="Budi") as other:
        coding.apply_code(other, source(other, "W2"), Span(0, 10), code(other, "PRE"), memo="catatan")
    report = quoting.make_quotation_report(coded, Selection(codes=("PRE",), sources=("W2",)))
    assert [column.name for column in report.columns] == ["code", "quotation", "coder", "memo"]
    assert report.rows[0][1:] == ((), "", "")
    assert sorted(row[2:] for row in report.rows[1:]) == [("Ani", ""), ("Budi", "catatan")]
    for suffix in (".docx", ".xlsx", ".md", ".html", ".csv", ".json"):
        path = coded.path.with_name(f"kutipan{suffix}")
        reporting.export_report(report, path)
        assert path.stat().st_size


def test_several_values_of_one_attribute_are_alternatives(coded: Project) -> None:
    either = (("Jabatan", "Penyidik"), ("jabatan", "Pengelola"))
    assert len(found(coded, where=either)) == len(found(coded, where=either[:1])) + len(found(coded, where=either[1:]))
    assert len(found(coded, where=either)) == 4
    assert found(coded, where=(*either, ("Tempat", "nowhere"))) == []
