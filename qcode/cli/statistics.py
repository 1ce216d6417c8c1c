"""Commands that compare and count further: crosstab, saturation, sequences, coverage, clusters, keyness, kwic."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, show_report
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.analysis.saturation import Rule
    from qcode.domain.report import Report

UNITS = ("case", "source")
CELLS = ("count", "row", "column", "expected", "residual")
FOLLOWING = ("count", "probability", "expected", "residual")
SORTS = ("place", "match", "left", "right", "speaker")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    crosstab = commands.add("crosstab", _("codes by the values of an attribute, with tests"), make_crosstab)
    crosstab.add_argument("attribute", metavar="ATTRIBUTE", help=_("an attribute of cases or sources"))
    crosstab.add_argument("--unit", choices=UNITS, default="", help=_("what is counted (default: whose it is)"))
    crosstab.add_argument("--cell", choices=CELLS, default="count", help=_("what the cells hold (default: count)"))
    crosstab.add_argument("--corrected", action="store_true", help=_("correct Cramér's V for small samples"))
    _add_saturation(commands)
    sequences = commands.add("sequences", _("count which code follows which"), make_sequences)
    sequences.add_argument("--within", choices=("sentence", "turn"), default="sentence", help=_("units of the text"))
    sequences.add_argument("--lag", type=int, default=1, metavar="N", help=_("how many units after one (default: 1)"))
    sequences.add_argument(
        "--measure", choices=FOLLOWING, default="count", help=_("what the cells hold (default: count)")
    )
    coverage = commands.add("coverage", _("how much of the texts is coded"), make_coverage)
    coverage.add_argument("--over", choices=("source", "speaker"), default="source", help=_("the columns"))
    coverage.add_argument(
        "--by", dest="counted", choices=("characters", "words"), default="characters", help=_("what is counted")
    )
    coverage.add_argument("--cell", choices=("share", "count"), default="share", help=_("a share, or how many"))
    clusters = commands.add("clusters", _("join codes or sources that are alike"), make_clusters)
    clusters.add_argument("--of", choices=("code", "source"), default="code", help=_("what is joined (default: code)"))
    clusters.add_argument(
        "--metric", choices=("jaccard", "cosine"), default="jaccard", help=_("by presence, or by counts")
    )
    for parser in (crosstab, sequences, coverage, clusters):
        options.add_filters(parser)
        options.add_format(parser)
        options.add_output(parser)
    _add_words(commands)


def _add_saturation(commands: Commands) -> None:
    saturation = commands.add("saturation", _("new codes of each interview, and where they cease"), make_saturation)
    add_rule(saturation)
    saturation.add_argument("--by", dest="dated", default="", metavar="ATTRIBUTE", help=_("the date of an interview"))
    saturation.add_argument(
        "--order", default="", metavar="SOURCE,SOURCE", help=_("the sources in the order of their interviews")
    )
    saturation.add_argument("--kind", default="", metavar="KIND", help=_("only sources of this kind"))
    options.add_filters(saturation)
    options.add_format(saturation)
    options.add_output(saturation)


def add_rule(parser: argparse._ActionsContainer) -> None:
    """Add base, run and threshold of saturation."""
    parser.add_argument("--base", type=int, default=4, metavar="N", help=_("interviews of the base (default: 4)"))
    parser.add_argument("--run", type=int, default=2, metavar="N", help=_("interviews of a run (default: 2)"))
    parser.add_argument(
        "--threshold", type=float, default=5, metavar="PERCENT", help=_("most new information, in percent (default: 5)")
    )


def rule_of(args: argparse.Namespace) -> Rule:
    """Return base, run and threshold of saturation as the options say."""
    from qcode.analysis.saturation import Rule

    return Rule(args.base, args.run, args.threshold / 100)


def _add_words(commands: Commands) -> None:
    keyness = commands.add("keyness", _("words by which a group of texts differs from others"), make_keyness)
    keyness.add_argument("group", metavar="GROUP", help=_("KIND:NAME, as case:INF-01, attribute:NAME=VALUE, code:KEY"))
    keyness.add_argument("against", nargs="?", default="", metavar="OTHER", help=_("another (default: all the rest)"))
    keyness.add_argument("--top", type=int, default=50, metavar="N", help=_("words in each direction (default: 50)"))
    keyness.add_argument("--least", type=int, default=2, metavar="N", help=_("said so often at least (default: 2)"))
    keyness.add_argument("--all-words", action="store_true", help=_("leave out no stop words"))
    kwic = commands.add("kwic", _("key words in context, as a table"), make_concordance)
    kwic.add_argument("words", nargs="+", metavar="QUERY", help=_("as search takes it"))
    kwic.add_argument("--sort", choices=SORTS, default="place", help=_("in which order (default: place)"))
    for parser in (keyness, kwic):
        options.add_filters(parser)
        options.add_format(parser)
        options.add_output(parser)


def make_crosstab(args: argparse.Namespace) -> Exit:
    """Lay codes out by the values of an attribute, with tests."""
    from qcode.services import crosstabbing

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = crosstabbing.make_crosstab(
            project, args.attribute, options.selection(args), unit=args.unit, cell=args.cell, corrected=args.corrected,
            language=language, title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return answer(report, args, language)


def make_saturation(args: argparse.Namespace) -> Exit:
    """Count the new codes of each interview."""
    from qcode.services import following

    language = options.document_language(args)
    order = tuple(name.strip() for name in args.order.split(",") if name.strip())
    if order and args.dated:
        raise WrongUsage(_("either --by or --order, not both"))
    with options.open_project(args) as project:
        report = following.make_saturation(
            project, options.selection(args), rule_of(args), by=args.dated, order=order, kind=args.kind,
            language=language, title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return answer(report, args, language)


def make_sequences(args: argparse.Namespace) -> Exit:
    """Count which code follows which."""
    from qcode.services import following

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = following.make_sequences(
            project, options.selection(args), within=args.within, lag=args.lag, measure=args.measure,
            language=language, title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return answer(report, args, language)


def make_coverage(args: argparse.Namespace) -> Exit:
    """Tell how much of the texts is coded."""
    from qcode.services import covering

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = covering.make_coverage(
            project, options.selection(args), over=args.over, by=args.counted, cell=args.cell, language=language,
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return answer(report, args, language)


def make_clusters(args: argparse.Namespace) -> Exit:
    """Join codes or sources that are alike."""
    from qcode.services import clustering

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = clustering.make_clusters(
            project, options.selection(args), of=args.of, metric=args.metric, language=language, title=args.title,
            source_line=args.source_line,
        )  # fmt: skip
    return answer(report, args, language)


def make_keyness(args: argparse.Namespace) -> Exit:
    """Compare the words of two groups of texts."""
    from qcode.services import contrasting

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = contrasting.make_keyness(
            project, args.group, args.against, options.selection(args), top=args.top, least=args.least,
            with_stop_lists=not args.all_words, language=language, title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return answer(report, args, language)


def make_concordance(args: argparse.Namespace) -> Exit:
    """Show every match of a search with the words around it."""
    from qcode.services import contrasting

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = contrasting.make_concordance(
            project, " ".join(args.words), options.selection(args), sort=args.sort, language=language,
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
    return answer(report, args, language)


def answer(report: Report, args: argparse.Namespace, language: str) -> Exit:
    """Print a report, or write it to the document that is asked for."""
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE
