"""The methods appendix: ``qcode report methods``."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, say_data
from qcode.language import _

CHECKLISTS = ("coreq", "srqr")


def declare(under: Commands) -> None:
    """Declare the report."""
    parser = under.add("methods", _("the methods appendix, with COREQ and SRQR filled in"), report_methods)
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help=_("a .yaml file with what only you can tell of the study")
    )
    parser.add_argument(
        "--blank-answers", type=Path, metavar="FILE", help=_("write such a file, with what is asked, and nothing else")
    )
    parser.add_argument(
        "--checklist", action="append", choices=CHECKLISTS, default=[], help=_("only this checklist (default: both)")
    )
    options.add_output(parser)


def report_methods(args: argparse.Namespace) -> Exit:
    """Write the methods appendix, or a file for the researcher's answers."""
    from qcode.cli.reports import need_output, write_document
    from qcode.services import methods

    language = options.document_language(args)
    if args.blank_answers:
        methods.write_blank_answers(args.blank_answers, language)
        say_data(str(args.blank_answers))
        return Exit.DONE
    need_output(args)
    answers = methods.read_answers(args.answers) if args.answers else {}
    plan = methods.MethodsPlan(answers, tuple(args.checklist) or CHECKLISTS)
    with options.open_project(args) as project:
        made = methods.make_methods(project, plan, language=language, title=args.title)
    return write_document(made, args)
