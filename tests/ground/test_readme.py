"""The README tells the truth: its two lines, its commands, its links."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from qcode.cli.main import make_parser

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "exports/README.md")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[str]:
    """The blocks of shell lines, as .ci/run finds them."""
    return re.findall(r"^```sh\n(.*?)^```", page(name), re.MULTILINE | re.DOTALL)


def commands() -> Iterator[tuple[str, ...]]:
    """Yield every command and every action of a group, as words."""

    def below(parser: argparse.ArgumentParser, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for name, child in action.choices.items():
                    yield (*words, name)
                    yield from below(child, (*words, name))

    return below(make_parser(), ())


def shown() -> list[tuple[str, str]]:
    """Return every command of qcode that stands in a block of shell lines."""
    lines = ((name, line) for name in PAGES for block in blocks(name) for line in block.split("\n"))
    return [(name, line) for name, line in lines if line.startswith("qcode ")]


def test_it_opens_with_one_line_for_the_main_job_and_one_for_the_tests() -> None:
    demo, tests, *_others = blocks("README.md")
    for line in (demo, tests):
        assert line.count("\n") == 1
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert demo.endswith(" && .venv/bin/qcode demo\n")
    assert tests.endswith(" && .venv/bin/pytest\n")


@pytest.mark.parametrize(("name", "line"), shown())
def test_every_command_it_shows_can_be_typed(name: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    assert make_parser().parse_args(words[1:]).handler, name


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_stands_in_it(words: tuple[str, ...]) -> None:
    assert re.search(rf"`(qcode )?{re.escape(' '.join(words))}[ `\[]", page("README.md"))


@pytest.mark.parametrize("name", PAGES)
def test_every_file_it_points_to_is_there(name: str) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", page(name))
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []
