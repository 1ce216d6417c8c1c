"""qcode: code interview transcripts by keyboard.

``from qcode import Project`` is the library; it is loaded when first asked for, so that
``qcode --version`` and the first screen need not pay for it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # True to type checkers; the module typing takes as long to load as the version to say.
if TYPE_CHECKING:
    from qcode.library import Project as Project

__version__ = "0.1.0"
__all__ = ["Project", "__version__"]


def __getattr__(name: str) -> object:
    if name == "Project":
        from qcode.library import Project

        return Project
    raise AttributeError(f"module 'qcode' has no attribute {name!r}")
