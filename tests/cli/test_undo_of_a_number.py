from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_a_chosen_act_is_taken_back_by_its_number(coded: Run) -> None:
    coded("code", "W1", "125", "130", "KEN-ALAT")
    number = coded("history", "--format", "json").data["rows"][-3][0]
    ran = coded("undo", "--change", str(number))
    assert (ran.code, ran.err.startswith("taken back: ")) == (0, True)
    assert [one["code"] for one in coded("segments", "--format", "json").data] == ["Obstacles/Staff", "KEN-ALAT"]
    assert coded("redo").code == 0
    assert len(coded("segments", "--format", "json").data) == 3


def test_another_coders_act_wants_to_be_confirmed(coded: Run) -> None:
    number = coded("history", "--format", "json").data["rows"][-1][0]
    ran = coded("undo", "--change", str(number))
    assert ran.code == 1
    assert "--of-others" in ran.err
    assert coded("undo", "--change", str(number), "--of-others").code == 0
    assert coded("undo", "--of-others").code == 2
    assert "no change 999" in coded("undo", "--change", "999").err


def test_a_checkpoint_says_where_its_copy_is(coded: Run) -> None:
    ran = coded("checkpoint", "Putaran", "kedua")
    assert ran.code == 0
    assert ran.out.strip().endswith("-Putaran-kedua.qcode")
    assert coded("history", "--format", "json").data["rows"][-1][3:5] == ["checkpoint", "Putaran kedua"]
