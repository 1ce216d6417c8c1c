from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qcode.cli.output import Exit

Run = Callable[..., Any]


def names(qcode: Run, codebook: str = "") -> list[str]:
    return [one["path"] for one in qcode("codes", "--format", "json").data if codebook in ("", one["codebook"])]


def test_the_history_of_a_code_is_told_in_every_shape(qcode: Run) -> None:
    assert qcode("codes", "edit", "KEN", "--definition", "What stands in the way").code == 0
    assert qcode("--coder", "Budi", "codes", "edit", "KEN", "--definition", "What hinders the way").code == 0
    assert qcode("codes", "edit", "KEN", "--text-lang", "id", "--name", "Kendala").code == 0
    told = qcode("codes", "history", "KEN", "--format", "json").data
    assert [(one["coder"], one["act"], one["field"], one["old"], one["new"]) for one in told] == [
        ("Ani", "codebook import", "made", "", ""),
        ("Ani", "codes edit", "definition", "", "What stands in the way"),
        ("Budi", "codes edit", "definition", "What stands in the way", "What hinders the way"),
        ("Ani", "codes edit", "name (id)", "", "Kendala"),
    ]
    assert "What [-stands in-]{+hinders+} the way" in qcode("codes", "history", "KEN").out
    assert qcode("codes", "history", "KEN", "--format", "csv").out.startswith("when,coder,act,field,old,new\n")


def test_codings_chosen_by_a_filter_go_to_a_new_code(coded: Run) -> None:
    assert coded("code", "W2", "0", "5", "PRE-EDU").code == 0
    preview = coded("codes", "split", "PRE-EDU", "--into", "Talks", "--source", "W1", "--preview", "--format", "json")
    assert [(one["source"], one["start"]) for one in preview.data] == [("W1", 119)]
    done = coded("codes", "split", "PRE-EDU", "--into", "Talks", "--key", "TLK", "--source", "W1", "--under")
    assert (done.code, done.out) == (0, "TLK\n")
    segments = coded("segments", "--format", "json").data
    assert sorted((one["source"], one["code"], one["memo"]) for one in segments) == [
        ("W1", "Obstacles/Staff", ""), ("W1", "TLK", "kata kunci"), ("W2", "PRE-EDU", ""),
    ]  # fmt: skip
    assert "Preemptive/Education/Talks" in names(coded)
    assert coded("undo").code == 0
    assert "Preemptive/Education/Talks" not in names(coded)


def test_a_coding_named_by_id_goes_to_a_code_that_is_there_and_may_stay(coded: Run) -> None:
    (one,) = coded("segments", "--code", "PRE-EDU", "--format", "json").data
    assert coded("codes", "split", "PRE-EDU", "--into", "PRV", "--coding", one["coding"], "--also").code == 0
    found = coded("segments", "--source", "W1", "--format", "json").data
    assert sorted(one["code"] for one in found if one["start"] == 119) == ["PRE-EDU", "PRV"]


@pytest.mark.parametrize("more", [(), ("--coding", "nothing"), ("--code", "KEN")])
def test_a_split_that_does_not_say_which_codings_go_is_refused(coded: Run, more: tuple[str, ...]) -> None:
    ran = coded("codes", "split", "PRE-EDU", "--into", "Talks", *more)
    assert ran.code == Exit.USAGE
    assert "Talks" not in names(coded)


def test_what_rests_on_a_code_is_counted_with_what_is_under_it(coded: Run) -> None:
    (told,) = coded("codes", "use", "PRE", "--format", "json").data
    assert (told["codes"], told["codings"], told["sources"], told["coders"], told["coding_memos"]) == (2, 1, 1, 1, 1)
    (told,) = coded("codes", "use", "PRE", "--only", "--format", "json").data
    assert (told["codes"], told["codings"]) == (1, 0)


def test_codes_move_among_their_siblings_and_between_codebooks(qcode: Run) -> None:
    assert qcode("codebook", "add", "Second", "--language", "en").out == "Second\n"
    assert qcode("codes", "move", "PRV", "--up").code == 0
    assert names(qcode)[0] == "Preventive"
    assert qcode("codes", "move", "PRV", "--after", "KEN-ALAT").code == 0
    assert names(qcode)[2:6] == [
        "Obstacles", "Obstacles/Equipment", "Obstacles/Preventive", "Obstacles/Staff",
    ]  # fmt: skip
    assert qcode("codes", "move", "KEN", "second").code == 0
    assert names(qcode, "Second")[0] == "Obstacles"
    assert qcode("codes", "move", "KEN", "PRE", "--up").code == Exit.USAGE


def test_codebooks_are_listed_renamed_and_removed_when_empty(qcode: Run) -> None:
    qcode("codebook", "add", "Second")
    assert qcode("codebook", "rename", "Second", "Next").code == 0
    assert qcode("codebook", "edit", "Next", "--language", "id").code == 0
    listed = qcode("codebook", "list", "--format", "json").data
    assert [(one["name"], one["language"], one["codes"]) for one in listed] == [("Main", "", 7), ("Next", "id", 0)]
    refused = qcode("codebook", "remove", "Main")
    assert refused.code == Exit.FAILED
    assert "Only an empty codebook" in refused.err
    assert qcode("codebook", "remove", "Next").code == 0
    assert len(qcode("codebook", "--format", "json").data) == 1


def test_provisions_and_colours_are_edited_from_the_command_line(qcode: Run) -> None:
    done = qcode(
        "codes", "edit", "KEN", "--legal-basis", "UU 12/2022 | 14(2) | 2022-05-09..", "--legal-basis", "KUHAP",
        "--color", "#123", "--with-children",
    )  # fmt: skip
    assert done.code == 0
    colors = {one["color"] for one in qcode("codes", "--format", "json").data if one["path"].startswith("Obstacles")}
    assert colors == {"#112233"}
    told = qcode("codes", "history", "KEN", "--format", "json").data
    assert ("legal_basis", "UU 12/2022 | 14(2) | 2022-05-09..\nKUHAP") in [(one["field"], one["new"]) for one in told]
