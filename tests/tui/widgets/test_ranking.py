from __future__ import annotations

import pytest

from qcode.tui.widgets.ranking import findable, ranked

CODES = [
    findable("sib", "PRV-SIB", ("Patroli siber", "Cyber patrol"), "Upaya preventif/Patroli siber", "akun di aplikasi"),
    findable("blk", "PRV-BLK", ("Pemblokiran", "Account blocking"), "Upaya preventif/Pemblokiran", "konten ditutup"),
    findable("edu", "PRE-EDU", ("Edukasi", "Education"), "Upaya preemptif/Edukasi", "penyuluhan di sekolah"),
    findable("cafe", "", ("Café",), "Café", ""),
]


def best(query: str) -> str:
    return ranked(query, CODES)[0]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("prv-sib", "sib"),
        ("sib", "sib"),
        ("cyber", "sib"),
        ("prvblk", "blk"),
        ("preemptif", "edu"),
        ("penyuluhan", "edu"),
        ("cafe", "cafe"),
        ("CAFÉ", "cafe"),
        ("prv pem", "blk"),
    ],
)
def test_a_code_is_found_by_key_name_translation_path_or_definition(query: str, wanted: str) -> None:
    assert best(query) == wanted


def test_every_word_must_be_found() -> None:
    assert ranked("prv xyz", CODES) == []


def test_nothing_typed_lists_all_with_the_recent_first() -> None:
    assert ranked("", CODES, {"edu": 0, "blk": 1}) == ["edu", "blk", "sib", "cafe"]


def test_among_equals_the_recent_comes_first() -> None:
    assert ranked("prv", CODES) == ["sib", "blk"]
    assert ranked("prv", CODES, {"blk": 0}) == ["blk", "sib"]
