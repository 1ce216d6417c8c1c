"""Writing what a screen shows to a file whose name is asked; the suffix picks the format."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from qcode import settings as preferences
from qcode.domain.document import Document
from qcode.domain.report import Kind, Report
from qcode.domain.selection import Selection
from qcode.language import _, screen_language
from qcode.store.project import Project
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.writing import IN_WORD, OF_QUOTATIONS, Choosable, SaveDialog, Writing, remember, remembered


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
    return await _agreed_path(screen, given, proposed) if given else None


async def _agreed_path(screen: WorkScreen, given: str, proposed: str) -> Path | None:
    """Return the file that a name means; ``None`` if one that is there is to stay."""
    app: Any = screen.app
    path = screen.project.path.absolute().parent / Path(given.strip("'\"")).expanduser()
    path = path if path.suffix else path.with_suffix(Path(proposed).suffix)
    if path.exists():
        options = [Option("yes", _("Replace it"), "y"), Option("no", _("Leave it"), "n")]
        asked = ChoiceDialog(_("{file} is there already").format(file=path.name), options)
        if await app.push_screen_wait(asked) != ("yes",):
            return None
    return path


async def write_report(
    screen: WorkScreen, title: str, proposed: str, make: Callable[[Project, str], Report], *, quotes: bool = False
) -> None:
    """Ask for a file, make a report in a thread and write it there; say what the format could not hold.

    Args:
        screen: Over which it is asked.
        title: The question.
        proposed: The name of the file to begin with.
        make: Makes the report, of the project and in a language.
        quotes: Whether it holds quotations, so that it is asked how they are cited.

    Raises:
        QcodeError: If it cannot be made or written.
    """
    from qcode.services import reciting, registering, reporting

    def work(project: Project, path: Path, writing: Writing) -> tuple[str, ...]:
        language, report = writing.language, make(project, writing.language)
        if quotes:
            report = reciting.recited(project, report, writing.citing(), language=language)
        with registering.exporting_report(project, report) as ready:
            return reporting.export_report(ready, path, language=language, setup=writing.setup())

    await write_file(screen, title, proposed, ".docx .xlsx .csv .html .md .json", work, quotes=quotes)


def has_quotes(report: Report) -> bool:
    """Whether a report holds quotations."""
    return any(column.kind is Kind.QUOTES for column in report.columns)


async def write_document(
    screen: WorkScreen, title: str, proposed: str, make: Callable[[Project, Writing], Document], look: str = "",
    *, quotes: bool = True,
) -> None:  # fmt: skip
    """Ask for a file, make a document of several parts in a thread and write it there.

    Args:
        screen: Over which it is asked.
        title: The question.
        proposed: The name of the file to begin with.
        make: Makes the document, of the project and as it is to be written.
        look: Of a Word document, where none was chosen.
        quotes: Whether it holds quotations, so that it is asked how they are cited.

    Raises:
        QcodeError: If it cannot be made or written.
    """
    from qcode.formats.registry import document_formats
    from qcode.services import registering, reporting

    def work(project: Project, path: Path, writing: Writing) -> tuple[str, ...]:
        setup = writing.setup(look)
        with registering.exporting(project, make(project, writing)) as ready:
            return reporting.export_document(ready, path, language=writing.language, setup=setup)

    await write_file(screen, title, proposed, " ".join(sorted(document_formats())), work, quotes=quotes)


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

    def work(project: Project, path: Path, writing: Writing) -> tuple[str, ...]:
        options = paging.PageOptions(writing.language, citing=writing.citing())
        return paging.write_page(paging.make_page(project, selection, options), path, language=writing.language)

    title, proposed = _("Write the study as one page to"), _("study") + ".html"
    await write_file(screen, title, proposed, " ".join(sorted(study_formats())), work, quotes=True, in_word=False)


async def write_file(
    screen: WorkScreen, title: str, proposed: str, suffixes: str,
    work: Callable[[Project, Path, Writing], tuple[str, ...]], *, quotes: bool = False, in_word: bool = True,
    own: Sequence[Choosable] = (),
) -> None:  # fmt: skip
    """Ask for a file and how it is written, and do what writes it, in a thread; say what the format could not hold.

    Args:
        screen: Over which it is asked.
        title: The question.
        proposed: The name of the file to begin with.
        suffixes: Those there are.
        work: Writes, from a project of its own, to a file, as it was chosen; returns what could not be held.
        quotes: Whether it holds quotations.
        in_word: Whether it can be a Word document.
        own: What else can be chosen, of this document alone.

    Raises:
        QcodeError: If it cannot be written.
    """
    note = _("The suffix picks the format: {kinds}").format(kinds=suffixes)
    key, app = str(screen.project.path.absolute()), cast("Any", screen.app)
    choices = (*own, *(OF_QUOTATIONS if quotes else ()), *(IN_WORD if in_word else ()))
    dialog = SaveDialog(title, proposed, note, remembered(key), choices)
    chosen = await app.push_screen_wait(dialog)
    path = await _agreed_path(screen, chosen.file, proposed) if chosen else None
    if path is None:
        return
    if chosen.values != remembered(key):
        remember(key, chosen.values)
        app.settings = preferences.load()
    writing = Writing(screen_language(), chosen.values)

    def done() -> tuple[str, ...]:
        with Project.open(screen.project.path, coder=screen.project.coder_name) as project:
            return work(project, path, writing)

    screen.say(_("writing {file} …").format(file=path.name))
    lost = await asyncio.to_thread(done)
    screen.say(_("written: {file}").format(file=path))
    if lost:
        screen.notify("\n".join(lost), title=path.name, timeout=8, markup=False)
