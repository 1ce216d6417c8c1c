"""The command about law: statutes."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, Record, WrongUsage, narrate, show_records
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcode.services.citing_law import Citation
    from qcode.store.project import Project

FIELDS = (
    "source", "start", "end", "text", "act", "article", "speaker", "role", "timestamp", "inferred", "date", "in_force",
)  # fmt: skip
CODED = ("statute", "code", "new", "added", "already")
UNITS = ("match", "sentence", "paragraph", "turn")


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    statutes = commands.add("statutes", _("list the statutory references in the texts, normalised"), list_statutes)
    statutes.add_argument("sources", nargs="*", metavar="SOURCE", help=_("only in these sources"))
    statutes.add_argument(
        "--by", dest="order", choices=("source", "code"), default="source",
        help=_("by source, or by the codes of the passages they stand in (default: source)"),
    )  # fmt: skip
    statutes.add_argument(
        "--date", default="", help=_("when the matter began (default: the date of the source's case)")
    )
    statutes.add_argument(
        "--date-attribute", default="", metavar="NAME", help=_("which attribute of a case says when its matter began")
    )
    target = statutes.add_mutually_exclusive_group()
    target.add_argument("--into", default="", metavar="CODE", help=_("code them all with this code, as one act"))
    target.add_argument(
        "--under", default="", metavar="PARENT", help=_("code each with a code for its act under this one, as one act")
    )
    statutes.add_argument("--unit", choices=UNITS, default="match", help=_("how much to code (default: match)"))
    statutes.add_argument("--preview", action="store_true", help=_("say what would be coded, and change nothing"))
    options.add_filters(statutes)
    options.add_format(statutes)
    options.add_output(statutes)


def list_statutes(args: argparse.Namespace) -> Exit:
    """List statutory references, write them to a document, or code them."""
    from dataclasses import replace

    from qcode.services import citing_law

    chosen = options.selection(args)
    chosen = replace(chosen, sources=(*chosen.sources, *args.sources))
    if args.preview and not (args.into or args.under):
        raise WrongUsage(_("--preview wants --into CODE or --under PARENT"))
    if args.output:
        from qcode.cli.reports import write_document
        from qcode.services.tabling_law import make_statutes

        if args.into or args.under:
            raise WrongUsage(_("either code them or write them to a document"))
        language = options.document_language(args)
        with options.open_project(args) as project:
            report = make_statutes(
                project, chosen, by=args.order, date=args.date, attribute=args.date_attribute, language=language,
                title=args.title, source_line=args.source_line,
            )  # fmt: skip
        return write_document(report, args)
    with options.open_project(args) as project:
        found = citing_law.citations(project, chosen, date=args.date, attribute=args.date_attribute, by=args.order)
        if args.into or args.under:
            return _code(project, found, args)
    fields: tuple[str, ...] = ("code", *FIELDS) if args.order == "code" else FIELDS
    if args.format == "table":
        fields = tuple("statute" if field == "act" else field for field in fields)
    show_records([_record(one) for one in found], fields, args.format, hidden=("end", "role", "timestamp"))
    if args.format == "table":
        narrate(_("references: {n}").format(n=len({one.place for one in found})))
    return Exit.DONE


def _code(project: Project, found: Sequence[Citation], args: argparse.Namespace) -> Exit:
    from qcode.services.coding_law import code_citations

    done = code_citations(project, found, code=args.into, under=args.under, unit=args.unit, is_preview=args.preview)
    rows = [
        {"statute": one.act, "code": one.code, "new": one.is_new, "added": one.added, "already": one.already}
        for one in done
    ]
    fields = CODED if args.format == "table" else tuple("act" if one == "statute" else one for one in CODED)
    shown: list[Record] = [{**row, "act": row["statute"]} for row in rows]
    show_records(shown, fields, args.format)
    n, already = sum(one.added for one in done), sum(one.already for one in done)
    if args.preview:
        narrate(_("would be coded: {n}; there already: {already}").format(n=n, already=already))
    else:
        narrate(_("codings applied: {n}; there already: {already}").format(n=n, already=already))
    if outside := sum(one.outside for one in done):
        narrate(_("hits in no such unit, not coded: {n}").format(n=outside))
    if args.under and (nameless := len({one.place for one in found if not one.act})):
        narrate(_("references that name no act, not coded: {n}").format(n=nameless))
    return Exit.DONE


def _record(one: Citation) -> Record:
    from qcode.domain.transcript import timestamp

    return {
        "code": one.code, "source": one.source, "start": one.span.start, "end": one.span.end, "text": one.text,
        "act": one.act, "statute": one.act, "article": one.article, "speaker": one.speaker, "role": one.role,
        "timestamp": timestamp(one.seconds), "inferred": one.is_inferred, "date": one.date, "in_force": one.in_force,
    }  # fmt: skip
