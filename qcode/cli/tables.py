"""Commands for the tables of a thesis by name: table, and tables, which lists their shapes."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, say_data, show_records, show_report
from qcode.language import _


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    table = commands.add("table", _("make a table of a thesis by its name"), make_table)
    table.add_argument("name", metavar="NAME", help=_("of a table (qcode tables), or a .yaml file with its shape"))
    options.add_filters(table)
    options.add_citing(table)
    options.add_format(table)
    options.add_output(table)
    tables = commands.add("tables", _("list the tables that can be made by name"), list_tables)
    options.add_format(tables)
    under = Commands.under(tables)
    options.add_format(under.add("list", _("list them"), list_tables))
    show = under.add("show", _("print how a table is written, to copy and change it"), show_table)
    show.add_argument("name", metavar="NAME", help=_("of a table"))


def make_table(args: argparse.Namespace) -> Exit:
    """Make a table: printed, or written to a document."""
    from qcode.services import shaping
    from qcode.services.reciting import recited

    language = options.document_language(args)
    shape = shaping.find_shape(args.name)
    with options.open_project(args) as project:
        report = shaping.make_table(
            project, shape, options.selection(args), language=language, title=args.title, source_line=args.source_line
        )
        report = recited(project, report, options.citing(args), language=language)
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE


def list_tables(args: argparse.Namespace) -> Exit:
    """List the shapes, built in and the user's own."""
    from qcode.domain.shape import in_language
    from qcode.services import shaping

    language = options.document_language(args)
    records = [
        {
            "name": one.name, "also": ", ".join(one.aliases), "rows": str(one.rows.kind),
            "about": in_language(one.about, language) or in_language(one.title, language),
        }
        for one in shaping.all_shapes()
    ]  # fmt: skip
    show_records(records, ("name", "also", "rows", "about"), args.format)
    return Exit.DONE


def show_table(args: argparse.Namespace) -> Exit:
    """Print the YAML of a shape."""
    from qcode.services import shaping

    say_data(shaping.shape_text(args.name).rstrip("\n"))
    return Exit.DONE
