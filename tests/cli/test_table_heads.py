"""Tables name their columns in the language of the screen; what programs read keeps its names."""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path

import pytest

import qcode.cli
from qcode.cli.main import main
from qcode.cli.output import HEADS


def test_a_table_names_its_columns_in_the_language_of_the_screen(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["-p", str(study), "--lang", "id", "sources"])
    heads = capsys.readouterr().out.split("\n")[1].split()
    assert heads == ["nama", "jenis", "bahasa", "karakter", "kata", "giliran", "pengodean"]


def test_json_and_csv_keep_their_names_in_every_language(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-p", str(study), "--lang", "id", "sources", "--format", "json"])
    fields = ["id", "name", "kind", "language", "chars", "words", "turns", "codings", "sha256"]
    assert list(json.loads(capsys.readouterr().out)[0]) == fields
    main(["-p", str(study), "--lang", "id", "sources", "--format", "csv"])
    assert capsys.readouterr().out.split("\n")[0].split(",") == fields


def test_every_column_of_a_table_has_a_name_to_translate() -> None:
    hidden = {
        "id", "sha256", "coding", "segment", "code_path", "weight", "typical", "codebook", "path", "parent", "color",
        "codable", "include", "exclude", "example",
    }  # fmt: skip
    for found in pkgutil.iter_modules(qcode.cli.__path__):
        module = importlib.import_module(f"qcode.cli.{found.name}")
        for constant in (name for name in vars(module) if name.endswith("FIELDS")):
            assert set(getattr(module, constant)) - hidden <= set(HEADS), f"{found.name}.{constant}"
