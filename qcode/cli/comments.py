"""``qcode comments read``: a supervisor's comments in a Word file become to-dos on what they are about."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data
from qcode.language import _


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    comments = commands.add("comments", _("take the comments of a returned Word file in as to-dos"), _say_what)
    under = Commands.under(comments)
    read = under.add("read", _("read comments, and keep each as a memo by its author on what it is about"), read_files)
    read.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("a file that came back (.docx)"))


def read_files(args: argparse.Namespace) -> Exit:
    """Read the comments of Word files."""
    from qcode.services import commenting
    from qcode.services.journaling import ON

    with options.open_project(args) as project:
        came = commenting.read_comments(project, args.files)
    for one in came:
        told = [f"{_(ON.get(kind, kind))}: {n}" for kind, n in one.on.items()]
        told += [_("read before: {n}").format(n=one.known)] if one.known else []
        told += [_("settled since: {n}").format(n=one.settled)] if one.settled else []
        told = told or [_("no comments")]
        say_data(f"{one.path.name}: {'; '.join(told)}")
    if any(one.on for one in came):
        narrate(_("What is to be done: qcode memos --todo; done: qcode memos done ID, or Space on the screen Memos"))
    return Exit.DONE


def _say_what(args: argparse.Namespace) -> Exit:
    raise WrongUsage(_("say what: qcode comments read FILE.docx"))
