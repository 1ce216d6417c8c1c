"""The memory of matrices, co-occurrence and quotations of 100,000 codings: what a process of its own holds at most.

Each is made once by a Python process that opens the project, makes the report and ends; the process tells the most it
held at any time, the interpreter and all its modules included. Nothing stands beside it, and one round is enough: it
hardly strays, and what the machine does meanwhile is nothing to it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import large
from benchmarks.environment import ordinary
from benchmarks.rounds import Figure

LIMIT = 300.0
"""Megabytes."""
_WORK = {
    "code × source, counts": "tabling.make_matrix(project, 'code', 'source', 'count', Selection())",
    "code × case, words": "tabling.make_matrix(project, 'code', 'case', 'words', Selection())",
    "code × case, share of the text": "tabling.make_matrix(project, 'code', 'case', 'percent:text', Selection())",
    "code × case, all quotations": "tabling.make_matrix(project, 'code', 'case', 'quotes', Selection())",
    "co-occurrence by overlap": "analysing.make_cooccurrence(project, Selection())",
    "quotations by code": "quoting.make_quotation_report(project, Selection())",
}
_SCRIPT = """
import sys
from qcode.domain.selection import Selection
from qcode.services import analysing, quoting, tabling
from qcode.store.project import Project
with Project.open({path!r}) as project:
    report = {work}
    assert len(report.rows) > 400
if sys.platform == "linux":
    # Not ru_maxrss: that of a new process begins with what the one that started it holds.
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1))
"""


def figures() -> Iterator[Figure]:
    """Measure each once."""
    path = large.study()
    for name, work in _WORK.items():
        yield Figure(
            f"{large.CODINGS:,} codings, {name}: most memory held", (_held(path, work),), (0.0,), LIMIT, "MB",
            is_difference=True,
        )  # fmt: skip


def _held(path: Path, work: str) -> float:
    script = _SCRIPT.format(path=str(path), work=work)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=ordinary())
    return int(done.stdout) / 1024
