"""Who cites which article, what was in force when the matter began, and references coded as one act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError, UnknownName
from qcode.services import casing, coding, importing, undoing
from qcode.services.citing_law import citations
from qcode.services.coding_law import code_citations
from qcode.services.tabling_law import make_statutes
from qcode.store import codes, codings, history, sources
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]

TALK = """P: Apakah Pasal 296 KUHP masih dipakai?
I: Kami pakai Pasal 14 ayat (2) UU TPKS. Juga Pasal 27 ayat (1) dan (3) UU ITE.

P: Acaranya?
I: Ya KUHAP, Pasal 16.
"""
PAPER = "Perkara itu tentang Pasal 76I jo. 88 UU 35/2014, menurut UU 20/2025 Pasal 361.\n"


@pytest.fixture
def law(project: Project, tmp_path: Path) -> Project:
    """The study with an interview and a paper that cite law."""
    for name, text in (("hukum", TALK), ("berkas", PAPER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    importing.import_files(project, [tmp_path / "hukum.txt", tmp_path / "berkas.txt"])
    return project


def cited(project: Project, **chosen: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - filters of many types
    return [(one.speaker, one.act, one.article) for one in citations(project, Selection(**chosen))]


def test_references_are_listed_by_source_and_place_with_who_cites_them(law: Project) -> None:
    assert cited(law) == [
        ("", "UU 35/2014", "76I"), ("", "UU 35/2014", "88"), ("", "UU 20/2025", "361"),
        ("P", "KUHP", "296"), ("I", "UU 12/2022", "14(2)"), ("I", "UU 11/2008", "27(1)"), ("I", "UU 11/2008", "27(3)"),
        ("I", "KUHAP", "16"),
    ]  # fmt: skip
    for one in citations(law, Selection()):
        assert one.text == one.span.of(sources.text_of(law, one.source_id))


def test_filters_choose_texts(law: Project) -> None:
    casing.add_case(law, "police case", "Perkara 1", {"tempat": "Lontar"})
    casing.assign_case(law, "Perkara 1", "berkas")
    papers = [("", "UU 35/2014", "76I"), ("", "UU 35/2014", "88"), ("", "UU 20/2025", "361")]
    assert cited(law, sources=("berkas",)) == papers
    assert cited(law, cases=("Perkara 1",)) == papers
    assert cited(law, where=(("Tempat", "lontar"),)) == papers
    assert cited(law, speakers=("hukum: P",)) == [("P", "KUHP", "296")]
    with pytest.raises(UnknownName):
        citations(law, Selection(speakers=("X",)))
    with pytest.raises(UnknownName):
        citations(law, Selection(sources=("X",)))


def test_filters_of_codings_choose_the_passages_and_by_code_each_code_has_its_own(law: Project, code: Key) -> None:
    id = sources.find_id(law, "hukum")
    start = TALK.index("Kami pakai")
    coding.apply_code(law, id, Span(start, start + 40), code(law, "KEN"))
    coding.apply_code(law, id, Span(start, TALK.index("\n\n")), code(law, "PRE"))
    inside = [("I", "UU 12/2022", "14(2)"), ("I", "UU 11/2008", "27(1)"), ("I", "UU 11/2008", "27(3)")]
    assert cited(law, codes=("KEN",)) == inside[:1]
    assert cited(law, codes=("PRE",)) == inside
    by_code = citations(law, Selection(), by="code")
    assert [(one.code, one.article) for one in by_code] == [
        ("PRE", "14(2)"), ("PRE", "27(1)"), ("PRE", "27(3)"), ("KEN", "14(2)"),
    ]  # fmt: skip


def test_a_matter_of_2024_is_under_the_old_code_and_one_of_2026_under_the_new(law: Project) -> None:
    def forces(date: str) -> dict[str, str | None]:
        return {one.act: one.in_force for one in citations(law, Selection(), date=date)}

    before, after = forces("9 September 2024"), forces("2026")
    assert (before["KUHAP"], before["UU 20/2025"], before["KUHP"]) == ("UU 8/1981", "UU 8/1981", "UU 1/1946")
    assert (after["KUHAP"], after["UU 20/2025"], after["KUHP"]) == ("UU 20/2025", "UU 20/2025", "UU 1/2023")
    assert forces("2021-01-01")["UU 12/2022"] == ""
    assert set(forces("").values()) == {None}
    with pytest.raises(QcodeError):
        forces("kemarin")


def test_the_date_is_that_of_the_case_and_never_that_of_an_informant(law: Project) -> None:
    for kind, name, value in (("police case", "Perkara 1", "2024-09-09"), ("informant", "INF-9", "2026-02-01")):
        casing.add_case(law, kind, name, {"Tanggal": value})
        casing.assign_case(law, name, "hukum")
    found = {one.act: (one.date, one.in_force) for one in citations(law, Selection(sources=("hukum",)))}
    assert found["KUHAP"] == ("2024-09-09", "UU 8/1981")
    casing.set_attributes(law, "Perkara 1", {"disidik": "2026-01-05"})
    found = {
        one.act: (one.date, one.in_force) for one in citations(law, Selection(sources=("hukum",)), attribute="Disidik")
    }
    assert found["KUHAP"] == ("2026-01-05", "UU 20/2025")


def test_a_text_of_several_matters_names_what_was_in_force_in_each(law: Project) -> None:
    for name, year in (("Perkara 1", "2024"), ("Perkara 2", "2026")):
        casing.add_case(law, "police case", name, {"tahun": year})
        casing.assign_case(law, name, "hukum")
    found = {one.act: (one.date, one.in_force) for one in citations(law, Selection(sources=("hukum",)))}
    assert found["KUHAP"] == ("2024 | 2026", "UU 8/1981 | UU 20/2025")
    assert found["UU 12/2022"] == ("2024 | 2026", "UU 12/2022")


def test_references_are_coded_by_act_under_a_parent_as_one_change(law: Project, study: Path, dump: Dumping) -> None:
    before, number = dump(study), len(history.entries(law))
    found = citations(law, Selection())
    foreseen = code_citations(law, found, under="Dasar hukum", is_preview=True)
    assert dump(study) == before
    done = code_citations(law, found, under="Dasar hukum")
    assert [(one.act, one.added, one.is_new) for one in done] == [(one.act, one.added, one.is_new) for one in foreseen]
    assert [(one.act, one.added) for one in done] == [
        ("KUHAP", 1), ("KUHP", 1), ("UU 11/2008", 1), ("UU 12/2022", 1), ("UU 20/2025", 1), ("UU 35/2014", 1),
    ]  # fmt: skip
    assert len(history.entries(law)) == number + 1
    assert not codes.find(law, "Dasar hukum").code.codable
    assert [one.text for one in codings.select(law, Selection(codes=("UU 12/2022",)))] == ["Pasal 14 ayat (2) UU TPKS"]
    again = code_citations(law, found, under="dasar hukum")
    assert [(one.is_new, one.added, one.already) for one in again] == [(False, 0, 1)] * 6
    assert len(history.entries(law)) == number + 1
    undoing.undo(law)
    assert dump(study) == before


def test_references_are_coded_with_one_code_by_sentence(law: Project) -> None:
    found = citations(law, Selection(sources=("hukum",), speakers=("I",)))
    (done,) = code_citations(law, found, code="PRV", unit="sentence")
    assert (done.added, done.is_new) == (3, False)
    assert [one.text for one in codings.select(law, Selection(codes=("PRV",)))] == [
        "Kami pakai Pasal 14 ayat (2) UU TPKS.", "Juga Pasal 27 ayat (1) dan (3) UU ITE.", "Ya KUHAP, Pasal 16.",
    ]  # fmt: skip
    with pytest.raises(UnknownName):
        code_citations(law, found, code="none")
    with pytest.raises(QcodeError, match="folder"):
        code_citations(law, found, code="Others")
    assert code_citations(law, [], under="Nothing") == []


def test_the_report_counts_participants_and_says_what_it_left_out(law: Project) -> None:
    report = make_statutes(law, Selection(), date="2024-09-09")
    assert [tuple(str(cell) for cell in row) for row in report.rows][-2:] == [
        ("hukum", "UU 11/2008", "27(3)", "1", "I", "UU 11/2008 jo. UU 19/2016 jo. UU 1/2024 (9 September 2024)"),
        ("hukum", "KUHAP", "16", "1", "I", "UU 8/1981 (9 September 2024)"),
    ]
    assert "Left out: references of interviewers (1)." in report.notes
    assert "References in all: 5." in report.notes[0]
    everything = make_statutes(law, Selection(all_speakers=True), language="id")
    assert ("hukum", "KUHP", "296") in [tuple(str(cell) for cell in row[:3]) for row in everything.rows]


def test_the_library_lists_references_too(law: Project, study: Path) -> None:
    from qcode import Project as Library

    with Library.open(study) as opened:
        found = opened.statutes(selection=Selection(sources=("hukum",)), date="2024-09-09")
    assert [one.in_force for one in found if one.act == "KUHAP"] == ["UU 8/1981"]
