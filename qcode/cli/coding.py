"""Commands that code: code, uncode, memo."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data
from qcode.errors import QcodeError
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.span import Span


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    code = commands.add("code", _("apply a code to a passage, or many from a table"), apply_code)
    code.add_argument("place", nargs="*", metavar="SOURCE START END CODE", help=_("places count characters from 0"))
    code.add_argument(
        "--from", dest="table", type=Path, metavar="FILE.csv", help=_("columns source,start,end,code and more")
    )
    code.add_argument("--weight", type=float)
    code.add_argument("--memo", default="", metavar="TEXT")
    code.add_argument("--typical", action="store_true", help=_("mark the passage as typical of the code"))
    uncode = commands.add("uncode", _("remove codings"), uncode_passages)
    uncode.add_argument("place", nargs="+", metavar="SOURCE START END CODE | CODING", help=_("or ids of codings"))
    memo = commands.add("memo", _("write a memo on something"), write_memo)
    memo.add_argument(
        "target", metavar="TARGET", help=_("project, source:NAME, code:NAME, case:NAME, coding:ID or SOURCE:START-END")
    )
    memo.add_argument("--text", help=_("the memo; else it is read from stdin"))
    memo.add_argument("--kind", default="note")


def apply_code(args: argparse.Namespace) -> Exit:
    """Apply one code, or many from a table."""
    from qcode.services import coding
    from qcode.services.tables import read_codings
    from qcode.store import codes, sources

    if bool(args.table) == bool(args.place) or (args.place and len(args.place) != 4):
        raise WrongUsage(_("say SOURCE START END CODE, or --from FILE.csv"))
    with options.open_project(args) as project:
        if args.table:
            rows, warnings = read_codings(args.table)
            for warning in warnings:
                narrate(f"{args.table.name}: {warning}")
            result = coding.apply_codes(project, rows, summary=_("codings from {file}").format(file=args.table.name))
            narrate(_("codings applied: {n}; there already: {already}").format(n=result.added, already=result.already))
            return Exit.DONE
        source, start, end, code = args.place
        done = coding.apply_code(
            project, sources.find_id(project, source), _span(start, end), codes.find(project, code).code.id,
            weight=args.weight, memo=args.memo, typical=args.typical,
        )  # fmt: skip
        if not done.is_new:
            narrate(_("you had coded this passage so already; nothing was changed"))
        say_data(done.coding.id)
    return Exit.DONE


def uncode_passages(args: argparse.Namespace) -> Exit:
    """Remove codings by place or by id."""
    from qcode.domain.identity import canonical_id
    from qcode.domain.selection import Selection
    from qcode.services import coding
    from qcode.store import codings

    ids = [canonical_id(word) for word in args.place]
    with options.open_project(args) as project:
        if all(ids):
            wanted = [id for id in ids if id]
        elif len(args.place) == 4:
            source, start, end, code = args.place
            span = _span(start, end)
            chosen = codings.select(project, Selection(codes=(code,), sources=(source,), only=True))
            there = [one for one in chosen if (one.start, one.end) == (span.start, span.end)]
            wanted = [one.id for one in there if one.coder.casefold() == project.coder_name.casefold()]
            if there and not wanted:
                names = ", ".join(sorted({one.coder for one in there}))
                raise QcodeError(
                    _("this passage was coded so by {names}, not by you; nothing was changed").format(names=names),
                    _("To remove a coding of somebody else, name the coding by its id: qcode segments --format json"),
                )
        else:
            raise WrongUsage(_("say SOURCE START END CODE, or ids of codings"))
        gone = coding.uncode(project, wanted)
    if not gone:
        raise QcodeError(_("there is no such coding; nothing was changed"))
    narrate(_("codings removed: {n}").format(n=gone))
    return Exit.DONE


def write_memo(args: argparse.Namespace) -> Exit:
    """Write a memo."""
    from qcode.services import noting

    text = sys.stdin.read() if args.text is None else args.text
    with options.open_project(args) as project:
        kind, target = noting.find_target(project, args.target)
        if isinstance(target, str):
            say_data(noting.write_memo(project, kind, target, text, args.kind))
        else:
            say_data(noting.write_memo_on_passage(project, kind, target, text, args.kind))
    return Exit.DONE


def _span(start: str, end: str) -> Span:
    from qcode.domain.span import Span

    try:
        return Span(int(start), int(end))
    except ValueError as error:
        raise QcodeError(
            _("{start}–{end} is no passage").format(start=start, end=end),
            _("START and END are whole numbers, START the smaller one, counted in characters from 0."),
        ) from error
