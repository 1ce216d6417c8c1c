"""Make ``exports/``: an example of every export, from the demo, by the commands a user would type.

``.venv/bin/python tests/ground/make_exports.py`` renews the folder; another folder may be named. A test makes them
anew and compares, so that what is shown is what qcode writes.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shlex
import sys
import tempfile
import uuid
from datetime import datetime, tzinfo
from pathlib import Path
from unittest.mock import patch

from qcode.cli.main import main

EXPORTS = Path(__file__).parents[2] / "exports"
COUNTS = "matrix --rows code --cols case:informant --cell count"
QUOTES = "matrix --rows code --cols case:informant --cell quotes"
TABLE = "--source-line 'data primer (rekaan), diolah peneliti, 2025'"
THEMES = "--code PRE --code PRV --code REP --code KEN --code REK"
ENGLISH = "--doc-lang en --source-line 'primary data (invented), coded by the author'"
MADE_BY = {
    "matrix-quotations.docx": f"{QUOTES} {TABLE} --title 'Upaya dan kendala penanganan prostitusi online'",
    "matrix-quotations-chapter.docx": (
        f"{QUOTES} {TABLE} --title 'Upaya dan kendala penanganan prostitusi online' --chapter 4 --split-tables"
    ),
    "matrix-quotations-en.docx": f"{QUOTES} {ENGLISH}",
    "matrix-quotations-journal.docx": f"{QUOTES} {ENGLISH} --look journal",
    "matrix-counts.docx": f"{COUNTS} {TABLE}",
    "matrix-counts.xlsx": f"{COUNTS} {TABLE}",
    "matrix-counts.csv": COUNTS,
    "matrix-counts.html": f"{COUNTS} {TABLE}",
    "matrix-counts.md": f"{COUNTS} {TABLE}",
    "matrix-counts.json": COUNTS,
    "matrix-presence-by-source.docx": f"matrix --rows code --cols source --cell presence {TABLE}",
    "matrix-words-by-speaker.xlsx": f"matrix --rows code --cols speaker --cell words {TABLE}",
    "matrix-summaries.docx": (
        f"matrix --rows code --cols case:informant --cell summary --levels 1 {THEMES} {TABLE} "
        "--title 'Ringkasan tematik menurut informan'"
    ),
    "quotations-obstacles.docx": f"segments --code KEN {TABLE} --title 'Kutipan tentang kendala'",
    "quotations-by-code.docx": f"report quotes --code KEN --code REP {TABLE}",
    "matrix-footnotes-en.docx": f"{QUOTES} {ENGLISH} --code PRV --citation oscola --title 'Preventive measures'",
    "findings.docx": f"report findings --chapter 4 {TABLE}",
    "findings-en.html": f"report findings --code PRV --tables counts {ENGLISH}",
    "appendix.docx": "report appendix",
    "codebook.docx": "report codebook",
    "codebook-table.docx": "report codebook --as table",
    "codebook-en.html": "report codebook --doc-lang en",
    "codebook.md": "report codebook --all-languages",
    "coded-text.docx": "report source T01_unit_ppa",
    "coded-text.md": "report source T01_unit_ppa",
    "coded-text-en.html": "report source T02_pengelola_penginapan --doc-lang en",
    "methods.docx": "report methods",
    "methods-en.html": "report methods --doc-lang en",
    "member-check.docx": "report members --informant INF-04 --code PRV",
    "member-check-en.docx": "report members --informant INF-01 --code KEN-SDM --code REK --doc-lang en",
    "study.html": f"report html {TABLE} --title 'Hasil pengodean, untuk dibaca pembimbing'",
    "triangulation.docx": "cases differ --all --source-line 'data primer dan dokumen (rekaan), diolah peneliti, 2025'",
    "table-cases-per-year.docx": f"table cases-per-year {TABLE}",
    "table-case-details.docx": f"table case-details {TABLE}",
    "table-informants.docx": f"table informants {TABLE}",
    "table-interviews.docx": f"table interviews {TABLE}",
    "table-measures.docx": f"table measures {TABLE}",
    "table-obstacles.docx": f"table obstacles {TABLE}",
    "table-acts.docx": f"table acts {TABLE}",
    "table-triangulation.docx": f"table triangulation {TABLE}",
    "table-reduction.docx": f"table reduction {TABLE}",
    "table-frequency.docx": f"table frequency {TABLE}",
    "table-recommendations.docx": f"table recommendations {TABLE}",
    "table-norm-practice.docx": f"table norm-practice {TABLE}",
    "picture-frequencies.svg": f"picture frequencies {ENGLISH}",
    "picture-cooccurrence.svg": f"picture cooccurrence --within turn --top 20 {ENGLISH}",
    "picture-portrait.svg": f"picture portrait --fold {ENGLISH}",
    "picture-timeline.svg": f"picture timeline --along time --fold {ENGLISH}",
    "picture-network.svg": f"picture network --within paragraph --only {ENGLISH}",
    "picture-dendrogram.svg": f"picture dendrogram --metric cosine --code KEN --code PRV {ENGLISH}",
    "picture-saturation.svg": f"picture saturation --base 1 --run 1 {ENGLISH}",
    "picture-tree.svg": f"picture tree {ENGLISH}",
    "picture-years.svg": f"picture years --series status_perkara {ENGLISH}",
    "figures.docx": f"picture years network saturation tree --only --base 1 --run 1 --chapter 4 {TABLE}",
    "figures-en.html": f"picture years tree {ENGLISH}",
    "cases.xlsx": "cases export",
    "codebook.qdc": "codebook export",
    "codebook.yaml": "codebook export",
    "codebook.json": "codebook export",
    "codebook.csv": "codebook export",
    "codebook.xlsx": "codebook export",
}
"""Each file with the command that makes it, less the file itself; Indonesian unless the command says otherwise."""
INTRODUCTION = """# Finished examples

What qcode exports, made from the demo study (`qcode demo`; nobody in it is real) by the commands below. One command
makes all of them anew, and this page: `.venv/bin/python tests/ground/make_exports.py`. A test compares them with what
qcode writes today, but for the ids of codes and the day a file was made.

| file | command |
| --- | --- |
"""


class Still(datetime):
    """A clock that stands still while the study is made."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Still:
        """Return a day in the year of the demo's interviews."""
        return cls(2025, 7, 1, 2, tzinfo=tz)


def make_exports(folder: Path) -> None:
    """Write every example and the page that lists them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = random.Random(1)
    with tempfile.TemporaryDirectory() as place, patch.dict(os.environ, {"QCODE_HOME": place, "QCODE_LANG": "id"}):
        # Ids are drawn anew for every study; here from a seed, so that making the files again leaves them as they are.
        ids = patch("uuid.uuid4", lambda: uuid.UUID(int=drawn.getrandbits(128), version=4))
        # So does the clock, and the versions of what lies below qcode, which the methods appendix tells.
        clock = patch("qcode.store.changes.datetime", Still)
        with ids, clock:
            run("demo", place)
        # The trail tells when a table was exported.
        with clock, patch("platform.python_version", lambda: "3.x"), patch("sqlite3.sqlite_version", "3.x"):
            for name, command in MADE_BY.items():
                words = shlex.split(command)
                output = [str(folder / name)] if "export" in words else ["-o", str(folder / name)]
                run("-p", str(Path(place, "demo.qcode")), *words, *output)
    rows = "".join(
        f"| [{name}]({name}) | `qcode {command} {_output(name, command)}` |\n" for name, command in MADE_BY.items()
    )
    (folder / "README.md").write_text(INTRODUCTION + rows, encoding="utf-8", newline="\n")


def run(*words: str) -> None:
    """Run a command of qcode; show what it says only if it fails."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    if code:
        raise SystemExit(said.getvalue())


def _output(name: str, command: str) -> str:
    return name if " export" in command else f"-o {name}"


if __name__ == "__main__":
    make_exports(Path(sys.argv[1]) if len(sys.argv) > 1 else EXPORTS)
