"""The commands that find: what they print, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

Run = Callable[..., Any]
HIT = ["source", "start", "end", "left", "match", "right", "speaker", "timestamp"]


def test_search_finds_words_by_their_stem(qcode: Run) -> None:
    hits = qcode("search", "menyuluh", "--format", "json").data
    assert [list(hit.values()) for hit in hits] == [
        ["W1", 130, 140, "I: Kami turun ", "penyuluhan", " ke sekolah. Biasanya bersama Binmas.", "I", "00:00:05"]
    ]
    assert list(hits[0]) == HIT
    assert qcode("search", "=menyuluh", "--format", "json").data == []
    assert len(qcode("search", "binmas -tamu", "--format", "json").data) == 1


def test_search_looks_in_memos_and_definitions_where_it_is_told_to(coded: Run) -> None:
    (memo,) = coded("search", "mengunci", "--in", "memos", "--format", "json").data
    assert list(memo) == ["id", "kind", "target", "text"]
    assert (memo["kind"], memo["target"], memo["text"]) == ("memo", "coding W1 119–155", "kata kunci")
    (code,) = coded("search", "intents", "--in", "codes", "--format", "json").data
    assert (code["kind"], code["target"], code["text"]) == ("code", "PRE", "Before there is intent.")
    found = coded("search", "kunci OR intent OR polsek", "--in", "all", "--format", "json").data
    assert [(one["kind"], one["target"]) for one in found] == [
        ("text", "W2 168–174"), ("memo", "coding W1 119–155"), ("code", "PRE"),
    ]  # fmt: skip
    assert found[0]["text"] == "I: Kami lapor ke polsek."
    assert coded("search", "kunci", "--format", "json").data == []
    ran = coded("search", "kunci", "--in", "memos")
    assert "kata kunci" in ran.out
    assert ran.err == "hits: 1\n"


def test_autocode_says_how_many_and_undo_takes_all_back(qcode: Run) -> None:
    ran = qcode("autocode", "PRV", "--find", "binmas", "--unit", "sentence")
    assert (ran.code, ran.out, ran.err) == (0, "", "codings applied: 2; there already: 0\n")
    assert [one["text"] for one in qcode("segments", "--format", "json").data] == [
        "Biasanya bersama Binmas.", "Binmas datang setiap bulan.",
    ]  # fmt: skip
    assert qcode("autocode", "prv", "--find", "binmas", "--unit", "sentence").err.endswith("there already: 2\n")
    assert qcode("undo").code == 0
    assert qcode("segments", "--format", "json").data == []


def test_autocode_previews_as_search_lists(qcode: Run) -> None:
    ran = qcode(
        "autocode", "PRV", "--find", r"\bta\w+", "--regex", "--speaker-role", "participant", "--source", "w2",
        "--preview", "--format", "json",
    )  # fmt: skip
    assert [list(hit) for hit in ran.data] == [HIT]
    assert [hit["match"] for hit in ran.data] == ["tamu"]
    assert ran.err == "would be coded: 1; there already: 0\n"
    assert qcode("segments", "--format", "json").data == []


def test_autocode_tells_what_stands_in_no_turn(qcode: Run) -> None:
    ran = qcode("autocode", "PRV", "--find", "penyidik", "--unit", "turn")
    assert ran.err == "codings applied: 1; there already: 0\nhits in no such unit, not coded: 1\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["PRV", "--find", "a(b", "--regex"], "“a(b” is no regular expression: "),
        (["PRV", "--find", "…"], "the search “…” has no word in it"),
        (["XYZ", "--find", "binmas"], "there is no code “XYZ”"),
        (["Others", "--find", "binmas"], "“Others” is a folder"),
        (["PRV", "--find", "binmas", "--source", "W7"], "there is no source “W7”"),
    ],
)
def test_autocode_refuses_in_words_and_changes_nothing(words: list[str], said: str, qcode: Run) -> None:
    before = len(qcode("history", "--format", "json").data["rows"])
    ran = qcode("autocode", *words)
    assert ran.code == 1
    assert said in ran.err
    assert len(qcode("history", "--format", "json").data["rows"]) == before


def counts(ran: Any) -> dict[str, int]:  # noqa: ANN401 - what a command came to
    return {row[0]: row[1] for row in ran.data["rows"]}


def test_words_are_those_of_participants(qcode: Run) -> None:
    ran = qcode("words", "--format", "json")
    assert [column["name"] for column in ran.data["columns"]] == ["word", "count", "share", "sources"]
    assert ran.data["rows"][0][:2] == ["binmas", 2]
    assert not {"kegiatannya", "kendalanya", "jabatan", "i", "p", "kami"} & set(counts(ran))
    assert "Left out: what interviewers said, words: 12." in ran.data["notes"]
    assert "kegiatannya" in counts(qcode("words", "--all-speakers", "--format", "json"))
    assert counts(qcode("words", "--all-words", "--format", "json"))["kami"] == 3


def test_words_take_filters(qcode: Run) -> None:
    assert "sekolah" not in counts(qcode("words", "--source", "w2", "--format", "json"))
    assert "sekolah" in counts(qcode("words", "--case", "INF-01", "--format", "json"))
    assert "tamu" not in counts(qcode("words", "--case", "INF-01", "--format", "json"))
    assert set(counts(qcode("words", "--speaker", "W2: P", "--all-speakers", "--format", "json"))) == {
        "datang", "memeriksa", "menolak", "tamu",
    }  # fmt: skip
    (only,) = qcode("words", "--top", "1", "--format", "json").data["rows"]
    assert only[0] == "binmas"
    for wrong in (["--source", "W7"], ["--case", "X"], ["--set", "X"], ["--speaker", "X"], ["--top", "0"]):
        ran = qcode("words", *wrong)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("qcode: ")


def test_words_of_a_set_and_of_a_text_without_turns(qcode: Run, tmp_path: Path) -> None:
    (tmp_path / "D.txt").write_text("Laporan polisi tanpa suara.\n", encoding="utf-8")
    assert qcode("import", "D.txt", "--set", "Wave").code == 0
    ran = qcode("words", "--set", "wave", "--format", "json")
    assert set(counts(ran)) == {"laporan", "polisi", "suara"}
    assert "Only sets: wave." in ran.data["notes"]


def test_words_leave_out_a_list_of_ones_own(qcode: Run, tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("# nama\nBINMAS polsek\n", encoding="utf-8")
    assert not {"binmas", "polsek"} & set(counts(qcode("words", "--stop-words", "stop.txt", "--format", "json")))
    ran = qcode("words", "--stop-words", "none.txt")
    assert (ran.code, ran.err.split(":")[1]) == (1, " none.txt")


def test_words_go_into_a_document(qcode: Run, tmp_path: Path) -> None:
    ran = qcode("words", "--top", "2", "--doc-lang", "id", "-o", "kata.xlsx")
    assert (ran.code, ran.out) == (0, "kata.xlsx\n")
    cells = [cell.value for row in load_workbook(tmp_path / "kata.xlsx").worksheets[0].iter_rows() for cell in row]
    assert "binmas" in cells
    assert cells[:4] == ["Kata", "Jumlah", "Bagian", "Naskah"]


def test_a_word_that_is_not_wanted_may_stand_without_quotes(qcode: Run) -> None:
    quoted = qcode("search", "binmas -tamu", "--format", "json").data
    assert qcode("search", "binmas", "-tamu", "--format", "json").data == quoted
    assert qcode("search", "--format", "json", "binmas", "-hotel", "-pelaku").code == 0
    assert qcode("search", "binmas", "--nowhere").code == 2
    assert "there is no project" in qcode("search", "binmas", "-pnone.qcode").err


def test_word_lists_are_kept_and_searched_with(qcode: Run, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("mobil patroli\n# remark\npenyidik\n", encoding="utf-8")
    assert qcode("lists", "add", "alat", "alat", "--from", str(tmp_path / "more.txt")).err == "@alat has words: 3\n"
    assert qcode("lists", "show", "@alat").out == "alat\nmobil patroli\npenyidik\n"
    assert [one["words"] for one in qcode("lists", "--format", "json").data] == [["alat", "mobil patroli", "penyidik"]]
    assert [hit["match"] for hit in qcode("search", "@alat", "--format", "json").data] == [
        "Penyidik", "Alatnya", "Penyidik",
    ]  # fmt: skip
    assert qcode("autocode", "KEN", "--find", "@alat", "--speaker-role", "participant").err.startswith(
        "codings applied: 2;"
    )
    assert qcode("lists", "remove", "alat", "penyidik").err == "@alat has words: 2\n"
    assert qcode("lists", "rename", "alat", "sarana").code == 0
    assert qcode("lists", "remove", "sarana").code == 0
    assert qcode("lists", "--format", "json").data == []
    assert qcode("lists", "add", "leer").code == 2
    ran = qcode("search", "@alat")
    assert (ran.code, "there is no word list “alat”" in ran.err) == (1, True)


def test_words_are_counted_by_stem_and_without_the_stop_lists_of_the_study(qcode: Run) -> None:
    rows = qcode("words", "--by", "stem", "--format", "json").data
    assert rows["columns"][-1]["name"] == "forms"
    by_form = {row[0]: row[1] for row in qcode("words", "--format", "json").data["rows"]}
    assert {row[0]: row[1] for row in rows["rows"]}["binmas"] == by_form["binmas"] == 2
    qcode("lists", "add", "abai", "binmas", "--stop")
    report = qcode("words", "--format", "json").data
    assert "binmas" not in [row[0] for row in report["rows"]]
    assert "Stop lists of the study: abai." in report["notes"]
    assert "binmas" in [row[0] for row in qcode("words", "--all-words", "--format", "json").data["rows"]]
    assert qcode("words", "--stop-list", "none").code == 1
