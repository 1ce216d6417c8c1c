from __future__ import annotations

import os
import time
from pathlib import Path

from qcode.services import caring, defining
from qcode.store.project import Project


def test_a_copy_is_due_once_a_day_and_only_after_a_change(tmp_path: Path) -> None:
    with Project.create(tmp_path / "study.qcode", coder="Ani") as project:
        first = caring.back_up_if_due(project)
        assert first is not None
        assert caring.copies(project.path) == [first]
        defining.add_code(project, "Preventive")
        assert caring.back_up_if_due(project) is None
        yesterday = time.time() - 25 * 3600
        os.utime(first, (yesterday, yesterday))
        second = caring.back_up_if_due(project)
        assert second is not None
        with Project.open(second) as copy:
            assert caring.check(copy) == []
        tomorrow = time.time() + 60
        os.utime(second, (tomorrow, tomorrow))
        os.utime(first, (yesterday, yesterday))
        assert caring.back_up_if_due(project) is None
        assert caring.copies(project.path) == [second, first]
