"""``qcode picture``: in characters, into files, as figures of documents; and pictures in the chapter of findings."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.cli.pictures import ALONG, KINDS, MEASURES
from qcode.services import picturing
from qcode.services.picturing.network import MEASURES as KNOWN_MEASURES

Run = Callable[..., Any]


def test_what_the_help_names_is_what_there_is() -> None:
    assert (KINDS, ALONG, MEASURES) == (picturing.KINDS, picturing.ALONG, KNOWN_MEASURES)


def test_each_picture_is_drawn_into_a_file(coded: Run, tmp_path: Path) -> None:
    for kind in KINDS:
        ran = coded("picture", kind, "-o", tmp_path / f"{kind}.svg", "--doc-lang", "id", "--title", "Gambar 1")
        assert (ran.code, ran.out.strip()) == (0, str(tmp_path / f"{kind}.svg")), kind
        text = (tmp_path / f"{kind}.svg").read_text(encoding="utf-8")
        assert 'lang="id"' in text
        assert '<title id="title">Gambar 1</title>' in text


def test_without_a_file_pictures_are_drawn_in_characters(coded: Run) -> None:
    ran = coded("picture", "frequencies", "tree")
    assert ran.code == 0
    lines = ran.out.split("\n")
    assert lines[0] == "Codes by frequency"
    assert "PRE Preemptive" in lines[2]
    assert lines[2].endswith("1  100.0%")
    assert "Code tree" in lines
    assert any("├─ PRE-EDU" in line or "└─ PRE-EDU" in line for line in lines)
    assert max(map(len, lines)) <= 100
    assert "Unit: coded passages" in ran.err
    assert "\x1b" not in ran.out


def test_a_wide_heat_map_is_printed_in_parts_so_that_every_column_is_there(
    coded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    for number in range(4):
        assert coded("codes", "add", f"Kode {number}", "--key", f"X{number}").code == 0
        assert coded("code", "W1", "120", "150", f"X{number}").code == 0
    ran = coded("picture", "cooccurrence", "--only")
    heads = [line for line in ran.out.split("\n") if line.startswith(" " * 11) and line.strip(" ‹›")]
    signs = {sign for line in heads for sign in line.split() if sign.isalpha()}
    assert signs == set("abcde")


def test_wrong_usage_is_told_before_anything_is_drawn(coded: Run, tmp_path: Path) -> None:
    assert coded("picture", "pie", "-o", tmp_path / "x.svg").code == 2
    assert coded("picture", "portrait", "--top", "-1", "-o", tmp_path / "x.svg").code == 2
    assert coded("picture", "saturation", "--by", "Tanggal", "--order", "W1", "-o", tmp_path / "x.svg").code == 2
    several = coded("picture", "portrait", "tree", "-o", tmp_path / "x.svg")
    assert several.code == 2
    assert "-o FILE.docx" in several.err
    ran = coded("picture", "portrait", "-o", tmp_path / "x.gif")
    assert ran.code == 1
    assert ".svg" in ran.err
    assert not list(tmp_path.glob("x.*"))


def test_a_picture_of_nothing_is_no_figure(qcode: Run, tmp_path: Path) -> None:
    ran = qcode("picture", "network", "-o", tmp_path / "x.docx")
    assert ran.code == 1
    assert "there is nothing to draw" in ran.err
    assert "Nothing is coded in this selection." in ran.err
    assert not (tmp_path / "x.docx").exists()


def test_figures_of_a_word_document_have_numbers_a_list_and_words_for_who_cannot_see(
    coded: Run, tmp_path: Path
) -> None:
    ran = coded("picture", "frequencies", "tree", "-o", tmp_path / "x.docx", "--doc-lang", "id", "--chapter", "4")
    assert ran.code == 0
    with zipfile.ZipFile(tmp_path / "x.docx") as package:
        body = package.read("word/document.xml").decode()
        parts = package.namelist()
    assert body.count("SEQ Gambar") == 2
    assert "Gambar 4." in body
    assert "Daftar gambar" in body
    assert 'descr="Batang mendatar, satu untuk setiap kode' in body
    assert 'descr="Buku kode sebagai pohon' in body
    assert len([name for name in parts if name.startswith("word/media/") and name.endswith(".svg")]) == 2


def test_a_document_without_the_part_that_makes_dots_says_so_and_holds_the_drawing(
    coded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    ran = coded("picture", "tree", "-o", tmp_path / "x.docx")
    assert ran.code == 0
    assert "qcode[pictures]" in ran.err
    refused = coded("picture", "tree", "-o", tmp_path / "x.png")
    assert refused.code == 1
    assert "qcode[pictures]" in refused.err


def test_pictures_go_on_where_another_file_of_the_chapter_ends(coded: Run, tmp_path: Path) -> None:
    words = ("picture", "frequencies", "tree", "--chapter", "4", "--first-figure", "3", "--doc-lang", "id")
    assert coded(*words, "-o", tmp_path / "x.docx").code == 0
    with zipfile.ZipFile(tmp_path / "x.docx") as package:
        body = package.read("word/document.xml").decode()
    assert body.count(r"SEQ Gambar \r 3 \* ARABIC") == body.count(r"SEQ Gambar \* ARABIC") == 1
    assert coded(*words, "-o", tmp_path / "x.md").code == 0
    text = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert "**Gambar 4.4 Pohon kode**" in text
    assert "](x-4.svg)" in text
    assert (tmp_path / "x-4.svg").exists()
    assert coded(*words[:6], "0", "-o", tmp_path / "x.docx").code == 2


def test_markdown_leads_to_pictures_beside_it(coded: Run, tmp_path: Path) -> None:
    assert coded("picture", "frequencies", "tree", "-o", tmp_path / "bab 4.md").code == 0
    text = (tmp_path / "bab 4.md").read_text(encoding="utf-8")
    assert "](bab%204-1.svg)" in text
    assert "](bab%204-2.svg)" in text
    assert '<title id="title">Code tree' in (tmp_path / "bab 4-2.svg").read_text(encoding="utf-8")


def test_a_page_holds_its_pictures(coded: Run, tmp_path: Path) -> None:
    assert coded("picture", "years", "tree", "-o", tmp_path / "x.html").code == 1  # No case has a year.
    assert coded("picture", "tree", "-o", tmp_path / "x.html").code == 0
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    assert "Figure 1. Code tree" in page


def test_the_chapter_of_findings_leads_to_its_pictures(coded: Run, tmp_path: Path) -> None:
    ran = coded(
        "report", "findings", "--picture", "tree", "--picture", "years", "--picture", "tree", "--appendix", "none",
        "-o", tmp_path / "x.html", "--chapter", "4",
    )  # fmt: skip
    assert ran.code == 0
    assert "not drawn: Cases by year. No case has a year" in ran.err
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    assert 'Code tree: <a href="#f_tree">Figure 4.1</a>.' in page
    assert coded("report", "findings", "--picture", "pie", "-o", tmp_path / "y.html").code == 2


def test_saturation_takes_its_rule_and_years_their_series(qcode: Run, tmp_path: Path) -> None:
    for name, year, state in (("A", "2022", "Putusan"), ("B", "2022", "Penyidikan"), ("C", "2024", "Putusan")):
        assert qcode("cases", "add", "perkara", name).code == 0
        assert qcode("cases", "set", name, f"tahun={year}", f"status={state}").code == 0
    ran = qcode("picture", "years", "--series", "status")
    rows = [line.split() for line in ran.out.split("\n") if line]
    assert [row[0] for row in rows if row[1:2] == ["·"]] == ["2022", "2023", "2024"]
    assert [row[-1] for row in rows if "Putusan" in row] == ["1", "0", "1"]
    assert "Apart by “status”" in ran.err
    assert qcode("picture", "years", "--series", "nothing").code == 1
    assert qcode("picture", "years", "--kind", "bank").code == 1
    assert qcode("picture", "saturation", "--base", "0").code == 1


def test_a_picture_too_large_for_a_page_is_told_of(coded: Run, tmp_path: Path) -> None:
    rows = "".join(f"K{number},Keterbatasan sarana dan prasarana {number}\n" for number in range(90))
    (tmp_path / "codes.csv").write_text(f"key,name\n{rows}", encoding="utf-8")
    assert coded("codebook", "import", tmp_path / "codes.csv").code == 0
    ran = coded("picture", "tree", "-o", tmp_path / "x.html")
    assert ran.code == 0
    assert "its words are small on a page" in ran.err
    assert "small" not in coded("picture", "tree", "--code", "PRE", "-o", tmp_path / "x.html").err
