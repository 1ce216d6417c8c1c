from __future__ import annotations

import pytest

from qcode.domain.general_words import plain_office, plain_paper
from qcode.domain.particulars import Particulars, fields_of, particulars


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Jabatan", {"office"}), ("Hari/Tanggal", {"day"}), ("Waktu", {"day", "hours", "zone"}),
        ("Tempat wawancara", {"place", "zone"}), ("Date of interview", {"day"}), ("Nama informan", {"names"}),
        ("Position", {"office"}), ("Interview location", {"place", "zone"}), ("nomor_lp", set()),
        ("Kode Informan", set()), ("Jenis kelamin", set()), ("Lama Bertugas", set()),
    ],
)  # fmt: skip
def test_a_field_is_known_by_its_word(name: str, fields: set[str]) -> None:
    assert fields_of(name) == fields


def test_the_header_of_an_indonesian_interview_is_understood() -> None:
    header = [
        ("Kode Informan", "INF-01"), ("Jabatan", "Penyidik Pembantu, Unit PPA"), ("Instansi", "Polda Nusa Raya"),
        ("Hari/Tanggal", "Selasa, 10 Juni 2025"), ("Waktu", "09.15-10.04 WITA"), ("Tempat", "Ruang Pelayanan Khusus"),
    ]  # fmt: skip

    assert particulars(header) == Particulars(
        office="Penyidik Pembantu, Unit PPA", institution="Polda Nusa Raya", day="2025-06-10",
        hours=("09:15", "10:04"), zone="WITA", place="Ruang Pelayanan Khusus",
    )  # fmt: skip


def test_the_header_of_an_english_interview_is_understood() -> None:
    header = [("Position", "Lodging manager"), ("Date", "June 10, 2025"), ("Time", "2:05 pm"), ("Venue", "Leeds")]

    assert particulars(header) == Particulars(
        office="Lodging manager", day="2025-06-10", hours=("14:05",), place="Leeds"
    )


def test_one_line_may_say_day_and_hour_but_no_place_that_ends_nobody_knows_where() -> None:
    found = particulars([("Tempat/Tanggal", "Kupang, 12 Juni 2025"), ("Waktu", "Kamis, 12 Juni 2025 pukul 10.00 WIB")])

    assert found == Particulars(day="2025-06-12", hours=("10:00",), zone="WIB")


def test_what_one_does_not_say_the_other_does() -> None:
    case = particulars([("Jabatan", "Hakim"), ("Nama", "Siti Aminah")])
    source = particulars([("Jabatan", "Advokat"), ("Tempat", "Kupang")])

    assert case.or_else(source) == Particulars(office="Hakim", place="Kupang", names=("Siti Aminah",))


@pytest.mark.parametrize(
    ("office", "indonesian", "english"),
    [
        ("Penyidik Pembantu, Unit PPA", "penyidik", "investigator"),
        ("Pengelola (penanggung jawab harian) Wisma Teduh", "pengelola", "manager"),
        ("Pengelola penginapan", "pengelola penginapan", "lodging manager"),
        ("Anggota Bhabinkamtibmas Kel. Tanjung Baru", "Bhabinkamtibmas", "community police officer"),
        ("Detective Constable, Leeds", "penyidik", "investigator"),
        ("Kepala Staf Penyidik", "", ""), ("Kanit PPA", "", ""), ("Bendahara", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_an_office_comes_down_to_a_general_word_or_to_none(office: str, indonesian: str, english: str) -> None:
    assert (plain_office(office, "id"), plain_office(office, "en")) == (indonesian, english)


@pytest.mark.parametrize(
    ("name", "indonesian", "english"),
    [
        ("D01_laporan_polisi_fiktif", "laporan polisi", "police report"),
        ("Putusan PN 999/Pid.Sus/2023", "putusan pengadilan", "court judgment"),
        ("D07", "", ""),
    ],
)
def test_a_paper_is_known_by_its_name(name: str, indonesian: str, english: str) -> None:
    assert (plain_paper(name, "id"), plain_paper(name, "en")) == (indonesian, english)
