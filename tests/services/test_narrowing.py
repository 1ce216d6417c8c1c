"""Filters: whatever is asked of a study, each narrows it, is refused, or is said to tell nothing apart there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.sheet import CASE, Subject
from qcode.domain.span import Span
from qcode.errors import QcodeError, UnknownName
from qcode.services import (
    attributing,
    casing,
    codebooks,
    coding,
    contrasting,
    counting,
    filtering,
    grouping,
    importing,
    linking,
    picturing,
    saving,
    shaping,
    sourcing,
)
from qcode.services.asking import MAKERS, as_data, made_again
from qcode.store import cases, codes, codings, sources
from qcode.store.project import Project

THIRD = """Kode Informan : INF-03
Jabatan : Pengelola

P: Pasal 12 UU 12/2022, Ibu tahu?
I: Pasal 30 UU 44/2008 kami tahu. Surat edaran dipasang di kamar.
"""


@pytest.fixture(scope="module")
def told(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The study with a third interview, a police case of each, passages of two coders, sets and a saved query."""
    folder = tmp_path_factory.mktemp("narrow")
    path = folder / "study.qcode"
    path.write_bytes(_made_once.read_bytes())
    (folder / "W3.txt").write_text(THIRD, encoding="utf-8", newline="")
    with Project.open(path, coder="Ani") as project:
        importing.import_files(project, [folder / "W3.txt"])
        basis = (LegalBasis("UU 44/2008", "30"),)
        more = (Code("Repressive", key="REP", legal_basis=basis), Code("Advice", key="REK", legal_basis=basis))
        codebooks.keep_codebook(project, Codebook("More", more))
        rows = []
        for source, words, code, coder in (
            ("W1", "Kami turun penyuluhan ke sekolah.", "PRE-EDU", "Ani"),
            ("W1", "Biasanya bersama Binmas.", "KEN", "Budi"),
            ("W1", "Alatnya masih menumpang.", "KEN-ALAT", "Ani"),
            ("W2", "Binmas datang setiap bulan.", "PRV", "Budi"), ("W2", "Kami mencatat tamu.", "PRE", "Ani"),
            ("W2", "Kami lapor ke polsek.", "KEN-ALAT", "Ani"), ("W3", "Pasal 30 UU 44/2008", "PRV", "Ani"),
            ("W3", "Surat edaran", "PRE", "Budi"), ("W1", "Penyidik cuma satu.", "REP", "Budi"),
            ("W2", "Binmas datang setiap bulan.", "REP", "Ani"), ("W3", "Surat edaran", "REK", "Ani"),
            ("W1", "Alatnya masih menumpang.", "REK", "Budi"), ("W3", "Pasal 30 UU 44/2008 kami tahu", "Staff", "Ani"),
        ):  # fmt: skip
            at = sources.text_of(project, sources.find_id(project, source)).index(words)
            typical = (source, code) == ("W2", "REP")
            rows.append(coding.CodingRow(source, at, at + len(words), code, coder, typical=typical))
        coding.apply_codes(project, rows)
        for number in (1, 2, 3):
            name = f"Perkara {number}"
            casing.add_case(project, "police case", name, {"tahun": f"202{number}"})
            casing.assign_case(project, name, f"W{number}")
            case, subject = cases.find(project, name).id, Subject(CASE, "police case")
            for source, age in ((f"W{number}", "16"), ("W2", "17")):
                said = sources.find_id(project, source)
                attributing.add_evidence(project, subject, case, "umur", age, said, Span(40, 50))
        grouping.put_in_set(project, "Dinas", ["W1"])
        grouping.put_in_set(project, "Perkara lama", ["Perkara 1"], kind="case")
        saving.save_query(project, "Awal", Selection(codes=("PRE-EDU",)))
        for origin, target in (("KEN", "PRV"), ("PRE", "PRV")):
            ends = [linking.End("code", codes.find(project, name).code.id) for name in (origin, target)]
            linking.link(project, "maps to", *ends)
        yield project


def filters_of(project: Project) -> dict[str, Selection]:
    first = next(one for one in codings.select(project, Selection()) if one.code == "PRE-EDU")
    return {
        "codes": Selection(codes=("PRE-EDU",)), "sources": Selection(sources=("W1",)),
        "cases": Selection(cases=("Perkara 1",)), "speakers": Selection(speakers=("W1: I",)),
        "coders": Selection(coders=("Budi",)), "sets": Selection(sets=("Dinas",)),
        "set of cases": Selection(sets=("Perkara lama",)), "where": Selection(where=(("tahun", "2021"),)),
        "since": Selection(since="2100-01-01"), "until": Selection(until="1999-01-01"),
        "query": Selection(query="PRE-EDU"), "saved": Selection(saved=("Awal",)),
        "on": Selection(on=(("source", "W1"),)), "chosen": Selection(chosen=(first.id,)),
    }  # fmt: skip


AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
OTHERS = "Which cases stand here is told by"
ASKED: dict[str, dict[str, object]] = {
    "chapter": {"columns": "case:informant", "measure": "quotes:1"}, "crosstab": {"attribute": "Jabatan"},
    "keyness": {"target": "source:W3", "least": 1}, "concordance": {"query": "kami OR alatnya OR surat"},
    "derived": {"codebook": "Main"},
}  # fmt: skip
"""What is asked beside the filters, where something must be."""
NOT_FILTERED = {"questions"}
"""What takes no filters at all."""
KINDS = [kind for kind in MAKERS if kind not in {"table", *NOT_FILTERED}]


def changes(project: Project, kind: str, arguments: dict[str, object]) -> Iterator[tuple[str, Report]]:
    """Yield what comes of each filter that leaves everything as it is without it."""

    def made(chosen: Selection) -> Report:
        return made_again(project, kind, {**arguments, "selection": as_data(chosen)}, language="en")

    plain = made(Selection())
    assert plain.rows
    for name, chosen in filters_of(project).items():
        try:
            found = made(chosen)
        except QcodeError:
            continue
        if found.rows == plain.rows:
            yield name, found


@pytest.mark.parametrize("kind", KINDS)
def test_every_filter_narrows_every_analysis_or_is_refused(told: Project, kind: str) -> None:
    assert [name for name, _report in changes(told, kind, ASKED.get(kind, {}))] == []


@pytest.mark.parametrize("shape", [one.name for one in shaping.all_shapes()])
def test_every_filter_narrows_every_table_or_is_said_to_tell_no_cases_apart(told: Project, shape: str) -> None:
    for name, report in changes(told, "table", {"shape": shape}):
        assert any(note.startswith(OTHERS) for note in report.notes), name
        assert name not in {"cases", "sources", "sets", "set of cases", "where"}


@pytest.mark.parametrize("kind", KINDS)
def test_filters_that_hold_ids_are_told_in_names(told: Project, kind: str) -> None:
    wanted = Selection(codes=("PRV",), sources=("W3",), cases=("INF-03",), coders=("Ani",), saved=("Awal",))
    narrow = [
        filtering.pinned(told, replace(Selection(), **{name: getattr(wanted, name)})) for name in wanted.as_data()
    ]
    for chosen in narrow:
        arguments = {"target": "code:REK"} if kind == "keyness" else ASKED.get(kind, {})
        with suppress(QcodeError):
            report = made_again(told, kind, {**arguments, "selection": as_data(chosen)}, language="en")
            assert not [note for note in report.notes if AN_ID.search(note)]
            assert [note for note in report.notes if note.startswith("Only ")]


def test_words_are_those_of_whom_the_filters_mean(told: Project) -> None:
    def words(selection: Selection) -> set[str]:
        report = counting.make_words(told, selection, with_stop_lists=False)
        return {str(row[0]) for row in report.rows}

    assert words(Selection(codes=("PRE-EDU",))) == {"kami", "turun", "penyuluhan", "ke", "sekolah"}
    assert words(Selection(cases=("Perkara 1",), coders=("Budi",))) == {
        "biasanya", "bersama", "binmas", "alatnya", "masih", "menumpang", "penyidik", "cuma", "satu",
    }  # fmt: skip
    assert "tamu" in words(Selection(where=(("tahun", "2022"), ("Jabatan", "Pengelola"))))
    assert words(Selection(where=(("tahun", "2022"), ("Jabatan", "Penyidik")))) == set()
    assert words(Selection(where=(("tahun", "2021"), ("tahun", "2022")))) >= {"tamu", "penyuluhan"}
    notes = counting.make_words(told, Selection(since="2000-01-01")).notes
    assert "Counted are words in passages that are so coded, and no others." in notes
    with pytest.raises(UnknownName):
        words(Selection(where=(("warna", "merah"),)))
    with pytest.raises(UnknownName):
        words(Selection(speakers=("Nobody",)))


def test_words_of_a_passage_that_belongs_to_a_case_are_all_that_is_said_of_it(told: Project) -> None:
    text = sources.text_of(told, sources.find_id(told, "W2"))
    at = text.index("Kami mencatat tamu.")
    casing.add_case(told, "institution", "Hotel")
    casing.assign_case(told, "Hotel", "W2", span=Span(at, at + 18))
    report = counting.make_words(told, Selection(cases=("Hotel",)), with_stop_lists=False)
    assert {str(row[0]) for row in report.rows} == {"kami", "mencatat", "tamu"}


def test_key_words_in_context_take_every_filter_and_show_interviewers(told: Project) -> None:
    def found(selection: Selection) -> list[tuple[str, str]]:
        _report, lines = contrasting.concord(told, "pasal OR kami", selection)
        return [(one.source, one.match) for one in lines]

    assert ("W3", "Pasal") in found(Selection(sources=("W3",)))
    assert len(found(Selection(speakers=("W3: P",)))) == 1
    assert found(Selection(query="PRE-EDU")) == [("W1", "Kami")]
    assert found(Selection(cases=("Perkara 1",))) == [("W1", "Kami")]


def test_what_stands_around_a_key_word_is_cut_between_words(told: Project) -> None:
    text = f"I: {'awal ' * 20}kata kunci{' akhir' * 20}.\n"
    sourcing.write_note(told, "Catatan", text)
    ((line,),) = [contrasting.concord(told, "kunci", Selection(sources=("Catatan",)))[1]]
    assert line.left.split() == ["…", *["awal"] * 10, "kata"]
    assert line.right.split() == [*["akhir"] * 9, "…"]


def test_keyness_compares_what_two_groups_say_in_the_passages_of_a_code(told: Project) -> None:
    report = contrasting.make_keyness(told, "source:W1", "source:W2", Selection(codes=("REP",)), with_stop_lists=False)
    assert {str(row[0]) for row in report.rows} == {"penyidik", "cuma", "satu", "binmas", "datang", "setiap", "bulan"}


def test_cases_by_year_are_those_the_filters_let_through(told: Project) -> None:
    notes = picturing.make_picture(told, "years", Selection(sets=("Perkara lama",), since="2000-01-01")).notes
    assert "Unit: cases (police case): 1." in notes
    assert any(note.startswith(OTHERS) for note in notes)
