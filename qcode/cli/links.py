"""Commands on links: list, add, remove."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, say_data, show_records
from qcode.language import _

FIELDS = ("id", "kind", "origin", "origin_text", "target", "target_text", "coder", "created")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    links = commands.add("links", _("list the links between passages, codes and memos; add, remove"), list_links)
    options.add_format(links)
    under = Commands.under(links)
    add = under.add("add", _("link a passage, code or memo to another"), add_link)
    what = _("SOURCE:START-END, coding:ID, code:NAME or memo:ID")
    add.add_argument("origin", metavar="FROM", help=what)
    add.add_argument("kind", metavar="KIND", help=_("explains, contradicts, see also … or a word of your own"))
    add.add_argument("target", metavar="TO", help=what)
    remove = under.add("remove", _("remove links"), remove_links)
    remove.add_argument("links", nargs="+", metavar="ID")


def list_links(args: argparse.Namespace) -> Exit:
    """List the links."""
    from qcode.store import links

    with options.open_project(args) as project:
        rows = [
            {
                "id": one.id, "kind": one.kind, "origin": f"{one.origin.kind} {one.origin.name}",
                "origin_text": one.origin.text, "target": f"{one.target.kind} {one.target.name}",
                "target_text": one.target.text, "coder": one.coder, "created": one.created,
            }
            for one in links.all_links(project)
        ]  # fmt: skip
    show_records(rows, FIELDS, args.format, hidden=("id", "origin_text", "target_text", "created"))
    return Exit.DONE


def add_link(args: argparse.Namespace) -> Exit:
    """Link two things."""
    from qcode.services import linking

    with options.open_project(args) as project:
        origin, target = linking.find_end(project, args.origin), linking.find_end(project, args.target)
        done = linking.link(project, args.kind, origin, target)
    if not done.is_new:
        narrate(_("the same link was there already; nothing was changed"))
    say_data(done.id)
    return Exit.DONE


def remove_links(args: argparse.Namespace) -> Exit:
    """Remove links."""
    from qcode.errors import UnknownName
    from qcode.services import linking

    with options.open_project(args) as project:
        gone = linking.unlink(project, args.links)
    if not gone:
        raise UnknownName(_("there is no such link; nothing was changed"), _("Their ids: qcode links --format json"))
    narrate(_("links removed: {n}").format(n=gone))
    return Exit.DONE
