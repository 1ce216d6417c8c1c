"""Commands that analyse what is coded, as tables and as pictures: frequencies, cooccur, picture."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, say_data, show_report
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.report import Report

WITHIN = ("overlap", "sentence", "paragraph", "turn", "source")
MEASURES = ("count", "jaccard", "c", "expected", "residual")
PICTURES = ("frequencies", "cooccurrence", "portrait", "timeline")
ALONG = ("position", "time")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    frequencies = commands.add("frequencies", _("count how often each code stands"), list_frequencies)
    frequencies.add_argument("--by-count", action="store_true", help=_("most frequent first"))
    frequencies.add_argument("--empty", action="store_true", help=_("show what has nothing coded too"))
    cooccur = commands.add("cooccur", _("count which codes stand together"), list_cooccurrence)
    _add_within(cooccur)
    cooccur.add_argument("--measure", choices=MEASURES, default="count", help=_("what the cells hold (default: count)"))
    for parser in (frequencies, cooccur):
        options.add_filters(parser)
        options.add_format(parser)
        options.add_output(parser)
    picture = commands.add("picture", _("draw what is coded, as SVG or PNG"), draw)
    picture.add_argument("kind", choices=PICTURES, help=_("what to draw"))
    picture.add_argument("--by-count", action="store_true", help=_("most frequent first"))
    _add_within(picture)
    picture.add_argument("--along", choices=ALONG, default="position", help=_("what a timeline runs along"))
    picture.add_argument("--fold", action="store_true", help=_("draw each passage as the uppermost code above its own"))
    picture.add_argument("--top", type=int, default=0, metavar="N", help=_("at most so many codes"))
    options.add_filters(picture)
    options.add_output(picture, in_word=False)


def list_frequencies(args: argparse.Namespace) -> Exit:
    """Count how often each code stands: printed, or written to a document."""
    from qcode.services import analysing

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = analysing.make_frequencies(
            project, options.selection(args), language=language, by_count=args.by_count, with_empty=args.empty,
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return _answer(report, args, language)


def list_cooccurrence(args: argparse.Namespace) -> Exit:
    """Count which codes stand together: printed, or written to a document."""
    from qcode.services import analysing

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = analysing.make_cooccurrence(
            project, options.selection(args), within=args.within, measure=args.measure, language=language,
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return _answer(report, args, language)


def draw(args: argparse.Namespace) -> Exit:
    """Draw a picture into a file."""
    from qcode.cli.output import WrongUsage
    from qcode.services import picturing

    if args.output is None:
        raise WrongUsage(_("a picture needs a file"), _("Say where it goes: -o FILE.svg or -o FILE.png"))
    if args.top < 0:
        raise WrongUsage(_("at least one code has to be drawn"))
    language = options.document_language(args)
    how = picturing.How(within=args.within, along=args.along, by_count=args.by_count, fold=args.fold, top=args.top)
    with options.open_project(args) as project:
        picture = picturing.make_picture(
            project, args.kind, options.selection(args), how, language=language, title=args.title,
            source_line=args.source_line,
        )  # fmt: skip
    picturing.save_picture(picture, args.output, language=language)
    for note in picture.notes:
        narrate(note)
    say_data(str(args.output))
    return Exit.DONE


def _add_within(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--within", choices=WITHIN, default="overlap", help=_("where codes stand together (default: overlap)")
    )


def _answer(report: Report, args: argparse.Namespace, language: str) -> Exit:
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE
