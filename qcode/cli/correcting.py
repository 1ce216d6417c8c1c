"""Commands that correct the text of a source: by place, by words, by a corrected file."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, show_records
from qcode.errors import QcodeError
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.correction import Correction
    from qcode.services.correcting import CorrectionResult
    from qcode.store.project import Project

FIELDS = ("segment", "start", "end", "new_start", "new_end", "before", "after", "codes")


def declare(under: Commands) -> None:
    """Declare the commands of this file under ``sources``."""
    correct = under.add("correct", _("correct words of a coded text; codings stay on their words"), correct_source)
    correct.add_argument("source", metavar="SOURCE")
    correct.add_argument("--at", type=int, default=None, metavar="POSITION", help=_("place in characters, from 0"))
    correct.add_argument("--remove", default="", metavar="TEXT", help=_("what stands there and goes"))
    correct.add_argument("--insert", default="", metavar="TEXT", help=_("what is put there"))
    correct.add_argument(
        "--replace", nargs=2, default=None, metavar=("OLD", "NEW"), help=_("words, and what stands for them instead")
    )
    correct.add_argument("--all", action="store_true", help=_("replace the words wherever they stand"))
    correct.add_argument("--preview", action="store_true", help=_("only list what would be touched"))
    options.add_format(correct)
    update = under.add("update", _("bring a source up to a corrected file; codings stay on their words"), update_source)
    update.add_argument("source", metavar="SOURCE")
    update.add_argument("file", metavar="FILE")
    update.add_argument("--preview", action="store_true", help=_("only list what would be touched"))
    options.add_format(update)


def correct_source(args: argparse.Namespace) -> Exit:
    """Correct words of a source and list the passages that were touched."""
    from qcode.services import correcting
    from qcode.store import sources

    if (args.at is None) == (args.replace is None):
        raise WrongUsage(
            _("say where, or which words: --at POSITION with --remove and --insert, or --replace OLD NEW"),
            _("Escape a line break as $'\\n' in your shell."),
        )
    with options.open_project(args) as project:
        source = sources.find_id(project, args.source)
        corrections = _wanted(project, source, args)
        result = correcting.correct(project, source, corrections, is_trial=args.preview)
    return _shown(result, args)


def update_source(args: argparse.Namespace) -> Exit:
    """Bring a source up to a corrected file and list the passages that were touched."""
    from qcode.services import correcting
    from qcode.store import sources

    with options.open_project(args) as project:
        source = sources.find_id(project, args.source)
        result = correcting.update_from_file(project, source, Path(args.file), is_trial=args.preview)
    return _shown(result, args)


def _wanted(project: Project, source: str, args: argparse.Namespace) -> list[Correction]:
    from qcode.domain.correction import Correction
    from qcode.services import correcting

    if args.replace is None:
        if not args.remove and not args.insert:
            raise WrongUsage(_("there is nothing to correct: give --remove, --insert or both"))
        return [Correction(args.at, args.remove, args.insert)]
    found = correcting.occurrences(project, source, *args.replace)
    if len(found) > 1 and not args.all:
        places = ", ".join(str(one.position) for one in found[:8]) + (" …" if len(found) > 8 else "")
        raise QcodeError(
            _("“{words}” stands at more than one place: {places}").format(words=args.replace[0], places=places),
            _("Name one of them with --at POSITION --remove OLD --insert NEW, or replace them with --all."),
        )
    return correcting.joined(found)


def _shown(result: CorrectionResult, args: argparse.Namespace) -> Exit:
    from qcode.domain.text import shortened

    rows = [
        {
            "segment": one.segment, "start": one.before.start, "end": one.before.end,
            "new_start": one.after.start if one.after else None, "new_end": one.after.end if one.after else None,
            "before": one.old, "after": one.new if one.after else None, "codes": list(one.codes),
        }
        for one in result.touched
    ]  # fmt: skip
    if args.format == "table":
        rows = [
            row | {"before": shortened(str(row["before"])), "after": shortened(str(row["after"] or ""))} for row in rows
        ]
    show_records(rows, FIELDS, args.format, hidden=("segment", "new_start", "new_end"))
    for warning in result.warnings:
        narrate(warning)
    counts = {
        "corrections": len(result.corrections), "touched": len(result.touched), "gone": len(result.gone),
        "codings": sum(len(one.codes) for one in result.gone), "moved": result.moved,
    }  # fmt: skip
    narrate(
        _(
            "corrections: {corrections}; passages touched: {touched}, of them gone: {gone} with codings: {codings}"
        ).format(**counts)
    )
    narrate(_("moved along, their words as they were: {moved}").format(**counts))
    narrate(_("this was a preview; nothing was changed") if args.preview else _("undo takes it back"))
    return Exit.DONE
