"""Invented interviews, the same on every run: Indonesian-looking words, speakers, times, codings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

_ROOTS = """
ancam awas ajar aman bantu bayar bicara bujuk cari catat cegah dampak data desa dukung gagal guna hadir hambat harap
hasil henti hubung hukum ikut ingat jaga jalan janji jaring jelas jemput kabar kasus kawal kelola kenal kerja kirim
korban kuasa kumpul lapor larang latih lapang layan lihat lindung masalah mitra muda nilai olah orang pacar paham pakai
panggil pantau patroli pelaku periksa perkara pesan pidana polisi proses pulih razia rekam rencana saksi sampai sebar
sekolah sidik siber sita suluh tahan tangan tangkap tanya tegak temu tindak tugas tutup ubah undang ungkap unit upaya
usaha video wawancara wilayah
"""
_LITTLE = "yang dan di ke dari untuk itu ini kami kita ada tidak juga sudah kalau karena jadi dengan saya Ibu"
_BEFORE = ("", "", "me", "ber", "di", "ter", "pe", "se")
_AFTER = ("", "", "kan", "an", "i", "nya")
_WORDS = [f"{before}{root}{after}" for root in _ROOTS.split() for before in _BEFORE for after in _AFTER]
_WEIGHTS = list(
    accumulate([*(30.0 for _ in _LITTLE.split()), *(20.0 / (1 + rank) ** 0.5 for rank in range(len(_WORDS)))])
)
_ALL = [*_LITTLE.split(), *_WORDS]

THEMES = tuple(f"T{theme}" for theme in range(1, 11))
"""Keys of the codes at the top."""
CODES = tuple(f"{theme}-{number}" for theme in THEMES for number in range(1, 6))
"""Keys of the fifty codes under them."""


def interview(seed: int, chars: int) -> str:
    """Return a transcript with a header, two speakers, timestamps and about as many characters.

    Paragraphs are 150 characters on average, as in a corpus of real ones.
    """
    chance = random.Random(seed)
    pieces = [
        "TRANSKRIP WAWANCARA\n\n"
        f"Kode Informan : INF-{seed:04}\nJabatan       : {chance.choice(('Penyidik', 'Pengelola', 'Pendamping'))}\n"
        f"Tanggal       : {seed % 28 + 1} Juni 2025\nKeterangan    : P = Peneliti; I = Informan\n"
    ]
    length, clock = len(pieces[0]), 5
    while length < chars:
        said = [f"\n[{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}]\n"]
        for _ in range(4):
            said.append(f"P: {_sentence(chance, 4, 20)[:-1]}?\n")
            said.append(f"I: {' '.join(_sentence(chance, 3, 18) for _ in range(chance.randint(1, 5)))}\n")
        pieces.append("".join(said))
        length += len(pieces[-1])
        clock += chance.randint(60, 200)
    return "".join(pieces)


def spans(seed: int, count: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield places to be coded: most of them a sentence or two long, a few whole pages."""
    chance = random.Random(seed)
    for _ in range(count):
        share = chance.random()
        longest = 160 if share < 0.6 else 800 if share < 0.97 else 4000
        length = chance.randint(20, longest)
        start = chance.randrange(0, len(text) - length)
        yield start, start + length


def codes(seed: int, count: int) -> list[str]:
    """Return codes to be applied, a few of them much more often than the rest."""
    weights = [1 / (1 + rank) for rank in range(len(CODES))]
    return random.Random(seed).choices(CODES, weights, k=count)


def _sentence(chance: random.Random, fewest: int, most: int) -> str:
    said = " ".join(chance.choices(_ALL, cum_weights=_WEIGHTS, k=chance.randint(fewest, most)))
    return f"{said[0].upper()}{said[1:]}."
