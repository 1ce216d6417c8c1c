"""Documents of a whole study, from wherever the reader is: which one, how it is written, to which file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from qcode.domain.document import Document
from qcode.domain.reference import default_style
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.services.filtering import Choice
from qcode.store import sources
from qcode.store.project import Project
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.documents import write_document, write_file, write_page, write_report
from qcode.tui.screens.methods import write_methods
from qcode.tui.screens.picking import PickDialog
from qcode.tui.screens.pictures.commands import KINDS as PICTURES
from qcode.tui.screens.writing import FIRST_FIGURE, Choosable, Writing

_KINDS = (
    ("findings", "f", N_("chapter of findings"), N_("with the transcripts it cites")),
    ("appendix", "a", N_("appendix of transcripts"), N_("with fixed line numbers, codes in the margin")),
    ("quotes", "q", N_("quotations"), N_("under their codes, each with its citation")),
    ("codebook", "c", N_("codebook"), N_("definitions, examples, counts")),
    ("source", "t", N_("a coded text"), N_("with its codes and memos in the margin")),
    ("methods", "m", N_("methods appendix"), N_("with COREQ and SRQR filled in")),
    ("members", "s", N_("sheets to check"), N_("for each informant, what is quoted")),
    ("page", "h", N_("one HTML page"), N_("to browse offline, with filters")),
)
_OF_FINDINGS = (
    Choosable("pictures", N_("Pictures"), tuple(PICTURES.items()), N_("no picture"), has_several=True),
    Choosable(
        "tables", N_("Tables"),
        (
            ("", N_("counts and quotations by informant")), ("counts", N_("counts by informant")),
            ("quotations", N_("quotations by informant")), ("none", N_("no tables")),
        ),
    ),
    Choosable("appendix", N_("Appendix"), (("", N_("behind the chapter")), ("none", N_("no appendix")))),
    FIRST_FIGURE,
)  # fmt: skip
_BY_FILTERS = frozenset({"findings", "appendix", "quotes", "members", "page"})


async def write_any(screen: WorkScreen, selection: Selection) -> None:
    """Ask which document, and write it.

    Args:
        screen: Over which it is asked.
        selection: Which codings, where the document goes by them.

    Raises:
        QcodeError: If it cannot be made or written.
    """
    app: Any = screen.app
    note = "" if selection.is_everything else _("  (as filtered)")
    options = [
        Option(kind, _(label), key, note=_(told) + note * (kind in _BY_FILTERS)) for kind, key, label, told in _KINDS
    ]
    if chosen := await app.push_screen_wait(ChoiceDialog(_("Write which document?"), options)):
        await _WRITERS[chosen[0]](screen, selection)


async def _findings(screen: WorkScreen, selection: Selection) -> None:
    from qcode.formats.registry import document_formats
    from qcode.services import registering, reporting
    from qcode.services.chaptering import How, make_findings

    def work(project: Project, path: Path, writing: Writing) -> tuple[str, ...]:
        said, language = writing.values.get, writing.language
        how = How(
            writing.citing(default_style(language)), chapter=said("chapter", ""), tables=said("tables") or "both",
            appendix=said("appendix") or "same", pictures=writing.several("pictures"),
        )  # fmt: skip
        made = make_findings(project, selection, how, language=language)
        with registering.exporting(project, made.chapter) as ready:
            lost = reporting.export_document(ready, path, language=language, setup=writing.setup())
        return (*made.remarks, *lost)

    title, suffixes = _("Write the findings to which file?"), " ".join(sorted(document_formats()))
    await write_file(screen, title, _("findings") + ".docx", suffixes, work, quotes=True, own=_OF_FINDINGS)


async def _appendix(screen: WorkScreen, selection: Selection) -> None:
    from qcode.services.appending import make_appendix

    def make(project: Project, writing: Writing) -> Document:
        citing = writing.citing(default_style(writing.language))
        return make_appendix(project, selection, citing, language=writing.language)

    await write_document(screen, _("Write the appendix to which file?"), _("appendix") + ".docx", make)


async def _quotes(screen: WorkScreen, selection: Selection) -> None:
    from qcode.services.quoting import make_quotation_report

    def make(project: Project, language: str) -> Report:
        return make_quotation_report(project, selection, language=language)

    title = _("Write the quotations to which file?")
    await write_report(screen, title, _("quotations") + ".docx", make, quotes=True)


async def _codebook(screen: WorkScreen, _selection: Selection) -> None:
    from qcode.services.describing import BookPlan, make_codebook_document

    def make(project: Project, writing: Writing) -> Document:
        return make_codebook_document(project, BookPlan(), language=writing.language)

    await write_document(screen, _("Write the codebook to which file?"), _("codebook") + ".docx", make, quotes=False)


async def _source(screen: WorkScreen, _selection: Selection) -> None:
    from qcode.services import glossing

    app: Any = screen.app
    choices = [Choice(one.id, one.name, note=_(one.kind)) for one in sources.all_sources(screen.project)]
    picked = await app.push_screen_wait(PickDialog(_("Which source?"), choices))
    if not picked:
        return
    name = sources.name_of(screen.project, picked[0]) if len(picked) == 1 else _("texts")

    def make(project: Project, writing: Writing) -> Document:
        return glossing.make_glossed_texts(
            project, picked, Selection(), notes=glossing.FOOTNOTES, language=writing.language
        )

    title = _("Write the text to which file?")
    await write_document(screen, title, f"{name}.docx", make, glossing.LOOK, quotes=False)


async def _methods(screen: WorkScreen, _selection: Selection) -> None:
    await write_methods(screen)


async def _members(screen: WorkScreen, selection: Selection) -> None:
    from qcode.services import member_checking, reporting

    def work(project: Project, path: Path, writing: Writing) -> tuple[str, ...]:
        made = member_checking.make_sheets(project, selection, citing=writing.citing(), language=writing.language)
        # One file for one informant, else a folder beside it.
        output = path if len(made) == 1 else path.with_suffix("")
        said = [f"{sheet.informant}: {note}" for sheet in made for note in sheet.left_out]
        for sheet, file in zip(made, member_checking.paths_of(made, output), strict=True):
            setup = writing.setup(member_checking.LOOK)
            said += reporting.export_document(sheet.document, file, language=writing.language, setup=setup)
        return (*said, _("sheets written: {n}").format(n=len(made)))

    title = _("Write the sheets to which folder?")
    await write_file(screen, title, _("sheets") + ".docx", ".docx", work, quotes=True)


async def _page(screen: WorkScreen, selection: Selection) -> None:
    await write_page(screen, selection)


_WRITERS: dict[str, Callable[[WorkScreen, Selection], Awaitable[None]]] = {
    "findings": _findings, "appendix": _appendix, "quotes": _quotes, "codebook": _codebook, "source": _source,
    "methods": _methods, "members": _members, "page": _page,
}  # fmt: skip
