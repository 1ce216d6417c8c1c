from __future__ import annotations

import pytest

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.errors import UnreadableFile
from qcode.formats.base import CodebookRead
from qcode.formats.codebooks.qcode_yaml import read, write


def yaml(text: str) -> CodebookRead:
    return read(text.encode(), "study")


def refusal(text: str) -> str:
    with pytest.raises(UnreadableFile) as raised:
        yaml(text)
    return raised.value.message


def test_a_codebook_is_written_to_be_read_by_people() -> None:
    top = Code("Upaya preventif", "5215cc69-b628-4e02-afb9-9beeaee55808", "PRV", color="#009e73", codable=False)
    child = Code(
        "Patroli siber",
        "d7aa29da-519b-4946-9b90-253b6db8fd0a",
        "PRV-SIB",
        top.id,
        definition="Pemantauan akun dan konten penawaran di aplikasi dan media sosial, sebelum ada dugaan pidana.",
        include="rutinitas\nteknik",
        exclude="Pelacakan: lihat REP-LID",
        legal_basis=(LegalBasis("KUHAP", "5", "", "2026-01-01"),),
        translations={"en": {"name": "Cyber patrol"}},
    )
    data, notes = write(Codebook("Upaya", (top, child), "0dcef2f5-e55c-49da-8c33-9b0803c7aeb4", "id"))
    assert notes == ()
    assert (
        data.decode()
        == """\
qcode-codebook: 1
name: Upaya
language: id
id: 0dcef2f5-e55c-49da-8c33-9b0803c7aeb4
codes:
  - key: PRV
    name: Upaya preventif
    color: '#009e73'
    codable: false
    id: 5215cc69-b628-4e02-afb9-9beeaee55808
    children:
      - key: PRV-SIB
        name: Patroli siber
        definition: >-
          Pemantauan akun dan konten penawaran di aplikasi dan media sosial, sebelum ada dugaan pidana.
        include: |-
          rutinitas
          teknik
        exclude: 'Pelacakan: lihat REP-LID'
        legal_basis:
          - act: KUHAP
            article: '5'
            valid_to: '2026-01-01'
        translations:
          en:
            name: Cyber patrol
        id: d7aa29da-519b-4946-9b90-253b6db8fd0a
"""
    )


def test_words_stay_words_whatever_other_programs_take_them_for() -> None:
    found = yaml(
        "codes:\n- {key: NO, name: 1.10, legal_basis: [{act: on, article: 12, valid_from: 2026-01-02}],\n"
        "   translations: {no: {name: null}, id: {name: 0x1F}}}\n"
    )
    code = found.codebook.codes[0]
    assert (code.key, code.name) == ("NO", "1.10")
    assert code.legal_basis == (LegalBasis("on", "12", "2026-01-02"),)
    assert code.translations == {"no": {"name": "null"}, "id": {"name": "0x1F"}}
    assert found.warnings == ()


def test_a_codebook_written_in_haste_is_read() -> None:
    found = yaml(
        "- Kesadaran hukum\n- name: Kendala\n  codable: no\n  legal_basis: UU 2/2002\n  children:\n  - Anggaran\n"
    )
    assert [(code.name, code.codable) for code in found.codebook.codes] == [
        ("Kesadaran hukum", True),
        ("Kendala", False),
        ("Anggaran", True),
    ]
    assert found.codebook.codes[2].parent == found.codebook.codes[1].id
    assert found.codebook.codes[1].legal_basis == (LegalBasis("UU 2/2002"),)
    assert found.codebook.name == "study"


def test_ids_are_new_where_none_are_given_and_kept_where_they_are() -> None:
    first, second = yaml("- {name: A, id: '{5215CC69-B628-4E02-AFB9-9BEEAEE55808}'}\n- name: B\n").codebook.codes
    assert first.id == "5215cc69-b628-4e02-afb9-9beeaee55808"
    assert len(second.id) == 36


def test_a_key_that_is_there_twice_names_both_lines() -> None:
    assert refusal("codes:\n  - key: A\n    name: x\n  - name: top\n    children:\n      - key: a\n").startswith(
        "line 6: the key “a” is there already (line 2)"
    )


def test_a_field_that_is_there_twice_names_its_code_and_is_refused() -> None:
    assert refusal("codes:\n  - name: A\n    definition: x\n    definition: y\n") == (
        "line 2: “definition” is there twice"
    )


def test_broken_yaml_names_its_line() -> None:
    assert refusal("codes:\n  - name: A\n    definition: this: that\n").startswith("line 3: this is no YAML")
    assert refusal("codes:\n\t- name: A\n").startswith("line 2: this is no YAML")


def test_a_name_that_is_no_field_is_told_with_its_line() -> None:
    assert yaml("codes:\n  - name: A\n    defintion: x\n").warnings == (
        "line 2: passed over, as qcode has none so called: defintion",
    )


def test_a_list_where_words_should_be_names_its_line() -> None:
    assert refusal("codes:\n  - name: A\n    definition: [a, b]\n") == "line 2: “definition” should be words"


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: *a\n",
        "codes: &c\n  - children: *c\n",
        "--- a\n--- b\n",
    ],
)
def test_references_and_several_documents_are_refused(text: str) -> None:
    assert refusal(text)


def test_a_file_can_make_no_object() -> None:
    found = yaml("codes: !!python/object/apply:os.system\n- !!python/name:os.system A\n- !!int 7\n")
    assert [code.name for code in found.codebook.codes] == ["A", "7"]


def test_nesting_without_end_is_refused_and_crashes_nothing() -> None:
    assert refusal("[" * 200_000) == "line 1: nested too deep"


def test_a_date_that_is_none_is_told_and_left_out() -> None:
    found = yaml("codes:\n  - name: A\n    legal_basis:\n      - act: KUHAP\n        valid_to: tahun 2026\n")
    assert found.warnings == ("line 2: “tahun 2026” is no date like 2026-01-02; left out",)
    assert found.codebook.codes[0].legal_basis == (LegalBasis("KUHAP"),)
