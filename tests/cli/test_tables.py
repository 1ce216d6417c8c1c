"""Tables by name on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qcode.cli.main import main


@pytest.fixture
def demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["demo", str(tmp_path)]) == 0
    capsys.readouterr()
    return str(tmp_path / "demo.qcode")


def test_a_table_is_printed_and_written(demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-p", demo, "table", "acts", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row[0] for row in told["rows"]] == [f"Perkara {n}" for n in range(1, 6)]
    file = tmp_path / "tahap.docx"
    assert main(["-p", demo, "--doc-lang", "id", "table", "tahap-represif", "-o", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert file.read_bytes().startswith(b"PK")


def test_tables_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == 12
    assert {"obstacles", "triangulation", "norm-practice"} <= {one["name"] for one in listed}
    assert main(["tables", "show", "kendala"]) == 0
    assert "codes: {codes: [KEN], leaves: yes}" in capsys.readouterr().out


def test_a_table_that_is_not_there_is_an_error_that_names_those_that_are(
    demo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-p", demo, "table", "obstacle"]) == 1
    said = capsys.readouterr().err
    assert "no table “obstacle”" in said
    assert "obstacles" in said
    assert main(["-p", demo, "table", "nowhere.yaml"]) == 1
    assert "nowhere.yaml: No such file" in capsys.readouterr().err
