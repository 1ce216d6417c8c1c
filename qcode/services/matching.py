"""Regular expressions of users, which may take longer than the age of the world: ``(a+)+b``.

Python cannot stop a match that is under way, so another process does the matching and is ended when it takes too long.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from types import TracebackType
from typing import Self

from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import _

LONGEST = 10.0
"""Seconds that one text may take; what can be matched at all takes a tenth of one for the longest."""
_MATCHER = Path(__file__).with_name("matcher.py")


def compiled(expression: str) -> re.Pattern[str]:
    """Return a user's regular expression, without regard to case unless it begins with ``(?-i)``.

    Raises:
        QcodeError: If it is none; the message says where it breaks.
    """
    bare = expression.removeprefix("(?-i)")
    flags = re.MULTILINE | (re.IGNORECASE if bare == expression else re.NOFLAG)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Of what a later Python may read otherwise.
            return re.compile(bare, flags)
    except re.error as error:
        place = (error.pos or 0) + len(expression) - len(bare) + 1
        raise QcodeError(
            _("“{text}” is no regular expression: {error}, at character {place}").format(
                text=expression, error=error.msg, place=place
            ),
            _("To find the very words, leave --regex out."),
        ) from error
    except (OverflowError, RecursionError) as error:
        raise QcodeError(
            _("“{text}” is no regular expression: {error}, at character {place}").format(
                text=expression, error=error, place=1
            )
        ) from error


class Matcher:
    """A process that finds a regular expression in texts; leaving the ``with`` block ends it.

    Args:
        expression: As the user typed it.

    Raises:
        QcodeError: If it is no regular expression.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression
        pattern = compiled(expression)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_MATCHER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._is_late = False
        self._tell([pattern.pattern, pattern.flags])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def spans(self, text: str, name: str) -> list[Span]:
        """Return where the expression is found in a text, without places of no length.

        Args:
            text: Where to look.
            name: What the text is called, for the error.

        Raises:
            QcodeError: If it takes longer than ``LONGEST``.
        """
        watch = threading.Timer(LONGEST, self._give_up)
        watch.start()
        try:
            self._tell(text)
            assert self._process.stdout is not None
            answer = self._process.stdout.readline()
        finally:
            watch.cancel()
        if not answer:
            raise self._error(name)
        return [Span(start, end) for start, end in json.loads(answer)]

    def _error(self, name: str) -> QcodeError:
        if self._is_late:
            return QcodeError(
                _("“{text}” was not done with {name} after {n} seconds; nothing was coded").format(
                    text=self._expression, name=name, n=round(LONGEST)
                ),
                _("A repetition inside a repetition, such as (a+)+, can take for ever; write it with one of them."),
            )
        return QcodeError(_("the search for “{text}” broke off in {name}").format(text=self._expression, name=name))

    def _give_up(self) -> None:
        self._is_late = True
        self._process.kill()

    def _tell(self, what: object) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(what).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError:
            return  # It has ended; what it does not answer tells why.
