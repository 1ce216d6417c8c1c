"""Documents made of a whole study: ``qcode report KIND -o FILE``, a kind for each."""

from __future__ import annotations

import argparse

from qcode.cli import codebook_document, findings, glosses, members, methods, options, pages
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, show_report
from qcode.language import _


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    report = commands.add("report", _("make a document of the study"), _say_which)
    under = Commands.under(report)
    quotes = under.add("quotes", _("quotations under their codes, each with its citation"), report_quotations)
    options.add_filters(quotes)
    options.add_citing(quotes)
    options.add_format(quotes)
    options.add_output(quotes)
    findings.declare(under)
    codebook_document.declare(under)
    glosses.declare(under)
    methods.declare(under)
    members.declare_sheets(under)
    pages.declare(under)


def report_quotations(args: argparse.Namespace) -> Exit:
    """Make the quotation report: printed, or written to a document."""
    from qcode.services import quoting, reciting

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = quoting.make_quotation_report(
            project, options.selection(args), language=language, title=args.title, source_line=args.source_line
        )
        report = reciting.recited(project, report, options.citing(args), language=language)
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE


def _say_which(args: argparse.Namespace) -> Exit:
    kinds = "quotes, findings, appendix, codebook, source, methods, members, html"
    raise WrongUsage(_("say which report; there are: {names}").format(names=kinds))
