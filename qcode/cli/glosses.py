"""Texts with their codes in the margin: ``qcode report source``."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit
from qcode.language import _

MEMOS = ("footnotes", "endnotes")


def declare(under: Commands) -> None:
    """Declare the report."""
    parser = under.add("source", _("texts with line numbers and their codes in the margin"), report_sources)
    parser.add_argument("texts", nargs="+", metavar="SOURCE", help=_("a source; several stand one after the other"))
    parser.add_argument("--memos", choices=MEMOS, default="", help=_("with memos, under the page or behind the text"))
    parser.add_argument(
        "--mask-names", action="store_true", help=_("put codes in place of the informants’ names that are known")
    )
    parser.add_argument(
        "--full-references", action="store_true",
        help=_("with office, institution, day, hour and place, of informants whose consent is “quote”"),
    )  # fmt: skip
    options.add_filters(parser)
    options.add_output(parser)


def report_sources(args: argparse.Namespace) -> Exit:
    """Write texts with their codes in the margin."""
    from qcode.cli.reports import need_output, write_document
    from qcode.domain.reference import Citing
    from qcode.services import glossing
    from qcode.services.reporting import usual_setup

    need_output(args)
    args.look = args.look or usual_setup(glossing.LOOK).look
    language = options.document_language(args)
    with options.open_project(args) as project:
        made = glossing.make_glossed_texts(
            project, args.texts, options.selection(args), notes=args.memos, language=language, title=args.title,
            citing=Citing(full=args.full_references, mask_names=args.mask_names),
        )  # fmt: skip
    return write_document(made, args)
