"""A program in a terminal that measures: when its picture stood, and how much memory it holds.

The one place where what only POSIX has is imported: a pseudo-terminal plays the terminal, so this runs on Linux and
macOS alone. A picture stands at the last byte before a silence, once it shows a word it is known to hold. Textual asks
a terminal whether it can hold back unfinished pictures, so it gets an answer.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 200, 50
SILENCE = 0.3
"""Seconds without a byte after which a picture counts as complete."""
PAUSE, ANSWER = 0.05, 1.0
"""Seconds without a byte after which a key's answer counts as complete, and after which there is none."""
PATIENCE = 60.0
"""Seconds after which a program that never falls silent is given up."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[A-Za-z$]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class Terminal:
    """A program running in a pseudo-terminal; leaving the ``with`` block ends it.

    Args:
        command: The program and its arguments.
        environment: All of it but what describes the terminal.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        # With these two Textual would take its size from them and not from the terminal.
        inherited = {key: value for key, value in environment.items() if key not in ("COLUMNS", "LINES")}
        described = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, close_fds=True, start_new_session=True,
            env={**inherited, **described}, preexec_fn=_take_terminal,
        )  # fmt: skip
        os.close(inner)
        # Joined only when asked for: a join of all for each piece would be counted as time of the program.
        self._pieces: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._outer)

    def settle(self, word: str) -> float:
        """Wait until a word is shown and the program falls silent.

        Returns:
            When the last byte came, in seconds since the program was started.

        Raises:
            SystemExit: If the word is never shown.
        """
        last = time.perf_counter()
        while True:
            ready = select.select([self._outer], [], [], SILENCE)[0]
            piece = self._read() if ready else b""
            if piece:
                last = time.perf_counter()
                before = self.shown.count(_ASKED)
                self._pieces.append(piece)
                if self.shown.count(_ASKED) > before:
                    os.write(self._outer, _ANSWER)
            elif word in self.words():
                return last - self.started
            if self._process.poll() is not None or time.perf_counter() - self.started > PATIENCE:
                raise SystemExit(f"“{word}” was never shown, but:\n{self.words()[-2000:]}")

    def press(self, keys: bytes) -> float:
        """Press keys and wait for what they bring about.

        Returns:
            Seconds until the last byte before a silence; until the silence began to be waited for, if nothing came.
        """
        started = last = time.perf_counter()
        os.write(self._outer, keys)
        while True:
            # Nothing may come for a while before the first byte; after it a picture follows at once.
            patience = ANSWER if last == started else PAUSE
            if not select.select([self._outer], [], [], patience)[0]:
                return last - started
            piece = self._read()
            last = time.perf_counter()
            self._pieces.append(piece)
            if _ASKED in piece:
                os.write(self._outer, _ANSWER)

    def answer(self, keys: bytes) -> float:
        """Press keys as ``press`` does.

        Raises:
            SystemExit: If nothing came: what is not answered cannot be measured.
        """
        return _answered(self.press(keys), repr(keys))

    def resize(self, columns: int, rows: int) -> float:
        """Give the terminal another size and wait for what it brings about; return as ``answer`` does.

        Raises:
            SystemExit: If nothing came.
        """
        started = last = time.perf_counter()
        fcntl.ioctl(self._outer, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        while True:
            # A program draws after a resize in several pictures, with pauses between them.
            patience = ANSWER if last == started else SILENCE
            if not select.select([self._outer], [], [], patience)[0]:
                return _answered(last - started, f"the size {columns} × {rows}")
            self._read()
            last = time.perf_counter()

    @property
    def shown(self) -> bytes:
        """All bytes the program wrote so far."""
        return b"".join(self._pieces)

    def words(self) -> str:
        """Return all that was shown, without what steers the terminal."""
        return _SEQUENCE.sub(b"", self.shown).decode("utf-8", "replace")

    def quit(self) -> None:
        """Leave the program by Ctrl+Q and wait for its end."""
        os.write(self._outer, b"\x11")
        while self._process.poll() is None:
            if select.select([self._outer], [], [], 0.05)[0]:
                self._read()
            if time.perf_counter() - self.started > PATIENCE:
                break

    def megabytes(self) -> float:
        """Return the memory the program holds, in MB."""
        status = Path(f"/proc/{self._process.pid}/status")
        if status.exists():
            line = next(line for line in status.read_text(encoding="ascii").split("\n") if line.startswith("VmRSS"))
            return int(line.split()[1]) / 1024
        asked = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self._process.pid)], capture_output=True, text=True, check=True
        )
        return int(asked.stdout) / 1024

    def _read(self) -> bytes:
        try:
            return os.read(self._outer, 1 << 16)
        except OSError:
            return b""


def _take_terminal() -> None:
    """Make the terminal that of the session: only then is the program told of another size. Done in the child."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _answered(took: float, what: str) -> float:
    if not took:
        raise SystemExit(f"Nothing came in answer to {what}.")
    return took
