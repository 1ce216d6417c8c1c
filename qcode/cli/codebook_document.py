"""The codebook as a document: ``qcode report codebook``, and ``qcode codebook export`` to a file that is read."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, show_report
from qcode.language import _

SHAPES = ("list", "table")


def declare(under: Commands) -> None:
    """Declare the report."""
    parser = under.add(
        "codebook", _("what the codes mean, where they are used, passages that show it"), report_codebook
    )
    parser.add_argument("--codebook", default="", metavar="NAME", help=_("one of several codebooks"))
    parser.add_argument(
        "--as", dest="shape", choices=SHAPES, default="list", help=_("an entry for each code, or a table")
    )
    parser.add_argument(
        "--all-languages", action="store_true", help=_("what codes say in every language, not the document's alone")
    )
    parser.add_argument("--memos", action="store_true", help=_("with the memos on codes"))
    parser.add_argument(
        "--examples", type=int, default=2, metavar="N", help=_("at most so many passages marked typical (default: 2)")
    )
    options.add_format(parser)
    options.add_output(parser)


def report_codebook(args: argparse.Namespace) -> Exit:
    """Tell what the codes mean: printed as a table, or written to a document."""
    from qcode.services import describing

    language = options.document_language(args)
    plan = describing.BookPlan(args.codebook, args.shape, args.all_languages, args.memos, max(args.examples, 0))
    about = {"language": language, "title": args.title, "source_line": args.source_line}
    with options.open_project(args) as project:
        if not args.output:
            show_report(describing.make_codebook_table(project, plan, **about), args.format)
            return Exit.DONE
        made = describing.make_codebook_for(args.output.suffix, project, plan, **about)
    from qcode.cli.reports import write_document

    return write_document(made, args)
