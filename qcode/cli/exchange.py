"""Commands that exchange codebooks."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, say_data, show_records
from qcode.language import _


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    codebook = commands.add("codebook", _("list the codebooks; bring one in or send one out"), list_codebooks)
    options.add_format(codebook)
    under = Commands.under(codebook)
    suffixes = ".qdc .yaml .json .csv .xlsx"
    bring = under.add("import", _("bring a codebook in: {kinds}").format(kinds=suffixes), import_codebook)
    bring.add_argument("file", metavar="FILE", help=_("a file, or the name of a starter codebook"))
    bring.add_argument("--update", action="store_true", help=_("let it change codes that are here already"))
    bring.add_argument("--prefix", default="", metavar="TEXT", help=_("put before every key of the file"))
    sent = f"{suffixes} .docx .md .html"
    send = under.add("export", _("send a codebook out: {kinds}").format(kinds=sent), export_codebook)
    send.add_argument("file", type=Path, metavar="FILE")
    send.add_argument("--codebook", default="", metavar="NAME", help=_("one of several codebooks"))
    listing = under.add("list", _("list the codebooks"), list_codebooks)
    options.add_format(listing)
    add = under.add("add", _("make an empty codebook"), add_codebook)
    add.add_argument("name", metavar="NAME")
    rename = under.add("rename", _("give a codebook another name"), rename_codebook)
    rename.add_argument("codebook", metavar="CODEBOOK")
    rename.add_argument("name", metavar="NAME")
    edit = under.add("edit", _("change what a codebook says of itself"), edit_codebook)
    edit.add_argument("codebook", metavar="CODEBOOK")
    for parser in (add, edit):
        parser.add_argument("--language", metavar="LANG", help=_("of its names and definitions: id, en …"))
        parser.add_argument("--description", metavar="TEXT", help=_("what it is for"))
    remove = under.add("remove", _("remove an empty codebook"), remove_codebook)
    remove.add_argument("codebook", metavar="CODEBOOK")
    under.add("starters", _("list the codebooks that come with qcode"), list_starters)


def list_codebooks(args: argparse.Namespace) -> Exit:
    """List the codebooks of the project."""
    from qcode.store import codes

    with options.open_project(args) as project:
        rows = [
            {"id": book.id, "name": book.name, "language": book.language, "codes": len(book.codes)}
            for book in codes.codebooks(project)
        ]
    show_records(rows, ("id", "name", "language", "codes"), args.format, hidden=("id",))
    return Exit.DONE


def add_codebook(args: argparse.Namespace) -> Exit:
    """Make an empty codebook."""
    from qcode.services import codebooks

    with options.open_project(args) as project:
        codebooks.add_codebook(project, args.name, language=args.language or "", description=args.description or "")
    say_data(args.name.strip())
    return Exit.DONE


def rename_codebook(args: argparse.Namespace) -> Exit:
    """Give a codebook another name."""
    from qcode.services import codebooks

    with options.open_project(args) as project:
        codebooks.edit_codebook(project, codebooks.codebook_id(project, args.codebook), {"name": args.name})
    return Exit.DONE


def edit_codebook(args: argparse.Namespace) -> Exit:
    """Change what a codebook says of itself."""
    from qcode.services import codebooks

    said = {what: words for what in ("language", "description") if (words := getattr(args, what)) is not None}
    with options.open_project(args) as project:
        codebooks.edit_codebook(project, codebooks.codebook_id(project, args.codebook), said)
    return Exit.DONE


def remove_codebook(args: argparse.Namespace) -> Exit:
    """Remove an empty codebook."""
    from qcode.services import codebooks

    with options.open_project(args) as project:
        codebooks.remove_codebook(project, codebooks.codebook_id(project, args.codebook))
    return Exit.DONE


def import_codebook(args: argparse.Namespace) -> Exit:
    """Bring a codebook in."""
    from qcode.services import codebooks

    path = codebooks.find_codebook_file(args.file)
    with options.open_project(args) as project:
        result = codebooks.import_codebook(project, path, update=args.update, prefix=args.prefix)
    for warning in result.warnings:
        narrate(f"{path.name}: {warning}")
    narrate(
        _("{name}: codes added {added}, updated {updated}, unchanged {unchanged}").format(
            name=result.name, added=result.added, updated=result.updated, unchanged=result.unchanged
        )
    )
    if result.kept:
        narrate(
            _("kept as they are, though the file says otherwise (use --update): {codes}").format(
                codes=", ".join(result.kept)
            )
        )
    return Exit.DONE


def export_codebook(args: argparse.Namespace) -> Exit:
    """Send a codebook out."""
    from qcode.services import describing

    language = options.document_language(args)
    with options.open_project(args) as project:
        for lost in describing.send_codebook(project, args.file, name=args.codebook, language=language):
            narrate(lost)
    say_data(str(args.file))
    return Exit.DONE


def list_starters(args: argparse.Namespace) -> Exit:
    """List the starter codebooks."""
    from qcode.services import codebooks

    for path in codebooks.starters():
        say_data(path.stem)
    return Exit.DONE
