"""``qcode report html``: what is on the page, and what is said where there can be none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def data_of(path: Path) -> dict[str, Any]:
    (said,) = re.findall('<script type="application/json" id="data">(.*)</script>', path.read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(said)
    return found


def test_the_page_holds_what_is_counted_and_says_what_is_left_out(coded: Run, tmp_path: Path) -> None:
    path = tmp_path / "laporan.html"
    ran = coded("report", "html", "-o", path, "--doc-lang", "id")

    assert (ran.code, ran.out) == (0, f"{path}\n")
    data, page = data_of(path), unescape(path.read_text(encoding="utf-8"))
    assert data["passages"]["words"] == ["Kami turun penyuluhan ke sekolah. Bi"]
    assert data["passages"]["cited"] == ["INF-01, 00:00:05, ¶ 7"]
    assert data["passages"]["memo"] == {}, "memos are shown where they are asked for"
    assert data["codes"]["key"][:2] == ["PRE", "PRE-EDU"]
    assert data["cases"]["name"] == ["INF-01", "INF-02"]
    assert "Tidak dihitung: pengodean atas ucapan pewawancara (1)." in page
    assert "I: Binmas datang setiap bulan. Kami mencatat tamu." in page
    assert "Before there is intent." in page


def test_filters_choose_what_is_on_the_page(coded: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    coded("report", "html", "-o", path, "--all-speakers", "--code", "Staff")

    data, page = data_of(path), unescape(path.read_text(encoding="utf-8"))
    assert data["passages"]["words"] == ["Apa saja kegiatannya?"]
    assert data["texts"]["name"] == ["W1"], "texts in which nothing of it stands are left out"
    assert "Only codes: Staff." in page


def test_memos_and_transcripts_come_and_stay_away_as_asked(coded: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    coded("report", "html", "-o", path, "--memos", "--without-transcripts")

    data, page = data_of(path), path.read_text(encoding="utf-8")
    assert data["passages"]["memo"] == {"0": "kata kunci"}
    assert data["passages"]["start"] == [-1]
    assert '<section id="memos"' in page
    assert "Binmas datang" not in page
    assert 'id="transcripts"' not in page
    assert '<p dir="auto">“Kami turun' in page, "without scripts the quotations can be read in its place"


def test_names_give_way_to_codes_in_transcripts_too(coded: Run, tmp_path: Path) -> None:
    (tmp_path / "W3.txt").write_text(
        "Kode Informan : INF-03\nNama : Siti Aminah\n\nP: Ibu Siti?\nI: Saya Aminah.\n", encoding="utf-8"
    )
    assert coded("import", tmp_path / "W3.txt").code == 0
    start = (tmp_path / "W3.txt").read_text(encoding="utf-8").index("Saya")
    assert coded("code", "W3", str(start), str(start + 12), "KEN").code == 0
    path = tmp_path / "page.html"
    assert coded("report", "html", "-o", path).code == 0
    page = path.read_text(encoding="utf-8")
    assert "Siti Aminah" not in page, "the header tells no more than in the appendix"
    assert "Nama : INF-03" in page
    assert "Ibu Siti?" in page
    assert coded("report", "html", "-o", path, "--mask-names").code == 0

    page, data = path.read_text(encoding="utf-8"), data_of(path)
    assert "Siti" not in page
    assert "Aminah" not in page
    assert "<p>P: Ibu [INF-03]?</p>" in page
    assert "Saya [INF-03]." in data["passages"]["words"]


def test_a_page_needs_a_file_and_one_of_html(coded: Run, tmp_path: Path) -> None:
    assert "say which file to write, as -o report.html" in coded("report", "html").err
    ran = coded("report", "html", "-o", tmp_path / "page.docx")
    assert ran.code == 1
    assert "a whole study cannot be written to this kind of file" in ran.err
    assert "Writable are: .htm, .html" in ran.err
