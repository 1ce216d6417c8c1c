"""Where the files that qcode ships with lie: starter codebooks, shapes of tables, and the demo study.

In a wheel the codebooks are inside the package; in a checkout (an editable install) they are beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def codebooks_folder() -> Path:
    """Return the folder of the starter codebooks, one YAML file each."""
    inside = _PACKAGE / "codebooks"
    return inside if inside.is_dir() else _PACKAGE.parent / "codebooks"


def demo_folder() -> Path:
    """Return the folder of the demo study: transcripts, cases, gold codings."""
    return _PACKAGE / "demo"


def shapes_folder() -> Path:
    """Return the folder of the built-in shapes of tables, one YAML file each."""
    return _PACKAGE / "shapes"
