"""Run the benchmarks: ``python -m benchmarks.run [NAME …] [--write]``.

Prints one Markdown table; ``--write`` puts it into ``benchmarks/README.md``, with the machine it was measured on.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sqlite3
import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

if not __package__:
    # Run as a file: what stands beside it must not be taken for modules of its own.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.rounds import HEADS, Figure

NAMES = (
    "startup",
    "screen",
    "latency",
    "correcting",
    "gate",
    "importing",
    "codings",
    "searching",
    "retrieval",
    "hits",
    "matrix",
    "cooccurrence",
    "memory",
    "word",
    "excel",
    "html",
    "statutes",
)
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def main() -> int:
    """Measure what is asked for; return 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(description="Measure each promise beside its floor.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all if none")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    args = parser.parse_args()
    if unknown := set(args.names) - set(NAMES):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    print(_line(HEADS), _line("---" for _ in HEADS), sep="\n", flush=True)
    figures: list[Figure] = []
    for name in args.names or NAMES:
        for figure in import_module(f"benchmarks.{name}").figures():
            print(_line(figure.cells()), flush=True)
            figures.append(figure)
    if args.write:
        _write(figures)
    return int(any(figure.verdict != "OK" for figure in figures))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write(figures: list[Figure]) -> None:
    lines = [_machine(), "", _line(HEADS), _line("---" for _ in HEADS), *(_line(one.cells()) for one in figures)]
    before, _begin, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text("\n".join([f"{before}{BEGIN}", *lines, f"{END}{after}"]), encoding="utf-8", newline="\n")


def _machine() -> str:
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    parts = [("Python", platform.python_version()), ("SQLite", sqlite3.sqlite_version)]
    parts += [(name, version(name)) for name in ("textual", "lxml")]
    return (
        f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores{busy}, {', '.join(f'{name} {number}' for name, number in parts)}."
    )


if __name__ == "__main__":
    sys.exit(main())
