"""What argparse would say in English is said in the language of the screen, with a way on."""

from __future__ import annotations

import pytest

from qcode.cli.main import main
from qcode.cli.output import Exit


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(words) == Exit.USAGE
    out, said = capsys.readouterr()
    assert out == ""
    return said.rstrip("\n").split("\n")


def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "--lang", "en", "matrx")
    assert said[0].startswith("usage: qcode ")
    assert said[-3].startswith("qcode: COMMAND: there is no “matrx”; there are: demo, new, open, ")
    assert said[-2:] == ["       Did you mean matrix?", "       More: qcode --help"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("matrix", "--format", "xx"), "qcode: --format: there is no “xx”; there are: table, csv, json"),
        (("matrix", "--rows"), "qcode: --rows wants a value"),
        (("matrix", "--foo"), "qcode: not understood: --foo"),
        (("codes", "add"), "qcode: missing: NAME"),
        (("code", "--weight", "much"), "qcode: --weight: “much” is no number"),
        (("matrix", "--so", "x"), "qcode: “--so” could be any of: --source, --source-line"),
        (("codes", "edit", "A", "--folder", "--codable"), "qcode: --codable and --folder exclude each other"),
    ],
)
def test_a_wrong_use_is_said_with_where_to_read_more(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    lines = complaint(capsys, "--lang", "en", *words)
    assert lines[-2] == said
    assert lines[-1].startswith("       More: qcode ")
    assert lines[-1].endswith(" --help")


def test_a_help_page_has_no_english_word_of_argparse_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "id", "matrix", "--help"]) == Exit.DONE
    page = capsys.readouterr().out
    assert page.startswith("penggunaan: qcode matrix ")
    for english in ("usage", "options", "show this", "positional"):
        assert english not in page
    assert "\nopsi:\n" in page


def test_a_complaint_is_in_the_language_of_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert complaint(capsys, "--lang", "id", "codes", "add")[-2:] == [
        "qcode: belum disebutkan: NAME",
        "       Selengkapnya: qcode codes add --help",
    ]
