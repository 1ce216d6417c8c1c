"""Commands that tend a source: a note written, what is known of it, its purge."""

from __future__ import annotations

import argparse
import sys

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.services.purging import PurgePlan


def declare(under: Commands) -> None:
    """Declare the commands of this file under ``sources``."""
    note = under.add("note", _("keep a field or observation note as a source"), write_note)
    note.add_argument("name", metavar="NAME")
    note.add_argument("text", metavar="TEXT", help=_("its words; - reads them from stdin"))
    note.add_argument("--kind", default="field note", help=_("field note, observation …"))
    note.add_argument("--language", default="", metavar="CODE", help=_("language of the texts: id, en …"))
    edit = under.add("edit", _("change what is known of a source"), edit_source)
    edit.add_argument("source", metavar="SOURCE")
    edit.add_argument("--kind", help=_("interview, focus group, field note, document …"))
    edit.add_argument("--standing", help=_("primary or secondary data"))
    edit.add_argument("--language", metavar="CODE", help=_("language of the texts: id, en …"))
    values = under.add("set", _("give a source values of attributes"), set_metadata)
    values.add_argument("source", metavar="SOURCE")
    values.add_argument("attributes", nargs="+", metavar="ATTRIBUTE=VALUE")
    purge = under.add(
        "purge", _("erase a source for good: its text, its codings, and all the audit trail says of them"), purge_source
    )
    purge.add_argument("source", metavar="SOURCE")
    purge.add_argument("--yes", action="store_true", help=_("do not ask"))
    purge.add_argument("--keep-backups", action="store_true", help=_("leave the copies, which hold the text"))


def write_note(args: argparse.Namespace) -> Exit:
    """Keep a note as a source."""
    from qcode.services import sourcing
    from qcode.store import sources

    text = sys.stdin.read() if args.text == "-" else args.text
    with options.open_project(args) as project:
        made = sourcing.write_note(project, args.name, text, kind=args.kind, language=args.language)
        say_data(sources.name_of(project, made))
    return Exit.DONE


def edit_source(args: argparse.Namespace) -> Exit:
    """Change what is known of a source."""
    from qcode.services import sourcing
    from qcode.store import sources

    if args.kind is args.standing is args.language is None:
        raise WrongUsage(_("say what to change: --kind, --standing or --language"))
    with options.open_project(args) as project:
        source = sources.find_id(project, args.source)
        sourcing.edit_source(project, source, kind=args.kind, standing=args.standing, language=args.language)
    return Exit.DONE


def set_metadata(args: argparse.Namespace) -> Exit:
    """Give a source values of attributes."""
    from qcode.services import sourcing
    from qcode.store import sources

    with options.open_project(args) as project:
        source = sources.find_id(project, args.source)
        sourcing.set_metadata(project, source, dict(options.pairs(args.attributes, "ATTRIBUTE")))
    return Exit.DONE


def purge_source(args: argparse.Namespace) -> Exit:
    """Erase a source for good, after asking."""
    from qcode.services import purging

    with options.open_project(args) as project:
        plan = purging.plan_purge(project, args.source)
        if not args.yes and not _agreed(plan, keep_backups=args.keep_backups):
            narrate(_("nothing was erased"))
            return Exit.FAILED
        result = purging.purge(project, plan.source, keep_backups=args.keep_backups)
    narrate(
        _("erased; entries of the audit trail that lost words: {n}; copies deleted: {copies}").format(
            n=result.entries, copies=result.backups
        )
    )
    return Exit.DONE


def _agreed(plan: PurgePlan, *, keep_backups: bool) -> bool:
    """Say what would be erased and ask; nobody to ask is no."""
    narrate(
        _("“{name}” will be erased for good, with codings: {codings}, memos: {memos}.").format(
            name=plan.name, codings=plan.codings, memos=plan.memos
        )
    )
    if plan.backups and not keep_backups:
        narrate(_("Copies of the project will be deleted, for they hold the text: {n}.").format(n=plan.backups))
    if not sys.stdin.isatty():
        narrate(_("Nobody can be asked here; say --yes."))
        return False
    return input(_("Type its name to erase it: ")).strip() == plan.name
