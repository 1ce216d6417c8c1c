from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.codebooks.refi_qdc import read, write

DATA = Path(__file__).parents[2] / "data" / "refi"


def refi(codes: str, declaration: str = "") -> bytes:
    return f'<?xml version="1.0"?>{declaration}<CodeBook xmlns="urn:QDA-XML:codebook:1.0">{codes}</CodeBook>'.encode()


def is_valid(data: bytes) -> bool:
    schema = etree.XMLSchema(etree.parse(str(DATA / "Codebook.xsd")))
    return schema.validate(etree.fromstring(data))


def test_the_standards_own_example_is_read() -> None:
    found = read((DATA / "example-codebook.qdc").read_bytes(), "example")
    assert [(code.name, code.codable, code.color) for code in found.codebook.codes] == [
        ("Topics", False, ""),
        ("Economy", True, "#ffff00"),
        ("Health care", True, "#33cc33"),
        ("Values", False, ""),
        ("Conservatives", True, "#ff0000"),
        ("Liberals", True, "#0000ff"),
    ]
    assert found.codebook.codes[0].id == "5215cc69-b628-4e02-afb9-9beeaee55808"
    assert found.codebook.codes[3].id == "9fa9bcb7-5b59-47a9-8c3e-f65cffdc7520"
    assert found.codebook.codes[1].definition == "Anything about jobs or taxes or business"
    assert found.warnings == ()


def test_what_is_written_is_valid_against_the_schema_and_comes_back() -> None:
    top = Code('Folder <&> "x"\nsecond line', codable=False)
    child = Code("Child", parent=top.id, color="#0072b2", definition="  exactly\n\tas it is ]]> ")
    data, notes = write(Codebook("B", (top, child)))
    assert is_valid(data)
    assert read(data, "B").codebook.codes == (top, child)
    assert notes == ()


def test_what_the_standard_cannot_hold_is_named_with_how_many_codes() -> None:
    full = Code(
        "A", key="K", include="i", exclude="x", example="e", legal_basis=(LegalBasis("KUHAP"),),
        translations={"id": {"name": "a"}},
    )  # fmt: skip
    data, notes = write(Codebook("B", (full, Code("B", key="L")), language="en", description="d"))
    assert notes == (
        "A .qdc file has no place for keys of codes (codes: 2).",
        "A .qdc file has no place for inclusion rules (codes: 1).",
        "A .qdc file has no place for exclusion rules (codes: 1).",
        "A .qdc file has no place for examples (codes: 1).",
        "A .qdc file has no place for legal bases (codes: 1).",
        "A .qdc file has no place for translations (codes: 1).",
        "A .qdc file has no place for the description and language of the codebook.",
    )
    assert is_valid(data)


def test_characters_xml_forbids_are_replaced_and_told() -> None:
    data, notes = write(Codebook("B", (Code("a\x07b", definition="\x1b[2J\ufffe"),)))
    assert is_valid(data)
    assert [(code.name, code.definition) for code in read(data, "B").codebook.codes] == [("a�b", "�[2J�")]
    assert notes == ("Control characters, which such a file cannot hold, were replaced (characters: 3).",)


def test_an_empty_codebook_cannot_be_written_as_the_standard_has_none() -> None:
    with pytest.raises(QcodeError, match="must hold at least one code"):
        write(Codebook("B"))


def test_a_file_that_would_have_another_file_read_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    declaration = f'<!DOCTYPE c [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    code = '<Codes><Code guid="5215cc69-b628-4e02-afb9-9beeaee55808" name="A" isCodable="true">{}</Code></Codes>'
    for entity in ("", "<Description>&x;</Description>"):
        with pytest.raises(UnreadableFile, match="document type of its own") as raised:
            read(refi(code.format(entity), declaration), "x")
        assert "the secret" not in str(raised.value)


def test_an_external_entity_in_an_attribute_and_a_bomb_of_entities_are_refused() -> None:
    outside = '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(UnreadableFile):
        read(refi('<Codes><Code name="&x;"/></Codes>', outside), "x")
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(UnreadableFile):
        read(refi('<Codes><Code name="&e11;"/></Codes>', f'<!DOCTYPE c [<!ENTITY e0 "ha">{layers}]>'), "x")


def test_a_file_cut_off_names_its_line() -> None:
    data = refi("<Codes>\n<Code name='A'>\n<Code")
    with pytest.raises(UnreadableFile, match="line 3: this is no XML, or it is cut off"):
        read(data, "x")


def test_xml_of_another_kind_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no REFI-QDA codebook: it begins with <html>"):
        read(b"<html><body/></html>", "x")


def test_files_that_bend_the_standard_are_read_with_warnings() -> None:
    found = read(
        b'<CodeBook><Codes><Code name="A" color="red"><!-- why --><Description>a<!-- b -->c</Description>'
        b'<Code name="B" guid="5215cc69-b628-4e02-afb9-9beeaee55808" color="#0AF" isCodable="0"/></Code></Codes>'
        b'<Sets><Set name="S" guid="x"/><Set name="T" guid="y"/></Sets></CodeBook>',
        "bent",
    )
    top, child = found.codebook.codes
    assert (top.definition, top.codable, top.color) == ("ac", True, "")
    assert (child.parent, child.codable, child.color) == (top.id, False, "#00aaff")
    assert found.warnings == (
        "line 1: a code without a guid; a new one was given",
        "line 1: “red” is no colour like #0072b2; left out",
        "sets of codes were passed over; a codebook of qcode has none (sets: 2)",
    )


def test_a_guid_that_is_there_twice_is_told_and_the_second_code_gets_a_new_one() -> None:
    guid = "5215cc69-b628-4e02-afb9-9beeaee55808"
    codes = "".join(f'<Code guid="{g}" name="{n}" isCodable="true"/>' for n, g in (("A", guid), ("B", f"{{{guid}}}")))
    found = read(refi(f"<Codes>{codes}</Codes>"), "x")
    assert len({code.id for code in found.codebook.codes}) == 2
    assert len(found.warnings) == 1
