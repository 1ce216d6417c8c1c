"""Documents of a study written from the screens: the codebook, a text with its codes, the methods appendix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docx import Document as read_word
from textual.pilot import Pilot

from qcode.domain.span import Span
from qcode.services import coding
from qcode.store import codes, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.base import WorkScreen
from qcode.tui.widgets.bars import KeyBar

MakesApp = Callable[..., QcodeApp]


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each once what came before it stands."""
    for key in keys:
        await pilot.press(key)
        for _turn in range(3):
            await pilot.pause()


async def name_of_file(pilot: Pilot[None], name: str) -> None:
    """Type a name in place of the one that is proposed, and wait until it is written."""
    await pressed(pilot, "ctrl+u", *name, "enter")
    for _turn in range(200):
        await pilot.pause(0.02)
        acts = [one for one in pilot.app.workers if one.group == "act" and not one.is_finished]
        if not acts and isinstance(pilot.app.screen, WorkScreen):
            return
    raise AssertionError("nothing was written")


def apply(study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        source = sources.find_id(project, "T01")
        at = sources.text_of(project, source).index("Alatnya")
        coding.apply_code(project, source, Span(at, at + 24), codes.find(project, "KEN").code.id, memo="Sarana.")


def words_of(path: Path) -> str:
    document = read_word(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


async def test_the_codebook_goes_into_a_document_by_its_suffix(study: Path, app_on: MakesApp) -> None:
    apply(study)
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "comma", "b", "w")
        await name_of_file(pilot, "buku.docx")

    assert "Measures that are obstacles." in words_of(study.parent / "buku.docx")


async def test_the_codebook_still_goes_out_for_other_programs(study: Path, app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "comma", "b", "w")
        await name_of_file(pilot, "buku.csv")

    assert (study.parent / "buku.csv").read_text(encoding="utf-8-sig").startswith("key,name,parent")


async def test_a_text_is_written_with_its_codes_and_memos(study: Path, app_on: MakesApp) -> None:
    apply(study)
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "comma", "t", "w", "b")
        await name_of_file(pilot, "naskah.docx")

    told = words_of(study.parent / "naskah.docx")
    assert "Coded text: T01" in told
    assert "\tKEN" in told
    assert "line 9: Sarana. (note, Ani)" in told


async def test_what_can_be_written_is_said_on_the_line_of_keys_of_the_sources(study: Path, app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "comma", "t")
        bar = app.screen.query_one(KeyBar)
        shown = "".join(segment.text for segment in bar.render_line(0))
        assert " w To a file " in shown


async def test_what_was_undone_is_named_with_what_kind_of_act_it_was(study: Path, app_on: MakesApp) -> None:
    apply(study)
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        await pressed(pilot, "u")
        assert app.screen.query_one(KeyBar).said.startswith("undone: code: ")
        await pressed(pilot, "comma", "t", "U")
        assert app.screen.query_one(KeyBar).said.startswith("done again: code: ")


async def test_the_methods_appendix_is_written_from_the_history(study: Path, app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "comma", "h", "w", "m")
        await name_of_file(pilot, "metode.docx")

    assert "Methods appendix: Study" in words_of(study.parent / "metode.docx")


async def test_answers_are_asked_for_in_a_file_and_taken_from_it(study: Path, app_on: MakesApp) -> None:
    app = app_on()
    answers = study.parent / "answers.yaml"
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "comma", "h", "w", "f")
        await name_of_file(pilot, "answers.yaml")
        text = answers.read_text(encoding="utf-8")
        answers.write_text(text.replace("\nfunding:\n", "\nfunding: Nobody paid.\n"), encoding="utf-8")
        await pressed(pilot, "w", "a", "ctrl+u", *"answers.yaml", "enter")
        await name_of_file(pilot, "metode.docx")

    assert "Nobody paid." in words_of(study.parent / "metode.docx")


async def test_wrong_answers_are_shown_and_nothing_is_written(study: Path, app_on: MakesApp) -> None:
    (study.parent / "answers.yaml").write_text("fundng: Nobody\n", encoding="utf-8")
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "comma", "h", "w", "a", "enter")
        await pilot.pause(0.1)
        (said,) = app._notifications
        assert "line 1: there is no topic “fundng”" in (said.title or "")
        assert "Did you mean “funding”?" in said.message

    assert not (study.parent / "methods.docx").exists()
