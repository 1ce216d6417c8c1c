"""Commands on cases: list, add, set, assign, import, remove; and the list of sets."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_records
from qcode.language import _


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    cases = commands.add("cases", _("list the cases; add, set, assign, import or remove"), list_cases)
    options.add_format(cases)
    under = Commands.under(cases)
    add = under.add("add", _("add a case"), add_case)
    add.add_argument("kind", metavar="KIND", help=_("informant, police case, institution …"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("attributes", nargs="*", metavar="ATTRIBUTE=VALUE")
    values = under.add("set", _("give a case values of attributes"), set_case)
    values.add_argument("case", metavar="CASE")
    values.add_argument("attributes", nargs="+", metavar="ATTRIBUTE=VALUE")
    assign = under.add("assign", _("let a source, or a speaker in it, belong to a case"), assign_case)
    assign.add_argument("case", metavar="CASE")
    assign.add_argument("source", metavar="SOURCE")
    assign.add_argument("--speaker", default="", metavar="LABEL")
    table = under.add("import", _("bring cases in from a table: a row a case, a column an attribute"), import_cases)
    table.add_argument("file", type=Path, metavar="FILE.csv")
    table.add_argument("--kind", required=True, help=_("what kind of case they are"))
    table.add_argument("--name", default="", metavar="COLUMN", help=_("the column that names a case; else the first"))
    table.add_argument("--prefix", default="", metavar="TEXT", help=_("put before each name"))
    remove = under.add("remove", _("remove a case; its sources stay"), remove_case)
    remove.add_argument("case", metavar="CASE")
    sets = commands.add("sets", _("list the sets of sources"), list_sets)
    options.add_format(sets)


def list_cases(args: argparse.Namespace) -> Exit:
    """List the cases."""
    from qcode.store import cases

    with options.open_project(args) as project:
        rows = [
            {
                "id": one.id, "kind": one.kind, "name": one.name, "attributes": dict(one.attributes),
                "sources": list(one.sources),
            }
            for one in cases.all_cases(project)
        ]  # fmt: skip
    show_records(rows, ("id", "kind", "name", "attributes", "sources"), args.format, hidden=("id",))
    return Exit.DONE


def add_case(args: argparse.Namespace) -> Exit:
    """Add a case."""
    from qcode.services import casing

    with options.open_project(args) as project:
        _case, is_new = casing.add_case(
            project, args.kind, args.name, dict(options.pairs(args.attributes, "ATTRIBUTE"))
        )
    if not is_new:
        narrate(_("the case was there already"))
    return Exit.DONE


def set_case(args: argparse.Namespace) -> Exit:
    """Give a case values."""
    from qcode.services import casing

    with options.open_project(args) as project:
        casing.set_attributes(project, args.case, dict(options.pairs(args.attributes, "ATTRIBUTE")))
    return Exit.DONE


def assign_case(args: argparse.Namespace) -> Exit:
    """Let a source belong to a case."""
    from qcode.services import casing

    with options.open_project(args) as project:
        if not casing.assign_case(project, args.case, args.source, speaker=args.speaker):
            narrate(_("it belonged there already"))
    return Exit.DONE


def import_cases(args: argparse.Namespace) -> Exit:
    """Bring cases in from a table."""
    from qcode.services import casing

    with options.open_project(args) as project:
        result = casing.import_cases(project, args.file, kind=args.kind, name_column=args.name, prefix=args.prefix)
    for warning in result.warnings:
        narrate(f"{args.file.name}: {warning}")
    narrate(_("cases added: {added}; there already: {updated}").format(added=result.added, updated=result.updated))
    return Exit.DONE


def remove_case(args: argparse.Namespace) -> Exit:
    """Remove a case."""
    from qcode.services import casing

    with options.open_project(args) as project:
        casing.remove_case(project, args.case)
    return Exit.DONE


def list_sets(args: argparse.Namespace) -> Exit:
    """List the sets of sources."""
    from qcode.store import cases

    with options.open_project(args) as project:
        rows = [{"name": name, "sources": count} for name, count in cases.sets(project).items()]
    show_records(rows, ("name", "sources"), args.format)
    return Exit.DONE
