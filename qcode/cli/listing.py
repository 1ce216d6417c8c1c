"""Commands that list: segments, coders."""

from __future__ import annotations

import argparse

from qcode.cli import documents, options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, show_records
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcode.domain.study import Coding
    from qcode.store.project import Project

SEGMENT_FIELDS = (
    "coding", "segment", "source", "start", "end", "text", "code", "code_path", "coder", "speaker", "timestamp",
    "memo", "created", "role", "weight", "typical", "codebook", "translation", "quoted",
)  # fmt: skip


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    segments = commands.add("segments", _("list coded passages, one row per coding"), list_segments)
    segments.add_argument(
        "--context", type=int, default=None, metavar="N", help=_("and the words around: N paragraphs before and after")
    )
    options.add_filters(segments)
    options.add_citing(segments)
    options.add_format(segments)
    options.add_output(segments)
    coders = commands.add("coders", _("list the coders"), list_coders)
    options.add_format(coders)


def list_segments(args: argparse.Namespace) -> Exit:
    """List coded passages, or write them to a document."""
    from qcode.store import codings

    if args.output:
        return documents.report_quotations(args)
    chosen = options.selection(args)
    with options.open_project(args) as project:
        found = codings.select(project, chosen)
        around = _around(project, found, args.context)
    show_segments(found, args.format, around=around)
    return Exit.DONE


def _around(project: Project, found: Sequence[Coding], count: int | None) -> list[tuple[str, str]] | None:
    """Return the words before and after each coding, ``None`` unless they are asked for."""
    from qcode.domain.span import Span
    from qcode.store import surroundings

    if count is None:
        return None
    if count < 0:
        raise WrongUsage(_("--context wants a number of paragraphs, 0 or more"))
    places = (surroundings.around(project, one.source_id, Span(one.start, one.end), count) for one in found)
    return [(place.before, place.after) for place in places]


def show_segments(found: Sequence[Coding], shape: str, *, around: Sequence[tuple[str, str]] | None = None) -> None:
    """Print codings, one row each; with the words around them where these were asked for."""
    from qcode.domain.transcript import timestamp

    rows = [
        {
            "coding": one.id, "segment": one.segment, "source": one.source, "start": one.start, "end": one.end,
            "text": one.text, "code": one.code, "code_path": one.code_path, "coder": one.coder,
            "speaker": one.speaker, "timestamp": timestamp(one.seconds), "memo": one.memo,
            "created": one.created, "role": one.role, "weight": one.weight, "typical": one.typical,
            "codebook": one.codebook, "translation": one.translation, "quoted": one.quoted,
        }
        for one in found
    ]  # fmt: skip
    hidden = (
        "coding", "segment", "code_path", "created", "role", "weight", "typical", "codebook", "translation", "quoted",
    )  # fmt: skip
    fields: tuple[str, ...] = SEGMENT_FIELDS
    if around is not None:
        fields = (*SEGMENT_FIELDS, "before", "after")
        rows = [{**row, "before": one[0], "after": one[1]} for row, one in zip(rows, around, strict=True)]
    show_records(rows, fields, shape, hidden=hidden)


def list_coders(args: argparse.Namespace) -> Exit:
    """List the coders."""
    from qcode.store import coders

    fields = ("id", "name", "codings")
    with options.open_project(args) as project:
        rows = [{field: getattr(one, field) for field in fields} for one in coders.all_coders(project)]
    show_records(rows, fields, args.format, hidden=("id",))
    return Exit.DONE
