"""The codebooks qcode ships with hold what they promise."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from qcode.data import codebooks_folder, demo_folder
from qcode.domain.codebook import Code, Codebook
from qcode.formats.registry import codebook_formats

FILES = sorted(codebooks_folder().glob("*.yaml"))
EACH = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def codebook(file: Path) -> Codebook:
    read = codebook_formats()[".yaml"].read(file.read_bytes(), file.stem)
    assert read.warnings == ()
    return read.codebook


def main_codes() -> dict[str, Code]:
    book = codebook(codebooks_folder() / "penanggulangan_prostitusi_online.yaml")
    return {code.key: code for code in book.codes}


def test_there_are_four_codebooks() -> None:
    assert [file.stem for file in FILES] == [
        "efektivitas_soekanto",
        "keadilan_prosedural",
        "penanggulangan_prostitusi_online",
        "sistem_hukum_friedman",
    ]


@EACH
def test_every_code_has_a_key_a_colour_and_a_definition_in_two_languages(file: Path) -> None:
    book = codebook(file)
    assert book.language == "id"
    for code in book.codes:
        assert code.key
        assert code.color
        assert code.definition
        assert {"name", "definition"} <= set(code.translations["en"]), code.key


@EACH
def test_every_code_that_is_applied_says_what_belongs_to_it_and_what_does_not_in_both_languages(file: Path) -> None:
    for code in codebook(file).codes:
        if code.codable:
            assert code.include, code.key
            assert code.exclude, code.key
            assert {"include", "exclude"} <= set(code.translations["en"]), code.key


@EACH
def test_every_example_stands_word_for_word_in_the_transcript_named_above_it(file: Path) -> None:
    named = re.findall(r"# Contoh dari (\S+)\n", file.read_text(encoding="utf-8"))
    examples = [code for code in codebook(file).codes if code.example]
    assert len(examples) == len(named) > 0
    for code, transcript in zip(examples, named, strict=True):
        text = (demo_folder() / transcript).read_text(encoding="utf-8")
        assert code.example in text, code.key


@EACH
def test_no_provision_is_passed_off_as_checked(file: Path) -> None:
    for code in codebook(file).codes:
        for basis in code.legal_basis:
            assert basis.note, (code.key, basis)


@EACH
def test_the_header_tells_sources_licence_and_how_to_adapt(file: Path) -> None:
    header = file.read_text(encoding="utf-8").partition("qcode-codebook:")[0]
    for word in ("Lisensi / licence: Apache-2.0", "Untuk apa.", "Salin", "REKAAN"):
        assert word in header


@EACH
def test_codes_named_in_rules_exist(file: Path) -> None:
    known = {code.key for each in FILES for code in codebook(each).codes}
    for code in codebook(file).codes:
        rules = " ".join((code.definition, code.include, code.exclude, *code.translations["en"].values()))
        named = set(re.findall(r"\b(?:PRE|PRV|REP|KEN|REK|KAS|BUD|PJ)(?:-[A-Z]{1,3})+\b", rules))
        assert named <= known, code.key


def test_all_four_can_be_in_one_project() -> None:
    keys = [code.key.casefold() for file in FILES for code in codebook(file).codes]
    assert len(keys) == len(set(keys)) == 66


def test_every_code_of_the_demo_codings_can_be_applied() -> None:
    with (demo_folder() / "codings.csv").open(encoding="utf-8", newline="") as file:
        used = {row["code"] for row in csv.DictReader(file)}
    codes = main_codes()
    assert len(used) == 37
    assert all(codes[key].codable for key in used)


def test_frequency_is_a_dimension_of_all_measures() -> None:
    codes = main_codes()
    assert codes["PRE-FRE"].parent == codes["DIM"].id
    assert not codes["DIM"].codable
    for measure in ("preemptif", "preventif", "represif"):
        assert measure in codes["PRE-FRE"].definition


@pytest.mark.parametrize(
    "key", ["REP-LAP", "REP-LID", "REP-SID", "REP-KAP", "REP-HAN", "REP-GLD", "REP-SIT", "REP-BAP"]
)
def test_each_procedural_act_rests_on_the_old_code_to_the_day_the_new_one_begins(key: str) -> None:
    bases = {basis.act: basis for basis in main_codes()[key].legal_basis}
    old, new = bases["KUHAP (UU 8/1981)"], bases["KUHAP (UU 20/2025)"]
    assert (old.valid_to, new.valid_from) == ("2026-01-01", "2026-01-02")
    assert old.article
    assert new.article


def test_each_component_of_procedural_justice_can_be_fulfilled_or_violated() -> None:
    book = codebook(codebooks_folder() / "keadilan_prosedural.yaml")
    for top in (code for code in book.codes if code.parent is None):
        under = [code.key for code in book.codes if code.parent == top.id]
        assert under == [f"{top.key}-P", f"{top.key}-L"]


@EACH
@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".qdc"])
def test_a_starter_codebook_goes_out_and_in_again(file: Path, suffix: str) -> None:
    book = codebook(file)
    format = codebook_formats()[suffix]
    data, _notes = format.write(book)
    again = format.read(data, book.name)
    assert again.warnings == ()
    kept = [(code.id, code.name, code.parent, code.definition) for code in again.codebook.codes]
    assert kept == [(code.id, code.name, code.parent, code.definition) for code in book.codes]
    if suffix != ".qdc":
        assert again.codebook.codes == book.codes
