from __future__ import annotations

import re

from qcode.domain.document import (
    Block,
    Document,
    Field,
    Heading,
    Line,
    Lines,
    Paragraph,
    Quoted,
    Reference,
    Table,
    Words,
)
from qcode.domain.report import Report
from qcode.formats.base import ReportOptions
from qcode.formats.reports.markdown_text import write_document
from qcode.language import translator
from tests.formats.reports.documents import LONG, REFERENCE, WHOLE, figure, matrix, quotation, transcript

OPTIONS = ReportOptions("id", translator("id"), chapter="4")


def written(*blocks: Block) -> str:
    return write_document(Document("Bab", blocks), OPTIONS)[0].decode()


def test_blocks_stand_one_below_the_other_with_a_blank_line_between() -> None:
    text = written(
        Heading("Hasil", 2), Paragraph(("Isi ", Words("tebal ", bold=True), Words("miring", italic=True), ".")),
        Table(matrix(1), "t_a"), Paragraph(("Lihat ", Reference("t_a"), ".")),
    )  # fmt: skip

    assert text.split("\n\n")[:3] == [
        "## Hasil",
        "Isi **tebal** *miring*.",
        '<a id="t_a"></a>**Tabel 4.1 Matriks upaya**',
    ]
    assert "Lihat [Tabel 4.1](#t_a)." in text
    assert "Sumber: data primer, diolah 2025\n\n- Satuan hitung: kutipan.\n" in text


def test_quotations_have_footnotes_the_second_in_short_form() -> None:
    text = written(Quoted(quotation(1), "Menurut INF-01:"), Quoted(quotation(2)))

    assert text == (
        "Menurut INF-01: “Patroli siber tiap malam.”[^1]\n\n“Patroli siber tiap malam.”[^2]\n\n"
        f"[^1]: {REFERENCE}, 00:01:30, baris 1.\n\n[^2]: Wawancara INF-01, 00:02:30, baris 2.\n"
    )


def test_a_long_quotation_is_a_block_with_its_translation() -> None:
    text = written(Quoted(quotation(1, f"{LONG}\nDua.", translation="One.", reference=""), "Ia bilang:"))

    assert text == f"Ia bilang:\n\n> {LONG.strip()}\n>\n> Dua.\n>\n> [“One.”] (INF-01, 00:01:30, baris 1)\n"


def test_lists_of_contents_lead_to_headings_that_are_there() -> None:
    text = write_document(WHOLE, OPTIONS)[0].decode()

    wanted = re.findall(r"\]\(#([^)]*)\)", text)
    assert wanted
    assert set(wanted) <= set(re.findall(r'<a id="([^"]*)"></a>', text))
    assert re.search(r"^- \[Hasil penelitian\]\(#h_results\)$", text, re.M)
    assert re.search(r"^- \[Tabel 4.2 Matriks enam informan\]\(#t_wide\)$", text, re.M)


def test_lines_of_a_transcript_stand_below_each_other_with_their_numbers() -> None:
    text = written(transcript(12))

    lines = text.split("\n")
    assert (lines[0], lines[-2]) == ("```text", "```")
    assert [line[:2] for line in lines[1:-2]] == [f"{number:>2}" for number in range(1, 13)]
    assert lines[4].endswith("PRV-SIB, KEN-PLT")


def test_pictures_are_said_in_words_and_told_of() -> None:
    data, lost = write_document(Document("", (figure(),)), OPTIONS)

    assert data.decode().startswith("**Gambar 4.1 Frekuensi kode**\n\nBatang mendatar\n\nSumber: data primer\n")
    assert len(lost) == 1


def test_answers_are_boxes_and_lines() -> None:
    text = written(Field("Benar?", "agree:1", ("ya", "tidak")), Field("Perbaikan:", "correct:1"))

    assert text.startswith("Benar?\n\n- [ ] ya\n- [ ] tidak\n\nPerbaikan: \\_\\_")


def test_words_that_look_like_markup_are_words() -> None:
    text = written(
        Paragraph(("# bukan judul",)), Paragraph(("1. bukan daftar",)), Paragraph(("- bukan butir",)),
        Paragraph(("Tahun 2025. Lalu",)), Quoted(quotation(1, "> bukan kutipan\n+ bukan butir", reference="")),
        Lines((Line(1, "```"), Line(2, "masih di dalam"))),
    )  # fmt: skip

    assert text.split("\n\n")[:4] == [r"\# bukan judul", r"1\. bukan daftar", r"\- bukan butir", "Tahun 2025. Lalu"]
    assert "> &gt; bukan kutipan\n>\n> \\+ bukan butir" in text
    assert text.count("```") == 2


def test_brackets_stand_beside_their_lines_and_notes_below_all_of_them() -> None:
    text = written(
        Lines((
            Line(9, "Kami turun.", (Words("A"), Words("B")), strokes="┌", notes=("Cek *lagi*.",)),
            Line(10, "Ya.", strokes="└["), Line(11, "Bersama Binmas."),
        ))
    )  # fmt: skip

    assert text == (
        "```text\n 9  Kami turun.      ┌   A, B\n10  Ya.              └[\n11  Bersama Binmas.\n```\n\n"
        "- baris 9: Cek \\*lagi\\*.\n"
    )


def test_hostile_words_stay_words_in_every_kind_of_block(hostile_report: Report) -> None:
    bad = "".join(hostile_report.notes)

    text = written(
        Heading(bad), Paragraph((bad, Words(bad, bold=True))), Quoted(quotation(1, bad)), Table(hostile_report)
    )

    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2066\ufffe]", text)
