"""A document that has everything in it: what formats are tested with."""

from __future__ import annotations

import struct
import zlib

from qcode.domain.document import (
    Block,
    Contents,
    Document,
    Field,
    Figure,
    Footnote,
    Heading,
    Line,
    Lines,
    Listed,
    PageBreak,
    Paragraph,
    Quoted,
    Reference,
    Role,
    Table,
    Words,
)
from qcode.domain.report import Cell, Column, Kind, Name, Quotation, Report

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200">'
    b'<rect width="9" height="9"/></svg>'
)
REFERENCE = "Wawancara dengan INF-01 (penyidik), Juni 2025"
LONG = "Kami turun penyuluhan ke sekolah, kampus, jemaat dan kelompok orang muda. " * 8


def png() -> bytes:
    """Return a picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def quotation(number: int, text: str = "Patroli siber tiap malam.", **given: str) -> Quotation:
    """Return a quotation with a reference, its lines in the appendix, and a place of its own."""
    said = {"reference": REFERENCE, "short_reference": "Wawancara INF-01", "lines": f"baris {number}", **given}
    return Quotation(
        text, "T01", "INF-01", f"00:{number:02}:30", number, f"c{number}", anchor=f"q_{number:032x}",
        link=f"l_{number:032x}", **said,
    )  # fmt: skip


def matrix(columns: int, title: str = "Matriks upaya", rows: int = 3) -> Report:
    """Return a matrix of quotations by so many informants."""
    heads = (Column("code", "Kode", Kind.NAME), *(Column(f"INF-{n:02}", "", Kind.QUOTES) for n in range(columns)))
    body: list[tuple[Cell, ...]] = []
    for row in range(rows):
        cells = ((quotation(row * 10 + column, short_reference=""),) for column in range(columns))
        body.append((Name(f"PRV-{row}", f"PRV-{row} Patroli"), *cells))
    return Report(title, heads, tuple(body), ("Satuan hitung: kutipan.",), "data primer, diolah 2025")


def figure(title: str = "Frekuensi kode", anchor: str = "f_one", dots: bytes | None = None) -> Figure:
    """Return a picture."""
    given = png() if dots is None else dots
    return Figure(title, SVG, given, 300, 200, "Batang mendatar", ("Satuan: pengodean.",), "data primer", anchor)


def transcript(count: int = 40) -> Lines:
    """Return a transcript of so many lines, each tenth of which has an anchor."""
    return Lines(
        tuple(
            Line(
                number, "Baik, Pak. Pertama-tama bagaimana biasanya laporan masuk ke unit?"[: 40 + number % 25],
                (Words("PRV-SIB", link=f"q_{number:032x}"), Words("KEN-PLT")) if number % 4 == 0 else (),
                "P" if number % 6 == 0 else "Informan" if number % 6 == 1 else "", f"l_{number:032x}", number % 6 == 0,
            )
            for number in range(1, count + 1)
        )
    )  # fmt: skip


BLOCKS: tuple[Block, ...] = (
    Paragraph(("BAB IV",), Role.TITLE),
    Contents("Daftar isi"),
    Contents("Daftar tabel", Listed.TABLES),
    Contents("Daftar gambar", Listed.FIGURES),
    PageBreak(),
    Heading("Hasil penelitian", 1, "h_results"),
    Paragraph(
        ("Lihat ", Reference("t_one"), ", ", Reference("f_one"), " dan ", Words("baris 3", link=f"l_{3:032x}"), ".",
         Footnote("Catatan sendiri."), Words(" tebal", bold=True), Words(" miring", italic=True)),
    ),
    Paragraph(("Butir.",), Role.ITEM),
    Quoted(quotation(1), "Menurut INF-01:"),
    Quoted(quotation(2, LONG, translation="We go to schools."), "Ia menerangkan:"),
    Quoted(quotation(3, "Tanpa acuan.", reference="")),
    Table(matrix(2), "t_one"),
    Heading("Matriks lebar", 2),
    Table(matrix(6, "Matriks enam informan"), "t_wide"),
    Paragraph(("Kembali tegak.",), anchor="p_back"),
    figure(),
    Table(Report("", (Column("n"),), (("a",),)), "t_form", is_numbered=False),
    Field("Apakah kutipan ini benar?", "agree:1234", ("setuju", "perlu diperbaiki")),
    Field("Perbaikan:", "correct:1234"),
    PageBreak(),
    Heading("Lampiran transkrip", 1),
    transcript(),
)  # fmt: skip
WHOLE = Document("Bab IV dan lampiran", BLOCKS)
