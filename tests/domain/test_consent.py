from __future__ import annotations

import pytest

from qcode.cli.consent import LEVELS
from qcode.domain.consent import Level, level_of, may_be_quoted, strictest
from qcode.domain.span import Span

QUOTE, MASKED, CHECK, NEVER = Level


def test_of_several_levels_the_strictest_counts() -> None:
    assert strictest([MASKED, NEVER, QUOTE]) is NEVER
    assert strictest([QUOTE, CHECK, MASKED]) is CHECK
    assert strictest([]) is None


@pytest.mark.parametrize(
    ("informants", "spans", "meant"),
    [
        ([], [], None),
        ([QUOTE], [], QUOTE),
        ([QUOTE, CHECK], [], CHECK),
        ([NEVER], [((10, 20), QUOTE)], QUOTE),
        ([NEVER], [((5, 30), QUOTE)], QUOTE),
        ([NEVER], [((5, 30), QUOTE), ((10, 20), MASKED)], MASKED),
        ([QUOTE], [((19, 30), NEVER)], NEVER),
        ([NEVER], [((19, 30), QUOTE)], NEVER),
        ([QUOTE], [((20, 30), NEVER)], QUOTE),
        ([QUOTE], [((0, 10), NEVER)], QUOTE),
        ([], [((12, 13), CHECK)], CHECK),
        ([NEVER], [((5, 30), QUOTE), ((15, 16), CHECK)], CHECK),
    ],
)
def test_consent_to_a_span_goes_before_that_of_the_informant_where_it_covers_the_passage(
    informants: list[Level], spans: list[tuple[tuple[int, int], Level]], meant: Level | None
) -> None:
    assert level_of(Span(10, 20), informants, [(Span(*place), level) for place, level in spans]) is meant


def test_what_is_to_be_masked_leaves_only_in_the_form_made_for_it() -> None:
    assert may_be_quoted(None, has_masked_form=False)
    assert may_be_quoted(QUOTE, has_masked_form=False)
    assert may_be_quoted(MASKED, has_masked_form=True)
    assert not may_be_quoted(MASKED, has_masked_form=False)
    assert not may_be_quoted(CHECK, has_masked_form=True)
    assert not may_be_quoted(NEVER, has_masked_form=True)


def test_the_command_line_knows_every_level() -> None:
    assert list(LEVELS) == list(Level)
