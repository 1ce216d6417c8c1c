"""Commands on codes: list, add, edit, move, merge, remove."""

from __future__ import annotations

import argparse

from qcode.cli import code_changes, options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data, show_records
from qcode.language import _

FIELDS = ("id", "key", "name", "path", "parent", "color", "codable", "definition", "codings", "sources")
MORE_FIELDS = ("codebook", "include", "exclude", "example")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    codes = commands.add("codes", _("list the codes; add, edit, move, merge or remove one"), list_codes)
    options.add_format(codes)
    under = Commands.under(codes)
    add = under.add("add", _("add a code; NAME may be a path Parent/Child"), add_code)
    add.add_argument("name", metavar="NAME")
    add.add_argument("--parent", default="", metavar="CODE")
    add.add_argument("--codebook", default="", metavar="NAME")
    _add_texts(add)
    edit = under.add("edit", _("change what a code says"), edit_code)
    edit.add_argument("code", metavar="CODE")
    edit.add_argument("--name")
    edit.add_argument("--text-lang", default="", metavar="LANG", help=_("the words are of this language: id, en …"))
    edit.add_argument(
        "--legal-basis", action="append", metavar="TEXT", help=_("“act | article | from..to | note”; again for more")
    )
    edit.add_argument("--with-children", action="store_true", help=_("the colour goes to what is under it, too"))
    _add_texts(edit)
    move = under.add("move", _("put a code under another one, into a codebook, or among its siblings"), move_code)
    move.add_argument("code", metavar="CODE")
    move.add_argument(
        "parent", nargs="?", default="", metavar="PARENT", help=_("a code or a codebook; left out: to the top")
    )
    place = move.add_mutually_exclusive_group()
    place.add_argument("--up", action="store_true", help=_("up among its siblings"))
    place.add_argument("--down", action="store_true", help=_("down among its siblings"))
    place.add_argument("--after", default="", metavar="CODE", help=_("right below this sibling"))
    merge = under.add("merge", _("merge a code into another one, with its codings"), merge_codes)
    merge.add_argument("code", metavar="CODE")
    merge.add_argument("into", metavar="INTO")
    remove = under.add("remove", _("remove a code and what is under it"), remove_code)
    remove.add_argument("code", metavar="CODE")
    remove.add_argument("--with-codings", action="store_true", help=_("the codings made with it too"))
    code_changes.declare(under)


def _add_texts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key")
    parser.add_argument("--color", metavar="#RRGGBB")
    parser.add_argument("--definition")
    parser.add_argument("--include", help=_("what belongs to it"))
    parser.add_argument("--exclude", help=_("what does not"))
    parser.add_argument("--example", help=_("a typical passage"))
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--folder", action="store_true", help=_("a folder: applied to nothing"))
    kind.add_argument("--codable", action="store_true", help=_("a code, no folder"))


def list_codes(args: argparse.Namespace) -> Exit:
    """List the codes."""
    from qcode.store import codes

    with options.open_project(args) as project:
        everything = codes.all_codes(project)
    path_of = {one.code.id: one.path for one in everything}
    rows = [
        {
            "id": one.code.id, "key": one.code.key, "name": one.code.name, "path": one.path,
            "parent": path_of.get(one.code.parent or ""), "color": one.code.color, "codable": one.code.codable,
            "definition": one.code.definition, "codings": one.codings, "sources": one.sources,
            "codebook": one.codebook, "include": one.code.include, "exclude": one.code.exclude,
            "example": one.code.example, "code": "  " * one.depth + one.code.name,
        }
        for one in everything
    ]  # fmt: skip
    if args.format == "table":
        show_records(rows, ("key", "code", "codings", "sources", "definition"), "table")
    else:
        show_records(rows, (*FIELDS, *MORE_FIELDS), args.format)
    return Exit.DONE


def add_code(args: argparse.Namespace) -> Exit:
    """Add a code."""
    from qcode.domain.codebook import split_path
    from qcode.services import defining
    from qcode.store import codes

    texts = {what: words for what in ("definition", "include", "exclude", "example") if (words := getattr(args, what))}
    with options.open_project(args) as project, project.change("codes add", args.name):
        *above, name = split_path(args.name)
        parent = codes.find(project, args.parent).code.id if args.parent else None
        if above:
            from qcode.domain.codebook import join_path

            parent = defining.add_code_at_path(project, join_path(tuple(above))).code.id
        made = defining.add_code(
            project, name, key=args.key or "", parent=parent, codebook=args.codebook, color=args.color or "",
            codable=not args.folder, texts=texts,
        )  # fmt: skip
        say_data(made.code.key or made.path)
    return Exit.DONE


def edit_code(args: argparse.Namespace) -> Exit:
    """Change what a code says."""
    from qcode.domain.codebook import TEXT_FIELDS
    from qcode.domain.legal_basis import legal_entries
    from qcode.services import arranging, defining
    from qcode.store import codes

    said = ("name", "key", "color", "definition", "include", "exclude", "example")
    changes: dict[str, object] = {what: getattr(args, what) for what in said if getattr(args, what) is not None}
    if args.folder or args.codable:
        changes["codable"] = bool(args.codable)
    if args.legal_basis is not None:
        changes["legal_basis"] = legal_entries("\n".join(args.legal_basis))
    with options.open_project(args) as project, project.change("codes edit", args.code):
        found = codes.find(project, args.code)
        if args.text_lang and args.text_lang != codes.language_of(project, found.codebook):
            texts = {what: str(changes.pop(what)) for what in TEXT_FIELDS if what in changes}
            there = {language: dict(kept) for language, kept in found.code.translations.items()}
            merged = {what: words for what, words in {**there.get(args.text_lang, {}), **texts}.items() if words}
            changes["translations"] = {**there, args.text_lang: merged} if merged else there
        defining.edit_code(project, found.code.id, changes)
        if args.with_children and "color" in changes:
            arranging.recolor_codes(project, found.code.id, str(changes["color"]), with_children=True)
    return Exit.DONE


def move_code(args: argparse.Namespace) -> Exit:
    """Put a code under another one, at the top, into a codebook, or among its siblings."""
    from qcode.services import arranging
    from qcode.store import codes

    if args.parent and (args.up or args.down or args.after):
        raise WrongUsage(_("say either PARENT or one of --up, --down, --after"))
    with options.open_project(args) as project:
        code = codes.find(project, args.code).code.id
        if args.up or args.down:
            arranging.shift_code(project, code, -1 if args.up else 1)
        elif args.after:
            arranging.put_beside(project, code, codes.find(project, args.after).code.id)
        else:
            parent, codebook = arranging.place_named(project, args.parent) if args.parent else (None, "")
            arranging.put_code(project, code, parent=parent, codebook=codebook)
    return Exit.DONE


def merge_codes(args: argparse.Namespace) -> Exit:
    """Merge a code into another one."""
    from qcode.services import defining
    from qcode.store import codes

    with options.open_project(args) as project:
        moved = defining.merge_codes(
            project, codes.find(project, args.code).code.id, codes.find(project, args.into).code.id
        )
    narrate(_("merged; codings moved: {n}").format(n=moved))
    return Exit.DONE


def remove_code(args: argparse.Namespace) -> Exit:
    """Remove a code and what is under it."""
    from qcode.services import defining
    from qcode.store import codes

    with options.open_project(args) as project:
        gone = defining.remove_code(project, codes.find(project, args.code).code.id, with_codings=args.with_codings)
    narrate(_("removed, with codings: {n}; undo brings it back").format(n=gone))
    return Exit.DONE
