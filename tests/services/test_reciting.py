from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qcode.domain.reference import Citing, Style, Wording
from qcode.domain.report import Quotation, Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import casing, coding, consenting, demonstrating, quoting, reciting, segmenting, sourcing
from qcode.store import codes, codings, sources
from qcode.store.project import Project

ID = Citing(Style.ID)


@pytest.fixture(scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.fixture
def demo(_demo: Path, tmp_path: Path) -> Path:
    """The demo study, for one test alone."""
    return Path(shutil.copyfile(_demo, tmp_path / "demo.qcode"))


def quotations(report: Report) -> list[Quotation]:
    return [one for row in report.rows for cell in row if isinstance(cell, tuple) for one in cell]


def made(project: Project, citing: Citing, *, language: str = "id", **filters: tuple[str, ...]) -> Report:
    selection = Selection(**filters)  # type: ignore[arg-type]  # names of filters
    report = quoting.make_quotation_report(project, selection, language=language)
    return reciting.recited(project, report, citing, language=language)


def references(project: Project, citing: Citing, *, language: str = "id") -> set[tuple[str, str, str]]:
    return {
        (one.source, one.reference, one.short_reference) for one in quotations(made(project, citing, language=language))
    }


def test_without_a_manner_a_report_stays_as_it_is(demo: Path) -> None:
    with Project.open(demo) as project:
        report = quoting.make_quotation_report(project, Selection(), language="id")

        assert reciting.recited(project, report, Citing(), language="id") is report


def test_the_interviews_of_the_demo_are_cited_without_what_identifies(demo: Path) -> None:
    with Project.open(demo) as project:
        assert references(project, ID) == {
            ("T01_unit_ppa", "Wawancara dengan INF-01 (penyidik), Juni 2025", "Wawancara dengan INF-01"),
            ("T02_pengelola_penginapan", "Wawancara dengan INF-04 (pengelola), Juni 2025", "Wawancara dengan INF-04"),
        }
        assert references(project, Citing(Style.OSCOLA), language="en") == {
            ("T01_unit_ppa", "Interview with INF-01, investigator (June 2025)", "Interview with INF-01"),
            ("T02_pengelola_penginapan", "Interview with INF-04, manager (June 2025)", "Interview with INF-04"),
        }


def test_the_full_form_is_for_those_alone_whose_consent_is_recorded(demo: Path) -> None:
    with Project.open(demo) as project:
        consenting.record_consent(project, "INF-01", "quote", "signed")
        report = made(project, Citing(Style.ID, full=True))

        assert {one.reference for one in quotations(report)} == {
            "Wawancara dengan Penyidik Pembantu, Unit PPA Polda Nusa Raya (fiktif) (INF-01), pada tanggal "
            "10 Juni 2025, pukul 09.15–10.04 WITA, di Ruang Pelayanan Khusus, Unit PPA",
            "Wawancara dengan INF-04 (pengelola), Juni 2025",
        }
        assert report.notes[-1] == (
            "Dirujuk tanpa jabatan, hari, dan tempat karena persetujuan untuk dikutip belum dicatat: INF-04."
        )


@pytest.mark.parametrize("level", ["masked", "check"])
def test_no_other_consent_opens_the_full_form(demo: Path, level: str) -> None:
    with Project.open(demo) as project:
        consenting.record_consent(project, "INF-01", level)
        source = sources.find_id(project, "T01_unit_ppa")
        some = next(one for one in codings.select(project, Selection()) if one.source_id == source)
        consenting.record_consent_of_passage(project, source, Span(some.start, some.end), "quote")
        cited = [one for one in quotations(made(project, Citing(Style.ID, full=True))) if one.speaker == "INF-01"]

        assert [one.reference for one in cited] == ["Wawancara dengan INF-01 (penyidik), Juni 2025"] * len(cited)
        assert cited


def test_a_police_report_is_cited_by_its_case_and_field_notes_as_such(demo: Path) -> None:
    with Project.open(demo) as project:
        notes = sourcing.write_note(project, "O01", "Di lobi ada papan aturan.", kind="field note")
        code = codes.find(project, "PRV-PGN").code.id
        coding.apply_code(project, sources.find_id(project, "D01_laporan_polisi_fiktif"), Span(1000, 1034), code)
        coding.apply_code(project, notes, Span(0, 10), code)
        cited = {one.source: one.reference for one in quotations(made(project, ID, codes=("PRV-PGN",)))}

        assert cited["D01_laporan_polisi_fiktif"] == "Laporan polisi, Perkara 2"
        assert cited["O01"] == "Catatan lapangan O01"
        full = quotations(made(project, Citing(Style.ID, full=True), codes=("PRV-PGN",)))
        assert "Laporan polisi, Perkara 2" in {one.reference for one in full}
        consenting.record_consent(project, "Perkara 2", "quote", "granted by the unit")
        full = quotations(made(project, Citing(Style.ID, full=True), codes=("PRV-PGN",)))
        assert "Laporan polisi, nomor LP/B/9123/V/2023/SPKT/POLDA NUSA RAYA, Perkara 2" in {o.reference for o in full}


def test_attributes_of_the_case_go_before_the_header_and_the_researchers_word_before_both(demo: Path) -> None:
    with Project.open(demo) as project:
        casing.set_attributes(project, "INF-01", {"Jabatan": "Hakim Pengadilan Negeri"})
        assert "Wawancara dengan INF-01 (hakim), Juni 2025" in {one for _s, one, _short in references(project, ID)}
        casing.set_attributes(project, "INF-01", {"Sebutan": "perwira"})
        assert "Wawancara dengan INF-01 (perwira), Juni 2025" in {one for _s, one, _short in references(project, ID)}


def test_apa_cites_in_the_text_and_has_no_footnotes(demo: Path) -> None:
    with Project.open(demo) as project:
        one = quotations(made(project, Citing(Style.APA), language="en", codes=("PRE-FRE",)))[0]

        assert one.reference == one.short_reference == ""
        assert one.citation == "INF-01, investigator, personal communication, June 2025, 00:04:10, ¶ 21"


def test_lines_are_cited_that_hold_the_passage(demo: Path) -> None:
    with Project.open(demo) as project:
        one = quotations(made(project, Citing(lines=True), codes=("PRE-FRE",)))[0]

        assert one.citation == f"INF-01, 00:04:10, {one.lines}"
        assert one.lines.startswith("baris ")


def test_passages_are_worded_as_asked(demo: Path) -> None:
    with Project.open(demo) as project:
        one = next(one for one in codings.select(project, Selection(codes=("PRE-FRE",))) if one.informant == "INF-01")
        segmenting.word(
            project, one.source_id, Span(one.start, one.end), translation="Two to four times a month.",
            quoted="Rutin … dua sampai empat kali [sebulan].",
        )  # fmt: skip
        said = {
            wording: (first.text, first.translation)
            for wording in Wording
            for first in quotations(made(project, Citing(wording=wording), codes=("PRE-FRE",)))
            if first.coding == one.id
        }

        quoted = "Rutin … dua sampai empat kali [sebulan]."
        assert said == {
            Wording.ORIGINAL: (quoted, ""),
            Wording.TRANSLATION: ("Two to four times a month.", ""),
            Wording.BOTH: (quoted, "Two to four times a month."),
        }
        notes = made(project, Citing(wording=Wording.TRANSLATION), language="en").notes
        assert "Translations are the researcher’s: passages (1)." in notes
        assert any(note.startswith("Not translated yet") for note in notes)


def test_a_translation_of_what_is_quoted_masked_stays_inside(demo: Path) -> None:
    with Project.open(demo) as project:
        one = codings.select(project, Selection(codes=("PRE-FRE",)))[0]
        segmenting.word(
            project, one.source_id, Span(one.start, one.end), translation="Said by Siti.", quoted="Rutin [disamarkan]."
        )
        consenting.record_consent(project, one.informant, "masked")
        (shown,) = [q for q in quotations(made(project, Citing(), codes=("PRE-FRE",))) if q.coding == one.id]

        assert (shown.text, shown.translation) == ("Rutin [disamarkan].", "")


def test_names_of_informants_give_way_to_their_codes(demo: Path) -> None:
    with Project.open(demo) as project:
        casing.set_attributes(project, "INF-01", {"Nama": "Rutin Kartika, S.H."})
        report = made(project, Citing(mask_names=True), codes=("PRE-FRE",))

        assert quotations(report)[0].text.startswith("[INF-01], dalam satu bulan itu")
        assert "Nama informan yang diganti dengan kode dalam kurung siku: 1." in report.notes


def test_two_interviews_of_one_informant_are_told_apart(demo: Path) -> None:
    with Project.open(demo) as project:
        casing.assign_case(project, "INF-01", "T02_pengelola_penginapan")

        assert {short for _source, _first, short in references(project, ID) if "INF-01" in short} == {
            "Wawancara dengan INF-01, T01_unit_ppa"
        }
