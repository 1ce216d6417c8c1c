"""Writing the methods appendix from a screen, with the researcher's answers from a file if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qcode.domain.document import Document
from qcode.language import N_, _, screen_language
from qcode.services import methods
from qcode.store.project import Project
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.documents import ask_file, write_document
from qcode.tui.screens.writing import Writing

ANSWERS = N_("answers.yaml")


async def write_methods(screen: WorkScreen) -> None:
    """Ask how, and write the methods appendix or a blank file of answers.

    Raises:
        QcodeError: If the answers cannot be read, or the file not be written.
    """
    app: Any = screen.app
    options = [
        Option("plain", _("the methods appendix"), "m"),
        Option("answers", _("the same, with your answers from a file"), "a"),
        Option("blank", _("a file for your answers"), "f", note=_("what only you can tell of the study")),
    ]
    chosen = await app.push_screen_wait(ChoiceDialog(_("Write what?"), options))
    if chosen == ("blank",):
        if path := await ask_file(screen, _("File for your answers"), _(ANSWERS)):
            path.unlink(missing_ok=True)  # It was asked whether what is there may go.
            methods.write_blank_answers(path, screen_language())
            screen.say(_("written: {file}").format(file=path))
        return
    answers: dict[str, str] = {}
    if chosen == ("answers",):
        folder = screen.project.path.absolute().parent
        given = await app.push_screen_wait(LineDialog(_("File with your answers"), _(ANSWERS)))
        if not given:
            return
        answers = methods.read_answers(folder / Path(given.strip("'\"")).expanduser())
    elif not chosen:
        return

    def make(project: Project, writing: Writing) -> Document:
        return methods.make_methods(project, methods.MethodsPlan(answers), language=writing.language)

    title = _("Write the methods appendix to which file?")
    await write_document(screen, title, _("methods") + ".docx", make, quotes=False)
