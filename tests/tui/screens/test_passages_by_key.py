"""Links, cuts, merges, nudges, weights, wordings: by key on the coding screen, read back from the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qcode.domain.line_numbers import numbered_lines
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.services import coding, noting
from qcode.store import codes, codings, links, segments, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.details import DetailsPane

MakesApp = Callable[..., QcodeApp]
ANSWER = "Kami turun penyuluhan ke sekolah. Materinya bahaya prostitusi online. Biasanya bersama Binmas."
FIRST, SECOND, THIRD = ANSWER.replace(". ", ".|").split("|")


def apply(study: Path, talk: str, words: str, code: str, coder: str = "Ani", source: str = "T01") -> str:
    with Project.open(study, coder=coder) as project:
        start = talk.index(words)
        place, span = sources.find_id(project, source), Span(start, start + len(words))
        return coding.apply_code(project, place, span, codes.find(project, code).code.id).coding.id


def on_disk(study: Path) -> list[Coding]:
    with Project.open(study, coder="reader") as project:
        return codings.select(project, Selection())


def told(study: Path) -> list[tuple[str, str, str]]:
    return [(one.text, one.code, one.coder) for one in on_disk(study)]


def screen_of(app: QcodeApp) -> CodingScreen:
    assert isinstance(app.screen, CodingScreen)
    return app.screen


def said(app: QcodeApp) -> str:
    return app.screen.query_one(KeyBar).said


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each when what the one before opened stands."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_a_link_goes_from_one_text_to_another_and_both_ways_along(
    app_on: MakesApp, study: Path, talk: str
) -> None:
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "s", "L", "l")
        screen = screen_of(app)
        assert screen.link_from is not None
        screen.open_source(next(one.id for one in screen.desk.sources if one.name == "T02"), talk.index("Alatnya"))
        await press(pilot, "s", "L", "2")
        assert screen.link_from is None
        assert "contradicts" in said(app)
        (note,) = screen.query_one(DetailsPane).notes
        assert (note.sign, note.label) == ("←", "contradicts")
        assert SECOND in note.text
        await press(pilot, "J")
        assert screen.desk.source is not None
        assert screen.desk.source.name == "T01"
        assert screen.view.selection == Span(talk.index(SECOND), talk.index(SECOND) + len(SECOND))
        assert screen.query_one(DetailsPane).notes[0].sign == "→"
        await press(pilot, "L", "x")
        assert screen.query_one(DetailsPane).notes == ()
        await press(pilot, "u")
        assert len(screen.query_one(DetailsPane).notes) == 1
    with Project.open(study) as project:
        (link,) = links.all_links(project)
    assert (link.kind, link.origin.text) == ("contradicts", SECOND)


async def test_a_passage_is_linked_to_a_code_with_a_word_of_ones_own(app_on: MakesApp, study: Path) -> None:
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "L", "c", "k", "e", "n", "enter", "o", "a", "k", "a", "r", "enter")
        assert screen_of(app).query_one(DetailsPane).notes[0].label == "akar"
    with Project.open(study) as project:
        (link,) = links.all_links(project)
    assert (link.kind, link.target.name, link.origin.text) == ("akar", "KEN", SECOND)


async def test_a_passage_is_linked_to_a_memo_and_esc_leaves_a_link_that_was_begun(
    app_on: MakesApp, study: Path
) -> None:
    with Project.open(study, coder="Ani") as project:
        noting.write_memo(project, "project", project.id, "Sekolah dulu")
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "L", "m", "enter", "1")
        assert "Sekolah dulu" in screen_of(app).query_one(DetailsPane).notes[0].text
        await press(pilot, "L", "l", "escape", "escape")
        assert screen_of(app).link_from is None
    with Project.open(study) as project:
        assert [link.target.kind for link in links.all_links(project)] == ["memo"]


async def test_n_walks_the_linked_passages(app_on: MakesApp, study: Path, talk: str) -> None:
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "s", "L", "l", "G", "left", "left", "s", "L", "1")
        await press(pilot, "ctrl+home", "g", "l")
        assert screen_of(app).view.cursor == talk.index(SECOND)
        await press(pilot, "n")
        assert screen_of(app).view.cursor == talk.index("Penyidik cuma")


async def test_a_passage_is_cut_before_the_cursor_and_put_together_again(
    app_on: MakesApp, study: Path, talk: str
) -> None:
    apply(study, talk, ANSWER, "PRE")
    apply(study, talk, ANSWER, "KEN")
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "D")
        rest = f"{SECOND} {THIRD}"
        assert sorted(told(study)) == sorted((part, key, "Ani") for part in (FIRST, rest) for key in ("PRE", "KEN"))
        assert "PRE, KEN" in said(app)
        assert len(screen_of(app).view.codings_at(talk.index(FIRST))) == 2
        await press(pilot, "escape", "(", "M", "enter")
        assert sorted(told(study)) == sorted([(ANSWER, "PRE", "Ani"), (FIRST, "KEN", "Ani"), (rest, "KEN", "Ani")])
        await press(pilot, "u", "u")
        assert sorted(told(study)) == sorted([(ANSWER, "PRE", "Ani"), (ANSWER, "KEN", "Ani")])


async def test_a_cut_leaves_what_a_colleague_has_coded_whole(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, ANSWER, "PRE")
    apply(study, talk, ANSWER, "PRE", coder="Budi")
    app = app_on("Biasanya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "D")
    assert sorted(told(study)) == sorted(
        [(f"{FIRST} {SECOND}", "PRE", "Ani"), (THIRD, "PRE", "Ani"), (ANSWER, "PRE", "Budi")]
    )


async def test_all_passages_of_a_code_in_the_selection_are_merged(app_on: MakesApp, study: Path, talk: str) -> None:
    for words in (FIRST, SECOND, THIRD):
        apply(study, talk, words, "PRE")
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "t", "M")
        assert told(study) == [(ANSWER, "PRE", "Ani")]
        assert "PRE" in said(app)
        await press(pilot, "escape", "M")
        assert "nothing to merge" in said(app)


@pytest.mark.parametrize(
    ("at", "keys", "wanted"),
    [
        ("online", ["less_than_sign"], "Materinya bahaya prostitusi"),
        ("online", ["less_than_sign", "less_than_sign", "greater_than_sign"], "Materinya bahaya prostitusi"),
        ("online", ["apostrophe", "semicolon", "semicolon"], "Materinya bahaya prostitusi online"),
        ("Materinya", ["less_than_sign"], f"sekolah. {SECOND}"),
        ("Materinya", ["greater_than_sign", "apostrophe"], "ahaya prostitusi online."),
    ],
)
async def test_a_boundary_is_nudged_without_marking_anew(
    app_on: MakesApp, study: Path, talk: str, at: str, keys: list[str], wanted: str
) -> None:
    apply(study, talk, SECOND, "PRE")
    apply(study, talk, SECOND, "KEN")
    app = app_on(at)
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, *keys)
        assert len(screen_of(app).view.codings_at(talk.index("prostitusi"))) == 2
    assert told(study) == [(wanted, "PRE", "Ani"), (wanted, "KEN", "Ani")]


async def test_a_boundary_goes_on_into_the_passage_beside_it_which_stays(
    app_on: MakesApp, study: Path, talk: str
) -> None:
    apply(study, talk, "bahaya prostitusi", "KEN")
    apply(study, talk, "Materinya", "PRE")
    app = app_on("bahaya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, *["less_than_sign"] * 3)
    assert sorted(told(study)) == [
        ("Materinya", "PRE", "Ani"),
        ("ke sekolah. Materinya bahaya prostitusi", "KEN", "Ani"),
    ]


async def test_of_passages_that_overlap_the_one_whose_boundary_is_nearest_is_nudged(
    app_on: MakesApp, study: Path, talk: str
) -> None:
    apply(study, talk, "Materinya bahaya prostitusi", "PRE")
    apply(study, talk, "prostitusi online. Biasanya bersama Binmas.", "KEN")
    app = app_on("prostitusi")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "less_than_sign")
    assert sorted(told(study)) == [
        ("Materinya bahaya prostitusi", "PRE", "Ani"),
        ("bahaya prostitusi online. Biasanya bersama Binmas.", "KEN", "Ani"),
    ]


async def test_without_a_coding_the_selection_is_nudged_at_its_active_end(app_on: MakesApp, talk: str) -> None:
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "s", "less_than_sign", "o", "greater_than_sign", "apostrophe")
        selection = screen_of(app).view.selection
        assert selection is not None
        assert selection.of(talk) == "ahaya prostitusi"
        await press(pilot, "escape", "less_than_sign")
        assert "no coding" in said(app)


async def test_b_selects_coded_passages_one_after_the_other(app_on: MakesApp, study: Path, talk: str) -> None:
    for words in (ANSWER, SECOND, "Penyidik cuma satu."):
        apply(study, talk, words, "PRE")
    app = app_on("bahaya")
    async with app.run_test(size=(160, 45)) as pilot:
        seen = []
        for key in ("b", "b", "b", "B", "B", "B"):
            await press(pilot, key)
            selection = screen_of(app).view.selection
            seen.append(selection.of(talk) if selection else "")
        last = "Penyidik cuma satu."
        assert seen == [SECOND, last, last, SECOND, ANSWER, ANSWER]
        await press(pilot, "greater_than_sign")
    assert (f"{ANSWER}\n[00:04:10]", "PRE", "Ani") in told(study), "the passage that is selected is nudged"


async def test_a_weight_is_asked_shown_and_taken_away(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, SECOND, "PRE")
    app = app_on("bahaya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "number_sign", "2", "comma", "5", "enter")
        assert on_disk(study)[0].weight == 2.5
        assert screen_of(app).query_one(DetailsPane).codings[0].weight == "2.5"
        await press(pilot, "number_sign", "x", "enter")
        assert on_disk(study)[0].weight == 2.5
        await press(pilot, "number_sign", "ctrl+u", "minus", "enter")
        assert on_disk(study)[0].weight is None
        await press(pilot, "u")
        assert on_disk(study)[0].weight == 2.5
        await press(pilot, "asterisk", "u")
        (line,) = screen_of(app).query_one(DetailsPane).codings
        assert (line.weight, line.typical) == ("2.5", False), "what was undone is not shown any more"


async def test_a_passage_gets_a_translation_and_a_form_for_quoting_which_is_copied(
    app_on: MakesApp, study: Path, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qcode.tui.screens.clipboard.commands", lambda *_given: [])
    app = app_on("bahaya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "Q", "R", "i", "s", "k", "s", "tab", "ctrl+t", "X", "escape")
        notes = [(note.label, note.text) for note in screen_of(app).query_one(DetailsPane).notes]
        assert notes == [("translation", "Risks"), ("as quoted", f"{SECOND}X")]
        await press(pilot, "Y")
        assert app.clipboard.startswith(f"“{SECOND}X” [“Risks”] (")
        await press(pilot, "y")
        assert app.clipboard.startswith(f"“{SECOND}” (")
        await press(pilot, "u")
        assert screen_of(app).query_one(DetailsPane).notes == ()
    with Project.open(study) as project:
        assert segments.wordings(project, sources.find_id(project, "T01")) == {}


async def test_disagreements_and_the_codings_of_one_coder_are_walked(app_on: MakesApp, study: Path, talk: str) -> None:
    for words, code, coder in (
        (FIRST, "PRE", "Ani"), (FIRST, "PRE", "Budi"), (SECOND, "PRE", "Ani"), (SECOND, "KEN", "Budi"),
        ("Penyidik cuma satu.", "KEN", "Budi"),
    ):  # fmt: skip
        apply(study, talk, words, code, coder)
    app = app_on("")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "ctrl+home", "g", "d")
        view = screen_of(app).view
        seen = [view.cursor]
        await press(pilot, "n")
        seen.append(view.cursor)
        assert seen == [talk.index(SECOND), talk.index("Penyidik cuma")]
        assert "disagreement: 2 of 2" in said(app)
        await press(pilot, "ctrl+home", "g", "o", "2")
        seen = [view.cursor]
        await press(pilot, "n")
        assert [*seen, view.cursor] == [talk.index(FIRST), talk.index(SECOND)]
        assert "Ani" in said(app)


async def test_codings_of_others_are_hidden_and_shown(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, FIRST, "PRE")
    apply(study, talk, SECOND, "KEN", coder="Budi")
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        screen = screen_of(app)
        await press(pilot, "C", "m")
        assert screen.view.codings_at(talk.index(SECOND)) == []
        assert len(screen.view.codings_at(talk.index(FIRST))) == 1
        await press(pilot, "x")
        assert len(on_disk(study)) == 2, "what does not show is not taken away"
        await press(pilot, "C", "o")
        assert screen.view.codings_at(talk.index(FIRST)) == []
        await press(pilot, "s", "c", "r", "e", "p", "enter")
        assert [one.coder for one in screen.view.codings_at(talk.index(SECOND))] != []
        assert len(screen.view.codings_at(talk.index(FIRST))) == 1, "who codes sees what they code"
        await press(pilot, "C", "a")
        assert screen.desk.hidden_coders == frozenset()


async def test_plain_shows_the_words_alone(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, SECOND, "PRE")
    app = app_on("bahaya")
    async with app.run_test(size=(160, 45)) as pilot:
        view = screen_of(app).view
        await press(pilot, "Z")
        rows = [view._scene.row(row, -1, None) for row in range(len(view._scene.wrap))]
        assert {look.ground for row in rows for _text, look in row} & {"stripe", "key"} == set()
        assert not any(look.depth for row in rows for _text, look in row)
        assert len(view.codings_at(talk.index("bahaya"))) == 1
        await press(pilot, "x", "u", "Z")
        rows = [view._scene.row(row, -1, None) for row in range(len(view._scene.wrap))]
        assert any(look.depth for row in rows for _text, look in row)
        assert view.cursor == talk.index(SECOND), "undo goes to what came back"


async def test_a_new_code_is_made_under_a_parent_and_applied(app_on: MakesApp, study: Path) -> None:
    app = app_on("Materinya")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "I", *"ken", "slash", *"Alat", "enter")
    assert [(one.text, one.code) for one in on_disk(study)] == [(SECOND, "Obstacles/Alat")]


async def test_the_right_button_lists_what_can_be_done_here(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, SECOND, "PRE")
    app = app_on("")
    async with app.run_test(size=(160, 45)) as pilot:
        view = screen_of(app).view
        row, column = view._scene.wrap.place(talk.index("prostitusi"))
        x, y = view._scene.frame.gutter + column, row + view.gutter.top - view.scroll_offset.y
        await pilot.click(view, (x, y), button=3)
        await pilot.pause()
        assert view.cursor == talk.index("prostitusi")
        await press(pilot, "x")
    assert told(study) == []


async def test_moving_on_goes_answer_by_answer_and_codes_each_whole(app_on: MakesApp, study: Path, talk: str) -> None:
    app = app_on("Apa saja")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "a", "c", "p", "r", "e", "enter", "space", "full_stop")
        assert "the last answer" in said(app)
        await press(pilot, "backspace", "backspace", "a")
        selection = screen_of(app).view.selection
        assert selection is not None
        assert selection.of(talk) == ANSWER
    assert told(study) == [(ANSWER, "PRE", "Ani"), ("Alatnya masih menumpang. Penyidik cuma satu.", "PRE", "Ani")]


async def test_a_colon_and_a_number_go_to_the_words_of_a_paragraph_or_a_line(app_on: MakesApp, talk: str) -> None:
    app = app_on("")
    second = numbered_lines(talk)[3].span.of(talk)
    async with app.run_test(size=(160, 45)) as pilot:
        for typed, words in (
            ("3", "Kami"), ("99", "Alatnya"), ("1", "[00:00:05]"), ("L4", second), ("l2", "Apa saja"), ("L99", "Alat"),
        ):  # fmt: skip
            await press(pilot, "colon", *typed, "enter")
            assert screen_of(app).view.cursor == talk.index(words)
        await press(pilot, "colon", *"T02:L1", "enter")
        desk = screen_of(app).desk
        assert desk.source
        assert (desk.source.name, desk.line_at(screen_of(app).view.cursor)) == ("T02", 1)


async def test_a_code_in_vivo_over_two_turns_has_no_label_in_its_name(app_on: Callable[..., QcodeApp]) -> None:
    app = app_on("Apa saja")
    async with app.run_test() as pilot:
        await pilot.press("t", "t", "i")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CodingScreen)
        name = next(row.code.name for row in screen.desk.codes.values() if row.code.name.startswith("Apa saja"))
        assert name == "Apa saja kegiatannya? Kami turun penyuluhan ke sekolah. Mat…"
