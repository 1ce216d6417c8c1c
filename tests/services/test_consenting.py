from __future__ import annotations

from collections.abc import Callable

import pytest

from qcode import language
from qcode.domain.consent import Level
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import translator
from qcode.services import citing, coding, consenting, quoting, tabling, undoing
from qcode.store import codings, consents, history, segments, sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]


@pytest.fixture
def coded(project: Project, source: Key, code: Key) -> Project:
    """Two passages of INF-01 and one of INF-02."""
    for name, start, end in (("W1", 119, 155), ("W1", 212, 240), ("W2", 90, 120)):
        coding.apply_code(project, source(project, name), Span(start, end), code(project, "PRE"))
    return project


def cleared(project: Project) -> tuple[list[tuple[str, int]], dict[Level, int]]:
    result = consenting.cleared(project, codings.select(project, Selection()))
    return [(one.source, one.start) for one in result.codings], dict(result.withheld)


def test_where_nothing_is_recorded_everything_may_be_quoted(coded: Project) -> None:
    assert cleared(coded) == ([("W1", 119), ("W1", 212), ("W2", 90)], {})


def test_the_words_of_an_informant_who_said_no_are_withheld(coded: Project) -> None:
    consenting.record_consent(coded, "INF-01", "never", "by telephone")
    assert cleared(coded) == ([("W2", 90)], {Level.NEVER: 2})
    (one,) = consents.all_consents(coded)
    assert (one.case, one.level, one.note, one.span) == ("INF-01", Level.NEVER, "by telephone", None)
    undoing.undo(coded)
    assert len(cleared(coded)[0]) == 3


def test_consent_recorded_again_takes_the_place_of_the_old(coded: Project) -> None:
    consenting.record_consent(coded, "INF-01", "check")
    consenting.record_consent(coded, "INF-01", "quote", "checked on Monday")
    assert cleared(coded) == ([("W1", 119), ("W1", 212), ("W2", 90)], {})
    assert [one.note for one in consents.all_consents(coded)] == ["checked on Monday"]


def test_a_passage_can_be_freed_or_barred_by_itself(coded: Project, source: Key) -> None:
    w1 = source(coded, "W1")
    consenting.record_consent(coded, "INF-01", "check")
    consenting.record_consent_of_passage(coded, w1, Span(119, 155), "quote")
    consenting.record_consent_of_passage(coded, source(coded, "W2"), Span(100, 101), "never")
    assert cleared(coded) == ([("W1", 119)], {Level.CHECK: 1, Level.NEVER: 1})


def test_what_is_to_be_masked_is_quoted_in_the_form_made_for_it(coded: Project, source: Key) -> None:
    consenting.record_consent(coded, "INF-01", "masked")
    assert cleared(coded) == ([("W2", 90)], {Level.MASKED: 2})
    with coded.change("quoted") as change:
        passage = segments.at(coded, source(coded, "W1"), Span(119, 155))
        assert passage
        change.update("segment", passage, {"quoted": "Kami turun […] ke [sebuah sekolah]."})
    result = consenting.cleared(coded, codings.select(coded, Selection()))
    assert [one.text for one in result.codings if one.source == "W1"] == ["Kami turun […] ke [sebuah sekolah]."]
    assert result.notes(translator("en")) == [
        "Withheld: passages to be quoted masked that have no “as quoted” form yet: 1."
    ]


def test_whoever_speaks_anywhere_in_a_passage_has_a_say_in_it(coded: Project, source: Key, code: Key) -> None:
    text = sources.text_of(coded, source(coded, "W1"))
    start = text.index("Apa saja")  # The interviewer begins, the informant answers.
    coding.apply_code(coded, source(coded, "W1"), Span(start, text.index("Biasanya")), code(coded, "KEN"))
    consenting.record_consent(coded, "INF-01", "never")
    assert cleared(coded) == ([("W2", 90)], {Level.NEVER: 3})


def test_a_passage_that_carries_only_consent_stays_and_goes_with_it(coded: Project, source: Key) -> None:
    w1 = source(coded, "W1")
    consenting.record_consent_of_passage(coded, w1, Span(119, 155), "never")
    coding.uncode(coded, [one.id for one in codings.select(coded, Selection(sources=("W1",)))])
    assert segments.at(coded, w1, Span(119, 155))
    consenting.forget_consent(coded, consenting.find_consent(coded, "W1:119-155"))
    assert segments.at(coded, w1, Span(119, 155)) is None
    undoing.undo(coded)
    assert [one.span for one in consents.all_consents(coded)] == [Span(119, 155)]


def test_what_is_not_there_or_no_level_is_refused(coded: Project, source: Key) -> None:
    with pytest.raises(QcodeError, match="no consent “maybe”"):
        consenting.record_consent(coded, "INF-01", "maybe")
    with pytest.raises(QcodeError, match="no case"):
        consenting.record_consent(coded, "INF-99", "never")
    with pytest.raises(QcodeError, match="outside"):
        consenting.record_consent_of_passage(coded, source(coded, "W1"), Span(10, 9999), "never")
    with pytest.raises(QcodeError, match="no consent is recorded"):
        consenting.find_consent(coded, "INF-02")


def test_matrices_and_reports_of_quotations_leave_out_what_is_withheld_and_say_so(coded: Project) -> None:
    consenting.record_consent(coded, "INF-01", "never")
    matrix = tabling.make_matrix(coded, "code", "source", "quotes", Selection(), with_empty=True)
    quoted = [quote.source for row in matrix.rows for cell in row if isinstance(cell, tuple) for quote in cell]
    assert quoted == ["W2"]
    assert "Withheld: passages that may not be quoted: 2." in matrix.notes
    report = quoting.make_quotation_report(coded, Selection())
    assert [quote.source for row in report.rows if isinstance(row[1], tuple) for quote in row[1]] == ["W2"]
    assert "Withheld: passages that may not be quoted: 2." in report.notes
    counted = tabling.make_matrix(coded, "code", "source", "count", Selection())
    assert not any("Withheld" in note for note in counted.notes), "counting quotes nobody"


def test_a_passage_that_may_not_be_quoted_is_not_copied(coded: Project, source: Key) -> None:
    w1 = source(coded, "W1")
    assert citing.citation(coded, w1, Span(119, 155)).startswith("“")
    consenting.record_consent(coded, "INF-01", "check")
    with pytest.raises(QcodeError, match="not quoted"):
        citing.citation(coded, w1, Span(119, 155))
    consenting.record_consent_of_passage(coded, w1, Span(110, 160), "quote")
    assert citing.citation(coded, w1, Span(119, 155)).startswith("“")


def test_the_trail_says_a_level_in_the_language_of_the_screen(
    coded: Project, source: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    consenting.record_consent(coded, "INF-01", "masked")
    monkeypatch.setattr(language, "_screen_language", "id")
    consenting.record_consent_of_passage(coded, source(coded, "W1"), Span(119, 155), "never")
    said = [one.summary for one in history.entries(coded) if one.act == "consent"]
    assert sorted(said) == ["INF-01: quoted masked", "W1 119–155: jangan"]
