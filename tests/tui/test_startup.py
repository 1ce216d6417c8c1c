from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import asyncio, sys
from pathlib import Path
from qcode.store.project import Project
path = Path(sys.argv[1])
if not path.exists():
    with Project.create(path, name="Study", coder="Ani"):
        pass
    sys.exit()
from qcode.tui.app import QcodeApp

async def main():
    app = QcodeApp(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        heavy = ("sqlmodel", "sqlalchemy", "pydantic", "docx", "lxml", "openpyxl", "xlsxwriter", "yaml", "numpy")
        print(type(app.screen).__name__, sorted(set(heavy) & set(sys.modules)))

asyncio.run(main())
"""


def test_the_first_picture_waits_for_no_heavy_library(tmp_path: Path) -> None:
    environment = {**os.environ, "QCODE_HOME": str(tmp_path / "home")}
    study = tmp_path / "study.qcode"
    for _run in ("make it", "open it"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(study)],
            env={**environment, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    assert run.stdout.split(maxsplit=1) == ["CodingScreen", "[]\n"]
