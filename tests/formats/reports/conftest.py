"""Reports that every format must be able to write."""

from __future__ import annotations

import pytest

from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.formats.base import ReportOptions

WORDS = {
    "(continued)": "(lanjutan)",
    "Source: {text}": "Sumber: {text}",
    "Notes": "Catatan",
    "Table": "Tabel",
}

INTERVIEW = "Wawancara dengan Penyidik Pembantu Unit PPA (INF-01), pada tanggal 10 Juni 2025, pukul 09.15 WITA."
HOSTILE = (
    '=HYPERLINK("http://example.org","klik")',
    "+62 812", "-1+1", "@SUM(A1)", "\ttab first", "\rreturn first", "＝1+1",
    "<script>alert('x')</script> & <b>bold</b>", "]]> &amp; --> <!--", "</w:t></w:r></w:p>",
    "a|b *c* _d_ `e` [f](http://g) ![h](i) \\ ~~j~~", "baris satu\nbaris dua\n\nbaris empat", "tab\there",
    "\x1b[31mred\x07\x00\x0b\x0c\x85\x9b", "kanan \u202egnirts\u202c \u2066x\u2069", "مرحبا بالعالم",
    "😀👩‍👩‍👧 \U0010fffd",
    "\ufffe\uffff", "_x0041_", "123", "http://example.org", "   ", "", "'apostrophe", "zero\u200bwidth",
    "%s {text} {0}",
)  # fmt: skip
"""Texts that make a careless writer produce a broken or a dangerous file."""


@pytest.fixture
def indonesian() -> ReportOptions:
    return ReportOptions("id", lambda message: WORDS.get(message, message))


@pytest.fixture
def english() -> ReportOptions:
    return ReportOptions("en", str)


@pytest.fixture
def quotes_report() -> Report:
    """Return the shape of T-4: codes by informants, with quotations."""
    patrol = Quotation(
        "Anggota siber patroli, cek akun yang menawarkan jasa di aplikasi.",
        "T01_unit_ppa", "INF-01", "00:12:30", 32, reference=INTERVIEW,
    )  # fmt: skip
    again = Quotation("Bisa. Di situ batasnya tipis.", "T01_unit_ppa", "INF-01", "00:12:30", 36, reference=INTERVIEW)
    keeper = Quotation("Mereka bilang ada tim yang pantau di internet.", "T02_pengelola_penginapan", "INF-04")
    return Report(
        "Matriks Hasil Wawancara.",
        (Column("code", "Kode", Kind.NAME), Column("INF-01", "", Kind.QUOTES), Column("INF-04", "", Kind.QUOTES)),
        (
            (Name("PRV", "PRV Upaya preventif"), (), ()),
            (Name("PRV-SIB", "PRV-SIB Patroli siber", 1), (patrol, again), (keeper,)),
        ),
        ("Satuan hitung: penggalan.",),
        "Data primer, diolah 2025",
    )


@pytest.fixture
def mixed_report() -> Report:
    """Return a table with a column of each kind but quotations, and totals."""
    return Report(
        "Frekuensi kode menurut informan",
        (
            Column("code", "Kode", Kind.NAME),
            Column("count", "Jumlah koding", Kind.COUNT),
            Column("share", "Bagian", Kind.SHARE),
            Column("seen", "Ada", Kind.PRESENCE),
            Column("kappa", "κ"),
            Column("remark", "Catatan"),
        ),
        (
            (Name("PRE", "PRE Upaya preemptif"), 7, 0.125, True, 0.7123, "jelas"),
            (Name("PRE-EDU", "PRE-EDU Edukasi", 1), 0, 0.0, False, None, ""),
            (Name("total", "Jumlah"), 12345, 1.0, None, float("nan"), ""),
        ),
        ("Satuan hitung: penggalan.", "Tuturan pewawancara tidak dihitung: 3 koding."),
        "Sumber: data primer, diolah 2025",
        total_rows=1,
    )


@pytest.fixture
def hostile_report() -> Report:
    """Return a table whose every text is out to break the file."""
    rows = tuple(
        (
            Name(text, text, depth=number % 3), text,
            (Quotation(text, text, text, text, number), Quotation("x " * 3000, "panjang")), number, None,
        )
        for number, text in enumerate(HOSTILE)
    )  # fmt: skip
    columns = (
        Column("code", HOSTILE[7], Kind.NAME),
        Column(HOSTILE[0], HOSTILE[0]),
        Column("quotes", HOSTILE[13], Kind.QUOTES),
        Column("n", HOSTILE[10], Kind.COUNT),
        Column("none"),
    )
    return Report(HOSTILE[7] + HOSTILE[13] + HOSTILE[11], columns, rows, HOSTILE, HOSTILE[0])
