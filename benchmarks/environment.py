"""The environment in which programs are started: as a user's, whatever that of the one who measures."""

from __future__ import annotations

import os

from benchmarks import projects


def ordinary() -> dict[str, str]:
    """Return this process's environment without what steers Python.

    Compiled modules are kept, as they are after the first start of any installed program, but in a folder of their
    own, so that nothing is written beside the sources.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QCODE_"))}
    return {**inherited, "PYTHONPYCACHEPREFIX": str(projects.folder() / "bytecode")}
