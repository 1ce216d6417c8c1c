from __future__ import annotations

import json

import pytest

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.errors import UnreadableFile
from qcode.formats.codebooks.qcode_json import read, write

TOP = Code("Upaya preventif", "5215cc69-b628-4e02-afb9-9beeaee55808", "PRV", color="#009e73", codable=False)
CHILD = Code(
    "Patroli siber",
    "d7aa29da-519b-4946-9b90-253b6db8fd0a",
    "PRV-SIB",
    TOP.id,
    definition="memantau akun",
    legal_basis=(LegalBasis("KUHAP", "5", "", "2026-01-01", "periksa"),),
    translations={"en": {"name": "Cyber patrol"}},
)
BOOK = Codebook("Upaya", (TOP, CHILD), "0dcef2f5-e55c-49da-8c33-9b0803c7aeb4", "id", "contoh")
GOLDEN = """{
  "qcode-codebook": 1,
  "name": "Upaya",
  "language": "id",
  "description": "contoh",
  "id": "0dcef2f5-e55c-49da-8c33-9b0803c7aeb4",
  "codes": [
    {
      "key": "PRV",
      "name": "Upaya preventif",
      "color": "#009e73",
      "codable": false,
      "id": "5215cc69-b628-4e02-afb9-9beeaee55808",
      "children": [
        {
          "key": "PRV-SIB",
          "name": "Patroli siber",
          "definition": "memantau akun",
          "legal_basis": [
            {
              "act": "KUHAP",
              "article": "5",
              "valid_to": "2026-01-01",
              "note": "periksa"
            }
          ],
          "translations": {
            "en": {
              "name": "Cyber patrol"
            }
          },
          "id": "d7aa29da-519b-4946-9b90-253b6db8fd0a"
        }
      ]
    }
  ]
}
"""


def test_a_codebook_is_written_as_a_tree() -> None:
    assert write(BOOK) == (GOLDEN.encode(), ())
    assert read(GOLDEN.encode(), "x").codebook == BOOK


def test_a_flat_list_with_two_languages_is_read() -> None:
    entries = [
        {"code": "BUD-INT", "parent": "BUD", "name_id": "Internal", "name_en": "Internal culture", "anchor_id": "kata"},
        {
            "code": "BUD",
            "parent": "",
            "name_id": "Budaya",
            "name_en": "Culture",
            "legal_basis": "UU 2/2002 Ps 13; KUHAP",
        },
    ]
    read_back = read(json.dumps(entries).encode(), "friedman")
    top, child = read_back.codebook.codes
    assert (read_back.codebook.name, read_back.codebook.language) == ("friedman", "id")
    assert (top.key, top.name, top.translations["en"]["name"]) == ("BUD", "Budaya", "Culture")
    assert top.legal_basis == (LegalBasis("UU 2/2002 Ps 13; KUHAP"),)
    assert (child.key, child.parent, child.example) == ("BUD-INT", top.id, "kata")
    assert read_back.warnings == ()


def test_broken_json_names_its_line() -> None:
    with pytest.raises(UnreadableFile, match="line 2, column 10: this is no JSON"):
        read(b'{"codes": [\n {"name" "A"}]}', "x")


def test_a_json_of_something_else_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no list of codes"):
        read(b'{"name": "x", "items": []}', "x")


def test_a_flaw_names_the_codes_above_it() -> None:
    tree = {"codes": [{"name": "A", "children": [{"name": "B"}, {"definition": "nameless"}]}]}
    with pytest.raises(UnreadableFile, match="code A / 2: a code with neither key nor name"):
        read(json.dumps(tree).encode(), "x")


def test_nesting_without_end_is_refused_and_crashes_nothing() -> None:
    with pytest.raises(UnreadableFile, match="nested too deep"):
        read(b"[" * 200_000, "x")


def test_something_said_twice_of_one_code_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="“name” is there twice"):
        read(b'{"codes": [{"name": "A", "name": "B"}]}', "x")


def test_fields_qcode_does_not_have_are_named() -> None:
    found = read(b'{"codes": [{"name": "A", "weight": 3}], "author": "x"}', "x")
    assert found.warnings == (
        "passed over, as qcode has none so called: author",
        "code 1: passed over, as qcode has none so called: weight",
    )


def test_a_file_of_a_later_version_is_read_with_a_warning() -> None:
    found = read(b'{"qcode-codebook": 2, "codes": [{"name": "A"}]}', "x")
    assert found.warnings == ("the file says version 2; what is new in it is not read",)
