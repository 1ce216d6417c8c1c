"""Crosstabs, saturation, sequences, coverage, clusters and keyness of a study, beside what its codings say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from qcode.analysis.saturation import Rule
from qcode.domain.codebook import Code, Codebook
from qcode.domain.consent import Level
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError, UnknownName
from qcode.services import (
    analysing,
    clustering,
    codebooks,
    coding,
    consenting,
    contrasting,
    covering,
    crosstabbing,
    following,
    importing,
)
from qcode.store import codes, codings, sources
from qcode.store.project import Project


@pytest.fixture(scope="module")
def busy(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The study with ten more interviews of two offices on ten days, coded at random."""
    folder = tmp_path_factory.mktemp("statistics")
    path = folder / "study.qcode"
    path.write_bytes(_made_once.read_bytes())
    dice = random.Random(7)
    with Project.open(path, coder="Ani") as project:
        files = []
        for number in range(3, 13):
            office = "Penyidik" if number % 3 else "Pengelola"
            files.append(folder / f"W{number}.txt")
            files[-1].write_text(
                f"Kode Informan : INF-{number:02}\nJabatan : {office}\nTanggal : {28 - number} Juni 2025\n\n"
                "P: Bagaimana?\nI: Kami menunggu laporan. Lalu kami patroli malam.\n\n"
                "P: Kendalanya?\nI: Alat kurang. Petugas kurang. Tamu menolak.\n",
                encoding="utf-8", newline="",
            )  # fmt: skip
        importing.import_files(project, files)
        codable = [one.code.id for one in codes.all_codes(project) if one.code.codable]
        rows = []
        for _number in range(90):
            source = f"W{dice.randrange(3, 13)}"
            length = sources.find(project, source).chars
            start = dice.randrange(length // 2, length - 12)
            rows.append(coding.CodingRow(source, start, start + dice.choice([4, 12]), dice.choice(codable), "Ani"))
        coding.apply_codes(project, rows)
        yield project


def table(report: Report) -> dict[str, dict[str, object]]:
    names = [column.name for column in report.columns]
    return {getattr(row[0], "name", str(row[0])): dict(zip(names, row, strict=True)) for row in report.rows}


def counted(project: Project) -> list[tuple[str, str, int, int]]:
    return [
        (one.code, one.source, one.start, one.end)
        for one in codings.select(project, Selection())
        if one.role != "interviewer"
    ]


@pytest.mark.parametrize("unit", ["case", "source"])
def test_a_crosstab_counts_each_case_or_source_once(busy: Project, unit: str) -> None:
    found = table(crosstabbing.make_crosstab(busy, "Jabatan", Selection(only=True), unit=unit))
    pairs = {(code, source) for code, source, _start, _end in counted(busy)}
    office = {f"W{n}": "Penyidik" if n % 3 else "Pengelola" for n in range(3, 13)}
    for code in {code for code, _source in pairs}:
        for value in ("Penyidik", "Pengelola"):
            assert found[code][value] == sum(c == code and office[s] == value for c, s in pairs)
        assert found[code]["*"] == sum(c == code for c, _s in pairs)
    used = {source for _code, source in pairs}
    assert found["*"]["*"] == len(used)
    assert found["*"]["Penyidik"] == sum(office[source] == "Penyidik" for source in used)


def test_a_crosstab_asked_for_one_code_keeps_the_units_that_lack_it(busy: Project) -> None:
    every = table(crosstabbing.make_crosstab(busy, "Jabatan", Selection(only=True)))
    one = table(crosstabbing.make_crosstab(busy, "Jabatan", Selection(codes=("PRV",), only=True)))
    shown = ("Penyidik", "Pengelola", "chi2", "df", "p", "p_exact", "v")
    assert [one["PRV"][name] for name in shown] == [every["PRV"][name] for name in shown]
    assert one["*"] == every["*"]


def test_a_crosstab_shows_shares_expectations_and_residuals(busy: Project) -> None:
    for cell in ("row", "column", "expected", "residual"):
        assert table(crosstabbing.make_crosstab(busy, "jabatan", Selection(), cell=cell, corrected=True))
    rows = table(crosstabbing.make_crosstab(busy, "Jabatan", Selection(), cell="row"))
    assert sum(float(str(rows["PRV"][value])) for value in ("Penyidik", "Pengelola")) == pytest.approx(1)
    notes = crosstabbing.make_crosstab(busy, "Jabatan", Selection(), unit="case").notes
    assert any(note.startswith("Unit: cases in which anything is coded") for note in notes)
    assert any(note.startswith("Codings are no random sample") for note in notes)


def test_saturation_goes_by_the_dates_in_the_headers(busy: Project) -> None:
    report = following.make_saturation(busy, Selection(), Rule(2, 1, 0.05))
    assert "Interviews in order of “Tanggal”." in report.notes
    names = list(table(report))
    assert names == sorted(names, key=lambda name: -int(name[1:]))
    known: set[str] = set()
    for name, row in table(report).items():
        here = {code for code, source, _start, _end in counted(busy) if source == name}
        assert row["new"] == len(here - known)
        known |= here
        assert row["cumulative"] == len(known)
    given = following.make_saturation(busy, Selection(), order=("W3", "W12", "W5"))
    assert list(table(given)) == ["W3", "W12", "W5"]
    with pytest.raises(QcodeError, match="no date"):
        following.make_saturation(busy, Selection(), by="Jabatan")
    with pytest.raises(QcodeError, match="base and run"):
        following.make_saturation(busy, Selection(), Rule(0, 1))


@pytest.mark.parametrize(("within", "lag"), [("sentence", 1), ("sentence", 3), ("turn", 1)])
def test_where_one_code_follows_another_is_what_the_cell_counts(busy: Project, within: str, lag: int) -> None:
    report = following.make_sequences(busy, Selection(), within=within, lag=lag)
    ids = {one.code.key or one.path: one.code.id for one in codes.all_codes(busy)}
    total = 0
    for row in report.rows:
        for column, n in zip(report.columns[1:], row[1:], strict=True):
            pair = ids[getattr(row[0], "name", "")], ids[column.name]
            found = following.places_followed(busy, Selection(), pair, within=within, lag=lag)
            assert len(found) == n
            assert all(one.text == sources.text_of(busy, one.source)[one.span.start : one.span.end] for one in found)
            total += len(found)
    assert total > 10


def test_a_concordance_of_several_texts_names_them_and_where_each_match_stands(busy: Project) -> None:
    report, lines = contrasting.concord(busy, "kami", Selection(sources=("W3", "W5")), sort="right")
    assert {line.source for line in lines} == {"W3", "W5"}
    assert [getattr(row[0], "name", "") for row in report.rows] == [line.source for line in lines]
    assert "Only sources: W3, W5." in report.notes
    for line in lines:
        assert sources.text_of(busy, sources.find_id(busy, line.source))[line.start : line.end] == line.match


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[Project]:
    """Two interviews of one answer each, with their dates in the header, the later one first."""
    with Project.create(tmp_path / "dated.qcode", name="dated", coder="Ani") as project:
        files = []
        for name, header in (("A", "Tanggal : 12 Juni 2025"), ("B", "Hari/Tanggal : Selasa, 10 Juni 2025")):
            files.append(tmp_path / f"{name}.txt")
            files[-1].write_text(f"{header}\n\nP: Bagaimana?\nI: Kami patroli. Ya.\n", encoding="utf-8", newline="")
        importing.import_files(project, files)
        codebooks.keep_codebook(project, Codebook("Main", (Code("Patroli", key="PTR"), Code("Setuju", key="YA"))))
        for name in ("A", "B"):
            source = sources.find(project, name)
            start = sources.text_of(project, source.id).index("Kami")
            for code, at, end in (("PTR", start, start + 13), ("YA", start + 14, start + 17)):
                coding.apply_code(project, source.id, Span(at, end), codes.find(project, code).code.id)
        yield project


def test_the_date_of_an_interview_may_be_called_otherwise_in_each_header(dated: Project) -> None:
    report = following.make_saturation(dated, Selection())
    assert list(table(report)) == ["B", "A"]
    assert "Interviews in order of “Tanggal, Hari/Tanggal”." in report.notes


def test_sentences_are_those_of_turns_and_neither_labels_nor_header(dated: Project) -> None:
    notes = analysing.make_cooccurrence(dated, Selection(), within="sentence", measure="residual").notes
    assert "N, all such units of the sources in which something is coded: 4." in notes
    everybody = Selection(all_speakers=True)
    notes = analysing.make_cooccurrence(dated, everybody, within="sentence", measure="residual").notes
    assert "N, all such units of the sources in which something is coded: 6." in notes
    report = following.make_sequences(dated, Selection())
    assert (table(report)["PTR"]["PTR"], table(report)["PTR"]["YA"]) == (0, 2)
    assert "N, units with another after them in the sources in which something is coded: 2." in report.notes


def test_sequences_and_coverage_of_a_study(busy: Project) -> None:
    assert following.make_sequences(busy, Selection(), within="turn", measure="residual").rows
    report = covering.make_coverage(busy, Selection(only=True), by="characters", cell="count")
    own = {at for _c, source, start, end in counted(busy) if source == "W3" for at in range(start, end)}
    said = {at for one in sources.turns_of(busy, sources.find_id(busy, "W3")) if one.role.value != "interviewer"
            for at in range(one.span.start, one.span.end)}  # fmt: skip
    assert table(report)["*"]["W3"] == len(own & said)
    by_speaker = covering.make_coverage(busy, Selection(), over="speaker", by="words")
    assert "INF-03" in [column.name for column in by_speaker.columns]
    assert all(0 <= float(str(cell)) <= 1 for row in by_speaker.rows for cell in row[1:])


def test_codes_and_sources_become_trees(busy: Project) -> None:
    tree = clustering.make_tree(busy, Selection(), of="source", metric="cosine")
    assert len(tree.merges) == len(tree.names) - 1
    assert len(clustering.make_clusters(busy, Selection()).rows) == len({code for code, *_rest in counted(busy)}) - 1
    assert clustering.make_clusters(busy, Selection(), of="source", language="id").title == "Naskah yang mirip"
    nothing = clustering.make_clusters(busy, Selection(since="2100-01-01"))
    assert "There is too little coded to compare." in nothing.notes


def test_keyness_compares_groups_that_lie_apart(busy: Project) -> None:
    report = contrasting.make_keyness(busy, "case:INF-01", "case:INF-02", with_stop_lists=False)
    assert table(report)["penyuluhan"]["target"] == 1
    assert table(report)["tamu"]["reference"] == 1
    offices = contrasting.make_keyness(busy, "attribute:Jabatan=Penyidik", "attribute:Jabatan=Pengelola")
    assert table(offices)["patroli"]["target"] == 6
    assert table(contrasting.make_keyness(busy, "source:W1", with_stop_lists=False))["patroli"]["reference"] == 10
    assert contrasting.make_keyness(busy, "code:PRV").rows
    with pytest.raises(QcodeError, match="share text"):
        contrasting.make_keyness(busy, "source:W1", "case:INF-01")
    for bad in ("W1", "page:3", "case:", "attribute:Jabatan=Hakim"):
        with pytest.raises(QcodeError):
            contrasting.make_keyness(busy, bad)


def test_a_concordance_leaves_out_what_may_not_be_quoted(project: Project) -> None:
    assert len(contrasting.make_concordance(project, "binmas").rows) == 2
    consenting.record_consent(project, "INF-02", Level.NEVER.value)
    report = contrasting.make_concordance(project, "binmas", sort="right")
    assert [str(row[0]) for row in report.rows] == ["W1"]
    assert "Withheld: passages that may not be quoted: 1." in report.notes


def test_coefficients_of_cooccurrence_need_units_where_chance_is_asked(busy: Project) -> None:
    for measure in ("jaccard", "c"):
        report = analysing.make_cooccurrence(busy, Selection(only=True), measure=measure)
        assert all(cell is None or float(str(cell)) >= 0 for row in report.rows for cell in row[1:])
    assert analysing.make_cooccurrence(busy, Selection(), within="source", measure="residual").rows
    with pytest.raises(QcodeError, match="chance"):
        analysing.make_cooccurrence(busy, Selection(), measure="expected")


def test_what_is_not_known_is_said(busy: Project) -> None:
    nothing = Selection()
    with pytest.raises(UnknownName):
        crosstabbing.make_crosstab(busy, "Warna", nothing)
    with pytest.raises(QcodeError, match="moon"):
        crosstabbing.make_crosstab(busy, "Jabatan", nothing, unit="moon")
    with pytest.raises(QcodeError, match="page"):
        following.make_sequences(busy, nothing, within="page")
    with pytest.raises(QcodeError, match="at least one"):
        following.make_sequences(busy, nothing, lag=0)
    with pytest.raises(QcodeError, match="coder"):
        covering.make_coverage(busy, nothing, over="coder")
    with pytest.raises(QcodeError, match="euclid"):
        clustering.make_tree(busy, nothing, metric="euclid")
    with pytest.raises(QcodeError, match="euclid"):
        analysing.make_cooccurrence(busy, nothing, measure="euclid")
    with pytest.raises(QcodeError, match="moon"):
        contrasting.make_concordance(busy, "kami", sort="moon")
