"""All that a search finds is coded as one act, each passage once, and can be taken back by a later process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.services import importing, undoing
from qcode.services.autocoding import UNITS, Autocoded, Wanted, autocode
from qcode.store import codings, history, sources
from qcode.store.project import Project

Dump = dict[str, dict[str, Any]]
Key = Callable[[Project, str], str]


@pytest.fixture
def coded(project: Project, code: Key) -> Callable[..., Autocoded]:
    """Autocode the study with PRV."""

    def run(text: str, *, is_regex: bool = False, unit: str = "match", role: str = "", source: str = "",
            is_preview: bool = False) -> Autocoded:  # fmt: skip
        wanted = Wanted(text, is_regex, unit, role, source)
        return autocode(project, code(project, "PRV"), wanted, is_preview=is_preview)

    return run


Coding = Callable[..., Autocoded]


def passages(project: Project) -> list[tuple[str, str]]:
    return [(one.source, one.text) for one in codings.select(project, Selection())]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("match", ["Binmas", "Binmas"]),
        ("sentence", ["Biasanya bersama Binmas.", "Binmas datang setiap bulan."]),
        (
            "paragraph",
            [
                "Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas.",
                "Binmas datang setiap bulan. Kami mencatat tamu.",
            ],
        ),
    ],
)
def test_a_unit_says_how_much_is_coded(unit: str, expected: list[str], project: Project, coded: Coding) -> None:
    done = coded("binmas", unit=unit)
    assert (done.added, done.already, done.outside) == (2, 0, 0)
    assert passages(project) == list(zip(("W1", "W2"), expected, strict=True))


def test_a_turn_may_run_over_lines_and_a_header_stands_in_none(project: Project, coded: Coding) -> None:
    done = coded("alatnya OR penyidik", unit="turn")
    assert passages(project) == [("W1", "Alatnya masih menumpang.\nPenyidik cuma satu.")]
    assert (done.added, done.outside) == (1, 1)


def test_words_are_found_in_every_form(project: Project, coded: Coding) -> None:
    coded("menyuluh")
    assert passages(project) == [("W1", "penyuluhan")]


def test_a_passage_hit_twice_is_coded_once(project: Project, coded: Coding) -> None:
    assert coded("kami OR lapor OR polsek", unit="sentence").added == 3
    assert passages(project).count(("W2", "Kami lapor ke polsek.")) == 1


def test_what_is_coded_so_already_stays_as_it_is(project: Project, coded: Coding) -> None:
    assert (coded("binmas", source=sources.find_id(project, "W1")).added, len(passages(project))) == (1, 1)
    preview = coded("binmas", is_preview=True)
    assert (preview.added, preview.already) == (1, 1)
    done = coded("binmas")
    assert (done.added, done.already, len(passages(project))) == (1, 1, 2)
    entries = len(history.entries(project))
    assert (coded("binmas").added, len(history.entries(project))) == (0, entries)


def test_only_what_a_role_says(project: Project, coded: Coding) -> None:
    assert [hit.match for hit in coded("tamu", is_preview=True).passages] == ["tamu", "tamu"]
    assert [hit.speaker for hit in coded("tamu", role="interviewer", is_preview=True).passages] == ["P"]
    assert coded("tamu", role="participant").added == 1
    assert [one.role for one in codings.select(project, Selection())] == ["participant"]
    assert coded("jabatan", role="participant").passages == ()


def test_a_preview_shows_the_context_and_changes_nothing(
    project: Project, study: Path, coded: Coding, dump: Callable[[Path], Dump]
) -> None:
    before = dump(study)
    (hit,) = coded("kendalanya", unit="sentence", is_preview=True).passages
    assert (hit.source, hit.left, hit.match, hit.right) == ("W1", "P: ", "Kendalanya apa?", "")
    assert (hit.speaker, hit.seconds) == ("P", 250.0)
    assert dump(study) == before


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"kami \w+", ["Kami turun", "Kami mencatat", "Kami lapor"]),
        (r"(?-i)kami", []),
        (r"^i: (?=kami)", ["I: ", "I: "]),
        (r"(?<=Alatnya )masih|$", ["masih"]),
        (r"x*", []),
    ],
)
def test_a_regular_expression_finds_what_it_matches(
    expression: str, expected: list[str], project: Project, coded: Coding
) -> None:
    assert coded(expression, is_regex=True).added == len(expected)
    assert [text for _source, text in passages(project)] == expected


def test_a_match_over_several_sentences_takes_them_all(project: Project, coded: Coding) -> None:
    coded(r"sekolah\. Biasanya", is_regex=True, unit="sentence")
    assert passages(project) == [("W1", "Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas.")]


@pytest.mark.parametrize(
    ("expression", "place"), [("a(b", 2), ("(?-i)a(b", 7), ("[z-a]", 2), ("*", 1), ("a{99999999999999999999}", 1)]
)
def test_a_wrong_expression_is_told_with_its_place(expression: str, place: int, coded: Coding) -> None:
    with pytest.raises(QcodeError) as caught:
        coded(expression, is_regex=True)
    assert caught.value.message.startswith(f"“{expression}” is no regular expression: ")
    assert caught.value.message.endswith(f", at character {place}")


def test_a_folder_is_applied_to_nothing(project: Project, code: Key) -> None:
    for is_preview in (True, False):
        with pytest.raises(QcodeError, match="“Others” is a folder"):
            autocode(project, code(project, "Others"), Wanted("binmas"), is_preview=is_preview)


def test_a_search_without_a_word_codes_nothing(coded: Coding) -> None:
    with pytest.raises(QcodeError, match="has no word in it"):
        coded("…")


def test_it_is_one_act_that_a_later_process_takes_back_and_does_again(
    study: Path, code: Key, dump: Callable[[Path], Dump]
) -> None:
    with Project.open(study, coder="Ani"):
        pass
    before = dump(study)
    with Project.open(study, coder="Ani") as project:
        autocode(project, code(project, "PRV"), Wanted("kami", unit="sentence"))
        assert history.entries(project)[-1].summary == "PRV · kami (3)"
    after = dump(study)
    assert len(after["coding"]) == 3
    with Project.open(study, coder="Ani") as project:
        undoing.undo(project)
    assert dump(study) == before
    with Project.open(study, coder="Ani") as project:
        undoing.redo(project)
    assert dump(study) == after


@given(text=st.text(alphabet="ab.\n :PI?!", min_size=1, max_size=60), unit=st.sampled_from(UNITS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_unit_covers_every_hit_in_it(text: str, unit: str, project: Project, code: Key) -> None:
    if not text.strip():
        return
    known = set(sources.names(project).values())
    importing.import_previews(project, [importing.preview_text(text, "G")])
    new = set(sources.names(project).values()) - known
    if not new:
        return
    id = new.pop()
    stored = sources.text_of(project, id)
    done = autocode(project, code(project, "PRV"), Wanted("[ab]+", True, unit, "", id), is_preview=True)
    places = [at for at, character in enumerate(stored) if character in "ab"]
    covered = {at for hit in done.passages for at in range(hit.start, hit.end)}
    for hit in done.passages:
        assert hit.match == stored[hit.start : hit.end] != ""
    if unit == "match":
        assert covered == set(places)
    elif not done.outside and "I" not in stored and "P" not in stored:
        assert set(places) <= covered
