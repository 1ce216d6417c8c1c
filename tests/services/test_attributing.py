from __future__ import annotations

import pytest

from qcode.domain.selection import Selection
from qcode.domain.sheet import CASE, SOURCES, Attribute, Subject
from qcode.domain.span import Span
from qcode.domain.values import ValueKind
from qcode.errors import QcodeError
from qcode.services import attributing, casing, coding, noting, tabling, triangulating, undoing
from qcode.store import attributes, cases, codes, codings, segments, sources
from qcode.store.project import Project

INFORMANT = Subject(CASE, "informant")


def cell(project: Project, name: str, column: str) -> tuple[str, ...]:
    sheet = attributes.sheet(project, INFORMANT)
    (row,) = (row for row in sheet.rows if row.name == name)
    return row.values.get(attributes.find(project, column, INFORMANT).id, ())


def column(project: Project, name: str = "Usia", kind: ValueKind = ValueKind.NUMBER) -> Attribute:
    return attributing.add_column(project, INFORMANT, name, kind)


def row(project: Project, name: str = "INF-01") -> str:
    return cases.find(project, name).id


def test_a_typed_cell_takes_what_people_write_and_refuses_the_rest(project: Project) -> None:
    usia = column(project)
    attributing.set_cell(project, usia, row(project), "40,5")
    assert cell(project, "INF-01", "usia") == ("40.5",)
    with pytest.raises(QcodeError, match="is not a number"):
        attributing.set_cell(project, usia, row(project), "empat puluh")
    assert cell(project, "INF-01", "Usia") == ("40.5",)
    attributing.set_cell(project, usia, row(project), " ")
    assert cell(project, "INF-01", "Usia") == ()


def test_a_new_category_joins_the_options(project: Project) -> None:
    tipe = attributing.add_column(project, INFORMANT, "Tipe", ValueKind.CATEGORY, ["Polisi", "polisi", "Warga"])
    assert tipe.options == ("Polisi", "Warga")
    attributing.set_cell(project, tipe, row(project), "polisi")
    attributing.set_cell(project, tipe, row(project, "INF-02"), "Pengelola")
    assert cell(project, "INF-01", "Tipe") == ("Polisi",)
    assert attributes.find(project, "Tipe", INFORMANT).options == ("Polisi", "Warga", "Pengelola")


def test_a_column_of_another_kind_keeps_what_it_cannot_read(project: Project) -> None:
    usia = column(project, kind=ValueKind.TEXT)
    attributing.set_cell(project, usia, row(project), "40,5")
    attributing.set_cell(project, usia, row(project, "INF-02"), "kira-kira 30")
    assert attributing.misfits(project, usia, ValueKind.NUMBER) == ["kira-kira 30"]
    assert attributing.change_kind(project, usia, ValueKind.NUMBER) == ("kira-kira 30",)
    assert (cell(project, "INF-01", "Usia"), cell(project, "INF-02", "Usia")) == (("40.5",), ("kira-kira 30",))
    undoing.undo(project)
    assert cell(project, "INF-01", "Usia") == ("40,5",)


def test_columns_are_moved_and_renamed_among_those_of_their_sheet(project: Project) -> None:
    first, second, third = (column(project, name) for name in ("A", "B", "C"))
    attributing.move_column(project, INFORMANT, third, 0)
    assert [one.name for one in attributes.sheet(project, INFORMANT).columns] == ["C", "A", "B"]
    attributing.rename_column(project, INFORMANT, first, "Z")
    with pytest.raises(QcodeError, match="empty or taken"):
        attributing.rename_column(project, INFORMANT, second, "z")
    assert attributing.remove_column(project, second) == 0
    assert [one.name for one in attributes.sheet(project, INFORMANT).columns] == ["C", "Z"]


def test_a_kind_of_case_has_columns_of_its_own(project: Project) -> None:
    casing.add_case(project, "police case", "LP 1", {"Tahun": "2022"})
    casing.set_attributes(project, "INF-01", {"tahun": "7"})
    assert [one.name for one in attributes.sheet(project, Subject(CASE, "Police Case")).columns] == ["Tahun"]
    assert [one.name for one in attributes.sheet(project, INFORMANT).columns] == ["tahun"]
    assert attributes.sheet(project, SOURCES).rows[0].name == "W1"


def test_sources_may_give_different_values_each_with_its_evidence(project: Project) -> None:
    w1, w2 = sources.find_id(project, "W1"), sources.find_id(project, "W2")
    usia = column(project)
    attributing.set_cell(project, usia, row(project), "16")
    attributing.add_evidence(project, INFORMANT, row(project), "Usia", "16", w1, Span(119, 155))
    attributing.add_evidence(project, INFORMANT, row(project), "Usia", "16", w1, Span(119, 155))
    attributing.add_evidence(project, INFORMANT, row(project), usia.id, "17", w2)
    assert cell(project, "INF-01", "Usia") == ("16", "17")
    first, second = attributes.values_of(project, usia.id, row(project), CASE)
    assert (first.value, first.origin_name, first.quotation) == ("16", "W1", "Kami turun penyuluhan ke sekolah. Bi")
    assert (second.value, second.origin_name, second.span) == ("17", "W2", None)
    (found,) = triangulating.disagreements(project)
    assert (found.name, found.attribute.name, len(found.values)) == ("INF-01", "Usia", 2)
    report = triangulating.triangulation(project, language="id")
    assert [cell for cell in report.rows[0][1:]] == [
        "16: “Kami turun penyuluhan ke sekolah. Bi” [00:00:05]", "17", report.rows[0][-1]
    ]  # fmt: skip
    attributing.remove_value(project, usia, row(project), first.id)
    assert segments.at(project, w1, Span(119, 155)) is None
    assert triangulating.disagreements(project) == []
    undoing.undo(project)
    assert segments.at(project, w1, Span(119, 155)) is not None


def test_where_finds_a_case_by_any_of_its_values(project: Project) -> None:
    w1 = sources.find_id(project, "W1")
    coding.apply_code(project, w1, Span(119, 155), codes.find(project, "PRE").code.id)
    for value in ("16", "17"):
        attributing.add_evidence(
            project, INFORMANT, row(project), "Usia", value, w1 if value == "16" else sources.find_id(project, "W2")
        )
    for value, found in (("16", 1), ("17", 1), ("18", 0)):
        assert len(codings.select(project, Selection(where=(("Usia", value),)))) == found


def test_evidence_comes_back_with_its_segment_when_another_coding_held_it(project: Project) -> None:
    w1 = sources.find_id(project, "W1")
    usia = column(project)
    given = attributing.add_evidence(project, INFORMANT, row(project), usia.id, "16", w1, Span(119, 155))
    with Project.open(project.path, coder="Budi") as other:
        done = coding.apply_code(other, w1, Span(119, 155), codes.find(other, "PRE").code.id)
    attributing.remove_value(project, usia, row(project), given.id)
    with Project.open(project.path, coder="Budi") as other:
        coding.uncode(other, [done.coding.id])
    undoing.undo(project)
    (value,) = attributes.values_of(project, usia.id, row(project), CASE)
    assert value.quotation.startswith("Kami turun")


def test_merged_cases_have_all_that_both_had(project: Project) -> None:
    usia = column(project)
    attributing.set_cell(project, usia, row(project), "40")
    attributing.set_cell(project, usia, row(project, "INF-02"), "41")
    noting.write_memo(project, "case", row(project), "tentang INF-01")
    casing.merge_cases(project, "INF-01", "INF-02")
    (left,) = attributes.sheet(project, INFORMANT).rows
    assert left.values[usia.id] == ("40", "41")
    assert [one.source_name for one in cases.members(project, left.id)] == ["W1", "W2"]
    undoing.undo(project)
    assert [one.name for one in attributes.sheet(project, INFORMANT).rows] == ["INF-01", "INF-02"]
    casing.add_case(project, "institution", "Polda")
    with pytest.raises(QcodeError, match="cannot be merged"):
        casing.merge_cases(project, "INF-01", "Polda")


def test_a_case_of_another_kind_takes_its_values_along(project: Project) -> None:
    column(project)
    casing.set_attributes(project, "INF-01", {"Usia": "40"})
    casing.rename_case(project, "INF-01", "AKBP X", "officer")
    officer = Subject(CASE, "officer")
    (found,) = attributes.sheet(project, officer).rows
    assert found.values == {attributes.find(project, "Usia", officer).id: ("40",)}
    with pytest.raises(QcodeError, match="empty or taken"):
        casing.rename_case(project, "INF-02", "AKBP X", "Officer")


def test_a_segment_of_a_source_belongs_to_a_case_until_it_is_taken_away(project: Project) -> None:
    assert casing.assign_case(project, "INF-02", "W1", span=Span(119, 155))
    assert not casing.assign_case(project, "INF-02", "W1", span=Span(119, 155))
    *_own, member = cases.members(project, row(project, "INF-02"))
    assert (member.kind, member.source_name, member.span) == ("segment", "W1", Span(119, 155))
    casing.unassign_case(project, "INF-02", "W1", span=Span(119, 155))
    assert segments.at(project, sources.find_id(project, "W1"), Span(119, 155)) is None
    with pytest.raises(QcodeError, match="does not belong"):
        casing.unassign_case(project, "INF-02", "W1", span=Span(119, 155))


def test_where_understands_values_as_people_write_them(project: Project) -> None:
    coding.apply_code(project, sources.find_id(project, "W1"), Span(119, 155), codes.find(project, "PRE").code.id)
    column(project)
    casing.set_attributes(project, "INF-01", {"Usia": "40,50"})
    for text in ("40,5", "40.5", " 40.50"):
        assert len(codings.select(project, Selection(where=(("usia", text),)))) == 1


def test_a_matrix_counts_a_case_under_each_of_its_values(project: Project) -> None:
    w1 = sources.find_id(project, "W1")
    coding.apply_code(project, w1, Span(119, 155), codes.find(project, "PRE").code.id)
    attributing.add_evidence(project, INFORMANT, row(project), "Usia", "16", w1)
    attributing.add_evidence(project, INFORMANT, row(project), "Usia", "17", sources.find_id(project, "W2"))
    report = tabling.make_matrix(project, "code", "attribute:Usia", "count", Selection(), language="en")
    (counted,) = [cells for cells in report.rows if str(cells[0]).startswith("PRE")]
    assert [column.name for column in report.columns][1:3] == ["16", "17"]
    assert counted[1:] == (1, 1, 1), "the total counts the passage once"


def test_source_is_no_kind_of_case(project: Project) -> None:
    with pytest.raises(QcodeError, match="cannot be a kind of case"):
        casing.add_case(project, "Source", "X")


def test_a_usual_kind_of_case_is_understood_in_indonesian_but_one_of_ones_own_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    casing.add_case(project, "perkara", "P1")
    monkeypatch.setenv("QCODE_LANG", "id")
    casing.add_case(project, " Lembaga ", "Polda")
    casing.add_case(project, "perkara", "P2")
    kinds = {one.name: one.kind for one in cases.all_cases(project)}
    assert (kinds["Polda"], kinds["P1"], kinds["P2"]) == ("institution", "perkara", "perkara")
