"""What the header of a text and the attributes of a case say, by whatever word they say it.

Forms name the same thing differently: "Jabatan", "Pekerjaan", "Position". What is looked for is the word of the field,
alone or beside others ("Hari/Tanggal", "Tempat wawancara").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from qcode.domain.dates import day_in, hours_in, zone_in


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is said of an interview, a paper or a person; empty where nothing is."""

    called: str = ""
    """How the informant is to be called in a citation, where the researcher says so."""
    office: str = ""
    institution: str = ""
    day: str = ""
    """ISO date, as far as it is known."""
    hours: tuple[str, ...] = ()
    zone: str = ""
    place: str = ""
    number: str = ""
    """Of a paper."""
    paper: str = ""
    """What kind of paper it is."""
    names: tuple[str, ...] = ()
    """What the informant is called in life."""

    def or_else(self, other: Particulars) -> Particulars:
        """Return these, and from the other what these do not say."""
        said = {one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)}
        return Particulars(**said)


_WORDS = {
    "called": "sebutan|disebut sebagai|sebutan dalam kutipan|cited as|called",
    "office": "jabatan|pangkat|pekerjaan|profesi|peran|position|office|occupation|profession|job|job title|role",
    "institution": "instansi|lembaga|kantor|satuan|satuan kerja|unit kerja|institution|organisation|organization|"
    "affiliation|employer",
    "day": "tanggal|hari|tgl|date|day|waktu|time",
    "hours": "waktu|jam|pukul|time|hour|hours",
    "zone": "zona|zona waktu|zone|time zone|timezone|waktu|jam|pukul|time|hour|hours|tempat|lokasi|place|location",
    "place": "tempat|lokasi|place|location|venue",
    "number": "nomor|no|nomer|number",
    "paper": "jenis dokumen|jenis naskah|jenis|document type|type of document|type",
    "names": "nama|nama lengkap|nama panggilan|nama asli|alias|panggilan|name|full name|real name|nickname",
}
_FIELDS = {field: frozenset(words.split("|")) for field, words in _WORDS.items()}
_ABOUT = re.compile(
    r"\b(?:pelaksanaan|wawancara|observasi|pengamatan|pengambilan data|informan|narasumber|responden|partisipan|"
    r"(?:of |of the )?(?:interview|observation|informant|respondent|participant|interviewee))\b"
)
"""Words that say whose field it is, and nothing of what it is."""


def fields_of(name: str) -> frozenset[str]:
    """Return which fields of ``Particulars`` a name means: "Hari/Tanggal" the day, "Waktu" day, hours and zone."""
    meant: set[str] = set()
    for part in re.split(r"[/,&]|\bdan\b|\band\b", name.casefold()):
        word = " ".join(_ABOUT.sub(" ", part).replace("_", " ").split())
        meant |= {field for field, words in _FIELDS.items() if word in words}
    return frozenset(meant)


def particulars(said: Iterable[tuple[str, str]]) -> Particulars:
    """Return what names and values say, in order; of two that say the same the first counts.

    Args:
        said: "Jabatan" and "Penyidik", and so on.
    """
    found: dict[str, object] = {}
    names: list[str] = []
    for name, value in said:
        meant = fields_of(name)
        # Of "Tempat/Tanggal" nobody knows where the place ends.
        places = {"place"} if meant & {"day", "hours"} else set()
        for field in meant - places:
            read = _read(field, " ".join(value.split()))
            if field == "names":
                names += [value] if read else []
            elif read:
                found.setdefault(field, read)
    return Particulars(**found, names=tuple(names))  # type: ignore[arg-type]  # by the names of the fields


def _read(field: str, value: str) -> str | tuple[str, ...]:
    if field == "day":
        return day_in(value)
    if field == "hours":
        return hours_in(value)
    return zone_in(value) if field == "zone" else value
