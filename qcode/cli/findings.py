"""The chapter of findings and the appendix of transcripts: ``qcode report findings`` and ``qcode report appendix``."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate
from qcode.cli.pictures import KINDS
from qcode.language import _

_TABLES = ("both", "counts", "quotations", "none")


def declare(under: Commands) -> None:
    """Declare the commands of this file, under ``report``."""
    findings = under.add(
        "findings", _("the chapter of findings, every quotation with its lines in the appendix"), report_findings
    )
    findings.add_argument(
        "--appendix", default="same", metavar="FILE",
        help=_("where the transcripts go: behind the chapter (same, the default), to a file of their own, none"),
    )  # fmt: skip
    findings.add_argument(
        "--tables", choices=_TABLES, default="both", help=_("tables of each theme by informant: counts, a passage each")
    )
    findings.add_argument(
        "--picture", dest="pictures", choices=KINDS, action="append", default=[], metavar="KIND",
        help=_("a picture at the beginning; may be given several times: {kinds}").format(kinds=", ".join(KINDS)),
    )  # fmt: skip
    options.add_filters(findings)
    options.add_citing(findings, citation="")
    options.add_output(findings)
    appendix = under.add("appendix", _("the transcripts with fixed line numbers, codes in the margin"), report_appendix)
    options.add_filters(appendix)
    options.add_citing(appendix, citation="")
    options.add_output(appendix)


def report_findings(args: argparse.Namespace) -> Exit:
    """Write the chapter of findings, and its appendix."""
    from qcode.cli.reports import write_document
    from qcode.services.chaptering import APART, How, make_findings

    _need_output(args)
    language, where = options.document_language(args), args.appendix
    how = How(
        options.citing(args), title=args.title, chapter=args.chapter, source_line=args.source_line,
        tables=args.tables, appendix=where if where in ("same", "none") else APART,
        pictures=tuple(args.pictures),
    )  # fmt: skip
    with options.open_project(args) as project:
        made = make_findings(project, options.selection(args), how, language=language)
    for remark in made.remarks:
        narrate(remark)
    done = write_document(made.chapter, args)
    if made.appendix is None:
        return done
    args.output = Path(where)
    return write_document(made.appendix, args)


def report_appendix(args: argparse.Namespace) -> Exit:
    """Write the appendix of transcripts alone."""
    from qcode.cli.reports import write_document
    from qcode.services.appending import make_appendix

    _need_output(args)
    language = options.document_language(args)
    with options.open_project(args) as project:
        made = make_appendix(
            project, options.selection(args), options.citing(args), language=language, title=args.title
        )
    return write_document(made, args)


def _need_output(args: argparse.Namespace) -> None:
    if args.output is None:
        raise WrongUsage(_("say which file to write: -o FILE.docx"))
