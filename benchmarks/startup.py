"""How soon the command line answers: beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from benchmarks.environment import ordinary
from benchmarks.rounds import Figure, Measure, compare, seconds

ROUNDS = 21


def installed_command() -> str:
    """Return the installed ``qcode`` of this Python.

    Raises:
        SystemExit: If there is none.
    """
    folder = Path(sysconfig.get_path("scripts"))
    found = next((path for path in (folder / "qcode", folder / "qcode.exe") if path.is_file()), None)
    if found is None:
        raise SystemExit(f"There is no qcode in {folder}: install the project first.")
    return str(found)


def figures() -> Iterator[Figure]:
    """Measure both promises."""
    floor = _running([sys.executable, "-c", "pass"])
    command = installed_command()
    for option, limit in (("--version", 2.5), ("--help", 6.0)):
        promise = f"`qcode {option}`, against `python -c pass`"
        yield compare(promise, floor, _running([command, option]), limit, rounds=ROUNDS)


def _running(command: list[str]) -> Measure:
    surroundings = ordinary()
    return lambda: seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, env=surroundings, check=True))
