"""The command line: parses, runs one command, and turns errors into words and exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from qcode import __version__
from qcode.cli import (
    analyses,
    cases,
    codes,
    coding,
    comments,
    consent,
    crosswalk,
    documents,
    exchange,
    finding,
    keys,
    links,
    listing,
    lists,
    looks,
    members,
    memos,
    passages,
    pictures,
    queries,
    questions,
    reports,
    serving,
    sets,
    sources,
    statistics,
    statutes,
    study,
    tables,
    trace,
)
from qcode.cli.options import Commands, add_common, command_in
from qcode.cli.output import Exit, WrongUsage, complain
from qcode.cli.parser import Parser
from qcode.errors import QcodeError
from qcode.home import chosen_language
from qcode.language import _, known_language, language_of_environment, speak

GROUPS = (
    study,
    sources,
    codes,
    coding,
    passages,
    links,
    cases,
    sets,
    questions,
    consent,
    listing,
    looks,
    memos,
    members,
    comments,
    finding,
    statutes,
    crosswalk,
    lists,
    reports,
    tables,
    trace,
    analyses,
    pictures,
    statistics,
    queries,
    documents,
    exchange,
    serving,
    keys,
)
"""The modules that declare commands, in the order of the help page."""


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: The words behind ``qcode``.

    Returns:
        0 done, 1 failed, 2 wrong usage.
    """
    _use_utf8()
    _choose_language(arguments)
    try:
        args = make_parser(arguments).parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return int(args.handler(args))
    except QcodeError as error:
        complain(error.message, error.hint)
        return Exit.USAGE if isinstance(error, WrongUsage) else Exit.FAILED
    except KeyboardInterrupt:
        complain(_("stopped; what was reported as done is on disk"))
    except BrokenPipeError:
        # The reader of our output, such as head, has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 - the boundary where no traceback may reach a user
        complain(
            _("something went wrong that should not: {error}").format(error=f"{type(error).__name__}: {error}"),
            _("The project is as it was before this command. The details are in {file}").format(file=_log(error)),
        )
    return Exit.FAILED


def make_parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of all commands, or of the one command that some words ask for.

    To declare them all takes longer than most commands take; who asks for one need not wait for the others.
    """
    parser: argparse.ArgumentParser = Parser(
        prog="qcode",
        description=_("Code interview transcripts by keyboard, and get the coded matrix in Word."),
        epilog=_("qcode alone opens the project in this folder. More on a command: qcode COMMAND --help"),
    )
    parser.add_argument(
        "--version", action="version", version=f"qcode {__version__}", help=_("say which version this is")
    )
    add_common(parser, suppress=False)
    parser.set_defaults(handler=study.open_here)
    parsers = parser.add_subparsers(metavar=_("COMMAND"), title=_("commands"))
    asked = command_in(arguments)
    if asked:
        _declare(Commands(parsers, only=asked))
    if not parsers.choices:
        # No command, or none that is known: then help and complaint name them all.
        _declare(Commands(parsers))
    return parser


def _declare(commands: Commands) -> None:
    for group in GROUPS:
        group.declare(commands)


def _choose_language(arguments: Sequence[str]) -> None:
    """Choose the language before the parser is made, so that its help speaks it too."""
    words = list(arguments)
    asked = next((w.partition("=")[2] for w in words if w.startswith("--lang=")), "")
    if not asked and "--lang" in words[:-1]:
        asked = words[words.index("--lang") + 1]
    if known_language(asked):
        speak(asked)
    elif not os.environ.get("QCODE_LANG") and (chosen := chosen_language()):
        speak(chosen)
    else:
        # Said once, or the environment is asked anew for each of hundreds of words.
        speak(language_of_environment())


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _log(error: Exception) -> Path:
    """Write the traceback where whoever mends it can find it; return where."""
    import traceback

    from qcode.settings import log_file

    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return path
