"""Make ``exports/``: an example of every export, from the demo, by the commands a user would type.

``.venv/bin/python tests/ground/make_exports.py`` renews the folder; another folder may be named. A test makes them
anew and compares, so that what is shown is what qcode writes. What tells the same stays as it is. Where LibreOffice is
there, ``exports/pages/`` gets the pages of each Word document that is new.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from unittest.mock import patch

from qcode.cli.main import main

EXPORTS = Path(__file__).parents[2] / "exports"
COUNTS = "matrix --rows code --cols case:informant --cell count"
PAGES = "pages"
"""Folder within it: what LibreOffice makes of the Word documents."""
QUOTES = "matrix --rows code --cols case:informant --cell quotes"
TABLE = "--source-line 'data primer (rekaan), diolah peneliti, 2025'"
CHAPTER = f"--chapter 4 {TABLE}"
THEMES = "--code PRE --code PRV --code REP --code KEN --code REK"
ENGLISH = "--doc-lang en --source-line 'primary data (invented), coded by the author'"
FEW = "--code PRE --code PRV"
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
    "table-cases-per-year.docx": f"table cases-per-year {CHAPTER}",
    "table-case-details.docx": f"table case-details {CHAPTER}",
    "table-informants.docx": f"table informants {CHAPTER}",
    "table-interviews.docx": f"table interviews {CHAPTER}",
    "table-measures.docx": f"table measures {CHAPTER}",
    "table-obstacles.docx": f"table obstacles {CHAPTER}",
    "table-acts.docx": f"table acts {CHAPTER}",
    "table-triangulation.docx": f"table triangulation {CHAPTER}",
    "table-reduction.docx": f"table reduction {CHAPTER}",
    "table-frequency.docx": f"table frequency {CHAPTER}",
    "table-recommendations.docx": f"table recommendations {CHAPTER}",
    "table-norm-practice.docx": f"table norm-practice {CHAPTER}",
    "frequencies.docx": f"frequencies {CHAPTER}",
    "crosstab.docx": f"crosstab Jabatan --unit source --code KEN --corrected {CHAPTER}",
    "cooccurrence.docx": f"cooccur --within turn {FEW} {CHAPTER}",
    "sequences.docx": f"sequences --lag 2 {FEW} {CHAPTER}",
    "coverage.docx": f"coverage {CHAPTER}",
    "clusters.docx": f"clusters --metric cosine {FEW} {CHAPTER}",
    "keyness.docx": f"keyness case:INF-01 case:INF-04 --least 4 --top 12 {CHAPTER}",
    "saturation.docx": f"saturation --base 1 --run 1 {CHAPTER}",
    "words.docx": f"words --top 20 {CHAPTER}",
    "kwic.docx": f"kwic 'penginap*' {CHAPTER}",
    "statutes.docx": f"statutes --date-attribute tanggal_laporan {CHAPTER}",
    "statutes-by-code.docx": f"statutes --by code {CHAPTER}",
    "journal.docx": f"memos {CHAPTER}",
    "trace.docx": f"trace TYM0KEA --row KEN-PGN --col INF-01 {CHAPTER}",
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
    "crosswalk.docx": (
        "codebook import codebooks/efektivitas_soekanto.yaml && "
        "codebook import codebooks/sistem_hukum_friedman.yaml && "
        "crosswalk import codebooks/peta_kendala_soekanto_friedman.csv && "
        f"crosswalk counts 'Faktor penegakan hukum (Soekanto)' {CHAPTER}"
    ),
}
"""Each file with the command that makes it, less the file itself; Indonesian unless the command says otherwise.

What must be done before stands before ``&&``; the last file is the one that changes the study."""
INTRODUCTION = """# Finished examples

What qcode exports, made from the demo study (`qcode demo`; nobody in it is real) by the commands below. One command
makes all of them anew, and this page: `.venv/bin/python tests/ground/make_exports.py`. A test compares them with what
qcode writes today, but for the ids of codes and the day a file was made. The pages are those that LibreOffice makes of
a Word document.

| file | pages | command |
| --- | --- | --- |
"""
UNLIKE = (
    (re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), b"id"),
    (re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"now"),
)
"""What differs from one making to the next: ids, and the moment a workbook was made."""
_ALL = re.compile(".*")


class Still(datetime):
    """A clock that stands still while the study is made."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Still:
        """Return a day in the year of the demo's interviews."""
        return cls(2025, 7, 1, 2, tzinfo=tz)


def make_exports(folder: Path, *, with_pages: bool = False) -> None:
    """Write every example and the page that lists them into a folder; leave those that tell the same.

    Args:
        folder: Where they go.
        with_pages: Whether the Word documents that are new are turned into pages, if LibreOffice is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        made = Path(place, "exports")
        made.mkdir()
        _run_all(made, place)
        new = [name for name in MADE_BY if not _is_kept(made / name, folder / name)]
        if with_pages:
            pages = folder / PAGES
            missing = [name for name in MADE_BY if name.endswith(".docx") and not _page(pages, name).exists()]
            _make_pages([made / name for name in MADE_BY if name in missing or name in new], pages)
        for name in new:
            shutil.copyfile(made / name, folder / name)
    rows = "".join(_listed(name, command) for name, command in MADE_BY.items())
    (folder / "README.md").write_text(INTRODUCTION + rows, encoding="utf-8", newline="\n")


def contents(path: Path, parts: re.Pattern[str] = _ALL) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a file, less what differs from one making to the next.

    Args:
        path: The file.
        parts: Those of a packed file that are asked for.
    """
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as packed:
            found = [(name, packed.read(name)) for name in packed.namelist() if parts.fullmatch(name)]
    else:
        found = [("", path.read_bytes())]
    for name, data in found:
        for pattern, instead in UNLIKE:
            data = pattern.sub(instead, data)
        yield name, data


def _run_all(folder: Path, place: str) -> None:
    drawn, study = random.Random(1), str(Path(place, "demo.qcode"))
    with contextlib.chdir(EXPORTS.parent), patch.dict(os.environ, {"QCODE_HOME": place, "QCODE_LANG": "id"}):
        # Ids are drawn anew for every study; here from a seed, so that making the files again leaves them as they are.
        ids = patch("uuid.uuid4", lambda: uuid.UUID(int=drawn.getrandbits(128), version=4))
        # So does the clock, and the versions of what lies below qcode, which the methods appendix tells.
        clock = patch("qcode.store.changes.datetime", Still)
        with ids, clock:
            run("demo", place)
        # The trail tells when a table was exported.
        with clock, patch("platform.python_version", lambda: "3.x"), patch("sqlite3.sqlite_version", "3.x"):
            for name, commands in MADE_BY.items():
                *before, command = map(shlex.split, commands.split(" && "))
                for words in before:
                    run("-p", study, *words)
                output = [str(folder / name)] if "export" in command else ["-o", str(folder / name)]
                run("-p", study, *command, *output)


def _is_kept(made: Path, there: Path) -> bool:
    return there.exists() and list(contents(made)) == list(contents(there))


def _make_pages(files: list[Path], folder: Path) -> None:
    """Turn Word documents into pages, all at once, and remove the pages of documents that are no more."""
    for old in folder.glob("*.pdf"):
        if old.with_suffix(".docx").name not in MADE_BY:
            old.unlink()
    documents = [str(path) for path in files if path.suffix == ".docx"]
    if not documents:
        return
    if not shutil.which("soffice"):
        print("No LibreOffice here: the pages stay as they are, and may be old.", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as place:
        profile = f"-env:UserInstallation={Path(place).as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *documents]
        subprocess.run(command, check=True, capture_output=True, timeout=600)


def _page(folder: Path, name: str) -> Path:
    return folder / Path(name).with_suffix(".pdf").name


def run(*words: str) -> None:
    """Run a command of qcode; show what it says only if it fails."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    if code:
        raise SystemExit(said.getvalue())


def _listed(name: str, command: str) -> str:
    page = f"[PDF]({_page(Path(PAGES), name).as_posix()})" if name.endswith(".docx") else ""
    output = name if " export" in command else f"-o {name}"
    return f"| [{name}]({name}) | {page} | `qcode {command.replace('&& ', '&& qcode ')} {output}` |\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make_exports(Path(sys.argv[1]))
    else:
        make_exports(EXPORTS, with_pages=True)
