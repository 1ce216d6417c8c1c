from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from qcode.cli.main import main
from qcode.cli.options import LOOKS
from qcode.formats.reports.word_docx import look

MATRIX = ("matrix", "--cols", "source", "--cell", "quotes")


def captions(path: Path) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs if p.style and p.style.name == "Caption"]


def left_margin(path: Path) -> float:
    margin = docx.Document(str(path)).sections[0].left_margin
    assert margin is not None
    return float(round(margin.cm, 1))


def test_the_looks_that_are_offered_are_those_that_there_are() -> None:
    assert tuple(look.LOOKS) == LOOKS


def test_a_document_is_set_as_its_options_say(study: Path, tmp_path: Path) -> None:
    made = tmp_path / "bab4.docx"
    options = ("--look", "journal", "--chapter", "4", "--first-table", "2", "--title", "Upaya", "--doc-lang", "id")

    assert main(("-p", str(study), *MATRIX, "-o", str(made), *options)) == 0

    assert captions(made) == ["Tabel 4.2 Upaya"]
    assert left_margin(made) == 2.5


def test_a_template_gives_its_page(study: Path, tmp_path: Path) -> None:
    template = docx.Document()
    template.sections[0].left_margin = docx.shared.Cm(6)
    template.save(str(tmp_path / "fakultas.docx"))
    made = tmp_path / "bab4.docx"

    assert main(("-p", str(study), *MATRIX, "-o", str(made), "--template", str(tmp_path / "fakultas.docx"))) == 0

    assert left_margin(made) == 6.0


def test_a_look_is_kept_and_an_option_goes_before_it(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("look", "plain", "--format", "json")) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out) if row["used"]] == ["plain"]

    main(("-p", str(study), *MATRIX, "-o", str(tmp_path / "kept.docx")))
    main(("-p", str(study), *MATRIX, "-o", str(tmp_path / "said.docx"), "--look", "thesis"))

    assert [left_margin(tmp_path / name) for name in ("kept.docx", "said.docx")] == [2.5, 4.0]


def test_a_kept_template_is_used_until_another_look_is_chosen(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    template = docx.Document()
    template.sections[0].left_margin = docx.shared.Cm(6)
    template.save(str(tmp_path / "fakultas.docx"))
    monkeypatch.chdir(tmp_path)
    assert main(("look", "--template", "fakultas.docx", "--format", "json")) == 0
    used = [row["name"] for row in json.loads(capsys.readouterr().out) if row["used"]]
    assert used == [str(tmp_path / "fakultas.docx")]
    monkeypatch.chdir(study.parent)

    main(("-p", str(study), *MATRIX, "-o", str(tmp_path / "kept.docx")))
    main(("-p", str(study), *MATRIX, "-o", str(tmp_path / "without.docx"), "--template", ""))
    main(("look", "thesis"))
    main(("-p", str(study), *MATRIX, "-o", str(tmp_path / "other.docx")))

    kept = [left_margin(tmp_path / name) for name in ("kept.docx", "without.docx", "other.docx")]
    assert kept == [6.0, 4.0, 4.0]


def test_a_template_that_is_not_there_or_no_word_file_is_said_and_not_kept(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "foto.docx").write_bytes(b"no word file")

    assert main(("look", "--template", str(tmp_path / "foto.docx"))) == 1
    assert "foto.docx" in capsys.readouterr().err
    assert main(("look", "--template", str(tmp_path / "none.dotx"))) == 1
    assert "none.dotx" in capsys.readouterr().err
    assert main(("-p", str(study), *MATRIX, "-o", str(tmp_path / "a.docx"))) == 0
    assert left_margin(tmp_path / "a.docx") == 4.0


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_tables_are_counted_from_one(number: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("-p", str(study), *MATRIX, f"--first-table={number}")) == 2
    assert number in capsys.readouterr().err


def test_a_file_that_holds_no_documents_is_told_of_with_those_that_do(tmp_path: Path) -> None:
    from qcode.domain.document import Document
    from qcode.errors import QcodeError
    from qcode.services.reporting import export_document

    with pytest.raises(QcodeError, match=r"bab\.csv") as caught:
        export_document(Document("", ()), tmp_path / "bab.csv")

    assert ".docx" in caught.value.hint
    assert export_document(Document("", ()), tmp_path / "bab.docx") == ()
    assert (tmp_path / "bab.docx").exists()
