from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.analysis.likeness import Likeness
from qcode.domain.guide import answers
from qcode.domain.report import plain
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import guiding, undoing
from qcode.store import guide, sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]

GUIDE = """PEDOMAN WAWANCARA

Kegiatan:
1. Apa saja kegiatan penyuluhan yang dilakukan?
2. Siapa yang memeriksa penginapan?

Hambatan
- Apa kendala dalam penanganan?
Bagaimana bila tamu menolak diperiksa?
"""


@pytest.fixture
def guided(project: Project, tmp_path: Path) -> Project:
    (tmp_path / "guide.txt").write_text(GUIDE, encoding="utf-8")
    guiding.import_guide(project, tmp_path / "guide.txt")
    return project


def test_a_guide_is_read_line_by_line_with_its_headings(guided: Project) -> None:
    assert [(one.key, one.text, one.topic) for one in guide.questions(guided)] == [
        ("Q1", "Apa saja kegiatan penyuluhan yang dilakukan?", "Kegiatan"),
        ("Q2", "Siapa yang memeriksa penginapan?", "Kegiatan"),
        ("Q3", "Apa kendala dalam penanganan?", "Hambatan"),
        ("Q4", "Bagaimana bila tamu menolak diperiksa?", "Hambatan"),
    ]


def test_a_guide_brought_in_again_adds_what_is_new(guided: Project, tmp_path: Path) -> None:
    (tmp_path / "more.md").write_text("1. apa kendala dalam  penanganan\n2. Apa saran Bapak?\n", encoding="utf-8")
    assert guiding.import_guide(guided, tmp_path / "more.md") == guiding.GuideResult(1, 1)
    assert guide.questions(guided)[-1].key == "Q5"
    undoing.undo(guided)
    assert len(guide.questions(guided)) == 4


def test_a_document_without_questions_is_refused_by_name(project: Project, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Catatan lapangan\n", encoding="utf-8")
    with pytest.raises(QcodeError, match=r"notes\.txt: no question"):
        guiding.import_guide(project, tmp_path / "notes.txt")
    assert guide.questions(project) == []


def test_each_interviewers_turn_gets_the_question_it_is_most_like(guided: Project, source: Key) -> None:
    keys = {one.id: one.key for one in guide.questions(guided)} | {"": ""}
    found = {
        one.text: keys[one.question] for name in ("W1", "W2") for one in guiding.suggest(guided, source(guided, name))
    }
    assert found == {
        "Apa saja kegiatannya?": "Q1", "Kendalanya apa?": "Q3",
        "Siapa yang datang memeriksa?": "Q2", "Kalau tamu menolak?": "Q4",
    }  # fmt: skip


def test_likeness_is_one_for_the_same_words_and_none_without_a_shared_word() -> None:
    likeness = Likeness({"a": "Apa kendala di lapangan", "b": "Siapa yang memeriksa"}, lambda word: word)
    key, same = likeness.best("apa kendala di lapangan?")
    assert (key, round(same, 9)) == ("a", 1.0)
    assert likeness.best("Selamat pagi") == ("", 0.0)
    assert likeness.best("Baik, Pak. Lalu siapa yang memeriksa? Terima kasih.")[0] == "b"
    assert Likeness({}, lambda word: word).best("Apa?") == ("", 0.0)


def test_a_turn_is_tied_to_a_question_or_to_none_and_untied(guided: Project, source: Key) -> None:
    w1 = source(guided, "W1")
    first, second = (one.span.start for one in guiding.suggest(guided, w1))
    guiding.tie_turn(guided, w1, first, "q1")
    guiding.tie_turn(guided, w1, second, None)
    assert [one.tied is not None and bool(one.tied) for one in guiding.suggest(guided, w1)] == [True, False]
    assert guiding.suggest(guided, w1)[1].tied == ""
    (asked, nothing) = guide.asked(guided, w1)
    chars = sources.length_of(guided, w1)
    assert list(answers([asked, nothing], chars)) == [(asked.question, Span(first, second))]
    assert guiding.untie_turn(guided, w1, second)
    assert list(answers(guide.asked(guided, w1), chars)) == [(asked.question, Span(first, chars))]
    undoing.undo(guided)
    assert len(guide.asked(guided, w1)) == 2
    with pytest.raises(QcodeError, match="no turn of W1 begins at 3"):
        guiding.tie_turn(guided, w1, 3, "Q1")


def test_turns_that_are_alike_enough_are_tied_as_one_act(guided: Project, source: Key) -> None:
    w2 = source(guided, "W2")
    assert guiding.tie_alike(guided, w2, 0.01) == 2
    assert guiding.tie_alike(guided, w2, 0.01) == 0
    undoing.undo(guided)
    assert guide.asked(guided) == []


def test_what_was_not_asked_is_visible(guided: Project, source: Key) -> None:
    for name in ("W1", "W2"):
        guiding.tie_alike(guided, source(guided, name), 0.01)
    report = guiding.make_coverage(guided)
    assert [[plain(cell) for cell in row] for row in report.rows] == [
        ["Q1", 1, 0, 1], ["Q2", 0, 1, 1], ["Q3", 1, 0, 1], ["Q4", 0, 1, 1],
    ]  # fmt: skip
    assert report.notes[1] == "Last column: interviews in which it was asked, of 2."


def test_a_question_can_be_changed_moved_and_removed_and_all_of_it_undone(guided: Project, source: Key) -> None:
    w1 = source(guided, "W1")
    guiding.tie_alike(guided, w1, 0.01)
    guiding.edit_question(guided, "Q1", key="KEG", text="Apa  kegiatannya?")
    guiding.move_question(guided, "Q4", "KEG")
    assert [one.key for one in guide.questions(guided)] == ["Q4", "KEG", "Q2", "Q3"]
    assert guiding.remove_question(guided, "KEG") == 1
    assert [one.question for one in guide.asked(guided, w1)] == [guide.find(guided, "Q3").id]
    for _time in range(3):
        undoing.undo(guided)
    assert [one.key for one in guide.questions(guided)] == ["Q1", "Q2", "Q3", "Q4"]
    assert len(guide.asked(guided, w1)) == 2
    with pytest.raises(QcodeError, match="taken"):
        guiding.edit_question(guided, "Q1", key="q2")
    with pytest.raises(QcodeError, match="no key"):
        guiding.edit_question(guided, "Q1", key="two words")
    with pytest.raises(QcodeError, match="without words"):
        guiding.add_question(guided, "  ")
