"""Commands on consent: list, set, remove."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, show_records
from qcode.language import _

LEVELS = ("quote", "masked", "check", "never")
"""Those of ``domain.consent``, which a help page need not load."""
FIELDS = ("id", "level", "case", "source", "start", "end", "note", "coder", "created")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    consent = commands.add("consent", _("list what informants allow to be quoted; set or remove it"), list_consents)
    options.add_format(consent)
    under = Commands.under(consent)
    record = under.add("set", _("record what may be done with the words of an informant or a passage"), set_consent)
    record.add_argument("target", metavar="CASE|SOURCE:START-END", help=_("an informant's case, or a passage"))
    record.add_argument("level", choices=LEVELS, help=_("quote, masked, check (with the informant first) or never"))
    record.add_argument("--note", default="", metavar="TEXT", help=_("when, how and by whom it was given"))
    remove = under.add("remove", _("forget what was recorded"), remove_consent)
    remove.add_argument("target", metavar="CASE|SOURCE:START-END|ID")


def list_consents(args: argparse.Namespace) -> Exit:
    """List what is recorded."""
    from qcode.store import consents

    with options.open_project(args) as project:
        rows = [
            {
                "id": one.id, "level": str(one.level), "case": one.case or None, "source": one.source or None,
                "start": one.span.start if one.span else None, "end": one.span.end if one.span else None,
                "note": one.note, "coder": one.coder, "created": one.created,
            }
            for one in consents.all_consents(project)
        ]  # fmt: skip
    show_records(rows, FIELDS, args.format, hidden=("id",))
    return Exit.DONE


def set_consent(args: argparse.Namespace) -> Exit:
    """Record consent of an informant or a passage."""
    from qcode.services import consenting, noting

    with options.open_project(args) as project:
        place = noting.find_passage(project, args.target)
        if place is None:
            consenting.record_consent(project, args.target, args.level, args.note)
        else:
            consenting.record_consent_of_passage(project, *place, args.level, args.note)
    return Exit.DONE


def remove_consent(args: argparse.Namespace) -> Exit:
    """Forget what was recorded of an informant or a passage."""
    from qcode.services import consenting

    with options.open_project(args) as project:
        consenting.forget_consent(project, consenting.find_consent(project, args.target))
    return Exit.DONE
