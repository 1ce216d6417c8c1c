"""``qcode report html``: the coded study as one page for a supervisor."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data
from qcode.language import _


def declare(under: Commands) -> None:
    """Declare the command under ``report``."""
    html = under.add("html", _("the coded study as one page, to be browsed offline"), report_html)
    html.add_argument("--without-transcripts", action="store_true", help=_("quotations only, no whole transcripts"))
    html.add_argument("--memos", action="store_true", help=_("show memos too"))
    options.add_filters(html)
    options.add_citing(html)
    options.add_output(html, in_word=False)


def report_html(args: argparse.Namespace) -> Exit:
    """Write the study as one page."""
    from qcode.services import paging

    if args.output is None:
        raise WrongUsage(_("say which file to write, as -o report.html"))
    wanted = paging.PageOptions(
        language=options.document_language(args), title=args.title, source_line=args.source_line,
        citing=options.citing(args), with_transcripts=not args.without_transcripts, with_memos=args.memos,
    )  # fmt: skip
    with options.open_project(args) as project:
        page = paging.make_page(project, options.selection(args), wanted)
    for lost in paging.write_page(page, args.output, language=wanted.language):
        narrate(lost)
    say_data(str(args.output))
    return Exit.DONE
