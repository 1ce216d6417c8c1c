"""What a command loads, seen from outside: a quick answer must not wait for what it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import qcode

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "docx", "openpyxl", "xlsxwriter", "lxml", "yaml")


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)


def test_the_version_is_told() -> None:
    ended = subprocess.run([sys.executable, "-m", "qcode", "--version"], capture_output=True, text=True, check=True)
    assert ended.stdout == f"qcode {qcode.__version__}\n"


def test_the_version_is_told_before_anything_is_loaded() -> None:
    ended = run("import sys; from qcode.__main__ import run; sys.argv = ['qcode', '--version']; run()\n"
                "print(sorted(name for name in sys.modules if name.startswith('qcode')))")  # fmt: skip
    assert ended.stdout.splitlines()[1] == "['qcode', 'qcode.__main__']"


@pytest.mark.parametrize(
    "words",
    [["--help"], ["matrix", "--help"], ["codes"], ["codes", "--format", "json"], ["sources", "--format", "csv"],
     ["segments", "--format", "json"], ["code", "W1", "0", "5", "PRE"], ["undo"]],
    ids=" ".join,
)  # fmt: skip
def test_a_command_loads_neither_screens_nor_tables_nor_writers(words: list[str], study: Path) -> None:
    script = (
        "import sys\nfrom qcode.cli.main import main\ncode = main(sys.argv[1:])\n"
        "print(code, *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    ended = run(script, "-p", str(study), "--coder", "Ani", *words)
    code, *loaded = ended.stderr.splitlines()[-1].split()
    assert code == "0", ended.stderr
    assert "argparse" in loaded
    assert not set(HEAVY) & set(loaded)
    if "--help" in words:
        assert "sqlite3" not in loaded
    if "table" not in words and "--format" in words:
        assert "rich" not in loaded


def test_the_library_is_loaded_when_it_is_asked_for(study: Path) -> None:
    script = (
        "import sys, qcode\nassert not [n for n in sys.modules if n.startswith('qcode.')]\n"
        "from qcode import Project\nwith Project.open(sys.argv[1], coder='Ani') as p:\n"
        "    p.code('w1', 119, 155, 'PRE-EDU', memo='m')\n"
        "    print(len(p.sources()), [s.text for s in p.segments()], p.matrix(cols='case').rows[0][1], p.undo())\n"
        "    print(len(p.search('binmas')), len(p.turns('W2')), p.text('W2')[:4], len(p.codes()), len(p.cases()))\n"
        "assert not {'textual', 'sqlmodel'} & set(sys.modules)"
    )
    ended = run(script, str(study))
    assert ended.stdout == ("2 ['Kami turun penyuluhan ke sekolah. Bi'] 1 PRE-EDU · W1 119–155\n2 4 Kode 7 2\n"), (
        ended.stderr
    )


def test_importing_qcode_knows_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Projekt'"):
        _ = qcode.Projekt
