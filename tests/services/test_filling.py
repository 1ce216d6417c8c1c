from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from qcode.domain.sheet import CASE, SOURCES, Sheet, Subject
from qcode.domain.span import Span
from qcode.domain.values import ValueKind
from qcode.errors import QcodeError, UnreadableFile
from qcode.services import attributing, casing, filling, sheets, undoing
from qcode.store import attributes, cases, sources
from qcode.store.project import Project

LP = Subject(CASE, "police case")
COLUMNS = (
    ("Umur", ValueKind.NUMBER, ["16", "15.125", "1234567.5"]),
    ("Tanggal", ValueKind.DATE, ["2023-05-21", "2024-09-09", ""]),
    ("Anak", ValueKind.YES_NO, ["yes", "no", "yes"]),
    ("Hubungan", ValueKind.CATEGORY, ["pacar", "mantan pacar", "pacar"]),
    ("Nomor", ValueKind.TEXT, ["0812", "17", "1.234"]),
)


def texts(sheet: Sheet) -> dict[str, dict[str, tuple[str, ...]]]:
    names = {one.id: one.name for one in sheet.columns}
    return {row.name: {names[id]: values for id, values in row.values.items()} for row in sheet.rows}


def kinds(sheet: Sheet) -> dict[str, ValueKind]:
    return {one.name: one.kind for one in sheet.columns}


@pytest.fixture
def filled(project: Project) -> Project:
    """The study with three police cases of five typed columns."""
    for name, kind, _values in COLUMNS:
        attributing.add_column(project, LP, name, kind)
    for number in range(3):
        given = {name: values[number] for name, _kind, values in COLUMNS if values[number]}
        with project.change("cases add"):
            case, _new = casing.add_case(project, "police case", f"Perkara {number + 1}")
            for name, value in given.items():
                column = attributes.find(project, name, LP)
                with project.change("") as change:
                    attributing.put(project, change, column, case, value)
    return project


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_sheet_comes_back_as_it_went_out(
    filled: Project, tmp_path: Path, suffix: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qcode import language as languages

    monkeypatch.setattr(languages, "_screen_language", language)
    w1 = sources.find_id(filled, "W1")
    attributing.add_evidence(filled, LP, cases.find(filled, "Perkara 1").id, "Umur", "17", w1, Span(0, 5))
    path = tmp_path / f"out{suffix}"
    assert sheets.export_sheets(filled, path, [LP]) == 3
    before = attributes.sheet(filled, LP)
    plans, _warnings = filling.plan_file(filled, path, kind="police case")
    assert {one.state for one in plans[0].entries} == {"same"}
    with Project.create(tmp_path / "other.qcode", coder="Ani") as other:
        plans, _warnings = filling.plan_file(other, path, kind="police case")
        filling.fill(other, plans, "cases import", path.name)
        after = attributes.sheet(other, LP)
    assert texts(after) == texts(before)
    if suffix == ".xlsx":
        assert kinds(after) == kinds(before)
        assert [one.options for one in after.columns] == [one.options for one in before.columns]


def test_cells_of_a_workbook_are_numbers_days_and_truth_values(filled: Project, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    sheets.export_sheets(filled, path, sheets.subjects(filled))
    book = load_workbook(path)
    assert book.sheetnames == ["informant", "police case", "source", "columns"]
    cells = [cell.value for cell in book["police case"][2]]
    assert cells[0] == "Perkara 1"
    assert cells[1] == 16
    assert str(cells[2]) == "2023-05-21 00:00:00"
    assert cells[3] is True
    assert cells[5] == "0812"
    plans, _warnings = filling.plan_file(filled, path)
    assert [str(plan.subject) for plan in plans] == ["informant", "police case", "source"]


def test_a_csv_holds_one_kind(filled: Project, tmp_path: Path) -> None:
    with pytest.raises(QcodeError, match="one kind of case") as caught:
        sheets.export_sheets(filled, tmp_path / "out.csv", sheets.subjects(filled))
    assert "--kind" in caught.value.hint


def test_a_workbook_of_another_hand_is_typed_by_its_cells(project: Project, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Lembaga"
    page.append(["Nama", "Personel", "NIK"])
    page.append(["Polda", 12.5, "0000"])
    page.append(["Polsek", 3, "17"])
    book.save(tmp_path / "in.xlsx")
    plans, _warnings = filling.plan_file(project, tmp_path / "in.xlsx")
    done = filling.fill(project, plans, "cases import", "in.xlsx")
    assert (done.added, done.updated, done.cells) == (2, 0, 4)
    sheet = attributes.sheet(project, Subject(CASE, "lembaga"))
    assert kinds(sheet) == {"Personel": ValueKind.NUMBER, "NIK": ValueKind.TEXT}
    assert texts(sheet)["Polda"] == {"Personel": ("12.5",), "NIK": ("0000",)}


def test_what_does_not_fit_is_kept_and_said(filled: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("no,umur\nPerkara 1,enam belas\nPerkara 9,20\n", encoding="utf-8")
    plans, _warnings = filling.plan_file(filled, path, kind="police case")
    done = filling.fill(filled, plans, "cases import", "in.csv")
    assert done.warnings == ("Perkara 1, umur: “enam belas” does not fit and is kept as it is",)
    assert texts(attributes.sheet(filled, LP))["Perkara 1"]["Umur"] == ("enam belas",)
    assert texts(attributes.sheet(filled, LP))["Perkara 9"]["Umur"] == ("20",)


def test_a_block_is_pasted_over_the_cells_from_where_the_cursor_is(filled: Project) -> None:
    sheet = attributes.sheet(filled, LP)
    plan = filling.plan_pasted(filled, sheet, sheet.rows, "18\t1 Juni 2025\r\n\t2 Juni 2025\n9\n7", row=1, column=0)
    assert [(one.row, one.column, one.state) for one in plan.entries] == [
        ("Perkara 2", "Umur", "changed"), ("Perkara 2", "Tanggal", "changed"),
        ("Perkara 3", "Umur", "emptied"), ("Perkara 3", "Tanggal", "new"),
    ]  # fmt: skip
    assert plan.left_out == ("4", "5")
    filling.fill(filled, [plan], "cases paste", "6")
    after = texts(attributes.sheet(filled, LP))
    assert after["Perkara 2"]["Umur"] == ("18",)
    assert after["Perkara 3"]["Tanggal"] == ("2025-06-02",)
    assert "Umur" not in after["Perkara 3"]
    undoing.undo(filled)
    assert attributes.sheet(filled, LP) == sheet


def test_a_table_pasted_on_the_names_makes_cases_and_columns(filled: Project) -> None:
    sheet = attributes.sheet(filled, LP)
    text = 'No\tUmur\tPasal\nPerkara 1\t16\t"Pasal 14\nayat (2)"\nPerkara 4\t20\t'
    plan = filling.plan_pasted(filled, sheet, sheet.rows, text, row=0, column=-1)
    assert (plan.new_rows, plan.new_columns) == (("Perkara 4",), ("Pasal",))
    filling.fill(filled, [plan], "cases paste", "4")
    after = texts(attributes.sheet(filled, LP))
    assert after["Perkara 1"]["Pasal"] == ("Pasal 14\nayat (2)",)
    assert after["Perkara 4"] == {"Umur": ("20",)}


def test_the_head_of_a_table_is_known_where_the_sheet_has_no_column_yet(project: Project) -> None:
    sheet = attributes.sheet(project, Subject(CASE, "informant"))
    assert (len(sheet.rows), sheet.columns) == (2, ())
    table = "Name\tYear joined\tRegion\nINF-01\t1990\tEastbourne\nINF-03\t2003\t\n"
    plan = filling.plan_pasted(project, sheet, sheet.rows, table, row=0, column=-1)
    assert (plan.new_rows, plan.new_columns) == (("INF-03",), ("Year joined", "Region"))
    bare = table.partition("\n")[2]
    plan = filling.plan_pasted(project, sheet, sheet.rows, bare, row=0, column=-1)
    assert (plan.new_rows, plan.new_columns) == (("INF-03",), ("Column 1", "Column 2"))


def test_names_alone_become_cases(project: Project) -> None:
    sheet = attributes.sheet(project, Subject(CASE, "informant"))
    plan = filling.plan_pasted(project, sheet, sheet.rows, "INF-02\nINF-03\n", row=0, column=-1)
    assert plan.new_rows == ("INF-03",)


def test_attributes_of_sources_come_in_by_the_same_way(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("source,Durasi\nW1,49\nW9,1\n", encoding="utf-8")
    plans, _warnings = filling.plan_file(project, path, of_sources=True)
    done = filling.fill(project, plans, "cases import", "in.csv")
    assert done.warnings == ("rows left out, as there is no place for them: W9",)
    assert texts(attributes.sheet(project, SOURCES))["W1"]["Durasi"] == ("49",)


def test_cells_go_to_the_clipboard_as_spreadsheets_take_them(filled: Project) -> None:
    sheet = attributes.sheet(filled, LP)
    assert sheets.clipboard_text(sheet, sheet.rows[:2], [-1, 0, 2], heads=True) == (
        "name\tUmur\tAnak\nPerkara 1\t16\tyes\nPerkara 2\t15.1250\tno\n"
    )


def test_a_damaged_or_empty_workbook_is_said_and_nothing_changes(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(UnreadableFile, match=r"in\.xlsx: this is no Excel workbook"):
        filling.plan_file(project, path, kind="informant")
    Workbook().save(path)
    with pytest.raises(UnreadableFile, match="there is no table in it"):
        filling.plan_file(project, path, kind="informant")
    path = tmp_path / "in.csv"
    path.write_text("name,Usia\n,40\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="row 2 has no name"):
        filling.plan_file(project, path, kind="informant")
