"""Where the settings lie, and the one setting that is needed before anything else: the language.

A help page is printed in the time that a TOML parser and dataclasses take to load, so the language is read here by
itself; ``settings`` reads the rest.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

FILE = "settings.toml"
_LANGUAGE = re.compile(r"""^language\s*=\s*["']([A-Za-z_-]*)["']""", re.MULTILINE)


def folder() -> Path:
    """Return the folder of the settings; it may not exist yet."""
    if home := os.environ.get("QCODE_HOME"):
        return Path(home)
    if sys.platform == "linux":
        # As platformdirs has it, which takes longer to load than this to say.
        return Path(os.environ.get("XDG_CONFIG_HOME", "").strip() or Path.home() / ".config") / "qcode"
    from platformdirs import user_config_path

    return user_config_path("qcode", appauthor=False)


def chosen_language() -> str:
    """Return the language the user chose, as written; empty if none or if the file cannot be read."""
    try:
        text = (folder() / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    # What follows the first bracket is about keys and projects.
    found = _LANGUAGE.search(text.partition("\n[")[0])
    return found.group(1) if found else ""
