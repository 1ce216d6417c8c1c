"""The examples in exports/ are what qcode writes today."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qcode.cli.main import make_parser
from tests.ground.make_exports import EXPORTS, MADE_BY, PAGES, contents

SHAPES = EXPORTS.parent / "qcode" / "shapes"
MAKE = Path(__file__).parent / "make_exports.py"
RENEW = ".venv/bin/python tests/ground/make_exports.py"
TOLD = re.compile(r"word/(document|footnotes)\.xml|xl/(sharedStrings|worksheets/.*)\.xml")
"""The parts of a packed file that hold what is told; the rest comes from the libraries, each version its own."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WITHOUT = {"report html", "lists show", "members", "questions coverage"}
"""Those without a Word document: a page for the browser, and lists of what the demo study does not hold."""
TITLES = re.compile(r"Heading\d|Caption|Title")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, made anew."""
    folder = tmp_path_factory.mktemp("exports")
    command = [sys.executable, str(MAKE), str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return folder


def told(path: Path) -> list[tuple[str, bytes]]:
    """Return what a file tells, whatever the versions of the libraries that packed it."""
    parts = list(contents(path, TOLD))
    assert parts, path.name
    return parts


def test_every_example_is_what_qcode_writes_today(made: Path) -> None:
    names = sorted(path.name for path in made.iterdir())
    assert sorted(path.name for path in EXPORTS.iterdir() if path.name != PAGES) == names
    stale = [name for name in names if told(made / name) != told(EXPORTS / name)]
    assert not stale, f"renew them, if they should change: {RENEW}"


def test_there_is_an_example_of_every_kind_of_file(made: Path) -> None:
    from qcode.formats.registry import codebook_formats, report_formats

    for kind, formats in (("matrix", report_formats()), ("codebook", codebook_formats())):
        shown = {path.suffix for path in made.glob(f"{kind}*")}
        assert {each.name for suffix, each in formats.items() if suffix in shown} == {f.name for f in formats.values()}


def test_every_shape_of_table_and_every_command_that_makes_a_document_is_shown_in_word() -> None:
    commands = [each.split(" && ")[-1] + " " for name, each in MADE_BY.items() if name.endswith(".docx")]
    wanted = {*_documents(make_parser()), *(f"table {path.stem}" for path in SHAPES.glob("*.yaml"))}
    assert {each for each in wanted if not any(shown.startswith(each + " ") for shown in commands)} == WITHOUT


def _documents(parser: argparse.ArgumentParser, words: str = "") -> Iterator[str]:
    """Yield the commands that write a document."""
    if any("-o" in action.option_strings for action in parser._actions):
        yield words
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                yield from _documents(child, f"{words} {name}".lstrip())


def test_every_word_document_has_its_pages() -> None:
    documents = {path.stem for path in EXPORTS.glob("*.docx")}
    assert {path.stem for path in (EXPORTS / PAGES).iterdir()} == documents


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not here")
def test_the_pages_show_what_the_document_holds() -> None:
    lacking = {}
    for path in sorted(EXPORTS.glob("*.docx")):
        command = ["pdftotext", "-raw", str(EXPORTS / PAGES / f"{path.stem}.pdf"), "-"]
        shown = _solid(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
        if missing := [text for text in _landmarks(path) if _solid(text) not in shown]:
            lacking[path.name] = missing
    assert not lacking, f"pages of an older document? {RENEW}"


def _landmarks(path: Path) -> Iterator[str]:
    """Yield the titles of a Word document, and what stands in the first and the last row of its tables."""
    with zipfile.ZipFile(path) as packed:
        body = ElementTree.fromstring(packed.read("word/document.xml"))
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and TITLES.fullmatch(style.get(f"{W}val", "")):
            yield _text(paragraph)
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        for row in (rows[0], rows[-1]):
            yield from map(_text, row.iter(f"{W}p"))


def _text(paragraph: ElementTree.Element) -> str:
    return "".join(run.text or "" for run in paragraph.iter(f"{W}t"))


def _solid(text: str) -> str:
    """Return a text without white: lines end elsewhere on a page."""
    return "".join(text.replace("\u200b", "").split())
