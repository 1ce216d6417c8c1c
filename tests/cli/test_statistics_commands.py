from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def names(found: Any) -> list[str]:  # noqa: ANN401 - what JSON holds
    assert set(found) >= {"title", "columns", "rows", "notes"}
    return [column["name"] for column in found["columns"]]


def test_crosstab_as_json(coded: Run) -> None:
    coded("code", "W2", "120", "130", "PRV")
    found = coded("crosstab", "Jabatan", "--only", "--format", "json").data
    assert names(found) == ["code", "Pengelola", "Penyidik", "*", "chi2", "df", "p", "p_exact", "p_adjusted", "v"]
    assert found["rows"][0] == ["PRE-EDU", 0, 1, 1, 2.0, 1, found["rows"][0][6], 1.0, 1.0, 1.0]
    assert found["rows"][-1] == ["*", 1, 1, 2, None, None, None, None, None, None]
    assert coded("crosstab", "Warna").code == 1


def test_saturation_as_json(coded: Run) -> None:
    found = coded("saturation", "--base", "1", "--run", "1", "--order", "W2,W1", "--format", "json").data
    assert names(found)[:5] == ["source", "number", "codes", "new", "cumulative"]
    assert found["rows"] == [["W1", 1, 1, 1, 1, 1.0, None, None, None]]
    assert coded("saturation", "--by", "Jabatan", "--order", "W1").code == 2
    assert coded("saturation", "--threshold", "200").code == 1


def test_sequences_coverage_and_clusters_as_json(coded: Run) -> None:
    coded("code", "W1", "156", "170", "KEN-ALAT")
    found = coded("sequences", "--only", "--measure", "probability", "--format", "json").data
    assert names(found) == ["code", "PRE-EDU", "KEN-ALAT"]
    assert names(coded("coverage", "--by", "words", "--over", "speaker", "--format", "json").data)[0] == "code"
    merges = coded("clusters", "--format", "json").data
    assert merges["rows"] == [[1, "PRE-EDU", "KEN-ALAT", 0.0, 2]]


def test_keyness_and_kwic_as_json_and_documents(coded: Run, tmp_path: Path) -> None:
    found = coded("keyness", "source:W1", "--least", "1", "--all-words", "--format", "json").data
    assert names(found)[0] == "word"
    assert coded("keyness", "W1").code == 1
    hits = coded("kwic", "binmas", "--sort", "right", "--format", "json").data
    assert [row[2].casefold() for row in hits["rows"]] == ["binmas", "binmas"]
    assert coded("kwic", "binmas", "-o", tmp_path / "kwic.docx").code == 0
    assert coded("crosstab", "Jabatan", "-o", tmp_path / "crosstab.docx", "--doc-lang", "id").code == 0


@pytest.mark.parametrize("command", ["kwic", "search"])
def test_the_words_before_a_match_end_beside_it(coded: Run, command: str) -> None:
    lines = [line.casefold() for line in coded(command, "kami").out.split("\n") if " kami " in line.casefold()]
    assert len(lines) > 1
    assert len({len(line[: line.index(" kami ")].rstrip()) for line in lines}) == 1


def test_the_words_before_a_match_end_beside_it_in_documents_too(coded: Run, tmp_path: Path) -> None:
    for name, sign in (("k.html", '<td class="before"'), ("k.md", "| --- | ---: | --- |")):
        assert coded("kwic", "kami", "-o", tmp_path / name).code == 0
        assert sign in (tmp_path / name).read_text(encoding="utf-8")
    assert coded("kwic", "kami", "-o", tmp_path / "k.docx").code == 0
    with zipfile.ZipFile(tmp_path / "k.docx") as word:
        assert '<w:jc w:val="right"/>' in word.read("word/document.xml").decode()


def test_coefficients_are_printed_with_three_digits(coded: Run) -> None:
    coded("code", "W1", "140", "160", "KEN-ALAT")
    ran = coded("cooccur", "--only", "--measure", "c")
    assert "1.000" in ran.out
    assert coded("cooccur", "--measure", "expected").code == 1
