"""The examples in exports/ are what qcode writes today."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

GROUND = Path(__file__).parent
EXPORTS = GROUND.parents[1] / "exports"
RENEW = ".venv/bin/python tests/ground/make_exports.py"
UNLIKE = (
    (re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), b"id"),
    (re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"now"),
)
"""What differs from one making to the next: ids, and the moment a workbook was made."""
TOLD = re.compile(r"word/(document|footnotes)\.xml|xl/(sharedStrings|worksheets/.*)\.xml")
"""The parts of a packed file that hold what is told; the rest comes from the libraries, each version its own."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, made anew."""
    folder = tmp_path_factory.mktemp("exports")
    command = [sys.executable, str(GROUND / "make_exports.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return folder


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a file, less what differs from one making to the next."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as packed:
            parts = [(name, packed.read(name)) for name in packed.namelist() if TOLD.fullmatch(name)]
        assert parts, path.name
    else:
        parts = [("", path.read_bytes())]
    for name, data in parts:
        for pattern, instead in UNLIKE:
            data = pattern.sub(instead, data)
        yield name, data


def test_every_example_is_what_qcode_writes_today(made: Path) -> None:
    names = sorted(path.name for path in made.iterdir())
    assert sorted(path.name for path in EXPORTS.iterdir()) == names
    stale = [name for name in names if list(contents(made / name)) != list(contents(EXPORTS / name))]
    assert not stale, f"renew them, if they should change: {RENEW}"


def test_there_is_an_example_of_every_kind_of_file(made: Path) -> None:
    from qcode.formats.registry import codebook_formats, report_formats

    for kind, formats in (("matrix", report_formats()), ("codebook", codebook_formats())):
        shown = {path.suffix for path in made.glob(f"{kind}*")}
        assert {each.name for suffix, each in formats.items() if suffix in shown} == {f.name for f in formats.values()}
