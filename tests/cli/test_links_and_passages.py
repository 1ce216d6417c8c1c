from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qcode import settings
from tests.cli.conftest import Run


def mine(qcode: Run) -> list[dict[str, Any]]:
    return [row for row in qcode("segments", "--format", "json").data if row["coder"] == "Ani"]


def test_links_are_added_listed_and_removed(coded: Run) -> None:
    made = coded("links", "add", "W1:119-155", "explains", "code:KEN")
    again = coded("links", "add", "W1:119-155", "explains", "KEN")
    assert made.code == again.code == 0
    assert made.out == again.out
    assert "already" in again.err
    assert coded("links", "add", f"coding:{mine(coded)[0]['coding']}", "see also", "W2:40-60").code == 0
    one, two = coded("links", "--format", "json").data
    assert (one["kind"], one["origin"], one["target"]) == ("explains", "segment W1 119–155", "code KEN")
    assert one["origin_text"] == "Kami turun penyuluhan ke sekolah. Bi"
    assert two["target"] == "segment W2 40–60"
    assert "see also" in coded("links").out
    assert coded("links", "remove", one["id"]).code == 0
    assert [row["kind"] for row in coded("links", "--format", "json").data] == ["see also"]
    assert coded("links", "remove", one["id"]).code == 1
    assert coded("undo").code == 0
    assert len(coded("links", "--format", "json").data) == 2


@pytest.mark.parametrize(("origin", "kind"), [("nothing", "explains"), ("W1:119-155", " "), ("KEN", "explains")])
def test_a_link_that_makes_no_sense_is_refused(coded: Run, origin: str, kind: str) -> None:
    assert coded("links", "add", origin, kind, "KEN").code == 1
    assert coded("links", "--format", "json").data == []


def test_a_passage_is_cut_merged_moved_and_weighed(coded: Run) -> None:
    coding = mine(coded)[0]["coding"]
    assert "119–129 and 130–155" in coded("passages", "split", "130", coding).err
    rows = mine(coded)
    assert [(row["start"], row["end"], row["weight"]) for row in rows] == [(119, 129, 2.0), (130, 155, 2.0)]
    assert coded("passages", "merge", *(row["coding"] for row in rows)).code == 0
    assert coded("passages", "move", "119", "151", coding).code == 0
    assert coded("passages", "weigh", "1,5", coding).code == 0
    (row,) = mine(coded)
    assert (row["start"], row["end"], row["weight"], row["memo"]) == (119, 151, 1.5, "kata kunci\n\nkata kunci")
    assert coded("passages", "weigh", "none", coding).code == 0
    assert mine(coded)[0]["weight"] is None
    for words in (("weigh", "much", coding), ("move", "9", "3", coding), ("split", "5", coding), ("merge", coding)):
        assert coded("passages", *words).code == 1


def test_a_passage_is_translated_and_worded_for_quoting(coded: Run) -> None:
    assert coded("passages", "word", "W1:119-155", "--translation", "We go", "--quoted", "Kami […]").code == 0
    assert coded("passages", "word", "W1:119-155", "--quoted", "Kami").code == 0
    (row,) = coded("passages", "--format", "json").data
    assert (row["source"], row["start"], row["translation"], row["quoted"]) == ("W1", 119, "We go", "Kami")
    segment = mine(coded)[0]
    assert (segment["translation"], segment["quoted"]) == ("We go", "Kami")
    assert "nothing was changed" in coded("passages", "word", "W1:119-155").err
    assert coded("passages", "word", "KEN", "--quoted", "x").code == 1
    assert coded("passages", "word", "W1:119-155", "--translation", "", "--quoted", "").code == 0
    assert coded("passages", "--format", "json").data == []


def test_keys_are_listed_and_a_preset_chosen(qcode: Run, tmp_path: Path) -> None:
    def keys() -> dict[str, str]:
        return {row["command"]: row["keys"] for row in qcode("keys", "--format", "json").data}

    assert keys()["palette"] == "c"
    assert qcode("keys", "--preset", "vim").code == 0
    assert settings.load().preset == "vim"
    assert keys()["uncode"] == "d  x  Del"
    done = qcode("keys", "--set", "split_passage=d,F12")
    assert "uncode" in done.err
    assert (keys()["split_passage"], keys()["uncode"]) == ("d  F12", "x  Del")
    assert settings.load().keys == {"split_passage": "d,f12", "uncode": "x,delete"}
    assert qcode("keys", "--preset", "default", "--reset").code == 0
    assert (settings.load().preset, settings.load().keys) == ("default", {})
    for words in (
        ("--preset", "emacs"),
        ("--set", "nothing=x"),
        ("--set", "split_passage=strg+x"),
        ("--set", "split_passage"),
    ):
        assert qcode("keys", *words).code == 2
