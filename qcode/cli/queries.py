"""Commands on saved queries: list, save, rename, remove."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, say_data, show_records
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.selection import Selection
    from qcode.store.project import Project

FIELDS = ("id", "name", "selection", "created")
OPTION_OF = {
    "codes": "--code", "sources": "--source", "cases": "--case", "speakers": "--speaker", "coders": "--coder",
    "sets": "--set", "where": "--where", "since": "--since", "until": "--until", "query": "--query",
    "saved": "--saved", "only": "--only", "all_speakers": "--all-speakers",
}  # fmt: skip
"""Field of a selection → the option that says it."""


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    queries = commands.add("queries", _("list the saved queries; save, rename or remove one"), list_queries)
    options.add_format(queries)
    under = Commands.under(queries)
    listed = under.add("list", _("list the saved queries"), list_queries)
    options.add_format(listed)
    save = under.add("save", _("keep filters under a name, for --saved"), save_query)
    save.add_argument("name", metavar="NAME")
    save.add_argument("--replace", action="store_true", help=_("put them in the place of the query of that name"))
    options.add_filters(save)
    rename = under.add("rename", _("give a saved query another name"), rename_query)
    rename.add_argument("query", metavar="QUERY")
    rename.add_argument("name", metavar="NAME")
    remove = under.add("remove", _("remove a saved query"), remove_query)
    remove.add_argument("query", metavar="QUERY")


def list_queries(args: argparse.Namespace) -> Exit:
    """List the saved queries, in the words of the command line."""
    from qcode.store import queries

    with options.open_project(args) as project:
        rows = [
            {
                "id": one.id, "name": one.name, "created": one.created,
                "selection": _as_options(project, one.selection),
            }
            for one in queries.all_queries(project)
        ]  # fmt: skip
    show_records(rows, FIELDS, args.format, hidden=("id", "created"))
    return Exit.DONE


def save_query(args: argparse.Namespace) -> Exit:
    """Keep filters under a name."""
    from qcode.services import saving

    with options.open_project(args) as project:
        say_data(saving.save_query(project, args.name, options.selection(args), replace=args.replace).id)
    return Exit.DONE


def rename_query(args: argparse.Namespace) -> Exit:
    """Give a saved query another name."""
    from qcode.services import saving

    with options.open_project(args) as project:
        saving.rename_query(project, args.query, args.name)
    return Exit.DONE


def remove_query(args: argparse.Namespace) -> Exit:
    """Remove a saved query."""
    from qcode.services import saving

    with options.open_project(args) as project:
        gone = saving.remove_query(project, args.query)
    narrate(_("saved query removed: {name}").format(name=gone.name))
    return Exit.DONE


def _as_options(project: Project, selection: Selection) -> str:
    """Return filters as they are written on the command line."""
    import shlex

    from qcode.services import filtering

    words: list[str] = []
    for field, value in filtering.named(project, selection).as_data().items():
        option = OPTION_OF.get(field)
        if option is None:
            continue
        if value is True:
            words.append(option)
            continue
        for one in value if isinstance(value, list) else [value]:
            words += [option, shlex.quote("=".join(one) if isinstance(one, list) else str(one))]
    return " ".join(words)
