"""Commands that count codes: frequencies, cooccur."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, show_report
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.report import Report

WITHIN = ("overlap", "sentence", "paragraph", "turn", "source")
MEASURES = ("count", "jaccard", "c", "expected", "residual")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    frequencies = commands.add("frequencies", _("count how often each code stands"), list_frequencies)
    frequencies.add_argument("--by-count", action="store_true", help=_("most frequent first"))
    frequencies.add_argument("--empty", action="store_true", help=_("show what has nothing coded too"))
    cooccur = commands.add("cooccur", _("count which codes stand together"), list_cooccurrence)
    add_within(cooccur)
    cooccur.add_argument("--measure", choices=MEASURES, default="count", help=_("what the cells hold (default: count)"))
    for parser in (frequencies, cooccur):
        options.add_filters(parser)
        options.add_format(parser)
        options.add_output(parser)


def list_frequencies(args: argparse.Namespace) -> Exit:
    """Count how often each code stands: printed, or written to a document."""
    from qcode.services import analysing

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = analysing.make_frequencies(
            project, options.selection(args), language=language, by_count=args.by_count, with_empty=args.empty,
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return _answer(report, args, language)


def list_cooccurrence(args: argparse.Namespace) -> Exit:
    """Count which codes stand together: printed, or written to a document."""
    from qcode.services import analysing

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = analysing.make_cooccurrence(
            project, options.selection(args), within=args.within, measure=args.measure, language=language,
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return _answer(report, args, language)


def add_within(parser: argparse.ArgumentParser) -> None:
    """Add where codes stand together."""
    parser.add_argument(
        "--within", choices=WITHIN, default="overlap", help=_("where codes stand together (default: overlap)")
    )


def _answer(report: Report, args: argparse.Namespace, language: str) -> Exit:
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE
