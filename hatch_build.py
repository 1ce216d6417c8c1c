"""Compile the translations and bring the starter codebooks along.

An editable install finds both in the checkout; a wheel carries them inside the package.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BringAlong(BuildHookInterface):
    """Write a ``.mo`` beside every ``.po`` under qcode/locale, and add ``codebooks/`` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before files are collected, for wheels and editable installs alike."""
        for po in sorted(Path(self.root, "qcode", "locale").glob("*/LC_MESSAGES/*.po")):
            _compile(po)
        if version != "editable":
            build_data["force_include"][str(Path(self.root, "codebooks"))] = "qcode/codebooks"


def _compile(po: Path) -> None:
    compiled = BytesIO()
    with po.open("rb") as source:
        write_mo(compiled, read_po(source, locale=po.parts[-3]))
    mo = po.with_suffix(".mo")
    if mo.is_file() and mo.read_bytes() == compiled.getvalue():
        return
    # A qcode that runs meanwhile must find the old catalogue or the new one, never half of one.
    partial = mo.with_suffix(f".{os.getpid()}.part")
    partial.write_bytes(compiled.getvalue())
    partial.replace(mo)
