from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_two_sources_differ_about_a_case_and_it_is_listed(qcode: Run) -> None:
    assert qcode("attributes", "add", "informant", "Usia", "--type", "number").code == 0
    assert qcode("cases", "set", "INF-01", "Usia=16", "--source", "W1", "--span", "119", "155").code == 0
    assert qcode("cases", "set", "INF-01", "Usia=17", "--source", "W2").code == 0
    assert qcode("cases", "set", "INF-01", "Usia=tua", "--source", "W2").code == 1
    assert qcode("cases", "set", "INF-01", "Usia=1", "--span", "0", "5").code == 2
    (inf,) = [one for one in qcode("cases", "--format", "json").data if one["name"] == "INF-01"]
    assert inf["attributes"] == {"Usia": "16 | 17"}
    first, second = qcode("cases", "differ", "--format", "json").data
    assert (first["name"], first["attribute"], first["value"], first["source"]) == ("INF-01", "Usia", "16", "W1")
    assert (first["start"], first["end"]) == (119, 155)
    assert first["text"].startswith("Kami turun penyuluhan")
    assert (second["value"], second["source"], second["start"]) == ("17", "W2", None)
    values = qcode("cases", "show", "INF-01", "--format", "json").data
    assert [(one["what"], one["value"], one["source"]) for one in values] == [
        ("Usia", "16", "W1"), ("Usia", "17", "W2"), ("(speaker)", "I", "W1"),
    ]  # fmt: skip


def test_differences_go_into_a_document(qcode: Run, tmp_path: Path) -> None:
    qcode("cases", "set", "INF-01", "Usia=16", "--source", "W1")
    qcode("cases", "set", "INF-01", "Usia=17", "--source", "W2")
    path = tmp_path / "differ.md"
    assert qcode("cases", "differ", "-o", path, "--title", "Triangulasi", "--doc-lang", "en").code == 0
    text = path.read_text(encoding="utf-8")
    assert "INF-01: Usia" in text
    assert "Triangulasi" in text


def test_cases_are_renamed_merged_and_their_sources_taken_away(qcode: Run) -> None:
    assert qcode("cases", "rename", "INF-01", "Informan 1").code == 0
    assert qcode("cases", "assign", "INF-02", "W1", "--span", "119", "155").code == 0
    assert qcode("cases", "unassign", "INF-02", "W1", "--span", "119", "155").code == 0
    failed = qcode("cases", "unassign", "INF-02", "W1")
    assert (failed.code, "does not belong" in failed.err) == (1, True)
    assert qcode("cases", "merge", "INF-02", "Informan 1").code == 0
    (left,) = qcode("cases", "--format", "json").data
    assert (left["name"], left["sources"]) == ("Informan 1", ["W1", "W2"])


def test_cases_go_to_a_workbook_and_come_back(qcode: Run, tmp_path: Path) -> None:
    qcode("cases", "add", "police case", "LP 1", "Tahun=2022")
    qcode("attributes", "type", "police case", "Tahun", "number")
    path = tmp_path / "cases.xlsx"
    done = qcode("cases", "export", path)
    assert (done.code, done.err) == (0, f"rows written to {path}: 3\n")
    qcode("cases", "remove", "LP 1")
    assert "new" in qcode("cases", "import", path, "--preview").out
    assert len(qcode("cases", "--format", "json").data) == 2
    done = qcode("cases", "import", path)
    assert done.err == "cases added: 1; there already: 2\n"
    assert [one["attributes"] for one in qcode("cases", "--format", "json").data][2] == {"Tahun": "2022"}
    failed = qcode("cases", "export", tmp_path / "cases.pdf")
    assert (failed.code, ".csv, .xlsx" in failed.err) == (1, True)


def test_a_table_that_does_not_say_what_its_rows_are_is_asked_about(qcode: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("name,Tahun\nA,2022\n", encoding="utf-8")
    failed = qcode("cases", "import", path)
    assert (failed.code, "--kind" in failed.err) == (1, True)
    assert qcode("cases", "import", path, "--kind", "institution").code == 0
    path.write_text("name,Durasi\nW1,49\n", encoding="utf-8")
    assert qcode("cases", "import", path, "--sources").code == 0
    listed = {(one["of"], one["name"]): one["type"] for one in qcode("attributes", "--format", "json").data}
    assert listed["institution", "Tahun"] == "number"
    assert listed["source", "Durasi"] == "number"


def test_columns_are_changed_by_commands(qcode: Run) -> None:
    for name in ("A", "B"):
        assert qcode("attributes", "add", "informant", name).code == 0
    assert qcode("attributes", "move", "informant", "B", "1").code == 0
    assert qcode("attributes", "rename", "informant", "A", "Tipe").code == 0
    assert qcode("attributes", "type", "informant", "Tipe", "category", "--option", "X", "--option", "Y").code == 0
    listed = [one for one in qcode("attributes", "--format", "json").data if one["of"] == "informant"]
    assert [(one["name"], one["options"]) for one in listed] == [("B", []), ("Tipe", ["X", "Y"])]
    assert qcode("attributes", "remove", "informant", "B").err == "values removed with it: 0\n"
    wrong = qcode("attributes", "type", "informant", "Tipe", "colour")
    assert (wrong.code, "yes/no" in wrong.err) == (1, True)
