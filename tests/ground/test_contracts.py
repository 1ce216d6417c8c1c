"""The import contracts are kept, and each catches who breaks it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
CULPRITS = {
    "Imports only go down": ("domain/span.py", "qcode.store.project"),
    "Inside the TUI": ("tui/widgets/cells.py", "qcode.tui.screens.base"),
    "Inside formats": ("formats/base.py", "qcode.formats.registry"),
    "A format knows the base and no other format": ("formats/sources/plain.py", "qcode.formats.sources.markdown"),
    "Domain and analysis are plain Python": ("domain/text.py", "sqlite3"),
    "The layout engine is plain Python": ("tui/layout/wrap.py", "textual"),
    "Only the store speaks SQL": ("services/citing.py", "sqlite3"),
}
"""For each contract a file, and an import that breaks it."""


def verdicts(folder: Path) -> dict[str, str]:
    """Return what import-linter says of each contract in a checkout."""
    command = [sys.executable, "-c", LINT]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    found = dict(re.findall(r"^(.+?) (KEPT|BROKEN)", done.stdout, re.MULTILINE))
    assert done.returncode == int("BROKEN" in found.values()), done.stdout + done.stderr
    return found


def test_every_contract_is_kept() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert verdicts(ROOT) == {contract["name"]: "KEPT" for contract in contracts}


def test_every_contract_catches_who_breaks_it_even_inside_a_function(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "qcode", tmp_path / "qcode", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    for file, module in CULPRITS.values():
        with (tmp_path / "qcode" / file).open("a", encoding="utf-8") as code:
            code.write(f"\n\ndef _planted() -> None:\n    import {module}\n")
    assert verdicts(tmp_path) == dict.fromkeys(CULPRITS, "BROKEN")
