"""Every command explains itself and takes what all commands take."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from qcode.cli.main import main, make_parser


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for under in action.choices.values():
                yield from _parsers(under)


def test_every_command_and_every_option_has_help_and_a_handler() -> None:
    parsers = list(_parsers(make_parser()))
    assert len(parsers) > 35
    for parser in parsers:
        assert parser.description, parser.prog
        assert parser.get_default("handler"), parser.prog
        for action in parser._actions:
            said = action.help or action.metavar or action.dest
            assert said, f"{parser.prog}: {action.option_strings}"
            if isinstance(action, argparse._SubParsersAction):
                assert len(action._choices_actions) == len(action.choices), f"{parser.prog}: a command without help"
                assert all(one.help for one in action._choices_actions)


def test_every_help_page_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for parser in _parsers(make_parser()):
        assert main([*parser.prog.split()[1:], "--help"]) == 0
        assert parser.prog in capsys.readouterr().out


def _names(parser: argparse.ArgumentParser) -> list[str]:
    (choices,) = [one.choices for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    return list(choices)


@pytest.mark.parametrize(
    "words", ["codes add X", "-p f.qcode codes", "-pf.qcode --lang=id codes --help", "--coder Ani --doc-lang en codes"]
)
def test_only_the_command_that_is_asked_for_is_declared(words: str) -> None:
    assert _names(make_parser(words.split())) == ["codes"]


@pytest.mark.parametrize(
    "words", ["", "--help", "-p codes", "coeds", "-p codes coeds", "--proj f.qcode codes", "-- codes"]
)
def test_all_commands_are_declared_where_none_is_asked_for_by_its_name(words: str) -> None:
    assert _names(make_parser(words.split())) == _names(make_parser())


def test_a_misspelt_command_is_told_of_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-p", "codes", "sorces"]) == 2
    said = capsys.readouterr().err
    assert "sources" in said
    assert "matrix" in said


def test_commands_take_the_common_options_and_lists_a_format() -> None:
    for parser in _parsers(make_parser()):
        options = {option for action in parser._actions for option in action.option_strings}
        assert {"-p", "--project", "--coder", "--lang", "--doc-lang"} <= options, parser.prog
    lists = "sources turns speakers codes cases sets segments search memos coders matrix codebook history"
    for name in lists.split():
        parser = next(one for one in _parsers(make_parser()) if one.prog == f"qcode {name}")
        assert any("--format" in action.option_strings for action in parser._actions), name
