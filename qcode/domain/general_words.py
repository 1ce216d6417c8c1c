"""General words for offices and papers, which tell nobody who or which it is: "Penyidik, Unit PPA" → "penyidik".

The words are a closed list on purpose: an office that is not in it is left out, and never half printed. A head of
something is one person whom the office names, so that no word stands for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_OFFICES = """
penyidik = investigator | detective | investigating officer
penyelidik = preliminary investigator
polisi = police officer | policeman | policewoman | constable | anggota polri | anggota polisi | polwan
Bhabinkamtibmas = community police officer
anggota Satpol PP = municipal police officer | satpol pp
jaksa = prosecutor | public prosecutor | penuntut umum
hakim = judge | magistrate
panitera = court clerk
advokat = advocate | lawyer | solicitor | barrister | attorney | counsel | pengacara | penasihat hukum
notaris = notary
pengelola penginapan = lodging manager
pengelola = manager
pemilik penginapan = lodging owner
pemilik = owner
resepsionis = receptionist
karyawan = employee | pegawai
staf = staff member | staff
pendamping korban = victim companion | pendamping
pekerja sosial = social worker | peksos
psikolog = psychologist
dokter = doctor | physician
perawat = nurse
bidan = midwife
guru = teacher
dosen = lecturer | professor
peneliti = researcher
akademisi = academic | scholar
ahli = expert
mahasiswa = student
pelajar = pupil | siswa
tokoh agama = religious leader
tokoh masyarakat = community leader
tokoh adat = customary leader
relawan = volunteer
aktivis = activist
wartawan = journalist | jurnalis | reporter
pedagang = trader
petani = farmer
nelayan = fisherman
buruh = worker | labourer
pengemudi = driver | sopir
orang tua = parent
korban = victim | survivor | penyintas
saksi = witness
pelapor = complainant
warga = resident | citizen
"""
_PAPERS = """
laporan polisi = police report
berita acara pemeriksaan = record of examination | bap
berita acara = official record
surat perintah = warrant
surat dakwaan = indictment
putusan pengadilan = court judgment | putusan | judgment
surat = letter | surat keputusan
statistik = statistics | data statistik
berita = news report
laporan = report
"""
_HEADS = re.compile(
    r"\b(?:kepala|ketua|wakil|direktur|pimpinan|komandan|kapol\w+|kanit|kasat\w*|kasubdit|kabid|kajari|lurah|camat|"
    r"bupati|walikota|wali kota|gubernur|menteri|head|chief|chair\w*|director|deputy|president|commander|minister|"
    r"mayor)\b"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that are known, each with the one that is printed in Indonesian and in English."""

    printed: Mapping[str, tuple[str, str]]
    pattern: re.Pattern[str]

    def first_in(self, text: str, language: str) -> str:
        """Return the word for the first one that stands in a text, empty if none does."""
        found = self.pattern.search(text)
        return self.printed[found.group()][0 if language == "id" else 1] if found else ""


def _read(pairs: str) -> _Words:
    printed: dict[str, tuple[str, str]] = {}
    for line in pairs.strip().split("\n"):
        own, _equals, others = line.partition(" = ")
        more = others.split(" | ")
        printed |= {word.casefold(): (own, more[0]) for word in (own, *more)}
    longest_first = sorted(map(re.escape, printed), key=len, reverse=True)
    return _Words(printed, re.compile(rf"\b(?:{'|'.join(longest_first)})\b"))


_OFFICE, _PAPER = _read(_OFFICES), _read(_PAPERS)


def plain_office(office: str, language: str) -> str:
    """Return the general word for an office, empty where there is none that tells nobody who it is.

    Args:
        office: As it is written: "Penyidik Pembantu, Unit PPA".
        language: Of the document.
    """
    folded = " ".join(office.casefold().split())
    return "" if _HEADS.search(folded) else _OFFICE.first_in(folded, language)


def plain_paper(name: str, language: str) -> str:
    """Return the general word for a paper, by its kind or by the name of its source; empty for none."""
    return _PAPER.first_in(" ".join(re.split(r"[\W_]+", name.casefold())), language)
