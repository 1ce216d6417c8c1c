from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from qcode.errors import QcodeError
from qcode.tui.app import QcodeApp
from qcode.tui.screens import clipboard
from qcode.tui.widgets.bars import KeyBar

MakesApp = Callable[..., QcodeApp]


@pytest.mark.parametrize(
    ("environment", "platform", "wanted"),
    [
        ({"DISPLAY": ":0"}, "linux", ["xclip", "xsel"]),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "1"}, "linux", []),
        ({"TMUX": "x", "SSH_TTY": "1"}, "linux", ["tmux"]),
        ({}, "darwin", ["pbcopy"]),
        ({}, "win32", ["clip"]),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
    ],
)
def test_the_command_of_the_computer_in_front_of_the_reader_copies(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], platform: str, wanted: list[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    assert [command[0] for command in clipboard.commands(environment, platform)] == wanted
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert clipboard.commands(environment, platform) == []


@pytest.mark.parametrize(("command", "data"), [("xclip", "“é”".encode()), ("clip", "“é”".encode("utf-16"))])
async def test_words_are_piped_to_it_and_given_to_the_terminal(
    app_on: MakesApp, monkeypatch: pytest.MonkeyPatch, command: str, data: bytes
) -> None:
    given: list[bytes] = []

    def run(_command: list[str], **named: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - as in subprocess
        given.append(named["input"])
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(clipboard, "commands", lambda *_given: [[command]])
    monkeypatch.setattr(subprocess, "run", run)
    app = app_on("Kami turun")
    async with app.run_test() as pilot:
        assert clipboard.copy(app, "“é”")
        assert (given, app.clipboard) == ([data], "“é”")
        await pilot.press("y")
        assert app.screen.query_one(KeyBar).said == "copied with its citation"


async def test_where_no_command_copies_the_terminal_is_asked_and_that_is_said(
    app_on: MakesApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "commands", lambda *_given: [["no-such-command-here"]])
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    app = app_on("Kami turun")
    async with app.run_test() as pilot:
        await pilot.press("y")
        assert app.screen.query_one(KeyBar).said.startswith("given to the terminal")
        monkeypatch.setenv("TERM", "linux")
        with pytest.raises(QcodeError, match="cannot copy"):
            clipboard.copy(app, "x")
        await pilot.press("y")
        await pilot.pause()
        assert app.is_running
