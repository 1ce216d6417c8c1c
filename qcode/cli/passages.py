"""Commands on passages: cut, merge, move, weigh, translate, word for quoting."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_records
from qcode.errors import QcodeError
from qcode.language import _

FIELDS = ("source", "start", "end", "text", "translation", "quoted")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    passages = commands.add(
        "passages", _("list translations and forms for quoting; split, merge, move or weigh passages"), list_passages
    )
    options.add_format(passages)
    under = Commands.under(passages)
    split = under.add("split", _("cut a passage in two; both parts keep code, memo and weight"), split_passage)
    split.add_argument("at", type=int, metavar="AT", help=_("the character that the second part begins with, from 0"))
    _add_codings(split, _("codings of the passage"))
    merge = under.add("merge", _("make one passage of several of one code"), merge_passages)
    _add_codings(merge, _("codings of one code, two or more"))
    move = under.add("move", _("let codings cover another passage"), move_passage)
    move.add_argument("start", type=int, metavar="START")
    move.add_argument("end", type=int, metavar="END")
    _add_codings(move, _("codings of one passage"))
    weigh = under.add("weigh", _("say how strongly a code applies to its passage"), weigh_coding)
    weigh.add_argument("weight", metavar="NUMBER", help=_("none takes the weight away"))
    weigh.add_argument("coding", metavar="CODING")
    word = under.add("word", _("write a translation of a passage, and how it is quoted"), word_passage)
    word.add_argument("place", metavar="SOURCE:START-END")
    word.add_argument("--translation", metavar="TEXT", help=_("empty takes it away"))
    word.add_argument("--quoted", metavar="TEXT", help=_("as it is quoted, with … and [ ]; empty takes it away"))


def list_passages(args: argparse.Namespace) -> Exit:
    """List the passages that have a translation or a form for quoting."""
    from qcode.store import segments, sources

    with options.open_project(args) as project:
        rows = []
        for one in sources.all_sources(project):
            found = segments.wordings(project, one.id)
            text = sources.text_of(project, one.id) if found else ""
            rows += [
                {
                    "source": one.name, "start": span.start, "end": span.end, "text": span.of(text),
                    "translation": wording.translation, "quoted": wording.quoted,
                }
                for span, wording in found.items()
            ]  # fmt: skip
    show_records(rows, FIELDS, args.format, hidden=("end",))
    return Exit.DONE


def split_passage(args: argparse.Namespace) -> Exit:
    """Cut a passage in two."""
    from qcode.services import segmenting

    with options.open_project(args) as project:
        done = segmenting.split(project, args.codings, args.at)
    narrate(
        _("cut in two: {first} and {second}; codings on each: {n}").format(
            first=f"{done.first.start}–{done.first.end}",
            second=f"{done.second.start}–{done.second.end}",
            n=done.codings,
        )
    )
    return Exit.DONE


def merge_passages(args: argparse.Namespace) -> Exit:
    """Make one passage of several."""
    from qcode.services import segmenting

    with options.open_project(args) as project:
        done = segmenting.merge(project, args.codings)
    place = f"{done.span.start}–{done.span.end}"
    narrate(_("codings merged to one, {place}: {n}").format(place=place, n=done.codings))
    return Exit.DONE


def move_passage(args: argparse.Namespace) -> Exit:
    """Let codings cover another passage."""
    from qcode.domain.span import Span
    from qcode.services import segmenting

    if not 0 <= args.start < args.end:
        raise QcodeError(_("{start}–{end} is no passage").format(start=args.start, end=args.end))
    with options.open_project(args) as project:
        moved = segmenting.reshape(project, args.codings, Span(args.start, args.end))
    narrate(_("codings moved: {n}").format(n=len(moved)))
    return Exit.DONE


def weigh_coding(args: argparse.Namespace) -> Exit:
    """Give a coding a weight, or take it away."""
    from qcode.services import segmenting

    try:
        weight = None if args.weight in ("none", "-") else float(args.weight.replace(",", "."))
    except ValueError as error:
        raise QcodeError(_("“{weight}” is no weight; a weight is a number").format(weight=args.weight)) from error
    with options.open_project(args) as project:
        segmenting.weigh(project, args.coding, weight)
    return Exit.DONE


def word_passage(args: argparse.Namespace) -> Exit:
    """Write a translation and a form for quoting; what is not given stays."""
    from qcode.services import linking, segmenting
    from qcode.store import segments

    with options.open_project(args) as project:
        end = linking.find_end(project, args.place)
        if end.span is None:
            raise QcodeError(_("“{name}” is no passage").format(name=args.place), _("Say SOURCE:START-END."))
        old = segments.wordings(project, end.id).get(end.span, segments.Wording())
        is_changed = segmenting.word(
            project, end.id, end.span,
            translation=old.translation if args.translation is None else args.translation,
            quoted=old.quoted if args.quoted is None else args.quoted,
        )  # fmt: skip
    if not is_changed:
        narrate(_("nothing was changed"))
    return Exit.DONE


def _add_codings(parser: argparse.ArgumentParser, said: str) -> None:
    parser.add_argument("codings", nargs="+", metavar="CODING", help=said)
