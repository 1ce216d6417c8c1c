"""Acts that wait for dialogs, and how what a user can mend is shown."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import update_wrapper, wraps
from typing import Concatenate, ParamSpec, TypeVar

from textual import work
from textual.dom import DOMNode
from textual.worker import Worker, get_current_worker

from qcode.errors import QcodeError
from qcode.tui.screens.typing_ahead import TypingAhead

Given = ParamSpec("Given")
Where = TypeVar("Where", bound=DOMNode)


def act(
    method: Callable[Concatenate[Where, Given], Coroutine[None, None, None]],
) -> Callable[Concatenate[Where, Given], Worker[None]]:
    """Let an action wait for dialogs; what a user can mend is shown instead of ending the app."""

    @wraps(method)
    async def shown(self: Where, *args: Given.args, **named: Given.kwargs) -> None:
        try:
            await method(self, *args, **named)
        except QcodeError as error:
            show_error(self, error)
        finally:
            if isinstance(self.app, TypingAhead):
                self.app.end_act(get_current_worker())

    working = work(group="act")(shown)

    def started(self: Where, /, *args: Given.args, **named: Given.kwargs) -> Worker[None]:
        worker = working(self, *args, **named)
        if isinstance(self.app, TypingAhead):
            self.app.begin_act(worker)
        return worker

    update_wrapper(started, method)
    return started


def show_error(node: DOMNode, error: QcodeError) -> None:
    """Show what is wrong and what to do about it."""
    node.app.notify(error.hint, title=error.message, severity="error", timeout=8, markup=False)
