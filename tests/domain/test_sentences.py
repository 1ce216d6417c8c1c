import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.data import demo_folder
from qcode.domain.sentences import sentences


def said(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rumahnya di Jl. Kenanga No. 99, RT 001/RW 002, Kel. Tanjung Baru, satu malam.",
        "Yang ketik itu Bripka. Yonar Samberu bersama Sdr. Anton dan Pdt. Yakob.",
        "Saya ketemu dr. Maria dan Mr. Smith di kantor.",
        "Budi Santoso, S.H., M.H. hadir sebagai ahli.",
        "Buku itu ditulis J. R. R. Tolkien dulu.",
        "Wawancara pukul 09.15 sampai 10.04 WITA.",
        "Dendanya Rp200.000.000,00 paling banyak.",
        "Polanya sama, eee... pelaku mengancam korban.",
        "Laporan No. LP/B/9123/V/2023 sudah naik.",
        "Catat No. HP pelaku.",
        "Lihat hlm. 5 dan Pasal 4 ayat (1) saja.",
        "Ada poster, video, dll. yang kami sebar.",
        "1. Saya tahu soal itu.",
        '"Kenapa kamu mau?" tanya petugas itu.',
        "The U.S. Army came to see Dr. Jones vs. Smith.",
        "It cost 3.5 million, e.g. for cars.",
        "Buka www.contoh.go.id untuk itu.",
        "Kami sewa Rp. 5.000 per jam.",
        "Rapat pkl. 09.15 s.d. 10.00 di aula.",
        "Tanda tangan Prof. Dr. Bambang S., S.H., M.Hum. kemarin.",
        "Ipda. Yusuf dan Briptu A. Rahman yang pimpin.",
        "Diatur dalam UU No. 12 Tahun 2022 jo. Pasal 27 ayat (1).",
        "Korban a.n. Mariska dan an. Ika sudah diperiksa.",
        "Alamatnya Gg. Buntu II No. 5 RT. 03 RW. 04, Kab. Nusa.",
        "Kombes. Pol. Drs. Arsen dan K.H. Ahmad hadir.",
        "Rujukan Smith et al. (2020) jelas.",
        "Meeting Gen. Smith at 5 p.m. on St. Mary Street, approx. 5 people.",
        "See vol. 2, no. 3, Sec. 5 and Art. 12 of it.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert said(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jujur saja, yang nonton itu-itu saja [tertawa].", "Makanya di sekolah kami tekankan."),
        ("Kasih kunci.", "[tertawa kecil] Yang penting kamar terisi."),
        ('Pelaku bilang, "Jangan lapor."', "Lalu dia pergi."),
        ("Disaksikan ketua RT.", "Penyitaan itu yang penting."),
        ("Ahlinya Andi Wijaya, S.H.", "Beliau datang dua kali."),
        ("Dan itu...", "Saya lupa namanya."),
        ("Itu tahun 2022.", "Setelah itu tidak ada."),
        ("Ada poster, video, dll.", "Kemudian radio."),
        ("No.", "I did not see him."),
        ("Who was it?", "Me!"),
        ("Satu orang?", "dua orang."),
        ("kami tidak tahu.", "saya rasa begitu."),
        ("Dia lari!?", "Ya."),
        ("Mulai jam 09.15.", "Setelah itu pulang."),
        ("Itu di RT 05.", "Rumahnya besar."),
        ("Saya lulusan S.H.", "Saya kerja di sini."),
        ("Pernah.", "[suara dikecilkan] Setelah itu ada nomor."),
        ("Ada poster di meja ini.", "[menunjuk poster] Sejak ditempel ada satu."),
        ("He works at Acme Inc.", "He likes it."),
        ("We met at 5 p.m.", "Then we left."),
        ("Tanya saja Bripka.", "Dia tahu."),
        ("東京です。", "はい。"),
    ],
)
def test_two_sentences_are_parted(first: str, second: str) -> None:
    between = "" if first.endswith("。") else " "
    assert said(first + between + second) == [first, second]


def test_a_newline_ends_a_sentence_and_blank_lines_are_none() -> None:
    assert said("satu\n\n  dua tiga  \nempat") == ["satu", "dua tiga", "empat"]


def test_a_stretch_is_read_alone() -> None:
    text = "I: Pagi. Iya."
    assert [sentence.of(text) for sentence in sentences(text, 3, 8)] == ["Pagi."]


def test_passages_coded_by_hand_begin_and_end_with_sentences() -> None:
    name = "T01_unit_ppa"
    text = (demo_folder() / f"{name}.txt").read_text(encoding="utf-8")
    with (demo_folder() / "codings.csv").open(encoding="utf-8") as file:
        coded = [(int(row["start"]), int(row["end"])) for row in csv.DictReader(file) if row["source"] == name]
    found = list(sentences(text))
    starts, ends = {sentence.start for sentence in found}, {sentence.end for sentence in found}
    after_label = {start for start, _ in coded if text[start - 3 : start] == "I: "}
    # One passage was coded within a sentence on purpose.
    assert [text[start:end] for start, end in coded if start not in starts | after_label or end not in ends] == [
        "karena sanksinya di pemerintah kota, bukan di kami"
    ]


@given(st.text(alphabet="aB .!?…\"'”)]\n\t1。", max_size=80))
def test_sentences_cover_every_letter_once(text: str) -> None:
    found = list(sentences(text))
    assert sum(len("".join(one.of(text).split())) for one in found) == len("".join(text.split()))
    for one, other in pairwise(found):
        assert one.end <= other.start
    for sentence in found:
        assert sentence.of(text) == sentence.of(text).strip()
        assert "\n" not in sentence.of(text)
