"""The codebook as a document: what each code says, its examples with their places, as far as consent lets them go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.domain.codebook import LegalBasis
from qcode.domain.document import Document, Heading, Paragraph, Role, Table, Words
from qcode.domain.report import Kind, Quotation, Report
from qcode.domain.span import Span
from qcode.errors import UnknownName
from qcode.services import codebooks, coding, consenting, defining, noting
from qcode.services.describing import BookPlan, make_codebook_document, make_codebook_for, make_codebook_table
from qcode.services.describing_codes import legal_words
from qcode.store import sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]
ANCHOR = "Alatnya masih menumpang."


@pytest.fixture
def described(project: Project, source: Key, code: Key) -> Project:
    """The study, with words for two codes, an anchor that stands in W1, and a passage coded and marked typical."""
    said = {
        "definition": "Alat yang kurang.", "include": "Alat pinjaman.", "exclude": "Anggaran.", "example": ANCHOR,
        "legal_basis": (LegalBasis("UU 12/2022", "14(2)", "2022-05-09", "", "lazim dikutip"),),
        "translations": {"en": {"name": "Equipment", "definition": "Tools are short.", "example": "Borrowed tools."}},
    }  # fmt: skip
    defining.edit_code(project, code(project, "KEN-ALAT"), said)
    place = passage(project, "W1", "Kami turun penyuluhan ke sekolah.")
    coding.apply_code(project, source(project, "W1"), place, code(project, "PRE-EDU"), typical=True)
    coding.apply_code(project, source(project, "W1"), passage(project, "W1", ANCHOR), code(project, "KEN-ALAT"))
    noting.write_memo(project, "code", code(project, "KEN-ALAT"), "Pisahkan dari anggaran.")
    return project


def passage(project: Project, name: str, words: str) -> Span:
    at = sources.text_of(project, sources.find_id(project, name)).index(words)
    return Span(at, at + len(words))


def entry(document: Document, code: str) -> list[str]:
    """What stands under the heading of a code, paragraph by paragraph."""
    found: list[str] = []
    is_here = False
    for block in document.blocks:
        if isinstance(block, Heading):
            is_here = block.text.startswith(code)
        elif is_here and isinstance(block, Paragraph) and block.role is not Role.NOTE:
            found.append("".join(p.text if isinstance(p, Words) else str(p) for p in block.pieces))
    return found


def overview(document: Document) -> Report:
    return next(block.report for block in document.blocks if isinstance(block, Table))


def test_an_entry_tells_all_that_a_code_says_with_the_place_of_its_anchor(described: Project) -> None:
    document = make_codebook_document(described, BookPlan(), language="id")

    assert entry(document, "KEN-ALAT") == [
        "Definisi: Alat yang kurang.",
        "Termasuk: Alat pinjaman.",
        "Tidak termasuk: Anggaran.",
        f"Contoh: “{ANCHOR}” (INF-01, 00:04:10, ¶ 10)",
        "Dasar hukum: UU 12/2022 Pasal 14 ayat (2) (berlaku sejak 9 Mei 2022); lazim dikutip",
        "Pemakaian: kutipan 1, pengodean 1, naskah 1, informan 1",
    ]


def test_a_passage_marked_typical_is_an_example_of_its_code(described: Project) -> None:
    document = make_codebook_document(described, BookPlan(), language="en")

    assert "Example: “Kami turun penyuluhan ke sekolah.” (INF-01, 00:00:05, ¶ 7)" in entry(document, "PRE-EDU")
    assert not [one for one in entry(make_codebook_document(described, BookPlan(examples=0)), "PRE-EDU") if "“" in one]


def test_an_anchor_and_a_typical_passage_of_the_same_words_are_one_example(described: Project, code: Key) -> None:
    coding.apply_code(
        described, sources.find_id(described, "W1"), passage(described, "W1", ANCHOR), code(described, "KEN-ALAT")
    )
    document = make_codebook_document(described, BookPlan())

    assert sum("“" in one for one in entry(document, "KEN-ALAT")) == 1


@pytest.mark.parametrize("level", ["never", "check", "masked"])
def test_examples_that_may_not_be_quoted_are_kept_back_and_counted(described: Project, level: str) -> None:
    consenting.record_consent(described, "INF-01", level)

    document = make_codebook_document(described, BookPlan())
    told = [one for code in ("KEN-ALAT", "PRE-EDU") for one in entry(document, code)]
    table = make_codebook_table(described, BookPlan())
    assert not [one for one in told if "menumpang" in one or "penyuluhan" in one]
    assert "examples" not in [column.name for column in table.columns]
    assert sum("Withheld" in note and note.endswith(": 2.") for note in table.notes) == 1


def test_an_anchor_with_an_ellipsis_is_found_by_its_stretches(described: Project, code: Key) -> None:
    consenting.record_consent(described, "INF-01", "never")
    changed = {"example": "… penyuluhan ke sekolah […] bersama Binmas."}
    defining.edit_code(described, code(described, "PRV"), changed)

    assert not [one for one in entry(make_codebook_document(described, BookPlan()), "PRV") if "Binmas" in one]


def test_an_example_that_stands_in_no_text_is_shown_as_the_codebooks(described: Project, code: Key) -> None:
    defining.edit_code(described, code(described, "PRV"), {"example": "Patroli setiap malam."})

    assert "Example: “Patroli setiap malam.” (example of the codebook)" in entry(
        make_codebook_document(described, BookPlan()), "PRV"
    )


def test_a_code_speaks_the_documents_language_or_all_of_its_own(described: Project) -> None:
    english = entry(make_codebook_document(described, BookPlan(), language="en"), "KEN-ALAT")
    both = entry(make_codebook_document(described, BookPlan(all_languages=True), language="id"), "KEN-ALAT")

    assert english[0] == "Definition: Tools are short."
    assert f"Example: “{ANCHOR}” [“Borrowed tools.”] (INF-01, 00:04:10, ¶ 10)" in english
    assert both[:2] == ["Definisi (id): Alat yang kurang.", "Definisi (en): Tools are short."]


def test_memos_on_codes_are_told_where_they_are_asked_for(described: Project) -> None:
    assert "Memo: Pisahkan dari anggaran." in entry(
        make_codebook_document(described, BookPlan(with_memos=True)), "KEN-ALAT"
    )
    assert not [one for one in entry(make_codebook_document(described, BookPlan()), "KEN-ALAT") if "Pisahkan" in one]


def test_codes_stand_under_their_top_codes_and_folders_say_what_they_are(described: Project) -> None:
    document = make_codebook_document(described, BookPlan())
    headings = [(one.text, one.level) for one in document.blocks if isinstance(one, Heading)]

    assert headings[:2] == [("PRE Preemptive", 1), ("PRE-EDU Education", 2)]
    assert entry(document, "Others")[0] == "A folder: it groups codes and is applied to nothing."


def test_counts_are_of_a_code_with_what_is_under_it(described: Project, source: Key, code: Key) -> None:
    coding.apply_code(described, source(described, "W1"), passage(described, "W1", ANCHOR), code(described, "KEN"))
    report = overview(make_codebook_document(described, BookPlan()))

    assert [column.name for column in report.columns] == ["code", "passages", "codings", "sources", "cases:informant"]
    assert {str(row[0]): row[1:] for row in report.rows}["KEN Obstacles"] == (1, 2, 1, 1)


def test_a_code_is_used_if_it_is_applied_itself(described: Project) -> None:
    (about,) = [
        block.pieces[0]
        for block in make_codebook_document(described, BookPlan()).blocks
        if isinstance(block, Paragraph) and block.role is Role.BODY
    ]

    assert about == "Codes: 6, of which used: 2. Folders: 1."


def test_several_provisions_are_numbered(described: Project, code: Key) -> None:
    provisions = (LegalBasis("UU 2/2002", "13"), LegalBasis("UU 12/2022"))
    defining.edit_code(described, code(described, "PRV"), {"legal_basis": provisions})

    assert entry(make_codebook_document(described, BookPlan()), "PRV")[:2] == [
        "Legal basis: (1) UU 2/2002 article 13", "(2) UU 12/2022",
    ]  # fmt: skip


def test_what_interviewers_say_is_left_out_of_the_counts_and_said(described: Project, source: Key, code: Key) -> None:
    coding.apply_code(
        described, source(described, "W1"), passage(described, "W1", "Kendalanya apa?"), code(described, "KEN")
    )

    assert "Left out: codings of what interviewers said (1)." in make_codebook_table(described, BookPlan()).notes


def test_the_table_has_a_column_for_what_is_said_and_none_for_what_is_not(described: Project) -> None:
    report = make_codebook_table(described, BookPlan(), title="Buku kode")
    row = next(row for row in report.rows if str(row[0]) == "KEN-ALAT Equipment")
    cells = dict(zip((column.name for column in report.columns), row, strict=True))

    assert [column.name for column in report.columns][:6] == [
        "code", "definition", "include", "exclude", "examples", "legal_basis",
    ]  # fmt: skip
    assert report.columns[4].kind is Kind.QUOTES
    assert isinstance(cells["examples"], tuple)
    assert [one.text for one in cells["examples"] if isinstance(one, Quotation)] == [ANCHOR]
    assert report.title == "Buku kode"


def test_each_of_several_codebooks_has_a_heading_and_one_can_be_chosen(described: Project) -> None:
    codebooks.add_codebook(described, "Friedman", description="Struktur, substansi, budaya.")
    defining.add_code(described, "Budaya", codebook="Friedman")

    everything = make_codebook_document(described, BookPlan())
    one = make_codebook_document(described, BookPlan(codebook="Friedman"))
    headings = [(block.text, block.level) for block in everything.blocks if isinstance(block, Heading)]
    assert headings[0] == ("Main", 1)
    assert headings[-2:] == [("Friedman", 1), ("Budaya", 2)]
    assert one.title == "Codebook: Friedman"
    assert entry(one, "Budaya") == ["Use: not used"]
    with pytest.raises(UnknownName):
        make_codebook_document(described, BookPlan(codebook="Soekanto"))


def test_a_file_that_holds_one_table_gets_the_table(described: Project) -> None:
    assert isinstance(make_codebook_for(".html", described, BookPlan()), Document)
    assert isinstance(make_codebook_for(".xlsx", described, BookPlan()), Report)


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (LegalBasis("KUHAP", "98-102", "", "2026-01-01"), "KUHAP Pasal 98-102 (berlaku sampai 1 Januari 2026)"),
        (LegalBasis("UU 11/2008", "40(2a)"), "UU 11/2008 Pasal 40 ayat (2a)"),
        (LegalBasis("UU 1/2023", "", "2026-01-02", "2030"), "UU 1/2023 (berlaku 2 Januari 2026 sampai 2030)"),
    ],
)
def test_a_provision_says_when_it_is_law(basis: LegalBasis, said: str) -> None:
    assert legal_words(basis, "id") == said


@pytest.mark.parametrize("suffix", [".yaml", ".csv", ".json", ".qdc", ".xlsx"])
def test_a_codebook_for_other_programs_leaves_out_examples_that_consent_forbids(
    described: Project, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"buku{suffix}"
    before = codebooks.the_codebook(described)
    anchored = next(one for one in before.codes if one.example)
    assert codebooks.export_codebook(described, path) == codebooks.export_codebook(described, path)
    assert not [one for one in codebooks.export_codebook(described, path) if "Typical examples" in one]
    consenting.record_consent(described, "INF-01", "never")

    said = codebooks.export_codebook(described, path)

    assert said[-1] == "Typical examples left out, because their words may not be quoted: 1."
    if suffix != ".xlsx":
        assert anchored.example not in path.read_text(encoding="utf-8-sig")
        assert anchored.name in path.read_text(encoding="utf-8-sig")
    assert codebooks.the_codebook(described) == before, "the study itself keeps it"
