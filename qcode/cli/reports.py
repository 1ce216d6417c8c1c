"""Commands that make reports: matrix."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, say_data, show_report
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.report import Report


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    matrix = commands.add("matrix", _("count or quote passages by two axes"), make_matrix)
    axes = _("code, source, case[:KIND], kind, speaker, coder, set, attribute:NAME")
    matrix.add_argument("--rows", default="code", metavar="AXIS", help=axes)
    matrix.add_argument("--cols", default="source", metavar="AXIS", help=_("likewise"))
    matrix.add_argument(
        "--cell", default="count", metavar="CELL", help="count, presence, sources, words, percent, quotes"
    )
    matrix.add_argument("--empty", action="store_true", help=_("show what has nothing coded too"))
    options.add_filters(matrix)
    options.add_format(matrix)
    options.add_output(matrix)


def make_matrix(args: argparse.Namespace) -> Exit:
    """Make a matrix: printed, or written to a document."""
    from qcode.services import tabling

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = tabling.make_matrix(
            project, args.rows, args.cols, args.cell, options.selection(args), language=language,
            title=args.title, source_line=args.source_line, with_empty=args.empty,
        )  # fmt: skip
    if args.output:
        return write_document(report, args.output, language)
    show_report(report, args.format)
    return Exit.DONE


def write_document(report: Report, path: Path, language: str) -> Exit:
    """Write a report to a file, saying where it is and what the format could not hold."""
    from qcode.services import reporting

    for lost in reporting.export_report(report, path, language=language):
        narrate(lost)
    say_data(str(path))
    return Exit.DONE
