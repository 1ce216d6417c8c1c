"""The methods appendix tells what the project knows, no more, and says what its researcher still has to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qcode.domain.codebook import Code, Codebook
from qcode.domain.document import Document, Heading, Paragraph, Words
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import (
    arranging,
    casing,
    codebooks,
    coding,
    consenting,
    defining,
    guiding,
    noting,
    splitting,
    undoing,
)
from qcode.services.coding import CodingRow
from qcode.services.methods import MethodsPlan, make_methods
from qcode.services.methods.topics import CHECKLISTS, COREQ, SRQR, TOPICS
from qcode.services.splitting import NewPart
from qcode.store import codings, sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]


def passage(project: Project, name: str, words: str) -> Span:
    at = sources.text_of(project, sources.find_id(project, name)).index(words)
    return Span(at, at + len(words))


def made(project: Project, answers: dict[str, str] | None = None, **plan: tuple[str, ...]) -> Document:
    return make_methods(project, MethodsPlan(answers or {}, **plan))


def table(document: Document, title: str) -> Report:
    return next(report for report in document.reports() if report.title.startswith(title))


def cells(document: Document, title: str) -> dict[str, tuple[object, ...]]:
    return {str(row[0]): row[1:] for row in table(document, title).rows}


def items(document: Document, checklist: str) -> dict[str, tuple[object, ...]]:
    return {row[0].name: row[1:] for row in table(document, checklist).rows if isinstance(row[0], Name)}


def section(document: Document, heading: str) -> str:
    """The running text under a heading."""
    found: list[str] = []
    is_here = False
    for block in document.blocks:
        if isinstance(block, Heading):
            is_here = block.text == heading
        elif is_here and isinstance(block, Paragraph):
            found += [piece.text if isinstance(piece, Words) else str(piece) for piece in block.pieces]
    return " ".join(found)


@pytest.fixture
def coded(project: Project, source: Key, code: Key) -> Project:
    """The study with three passages coded by Ani, one of them a whole turn, and one of them by Budi too."""
    whole = passage(project, "W1", "Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas.")
    rows = [
        CodingRow("W1", whole.start, whole.end, "PRE-EDU"),
        CodingRow("W1", whole.start, whole.end, "PRE-EDU", coder="Budi"),
    ]
    both = passage(project, "W2", "Binmas datang setiap bulan. Kami mencatat tamu.\n\nP: Kalau tamu menolak?\nI: Kami")
    rows.append(CodingRow("W2", both.start, both.end, "PRV"))
    asked = passage(project, "W1", "Kendalanya apa?")
    rows.append(CodingRow("W1", asked.start, asked.end, "KEN"))
    coding.apply_codes(project, rows)
    return project


def test_the_sample_counts_texts_by_kind_and_data(coded: Project) -> None:
    document = made(coded)

    assert "Texts: 2; primary data: 2, secondary data: 0; words: 65. Informants: 2." in section(document, "Sample")
    assert cells(document, "Texts by kind") == {
        "interview": ("primary", 2, 65, "00:04:10", 4), "Total": ("", 2, 65, "00:04:10", 4),
    }  # fmt: skip
    assert "Recorded time by the timestamps: 00:04:10 in 1 of 2 interviews." in section(document, "Sample")


def test_informants_stand_under_their_codes_by_month_until_they_may_be_quoted(coded: Project, source: Key) -> None:
    from qcode.services import sourcing

    for name in ("W1", "W2"):
        sourcing.set_metadata(coded, source(coded, name), {"Tanggal": "Selasa, 10 Juni 2025"})
    consenting.record_consent(coded, "INF-01", "quote")

    rows = cells(made(coded), "Informants")
    assert rows["INF-01"][:2] == ("investigator", "10 June 2025")
    assert rows["INF-02"][:2] == ("manager", "June 2025")
    assert (rows["INF-01"][-1], rows["INF-02"][-1]) == ("may be quoted", "not recorded")
    assert not [cell for row in rows.values() for cell in row if cell == "Kantor"]


def test_other_cases_are_told_by_the_values_they_share_and_no_names(coded: Project) -> None:
    for number, year in ((1, "2022"), (2, "2023"), (3, "2023")):
        values = {"tahun": year, "nomor_lp": "LP/1", "modus": f"Ancaman {number}"}
        casing.add_case(coded, "police case", f"Perkara {number}", values)

    document = made(coded)
    assert cells(document, "Cases of the kind “police case”: 3") == {"tahun": ("2022: 1; 2023: 2",)}
    assert "Cases of the kind “police case”: 3." in section(document, "Sample")


def test_the_procedure_tells_who_coded_and_what_a_passage_is(coded: Project) -> None:
    guiding.add_question(coded, "Apa kendalanya?")
    document = made(coded)
    told = section(document, "Procedure")

    assert "Speakers were told apart by their labels; interviewers: 2, participants: 2." in told
    assert "Interview guide: questions 1; interviewers' turns tied to one: 0." in told
    assert "Coders: 2; codings: 4." in told
    assert "Passages that are a whole turn: 1; that reach over several turns: 1." in told
    assert "codings of it that were left out: 1." in told
    assert {coder: row[:2] for coder, row in cells(document, "Coders and their work").items()} == {
        "Ani": (3, 1), "Budi": (1, 1),
    }  # fmt: skip


def test_the_codebook_tells_how_it_came_about(coded: Project, code: Key) -> None:
    defining.edit_code(coded, code(coded, "KEN"), {"definition": "Apa yang menghalangi."})
    defining.edit_code(coded, code(coded, "PRV"), {"name": "Prevention"})
    defining.add_code(coded, "Social media", key="PRE-MED", parent=code(coded, "PRE"))
    defining.merge_codes(coded, code(coded, "PRE-MED"), code(coded, "PRE-EDU"))
    arranging.put_code(coded, code(coded, "Staff"), parent=code(coded, "PRV"))
    (coding_id,) = codings.ids_with(coded, code(coded, "PRV"))
    splitting.split_code(coded, code(coded, "PRV"), {coding_id: ("a",)}, {"a": NewPart("Visits", "PRV-VIS")})
    defining.remove_code(coded, code(coded, "KEN-ALAT"))

    document = made(coded)
    rows = [tuple(map(str, row[1:3])) for row in table(document, "How the codebook changed").rows]
    assert rows[0][0] == "codes added"
    assert rows[0][1].startswith("Main: PRE, PRV, KEN, Others, ")
    assert rows[1:] == [
        ("codes redefined", "KEN"),
        ("codes renamed", "PRV"),
        ("codes added", "PRE-MED"),
        ("codes merged into others", "PRE-MED → PRE-EDU"),
        ("codes moved", "Staff"),
        ("codes cut into several", "PRV → PRV-VIS"),
        ("codes added", "PRV-VIS"),
        ("codes removed", "KEN-ALAT"),
    ]
    told = section(document, "Codebook")
    assert "codes added: 9; of these from a codebook's file: 7; codes redefined: 1" in told


def test_what_was_taken_back_is_no_part_of_the_history(coded: Project, code: Key) -> None:
    before = len(table(made(coded), "How the codebook changed").rows)
    defining.edit_code(coded, code(coded, "KEN"), {"definition": "Keliru."})
    undoing.undo(coded)

    document = made(coded)
    assert len(table(document, "How the codebook changed").rows) == before
    assert "of these undone: 1." in section(document, "Audit trail")


def test_the_trail_tells_from_which_file_a_codebook_came(project: Project) -> None:
    codebooks.keep_codebook(project, Codebook("Friedman", (Code("Budaya"),)), origin="friedman.yaml")

    rows = [row[2] for row in table(made(project), "How the codebook changed").rows]
    assert rows[-1] == "Friedman ← friedman.yaml: Budaya"


def test_the_audit_trail_is_counted_by_act_and_coder(coded: Project) -> None:
    document = made(coded)
    report = table(document, "Acts by kind and coder")

    assert [str(column) for column in report.columns] == ["Act", "Acts", "Of which undone"]
    assert cells(document, "Acts by kind and coder")["code"] == (1, 0)
    assert report.total_rows == 1


def test_agreement_is_said_to_be_unmeasured_and_not_made_up(coded: Project) -> None:
    assert section(made(coded), "Agreement between coders") == (
        "Coders: 2. Agreement between them is not measured in this document; it is for you to add it."
    )
    budis = [one.id for one in codings.select(coded, Selection(coders=("Budi",)))]
    coding.uncode(coded, budis)
    assert section(made(coded), "Agreement between coders").startswith("One coder: ")


def test_consent_is_summed_up_by_level(coded: Project, source: Key) -> None:
    consenting.record_consent(coded, "INF-01", "check")
    consenting.record_consent_of_passage(coded, source(coded, "W2"), Span(60, 70), "never")

    document = made(coded)
    assert section(document, "Consent") == ("Consent to be quoted is recorded of 1 of 2 informants, and of 1 passages.")
    rows = cells(document, "Consent as it is recorded")
    assert rows["may be quoted after checking with the informant"] == (1, 0)
    assert rows["may not be quoted"] == (0, 1)
    assert rows["not recorded"] == (1, 0)


def test_reflexive_memos_are_counted(coded: Project) -> None:
    noting.write_memo(coded, "project", coded.id, "Saya gugup.", "personal")
    noting.write_memo(coded, "project", coded.id, "Langkah kedua.", "methodological")

    assert section(made(coded), "Memos and reflexivity") == "Memos: 2, of which personal (reflexive): 1."


def test_what_informants_said_on_their_sheets_is_counted(coded: Project) -> None:
    for tag in ("agrees", "agrees", "corrects"):
        noting.write_memo(coded, "project", coded.id, "Setuju.", "member check", [tag])

    state, said = items(made(coded), "COREQ")["28"]
    assert state == "in part"
    assert said == (
        "Stated in the project: Informants who answered sheets for checking: 1 (agrees: 2; corrects: 1)."
    )  # fmt: skip


def test_saturation_is_the_analysis_that_there_is(coded: Project) -> None:
    assert "Too few interviews to tell: there are 2, base and run need 6." in table(made(coded), "Saturation").notes


def test_an_empty_study_says_that_there_is_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Project.create(tmp_path_factory.mktemp("leer") / "leer.qcode", name="Leer") as empty:
        document = made(empty)

    assert "Texts: 0; primary data: 0, secondary data: 0; words: 0." in section(document, "Sample")
    assert "Nothing is coded yet." in section(document, "Procedure")
    assert section(document, "Saturation") == "No interview is coded, so that nothing can be told of saturation."
    assert section(document, "Codebook").endswith("The audit trail tells of no change to it.")


def test_the_checklists_have_their_items_and_each_topic_is_asked() -> None:
    numbers = {one.name: [item.number for group in one.groups for item in group.items] for one in CHECKLISTS}

    assert numbers["COREQ"] == [str(number) for number in range(1, 33)]
    assert numbers["SRQR"] == [f"S{number}" for number in range(1, 22)]
    asked = {topic for one in CHECKLISTS for group in one.groups for item in group.items for topic in item.topics}
    assert asked == set(TOPICS)
    assert (COREQ.name, SRQR.name) == ("COREQ", "SRQR")


def test_each_item_says_where_it_stands(coded: Project) -> None:
    document = made(coded, {"selection": "Purposively, by office.", "saturation": "Reached."})
    coreq, srqr = items(document, "COREQ"), items(document, "SRQR")

    assert coreq["12"] == (
        "stated", "Stated in the project: Informants: 2; interviews: 2; other texts: 0.",
    )  # fmt: skip
    assert coreq["10"] == ("answered", "Purposively, by office.")
    assert coreq["4"] == ("to be written", "")
    assert coreq["1"][0] == "in part"
    assert srqr["S8"][0] == "answered"
    assert srqr["S14"][0] == "in part"


def test_what_the_researcher_tells_stands_as_running_text_too(coded: Project) -> None:
    told = section(made(coded, {"funding": "Nobody."}), "What the researcher tells")

    assert told == "Who paid for it, and what part did they take in it?  Nobody."


def test_the_states_of_the_items_add_up(coded: Project) -> None:
    report = table(made(coded), "COREQ")
    states = [str(row[1]) for row in report.rows if row[1]]

    assert len(states) == 32
    assert f"to be written: {states.count('to be written')}." in report.notes[0]


def test_only_the_checklists_that_are_asked_for_are_filled_in(coded: Project) -> None:
    headings = [one.text for one in made(coded, checklists=("srqr",)).blocks if isinstance(one, Heading)]

    assert "SRQR" in headings
    assert "COREQ" not in headings
