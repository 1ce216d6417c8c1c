"""A supervisor's comments come back in Word and become to-dos on what they are about."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.document import anchor_of
from qcode.domain.reference import Citing
from qcode.domain.selection import Selection
from qcode.domain.study import Memo
from qcode.domain.text import shortened
from qcode.errors import UnknownName, UnreadableFile
from qcode.formats.returned.word_docx import read
from qcode.services import (
    chaptering,
    coding,
    commenting,
    demonstrating,
    glossing,
    noting,
    registering,
    reporting,
    tabling,
    undoing,
)
from qcode.services.numbering import LineNumbers
from qcode.store import codings, memos
from qcode.store.project import Project
from tests.formats.returned.returned_files import Remark, commented, through_libreoffice, with_libreoffice


@pytest.fixture(scope="module")
def _sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The demo, and its chapter with the appendix as a Word file."""
    folder = tmp_path_factory.mktemp("sent")
    with Project.open(demonstrating.make_demo(folder).project, coder="Ani") as project:
        how = chaptering.How(Citing(lines=True))
        made = chaptering.make_findings(project, Selection(codes=("PRE", "KEN")), how, language="id").chapter
        with registering.exporting(project, made) as chapter:
            reporting.export_document(chapter, folder / "bab4.docx", language="id")
        counts = tabling.make_planned(project, columns="case:informant")
        with registering.exporting_report(project, counts) as report:
            reporting.export_report(report, folder / "counts.docx", language="id")
    return folder / "demo.qcode", folder


@pytest.fixture
def project(_sent: tuple[Path, Path], tmp_path: Path) -> Iterator[Project]:
    """The demo study, for one test alone."""
    with Project.open(shutil.copyfile(_sent[0], tmp_path / "demo.qcode"), coder="Ani") as opened:
        yield opened


@pytest.fixture
def sent(_sent: tuple[Path, Path]) -> Callable[[str], bytes]:
    """Return a file that was exported."""
    return lambda name: (_sent[1] / name).read_bytes()


def kept(project: Project) -> list[Memo]:
    return [one for one in memos.all_memos(project) if commenting.TAG in one.tags]


def back(tmp_path: Path, data: bytes, *remarks: Remark) -> Path:
    path = tmp_path / "back.docx"
    path.write_bytes(commented(data, *remarks) if remarks else data)
    return path


def passage(project: Project, code: str = "KEN-SDM") -> Any:  # noqa: ANN401 - a coding
    return codings.select(project, Selection(codes=(code,), cases=("INF-01",)))[0]


def table_of(data: bytes) -> str:
    return next(mark.name for mark in read(data).marks if len(mark.name) == 7 and mark.name.startswith("T"))


def test_a_comment_on_a_passage_is_a_to_do_on_its_coding(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    one = passage(project)
    path = back(tmp_path, sent("bab4.docx"), Remark(anchor_of("q", one.id), "Benarkah hanya satu orang?"))
    (came,) = commenting.read_comments(project, [path])
    (memo,) = kept(project)

    assert came.on == {"coding": 1}
    assert (memo.target_kind, memo.target_id) == ("coding", one.id)
    assert (memo.kind, memo.state, memo.coder, memo.created) == ("to-do", "open", "Dr. Sari", "2025-07-10T09:30:00")
    assert memo.text.startswith("Benarkah hanya satu orang?\n\n> “")


def test_a_comment_on_a_number_is_on_the_code_of_its_row_and_names_the_cell(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = sent("counts.docx")
    table = table_of(data)
    path = back(tmp_path, data, Remark(f"{table}_r2_c2", "Kok hanya satu?"), Remark(table, "Judulnya kurang jelas."))
    commenting.read_comments(project, [path])
    number, title = kept(project)

    assert (number.target_kind, number.target) == ("code", "PRE-EDU")
    assert number.tags == ("comment", f"{table}.2.2")
    assert f"> Table {table}.2.2: " in number.text
    assert "PRE-EDU × INF-01" in number.text
    assert (title.target_kind, title.tags) == ("project", ("comment", table))


def test_a_comment_on_one_quotation_in_a_table_is_on_its_coding(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = sent("bab4.docx")
    found = read(data)
    cells = [
        mark.name for mark in found.marks
        if "_r" in mark.name and mark.name.endswith("_c2") and "(INF-01" in mark.span.of(found.text)
    ]  # fmt: skip
    commenting.read_comments(project, [back(tmp_path, data, Remark(cells[0], "Kutipan ini terlalu pendek."))])
    (memo,) = kept(project)

    assert memo.target_kind == "coding"
    assert codings.by_ids(project, [memo.target_id])[0].text[:15] in memo.text


def test_comments_on_headings_of_transcripts_and_on_lines_find_source_and_passage(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = sent("bab4.docx")
    names = [mark.name for mark in read(data).marks]
    source = next(name for name in names if name.startswith("s_"))
    line = next(name for name in names if name.startswith("l_") and name.count("_") == 2)
    remarks = (Remark(source, "Kapan?"), Remark(line, "Periksa baris ini."))
    commenting.read_comments(project, [back(tmp_path, data, *remarks)])

    assert {one.target_kind for one in kept(project)} == {"source", "segment"}


def test_a_comment_over_lines_of_a_coded_text_is_on_the_words_of_these_lines(project: Project, tmp_path: Path) -> None:
    made = glossing.make_glossed_texts(project, ["T01_unit_ppa"], Selection(), language="id")
    reporting.export_document(made, tmp_path / "text.docx", language="id")
    data = (tmp_path / "text.docx").read_bytes()
    name = next(mark.name for mark in read(data).marks if mark.name.startswith("l_") and mark.name.endswith("_25"))
    commenting.read_comments(project, [back(tmp_path, data, Remark(name, "Ini bukan modus."))])
    (memo,) = kept(project)
    place = memos.place_of(project, memo)

    assert place
    line = LineNumbers(project).of_source(place[0])[24]
    assert place[1] == line.span
    assert memo.text.startswith("Ini bukan modus.\n\n> “")


def test_a_comment_on_nothing_known_is_kept_on_the_project_with_its_words(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    path = back(tmp_path, sent("bab4.docx"), Remark("Bab ini menyajikan", "Terlalu pendek."))
    commenting.read_comments(project, [path])
    (memo,) = kept(project)

    assert memo.target_kind == "project"
    assert memo.text.startswith("Terlalu pendek.\n\n> “Bab ini menyajikan")


def test_a_comment_on_a_passage_that_is_gone_is_not_lost(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    one = passage(project)
    coding.uncode(project, [one.id])
    commenting.read_comments(project, [back(tmp_path, sent("bab4.docx"), Remark(anchor_of("q", one.id), "Siapa ini?"))])
    (memo,) = kept(project)

    assert memo.target_kind == "project"
    assert " ".join(one.text.split())[:40] in memo.text


def test_replies_are_notes_and_settled_comments_are_done(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    mark = anchor_of("q", passage(project).id)
    path = back(
        tmp_path, sent("bab4.docx"), Remark(mark, "Sumbernya?"), Remark("", "Sudah ditambah.", "Ani", answers=0),
        Remark(mark, "Setuju.", done=True),
    )  # fmt: skip
    commenting.read_comments(project, [path])
    first, reply, done = kept(project)

    assert (first.state, reply.state, done.state) == ("open", "", "done")
    assert (reply.kind, reply.coder, reply.target_id) == ("note", "Ani", first.target_id)
    assert reply.text == "Sudah ditambah.\n\n> In reply to Dr. Sari: “Sumbernya?”"


def test_the_same_comments_twice_add_nothing_and_what_was_settled_since_is_done(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    mark = anchor_of("q", passage(project).id)
    remarks = [Remark(mark, "Sumbernya?"), Remark(mark, "Sumbernya?"), Remark("Bab ini", "Ringkas.")]
    commenting.read_comments(project, [back(tmp_path, sent("bab4.docx"), *remarks)])
    before = kept(project)
    (again,) = commenting.read_comments(project, [back(tmp_path, sent("bab4.docx"), *remarks)])
    assert (again.known, again.on, kept(project)) == (3, {}, before)

    remarks[2] = Remark("Bab ini", "Ringkas.", done=True)
    (later,) = commenting.read_comments(project, [back(tmp_path, sent("bab4.docx"), *remarks)])
    assert (later.known, later.settled) == (2, 1)
    assert [one.state for one in kept(project)] == ["open", "open", "done"]


def test_one_undo_takes_all_comments_back(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path, dump: Callable[[Path], object]
) -> None:
    mark = anchor_of("q", passage(project).id)
    rows = dump(project.path)
    commenting.read_comments(
        project, [back(tmp_path, sent("bab4.docx"), Remark(mark, "Satu."), Remark("Bab ini", "Dua."))]
    )
    undoing.undo(project)
    assert dump(project.path) == rows
    undoing.redo(project)
    assert len(kept(project)) == 2


@with_libreoffice
def test_comments_that_libreoffice_saved_are_read_and_are_the_same(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = sent("counts.docx")
    table = table_of(data)
    remarks = (
        Remark(f"{table}_r2_c2", "Kok hanya satu?"), Remark("", "Nanti dicek.", "Ani", answers=0),
        Remark("primary data", "Sebut tahunnya.", done=True),
    )  # fmt: skip
    saved = through_libreoffice(commented(data, *remarks), tmp_path)
    commenting.read_comments(project, [back(tmp_path, saved)])
    number, reply, done = kept(project)

    assert (number.target, number.tags, number.coder) == ("PRE-EDU", ("comment", f"{table}.2.2"), "Dr. Sari")
    assert (number.created, number.state) == ("2025-07-10T09:30:00", "open")
    assert reply.text.startswith("Nanti dicek.")
    assert done.target_kind == "project"
    (again,) = commenting.read_comments(project, [back(tmp_path, data, *remarks)])
    assert again.known + again.settled == 3


def test_to_dos_are_ticked_off_by_the_beginning_of_their_ids(
    project: Project, sent: Callable[[str], bytes], tmp_path: Path
) -> None:
    commenting.read_comments(
        project, [back(tmp_path, sent("bab4.docx"), Remark("Bab ini", "Dua."), Remark("Bab ini", "Tiga."))]
    )
    first, second = kept(project)

    told = noting.finish_memos(project, [first.id[:9], second.id])
    assert told == [shortened(first.text), shortened(second.text)]
    assert {one.state for one in kept(project)} == {"done"}
    undoing.undo(project)
    assert {one.state for one in kept(project)} == {"open"}
    with pytest.raises(UnknownName, match="no memo “zzz”"):
        noting.finish_memos(project, ["zzz"])


def test_a_damaged_file_is_refused_by_name(project: Project, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableFile, match=r"x\.docx"):
        commenting.read_comments(project, [tmp_path / "x.docx"])
