"""The crosswalk on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qcode.cli.main import main
from qcode.data import codebooks_folder


def test_obstacles_are_read_as_a_legal_system(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", str(tmp_path)]) == 0
    project = ["-p", str(tmp_path / "demo.qcode")]
    for name in ("efektivitas_soekanto", "sistem_hukum_friedman"):
        assert main([*project, "codebook", "import", str(codebooks_folder() / f"{name}.yaml")]) == 0
    assert main([*project, "crosswalk"]) == 1
    assert main([*project, "crosswalk", "import", str(codebooks_folder() / "peta_kendala_soekanto_friedman.csv")]) == 0
    capsys.readouterr()
    assert main([*project, "crosswalk", "counts", "Sistem hukum (Friedman)", "--format", "json"]) == 0
    rows = {row[0]: row[1:] for row in json.loads(capsys.readouterr().out)["rows"]}
    assert rows["BUD"] == [3, 2]
    file = tmp_path / "peta.docx"
    assert main([*project, "crosswalk", "-o", str(file)]) == 0
    assert file.read_bytes().startswith(b"PK")
