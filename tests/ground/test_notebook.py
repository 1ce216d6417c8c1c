"""The notebook of the docs says what qcode answers."""

from __future__ import annotations

import json

import pytest

from tests.ground.run_notebook import NOTEBOOK, answers, kept


def test_the_notebook_answers_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QCODE_LANG", "en")
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    shown = kept(notebook)
    assert sum(1 for outputs in shown if outputs) >= 5
    assert answers(notebook) == shown


def test_the_notebook_is_one_that_jupyter_opens() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    for cell in notebook["cells"]:
        needed = {"cell_type", "id", "metadata", "source"}
        assert set(cell) == (needed | {"outputs", "execution_count"} if cell["cell_type"] == "code" else needed)
