"""A coded transcript is corrected: passages keep their words, undo brings everything back, also across corrections."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.domain.correction import Correction, Shift
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.text import count_words
from qcode.errors import QcodeError
from qcode.services import caring, casing, coding, correcting, importing, noting, sourcing, undoing
from qcode.store import codes, codings, search, sources
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
FIRST_ANSWER = "Kami turun penyuluhan ke sekolah."


def _source(project: Project, name: str = "W1") -> str:
    return sources.find_id(project, name)


def _text(project: Project) -> str:
    return sources.text_of(project, _source(project))


def _code(project: Project, words: str, code: str = "PRE", name: str = "W1") -> str:
    source = _source(project, name)
    at = sources.text_of(project, source).index(words)
    id = codes.find(project, code).code.id
    return coding.apply_code(project, source, Span(at, at + len(words)), id).coding.id


def _coded(project: Project) -> list[tuple[str, str]]:
    """Return code and words of every coding, read back."""
    return [(one.code, one.text) for one in codings.select(project, Selection())]


def _correct(project: Project, old: str, new: str, name: str = "W1") -> correcting.CorrectionResult:
    source = _source(project, name)
    at = sources.text_of(project, source).index(old)
    return correcting.correct(project, source, [Correction(at, old, new)])


def _turns(project: Project, name: str = "W1") -> list[tuple[str, str]]:
    source = _source(project, name)
    text = sources.text_of(project, source)
    return [(turn.speaker, turn.span.of(text)) for turn in sources.turns_of(project, source)]


def test_a_word_is_corrected_and_every_passage_keeps_its_words(project: Project) -> None:
    _code(project, FIRST_ANSWER)
    _code(project, "Alatnya masih menumpang.", "KEN")
    result = _correct(project, "penyuluhan", "pembinaan dan penyuluhan")
    assert ("PRE", "Kami turun pembinaan dan penyuluhan ke sekolah.") in _coded(project)
    assert ("KEN", "Alatnya masih menumpang.") in _coded(project)
    (touched,) = result.touched
    assert (touched.old, touched.codes) == (FIRST_ANSWER, ("PRE",))
    assert touched.new == "Kami turun pembinaan dan penyuluhan ke sekolah."
    assert result.moved == 1
    assert result.gone == ()
    assert _turns(project)[1] == ("I", "Kami turun pembinaan dan penyuluhan ke sekolah. Biasanya bersama Binmas.")


def test_what_is_derived_follows(project: Project) -> None:
    _code(project, "Penyidik cuma satu.", "KEN")
    _correct(project, "bersama Binmas", "bersama Bhabinkamtibmas setempat")
    text = _text(project)
    (source,) = [one for one in sources.all_sources(project) if one.name == "W1"]
    assert (source.chars, source.words) == (len(text), count_words(text))
    assert [hit.match for hit in search.search(project, "bhabinkamtibmas")] == ["Bhabinkamtibmas"]
    assert [hit.source for hit in search.search(project, "binmas")] == ["W2"]
    marks = sources.marks_of(project, source.id)
    assert [text[mark.position : mark.position + 10] for mark in marks] == ["[00:00:05]", "[00:04:10]"]
    (row,) = codings.select(project, Selection())
    assert (row.speaker, row.seconds, row.text) == ("I", 250.0, "Penyidik cuma satu.")
    assert caring.check(project) == []


def test_a_passage_that_goes_takes_its_codings_and_undo_brings_them_back(
    project: Project, dump: Dumping, study: Path
) -> None:
    kept = _code(project, "penyuluhan", "PRE-EDU")
    noting.write_memo(project, "coding", kept, "kata kunci")
    noting.write_memo_on_passage(project, _source(project), Span(_text(project).index("penyuluhan"), 140), "di sini")
    _code(project, FIRST_ANSWER)
    before = dump(study)
    result = _correct(project, "turun penyuluhan ke", "ke")
    assert [one.old for one in result.gone] == ["penyuluhan"]
    assert _coded(project) == [("PRE", "Kami ke sekolah.")]
    undoing.undo(project)
    assert dump(study) == before
    undoing.redo(project)
    assert _coded(project) == [("PRE", "Kami ke sekolah.")]
    undoing.undo(project)
    assert dump(study) == before


def test_two_passages_that_become_one_are_joined_and_parted_again(project: Project, dump: Dumping, study: Path) -> None:
    _code(project, "Kami turun penyuluhan")
    _code(project, "turun penyuluhan")
    _code(project, "turun penyuluhan", "KEN")
    before = dump(study)
    _correct(project, "Kami turun", "")
    assert _coded(project) == [("PRE", " penyuluhan"), ("KEN", " penyuluhan")]
    undoing.undo(project)
    assert dump(study) == before


def test_a_trial_says_what_would_happen_and_changes_nothing(project: Project, dump: Dumping, study: Path) -> None:
    _code(project, "penyuluhan")
    before = dump(study)
    at = _text(project).index("penyuluhan")
    result = correcting.correct(project, _source(project), [Correction(at, "penyuluhan", "")], is_trial=True)
    assert [one.old for one in result.gone] == ["penyuluhan"]
    assert dump(study) == before


def test_words_that_are_not_there_are_not_corrected(project: Project) -> None:
    with pytest.raises(QcodeError, match="does not read"):
        correcting.correct(project, _source(project), [Correction(3, "nichts", "x")])
    with pytest.raises(QcodeError, match="meet"):
        correcting.correct(project, _source(project), [Correction(0, "T", "x"), Correction(1, "R", "x")])
    with pytest.raises(QcodeError, match="no text"):
        correcting.correct(project, _source(project), [Correction(0, "", "\0")])


def test_many_words_are_corrected_as_one_act(project: Project, dump: Dumping, study: Path) -> None:
    _code(project, FIRST_ANSWER)
    before = dump(study)
    source = _source(project)
    found = correcting.occurrences(project, source, "a", "ae")
    assert len(found) > 20
    correcting.correct(project, source, found)
    assert ("PRE", "Kaemi turun penyuluhaen ke sekolaeh.") in _coded(project)
    assert caring.check(project) == []
    after = dump(study)
    undoing.undo(project)
    assert dump(study) == before
    undoing.redo(project)
    assert dump(study) == after


def test_a_missed_change_of_speaker_typed_in_makes_new_turns(project: Project, dump: Dumping, study: Path) -> None:
    before = dump(study)
    _correct(project, " Biasanya", "\nP: Dengan siapa?\nI: Biasanya")
    assert _turns(project)[:4] == [
        ("P", "Apa saja kegiatannya?"),
        ("I", "Kami turun penyuluhan ke sekolah."),
        ("P", "Dengan siapa?"),
        ("I", "Biasanya bersama Binmas."),
    ]
    _correct(project, "\nP: Dengan", "\nQ: Dengan")
    _correct(project, "\nQ: Dengan siapa?\nI: Biasanya", " Biasanya")
    assert len(_turns(project)) == 4
    for _act in range(3):
        undoing.undo(project)
    assert dump(study) == before
    assert caring.check(project) == []


def test_words_typed_at_the_end_of_an_answer_are_the_answers(project: Project) -> None:
    _code(project, "Biasanya bersama Binmas.")
    at = _text(project).index(" Binmas.") + len(" Binmas.")
    correcting.correct(project, _source(project), [Correction(at, "", " Dan guru.")])
    assert _turns(project)[1][1] == "Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas. Dan guru."
    assert _coded(project) == [("PRE", "Biasanya bersama Binmas.")]


def test_an_older_act_is_undone_where_its_words_are_now(project: Project) -> None:
    _code(project, "menumpang", "KEN")
    with Project.open(project.path, coder="Budi") as budi:
        _correct(budi, "Kami turun", "Kami sering turun")
        _correct(budi, "masih menumpang", "juga masih menumpang")
    coding.uncode(project, [one.id for one in codings.select(project, Selection())])
    with Project.open(project.path, coder="Budi") as budi:
        _correct(budi, "Apa saja", "Apa")
    undoing.undo(project)
    assert _coded(project) == [("KEN", "menumpang")]
    undoing.undo(project)
    assert _coded(project) == []
    undoing.redo(project)
    assert _coded(project) == [("KEN", "menumpang")]


def test_an_older_move_is_undone_where_its_words_are_now(project: Project) -> None:
    coded = _code(project, "menumpang", "KEN")
    at = _text(project).index("Alatnya")
    coding.move_boundary(project, coded, Span(at, at + 7))
    with Project.open(project.path, coder="Budi") as budi:
        _correct(budi, "Kami turun", "Kami sering turun")
    undoing.undo(project)
    assert _coded(project) == [("KEN", "menumpang")]


def test_an_older_correction_is_undone_among_newer_ones(project: Project) -> None:
    _correct(project, "penyuluhan", "pembinaan")
    with Project.open(project.path, coder="Budi") as budi:
        _correct(budi, "Kami turun", "Kami sering turun")
        _correct(budi, "masih menumpang", "menumpang")
        _code(budi, "sekolah")
    undoing.undo(project)
    assert "Kami sering turun penyuluhan ke sekolah." in _text(project)
    assert _coded(project) == [("PRE", "sekolah")]
    assert caring.check(project) == []


def test_a_correction_on_which_something_rests_is_not_undone(project: Project) -> None:
    _correct(project, "penyuluhan", "pembinaan remaja")
    with Project.open(project.path, coder="Budi") as budi:
        _code(budi, "remaja")
    with pytest.raises(QcodeError, match="rests on it"):
        undoing.undo(project)
    with Project.open(project.path, coder="Budi") as budi:
        undoing.undo(budi)
        _correct(budi, "pembinaan", "bimbingan")
    with pytest.raises(QcodeError, match="rests on it"):
        undoing.undo(project)


def test_a_correction_goes_on_in_the_change_it_began(project: Project, dump: Dumping, study: Path) -> None:
    _code(project, FIRST_ANSWER)
    before, source = dump(study), _source(project)
    at = _text(project).index("sekolah")
    first = correcting.keep(project, source, Shift([Correction(at, "sekolah", "seko")]))
    second = correcting.keep(project, source, Shift([Correction(at, "sekolah", "sekolahan")]), instead_of=first)
    assert _coded(project) == [("PRE", "Kami turun penyuluhan ke sekolahan.")]
    undoing.undo(project)
    assert dump(study) == before
    with pytest.raises(QcodeError, match="someone else"):
        correcting.keep(project, source, Shift([Correction(at, "sekolah", "x")]), instead_of=second)


def test_a_corrected_file_is_taken_over_by_what_differs(project: Project, dump: Dumping, study: Path) -> None:
    _code(project, FIRST_ANSWER)
    _code(project, "Penyidik cuma satu.", "KEN")
    before = dump(study)
    path = study.with_name("W1 benar.txt")
    corrected = (
        _text(project).replace("penyuluhan", "pembinaan").replace("P: Kendalanya", "P: Nah.\nI: Ya.\nP: Kendalanya")
    )
    path.write_text(corrected, encoding="utf-8", newline="")
    trial = correcting.update_from_file(project, _source(project), path, is_trial=True)
    assert dump(study) == before
    result = correcting.update_from_file(project, _source(project), path)
    assert result == trial
    assert _text(project) == corrected
    assert _coded(project) == [("PRE", "Kami turun pembinaan ke sekolah."), ("KEN", "Penyidik cuma satu.")]
    assert [one.new for one in result.touched] == ["Kami turun pembinaan ke sekolah."]
    assert [speaker for speaker, _words in _turns(project)] == ["P", "I", "P", "I", "P", "I"]
    assert sources.original_of(project, _source(project)) == ("W1 benar.txt", path.read_bytes())
    assert importing.import_files(project, [path]).skipped[0][1].endswith("“W1”")
    with pytest.raises(QcodeError, match="very file"):
        correcting.update_from_file(project, _source(project), path)
    after = dump(study)
    undoing.undo(project)
    assert dump(study) == before
    undoing.redo(project)
    assert dump(study) == after


def test_a_changed_file_of_the_same_name_says_how_to_update(project: Project, tmp_path: Path) -> None:
    (tmp_path / "neu").mkdir()
    path = tmp_path / "neu" / "W1.txt"
    path.write_text("P: Lain?\nI: Ya.\n", encoding="utf-8")
    result = importing.import_files(project, [path])
    assert any('qcode sources update "W1" ' in warning for _file, warning in result.warnings)


KINDS = ("code", "code", "memo", "case", "correct", "correct", "keep", "keep", "many", "uncode", "undo", "redo")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 260), st.integers(0, 14), st.sampled_from(("", "", "x", "yz w", "\n", "\nP: A?\nI: ", "a: ")),
        st.sampled_from(("Ani", "Ani", "Budi")),
    ), min_size=2, max_size=14,
)  # fmt: skip


def _step(project: Project, kind: str, a: int, b: int, words: str) -> None:
    source, text = _source(project), _text(project)
    start = min(a, len(text) - 1)
    span = Span(start, min(len(text), start + 1 + b))
    match kind:
        case "code":
            coding.apply_code(project, source, span, codes.all_codes(project)[b % 6].code.id, memo="m" * (b % 2))
        case "memo":
            noting.write_memo_on_passage(project, source, span, f"memo {a}")
        case "case":
            casing.add_case(project, "kind", f"Case {a}")
        case "uncode":
            coding.uncode(project, [one.id for one in codings.select(project, Selection())][a % 3 : a % 3 + 2])
        case "correct":
            correcting.correct(project, source, [Correction(start, text[start : start + b], words)])
        case "many":
            some = [Correction(at, text[at : at + b % 4], words) for at in range(a % 17, len(text) - 4, 17 + b)]
            correcting.keep(project, source, Shift(one for one in some if one.removed or one.inserted))
        case "keep":
            correcting.keep(project, source, Shift([Correction(start, text[start : start + b], words)]))
        case "undo":
            undoing.undo(project)
        case _:
            undoing.redo(project)


def _need_whole(project: Project, rows: dict[str, dict[str, Any]]) -> None:
    """Check what no foreign key holds, and that what is derived is what deriving it anew gives."""
    assert caring.check(project) == []
    places = [(row["source_id"], row["start_at"], row["end_at"]) for row in rows["segment"].values()]
    assert len(places) == len(set(places)), "one span of one source is one segment"
    for source in sources.all_sources(project):
        text = sources.text_of(project, source.id)
        assert (source.chars, source.words) == (len(text), count_words(text))
        lines = [(number, span.of(text)) for number, span in sources.paragraphs_of(project, source.id)]
        assert lines == list(enumerate((line for line in text.split("\n") if line), 1))
        ends = 0
        for turn in sources.turns_of(project, source.id):
            assert ends <= turn.span.start <= turn.span.end
            ends = turn.span.end


def _as_far_as_it_goes(path: Path, act: Callable[[Project], str]) -> int:
    times = 0
    while True:
        with Project.open(path, coder="Dewi") as project:
            try:
                act(project)
            except QcodeError as error:
                if "nothing of yours" in error.message:
                    return times
                raise
        times += 1


@given(steps=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_coders_corrections_undone_leave_the_beginning_and_redone_the_end(
    steps: list[tuple[str, int, int, str, str]], study: Path, dump: Dumping
) -> None:
    path = study.with_name("walk.qcode")
    shutil.copyfile(study, path)
    beginning = dump(path)
    with Project.open(path, coder="Dewi") as project:
        for kind, a, b, words, _coder in steps:
            try:
                _step(project, kind, a, b, words)
            except QcodeError:
                continue
        rows = dump(path)
        _need_whole(project, rows)
        before = project.database.rows("SELECT uuid, speaker_id FROM segment ORDER BY id")
        with project.change("check"):
            sources.rebuild(project, _source(project))
        assert project.database.rows("SELECT uuid, speaker_id FROM segment ORDER BY id") == before
    undone = _as_far_as_it_goes(path, undoing.undo)
    assert dump(path) == beginning
    redone = _as_far_as_it_goes(path, undoing.redo)
    if redone == undone:
        assert dump(path) == rows


@given(steps=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_coders_who_correct_among_each_other_never_leave_a_project_that_is_not_whole(
    steps: list[tuple[str, int, int, str, str]], study: Path, dump: Dumping
) -> None:
    path = study.with_name("walk.qcode")
    shutil.copyfile(study, path)
    with Project.open(path, coder="Ani") as ani, Project.open(path, coder="Budi") as budi:
        for kind, a, b, words, coder in steps:
            before = dump(path) if kind in ("undo", "redo") else None
            try:
                _step({"Ani": ani, "Budi": budi}[coder], kind, a, b, words)
            except QcodeError:
                if before:
                    assert dump(path) == before, "an undo that is refused changes nothing"
        _need_whole(ani, dump(path))


def test_an_undone_correction_leaves_who_speaks_as_it_was(project: Project, dump: Dumping, study: Path) -> None:
    source, text = _source(project), _text(project)
    coding.apply_code(project, source, Span(len(text) - 1, len(text)), codes.all_codes(project)[0].code.id)
    before = dump(study)
    correcting.correct(project, source, [Correction(len(text) - 14, text[-14:], "x")])
    undoing.undo(project)
    assert dump(study) == before


def test_a_source_with_corrections_can_be_removed_and_come_back(project: Project, dump: Dumping, study: Path) -> None:
    _code(project, FIRST_ANSWER)
    _correct(project, "penyuluhan", "pembinaan")
    before = dump(study)
    sourcing.remove_source(project, _source(project))
    undoing.undo(project)
    assert dump(study) == before
    undoing.undo(project)
    undoing.undo(project)
    assert _coded(project) == []
