"""What the commands that list print: as a table, as CSV, as JSON with the promised fields in their order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
"""Runs a command; gives its exit code, what it printed on either stream, and that read as JSON."""

SEGMENT = (
    "coding segment source start end text code code_path coder speaker timestamp memo created role weight typical "
    "codebook translation quoted"
)
FIELDS = {
    "sources": "id name kind language chars words turns codings sha256",
    "codes": "id key name path parent color codable definition codings sources",
    "segments": SEGMENT,
    "turns W1": "source start end speaker role timestamp",
    "search binmas": "source start end left match right speaker timestamp",
    "cases": "id kind name attributes",
    "coders": "id name codings",
    "memos": "id kind target text coder created",
}
"""As the outside world relies on them; more may follow, none may go."""


@pytest.mark.parametrize("command", FIELDS)
def test_json_has_the_promised_fields_first_and_in_order(command: str, coded: Run) -> None:
    ran = coded(*command.split(), "--format", "json")
    assert ran.code == 0
    assert ran.err == ""
    promised = FIELDS[command].split()
    assert ran.data
    for record in ran.data:
        assert list(record)[: len(promised)] == promised


@pytest.mark.parametrize("command", FIELDS)
def test_csv_has_the_same_fields_and_rows_as_json(command: str, coded: Run) -> None:
    rows = list(csv.reader(io.StringIO(coded(*command.split(), "--format", "csv").out)))
    records = coded(*command.split(), "--format", "json").data
    assert rows[0] == list(records[0])
    assert len(rows) == len(records) + 1
    for row, record in zip(rows[1:], records, strict=True):
        for cell, value in zip(row, record.values(), strict=True):
            if isinstance(value, bool):
                assert cell == ("true" if value else "false")
            elif value is None or isinstance(value, str | int | float):
                assert cell == ("" if value is None else str(value))


@pytest.mark.parametrize("command", [*FIELDS, "matrix", "history", "sets", "codebook", "speakers W1"])
def test_a_list_of_nothing_is_no_error(command: str, qcode: Run, tmp_path: Path) -> None:
    if "W1" in command:
        return
    assert qcode("new", "empty.qcode").code == 0
    for shape in ("table", "csv", "json"):
        assert qcode("-p", "empty.qcode", *command.split(), "--format", shape).code == 0


def test_sources_as_a_table(coded: Run) -> None:
    assert coded("sources").out.splitlines() == [
        "                                                                 ",
        "  name   kind        language   chars   words   turns   codings  ",
        " ─────────────────────────────────────────────────────────────── ",
        "  W1     interview   id           257      38       4         2  ",
        "  W2     interview   id           176      27       4         0  ",
        "                                                                 ",
    ]


def test_codes_as_a_table_show_the_tree(coded: Run) -> None:
    lines = [line.rstrip() for line in coded("codes").out.splitlines()]
    assert lines[1:-1] == [
        "  key        code          codings   sources   definition",
        " ──────────────────────────────────────────────────────────────────────",
        "  PRE        Preemptive          0         0   Before there is intent.",
        "  PRE-EDU      Education         1         1",
        "  PRV        Preventive          0         0",
        "  KEN        Obstacles           0         0",
        "  KEN-ALAT     Equipment         0         0",
        "               Staff             1         1",
        "             Others              0         0",
    ]


def test_a_segment_says_all_there_is_to_say(coded: Run) -> None:
    interviewer, mine = coded("segments", "--format", "json").data
    assert {key: mine[key] for key in mine if key not in ("coding", "segment", "created")} == {
        "source": "W1", "start": 119, "end": 155, "text": "Kami turun penyuluhan ke sekolah. Bi", "code": "PRE-EDU",
        "code_path": "Preemptive/Education", "coder": "Ani", "speaker": "I", "timestamp": "00:00:05",
        "memo": "kata kunci", "role": "participant", "weight": 2.0, "typical": True, "codebook": "Main",
        "translation": "", "quoted": "",
    }  # fmt: skip
    assert (interviewer["code"], interviewer["role"]) == ("Obstacles/Staff", "interviewer")


def test_the_history_names_its_columns_newest_last(coded: Run) -> None:
    coded("undo")
    report = coded("history", "--format", "json").data
    assert [column["name"] for column in report["columns"]] == ["change", "when", "coder", "act", "summary", "undone"]
    assert {"title", "columns", "rows", "notes"} <= report.keys()
    assert [(row[0], row[2], row[3], row[4], row[5]) for row in report["rows"]][-3:] == [
        (4, "Ani", "code", "PRE-EDU · W1 119–155", True),
        (5, "Budi", "code", "Staff · W1 94–115", False),
        (6, "Ani", "undo", "PRE-EDU · W1 119–155", False),
    ]


def test_the_matrix_names_rows_by_key_or_path_and_columns_by_name(coded: Run) -> None:
    report = coded("matrix", "--all-speakers", "--format", "json").data
    assert [column["name"] for column in report["columns"]] == ["code", "W1", "*"]
    assert [column["label"] for column in report["columns"]] == ["Codes", "W1", "Total"]
    assert report["rows"] == [
        ["PRE", 1, 1], ["PRE-EDU", 1, 1], ["KEN", 1, 1], ["Obstacles/Staff", 1, 1], ["*", 2, 2],
    ]  # fmt: skip
    assert coded("matrix", "--all-speakers", "--format", "csv").out == (
        "code,W1,*\nPRE,1,1\nPRE-EDU,1,1\nKEN,1,1\nObstacles/Staff,1,1\n*,2,2\n"
    )


def test_notes_of_a_matrix_go_to_stderr(coded: Run) -> None:
    ran = coded("matrix")
    assert "Left out: codings of what interviewers said (1)." in ran.err
    assert "Left out" not in ran.out


def test_filters_narrow_and_do_not_mix_with_who_codes(coded: Run) -> None:
    def listed(*words: str) -> list[str]:
        return [one["coder"] for one in coded("segments", *words, "--format", "json").data]

    assert listed() == ["Budi", "Ani"]
    assert listed("--coder", "budi") == ["Budi"]
    assert listed("--coder", "budi", "--coder", "Ani") == ["Budi", "Ani"]
    assert listed("--code", "PRE") == ["Ani"]
    assert listed("--code", "PRE", "--only") == []
    assert listed("--speaker", "I") == ["Ani"]
    assert listed("--case", "INF-01", "--source", "W1") == ["Ani"]
    assert listed("--where", "Jabatan=Penyidik") == ["Budi", "Ani"]
    assert listed("--until", "2001-01-01") == []
    names = coded("coders", "--format", "json").data
    assert [one["name"] for one in names] == ["Ani", "Budi"], "a filter makes no coder"


def test_control_characters_of_a_text_are_shown_never_obeyed(qcode: Run) -> None:
    assert (
        qcode("import", "-", "--name", "jahat", stdin="P: \x1b]0;judul\x07 Ya?\nI: \x1b[2J\u202ebinmas\x9b31m\n").code
        == 0
    )
    for shape in ("table", "csv", "json"):
        for command in (["search", "binmas"], ["turns", "jahat"]):
            ran = qcode(*command, "--format", shape)
            assert not set("\x1b\x07\x9b") & set(ran.out + ran.err)


def test_names_with_brackets_are_no_markup(qcode: Run) -> None:
    qcode("codes", "add", "[red]merah[bold] :smile:")
    assert "[red]merah[bold] :smile:" in qcode("codes").out


def test_a_search_may_be_several_words_and_keeps_to_one_source(qcode: Run) -> None:
    assert [one["source"] for one in qcode("search", "binmas", "--format", "json").data] == ["W1", "W2"]
    assert [one["start"] for one in qcode("search", "binmas", "--source", "w2", "--format", "json").data] == [79]
    assert len(qcode("search", "Kami", "turun", "--format", "json").data) == 2
    assert qcode("search", "…").code == 1


def test_memos_say_what_they_are_on(coded: Run) -> None:
    for target in ("project", "source:W1", "code:PRE", "case:INF-01", "W2:79-85"):
        assert coded("memo", target, "--text", f"pada {target}", "--kind", "theoretical").code == 0
    assert coded("memo", "project", stdin="dari stdin\n").code == 0
    listed = [(one["kind"], one["target"]) for one in coded("memos", "--format", "json").data]
    assert listed == [
        ("note", "coding W1 119–155"), ("theoretical", "project Study"), ("theoretical", "source W1"),
        ("theoretical", "code PRE"), ("theoretical", "case INF-01"), ("theoretical", "segment W2 79–85"),
        ("note", "project Study"),
    ]  # fmt: skip
