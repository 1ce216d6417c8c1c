"""Writing what a screen shows to a file whose name is asked; the suffix picks the format."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qcode.domain.document import Document
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.language import _, screen_language
from qcode.store.project import Project
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import WorkScreen


async def ask_file(screen: WorkScreen, title: str, proposed: str, note: str = "") -> Path | None:
    """Ask for a file to write; ``None`` if none was named, or the one that is there is to stay.

    Args:
        screen: Over which it is asked.
        title: The question.
        proposed: What stands in the line to begin with; a name without a folder lies beside the project, one without
            a suffix gets that of this one.
        note: Below the line: which suffixes there are.
    """
    app: Any = screen.app
    given = await app.push_screen_wait(LineDialog(title, proposed, note=note))
    if not given:
        return None
    path = screen.project.path.absolute().parent / Path(given.strip("'\"")).expanduser()
    path = path if path.suffix else path.with_suffix(Path(proposed).suffix)
    if path.exists():
        options = [Option("yes", _("Replace it"), "y"), Option("no", _("Leave it"), "n")]
        asked = ChoiceDialog(_("{file} is there already").format(file=path.name), options)
        if await app.push_screen_wait(asked) != ("yes",):
            return None
    return path


async def write_report(screen: WorkScreen, title: str, proposed: str, make: Callable[[Project, str], Report]) -> None:
    """Ask for a file, make a report in a thread and write it there; say what the format could not hold.

    Args:
        screen: Over which it is asked.
        title: The question.
        proposed: The name of the file to begin with.
        make: Makes the report, of the project and in a language.

    Raises:
        QcodeError: If it cannot be made or written.
    """
    from qcode.services import reporting

    def work(project: Project, path: Path, language: str) -> tuple[str, ...]:
        return reporting.export_report(make(project, language), path, language=language)

    await write_file(screen, title, proposed, ".docx .xlsx .csv .html .md .json", work)


async def write_document(
    screen: WorkScreen, title: str, proposed: str, make: Callable[[Project, str], Document], look: str = ""
) -> None:
    """Ask for a file, make a document of several parts in a thread and write it there.

    Args:
        screen: Over which it is asked.
        title: The question.
        proposed: The name of the file to begin with.
        make: Makes the document, of the project and in a language.
        look: Of a Word document, where the settings name none.

    Raises:
        QcodeError: If it cannot be made or written.
    """
    from qcode.formats.registry import document_formats
    from qcode.services import reporting

    def work(project: Project, path: Path, language: str) -> tuple[str, ...]:
        setup = reporting.usual_setup(look)
        return reporting.export_document(make(project, language), path, language=language, setup=setup)

    await write_file(screen, title, proposed, " ".join(sorted(document_formats())), work)


async def write_page(screen: WorkScreen, selection: Selection) -> None:
    """Ask for a file and write the study to it as one page of HTML.

    Args:
        screen: Over which it is asked.
        selection: Which codings.

    Raises:
        QcodeError: If it cannot be made or written.
    """
    from qcode.formats.registry import study_formats
    from qcode.services import paging

    def work(project: Project, path: Path, language: str) -> tuple[str, ...]:
        page = paging.make_page(project, selection, paging.PageOptions(language))
        return paging.write_page(page, path, language=language)

    title, proposed = _("Write the study as one page to"), _("study") + ".html"
    await write_file(screen, title, proposed, " ".join(sorted(study_formats())), work)


async def write_file(
    screen: WorkScreen, title: str, proposed: str, suffixes: str, work: Callable[[Project, Path, str], tuple[str, ...]]
) -> None:
    """Ask for a file and do what writes it, in a thread; say what the format could not hold.

    Args:
        screen: Over which it is asked.
        title: The question.
        proposed: The name of the file to begin with.
        suffixes: Those there are.
        work: Writes, from a project of its own, to a file, in a language; returns what could not be held.

    Raises:
        QcodeError: If it cannot be written.
    """
    note = _("The suffix picks the format: {kinds}").format(kinds=suffixes)
    path = await ask_file(screen, title, proposed, note)
    if path is None:
        return
    language = screen_language()

    def done() -> tuple[str, ...]:
        with Project.open(screen.project.path, coder=screen.project.coder_name) as own:
            return work(own, path, language)

    screen.say(_("writing {file} …").format(file=path.name))
    lost = await asyncio.to_thread(done)
    screen.say(_("written: {file}").format(file=path))
    if lost:
        screen.notify("\n".join(lost), title=path.name, timeout=8, markup=False)
