"""Commands that do: what they print, what they leave behind, and how they end."""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qcode.cli import study as study_commands
from qcode.store import database

Run = Callable[..., Any]
"""Runs a command; gives its exit code, what it printed on either stream, and that read as JSON."""

TALK = "P: Apa kabar?\nI: Baik saja.\n\nP: Lalu?\nI: Pulang.\n"


# -- which project, which coder -----------------------------------------------------------------


def test_the_only_project_here_is_meant(qcode: Run) -> None:
    assert len(qcode("sources", "--format", "json").data) == 2


def test_without_a_project_here_the_remedies_are_named(qcode: Run, study: Path) -> None:
    study.unlink()
    ran = qcode("sources")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "qcode: there is no project in this folder\n"
        "       Make one: qcode new STUDY.qcode. Try the demo: qcode demo. Or name one: -p FILE\n"
    )


def test_among_several_projects_one_has_to_be_named(qcode: Run, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert qcode("new", "lain").out == "lain.qcode\n"
    ran = qcode("sources")
    assert ran.code == 1
    assert ran.err == (
        "qcode: there are several projects here: lain.qcode, study.qcode\n"
        "       Say which with -p FILE, or set QCODE_PROJECT.\n"
    )
    for words in (["-p", study, "sources"], ["sources", "-p", study], ["sources", "--project", "study.qcode"]):
        assert len(qcode(*words, "--format", "json").data) == 2
    monkeypatch.setenv("QCODE_PROJECT", str(study))
    assert len(qcode("sources", "--format", "json").data) == 2
    assert qcode("sources", "-p", "lain.qcode", "--format", "json").data == []


@pytest.mark.parametrize("words", [["--coder", "Citra", "code"], ["code", "--coder", "Citra"]])
def test_who_codes_may_be_said_before_and_behind_the_command(words: list[str], qcode: Run) -> None:
    assert qcode(*words, "W1", "0", "5", "PRE").code == 0
    assert qcode("segments", "--format", "json").data[0]["coder"] == "Citra"


def test_who_codes_is_said_by_option_environment_settings_or_login(qcode: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def coder(*words: str) -> str:
        start = len(qcode("segments", "--format", "json").data)
        assert qcode(*words, "code", "W1", str(start), "50", "PRE").code == 0
        newest = max(qcode("segments", "--format", "json").data, key=lambda one: one["start"])
        return str(newest["coder"])

    assert coder() == "Ani"
    monkeypatch.delenv("QCODE_CODER")
    monkeypatch.setenv("USER", "login")
    assert coder() == "login"
    home = Path(os.environ["QCODE_HOME"])
    home.mkdir()
    (home / "settings.toml").write_text('name = "Dari Setelan"\n', encoding="utf-8")
    assert coder() == "Dari Setelan"
    assert coder("--coder", "Citra") == "Citra"


def test_in_another_language_all_is_said_in_it(qcode: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    english = qcode("-p", "none.qcode", "sources").err
    for words in (["--lang", "id"], ["--lang=id"]):
        said = qcode(*words, "-p", "none.qcode", "sources").err
        assert "none.qcode" in said
        assert said != english
    monkeypatch.setattr("qcode.language._screen_language", "")
    assert qcode("--lang", "de", "sources").code == 2
    assert qcode("matrix", "--doc-lang", "id", "--format", "json").data["title"].startswith("Kode")


# -- import -------------------------------------------------------------------------------------


def test_an_import_says_what_came_in_and_what_did_not_and_ends_with_1(qcode: Run, tmp_path: Path) -> None:
    (tmp_path / "baru.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "W1.txt").write_text("Lain.", encoding="utf-8")
    (tmp_path / "foto.png").write_text("x", encoding="utf-8")
    ran = qcode("import", "baru.txt", "W1.txt", "foto.png", "hilang.txt", "baru.txt")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.splitlines()[:2] == [
        "+ baru · interview · P (interviewer, 2), I (participant, 2)",
        "+ W1 (2) · document",
    ]
    assert "skipped baru.txt: the same file is here already, as “baru”" in ran.err
    assert "qcode: foto.png: cannot read this kind yet (.png)\n       Readable are:" in ran.err
    assert "qcode: hilang.txt: " in ran.err
    assert ran.err.splitlines()[-1] == "came in: 2; skipped: 1; not readable: 2"
    assert qcode("import", "baru.txt").code == 0


def test_a_text_comes_from_stdin(qcode: Run) -> None:
    assert qcode("import", "-", "--name", "tempel", "--set", "S", "--case", "INF-07", stdin=TALK).code == 0
    assert [s["name"] for s in qcode("sources", "--format", "json").data] == ["tempel", "W1", "W2"]
    assert qcode("sets", "--format", "json").data == [
        {"name": "S", "kind": "source", "sources": 1, "members": ["tempel"]}
    ]
    assert qcode("import", "-", stdin="").code == 1


def test_a_dry_run_shows_what_was_found_and_keeps_nothing(
    qcode: Run, tmp_path: Path, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    (tmp_path / "baru.txt").write_text(f"Kode Informan : INF-03\n\n[00:01:00]\n{TALK}", encoding="utf-8")
    before = study.read_bytes()
    ran = qcode("import", "--dry-run", "baru.txt", "--role", "I=interviewer")
    assert ran.code == 0
    for words in ("baru   interview", "P (interviewer, 2), I (interviewer, 2)", "Kode Informan: INF-03"):
        assert words in ran.out
    assert "nothing was kept; correct with --speaker" in ran.err
    assert study.read_bytes() == before
    assert qcode("import", "--dry-run", "hilang.txt").code == 1


def test_roles_are_set_and_listed(qcode: Run) -> None:
    listed = qcode("speakers", "W1", "--role", "P=participant", "--format", "json").data
    assert listed == [
        {"speaker": "P", "role": "participant", "case": "", "turns": 2},
        {"speaker": "I", "role": "participant", "case": "INF-01", "turns": 2},
    ]
    assert qcode("speakers", "W1", "--role", "P=chef").code == 1


def test_sources_are_renamed_and_removed_and_come_back(coded: Run) -> None:
    assert coded("sources", "rename", "w1", "Satu").code == 0
    ran = coded("sources", "remove", "satu")
    assert (ran.code, ran.err) == (0, "removed, with codings: 2; undo brings it back\n")
    assert coded("undo").err == "taken back: Satu\n"
    assert [s["codings"] for s in coded("sources", "--format", "json").data] == [2, 0]


# -- codes and codings --------------------------------------------------------------------------


def test_codes_are_added_edited_moved_merged_and_removed(coded: Run) -> None:
    assert coded("codes", "add", "Hukum/Pasal", "--key", "PSL", "--color", "#abc", "--definition", "d").out == "PSL\n"
    assert coded("codes", "add", "Tanpa kunci", "--parent", "PSL").out == "Hukum/Pasal/Tanpa kunci\n"
    assert coded("codes", "edit", "PSL", "--name", "Ayat", "--key", "AYT", "--folder").code == 0
    assert coded("codes", "move", "Tanpa kunci").code == 0
    assert coded("codes", "merge", "PRE-EDU", "KEN").err == "merged; codings moved: 1\n"
    ran = coded("codes", "remove", "KEN")
    assert ran.code == 1
    assert "codings made with “Obstacles” or what is under it: 2" in ran.err
    assert coded("codes", "remove", "KEN", "--with-codings").code == 0
    listed = {
        one["path"]: (one["key"], one["color"], one["codable"]) for one in coded("codes", "--format", "json").data
    }
    assert listed["Hukum/Ayat"] == ("AYT", "#aabbcc", False)
    assert list(listed) == ["Preemptive", "Preventive", "Others", "Hukum", "Hukum/Ayat", "Tanpa kunci"]


def test_a_code_added_with_its_parents_is_one_act(qcode: Run) -> None:
    qcode("codes", "add", "A/B/C")
    assert qcode("undo").code == 0
    assert len(qcode("codes", "--format", "json").data) == 7


def test_the_same_coding_twice_changes_nothing_and_is_said(coded: Run) -> None:
    before = coded("segments", "--format", "json").out
    ran = coded("code", "w1", "119", "155", "pre-edu")
    assert ran.code == 0
    assert ran.err == "you had coded this passage so already; nothing was changed\n"
    assert ran.out.strip() in before
    assert coded("segments", "--format", "json").out == before


def test_codings_come_from_a_table_all_or_none(qcode: Run, tmp_path: Path) -> None:
    table = tmp_path / "codings.csv"
    table.write_text("source,start,end,code,coder\nW1,0,5,PRE,Budi\nW1,0,5,KEN,\nW1,0,5,KEN,\n", encoding="utf-8")
    ran = qcode("code", "--from", table)
    assert (ran.code, ran.out, ran.err) == (0, "", "codings applied: 2; there already: 1\n")
    table.write_text("source,start,end,code\nW1,0,9,PRE\nW1,0,9999,PRE\n", encoding="utf-8")
    ran = qcode("code", "--from", table)
    assert ran.code == 1
    assert ran.err == "qcode: row 3: 0–9999 lies outside W1, which has 257 characters\n"
    assert len(qcode("segments", "--format", "json").data) == 2
    assert qcode("code", "--from", "hilang.csv").code == 1


def test_codings_are_removed_by_place_or_by_id(coded: Run) -> None:
    ids = [one["coding"] for one in coded("segments", "--format", "json").data]
    assert coded("uncode", "W1", "119", "155", "PRE-EDU").code == 0
    assert coded("uncode", ids[0].upper()).code == 0
    assert coded("segments", "--format", "json").data == []
    ran = coded("uncode", *ids)
    assert ran.code == 1
    assert "no such coding" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["code"], ["code", "W1"], ["code", "W1", "0", "5", "PRE", "--from", "x"],
        ["uncode", "W1", "5"], ["nonsense"], ["codes", "--format", "xml"], ["matrix", "--nonsense"],
        ["sources", "rename"], ["import"], ["segments", "--where", "Jabatan"], ["cases", "set", "INF-01", "Jabatan"],
        ["speakers", "W1", "--role", "P"], ["codes", "edit", "PRE", "--folder", "--codable"], ["search"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(words: list[str], qcode: Run) -> None:
    ran = qcode(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "qcode: " in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["code", "W9", "0", "5", "PRE"], "there is no source “W9”"),
        (["code", "W1", "0", "5", "PRX"], "there is no code “PRX”"),
        (["code", "W1", "5", "5", "PRE"], "an empty passage cannot be coded"),
        (["code", "W1", "5", "x", "PRE"], "5–x is no passage"),
        (["code", "W1", "9", "5", "PRE"], "9–5 is no passage"),
        (["code", "W1", "0", "5", "Others"], "“Others” is a folder"),
        (["matrix", "--rows", "kode"], "there is no axis “kode”"),
        (["matrix", "--cell", "anzahl"], "there is no cell “anzahl”"),
        (["matrix", "-o", "matrix.xyz"], "matrix.xyz"),
        (["segments", "--until", "gestern"], "“gestern” is not a date"),
        (["segments", "--case", "INF-09"], "there is no case “INF-09”"),
        (["codebook", "import", "hilang.yaml"], "hilang.yaml"),
        (["codebook", "export", "aus.pdf"], "aus.pdf"),
        (["cases", "import", "hilang.csv", "--kind", "x"], "hilang.csv"),
        (["undo"], "there is nothing of yours to undo"),
        (["redo"], "there is nothing of yours to redo"),
        (["new", "study.qcode"], "study.qcode is there already"),
        (["-p", "hilang.qcode", "sources"], "there is no project hilang.qcode"),
        (["memo", "XX", "--text", "x"], "there is nothing called “XX”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_ends_with_1_and_leaves_the_project_alone(
    words: list[str], says: str, qcode: Run, study: Path
) -> None:
    if words == ["undo"]:
        words = ["--coder", "Dewi", "undo"]
    before = study.read_bytes()
    ran = qcode(*words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("qcode: ")
    assert says in ran.err
    assert study.read_bytes() == before


def test_a_project_that_another_program_writes_is_told(
    qcode: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(study, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = qcode("codes", "add", "Baru")
        assert ran.code == 1
        assert ran.err.splitlines()[0] == "qcode: study.qcode is being written by another program"
        assert len(qcode("codes", "--format", "json").data) == 7


def test_a_file_that_is_no_project_is_told(qcode: Run, tmp_path: Path) -> None:
    (tmp_path / "text.qcode").write_text("Just a text. " * 500, encoding="utf-8")
    ran = qcode("-p", "text.qcode", "sources")
    assert ran.code == 1
    assert "damaged or not a qcode project" in ran.err


def test_an_unforeseen_error_shows_no_traceback_but_keeps_it(qcode: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(args: argparse.Namespace) -> int:
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr(study_commands, "check", break_down)
    ran = qcode("check")
    assert ran.code == 1
    assert ran.err.startswith("qcode: something went wrong that should not: ZeroDivisionError: unforeseen\n")
    details = Path(ran.err.split()[-1])
    assert details.parent in (Path(tempfile.gettempdir()), Path(os.environ["QCODE_HOME"]))
    assert "break_down" in details.read_text(encoding="utf-8")


def test_stopping_by_hand_says_that_what_was_reported_is_kept(qcode: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(args: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(study_commands, "check", stop)
    ran = qcode("check")
    assert ran.code == 1
    assert ran.err == "qcode: stopped; what was reported as done is on disk\n"


# -- care, cases, documents ---------------------------------------------------------------------


def test_check_tells_each_fault_and_names_the_newest_copy(qcode: Run, study: Path) -> None:
    assert qcode("check").err == f"{study} is whole\n"
    copy = qcode("backup").out.strip()
    assert Path(copy).is_file()
    with closing(sqlite3.connect(study)) as file:
        file.execute("UPDATE paragraph SET text = 'x' WHERE id = 1")
        file.commit()
    ran = qcode("check")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "qcode: the full-text index does not match the text", f"the newest whole copy: {copy}",
    ]  # fmt: skip


def test_cases_are_made_given_values_assigned_and_removed(qcode: Run, tmp_path: Path) -> None:
    assert qcode("cases", "add", "institution", "Polda", "Tipe=A", "Kota = X").code == 0
    assert qcode("cases", "add", "institution", "polda").err == "the case was there already\n"
    assert qcode("cases", "set", "Polda", "Tipe=B").code == 0
    assert qcode("cases", "assign", "Polda", "W1", "--speaker", "P").code == 0
    assert qcode("cases", "assign", "Polda", "W1", "--speaker", "P").err == "it belonged there already\n"
    (tmp_path / "k.csv").write_text("no,tahun\n1,2022\n", encoding="utf-8")
    ran = qcode("cases", "import", "k.csv", "--kind", "police case", "--prefix", "LP ")
    assert ran.err == "cases added: 1; there already: 0\n"
    assert [
        (one["kind"], one["name"], one["attributes"], one["sources"]) for one in qcode("cases", "--format", "json").data
    ] == [
        ("informant", "INF-01", {}, ["W1"]), ("informant", "INF-02", {}, ["W2"]),
        ("institution", "Polda", {"Tipe": "B", "Kota": "X"}, ["W1"]), ("police case", "LP 1", {"tahun": "2022"}, []),
    ]  # fmt: skip
    assert qcode("cases", "remove", "Polda").code == 0
    assert len(qcode("cases", "--format", "json").data) == 3


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".html", ".md", ".json"])
@pytest.mark.parametrize("command", [["matrix"], ["matrix", "--cell", "quotes"], ["segments"]], ids=" ".join)
def test_a_document_of_every_kind_is_written_where_it_was_asked_for(
    suffix: str, command: list[str], coded: Run, tmp_path: Path
) -> None:
    ran = coded(*command, "-o", f"out/tabel{suffix}", "--title", "Judul")
    assert (ran.code, ran.out) == (0, f"{Path('out', f'tabel{suffix}')}\n")
    written = tmp_path / "out" / f"tabel{suffix}"
    assert written.stat().st_size > 100 or suffix == ".csv"
    assert [one.name for one in written.parent.iterdir()] == [written.name], "nothing half is left beside it"


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".csv", ".xlsx", ".qdc"])
def test_a_codebook_goes_out_and_comes_in_by_every_format(suffix: str, qcode: Run, tmp_path: Path) -> None:
    assert qcode("codebook", "export", f"buku{suffix}").code == 0
    ran = qcode("codebook", "import", f"buku{suffix}")
    assert ran.code == 0
    assert qcode("new", "lain").code == 0
    assert qcode("-p", "lain.qcode", "codebook", "import", f"buku{suffix}").code == 0
    here = qcode("-p", "study.qcode", "codes", "--format", "json").data
    there = qcode("-p", "lain.qcode", "codes", "--format", "json").data
    assert [one["path"] for one in here] == [one["path"] for one in there]


def test_a_new_project_takes_a_codebook_that_comes_along(qcode: Run, study: Path) -> None:
    names = qcode("codebook", "starters").out.split()
    assert len(names) == 4
    ran = qcode("new", "baru.qcode", "--codebook", names[0])
    assert (ran.code, ran.out) == (0, "baru.qcode\n")
    assert ran.err.startswith("codes added: ")
    assert qcode("new", "lagi.qcode", "--codebook", "hilang.yaml").code == 1
    assert not study.with_name("lagi.qcode").exists(), "nothing is made where the codebook cannot be read"


def test_a_project_made_in_a_synced_folder_says_so(qcode: Run, tmp_path: Path) -> None:
    assert "synced" in qcode("new", "Dropbox/baru.qcode").err
    assert "synced" not in qcode("new", "biasa.qcode").err


def test_without_a_terminal_the_screens_are_refused(qcode: Run) -> None:
    for words in ([], ["open"], ["open", "W1:5"]):
        ran = qcode(*words)
        assert ran.code == 2
        assert "terminal" in ran.err


@pytest.mark.parametrize("shape", ["table", "json", "csv"])
@pytest.mark.parametrize("command", ["sources", "matrix"])
def test_a_reader_that_has_had_enough_is_no_error(command: str, shape: str, study: Path) -> None:
    words = [sys.executable, "-m", "qcode", "-p", str(study), command, "--format", shape]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert "Pipe" not in said
    assert process.returncode == 0
