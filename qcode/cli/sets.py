"""Commands on sets: list, put, take, rename, remove."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_records
from qcode.language import _

FIELDS = ("name", "kind", "sources", "members")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    sets = commands.add("sets", _("list the sets of sources, codes and cases; put things in, take them out"), list_sets)
    options.add_format(sets)
    under = Commands.under(sets)
    put = under.add("put", _("put sources, codes or cases into a set, made if there is none"), put_in)
    put.add_argument("name", metavar="SET")
    put.add_argument("members", nargs="+", metavar="NAME")
    put.add_argument("--kind", choices=("source", "code", "case"), default="source", help=_("what is in the set"))
    take = under.add("take", _("take something out of a set"), take_out)
    take.add_argument("name", metavar="SET")
    take.add_argument("members", nargs="+", metavar="NAME")
    rename = under.add("rename", _("give a set another name"), rename_set)
    rename.add_argument("name", metavar="SET")
    rename.add_argument("new", metavar="NAME")
    remove = under.add("remove", _("remove a set; what is in it stays"), remove_set)
    remove.add_argument("name", metavar="SET")


def list_sets(args: argparse.Namespace) -> Exit:
    """List the sets: what is in each, and how many sources that means."""
    from qcode.store import cases, codes, finding, sets, sources

    with options.open_project(args) as project:
        named = {id: name for name, id in sources.names(project).items()}
        everything = sets.all_sets(project)
        if any(one.kind == "case" for one in everything):
            named |= {one.id: one.name for one in cases.all_cases(project)}
        if any(one.kind == "code" for one in everything):
            named |= {one.code.id: one.code.key or one.path for one in codes.all_codes(project, with_use=False)}
        rows = [
            {
                "name": one.name, "kind": one.kind, "sources": len(sets.sources_in(project, one.id)),
                "members": sorted((named[member] for member in one.members), key=finding.order),
            }
            for one in everything
        ]  # fmt: skip
    show_records(rows, FIELDS, args.format)
    return Exit.DONE


def put_in(args: argparse.Namespace) -> Exit:
    """Put things into a set."""
    from qcode.services import grouping

    with options.open_project(args) as project:
        if not grouping.put_in_set(project, args.name, args.members, kind=args.kind):
            narrate(_("it was in the set already"))
    return Exit.DONE


def take_out(args: argparse.Namespace) -> Exit:
    """Take things out of a set."""
    from qcode.services import grouping

    with options.open_project(args) as project:
        if not grouping.take_from_set(project, args.name, args.members):
            narrate(_("it was not in the set"))
    return Exit.DONE


def rename_set(args: argparse.Namespace) -> Exit:
    """Give a set another name."""
    from qcode.services import grouping

    with options.open_project(args) as project:
        grouping.rename_set(project, args.name, args.new)
    return Exit.DONE


def remove_set(args: argparse.Namespace) -> Exit:
    """Remove a set."""
    from qcode.services import grouping

    with options.open_project(args) as project:
        grouping.remove_set(project, args.name)
    return Exit.DONE
