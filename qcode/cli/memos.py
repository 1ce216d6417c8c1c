"""Commands on memos: write, list, change, remove; the journal as a document."""

from __future__ import annotations

import argparse
import sys

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, say_data, show_records
from qcode.language import _

FIELDS = ("id", "kind", "target", "text", "coder", "created", "tags", "state")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    memo = commands.add("memo", _("write a memo on something"), write_memo)
    memo.add_argument(
        "target",
        help=_("project, source:NAME, code:NAME, case:NAME, question:KEY, coding:ID, link:ID or SOURCE:START-END"),
    )
    memo.add_argument("--text", help=_("the memo; else it is read from stdin"))
    memo.add_argument("--kind", default="note", help=_("note, methodological, theoretical, personal, to-do …"))
    memo.add_argument("--tag", action="append", default=[], metavar="TAG", help=_("a word to find it by"))
    memos = commands.add("memos", _("list the memos, or write the journal to a document"), list_memos)
    _add_filters(memos)
    options.add_format(memos)
    options.add_output(memos)
    under = Commands.under(memos)
    change = under.add("edit", _("change a memo"), edit_memo)
    change.add_argument("memo", metavar="ID")
    change.add_argument("--text")
    change.add_argument("--kind", help=_("note, methodological, theoretical, personal, to-do …"))
    change.add_argument("--tag", action="append", metavar="TAG", help=_("in place of the tags it has; empty for none"))
    change.add_argument("--state", choices=("open", "done"), help=_("of a to-do"))
    done = under.add("done", _("tick to-dos off"), finish_memos)
    done.add_argument("memos", nargs="+", metavar="ID", help=_("of a to-do, or its beginning"))
    remove = under.add("remove", _("remove a memo"), remove_memo)
    remove.add_argument("memo", metavar="ID")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("filters"))
    group.add_argument("--kind", default="", metavar="KIND", help=_("of this kind only"))
    group.add_argument("--tag", default="", metavar="TAG", help=_("with this tag only"))
    group.add_argument("--on", default="", metavar="WHAT", help=_("on a source, segment, code, case … only"))
    group.add_argument("--state", choices=("open", "done"), default="", help=_("of a to-do"))
    group.add_argument("--todo", action="store_true", help=_("what is to be done: to-dos that are open"))
    group.add_argument("--find", default="", metavar="TEXT", help=_("in whose words this stands"))


def write_memo(args: argparse.Namespace) -> Exit:
    """Write a memo."""
    from qcode.services import noting

    text = sys.stdin.read() if args.text is None else args.text
    with options.open_project(args) as project:
        kind, target = noting.find_target(project, args.target)
        if isinstance(target, str):
            say_data(noting.write_memo(project, kind, target, text, args.kind, args.tag))
        else:
            say_data(noting.write_memo_on_passage(project, kind, target, text, args.kind, args.tag))
    return Exit.DONE


def list_memos(args: argparse.Namespace) -> Exit:
    """List the memos, or write them to a document, oldest first."""
    from qcode.services import journaling

    kind, state = ("to-do", "open") if args.todo else (args.kind, args.state)
    chosen = journaling.MemoFilter(kind=kind, tag=args.tag, on=args.on, state=state, words=args.find)
    with options.open_project(args) as project:
        if args.output:
            from qcode.cli.reports import write_document

            language = options.document_language(args)
            report = journaling.make_journal(
                project, chosen, language=language, title=args.title, source_line=args.source_line
            )
            return write_document(report, args)
        rows = []
        for one in journaling.chosen_memos(project, chosen):
            row: dict[str, object] = {field: getattr(one, field) for field in FIELDS}
            rows.append(row | {"target": f"{one.target_kind} {one.target}".strip(), "tags": list(one.tags)})
    show_records(rows, FIELDS, args.format)
    return Exit.DONE


def edit_memo(args: argparse.Namespace) -> Exit:
    """Change a memo, as one act."""
    from qcode.services import noting

    with options.open_project(args) as project, project.change("memo") as change:
        if args.text is not None:
            noting.edit_memo(project, args.memo, args.text)
        if args.kind is not None or args.tag is not None or args.state is not None:
            noting.describe_memo(project, args.memo, kind=args.kind, tags=args.tag, state=args.state)
        change.summary = change.summary or args.memo
    return Exit.DONE


def finish_memos(args: argparse.Namespace) -> Exit:
    """Tick to-dos off, as one act."""
    from qcode.services import noting

    with options.open_project(args) as project:
        for text in noting.finish_memos(project, args.memos):
            say_data(_("done: {text}").format(text=text))
    return Exit.DONE


def remove_memo(args: argparse.Namespace) -> Exit:
    """Remove a memo."""
    from qcode.services import noting

    with options.open_project(args) as project:
        noting.remove_memo(project, args.memo)
    return Exit.DONE
