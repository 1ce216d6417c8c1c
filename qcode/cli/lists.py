"""Commands on word lists: list, add, show, rename, remove."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data, show_records
from qcode.language import _

FIELDS = ("id", "name", "kind", "words")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    lists = commands.add("lists", _("list the word lists; add, show, rename or remove"), show_lists)
    options.add_format(lists)
    under = Commands.under(lists)
    add = under.add("add", _("make a word list, or add words to one"), add_words)
    add.add_argument("name", metavar="NAME", help=_("it stands in searches as @NAME"))
    add.add_argument("words", nargs="*", metavar="WORD", help=_("a word, or in quotes words that stand together"))
    add.add_argument("--from", dest="file", type=Path, metavar="FILE.txt", help=_("a list with one word to a line"))
    add.add_argument("--stop", action="store_true", help=_("words that qcode words leaves out"))
    show = under.add("show", _("print the words of a list, one to a line"), show_words)
    show.add_argument("name", metavar="NAME")
    show.add_argument("-o", "--output", metavar="FILE", type=Path, help=_("write them to a file"))
    rename = under.add("rename", _("give a list another name"), rename_list)
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    remove = under.add("remove", _("remove a list, or words from it"), remove_words)
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("words", nargs="*", metavar="WORD", help=_("take these out and keep the list"))


def show_lists(args: argparse.Namespace) -> Exit:
    """List the word lists."""
    from qcode.store import word_lists

    with options.open_project(args) as project:
        found = word_lists.all_lists(project)
    rows = [{"id": one.id, "name": one.name, "kind": one.kind, "words": list(one.words)} for one in found]
    show_records(rows, FIELDS, args.format, hidden=("id",))
    return Exit.DONE


def add_words(args: argparse.Namespace) -> Exit:
    """Make a list, or add words to one."""
    from qcode.services import word_listing

    if not args.words and args.file is None:
        raise WrongUsage(_("missing: {what}").format(what="WORD"), _("Give words, or a file of them: --from FILE.txt"))
    words = [*args.words, *(word_listing.read_words(args.file) if args.file else ())]
    with options.open_project(args) as project:
        made = word_listing.add_list(project, args.name, words, "stop" if args.stop else "terms")
    narrate(_("@{name} has words: {n}").format(name=made.name, n=len(made.words)))
    return Exit.DONE


def show_words(args: argparse.Namespace) -> Exit:
    """Print the words of a list, or write them to a file."""
    from qcode.services import word_listing

    with options.open_project(args) as project:
        found = word_listing.find(project, args.name)
    if args.output:
        word_listing.write_words(found, args.output)
        say_data(str(args.output))
        return Exit.DONE
    for word in found.words:
        say_data(word)
    return Exit.DONE


def rename_list(args: argparse.Namespace) -> Exit:
    """Give a list another name."""
    from qcode.services import word_listing

    with options.open_project(args) as project:
        word_listing.change_list(project, args.name, name=args.new)
    return Exit.DONE


def remove_words(args: argparse.Namespace) -> Exit:
    """Remove a list, or words from it."""
    from qcode.services import word_listing

    with options.open_project(args) as project:
        if args.words:
            left = word_listing.take_out(project, args.name, args.words)
            narrate(_("@{name} has words: {n}").format(name=left.name, n=len(left.words)))
        else:
            word_listing.remove_list(project, args.name)
    return Exit.DONE
