"""``qcode trace``: from the ID of something exported to the passages behind it."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, show_records, show_report
from qcode.language import _

FIELDS = ("id", "title", "kind", "date", "coder")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    trace = commands.add("trace", _("the passages for and against an exported table, number or quotation"), trace_id)
    trace.add_argument(
        "id", nargs="?", default="", metavar="ID",
        help=_("T7K3QA2 a table, T7K3QA2.4 its row 4, T7K3QA2.4.2 the second cell of it; without one, list the tables"),
    )  # fmt: skip
    trace.add_argument("--row", default="", metavar="NAME", help=_("a row by its name, such as the key of a code"))
    trace.add_argument("--col", default="", metavar="NAME", help=_("a column by its name, such as a case"))
    trace.epilog = _(
        "For: what was counted. Against: what a link says contradicts it or its code, what a memo of the kind or with "
        "the tag “negative case” is on, what an informant corrected or withdrew, and other codes on the same words. "
        "Left out: what interviewers say, what the filters of the table leave out; what consent forbids is not quoted. "
        "Said too: whether the numbers have changed since the export."
    )
    options.add_format(trace)
    options.add_output(trace)


def trace_id(args: argparse.Namespace) -> Exit:
    """Show the passages behind something exported, or list what was exported."""
    from qcode.services import retracing
    from qcode.store import exports

    language = options.document_language(args)
    with options.open_project(args) as project:
        if not args.id:
            rows = [
                {"id": one.id, "title": one.title, "kind": one.kind, "date": one.when[:10], "coder": one.coder}
                for one in exports.all_exports(project)
            ]
            show_records(rows, FIELDS, args.format)
            return Exit.DONE
        report = retracing.make_trace(project, args.id, row=args.row, column=args.col, language=language)
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE
