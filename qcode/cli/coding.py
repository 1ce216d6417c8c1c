"""Commands that code: code, recode, uncode."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data
from qcode.errors import QcodeError
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.selection import Selection
    from qcode.domain.span import Span
    from qcode.domain.study import Coding
    from qcode.store.project import Project


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
    uncode.add_argument("place", nargs="*", metavar="SOURCE START END CODE | CODING", help=_("or ids of codings"))
    uncode.add_argument("--all", action="store_true", help=_("all codings that the filters choose"))
    _add_preview(uncode)
    options.add_filters(uncode)
    recode = commands.add("recode", _("give all codings that the filters choose another code"), recode_chosen)
    recode.add_argument("--to", required=True, metavar="CODE", help=_("the code that they get"))
    _add_preview(recode)
    options.add_filters(recode)


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
    """Remove codings by place, by id, or all that the filters choose."""
    from dataclasses import replace

    from qcode.domain.identity import canonical_id
    from qcode.domain.selection import Selection
    from qcode.services import coding
    from qcode.store import codings

    filters = options.selection(args)
    if args.all:
        return _uncode_chosen(args, filters)
    if args.preview or not replace(filters, coders=()).is_everything:
        raise WrongUsage(_("filters and --preview go with --all"))
    # Without --all there is nothing to choose from, and --coder says who works, as with every other act.
    args.coder = args.by[-1] if args.by else args.coder
    ids = [canonical_id(word) for word in args.place]
    with options.open_project(args) as project:
        if ids and all(ids):
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
            raise WrongUsage(_("say SOURCE START END CODE, ids of codings, or --all with filters"))
        gone = coding.uncode(project, wanted)
    if not gone:
        raise QcodeError(_("there is no such coding; nothing was changed"))
    narrate(_("codings removed: {n}").format(n=gone))
    return Exit.DONE


def recode_chosen(args: argparse.Namespace) -> Exit:
    """Give all codings that the filters choose another code."""
    from qcode.services import coding
    from qcode.store import codes

    chosen = options.selection(args)
    if chosen.is_everything:
        raise WrongUsage(_("say which codings by a filter, such as --code or --query"))
    with options.open_project(args) as project:
        code = codes.find(project, args.to).code.id
        found = _chosen(project, chosen)
        if args.preview:
            return _preview([one for one in found if one.code_id != code])
        done = coding.recode_all(project, [one.id for one in found], code)
    narrate(
        _("codings recoded: {n}; joined with one that was there: {joined}; had this code before: {already}").format(
            n=done.recoded, joined=done.joined, already=done.already
        )
    )
    return Exit.DONE


def _add_preview(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--preview", action="store_true", help=_("list what would be changed, and change nothing"))


def _uncode_chosen(args: argparse.Namespace, chosen: Selection) -> Exit:
    from qcode.services import coding

    if args.place:
        raise WrongUsage(_("say SOURCE START END CODE, ids of codings, or --all with filters"))
    with options.open_project(args) as project:
        found = _chosen(project, chosen)
        if args.preview:
            return _preview(found)
        narrate(_("codings removed: {n}").format(n=coding.uncode(project, [one.id for one in found])))
    return Exit.DONE


def _chosen(project: Project, chosen: Selection) -> list[Coding]:
    from qcode.store import codings

    found = codings.select(project, chosen)
    if not found:
        raise QcodeError(_("there is no such coding; nothing was changed"))
    return found


def _preview(found: list[Coding]) -> Exit:
    from qcode.cli.listing import show_segments

    show_segments(found, "table")
    narrate(_("codings that would be changed: {n}; nothing was changed").format(n=len(found)))
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
