"""Bringing sources in: what comes, what is skipped and why, and where it belongs."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.span import Span
from qcode.domain.transcript import Role
from qcode.errors import UnreadableFile
from qcode.formats.base import ReadOptions
from qcode.services import importing, sourcing, undoing
from qcode.store import cases, history, memos, sets, sources
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]

TALK = "P: Apa kabar?\nI: Baik.\n\nP: Lalu?\nI: Pulang.\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def names(project: Project) -> list[str]:
    return [one.name for one in sources.all_sources(project)]


def test_a_source_keeps_the_files_bytes_name_and_fingerprint(project: Project, tmp_path: Path) -> None:
    data = "\ufeffP: Apa kabar?\r\nI: Baik saja.\r".encode("utf-16-le")
    (tmp_path / "Wawancara 3.TXT").write_bytes(data)
    (added,) = importing.import_files(project, [tmp_path / "Wawancara 3.TXT"]).added
    assert sources.original_of(project, added.id) == ("Wawancara 3.TXT", data)
    found = sources.find(project, "wawancara 3")
    assert (found.sha256, found.kind, found.chars) == (hashlib.sha256(data).hexdigest(), "interview", 28)
    assert sources.text_of(project, added.id) == "P: Apa kabar?\nI: Baik saja.\n"
    assert added.speakers == (("P", Role.INTERVIEWER, 1), ("I", Role.PARTICIPANT, 1))


def test_the_same_bytes_again_are_skipped_whatever_the_files_name(project: Project, tmp_path: Path) -> None:
    original = sources.original_of(project, sources.find_id(project, "W1"))[1]
    (tmp_path / "kopi.txt").write_bytes(original)
    result = importing.import_files(project, [tmp_path / "kopi.txt"])
    assert result.added == ()
    assert result.skipped == (("kopi.txt", "the same file is here already, as “W1”"),)


def test_the_same_file_twice_in_one_import_comes_in_once(project: Project, tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", TALK), write(tmp_path / "b.txt", TALK)
    result = importing.import_files(project, [one, two, one])
    assert [added.name for added in result.added] == ["a"]
    assert [file for file, _reason in result.skipped] == ["b.txt", "a.txt"]


def test_a_changed_file_of_the_same_name_becomes_a_second_one_and_says_how_to_update(
    project: Project, tmp_path: Path
) -> None:
    write(tmp_path / "one" / "w1.txt", TALK)
    write(tmp_path / "two" / "W1.txt", f"{TALK}!")
    result = importing.import_files(project, [tmp_path / "one" / "w1.txt", tmp_path / "two" / "W1.txt"])
    assert [added.name for added in result.added] == ["w1 (2)", "W1 (3)"]
    assert any('qcode sources update "w1" ' in warning for _file, warning in result.warnings)


def test_an_unreadable_file_is_named_with_a_remedy_and_the_others_come_in(project: Project, tmp_path: Path) -> None:
    files = [
        write(tmp_path / "gut.txt", TALK), tmp_path / "fehlt.txt", write(tmp_path / "leer.txt", " \n"),
        write(tmp_path / "bild.png", "x"), write(tmp_path / "kode.csv", "key,name\nA,B\n"),
        write(tmp_path / "auch gut.md", "# Judul\n\nCatatan."),
    ]  # fmt: skip
    (tmp_path / "biner.txt").write_bytes(bytes(range(256)) * 9)
    result = importing.import_files(project, [*files, tmp_path / "biner.txt"])
    assert [added.name for added in result.added] == ["gut", "auch gut"]
    failed = dict(result.failed)
    assert sorted(Path(file).name for file in failed) == ["bild.png", "biner.txt", "fehlt.txt", "kode.csv", "leer.txt"]
    assert "cannot read this kind yet (.png)" in failed[str(tmp_path / "bild.png")]
    assert "qcode codebook import" in failed[str(tmp_path / "kode.csv")]
    assert all("\n" in error for error in failed.values()), "an error and its remedy"
    assert history.entries(project)[-1].summary == "gut, auch gut"


def test_folders_are_walked_in_order_and_hidden_files_left(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "data"
    for number in (10, 9, 1):
        write(root / "sub" / f"r{number}.txt", f"{TALK}{number}")
    write(root / ".git" / "x.txt", TALK)
    write(root / "~$w1.docx", "lock file of Word")
    write(root / "foto.jpg", "x")
    result = importing.import_files(project, [root])
    assert [added.name for added in result.added] == ["r1", "r9", "r10"]
    assert [(Path(file).name, reason) for file, reason in result.skipped] == [
        ("foto.jpg", "not a kind of file that sources are read from")
    ]
    assert result.failed == ()


def test_what_comes_in_belongs_to_the_case_and_set_that_were_said(project: Project, tmp_path: Path) -> None:
    files = [write(tmp_path / "a.txt", TALK), write(tmp_path / "b.txt", f"{TALK}!")]
    importing.import_files(project, files, belonging=importing.Belonging("police case:Perkara 1", "Gelombang 1"))
    importing.import_files(project, [write(tmp_path / "c.txt", f"{TALK}?")], belonging=importing.Belonging("inf-01"))
    assert [(one.kind, one.name, one.sources) for one in cases.all_cases(project)] == [
        ("informant", "INF-01", ("c", "W1")),
        ("informant", "INF-02", ("W2",)),
        ("police case", "Perkara 1", ("a", "b")),
    ]
    assert [(one.name, len(one.members)) for one in sets.all_sets(project)] == [("Gelombang 1", 2)]


def test_a_case_said_without_its_kind_is_the_one_that_is_there(project: Project, tmp_path: Path) -> None:
    for name, text, case in (("a", TALK, "police case:Perkara 1"), ("b", f"{TALK}!", "perkara 1"), ("c", "x", "X-1")):
        importing.import_files(project, [write(tmp_path / f"{name}.txt", text)], belonging=importing.Belonging(case))
    found = {one.name: (one.kind, one.sources) for one in cases.all_cases(project)}
    assert found["Perkara 1"] == ("police case", ("a", "b"))
    assert found["X-1"] == ("informant", ("c",))


def test_the_header_becomes_attributes_and_the_informant_a_case_of_the_only_participant(
    project: Project, source: Key
) -> None:
    assert cases.attributes_of_source(project, source(project, "W1")) == {
        "Kode Informan": "INF-01", "Jabatan": "Penyidik", "Tempat": "Kantor",
    }  # fmt: skip
    speakers = {one.label: one.case for one in sources.speakers_of(project, source(project, "W1"))}
    assert speakers == {"P": "", "I": "INF-01"}


def test_with_several_participants_the_whole_source_belongs_to_the_informant(project: Project, tmp_path: Path) -> None:
    talk = "Kode Informan : INF-09\n\n" + 2 * "Pewawancara: Apa?\nAni: Ya.\nBudi: Tidak.\n\n"
    (added,) = importing.import_files(project, [write(tmp_path / "fgd.txt", talk)]).added
    assert [label for label, role, _turns in added.speakers if role == Role.PARTICIPANT] == ["Ani", "Budi"]
    assert {one.case for one in sources.speakers_of(project, added.id)} == {""}
    assert cases.find(project, "INF-09").sources == ("fgd",)


def test_the_same_informant_in_two_interviews_is_one_case(project: Project, tmp_path: Path) -> None:
    importing.import_files(project, [write(tmp_path / "w9.txt", f"Kode Informan : inf-01\n\n{TALK}")])
    assert cases.find(project, "INF-01").sources == ("W1", "w9")


def test_what_the_user_says_of_labels_and_roles_counts(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "w.txt", TALK)
    options = ReadOptions(language="en", roles=(("P", "participant"), ("I", "interviewer")))
    preview = importing.preview(path, options)
    assert {one.label: str(one.role) for one in preview.transcript.speakers} == {"P": "participant", "I": "interviewer"}
    assert preview.transcript.language == "en"
    assert importing.preview(path, ReadOptions(not_speakers=("P", "I"))).kind == "document"


def test_a_preview_keeps_nothing(project: Project, tmp_path: Path, dump: Dumping) -> None:
    before = dump(project.path)
    importing.preview(write(tmp_path / "w.txt", TALK))
    assert dump(project.path) == before


def test_an_error_of_a_preview_names_the_file(tmp_path: Path) -> None:
    for name in ("fehlt.txt", "leer.txt"):
        path = tmp_path / name
        if name == "leer.txt":
            write(path, "")
        with pytest.raises(UnreadableFile, match=name) as caught:
            importing.preview(path)
        assert caught.value.hint


def test_a_text_without_speakers_is_a_document_of_secondary_data(
    project: Project, tmp_path: Path, dump: Dumping
) -> None:
    (added,) = importing.import_files(project, [write(tmp_path / "d.txt", "Laporan polisi.\n")]).added
    assert added.kind == "document"
    assert dump(project.path)["source"][added.id]["standing"] == "secondary"


def test_footnotes_and_comments_become_memos_at_their_marks(project: Project, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    data = Path(__file__).parent.parent / "data" / "docx" / "libreoffice_interview.docx"
    (added,) = importing.import_files(project, [data]).added
    text = sources.text_of(project, added.id)
    placed = memos.placed(project, added.id)
    assert placed
    for memo, span in placed:
        assert memo.kind in ("footnote", "comment")
        assert memo.text.strip()
        assert span.of(text).strip()
        assert len(span) > 0


def test_a_note_at_the_very_start_still_has_a_place(project: Project, tmp_path: Path) -> None:
    from dataclasses import replace

    from qcode.domain.transcript import Note

    preview = importing.preview(write(tmp_path / "d.txt", "Laporan."))
    notes = (Note(Span(0, 0), "di awal"), Note(Span(3, 3), "di tengah"))
    result = importing.import_previews(project, [replace(preview, transcript=replace(preview.transcript, notes=notes))])
    spans = [span for _memo, span in memos.placed(project, result.added[0].id)]
    assert all(len(span) == 1 for span in spans)


def test_progress_is_told_before_each_file_and_at_the_end(project: Project, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    files = [write(tmp_path / f"{name}.txt", f"{TALK}{name}") for name in "ab"]
    importing.import_files(project, files, progress=lambda *step: told.append(step))
    assert told == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_an_import_of_many_is_one_act_with_a_short_summary(project: Project, tmp_path: Path) -> None:
    before = names(project)
    importing.import_files(project, [write(tmp_path / f"r{n}.txt", f"{TALK}{n}") for n in range(5)])
    assert history.entries(project)[-1].summary == "r0, r1, r2 (+2)"
    undoing.undo(project)
    assert names(project) == before


def test_the_name_of_a_removed_source_is_free_again(project: Project, tmp_path: Path, source: Key) -> None:
    sourcing.remove_source(project, source(project, "W1"))
    (added,) = importing.import_files(project, [write(tmp_path / "W1.txt", TALK)]).added
    assert added.name == "W1"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="their file systems know no such names")
def test_a_file_whose_name_is_no_text_comes_in_under_a_name_that_is(project: Project, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(TALK, encoding="utf-8")
    (added,) = importing.import_files(project, [path]).added
    assert added.name == "caf\ufffd"
    assert sources.original_of(project, added.id)[0] == "caf\ufffd.txt"


def test_the_study_in_its_own_folder_of_transcripts_is_not_mentioned(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    (folder / "study.qcode-backups").mkdir(parents=True)
    for name in ("study.qcode", "study.qcode-wal", "study.qcode-backups/study-1.qcode"):
        (folder / name).write_bytes(b"SQLite format 3\0")
    (folder / "a.txt").write_text("I: Kami catat.\n", encoding="utf-8")
    result = importing.import_files(project, [folder])
    assert [one.name for one in result.added] == ["a"]
    assert result.skipped == ()


def test_the_file_a_source_came_from_can_be_had_again(tmp_path: Path) -> None:
    from qcode import Project as Study

    file = tmp_path / "Wawancara 1.txt"
    file.write_bytes(b"\xef\xbb\xbfI: Kami catat.\r\n")
    with Study.create(tmp_path / "study.qcode", coder="Ani") as study:
        study.import_files([file])
        assert study.original("Wawancara 1") == ("Wawancara 1.txt", b"\xef\xbb\xbfI: Kami catat.\r\n")
        assert study.text("Wawancara 1") == "I: Kami catat.\n"
