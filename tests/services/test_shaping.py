"""Tables of named shapes, of the demo study."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qcode.domain.report import Cell, Kind, Name, Report
from qcode.domain.selection import Selection
from qcode.domain.shape import RowKind, Shape, ShapeColumn, ShapeRows, Show
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import coding, consenting, linking, noting, shaping
from qcode.services.demonstrating import make_demo
from qcode.store import codes, sources
from qcode.store.project import Project


@pytest.fixture(scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.fixture
def demo(_demo: Path, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "demo.qcode"
    shutil.copyfile(_demo, path)
    with Project.open(path, coder="Ani") as project:
        yield project


def table(project: Project, name: str, selection: Selection | None = None, language: str = "en") -> Report:
    return shaping.make_table(project, shaping.find_shape(name), selection or Selection(), language=language)


def text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return " | ".join(one.text for one in cell)
    return cell.name if isinstance(cell, Name) else str(cell)


def rows(report: Report) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in report.rows]


def row_of(report: Report, name: str) -> dict[str, str]:
    """Return the row that has a name, by the labels of its columns."""
    found = next(row for row in report.rows if any(isinstance(cell, Name) and cell.name == name for cell in row))
    return {str(column): text(cell) for column, cell in zip(report.columns, found, strict=True)}


def test_cases_per_year_count_each_status_and_each_case_once(demo: Project) -> None:
    report = table(demo, "kasus-per-tahun", language="id")
    assert [str(column) for column in report.columns] == [
        "No.", "Tahun", "Laporan masuk", "Penyelidikan", "Penyidikan", "P-21/Tahap II", "SP3/henti lidik", "Putusan",
    ]  # fmt: skip
    assert rows(report) == [
        ["1", "2022", "1", "0", "0", "0", "0", "1"],
        ["2", "2023", "2", "0", "0", "2", "0", "0"],
        ["3", "2024", "1", "0", "0", "0", "1", "0"],
        ["4", "2025", "1", "0", "1", "0", "0", "0"],
        ["None", "*", "5", "0", "1", "2", "1", "1"],
    ]
    assert report.total_rows == 1
    assert report.title == "Jumlah perkara yang ditangani menurut tahun dan statusnya"


def test_details_of_cases_leave_the_report_number_out(demo: Project) -> None:
    report = table(demo, "case-details")
    assert row_of(report, "Perkara 3")["Offender and victim"] == "teman dekat"
    assert len(report.rows) == 5
    assert not any("LP/" in cell for row in rows(report) for cell in row)


def test_informants_come_from_the_headers_of_their_interviews(demo: Project) -> None:
    informant = row_of(table(demo, "informants"), "INF-01")
    assert informant["Institution"] == "Polda Nusa Raya (fiktif)"
    assert informant["In office for"] == "7 tahun"
    assert informant["Date"] == "Selasa, 10 Juni 2025"
    assert informant["Duration"] == "00:46:51"  # the last timestamp of T01


def test_themes_by_informants_have_two_quotations_and_the_conclusion(demo: Project) -> None:
    noting.write_memo(demo, "code", codes.find(demo, "PRV-SIB").code.id, "Berjalan, belum merata.", kind="conclusion")
    report = table(demo, "interviews")
    assert [column.name for column in report.columns[1:3]] == ["INF-01", "INF-04"]
    found = row_of(report, "PRV-SIB")
    assert found["INF-01"].count(" | ") == 1
    assert found["INF-04"].startswith("Mereka bilang ada tim")
    assert found["Conclusion"] == "Berjalan, belum merata."
    assert "PRV" not in [text(row[0]) for row in report.rows], "what has codes under it is no theme of its own"


def test_measures_say_who_acts_and_how_often(demo: Project) -> None:
    found = row_of(table(demo, "measures"), "PRE-EDU")
    assert found["Kind"].startswith("PRE ")
    assert found["Actor"] == "PPA unit"
    assert found["Target"] == "Schools, campuses, congregations, youth groups"
    assert found["Frequency"] == "Rutin, dalam satu bulan itu dua sampai empat kali."
    assert found["Source"] == "INF-01, 00:04:10; INF-04, 00:24:16"


def test_obstacles_have_causes_effects_and_remedies(demo: Project) -> None:
    report = table(demo, "obstacles")
    threat = row_of(report, "KEN-ANC")
    assert "pulang lagi karena malu" in threat["Effect"]
    assert row_of(report, "KEN-PLT")["Cause"].startswith("The provider's servers")
    assert {"KEN-SAR", "KEN-SDM"} <= {text(row[1]) for row in report.rows}
    remedy = row_of(report, "KEN-SAR")["Remedy"]
    assert remedy
    assert row_of(report, "KEN-SAD")["Remedy"] == ""


def test_acts_are_ticked_from_attributes_and_from_passages(demo: Project) -> None:
    report = table(demo, "acts")
    searched = report.columns[[str(column) for column in report.columns].index("Search")]
    assert searched.kind is Kind.PRESENCE
    assert [row_of(report, f"Perkara {n}")["Search"] for n in range(1, 6)] == ["False", "True", *["False"] * 3]
    coding.apply_code(
        demo, sources.find_id(demo, "D01_laporan_polisi_fiktif"), Span(900, 950), codes.find(demo, "REP-HAN").code.id
    )
    demo_case = "Perkara 2"  # the police report belongs to it
    shape = Shape(
        "mine", {"": "Mine"}, ShapeRows(RowKind.CASES, kinds=("police case",)),
        (ShapeColumn(Show.NAME), ShapeColumn(Show.TICK, {"": "Han"}, codes=("REP-HAN",))),
    )  # fmt: skip
    made = shaping.make_table(demo, shape, Selection())
    assert [text(row[0]) for row in made.rows if row[1]] == [demo_case]


def test_sources_that_differ_about_the_victims_age_surface(demo: Project) -> None:
    age = row_of(table(demo, "triangulasi"), "Perkara 2: usia_korban")
    assert age["T01_unit_ppa"].startswith("16")
    assert age["T02_pengelola_penginapan"].startswith("17")
    assert age["D01_laporan_polisi_fiktif"].startswith("15 tahun 9 bulan")
    assert age["Agree or differ"] == "differ"
    assert age["Conclusion"] == ""


def test_every_coding_is_a_row_of_the_reduction(demo: Project) -> None:
    report = table(demo, "reduction")
    assert len(report.rows) == 60
    first = dict(zip([str(column) for column in report.columns], rows(report)[0], strict=True))
    assert first["Code"] == "PRE-EDU"
    assert first["Theme"] == first["Category"] == "PRE Pre-emptive measures"
    assert len(table(demo, "reduction", Selection(codes=("KEN",))).rows) == 17


def test_frequencies_count_informants_and_total_each_thing_once(demo: Project) -> None:
    report = table(demo, "frequency")
    by_label = row_of(report, "PRE")
    assert (by_label["INF-01"], by_label["INF-04"], by_label["All passages"]) == ("4", "2", "6")
    assert (by_label["Sources"], by_label["Informants who mention it"]) == ("2", "2")
    # 60 codings, two passages coded more than once.
    assert rows(report)[-1][1:] == ["38", "20", "58", "2", "2"]


def test_recommendations_answer_the_obstacles_they_are_linked_to(demo: Project) -> None:
    report = table(demo, "kendala-rekomendasi")
    answered = row_of(report, "KEN-KOO")["Recommended by informants"]
    assert answered
    linked = {one.text for row in report.rows for cell in row if isinstance(cell, tuple) for one in cell}
    assert len(linked) > 5


def test_provisions_stand_beside_practice(demo: Project) -> None:
    report = table(demo, "norm-practice", language="id")
    seized = next(row for row in report.rows if "38-46" in str(row[0]))
    assert str(seized[0]) == "Pasal 38-46 KUHAP (UU 8/1981)"
    assert "berlaku sampai 1 Januari 2026" in str(seized[1])
    assert isinstance(seized[3], tuple)
    assert seized[3]


def test_what_may_not_be_quoted_stays_out_and_is_said(demo: Project) -> None:
    consenting.record_consent(demo, "INF-04", "never")
    report = table(demo, "interviews")
    assert "INF-04" not in [column.name for column in report.columns]
    assert any(note.startswith("Withheld: passages that may not be quoted: ") for note in report.notes)
    obstacles = table(demo, "obstacles", Selection(codes=("KEN-SAD",)))
    # Two passages of INF-04 could have stood there: of the obstacle itself, and of a remedy.
    assert not any("INF-04" in cell for row in rows(obstacles) for cell in row)


def test_links_to_passages_that_may_not_be_quoted_tell_nothing(demo: Project) -> None:
    secret = sources.text_of(demo, sources.find_id(demo, "T02_pengelola_penginapan"))[3795:3921]
    assert linking.link(
        demo, "leads to", linking.find_end(demo, "code:KEN-APR"),
        linking.find_end(demo, "T02_pengelola_penginapan:3795-3921"),
    )  # fmt: skip
    assert secret[:30] in row_of(table(demo, "obstacles"), "KEN-APR")["Effect"]
    consenting.record_consent(demo, "INF-04", "never")
    assert row_of(table(demo, "obstacles"), "KEN-APR")["Effect"] == ""


def test_filters_narrow_what_is_told(demo: Project) -> None:
    report = table(demo, "frequency", Selection(sources=("T01_unit_ppa",)))
    assert row_of(report, "PRE")["Sources"] == "1"
    assert "Only sources: T01_unit_ppa." in report.notes
    assert [text(row[1]) for row in table(demo, "obstacles", Selection(codes=("KEN-SDM",))).rows] == ["KEN-SDM"]


def test_interviewers_are_not_counted_unless_asked_for(demo: Project) -> None:
    asked = sources.text_of(demo, sources.find_id(demo, "T01_unit_ppa")).index("P: ") + 3
    coding.apply_code(
        demo, sources.find_id(demo, "T01_unit_ppa"), Span(asked, asked + 8), codes.find(demo, "PRE-LIT").code.id
    )
    assert row_of(table(demo, "frequency"), "PRE-LIT")["All passages"] == "1"
    assert row_of(table(demo, "frequency", Selection(all_speakers=True)), "PRE-LIT")["All passages"] == "2"


def test_a_column_of_what_no_case_has_is_left_out_and_said(project: Project) -> None:
    shape = Shape(
        "mine", {}, ShapeRows(RowKind.CODES, with_empty=True),
        (ShapeColumn(Show.NAME), ShapeColumn(Show.ATTRIBUTE, names=("Umur",))),
    )  # fmt: skip
    report = shaping.make_table(project, shape, Selection())
    assert [column.name for column in report.columns] == ["name"]
    assert "Not in the table, because no case has it as an attribute: Umur." in report.notes


@pytest.mark.parametrize(
    ("name", "said"), [("acts", "and there are none"), ("obstacles", None), ("nothing", "no table")]
)
def test_a_study_without_what_a_table_is_of_is_told_so(project: Project, name: str, said: str | None) -> None:
    if said is None:
        assert table(project, name).rows == ()
        assert "There is nothing to put into this table yet." in table(project, name).notes
    else:
        with pytest.raises(QcodeError, match=said):
            table(project, name)


def test_users_tables_go_before_the_built_in_ones(demo: Project, tmp_path: Path) -> None:
    mine = "name: obstacles\nrows: codes\ntitle: Mine\ncolumns:\n  - show: name\n"
    shaping.own_folder().mkdir(parents=True)
    (shaping.own_folder() / "x.yaml").write_text(mine, encoding="utf-8")
    assert table(demo, "obstacles").title == "Mine"
    assert shaping.shape_text("obstacles") == mine
    (tmp_path / "other.yaml").write_text(mine.replace("Mine", "Other"), encoding="utf-8")
    assert table(demo, str(tmp_path / "other.yaml")).title == "Other"
    (shaping.own_folder() / "y.yaml").write_text("rows: codes\n", encoding="utf-8")
    with pytest.raises(QcodeError, match=r"y\.yaml: a table wants rows and columns"):
        shaping.all_shapes()
