"""Sheets go to informants, and come back: what stands on them, and what becomes of the answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from qcode.domain.document import Block, Field, Quoted, anchor_of
from qcode.domain.member_check import KIND, Verdict
from qcode.domain.report import plain
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Memo
from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.returned.word_docx import read
from qcode.services import (
    coding,
    consenting,
    demonstrating,
    hearing,
    member_checking,
    noting,
    reporting,
    undoing,
)
from qcode.store import cases, codings, links, memos
from qcode.store.project import Project
from tests.formats.returned.returned_files import W, answered, edited, through_libreoffice, with_libreoffice

ONLY = Selection(codes=("KEN", "PRE"))


@pytest.fixture(scope="module")
def _sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """The demo and the sheet of INF-01 with a few of its passages."""
    folder = tmp_path_factory.mktemp("sent")
    with Project.open(demonstrating.make_demo(folder).project, coder="Ani") as project:
        (sheet,) = member_checking.make_sheets(project, ONLY, ["INF-01"], language="id")
        reporting.export_document(sheet.document, folder / "INF-01.docx", language="id")
    return folder / "demo.qcode", (folder / "INF-01.docx").read_bytes()


@pytest.fixture
def demo(_sent: tuple[Path, bytes], tmp_path: Path) -> Path:
    """The demo study, for one test alone."""
    return Path(shutil.copyfile(_sent[0], tmp_path / "demo.qcode"))


@pytest.fixture
def sheet(_sent: tuple[Path, bytes]) -> bytes:
    return _sent[1]


def asked(sheet: bytes, kind: str) -> list[str]:
    """Return the names of the places of a kind, in order."""
    marks = (mark for mark in read(sheet).marks if mark.name.startswith(f"{kind}_"))
    return list(dict.fromkeys(mark.name for mark in sorted(marks, key=lambda mark: mark.span.start)))


def kept(project: Project) -> list[Memo]:
    return [one for one in memos.all_memos(project) if one.kind == KIND]


def saved(tmp_path: Path, data: bytes, name: str = "back.docx") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(str(block) for block in blocks)


# What stands on a sheet


def test_a_sheet_holds_the_passages_of_its_informant_and_of_no_other(demo: Path) -> None:
    with Project.open(demo) as project:
        sheets = member_checking.make_sheets(project, Selection(), language="id")
        said = {one.segment: one for one in codings.select(project, Selection())}
        names = {one.name for one in cases.all_cases(project) if one.kind == "informant"}

        assert {one.informant for one in sheets} == {"INF-01", "INF-04"}
        for sheet in sheets:
            theirs = {one.text for one in said.values() if one.informant == sheet.informant}
            quoted = [block.quotation.text for block in sheet.document.blocks if isinstance(block, Quoted)]
            assert set(quoted) <= theirs
            assert len(quoted) == sheet.passages == len({one.segment for one in said.values() if one.text in quoted})
            assert not [name for name in names - {sheet.informant} if name in words(sheet.document.blocks)]


def test_a_passage_is_cited_by_its_lines_and_followed_by_code_and_questions(demo: Path) -> None:
    with Project.open(demo) as project:
        (sheet,) = member_checking.make_sheets(project, Selection(codes=("PRE-EDU",)), ["INF-01"], language="id")
        blocks = sheet.document.blocks
        at = next(place for place, block in enumerate(blocks) if isinstance(block, Quoted))
        quotation, understood, agree, text = blocks[at : at + 4]

        assert isinstance(quotation, Quoted)
        assert quotation.quotation.lines.startswith("baris ")
        assert "Edukasi dan sosialisasi" in str(understood)
        assert isinstance(agree, Field)
        assert isinstance(text, Field)
        one = codings.by_ids(project, [quotation.quotation.coding])[0]
        assert (agree.tag, text.tag) == (f"agree:{one.segment}", f"text:{one.segment}")
        assert len(agree.choices) == 3


def test_what_may_never_be_quoted_is_not_sent_and_what_is_to_be_checked_is(demo: Path) -> None:
    with Project.open(demo) as project:
        first, second = codings.select(project, Selection(codes=("PRE",), cases=("INF-01",)))[:2]
        consenting.record_consent(project, "INF-01", "check")
        consenting.record_consent_of_passage(project, first.source_id, Span(first.start, first.end), "never")
        (sheet,) = member_checking.make_sheets(project, Selection(codes=("PRE",)), ["INF-01"])

        assert first.text not in words(sheet.document.blocks)
        assert second.text in words(sheet.document.blocks)
        assert sheet.left_out == ("Withheld: passages that may not be quoted: 1.",)


def test_a_memo_that_interprets_is_shown_but_neither_a_private_one_nor_one_that_names_others(demo: Path) -> None:
    with Project.open(demo) as project:
        first, second = codings.select(project, Selection(codes=("PRE",), cases=("INF-01",)))[:2]
        noting.write_memo(project, "coding", first.id, "Bukan satu arah.", kind="analytic")
        noting.write_memo(project, "coding", first.id, "Saya ragu.", kind="personal")
        noting.write_memo(project, "coding", second.id, "Berbeda dengan INF-04.", kind="analytic")
        (sheet,) = member_checking.make_sheets(project, Selection(codes=("PRE",)), ["INF-01"])
        shown = words(sheet.document.blocks)

        assert "Bukan satu arah." in shown
        assert "Saya ragu." not in shown
        assert "INF-04" not in shown
        assert [note for note in sheet.left_out if "speaks of others" in note]


def test_several_sheets_do_not_go_into_one_file(demo: Path) -> None:
    with Project.open(demo) as project:
        sheets = member_checking.make_sheets(project, Selection())

    assert member_checking.paths_of(sheets, Path("out")) == [Path("out/INF-01.docx"), Path("out/INF-04.docx")]
    with pytest.raises(QcodeError, match="each informant has a sheet of their own"):
        member_checking.paths_of(sheets, Path("out.docx"))


def test_an_informant_of_whom_nothing_is_coded_is_named(demo: Path) -> None:
    with Project.open(demo) as project, pytest.raises(QcodeError, match="no passage of INF-04"):
        member_checking.make_sheets(project, Selection(sources=("T01_unit_ppa",)), ["INF-04"])


# What comes back


def filled(sheet: bytes) -> bytes:
    """Return the sheet with one passage agreed to, one corrected, one withdrawn, and words at the end."""
    first, second, third = asked(sheet, "agree")[:3]
    sheet = answered(answered(sheet, first, box=0), second, box=1)
    sheet = answered(sheet, second.replace("agree", "text"), text="Bukan “dua”, tetapi tiga & empat.")
    sheet = answered(answered(sheet, third, box=2), asked(sheet, "more")[0], text="Terima kasih.")
    return answered(sheet, asked(sheet, "sign")[0], text="INF-01")


def check_kept(project: Project) -> None:
    of = {tag: one for one in kept(project) for tag in one.tags or ("more",)}
    assert {tag: one.text for tag, one in of.items()} == {
        "agrees": "Agrees.", "corrects": "Bukan “dua”, tetapi tiga & empat.",
        "withdraws": "Does not want it to be used.", "more": "Terima kasih.\n\nSigned: INF-01.",
    }  # fmt: skip
    assert {one.coder for one in of.values()} == {"INF-01"}
    assert {one.target_kind for one in of.values()} == {"segment", "case"}


def test_answers_become_memos_of_the_informant_on_the_passages(demo: Path, sheet: bytes, tmp_path: Path) -> None:
    with Project.open(demo, coder="Ani") as project:
        (heard,) = hearing.read_sheets(project, [saved(tmp_path, filled(sheet))])

        assert (heard.informant, heard.added, heard.known, heard.remarks) == ("INF-01", 4, 0, [])
        assert heard.verdicts == {Verdict.AGREES: 1, Verdict.CORRECTS: 1, Verdict.WITHDRAWS: 1}
        assert heard.unanswered == len(asked(sheet, "agree")) - 3
        check_kept(project)


def test_the_same_sheet_twice_adds_nothing_and_one_undo_takes_all_of_it_back(
    demo: Path, sheet: bytes, tmp_path: Path, dump: Callable[[Path], object]
) -> None:
    path, rows = saved(tmp_path, filled(sheet)), dump(demo)
    with Project.open(demo, coder="Ani") as project:
        hearing.read_sheets(project, [path])
        before = kept(project)
        (again,) = hearing.read_sheets(project, [path])

        assert (again.added, again.known) == (0, 4)
        assert kept(project) == before
        undoing.undo(project)
        assert not kept(project)
        assert dump(demo) == rows
        undoing.redo(project)
        assert {one.id for one in kept(project)} == {one.id for one in before}


@with_libreoffice
def test_a_sheet_that_libreoffice_saved_is_read(demo: Path, sheet: bytes, tmp_path: Path) -> None:
    back = through_libreoffice(filled(sheet), tmp_path)
    with Project.open(demo, coder="Ani") as project:
        (heard,) = hearing.read_sheets(project, [saved(tmp_path, back)])

        assert heard.added == 4
        check_kept(project)


def test_two_boxes_say_nothing_clear(demo: Path, sheet: bytes, tmp_path: Path) -> None:
    first = asked(sheet, "agree")[0]
    with Project.open(demo) as project:
        (heard,) = hearing.read_sheets(
            project, [saved(tmp_path, answered(answered(sheet, first, box=0), first, box=2))]
        )

        assert heard.verdicts == {Verdict.UNCLEAR: 1}
        assert kept(project)[0].text == "Has ticked several boxes; ask again."


def test_words_that_were_changed_in_the_passage_itself_are_a_correction(
    demo: Path, sheet: bytes, tmp_path: Path
) -> None:
    def edit(root) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - an element
        start = next(one for one in root.iter("{*}bookmarkStart") if one.values()[1] == asked(sheet, "q")[0])
        next(one for one in start.itersiblings("{*}r")).find("{*}t").text = "“Kami jarang turun.”"

    with Project.open(demo) as project:
        (heard,) = hearing.read_sheets(project, [saved(tmp_path, edited(sheet, edit))])

        assert heard.verdicts == {Verdict.CORRECTS: 1}
        assert kept(project)[0].text == "On the sheet the passage reads: “Kami jarang turun.”"


def test_what_is_written_below_the_line_is_read_too(demo: Path, sheet: bytes, tmp_path: Path) -> None:
    first = asked(sheet, "agree")[0]

    def edit(root) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - an element
        name = first.replace("agree", "text")
        start = next(one for one in root.iter("{*}bookmarkStart") if one.values()[1] == name)
        line = start.getparent()
        for words in ("Bukan begitu.", "Kami turun tiap bulan."):
            below = deepcopy(line)
            for one in list(below)[1:]:
                below.remove(one)
            run = etree.SubElement(below, f"{W}r")
            etree.SubElement(run, f"{W}t").text = words
            line.addnext(below)
            line = below

    with Project.open(demo) as project:
        (heard,) = hearing.read_sheets(project, [saved(tmp_path, edited(sheet, edit))])

        assert heard.verdicts == {Verdict.CORRECTS: 1}
        assert kept(project)[0].text == "Bukan begitu.\nKami turun tiap bulan."


def test_the_answer_to_a_passage_that_is_gone_is_kept_and_its_place_named(
    demo: Path, sheet: bytes, tmp_path: Path
) -> None:
    with Project.open(demo, coder="Ani") as project:
        linked = {end.id for link in links.all_links(project) for end in (link.origin, link.target)}
        names = asked(sheet, "agree")
        there = [
            one
            for one in codings.select(project, Selection())
            if anchor_of("agree", one.segment) in names and one.segment not in linked
        ]
        there = [one for one in there if one.segment == there[0].segment]
        coding.uncode(project, [one.id for one in there])
        name = anchor_of("agree", there[0].segment)
        (heard,) = hearing.read_sheets(project, [saved(tmp_path, answered(sheet, name, box=0))])
        (memo,) = kept(project)

        assert heard.remarks[0].startswith("back.docx: “")
        assert there[0].text[:20] in heard.remarks[0]
        assert (memo.target_kind, memo.target) == ("case", "INF-01")
        assert there[0].text[:20] in memo.text


def test_a_sheet_of_another_study_is_refused_with_its_name(project: Project, sheet: bytes, tmp_path: Path) -> None:
    with pytest.raises(QcodeError, match=r"back\.docx: this sheet is of another study"):
        hearing.read_sheets(project, [saved(tmp_path, sheet)])


def test_what_is_no_sheet_or_damaged_is_refused_with_its_name(demo: Path, sheet: bytes, tmp_path: Path) -> None:
    with Project.open(demo) as project:
        report = hearing.make_answers(project)
        reporting.export_report(report, tmp_path / "table.docx")
        with pytest.raises(QcodeError, match=r"table\.docx: this is no sheet for checking"):
            hearing.read_sheets(project, [tmp_path / "table.docx"])
        good, bad = saved(tmp_path, filled(sheet), "good.docx"), saved(tmp_path, sheet[:900], "cut.docx")
        with pytest.raises(UnreadableFile, match=r"cut\.docx: .*cut off or damaged"):
            hearing.read_sheets(project, [good, bad])
        assert not kept(project)


def test_what_informants_said_is_one_table_and_hides_what_may_not_be_quoted(
    demo: Path, sheet: bytes, tmp_path: Path
) -> None:
    with Project.open(demo) as project:
        hearing.read_sheets(project, [saved(tmp_path, filled(sheet))])
        report = hearing.make_answers(project, language="en")
        said = {plain(row[2]): row for row in report.rows}

        assert set(said) == {"agrees", "corrects", "does not want it used", ""}
        assert said["corrects"][3] == "Bukan “dua”, tetapi tiga & empat."
        assert report.notes == ("Answers: 4, of informants: 1.", "agrees: 1; corrects: 1; does not want it used: 1.")
        consenting.record_consent(project, "INF-01", "never")
        hidden = hearing.make_answers(project, language="en").rows
        assert [row[1] for row in hidden].count("[a passage that may not be quoted as it stands]") == 3
