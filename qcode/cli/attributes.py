"""Commands on attributes: the columns of the sheets of cases and sources."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_records
from qcode.language import _

FIELDS = ("id", "of", "name", "type", "options", "values")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.sheet import Attribute, Subject
    from qcode.store.project import Project


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    listed = commands.add(
        "attributes", _("list the attributes of cases and sources; add, rename, type, move, remove"), list_attributes
    )
    options.add_format(listed)
    under = Commands.under(listed)
    of = _("a kind of case, or: source")
    add = under.add("add", _("add an attribute"), add_attribute)
    add.add_argument("of", metavar="OF", help=of)
    add.add_argument("name", metavar="NAME")
    add.add_argument("--type", default="text", help=_("text, number, date, yes/no or category"))
    _add_option(add)
    for name, summary, handler in (
        ("rename", _("give an attribute another name"), rename_attribute),
        ("type", _("change the type of an attribute; what does not fit stays as it is"), type_attribute),
        ("move", _("give an attribute another place among the columns"), move_attribute),
        ("remove", _("remove an attribute with its values"), remove_attribute),
    ):
        parser = under.add(name, summary, handler)
        parser.add_argument("of", metavar="OF", help=of)
        parser.add_argument("name", metavar="NAME")
        if name == "rename":
            parser.add_argument("new", metavar="NEW")
        if name == "type":
            parser.add_argument("type", metavar="TYPE", help=_("text, number, date, yes/no or category"))
            _add_option(parser)
        if name == "move":
            parser.add_argument("to", type=int, metavar="PLACE", help=_("1 is the first"))


def _add_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--option", action="append", default=[], metavar="CATEGORY", help=_("one of the categories; may be repeated")
    )


def list_attributes(args: argparse.Namespace) -> Exit:
    """List the attributes."""
    from qcode.store import attributes

    with options.open_project(args) as project:
        rows: list[dict[str, object]] = [
            {
                "id": one.id, "of": one.case_kind or one.subject, "name": one.name, "type": str(one.kind),
                "options": list(one.options), "values": len(attributes.values_in(project, one.id)),
            }
            for one in attributes.every(project)
        ]  # fmt: skip
    show_records(rows, FIELDS, args.format, hidden=("id",))
    return Exit.DONE


def add_attribute(args: argparse.Namespace) -> Exit:
    """Add an attribute."""
    from qcode.domain.sheet import CASE, SOURCES, Subject
    from qcode.domain.values import kind_named
    from qcode.services import attributing

    with options.open_project(args) as project:
        subject = SOURCES if args.of.casefold() in ("source", "sources") else Subject(CASE, args.of)
        attributing.add_column(project, subject, args.name, kind_named(args.type), args.option)
    return Exit.DONE


def rename_attribute(args: argparse.Namespace) -> Exit:
    """Give an attribute another name."""
    from qcode.services import attributing

    with options.open_project(args) as project:
        subject, attribute = _named(project, args)
        attributing.rename_column(project, subject, attribute, args.new)
    return Exit.DONE


def type_attribute(args: argparse.Namespace) -> Exit:
    """Change the type of an attribute."""
    from qcode.domain.values import kind_named
    from qcode.services import attributing

    with options.open_project(args) as project:
        _subject, attribute = _named(project, args)
        left = attributing.change_kind(project, attribute, kind_named(args.type), args.option)
    for value in left:
        narrate(_("“{text}” does not fit and stays as it is").format(text=value))
    return Exit.DONE


def move_attribute(args: argparse.Namespace) -> Exit:
    """Give an attribute another place."""
    from qcode.services import attributing

    with options.open_project(args) as project:
        subject, attribute = _named(project, args)
        attributing.move_column(project, subject, attribute, args.to - 1)
    return Exit.DONE


def remove_attribute(args: argparse.Namespace) -> Exit:
    """Remove an attribute."""
    from qcode.services import attributing

    with options.open_project(args) as project:
        _subject, attribute = _named(project, args)
        values = attributing.remove_column(project, attribute)
    narrate(_("values removed with it: {n}").format(n=values))
    return Exit.DONE


def _named(project: Project, args: argparse.Namespace) -> tuple[Subject, Attribute]:
    from qcode.services import attributing
    from qcode.store import attributes

    subject = attributing.subject_named(project, args.of)
    return subject, attributes.find(project, args.name, subject)
