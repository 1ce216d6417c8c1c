from __future__ import annotations

from pathlib import Path

from qcode.store.project import Project
from qcode.tui.app import QcodeApp


async def test_a_study_in_a_synced_folder_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    Project.create(folder / "study.qcode", coder="Ani").close()
    app = QcodeApp(folder / "study.qcode", coder="Ani")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert any("synced" in note.message for note in app._notifications)
