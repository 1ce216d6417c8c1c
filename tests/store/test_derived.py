"""What follows from other rows: who speaks in a segment, the full text, the count of words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.text import count_words
from qcode.domain.transcript import Role, Speaker, Transcript, Turn
from qcode.errors import QcodeError
from qcode.services import caring, coding, importing, sourcing, undoing
from qcode.store import codings, search, sources
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\n\n\t.é\u2028\x0b\x0c\x85\x1c"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufeff"),
    ),
    max_size=60,
)
"""Any text as it is stored, full of empty lines and of what other programs take for newlines."""


def kept(project: Project, text: str, turns: tuple[Turn, ...] = (), name: str = "T") -> str:
    speakers = tuple(Speaker(label, Role.PARTICIPANT) for label in dict.fromkeys(turn.speaker for turn in turns))
    transcript = Transcript(text, speakers, turns)
    preview = importing.Preview(None, name, "interview", text.encode("utf-8", "surrogatepass"), transcript, ())
    (added,) = importing.import_previews(project, [preview]).added
    return added.id


@pytest.mark.parametrize(
    ("span", "speaker"),
    [
        (Span(94, 100), "P"),
        (Span(119, 177), "I"),
        (Span(100, 130), "P"),
        (Span(116, 130), "I"),
        (Span(178, 200), "P"),
        (Span(177, 178), ""),
        (Span(115, 119), ""),
        (Span(0, 20), ""),
        (Span(0, 95), "P"),
        (Span(256, 257), ""),
    ],
)
def test_a_segment_has_the_speaker_of_its_start_or_of_the_first_turn_it_reaches(
    span: Span, speaker: str, project: Project, source: Key, code: Key
) -> None:
    coding.apply_code(project, source(project, "W1"), span, code(project, "PRE"))
    (found,) = codings.select(project, Selection())
    assert found.speaker == speaker
    assert found.text == span.of(sources.text_of(project, source(project, "W1")))


@given(
    cuts=st.lists(st.integers(0, 40), min_size=2, max_size=12, unique=True),
    start=st.integers(0, 39),
    length=st.integers(1, 15),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_speaker_is_the_same_by_rule_when_coded_and_when_rebuilt(
    cuts: list[int], start: int, length: int, study: Path, code: Key
) -> None:
    path = study.with_name("walk.qcode")
    shutil.copyfile(study, path)
    cuts.sort()
    turns = tuple(Turn(Span(a, b), "ABC"[n % 3]) for n, (a, b) in enumerate(zip(cuts[::2], cuts[1::2], strict=False)))
    span = Span(start, min(start + length, 40))
    expected = next((t.speaker for t in turns if t.span.end > span.start and t.span.start < span.end), "")
    with Project.open(path, coder="Ani") as project:
        id = kept(project, "x" * 40, turns)
        coding.apply_code(project, id, span, code(project, "PRE"))
        assert codings.select(project, Selection())[0].speaker == expected
        with project.database.transaction():
            sources.rebuild(project, id)
        assert codings.select(project, Selection())[0].speaker == expected


def test_turns_set_anew_give_codings_their_speakers_and_undo_takes_them_back(
    project: Project, source: Key, code: Key, dump: Dumping
) -> None:
    w1 = source(project, "W1")
    coding.apply_code(project, w1, Span(119, 155), code(project, "PRE"))
    before = dump(project.path)
    speakers = {one.label: one.id for one in sources.speakers_of(project, w1)}
    with project.change("turns", "test") as change:
        change.update("source", w1, {"turns": [[94, 177, speakers["P"]]]})
        sources.rebuild(project, w1)
    assert codings.select(project, Selection())[0].speaker == "P"
    after = dump(project.path)
    undoing.undo(project)
    assert dump(project.path) == before
    undoing.redo(project)
    assert {k: v for k, v in dump(project.path).items() if k != "turn"} == {
        k: v for k, v in after.items() if k != "turn"
    }


@given(text=TEXTS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_is_its_paragraphs_whatever_newlines_it_has(text: str, study: Path, dump: Dumping) -> None:
    path = study.with_name("walk.qcode")
    shutil.copyfile(study, path)
    with Project.open(path, coder="Ani") as project:
        id = kept(project, text)
        assert sources.text_of(project, id) == text
        found = sources.find(project, "T")
        assert (found.chars, found.words) == (len(text), count_words(text))
        spans = [span for _number, span in sources.paragraphs_of(project, id)]
        assert "".join(span.of(text) for span in spans) == text.replace("\n", "")
        assert not any("\n" in span.of(text) for span in spans)
        sourcing.remove_source(project, id)
        undoing.undo(project)
        assert sources.text_of(project, id) == text
        assert sources.original_of(project, id)[1] == text.encode("utf-8")
        assert caring.check(project) == []


@given(text=TEXTS.filter(bool), data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_listed_passage_is_what_its_span_covers(text: str, data: st.DataObject, study: Path, code: Key) -> None:
    path = study.with_name("walk.qcode")
    shutil.copyfile(study, path)
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), min_size=1, max_size=4)
    )
    with Project.open(path, coder="Ani") as project:
        id = kept(project, text)
        rows = [coding.CodingRow("T", start, min(start + n, len(text)), "PRE") for start, n in spans]
        coding.apply_codes(project, rows)
        starts = [span.start for _number, span in sources.paragraphs_of(project, id)]
        for one in codings.select(project, Selection()):
            assert one.text == text[one.start : one.end]
            if one.text.strip("\n"):
                first = one.start + len(one.text) - len(one.text.lstrip("\n"))
                assert one.paragraph == sum(1 for at in starts if at <= first)


def hits(project: Project, query: str) -> list[tuple[str, int, int]]:
    return [(hit.source, hit.start, hit.end) for hit in search.search(project, query)]


def complaint(project: Project, query: str) -> str:
    try:
        search.search(project, query)
    except QcodeError as error:
        return error.message
    return ""


def test_the_full_text_follows_import_removal_undo_and_redo(project: Project, source: Key) -> None:
    assert hits(project, "binmas") == [("W1", 170, 176), ("W2", 79, 85)]
    for act, expected in (
        (lambda: sourcing.remove_source(project, source(project, "W1")), ["W2"]),
        (lambda: undoing.undo(project), ["W1", "W2"]),
        (lambda: undoing.redo(project), ["W2"]),
        (lambda: kept(project, "Binmas lagi.", name="W9"), ["W2", "W9"]),
        (lambda: undoing.undo(project), ["W2"]),
    ):
        act()
        assert [name for name, _start, _end in hits(project, "binmas")] == expected
        assert caring.check(project) == []


def test_search_folds_case_and_accents_and_knows_phrases_prefixes_and_exclusions(project: Project) -> None:
    kept(project, "Café Ünal: patroli siber.\nPatroli kota, siberpatrol.", name="W9")
    assert hits(project, "cafe UNAL") == [("W9", 0, 4), ("W9", 5, 9)]
    assert hits(project, '"patroli siber"') == [("W9", 11, 24)]
    assert hits(project, "siber*") == [("W9", 19, 24), ("W9", 40, 51)]
    assert hits(project, "patroli -kota") == [("W9", 11, 18)]
    assert hits(project, "patroli NOT siber") == [("W9", 26, 33)]
    assert len(hits(project, "cafe OR binmas")) == 3
    (hit,) = search.search(project, "polsek")
    assert (hit.left, hit.match, hit.right, hit.speaker) == ("I: Kami lapor ke ", "polsek", ".", "I")
    assert search.search(project, "polsek", source="no such source") == []


def test_a_search_without_a_word_says_so(project: Project) -> None:
    for query in ("", "  ", "…", "AND", '""', "* OR -"):
        with pytest.raises(QcodeError, match="has no word in it"):
            search.search(project, query)


@given(query=st.one_of(st.text(max_size=20), st.text(alphabet='ab" *-_ANDORT()^:{}+\n', max_size=20)))
@example(query="@0")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_a_syntax_error(query: str, project: Project) -> None:
    said = complaint(project, query)
    assert said in ("", f"the search “{query}” has no word in it") or said.startswith("there is no word list “")
