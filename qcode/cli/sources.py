"""Commands on sources: import, sources, turns, speakers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qcode.cli import correcting, options, tending
from qcode.cli.options import Commands
from qcode.cli.output import Exit, complain, narrate, show_records
from qcode.cli.progress import progress_bar
from qcode.errors import QcodeError
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.services.importing import ImportResult, Preview

FIELDS = ("id", "name", "kind", "language", "chars", "words", "turns", "codings", "sha256")
TURN_FIELDS = ("source", "start", "end", "speaker", "role", "timestamp")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    files = commands.add("import", _("bring transcripts and documents in"), import_sources)
    files.add_argument("files", nargs="+", metavar="FILE", help=_("files and folders; - reads a text from stdin"))
    files.add_argument("--name", default="", help=_("name of the text from stdin"))
    files.add_argument("--case", default="", metavar="NAME", help=_("the case they belong to: NAME or KIND:NAME"))
    files.add_argument("--set", default="", metavar="NAME", help=_("the set they belong to"))
    files.add_argument("--language", default="", metavar="CODE", help=_("language of the texts: id, en …"))
    files.add_argument("--speaker", action="append", default=[], metavar="LABEL", help=_("this label is a speaker"))
    files.add_argument("--not-speaker", action="append", default=[], metavar="LABEL", help=_("this label is nobody"))
    files.add_argument(
        "--role", action="append", default=[], metavar="LABEL=ROLE", help=_("role: interviewer or participant")
    )
    files.add_argument("--dry-run", action="store_true", help=_("show what would come in, and keep nothing"))
    sources = commands.add("sources", _("list the sources; rename, correct or remove one"), list_sources)
    options.add_format(sources)
    under = Commands.under(sources)
    rename = under.add("rename", _("give a source another name"), rename_source)
    rename.add_argument("source", metavar="SOURCE")
    rename.add_argument("name", metavar="NAME")
    remove = under.add("remove", _("remove a source with its codings (undo brings it back)"), remove_source)
    remove.add_argument("source", metavar="SOURCE")
    correcting.declare(under)
    tending.declare(under)
    turns = commands.add("turns", _("list the turns of a source"), list_turns)
    turns.add_argument("source", metavar="SOURCE")
    options.add_format(turns)
    speakers = commands.add("speakers", _("list the speakers of a source, or set their roles"), set_speakers)
    speakers.add_argument("source", metavar="SOURCE")
    speakers.add_argument("--role", action="append", default=[], metavar="LABEL=ROLE")
    options.add_format(speakers)


def import_sources(args: argparse.Namespace) -> Exit:
    """Bring sources in; every file that cannot be read is named."""
    from qcode.formats.base import ReadOptions
    from qcode.services import importing

    chosen = ReadOptions(
        language=args.language, speakers=tuple(args.speaker), not_speakers=tuple(args.not_speaker),
        roles=tuple(options.pairs(args.role, "--role")),
    )  # fmt: skip
    pasted = (
        [importing.preview_text(sys.stdin.read(), args.name or _("pasted text"), chosen)] if "-" in args.files else []
    )
    paths = [Path(file) for file in args.files if file != "-"]
    if args.dry_run:
        return _show_previews(paths, pasted, chosen)
    with options.open_project(args) as project, progress_bar(_("reading")) as progress:
        result = importing.import_files(
            project, paths, options=chosen, progress=progress, pasted=pasted,
            belonging=importing.Belonging(args.case, args.set),
        )  # fmt: skip
    return _summarise(result)


def list_sources(args: argparse.Namespace) -> Exit:
    """List the sources."""
    from qcode.store import sources

    with options.open_project(args) as project:
        rows = [{field: getattr(one, field) for field in FIELDS} for one in sources.all_sources(project)]
    show_records(rows, FIELDS, args.format, hidden=("id", "sha256"))
    return Exit.DONE


def rename_source(args: argparse.Namespace) -> Exit:
    """Give a source another name."""
    from qcode.services import sourcing
    from qcode.store import sources

    with options.open_project(args) as project:
        sourcing.rename_source(project, sources.find_id(project, args.source), args.name)
    return Exit.DONE


def remove_source(args: argparse.Namespace) -> Exit:
    """Remove a source."""
    from qcode.services import sourcing
    from qcode.store import sources

    with options.open_project(args) as project:
        gone = sourcing.remove_source(project, sources.find_id(project, args.source))
    narrate(_("removed, with codings: {n}; undo brings it back").format(n=gone))
    return Exit.DONE


def list_turns(args: argparse.Namespace) -> Exit:
    """List the turns of a source."""
    from qcode.domain.text import shortened
    from qcode.domain.transcript import timestamp
    from qcode.store import sources

    with options.open_project(args) as project:
        source = sources.find(project, args.source)
        text = sources.text_of(project, source.id)
        rows = [
            {
                "source": source.name, "start": turn.span.start, "end": turn.span.end, "speaker": turn.speaker,
                "role": str(turn.role), "timestamp": timestamp(turn.seconds), "text": shortened(turn.span.of(text), 80),
            }
            for turn in sources.turns_of(project, source.id)
        ]  # fmt: skip
    if args.format == "table":
        show_records(rows, (*TURN_FIELDS, "text"), "table", hidden=("source",))
    else:
        show_records(rows, TURN_FIELDS, args.format)
    return Exit.DONE


def set_speakers(args: argparse.Namespace) -> Exit:
    """Set roles of speakers, then list them."""
    from qcode.services import sourcing
    from qcode.store import sources

    with options.open_project(args) as project:
        source = sources.find(project, args.source)
        if args.role:
            sourcing.set_roles(project, source.id, dict(options.pairs(args.role, "--role")))
        spoken = [turn.speaker for turn in sources.turns_of(project, source.id)]
        rows = [
            {"speaker": one.label, "role": str(one.role), "case": one.case, "turns": spoken.count(one.label)}
            for one in sources.speakers_of(project, source.id)
        ]
    show_records(rows, ("speaker", "role", "case", "turns"), args.format)
    return Exit.DONE


def _show_previews(paths: list[Path], pasted: list[Preview], chosen: object) -> Exit:
    from qcode.formats.base import ReadOptions
    from qcode.services import importing

    assert isinstance(chosen, ReadOptions)
    failed = 0
    files, _passed = importing.find_files(paths)
    for path in files:
        try:
            pasted.append(importing.preview(path, chosen))
        except QcodeError as error:
            failed += 1
            complain(error.message, error.hint)
    rows = []
    for one in pasted:
        transcript = one.transcript
        spoken = [turn.speaker for turn in transcript.turns]
        rows.append(
            {
                "name": one.name, "kind": one.kind, "language": transcript.language, "chars": len(transcript.text),
                "speakers": [f"{s.label} ({s.role}, {spoken.count(s.label)})" for s in transcript.speakers],
                "timestamps": len(transcript.marks), "header": {h.name: h.value for h in transcript.header},
            }
        )  # fmt: skip
        for warning in one.warnings:
            narrate(f"{one.name}: {warning}")
    show_records(rows, ("name", "kind", "language", "chars", "speakers", "timestamps", "header"), "table")
    narrate(_("nothing was kept; correct with --speaker, --not-speaker, --role, --language"))
    return Exit.FAILED if failed else Exit.DONE


def _summarise(result: ImportResult) -> Exit:
    for added in result.added:
        speakers = ", ".join(f"{label} ({role}, {turns})" for label, role, turns in added.speakers)
        narrate(f"+ {added.name} · {added.kind}" + (f" · {speakers}" if speakers else ""))
    for file, warning in result.warnings:
        narrate(f"  {file}: {warning}")
    for file, reason in result.skipped:
        narrate(_("skipped {file}: {reason}").format(file=file, reason=reason))
    for file, error in result.failed:
        message, _newline, hint = error.partition("\n")
        complain(f"{file}: {message}", hint)
    narrate(
        _("came in: {added}; skipped: {skipped}; not readable: {failed}").format(
            added=len(result.added), skipped=len(result.skipped), failed=len(result.failed)
        )
    )
    return Exit.FAILED if result.failed else Exit.DONE
