"""The command on looks: how Word documents look from now on."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import LOOKS, Commands
from qcode.cli.output import Exit, show_records
from qcode.language import N_, _

FIELDS = ("name", "used", "definition")
_TOLD = {
    "thesis": N_("an Indonesian thesis: Times New Roman 12, margins 4-3-4-3 cm, lines 1.5 apart"),
    "journal": N_("an article: narrower margins, Times New Roman 11, captions not bold"),
    "plain": N_("a report: Arial, white between paragraphs, nothing indented"),
}


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    look = commands.add("look", _("choose how Word documents look from now on"), choose_look)
    look.add_argument("name", nargs="?", default="", choices=("", *LOOKS), metavar="NAME", help=", ".join(LOOKS))
    look.add_argument(
        "--template", metavar="FILE", default="", help=_("your own .docx or .dotx: its page, styles and headers")
    )
    options.add_format(look)


def choose_look(args: argparse.Namespace) -> Exit:
    """Keep a look or a template, if one is named; list the looks and which of them is used."""
    from qcode.services import reporting

    if args.name or args.template:
        reporting.keep_setup(reporting.Setup(args.name, Path(args.template) if args.template else None))
    kept = reporting.usual_setup()
    used = kept.look or LOOKS[0]
    rows = [{"name": name, "used": not kept.template and name == used, "definition": _(_TOLD[name])} for name in LOOKS]
    if kept.template:
        rows.append({"name": str(kept.template), "used": True, "definition": _("your own template")})
    show_records(rows, FIELDS, args.format)
    return Exit.DONE
