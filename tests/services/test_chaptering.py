from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from qcode.domain.document import (
    ANCHOR,
    Block,
    Document,
    Heading,
    Line,
    Lines,
    Paragraph,
    Quoted,
    Reference,
    Role,
    Table,
)
from qcode.domain.line_numbers import numbered_lines
from qcode.domain.reference import Citing, Style
from qcode.domain.report import Quotation
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import casing, coding, consenting, demonstrating, segmenting
from qcode.services.appending import make_appendix
from qcode.services.chaptering import APART, NONE, Findings, How, make_findings
from qcode.store import codes, codings, sources
from qcode.store.project import Project

Kind = TypeVar("Kind")
T01 = "T01_unit_ppa"


@pytest.fixture(scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.fixture
def demo(_demo: Path, tmp_path: Path) -> Iterator[Project]:
    """The demo study, open, for one test alone."""
    with Project.open(Path(shutil.copyfile(_demo, tmp_path / "demo.qcode"))) as project:
        yield project


def made(project: Project, selection: Selection | None = None, *, language: str = "id", **how: object) -> Findings:
    wanted = {"citing": Citing(Style.ID), "chapter": "4", **how}
    return make_findings(project, selection or Selection(), How(**wanted), language=language)  # type: ignore[arg-type]


def blocks(document: Document, kind: type[Kind]) -> list[Kind]:
    return [one for one in document.blocks if isinstance(one, kind)]


def quotations(document: Document) -> list[Quotation]:
    return [one.quotation for one in blocks(document, Quoted)]


def lines(document: Document) -> dict[str, dict[int, Line]]:
    """Return the lines of an appendix by the heading they stand under."""
    found: dict[str, dict[int, Line]] = {}
    heading = ""
    for one in document.blocks:
        if isinstance(one, Heading):
            heading = one.text
        elif isinstance(one, Lines):
            found[heading] = {line.number: line for line in one.lines}
    return found


def words(document: Document) -> str:
    """Return all that the appendix says, line by line."""
    return "\n".join(line.text for one in lines(document).values() for line in one.values())


def cited(quotation: Quotation) -> range:
    first, _dash, last = quotation.lines.rpartition(" ")[2].partition("-")
    return range(int(first), int(last or first) + 1)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_chapter_has_a_section_for_each_measure_with_what_it_means(demo: Project) -> None:
    chapter = made(demo).chapter
    heads = [one.text for one in blocks(chapter, Heading) if one.level == 2]
    at = next(number for number, one in enumerate(chapter.blocks) if isinstance(one, Heading) and "(PRE)" in one.text)
    definition = codes.find(demo, "PRE").code.said("definition", "id")

    assert blocks(chapter, Heading)[0] == Heading("BAB IV HASIL PENELITIAN", 1)
    assert heads[:4] == ["Upaya preemptif (PRE)", "Upaya preventif (PRV)", "Upaya represif (REP)", "Kendala (KEN)"]
    assert chapter.blocks[at + 1] == Paragraph((definition,))


def test_what_was_summed_up_is_the_prose_of_its_section(demo: Project) -> None:
    said = [one.pieces[-1] for one in blocks(made(demo).chapter, Paragraph)]

    assert sum(str(one).startswith("Talks at schools") for one in said) == 1


def test_every_coded_passage_is_quoted_under_its_code_once(demo: Project) -> None:
    chapter = made(demo).chapter
    found: list[tuple[str, str]] = []
    heading = ""
    for one in chapter.blocks:
        if isinstance(one, Heading):
            heading = one.text.rpartition("(")[2].rstrip(")")
        elif isinstance(one, Quoted):
            found.append((heading, one.quotation.coding))

    assert sorted(found) == sorted((one.code, one.id) for one in codings.select(demo, Selection()))


def test_the_lines_that_a_quotation_cites_hold_its_words(demo: Project) -> None:
    chapter = made(demo).chapter
    appendix = {"INF-01": lines(chapter)["Transkrip INF-01"], "INF-04": lines(chapter)["Transkrip INF-04"]}
    texts = {one.name: sources.text_of(demo, one.id) for one in sources.all_sources(demo)}
    for one in quotations(chapter):
        numbered = {line.number: line.span.of(texts[one.source]) for line in numbered_lines(texts[one.source])}
        said = "".join(numbered[number] for number in cited(one))
        shown = "".join(appendix[one.speaker][number].text for number in cited(one))

        assert squeezed(one.text) in squeezed(said)
        assert squeezed(one.text) in squeezed(shown)


def test_each_quotation_leads_to_its_line_and_the_line_back(demo: Project) -> None:
    chapter = made(demo).chapter
    every = {line.anchor: line for one in lines(chapter).values() for line in one.values() if line.anchor}
    for one in quotations(chapter):
        assert one.link.endswith(f"_{cited(one)[0]}")
        assert one.anchor in {words.link for words in every[one.link].margin}
    back = {words.link for line in every.values() for words in line.margin if words.link}
    assert back == {one.anchor for one in quotations(chapter)}


def test_cells_lead_to_their_quotations_and_sentences_to_their_tables(demo: Project) -> None:
    chapter = made(demo).chapter
    there = {one.anchor for one in quotations(chapter)}
    cells = [q for t in blocks(chapter, Table) for row in t.report.rows for c in row if isinstance(c, tuple) for q in c]
    pointed = [
        piece.anchor for one in blocks(chapter, Paragraph) for piece in one.pieces if isinstance(piece, Reference)
    ]

    assert {one.link for one in cells} <= there
    assert all(one.reference == "" and one.lines for one in cells)
    assert pointed == [one.anchor for one in blocks(chapter, Table)]


def test_anchors_are_unique_and_such_as_word_takes(demo: Project) -> None:
    def anchors(one: Block) -> list[str]:
        if isinstance(one, Lines):
            return [line.anchor for line in one.lines]
        return [one.quotation.anchor if isinstance(one, Quoted) else getattr(one, "anchor", "")]

    found = [anchor for one in made(demo).chapter.blocks for anchor in anchors(one) if anchor]
    assert len(found) == len(set(found)) > 100
    assert all(ANCHOR.fullmatch(one) for one in found)


def test_nothing_by_which_an_informant_is_found_stands_in_chapter_or_appendix_header(demo: Project) -> None:
    chapter = made(demo).chapter
    top = "\n".join(line.text for one in lines(chapter).values() for line in list(one.values())[:14])

    for secret in ("Penyidik Pembantu", "Polda", "10 Juni", "09.15", "Ruang Pelayanan", "Wisma Teduh", "21 Juni"):
        assert secret not in top
    assert "Jabatan           : penyidik" in top
    assert "Hari/Tanggal      : Juni 2025" in top


def test_the_full_form_opens_the_header_of_those_who_agreed_alone(demo: Project) -> None:
    consenting.record_consent(demo, "INF-01", "quote")
    chapter = made(demo, citing=Citing(Style.ID, full=True)).chapter
    top = {name: "\n".join(line.text for line in list(one.values())[:14]) for name, one in lines(chapter).items()}

    assert "Ruang Pelayanan Khusus" in top["Transkrip INF-01"]
    assert "Wisma Teduh" not in top["Transkrip INF-04"]


def test_who_speaks_goes_by_the_code(demo: Project) -> None:
    said = words(made(demo).chapter)

    assert "INF-01: Pagi. Iya, silakan direkam." in said
    assert "\nI: " not in said


def test_withheld_passages_are_neither_quoted_nor_printed_and_the_numbers_stay(demo: Project) -> None:
    before = made(demo).chapter
    one = next(q for q in quotations(before) if q.source == T01)
    coded = codings.by_ids(demo, [one.coding])[0]
    source = sources.find_id(demo, T01)
    consenting.record_consent_of_passage(demo, source, Span(coded.start, coded.end), "never")
    after = made(demo).chapter
    old, new = lines(before)["Transkrip INF-01"], lines(after)["Transkrip INF-01"]

    assert one.coding not in {q.coding for q in quotations(after)}
    assert squeezed(one.text) in squeezed(words(before))
    assert squeezed(one.text) not in squeezed(words(after))
    assert old.keys() == new.keys()
    assert "[tidak dikutip: informan tidak mengizinkan]" in new[cited(one)[0]].text
    untouched = [number for number in old if number not in cited(one)]
    assert [old[number].text for number in untouched] == [new[number].text for number in untouched]


def test_a_transcript_of_which_nothing_may_be_quoted_is_left_out_and_said(demo: Project) -> None:
    consenting.record_consent(demo, "INF-04", "never")
    chapter = made(demo).chapter

    assert set(lines(chapter)) == {"Transkrip INF-01"}
    assert {one.speaker for one in quotations(chapter)} == {"INF-01"}
    notes = [str(one.pieces[0]) for one in blocks(chapter, Paragraph)]
    assert "Transkrip yang tidak dilampirkan karena tidak boleh dikutip sama sekali: INF-04 (never)." in notes


def test_a_passage_that_is_freed_stands_alone_among_what_is_withheld(demo: Project) -> None:
    one = next(q for q in codings.select(demo, Selection()) if q.source == T01)
    consenting.record_consent(demo, "INF-01", "check")
    consenting.record_consent_of_passage(demo, one.source_id, Span(one.start, one.end), "quote")
    chapter = made(demo).chapter
    quoted = [q for q in quotations(chapter) if q.source == T01]
    printed = lines(chapter)["Transkrip INF-01"]

    assert {q.coding for q in quoted} == {c.id for c in codings.select(demo, Selection()) if c.segment == one.segment}
    assert squeezed(one.text) in squeezed("".join(printed[number].text for number in cited(quoted[0])))
    spoken = [line.text for number, line in printed.items() if not line.bold and number > 14]
    assert sum("belum diperiksa informan" in text for text in spoken) > 15
    assert "Rutin, dalam satu bulan" not in " ".join(spoken)


def test_what_is_to_be_masked_is_printed_in_the_form_made_for_it(demo: Project) -> None:
    one = next(q for q in codings.select(demo, Selection(codes=("PRE-FRE",))) if q.source == T01)
    segmenting.word(demo, one.source_id, Span(one.start, one.end), translation="", quoted="Rutin, [beberapa] kali.")
    consenting.record_consent(demo, "INF-01", "masked")
    chapter = made(demo).chapter
    printed = [line.text for line in lines(chapter)["Transkrip INF-01"].values()]

    assert [q.text for q in quotations(chapter) if q.source == T01] == ["Rutin, [beberapa] kali."]
    assert any("Rutin, [beberapa] kali." in text for text in printed)
    assert "dua sampai empat kali" not in " ".join(printed)


def test_names_are_masked_in_chapter_and_appendix(demo: Project) -> None:
    casing.set_attributes(demo, "INF-04", {"Nama": "Rutin"})
    chapter = made(demo, citing=Citing(Style.ID, mask_names=True)).chapter

    assert "[INF-04], dalam satu bulan" in words(chapter)
    assert any(one.text.startswith("[INF-04], dalam satu bulan") for one in quotations(chapter))
    assert "Rutin, dalam" not in words(chapter)


def test_an_appendix_apart_is_cited_but_not_linked(demo: Project) -> None:
    found = made(demo, appendix=APART)

    assert found.appendix is not None
    assert not blocks(found.chapter, Lines)
    assert set(lines(found.appendix)) == {"Transkrip INF-01", "Transkrip INF-04"}
    assert all(one.lines and not one.link for one in quotations(found.chapter))


def test_without_an_appendix_paragraphs_are_cited(demo: Project) -> None:
    found = made(demo, appendix=NONE)

    assert found.appendix is None
    assert not blocks(found.chapter, Lines)
    assert all(one.citation.endswith(f"¶ {one.paragraph}") for one in quotations(found.chapter))


def test_filters_narrow_chapter_and_appendix(demo: Project) -> None:
    chapter = made(demo, Selection(codes=("PRV-SIB",), cases=("INF-04",))).chapter

    assert {one.speaker for one in quotations(chapter)} == {"INF-04"}
    assert [one.text for one in blocks(chapter, Heading) if one.level > 1] == [
        "Upaya preventif (PRV)", "Patroli siber (PRV-SIB)", "Transkrip INF-04",
    ]  # fmt: skip
    notes = [str(one.pieces[0]) for one in blocks(chapter, Paragraph)]
    assert "Hanya kode: PRV-SIB." in notes


def test_a_paper_is_quoted_by_its_paragraph_and_has_no_transcript(demo: Project) -> None:
    source = sources.find_id(demo, "D01_laporan_polisi_fiktif")
    coding.apply_code(demo, source, Span(1000, 1034), codes.find(demo, "KAS-REL").code.id)
    chapter = made(demo).chapter
    (one,) = [block for block in blocks(chapter, Quoted) if block.quotation.source.startswith("D01")]

    assert one.before == "Laporan polisi, Perkara 2 memuat:"
    assert (one.quotation.lines, one.quotation.link) == ("", "")
    assert one.quotation.paragraph
    assert set(lines(chapter)) == {"Transkrip INF-01", "Transkrip INF-04"}


def test_the_same_passage_coded_alike_by_two_coders_is_quoted_once(demo: Project) -> None:
    one = codings.select(demo, Selection())[0]
    path = demo.path
    with Project.open(path, coder="Budi") as other:
        coding.apply_code(other, one.source_id, Span(one.start, one.end), one.code_id)

    assert [q.text for q in quotations(made(demo).chapter)].count(one.text) == sum(
        c.text == one.text and c.coder != "Budi" for c in codings.select(demo, Selection())
    )


def test_the_appendix_alone_marks_the_codes_of_what_is_chosen(demo: Project) -> None:
    document = make_appendix(demo, Selection(codes=("PRE-FRE",)), Citing(), language="en")
    marked = [(line.number, [w.text for w in line.margin]) for one in lines(document).values() for line in one.values()]

    assert [one for _number, one in marked if one] == [["PRE-FRE"]]
    assert Paragraph(("Only codes: PRE-FRE.",), Role.NOTE) in document.blocks
    assert not any(w.link for one in lines(document).values() for line in one.values() for w in line.margin)


def test_a_study_in_which_nothing_is_coded_says_so(project: Project) -> None:
    chapter = make_findings(project, Selection(), How(Citing(Style.ID)), language="en").chapter

    assert "Nothing is coded in this selection." in [str(one.pieces[0]) for one in blocks(chapter, Paragraph)]
    assert not quotations(chapter)
