"""The command that draws what is coded: picture."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.analyses import add_within
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data, show_picture
from qcode.cli.statistics import add_rule, rule_of
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcode.domain.picture import Picture
    from qcode.services.picturing import How

KINDS = (
    "frequencies", "cooccurrence", "portrait", "timeline", "network", "dendrogram", "saturation", "tree", "years",
)  # fmt: skip
"""Kinds of picture, said here too so that a help page need not load them."""
ALONG = ("position", "time")
MEASURES = ("count", "jaccard", "c")


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    picture = commands.add("picture", _("draw what is coded: here, as SVG or PNG, or into a document"), draw)
    kinds = _("what to draw: {kinds}").format(kinds=", ".join(KINDS))
    picture.add_argument("kinds", choices=KINDS, nargs="+", metavar="KIND", help=kinds)
    picture.add_argument("--by-count", action="store_true", help=_("bars: most frequent first"))
    picture.add_argument("--top", type=int, default=0, metavar="N", help=_("at most so many codes"))
    picture.add_argument("--along", choices=ALONG, default="position", help=_("what a timeline runs along"))
    picture.add_argument(
        "--fold", action="store_true", help=_("portrait, timeline: each passage as the uppermost code above its own")
    )
    add_within(picture)
    network = picture.add_argument_group(_("network"))
    network.add_argument(
        "--measure", choices=MEASURES, default="count", help=_("what the width of a line is (default: count)")
    )
    network.add_argument(
        "--least", type=float, default=None, metavar="N", help=_("lines from this on (default: as many as can be seen)")
    )
    dendrogram = picture.add_argument_group(_("dendrogram"))
    dendrogram.add_argument("--of", choices=("code", "source"), default="code", help=_("of what (default: code)"))
    dendrogram.add_argument(
        "--metric", choices=("jaccard", "cosine"), default="jaccard", help=_("by presence, or by counts")
    )
    _add_courses(picture)
    options.add_filters(picture)
    options.add_output(picture)


def _add_courses(picture: argparse.ArgumentParser) -> None:
    saturation = picture.add_argument_group(_("saturation"))
    add_rule(saturation)
    saturation.add_argument(
        "--order", default="", metavar="SOURCE,SOURCE", help=_("the sources in the order of their interviews")
    )
    years = picture.add_argument_group(_("saturation and years"))
    years.add_argument(
        "--by", dest="dated", default="", metavar="ATTRIBUTE", help=_("the date of an interview, the year of a case")
    )
    years.add_argument("--kind", default="", metavar="KIND", help=_("only sources, or cases, of this kind"))
    years.add_argument("--series", default="", metavar="ATTRIBUTE", help=_("years: count its values apart"))


def draw(args: argparse.Namespace) -> Exit:
    """Draw pictures: in characters, into a file, or as the figures of a document."""
    from dataclasses import replace

    from qcode.formats.registry import document_formats
    from qcode.services import picturing, registering

    language = options.document_language(args)
    is_document = args.output is not None and args.output.suffix.lower() in document_formats()
    if args.output is not None and not is_document and len(args.kinds) > 1:
        raise WrongUsage(
            _("several pictures need a document"), _("Say where they go: -o FILE.docx; or draw them one by one")
        )
    how = _how(args)
    several = len(args.kinds) > 1
    with options.open_project(args) as project:
        made = [
            picturing.make_picture(
                project, kind, options.selection(args), how, language=language,
                title="" if several else args.title, source_line=args.source_line,
            )
            for kind in args.kinds
        ]  # fmt: skip
    if args.output is None:
        for picture in made:
            show_picture(picture)
        return Exit.DONE
    if is_document:
        return _write_figures(made, args, language)
    picture = replace(made[0], numbers=None) if args.without_ids else made[0]
    with options.open_project(args) as project, registering.exporting_picture(project, picture) as ready:
        picturing.save_picture(ready, args.output, language=language)
    for note in ready.notes:
        narrate(note)
    say_data(str(args.output))
    return Exit.DONE


def _how(args: argparse.Namespace) -> How:
    from qcode.services.picturing import How

    if args.top < 0:
        raise WrongUsage(_("at least one code has to be drawn"))
    order = tuple(name.strip() for name in args.order.split(",") if name.strip())
    if order and args.dated:
        raise WrongUsage(_("either --by or --order, not both"))
    return How(
        within=args.within, along=args.along, by_count=args.by_count, fold=args.fold, top=args.top,
        measure=args.measure, least=args.least, of=args.of, metric=args.metric, rule=rule_of(args), by=args.dated,
        order=order, kind=args.kind, series=args.series,
    )  # fmt: skip


def _write_figures(made: Sequence[Picture], args: argparse.Namespace, language: str) -> Exit:
    from qcode.cli.reports import write_document
    from qcode.services import picturing

    drawn = [
        picturing.figure_of(picture, language=language, anchor=f"f_{kind}")
        for kind, picture in zip(args.kinds, made, strict=True)
    ]
    for remark in dict.fromkeys(said for one in drawn for said in one.remarks):
        narrate(remark)
    return write_document(picturing.document_of(drawn, title=args.title, language=language), args)
