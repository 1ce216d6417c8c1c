from __future__ import annotations

import csv
import io

import pytest

from qcode.domain.codebook import Code, Codebook, paths
from qcode.errors import UnreadableFile
from qcode.formats.base import CodebookRead
from qcode.formats.codebooks.table_csv import read, write


def table(text: str, encoding: str = "utf-8") -> CodebookRead:
    return read(text.encode(encoding), "study")


def tree(found: CodebookRead) -> list[str]:
    return list(paths(found.codebook.codes).values())


def refusal(text: str) -> str:
    with pytest.raises(UnreadableFile) as raised:
        table(text)
    return str(raised.value)


GOLDEN = (
    "key,name,parent,color,definition,include,exclude,example,legal_basis,codable,name_en,definition_en,language,id\r\n"
    'PRV,Upaya preventif,,#009e73,"menutup, sebelum ada perkara",a,b,"kata ""informan""",'
    "UU 2/2002 | 13\n,yes,Preventive,closes,id,5215cc69-b628-4e02-afb9-9beeaee55808\r\n"
)


def test_the_columns_come_in_the_order_told_in_the_manual() -> None:
    found = table(GOLDEN.replace("13\n", "13"))
    data, notes = write(found.codebook)
    assert data.decode("utf-8-sig") == GOLDEN.replace("13\n", "13")
    assert notes == ()
    code = found.codebook.codes[0]
    assert (code.key, code.example, code.translations["en"]["name"]) == ("PRV", 'kata "informan"', "Preventive")
    assert (code.legal_basis[0].act, code.legal_basis[0].article) == ("UU 2/2002", "13")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_commas_semicolons_and_tabs_are_told_apart(delimiter: str, mark: str) -> None:
    found = table(mark + "KEY,Name,PARENT\nA,Alpha,\n\n,,\nB,Beta,A\n".replace(",", delimiter))
    assert tree(found) == ["Alpha", "Alpha/Beta"]
    assert found.warnings == ()


def test_the_line_in_which_excel_tells_its_delimiter_is_obeyed() -> None:
    assert tree(table("sep=;\r\nkey;name\r\nA;Alpha, with a comma\r\n")) == ["Alpha, with a comma"]


def test_unicode_text_as_excel_saves_it_is_read() -> None:
    assert tree(table("key\tname\nA\tÄther\n", "utf-16")) == ["Äther"]


def test_windows_1252_is_read_with_a_warning() -> None:
    found = table("name,definition\nCafé,“quoted”\n", "cp1252")
    assert found.codebook.codes[0].definition == "“quoted”"
    assert ["Windows-1252" in warning for warning in found.warnings] == [True]


def test_a_key_alone_or_a_name_alone_will_do() -> None:
    assert [(code.key, code.name) for code in table("key\nA\nB\n").codebook.codes] == [("A", "A"), ("B", "B")]
    assert [(code.key, code.name) for code in table("name\nAlpha\n").codebook.codes] == [("", "Alpha")]


def test_a_parent_may_come_after_its_child_and_be_named_by_key_path_or_name() -> None:
    found = table("name,parent,key\nleaf,Top/Mid,\nMid,T,\nTop,,T\nbranch,mid,\n")
    assert tree(found) == ["Top", "Top/Mid", "Top/Mid/leaf", "Top/Mid/branch"]


def test_a_slash_in_a_name_is_doubled_in_a_path() -> None:
    assert tree(table("name,parent\na/b,\nc,a//b\n")) == ["a//b", "a//b/c"]


def test_of_two_codes_of_one_name_a_path_tells_which_is_meant() -> None:
    found = table("name,parent\nA,\nB,\nx,A\nx,B\ndeep,B/x\n")
    assert tree(found) == ["A", "A/x", "B", "B/x", "B/x/deep"]


def test_further_languages_have_columns_of_their_own() -> None:
    found = table("key,name,name_id,DEFINITION_EN\nA,Alpha,Alfa,first\n")
    assert found.codebook.codes[0].translations == {"id": {"name": "Alfa"}, "en": {"definition": "first"}}
    assert found.codebook.language == ""


def test_without_a_column_name_the_first_language_is_the_codebooks_own() -> None:
    found = table("key,name_id,name_en,definition_id\nA,Alfa,Alpha,pertama\n")
    code = found.codebook.codes[0]
    assert (found.codebook.language, code.name, code.definition) == ("id", "Alfa", "pertama")
    assert code.translations == {"en": {"name": "Alpha"}}


def test_unknown_columns_are_passed_over_and_named() -> None:
    found = table("key,name,weight,remarks\nA,Alpha,3,x\n")
    assert found.warnings == ("columns passed over, as qcode has none so called: weight, remarks",)


def test_what_is_flawed_in_a_cell_is_told_with_its_row_and_left_out() -> None:
    found = table("key,name,color,codable,id\nA,Alpha,bluish,perhaps,7\nB,Beta,#FA0,no,\n")
    assert [warning.partition(":")[0] for warning in found.warnings] == ["row 2", "row 2", "row 2"]
    first, second = found.codebook.codes
    assert (first.color, first.codable) == ("", True)
    assert (second.color, second.codable) == ("#ffaa00", False)


def test_a_key_that_is_there_twice_is_refused_with_both_rows() -> None:
    message = refusal("key,name\nPRV-SIB,a\nother,b\nprv-sib,c\n")
    assert message.startswith("row 4: the key “prv-sib” is there already (row 2)")


def test_a_parent_that_does_not_exist_is_refused_with_its_row() -> None:
    assert refusal("key,parent\nA,\nB,NONE\n").startswith("row 3: no code is called “NONE”, which is the parent of “B”")


@pytest.mark.parametrize("rows", ["A,A\n", "A,B\nB,A\n", "A,C\nB,A\nC,B\nD,\n"])
def test_codes_above_themselves_are_refused_with_the_row(rows: str) -> None:
    assert refusal("key,parent\n" + rows).startswith("row 2: “A” is above itself")


def test_a_row_with_neither_key_nor_name_is_refused() -> None:
    assert refusal("key,name,definition\nA,a,\n,,something\n").startswith("row 3: a code with neither key nor name")


def test_a_table_of_something_else_is_refused_with_its_columns() -> None:
    assert refusal("source,start,end\nT01,1,2\n").startswith(
        "row 1: no column is called key or name; there are: source, start, end"
    )


def test_a_missing_quotation_mark_is_refused_with_its_line() -> None:
    assert refusal('key,definition\nA,fine\nB,"never closed\nC,x\n').startswith("line 3: this is no CSV")


def test_more_cells_than_columns_are_told() -> None:
    assert table("key,name\nA,a,extra\n").warnings == ("row 2: more cells than columns; the rest was passed over",)


def test_cells_that_look_like_formulas_stay_as_they_are_and_are_told() -> None:
    cells = ["=1+1", "+62", "-item", "@handle", "'=quoted"]
    codes = tuple(Code(f"n{n}", definition=cell) for n, cell in enumerate(cells))
    data, notes = write(Codebook("B", codes))
    assert [row["definition"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))] == cells
    assert [code.definition for code in read(data, "B").codebook.codes] == cells
    assert notes == (
        "Excel takes cells that begin with = + - or @ for formulas; export .xlsx to open it there (cells: 4).",
    )


def test_what_a_table_cannot_hold_is_told() -> None:
    _data, notes = write(Codebook("B", (Code("A"),), description="long story"))
    assert notes == ("A table has no place for the description of the codebook.",)


def test_siblings_of_one_name_and_no_key_keep_their_own_children() -> None:
    twin, other = Code("Twin"), Code("Twin")
    codes = (twin, Code("a", parent=twin.id), other, Code("b", parent=other.id))
    data, _notes = write(Codebook("B", codes))
    assert read(data, "B").codebook.codes == codes


def test_a_row_copied_with_its_id_gets_a_new_one() -> None:
    data, _notes = write(Codebook("B", (Code("A"),)))
    head, row = data.decode("utf-8-sig").split("\r\n")[:2]
    found = table(f"{head}\n{row}\n{row}\n")
    assert len({code.id for code in found.codebook.codes}) == 2
    assert "another code's" in found.warnings[0]
