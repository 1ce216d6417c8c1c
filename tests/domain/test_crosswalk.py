"""Steps from code to code."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.crosswalk import crosswalk

PARENTS = {"KEN": None, "KEN-SDM": "KEN", "KEN-SDM-1": "KEN-SDM", "KEN-STG": "KEN", "FS": None, "STR": None}
NAMES = st.sampled_from("abcdef")


def test_steps_are_followed_on_and_the_nearest_come_first() -> None:
    walk = crosswalk([("KEN-SDM", "FS"), ("FS", "STR")], PARENTS)
    assert walk.reached("KEN-SDM") == ("FS", "STR")
    assert walk.reached("FS") == ("STR",)
    assert walk.reached("STR") == walk.reached("KEN-STG") == ()


def test_a_code_without_steps_goes_where_the_nearest_above_it_goes() -> None:
    walk = crosswalk([("KEN", "FS"), ("KEN-SDM", "STR")], PARENTS)
    assert walk.reached("KEN-STG") == ("FS",)
    assert walk.reached("KEN-SDM-1") == ("STR",)


@given(st.lists(st.tuples(NAMES, NAMES)))
def test_circles_end_and_what_is_reached_is_what_steps_lead_to(steps: list[tuple[str, str]]) -> None:
    walk = crosswalk(steps, dict.fromkeys("abcdef"))
    for code in "abcdef":
        wanted: set[str] = set()
        edge = {target for origin, target in steps if origin == code}
        while edge - wanted:
            wanted |= edge
            edge = {target for origin, target in steps if origin in wanted}
        assert set(walk.reached(code)) == wanted - {code}
        assert len(walk.reached(code)) == len(set(walk.reached(code)))
