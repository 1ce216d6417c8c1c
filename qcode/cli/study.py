"""Commands on the study as a whole: demo, new, open, check, backup, checkpoint, history, undo, redo."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, complain, narrate, say_data, show_report
from qcode.language import _


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    demo = commands.add("demo", _("make the example study and open it"), make_demo)
    demo.add_argument("folder", nargs="?", type=Path, default=Path("qcode-demo"), metavar="DIR")
    new = commands.add("new", _("make a project"), make_new)
    new.add_argument("file", type=Path, metavar="STUDY.qcode")
    new.add_argument("--codebook", default="", metavar="FILE", help=_("a codebook file, or the name of a starter"))
    place = commands.add("open", _("open the coding screen"), open_at)
    place.add_argument(
        "place", nargs="?", default="", metavar="SOURCE[:POSITION]",
        help=_("a text, and a character of it or a line of the appendix (T01:L41)"),
    )  # fmt: skip
    commands.add("check", _("check that the file is whole"), check)
    commands.add("backup", _("write a verified copy beside the project"), back_up)
    mark = commands.add("checkpoint", _("put a named mark into the history and keep a copy"), checkpoint)
    mark.add_argument("name", nargs="+", metavar="NAME")
    history = commands.add("history", _("list the audit trail"), show_history)
    options.add_format(history)
    back = commands.add("undo", _("take back your latest act, or a chosen one"), undo)
    back.add_argument("--change", type=int, default=0, metavar="N", help=_("the act with this number of the history"))
    back.add_argument("--of-others", action="store_true", help=_("also if another coder did it"))
    commands.add("redo", _("do again what you took back last"), redo)


def open_here(args: argparse.Namespace) -> Exit:
    """Open the project in this folder where its reader was, or the start screen."""
    named = bool(args.project or os.environ.get("QCODE_PROJECT"))
    path: Path | None = options.project_path(args) if named or len(list(Path.cwd().glob("*.qcode"))) == 1 else None
    return _run_screens(path, args)


def open_at(args: argparse.Namespace) -> Exit:
    """Open the coding screen at a place."""
    return _run_screens(options.project_path(args), args, args.place)


def make_demo(args: argparse.Namespace) -> Exit:
    """Make the demo and open it; without a terminal say where it is."""
    from qcode.services import demonstrating
    from qcode.store.project import Project

    made = demonstrating.make_demo(args.folder)
    if _has_terminal():
        return _run_screens(made.project, args, demonstrating.FIRST_SOURCE if made.is_new else "", tour=True)
    language = options.document_language(args)
    with Project.open(made.project, coder=options.coder_name(args)) as project:
        document = demonstrating.write_demo_matrix(project, args.folder, language=language)
    narrate(_("the demo was there already; it was left as it was") if not made.is_new else _("the demo was made"))
    say_data(str(made.project))
    say_data(str(document))
    return Exit.DONE


def make_new(args: argparse.Namespace) -> Exit:
    """Make a project, with a codebook if one is named."""
    from qcode.services import codebooks
    from qcode.store.project import Project

    codebook = codebooks.find_codebook_file(args.codebook) if args.codebook else None
    if codebook:
        codebooks.read_codebook(codebook)  # An unreadable one is told before anything is made.
    with Project.create(args.file, coder=options.coder_name(args)) as project:
        if codebook:
            result = codebooks.import_codebook(project, codebook)
            narrate(_("codes added: {n}").format(n=result.added))
        if project.is_in_synced_folder:
            narrate(_("this folder is being synced, so the file is kept whole at every moment; writing is slower"))
        say_data(str(project.path))
    return Exit.DONE


def check(args: argparse.Namespace) -> Exit:
    """Check the file."""
    from qcode.services import caring

    with options.open_project(args) as project:
        faults = caring.check(project)
        if not faults:
            narrate(_("{file} is whole").format(file=project.path))
            return Exit.DONE
        for fault in faults:
            complain(fault)
        newest = caring.copies(project.path)
        if newest:
            narrate(_("the newest whole copy: {file}").format(file=newest[0]))
    return Exit.FAILED


def back_up(args: argparse.Namespace) -> Exit:
    """Write a verified copy."""
    from qcode.services import caring

    with options.open_project(args) as project:
        say_data(str(caring.back_up(project)))
    return Exit.DONE


def show_history(args: argparse.Namespace) -> Exit:
    """List the audit trail."""
    from qcode.services import reporting

    with options.open_project(args) as project:
        show_report(reporting.make_history(project, language=options.document_language(args)), args.format)
    return Exit.DONE


def checkpoint(args: argparse.Namespace) -> Exit:
    """Put a named mark into the history and keep a copy."""
    from qcode.services import caring

    with options.open_project(args) as project:
        say_data(str(caring.checkpoint(project, " ".join(args.name))))
    return Exit.DONE


def undo(args: argparse.Namespace) -> Exit:
    """Take back the latest act, or a chosen one."""
    from qcode.cli.output import WrongUsage
    from qcode.services import undoing

    if args.of_others and not args.change:
        raise WrongUsage(_("--of-others wants --change N"))
    with options.open_project(args) as project:
        if args.change:
            done = undoing.undo_number(project, args.change, of_others=args.of_others)
        else:
            done = undoing.undo(project)
        narrate(_("taken back: {act}").format(act=done))
    return Exit.DONE


def redo(args: argparse.Namespace) -> Exit:
    """Do again what was taken back last."""
    from qcode.services import undoing

    with options.open_project(args) as project:
        narrate(_("done again: {act}").format(act=undoing.redo(project)))
    return Exit.DONE


def _has_terminal() -> bool:
    # A browser is one too: whoever serves the screens to it names the driver.
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())


def _run_screens(path: Path | None, args: argparse.Namespace, place: str = "", *, tour: bool = False) -> Exit:
    if not _has_terminal():
        complain(_("the screens need a terminal"), _("For scripts, name a command: qcode --help"))
        return Exit.USAGE
    import gc

    # What is loaded stays, yet the collector would look through it again and again: a sixth of the time until the
    # first picture stands.
    gc.set_threshold(200_000, 20, 100)
    from qcode.tui.app import QcodeApp

    QcodeApp(path, place, coder=options.coder_name(args), tour=tour).run()
    return Exit.DONE
