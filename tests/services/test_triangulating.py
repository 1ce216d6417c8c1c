from __future__ import annotations

from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.services import consenting, demonstrating, triangulating
from qcode.store import codings
from qcode.store.project import Project


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


def test_the_demo_tells_that_its_sources_differ_about_the_victims_age(demo: Path) -> None:
    with Project.open(demo) as project:
        (found,) = triangulating.disagreements(project)
    assert (found.name, found.attribute.name) == ("Perkara 2", "usia_korban")
    told = {one.origin_name.partition("_")[0]: (one.value, one.quotation) for one in found.values}
    assert told == {
        "T01": ("16", "itu korbannya 16 tahun"),
        "T02": ("17", "perempuan itu masih anak, tujuh belas tahun"),
        "D01": ("15 tahun 9 bulan", "17 Agustus 2007 / 15 tahun 9 bulan"),
    }


def test_what_sources_agree_about_is_told_too_when_asked(demo: Path) -> None:
    with Project.open(demo) as project:
        agreeing = triangulating.disagreements(project, agreeing=True)
        report = triangulating.triangulation(project, language="en", agreeing=True)
    assert [one.attribute.name for one in agreeing] == ["hubungan_pelaku_dengan_korban", "usia_korban"]
    assert [row[-1] for row in report.rows] == ["agree", "differ"]
    assert all(len(row) == len(report.columns) for row in report.rows)


def test_evidence_alone_is_no_coding(demo: Path) -> None:
    with Project.open(demo) as project:
        found = codings.select(project, Selection(where=(("usia_korban", "16"),)))
    assert {one.source for one in found} <= {"D01_laporan_polisi_fiktif"}


def test_words_that_may_not_be_quoted_are_left_out_of_the_document(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.qcode"
    copy.write_bytes(demo.read_bytes())
    with Project.open(copy) as project:
        consenting.record_consent(project, "INF-01", "never")
        report = triangulating.triangulation(project, language="en")
    (row,) = report.rows
    assert "16" in row
    assert not any("itu korbannya" in str(cell) for cell in row)
    assert any("tujuh belas tahun" in str(cell) for cell in row)
    assert len(report.notes) == 2
