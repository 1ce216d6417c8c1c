"""Member checking: ``report members`` writes the sheets, ``members read`` reads them, ``members`` lists the answers."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data, show_records
from qcode.language import _

FIELDS = ("informant", "answer", "on", "passage", "text", "date")


def declare(commands: Commands) -> None:
    """Declare the commands on what members said."""
    members = commands.add("members", _("list what informants said of their quotations"), list_answers)
    options.add_format(members)
    options.add_output(members)
    under = Commands.under(members)
    read = under.add("read", _("read returned sheets, and keep the answers as memos"), read_sheets)
    read.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("a sheet that came back (.docx)"))


def declare_sheets(under: Commands) -> None:
    """Declare the report that makes the sheets."""
    sheets = under.add(
        "members", _("a sheet for each informant to check what is quoted, and how it is read"), write_sheets
    )
    sheets.add_argument(
        "--informant", action="append", default=[], metavar="CASE", help=_("only for this informant (default: all)")
    )
    options.add_filters(sheets)
    sheets.add_argument("-o", "--output", metavar="FOLDER", type=Path, help=_("a folder, or a file for one informant"))
    options.add_wording(sheets)
    options.add_setup(sheets)


def write_sheets(args: argparse.Namespace) -> Exit:
    """Write a sheet for each informant."""
    from qcode.domain.reference import Citing, Wording
    from qcode.services import member_checking, reporting

    if args.output is None:
        raise WrongUsage(_("say where the sheets go: -o FOLDER, or -o FILE.docx for one informant"))
    args.look = args.look or reporting.usual_setup(member_checking.LOOK).look
    language, setup = options.document_language(args), options.setup(args)
    citing = Citing(wording=Wording(args.wording), mask_names=args.mask_names)
    with options.open_project(args) as project:
        made = member_checking.make_sheets(
            project, options.selection(args), args.informant, citing=citing, language=language
        )
    paths = member_checking.paths_of(made, args.output)
    for sheet, path in zip(made, paths, strict=True):
        for note in sheet.left_out:
            narrate(f"{sheet.informant}: {note}")
        for remark in reporting.export_document(sheet.document, path, language=language, setup=setup):
            narrate(remark)
        say_data(str(path))
    return Exit.DONE


def read_sheets(args: argparse.Namespace) -> Exit:
    """Read sheets that came back, and say what came of each."""
    from qcode.domain.member_check import SAID, Verdict
    from qcode.services import hearing

    with options.open_project(args) as project:
        heard = hearing.read_sheets(project, args.files)
        withdrawn = [one for one in hearing.answers(project) if one.verdict is Verdict.WITHDRAWS and one.is_quotable]
    for one in heard:
        for remark in one.remarks:
            narrate(remark)
        told = [f"{_(SAID[verdict])}: {n}" for verdict, n in one.verdicts.items()]
        told += [_("not answered: {n}").format(n=one.unanswered)] if one.unanswered else []
        told += [_("new memos: {n}").format(n=one.added)]
        told += [_("read before: {n}").format(n=one.known)] if one.known else []
        say_data(f"{one.informant}: {'; '.join(told)}")
    if places := [one.place for one in withdrawn if one.place]:
        narrate(_("What is not to be used is still quoted until you record it:"))
        for place in places:
            narrate(f'  qcode consent set "{place}" never')
    return Exit.DONE


def list_answers(args: argparse.Namespace) -> Exit:
    """List what informants said, or write it to a document."""
    from qcode.domain.member_check import SAID
    from qcode.services import hearing, journaling

    language = options.document_language(args)
    with options.open_project(args) as project:
        if args.output:
            from qcode.cli.reports import write_document

            report = hearing.make_answers(project, language=language, title=args.title, source_line=args.source_line)
            return write_document(report, args)
        found = hearing.answers(project)
    records = [
        {
            "informant": one.informant, "answer": _(SAID[one.verdict]) if one.verdict else "",
            "on": journaling.target_name(one.memo, _), "passage": one.passage, "text": one.memo.text,
            "date": one.memo.created[:10],
        }
        for one in found
    ]  # fmt: skip
    show_records(records, FIELDS, args.format)
    return Exit.DONE
