from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qcode.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - what JSON holds
        """Return the standard output read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def qcode(study: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands in the folder of the study, as Ani, with whatever is given on stdin."""
    monkeypatch.chdir(study.parent)
    monkeypatch.setenv("QCODE_CODER", "Ani")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str | Path, stdin: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def coded(qcode: Run) -> Run:
    """The same, with two codings: one of Ani's with a memo, one of Budi's of what the interviewer says."""
    assert qcode("code", "W1", "119", "155", "PRE-EDU", "--memo", "kata kunci", "--typical", "--weight", "2").code == 0
    assert qcode("--coder", "Budi", "code", "W1", "94", "115", "Staff").code == 0
    return qcode
