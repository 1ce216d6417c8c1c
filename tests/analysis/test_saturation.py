"""Saturation after Guest, Namey & Chen (2020)."""

from __future__ import annotations

from qcode.analysis.saturation import Interview, Rule, reached, saturation, steps

# Guest, Namey & Chen (2020), PLoS ONE 15(5): e0232076:  37 themes in a base of four interviews, of a run with 11 %
# that is still above 5 %, and of the next with 1 / 37 = 3 %; with runs of two saturation is at 6+2, with runs of three
# at 7+3. The counts of single interviews are chosen so that they give these figures.
NEW = [16, 9, 7, 5, 4, 3, 1, 0, 1, 0]


def interviews(new: list[int]) -> list[Interview]:
    found, known = [], 0
    for number, n in enumerate(new, 1):
        # Each repeats what it can of the codes before it, which must not count again.
        found.append(Interview(f"I{number}", {*range(max(0, known - 3), known), *range(known, known + n)}))
        known += n
    return found


def test_the_published_example() -> None:
    rule = Rule(base=4, run=2, threshold=0.05)
    found = steps(interviews(NEW), rule)
    assert found[3].cumulative == 37
    assert [round(step.run_share * 100) for step in found if step.run_share is not None] == [19, 11, 3, 3, 3]
    assert reached(found, rule) == 6
    longer = Rule(base=4, run=3, threshold=0.05)
    assert reached(steps(interviews(NEW), longer), longer) == 7


def test_the_report_names_base_run_threshold_and_where_it_was_reached() -> None:
    report = saturation(interviews(NEW), Rule(), say=str)
    assert [column.name for column in report.columns] == [
        "source", "number", "codes", "new", "cumulative", "share", "run_new", "run_share", "saturated",
    ]  # fmt: skip
    assert [row[3] for row in report.rows] == NEW
    assert [row[6] for row in report.rows] == [None, None, None, None, None, 7, 4, 1, 1, 1]
    assert [row[8] for row in report.rows][4:8] == [None, False, False, True]
    assert report.rows[-1][5] == 1.0
    assert "Saturation at 6+2 interviews: new information 3%." in report.notes


def test_too_few_interviews_or_no_end_are_said() -> None:
    assert "Too few interviews to tell: there are 2, base and run need 6." in saturation(
        interviews([3, 2]), Rule(), say=str
    ).notes  # fmt: skip
    assert "The threshold was not reached." in saturation(interviews([5] * 7), Rule(), say=str).notes
    assert saturation([], Rule(), say=str).rows == ()
