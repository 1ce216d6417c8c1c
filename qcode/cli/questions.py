"""Commands on the interview guide: list, add, edit, move, remove, import, tie, suggest; what was not asked."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_records, show_report
from qcode.language import _

FIELDS = ("id", "key", "text", "topic", "asked", "sources")
SUGGESTED = ("source", "start", "end", "question", "likeness", "tied", "text")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    guide = commands.add(
        "questions", _("list the questions of the interview guide; add, tie, import …"), list_questions
    )
    options.add_format(guide)
    under = Commands.under(guide)
    add = under.add("add", _("add a question"), add_question)
    add.add_argument("text", metavar="QUESTION")
    add.add_argument("--key", default="", help=_("its handle; else Q1, Q2 …"))
    add.add_argument("--topic", default="", metavar="TEXT", help=_("a heading of the guide"))
    edit = under.add("edit", _("change a question"), edit_question)
    edit.add_argument("question", metavar="KEY")
    edit.add_argument("--key", help=_("its handle; else Q1, Q2 …"))
    edit.add_argument("--text", metavar="QUESTION")
    edit.add_argument("--topic", metavar="TEXT", help=_("a heading of the guide"))
    move = under.add("move", _("put a question before another, or at the end"), move_question)
    move.add_argument("question", metavar="KEY")
    move.add_argument("--before", metavar="KEY")
    remove = under.add("remove", _("remove a question; its turns are tied to nothing then"), remove_question)
    remove.add_argument("question", metavar="KEY")
    bring = under.add("import", _("bring a guide in from a document, a line a question"), import_guide)
    bring.add_argument("file", type=Path, metavar="FILE")
    tie = under.add("tie", _("say which question an interviewer's turn asks"), tie_turn)
    tie.add_argument("source", metavar="SOURCE")
    tie.add_argument("start", type=int, metavar="START", help=_("where the turn begins"))
    tie.add_argument("question", metavar="KEY", nargs="?", help=_("without one: none of the guide"))
    untie = under.add("untie", _("forget what a turn asks"), untie_turn)
    untie.add_argument("source", metavar="SOURCE")
    untie.add_argument("start", type=int, metavar="START", help=_("where the turn begins"))
    suggest = under.add(
        "suggest", _("list interviewers' turns with the question each is likeliest to ask"), suggest_ties
    )
    suggest.add_argument("source", nargs="*", metavar="SOURCE")
    suggest.add_argument("--apply", action="store_true", help=_("tie those that are alike enough"))
    suggest.add_argument("--least", type=float, metavar="0…1", help=_("how alike is enough"))
    options.add_format(suggest)
    coverage = under.add("coverage", _("show how often each question was asked in each interview"), show_coverage)
    options.add_format(coverage)
    options.add_output(coverage)


def list_questions(args: argparse.Namespace) -> Exit:
    """List the questions, with how often and where each was asked."""
    from qcode.store import guide

    with options.open_project(args) as project:
        asked = guide.asked(project)
        rows = [
            {
                "id": one.id, "key": one.key, "text": one.text, "topic": one.topic,
                "asked": sum(each.question == one.id for each in asked),
                "sources": len({each.source for each in asked if each.question == one.id}),
            }
            for one in guide.questions(project)
        ]  # fmt: skip
    show_records(rows, FIELDS, args.format, hidden=("id",))
    return Exit.DONE


def add_question(args: argparse.Namespace) -> Exit:
    """Add a question."""
    from qcode.services import guiding

    with options.open_project(args) as project:
        guiding.add_question(project, args.text, key=args.key, topic=args.topic)
    return Exit.DONE


def edit_question(args: argparse.Namespace) -> Exit:
    """Change a question."""
    from qcode.services import guiding

    with options.open_project(args) as project:
        guiding.edit_question(project, args.question, key=args.key, text=args.text, topic=args.topic)
    return Exit.DONE


def move_question(args: argparse.Namespace) -> Exit:
    """Put a question in another place."""
    from qcode.services import guiding

    with options.open_project(args) as project:
        guiding.move_question(project, args.question, args.before)
    return Exit.DONE


def remove_question(args: argparse.Namespace) -> Exit:
    """Remove a question."""
    from qcode.services import guiding

    with options.open_project(args) as project:
        turns = guiding.remove_question(project, args.question)
    narrate(_("removed; turns that asked it: {n}").format(n=turns))
    return Exit.DONE


def import_guide(args: argparse.Namespace) -> Exit:
    """Bring a guide in."""
    from qcode.services import guiding

    with options.open_project(args) as project:
        result = guiding.import_guide(project, args.file)
    narrate(_("questions added: {added}; there already: {already}").format(added=result.added, already=result.already))
    return Exit.DONE


def tie_turn(args: argparse.Namespace) -> Exit:
    """Say which question a turn asks."""
    from qcode.services import guiding
    from qcode.store import sources

    with options.open_project(args) as project:
        guiding.tie_turn(project, sources.find_id(project, args.source), args.start, args.question)
    return Exit.DONE


def untie_turn(args: argparse.Namespace) -> Exit:
    """Forget what a turn asks."""
    from qcode.services import guiding
    from qcode.store import sources

    with options.open_project(args) as project:
        if not guiding.untie_turn(project, sources.find_id(project, args.source), args.start):
            narrate(_("no question was tied there"))
    return Exit.DONE


def suggest_ties(args: argparse.Namespace) -> Exit:
    """List interviewers' turns with the likeliest question, or tie those that are alike enough."""
    from qcode.services import guiding
    from qcode.store import guide, sources

    least = guiding.ALIKE if args.least is None else args.least
    with options.open_project(args) as project:
        named = [sources.find_id(project, name) for name in args.source] or list(sources.names(project).values())
        if args.apply:
            tied = sum(guiding.tie_alike(project, source, least) for source in named)
            narrate(_("turns tied: {n}").format(n=tied))
        keys = {one.id: one.key for one in guide.questions(project)}
        rows = [
            {
                "source": sources.name_of(project, source), "start": one.span.start, "end": one.span.end,
                "question": keys.get(one.question), "likeness": round(one.likeness, 2),
                "tied": one.tied and keys[one.tied], "text": one.text,
            }
            for source in named
            for one in guiding.suggest(project, source)
        ]  # fmt: skip
    show_records(rows, SUGGESTED, args.format)
    return Exit.DONE


def show_coverage(args: argparse.Namespace) -> Exit:
    """Show how often each question was asked in each interview."""
    from qcode.services import guiding

    language = options.document_language(args)
    with options.open_project(args) as project:
        report = guiding.make_coverage(project, language=language, title=args.title)
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE
