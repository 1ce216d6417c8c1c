"""Copying to the clipboard of the computer in front of the reader.

A terminal is asked by an escape sequence (OSC 52), which crosses ssh; not all of them obey, and none answers. Where
the program runs on the reader's own computer the command that the system has for it is used as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from textual.app import App

from qcode.domain.report import Kind, Report
from qcode.domain.wording import cell_text, one_line
from qcode.errors import QcodeError
from qcode.language import _, screen_language

DEAF = frozenset({"linux", "dumb", "vt100", "vt220"})
"""Kinds of terminal that know no clipboard, as ``TERM`` names them."""
SECONDS = 2.0


def copy(app: App[Any], text: str) -> bool:
    """Copy words.

    Returns:
        Whether that surely worked; if not, the terminal was asked and cannot say.

    Raises:
        QcodeError: If there is no way.
    """
    environment = os.environ
    is_sure = any(_run(command, text) for command in commands(environment, sys.platform))
    app.copy_to_clipboard(text)
    is_deaf = environment.get("TERM", "") in DEAF or environment.get("TERM_PROGRAM") == "Apple_Terminal"
    if is_deaf and not is_sure:
        raise QcodeError(
            _("this terminal cannot copy"),
            _("Install xclip or wl-clipboard, or write the quotations to a file: qcode segments -o FILE"),
        )
    return is_sure


def as_tabs(report: Report) -> str:
    """Return a table as lines of cells parted by tabs, as a spreadsheet takes it from the clipboard."""
    language = screen_language()
    heads = [str(column) for column in report.columns]
    kinds = [column.kind for column in report.columns]
    lines = [heads]
    for row in report.rows:
        # Numbers go as numbers: a dash for 0 could not be counted with.
        cells = zip(row, kinds, strict=True)
        lines.append([str(c) if kind is Kind.COUNT else cell_text(c, kind, language) for c, kind in cells])
    return "\n".join("\t".join(one_line(cell) for cell in line) for line in lines) + "\n"


def commands(environment: Mapping[str, str], platform: str) -> list[list[str]]:
    """Return the commands that may copy here, the best first; none on a computer that is only reached from afar."""
    wanted = []
    if environment.get("TMUX"):
        wanted.append(["tmux", "load-buffer", "-w", "-"])
    if not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY")):
        if platform == "darwin":
            wanted.append(["pbcopy"])
        elif platform == "win32":
            wanted.append(["clip"])
        elif environment.get("WSL_DISTRO_NAME"):
            wanted.append(["clip.exe"])
        if environment.get("WAYLAND_DISPLAY"):
            wanted.append(["wl-copy"])
        if environment.get("DISPLAY"):
            wanted += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return [command for command in wanted if shutil.which(command[0])]


def _run(command: list[str], text: str) -> bool:
    # Windows reads what is piped to it as UTF-16 with a mark; everybody else as UTF-8.
    data = text.encode("utf-16") if command[0].startswith("clip") else text.encode()
    try:
        done = subprocess.run(
            command, input=data, timeout=SECONDS, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
