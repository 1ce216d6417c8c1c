"""Commands that list and find: segments, search, memos, coders."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_records
from qcode.language import _

SEGMENT_FIELDS = (
    "coding", "segment", "source", "start", "end", "text", "code", "code_path", "coder", "speaker", "timestamp",
    "memo", "created", "role", "weight", "typical", "codebook",
)  # fmt: skip
HIT_FIELDS = ("source", "start", "end", "left", "match", "right", "speaker", "timestamp")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    segments = commands.add("segments", _("list coded passages, one row per coding"), list_segments)
    options.add_filters(segments)
    options.add_format(segments)
    options.add_output(segments)
    search = commands.add("search", _("search all texts, with context"), search_texts)
    search.add_argument("query", nargs="+", metavar="QUERY", help=_('words, "a phrase", word*, OR, -word'))
    search.add_argument("--source", default="", metavar="SOURCE")
    options.add_format(search)
    memos = commands.add("memos", _("list the memos"), list_memos)
    options.add_format(memos)
    coders = commands.add("coders", _("list the coders"), list_coders)
    options.add_format(coders)


def list_segments(args: argparse.Namespace) -> Exit:
    """List coded passages, or write them to a document."""
    from qcode.domain.transcript import timestamp
    from qcode.store import codings

    chosen = options.selection(args)
    if args.output:
        from qcode.cli.reports import write_document
        from qcode.services import reporting

        language = options.document_language(args)
        with options.open_project(args) as project:
            report = reporting.make_quotations(
                project, chosen, language=language, title=args.title, source_line=args.source_line
            )
        return write_document(report, args.output, language)
    with options.open_project(args) as project:
        rows = [
            {
                "coding": one.id, "segment": one.segment, "source": one.source, "start": one.start, "end": one.end,
                "text": one.text, "code": one.code, "code_path": one.code_path, "coder": one.coder,
                "speaker": one.speaker, "timestamp": timestamp(one.seconds), "memo": one.memo,
                "created": one.created, "role": one.role, "weight": one.weight, "typical": one.typical,
                "codebook": one.codebook,
            }
            for one in codings.select(project, chosen)
        ]  # fmt: skip
    hidden = ("coding", "segment", "code_path", "created", "role", "weight", "typical", "codebook")
    show_records(rows, SEGMENT_FIELDS, args.format, hidden=hidden)
    return Exit.DONE


def search_texts(args: argparse.Namespace) -> Exit:
    """Search all texts."""
    from qcode.domain.transcript import timestamp
    from qcode.store import search, sources

    with options.open_project(args) as project:
        source = sources.find_id(project, args.source) if args.source else ""
        hits = search.search(project, " ".join(args.query), source=source)
    rows = [
        {
            "source": hit.source, "start": hit.start, "end": hit.end, "left": hit.left, "match": hit.match,
            "right": hit.right, "speaker": hit.speaker, "timestamp": timestamp(hit.seconds),
        }
        for hit in hits
    ]  # fmt: skip
    show_records(rows, HIT_FIELDS, args.format, hidden=("end",))
    if args.format == "table":
        narrate(_("hits: {n}").format(n=len(rows)))
    return Exit.DONE


def list_memos(args: argparse.Namespace) -> Exit:
    """List the memos."""
    from qcode.store import memos

    fields = ("id", "kind", "target", "text", "coder", "created")
    with options.open_project(args) as project:
        rows = []
        for one in memos.all_memos(project):
            row: dict[str, object] = {field: getattr(one, field) for field in fields}
            row["target"] = f"{one.target_kind} {one.target}".strip()
            rows.append(row)
    show_records(rows, fields, args.format, hidden=("id",))
    return Exit.DONE


def list_coders(args: argparse.Namespace) -> Exit:
    """List the coders."""
    from qcode.store import coders

    fields = ("id", "name", "codings")
    with options.open_project(args) as project:
        rows = [{field: getattr(one, field) for field in fields} for one in coders.all_coders(project)]
    show_records(rows, fields, args.format, hidden=("id",))
    return Exit.DONE
