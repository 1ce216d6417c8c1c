"""The codebook, a coded text and the methods appendix as documents: ``qcode report KIND -o FILE``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document as read_word
from openpyxl import load_workbook

from tests.cli.conftest import Run


def words_of(path: Path) -> str:
    """All words of a Word document: paragraphs, then cells."""
    document = read_word(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("command", [("report", "codebook", "-o"), ("codebook", "export")])
@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_the_codebook_is_the_same_document_by_both_commands(
    coded: Run, tmp_path: Path, command: tuple[str, ...], suffix: str
) -> None:
    ran = coded("--doc-lang", "id", *command, tmp_path / f"buku{suffix}")

    assert (ran.code, ran.out, ran.err) == (0, f"{tmp_path / f'buku{suffix}'}\n", "")
    path = tmp_path / f"buku{suffix}"
    told = words_of(path) if suffix == ".docx" else path.read_text(encoding="utf-8")
    assert "Buku kode: Main" in told
    assert "Before there is intent." in told
    assert "Kami turun penyuluhan ke sekolah" in told


def test_without_a_file_the_codebook_is_a_table(coded: Run) -> None:
    ran = coded("report", "codebook", "--format", "json")
    data = json.loads(ran.out)

    assert [column["name"] for column in data["columns"]] == [
        "code", "definition", "examples", "passages", "codings", "sources", "cases:informant",
    ]  # fmt: skip
    assert data["rows"][0][:2] == ["PRE", "Before there is intent."]


def test_a_workbook_gets_the_table_with_its_counts(coded: Run, tmp_path: Path) -> None:
    assert coded("report", "codebook", "-o", tmp_path / "buku.xlsx").code == 0

    sheet = load_workbook(tmp_path / "buku.xlsx").active
    assert sheet is not None
    told = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["Code", "Definition", "Example", "Passages", "Codings", "Sources", "informant"] in told


def test_a_codebook_for_other_programs_stays_what_it_was(coded: Run, tmp_path: Path) -> None:
    assert coded("codebook", "export", tmp_path / "buku.csv").code == 0

    head = (tmp_path / "buku.csv").read_text(encoding="utf-8-sig").split("\n")[0].strip()
    assert head.startswith("key,name,parent,color,definition")


def test_a_text_is_written_with_its_codes_in_the_margin(coded: Run, tmp_path: Path) -> None:
    ran = coded("report", "source", "W1", "--memos", "footnotes", "-o", tmp_path / "naskah.docx")

    assert ran.code == 0
    told = words_of(tmp_path / "naskah.docx")
    assert "PRE-EDU*" in told
    assert "Coded text: W1" in told
    assert "PRE-EDU Education" in told


def test_a_text_needs_a_name_that_is_there_and_a_file_to_go_to(coded: Run, tmp_path: Path) -> None:
    assert coded("report", "source", "W1").code == 2
    assert "-o FILE.docx" in coded("report", "source", "W1").err
    ran = coded("report", "source", "W9", "-o", tmp_path / "naskah.docx")
    assert (ran.code, "W9" in ran.err) == (1, True)
    assert coded("report", "source", "-o", tmp_path / "naskah.docx").code == 2


def test_a_text_cannot_go_into_a_workbook(coded: Run, tmp_path: Path) -> None:
    ran = coded("report", "source", "W1", "-o", tmp_path / "naskah.xlsx")

    assert ran.code == 1
    assert ".docx" in ran.err


def test_filters_narrow_what_stands_in_the_margin(coded: Run, tmp_path: Path) -> None:
    assert coded("report", "source", "W1", "--coder", "Budi", "-o", tmp_path / "naskah.html").code == 0

    told = (tmp_path / "naskah.html").read_text(encoding="utf-8")
    assert "Only coders: Budi." in told
    assert "<i>Staff</i>" in told
    assert "PRE-EDU" not in told


def test_the_methods_appendix_takes_the_researchers_answers(coded: Run, tmp_path: Path) -> None:
    answers = tmp_path / "jawaban.yaml"
    assert coded("--doc-lang", "id", "report", "methods", "--blank-answers", answers).out == f"{answers}\n"
    text = answers.read_text(encoding="utf-8")
    answers.write_text(text.replace("\nselection:\n", "\nselection: Purposif menurut jabatan.\n"), encoding="utf-8")

    ran = coded("--doc-lang", "id", "report", "methods", "--answers", answers, "-o", tmp_path / "metode.docx")
    assert (ran.code, ran.err) == (0, "")
    told = words_of(tmp_path / "metode.docx")
    assert "Lampiran metode: Study" in told
    assert told.count("Purposif menurut jabatan.") == 3
    assert "COREQ: keadaan setiap butir" in told
    assert "SRQR: keadaan setiap butir" in told


def test_only_one_checklist_may_be_wanted(coded: Run, tmp_path: Path) -> None:
    assert coded("report", "methods", "--checklist", "coreq", "-o", tmp_path / "metode.html").code == 0

    told = (tmp_path / "metode.html").read_text(encoding="utf-8")
    assert "COREQ: where each item stands" in told
    assert "SRQR: where" not in told


def test_wrong_answers_are_told_with_file_and_line(coded: Run, tmp_path: Path) -> None:
    answers = tmp_path / "jawaban.yaml"
    answers.write_text("gender: w\nfundng: Nobody\n", encoding="utf-8")
    ran = coded("report", "methods", "--answers", answers, "-o", tmp_path / "metode.docx")

    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"qcode: {answers}: line 2: there is no topic “fundng”", "       Did you mean “funding”?",
    ]  # fmt: skip
    assert not (tmp_path / "metode.docx").exists()


def test_the_kinds_of_reports_are_told(coded: Run) -> None:
    err = coded("report").err

    assert all(kind in err for kind in ("quotes", "codebook", "source", "methods"))
