from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def quoted(qcode: Run) -> Run:
    """A passage of each of two informants."""
    assert qcode("code", "W1", "119", "155", "PRE-EDU").code == 0
    assert qcode("code", "W2", "80", "116", "PRV").code == 0
    return qcode


def parts(path: str | Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def test_chapter_and_appendix_are_written_by_one_command(quoted: Run) -> None:
    ran = quoted("report", "findings", "-o", "bab4.docx", "--chapter", "4", "--doc-lang", "id")

    assert (ran.code, ran.out) == (0, "bab4.docx\n")
    found = parts("bab4.docx")
    assert "BAB IV HASIL PENELITIAN" in found["word/document.xml"]
    assert "Transkrip INF-01" in found["word/document.xml"]
    said = re.sub("<[^>]+>", "", found["word/footnotes.xml"])
    assert "Wawancara dengan INF-01 (penyidik), 00:00:05, baris 7." in said


def test_the_appendix_may_go_to_a_file_of_its_own_or_nowhere(quoted: Run) -> None:
    ran = quoted("report", "findings", "-o", "bab4.html", "--appendix", "lampiran.html", "--citation", "brackets")
    assert (ran.code, ran.out) == (0, "bab4.html\nlampiran.html\n")
    assert "(INF-01, 00:00:05, line 7)" in Path("bab4.html").read_text(encoding="utf-8")
    assert "Transcript INF-02" in Path("lampiran.html").read_text(encoding="utf-8")
    assert "Transcript INF-02" not in Path("bab4.html").read_text(encoding="utf-8")

    assert quoted("report", "findings", "-o", "bab4.html", "--appendix", "none").code == 0
    assert "Transcript" not in Path("bab4.html").read_text(encoding="utf-8")


def test_tables_are_left_out_when_asked(quoted: Run) -> None:
    assert quoted("report", "findings", "-o", "all.html").code == 0
    assert quoted("report", "findings", "-o", "none.html", "--tables", "none").code == 0

    assert "<table" in Path("all.html").read_text(encoding="utf-8")
    assert "<table" not in Path("none.html").read_text(encoding="utf-8").partition("Appendix: transcripts")[0]


def test_the_appendix_alone(quoted: Run) -> None:
    ran = quoted("report", "appendix", "-o", "lampiran.docx", "--code", "PRV")

    assert (ran.code, ran.out) == (0, "lampiran.docx\n")
    document = parts("lampiran.docx")["word/document.xml"]
    assert "Transcript INF-02" in document
    assert "Transcript INF-01" not in document


@pytest.mark.parametrize("kind", ["findings", "appendix"])
def test_a_document_needs_a_file_that_can_hold_it(quoted: Run, kind: str) -> None:
    ran = quoted("report", kind)
    assert (ran.code, "-o FILE.docx" in ran.err) == (2, True)

    ran = quoted("report", kind, "-o", "bab4.csv")
    assert ran.code == 1
    assert ".docx" in ran.err


def test_an_unknown_line_is_said(quoted: Run) -> None:
    from qcode.errors import QcodeError
    from qcode.services.numbering import find_place
    from qcode.store.project import Project

    with Project.open(Path("study.qcode")) as project:
        source, at = find_place(project, "W1:L2")
        assert (find_place(project, "W1"), find_place(project, "W1:17")) == ((source, 0), (source, 17))
        assert at > 0
        with pytest.raises(QcodeError, match="no line 99"):
            find_place(project, "W1:L99")
