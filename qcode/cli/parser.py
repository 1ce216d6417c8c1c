"""The parser of commands: argparse, in the language of the screen and in the house's way of complaining.

argparse looks its own words up in a catalogue that nobody ships. The few that a user meets are said here instead;
what is not in the table below is passed on as argparse words it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable
from functools import cache, partial

from qcode.cli.output import Exit, complain, narrate
from qcode.language import N_, _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_COMPLAINTS = (
    (r"unrecognized arguments: (?P<what>.+)", N_("not understood: {what}")),
    (r"the following arguments are required: (?P<what>.+)", N_("missing: {what}")),
    (
        r"argument (?P<name>.+?): invalid choice: '?(?P<what>.*?)'? \(choose from (?P<choices>.+)\)",
        N_("{name}: there is no “{what}”; there are: {choices}"),
    ),
    (r"argument (?P<name>.+?): expected (?:one|at least one) argument", N_("{name} wants a value")),
    (r"argument (?P<name>.+?): invalid (?:int|float) value: '(?P<what>.*)'", N_("{name}: “{what}” is no number")),
    (r"argument (?P<name>.+?): not allowed with argument (?P<what>.+)", N_("{name} and {what} exclude each other")),
    (r"ambiguous option: (?P<what>.+) could match (?P<choices>.+)", N_("“{what}” could be any of: {choices}")),
)
"""What argparse says, and what is said instead."""


class HelpFormatter(argparse.HelpFormatter):
    """Sets help pages; says "usage" in the language of the screen."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the usage, with its name translated."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help pages and complaints speak the language of the screen."""

    def __init__(
        self, *, prog: str, description: str, epilog: str | None = None, conflict_handler: str = "error"
    ) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            conflict_handler=conflict_handler,
            # argparse asks for a formatter at each argument, which would measure the terminal each time.
            formatter_class=partial(HelpFormatter, width=_width()),
            add_help=False,
        )
        # The two groups every parser has can be named in no other way.
        self._positionals.title = _("arguments")
        self._optionals.title = _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this page"))

    takes_minus_words = False
    """Whether ``-word`` is a word that is not wanted, and no option; for commands that take a query."""

    # argparse asks this of each argument; it has no public way to say that one is no option.
    def _parse_optional(self, arg_string: str) -> Any:  # noqa: ANN401 - another type in each version of Python
        if self.takes_minus_words and self._is_minus_word(arg_string):
            return None
        return super()._parse_optional(arg_string)

    def _is_minus_word(self, argument: str) -> bool:
        if not re.fullmatch(r"-[^-\s][^\s]+", argument) or argument in self._option_string_actions:
            return False
        # -pFILE names the project as -p FILE does, if it looks like a file; "-pelaku" does not.
        return argument[:2] not in self._option_string_actions or not re.search(r"[./\\:]", argument)

    def error(self, message: str) -> NoReturn:
        """Say how the command is used and what is wrong, and end with the exit code of wrong usage."""
        said, hint = _complaint(message)
        for line in self.format_usage().rstrip("\n").split("\n"):
            narrate(line)
        complain(said, "\n".join(filter(None, (hint, _("More: {command}").format(command=f"{self.prog} --help")))))
        self.exit(Exit.USAGE)


@cache
def _width() -> int:
    """Return how wide help may be set, as argparse would choose it."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked) - 2
    try:
        return (os.get_terminal_size(sys.__stdout__.fileno()).columns or 80) - 2 if sys.__stdout__ else 78
    except (OSError, ValueError):
        return 78


def _complaint(message: str) -> tuple[str, str]:
    """Return what argparse says in the language of the screen, and what may have been meant."""
    from difflib import get_close_matches

    for pattern, said in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            parts = found.groupdict()
            choices = re.findall(r"[\w.#-]+", parts.get("choices", ""))
            close = get_close_matches(parts["what"], choices, n=1) if "name" in parts and choices else ()
            hint = _("Did you mean {names}?").format(names=close[0]) if close else ""
            return _(said).format(**parts | {"choices": ", ".join(choices)}), hint
    return message, ""
