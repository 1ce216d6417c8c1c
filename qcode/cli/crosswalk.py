"""Commands on the crosswalk between codebooks: show it, bring it in, read codings by it."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_report
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.report import Report

BY = ("source", "informant", "coder")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    parser = commands.add("crosswalk", _("read codings of one codebook as those of another"), show_crosswalk)
    _add_options(parser)
    under = Commands.under(parser)
    bring = under.add("import", _("bring in which code means which: a .csv with from,to"), import_crosswalk)
    bring.add_argument("file", metavar="FILE", type=Path)
    derived = under.add("counts", _("derived codings by the codes of another codebook"), show_derived)
    derived.add_argument("codebook", metavar="CODEBOOK", help=_("name of the codebook to read them as"))
    derived.add_argument("--by", dest="columns", choices=BY, default="informant", help=_("the columns"))
    derived.add_argument("--cell", choices=("count", "quotes"), default="count", help=_("passages, or quotations"))
    options.add_citing(derived)
    _add_options(derived)


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_filters(parser)
    options.add_format(parser)
    options.add_output(parser)


def show_crosswalk(args: argparse.Namespace) -> Exit:
    """Show which code means which, and how often each stands."""
    from qcode.services import crosswalking

    with options.open_project(args) as project:
        report = crosswalking.make_crosswalk(
            project, options.selection(args), language=options.document_language(args), title=args.title,
            source_line=args.source_line,
        )  # fmt: skip
    return _answer(report, args)


def import_crosswalk(args: argparse.Namespace) -> Exit:
    """Bring in the steps of a table."""
    from qcode.services import crosswalking

    with options.open_project(args) as project:
        done = crosswalking.import_crosswalk(project, args.file)
    narrate(_("steps added: {n}").format(n=done.added))
    if done.already:
        narrate(_("there already: {n}").format(n=done.already))
    return Exit.DONE


def show_derived(args: argparse.Namespace) -> Exit:
    """Show what is coded as another codebook has it."""
    from qcode.services import crosswalking
    from qcode.services.reciting import recited

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = crosswalking.make_derived(
            project, args.codebook, options.selection(args), by=args.columns, cell=args.cell, language=language,
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
        report = recited(project, report, options.citing(args), language=language)
    return _answer(report, args)


def _answer(report: Report, args: argparse.Namespace) -> Exit:
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE
