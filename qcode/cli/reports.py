"""Commands that make matrices: matrix, and summary, which writes a cell of a framework."""

from __future__ import annotations

import argparse
import sys

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data, show_report
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.document import Document
    from qcode.domain.report import Report

ORDERS = ("rows", "columns", "both")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    matrix = commands.add("matrix", _("count or quote passages by two axes"), make_matrix)
    axes = _(
        "code, code:top, source, case[:KIND], kind, question, speaker, coder, set, attribute:NAME, "
        "period:NAME/year|quarter|month|day, coded:year|quarter|month|day; one within another: attribute:NAME>case"
    )
    matrix.add_argument("--rows", default="code", metavar="AXIS", help=axes)
    matrix.add_argument("--cols", default="source", metavar="AXIS", help=_("likewise"))
    matrix.add_argument(
        "--cell", default="count", metavar="CELL",
        help="count, presence, sources, cases[:KIND], words, characters, percent[:row|total|text|words], "
        "quotes[:N|typical], summary, memo",
    )  # fmt: skip
    matrix.add_argument("--empty", action="store_true", help=_("show what has nothing coded too"))
    matrix.add_argument("--levels", type=int, default=0, metavar="N", help=_("fold what stands below that many levels"))
    matrix.add_argument("--order", choices=ORDERS, default="", help=_("what holds most stands first"))
    options.add_filters(matrix)
    options.add_citing(matrix)
    options.add_format(matrix)
    options.add_output(matrix)
    summary = commands.add("summary", _("read or write a cell of the summary matrix"), keep_summary)
    summary.add_argument("theme", metavar="CODE", help=_("a code, or question:KEY"))
    summary.add_argument("unit", metavar="CASE", help=_("a case, or source:NAME"))
    summary.add_argument(
        "text", nargs="?", metavar="TEXT", help=_("the summary; empty removes it, - reads it from the input")
    )


def make_matrix(args: argparse.Namespace) -> Exit:
    """Make a matrix: printed, or written to a document."""
    from qcode.services.reciting import recited
    from qcode.services.tabling import Plan, tabulate

    language = options.document_language(args)
    with options.open_project(args) as project:
        plan = Plan(args.rows, args.cols, args.cell, options.selection(args), args.empty, args.levels, args.order)
        made = tabulate(project, plan, language=language, title=args.title, source_line=args.source_line)
        report = recited(project, made.report, options.citing(args), language=language)
    if args.output:
        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE


def keep_summary(args: argparse.Namespace) -> Exit:
    """Write what sums up a code in a case; without a text, print what is written there."""
    from qcode.services import summarising

    with options.open_project(args) as project:
        cell = summarising.find_cell(project, args.theme, args.unit)
        if args.text is None:
            say_data(summarising.text_of(project, cell))
            return Exit.DONE
        text = sys.stdin.read() if args.text == "-" else args.text
        if not summarising.write_summary(project, cell, text):
            narrate(_("nothing changed: that is what is written there"))
    return Exit.DONE


def need_output(args: argparse.Namespace) -> None:
    """Refuse a call that names no file, where a document cannot be printed.

    Raises:
        WrongUsage: If there is no ``-o``.
    """
    if not args.output:
        raise WrongUsage(_("say which file it goes to: -o FILE.docx"))


def write_document(made: Report | Document, args: argparse.Namespace) -> Exit:
    """Write a report or a document to the file of ``-o``, saying where it is and what the format could not hold."""
    from qcode.domain.report import Report
    from qcode.services import registering

    if isinstance(made, Report):
        tables = [made]
    else:
        tables = [*made.reports(), *(one.numbers for one in made.figures() if one.numbers)]
    if args.without_ids or all(one.asked is None for one in tables):
        lost = _written(made, args)
    else:  # The project keeps what the tables were made of.
        with options.open_project(args) as project:
            if isinstance(made, Report):
                with registering.exporting_report(project, made) as report:
                    lost = _written(report, args)
            else:
                with registering.exporting(project, made) as document:
                    lost = _written(document, args)
    for remark in lost:
        narrate(remark)
    say_data(str(args.output))
    return Exit.DONE


def _written(made: Report | Document, args: argparse.Namespace) -> tuple[str, ...]:
    """Write a file; return what its format could not hold."""
    from qcode.domain.report import Report
    from qcode.services import reporting

    language, setup = options.document_language(args), options.setup(args)
    if isinstance(made, Report):
        return reporting.export_report(made, args.output, language=language, setup=setup)
    return reporting.export_document(made, args.output, language=language, setup=setup)
