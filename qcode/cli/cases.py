"""Commands on cases: list, show, add, set, rename, merge, assign, import, export, differ."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import attributes, options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, show_records, show_report
from qcode.language import _

FIELDS = ("id", "kind", "name", "attributes", "sources")
VALUE_FIELDS = ("what", "value", "source", "start", "end", "text")
PLAN_FIELDS = ("kind", "name", "attribute", "value", "state")
DIFFERING_FIELDS = ("kind", "name", "attribute", "value", "source", "start", "end", "text")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.span import Span


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    cases = commands.add("cases", _("list the cases; show, add, set, merge, assign, import, export …"), list_cases)
    options.add_format(cases)
    under = Commands.under(cases)
    _declare_changes(under)
    _declare_belonging(under)
    _declare_tables(under)
    attributes.declare(commands)


def _declare_changes(under: Commands) -> None:
    show = under.add("show", _("show a case: its values with their evidence, and what belongs to it"), show_case)
    show.add_argument("case", metavar="CASE")
    options.add_format(show)
    add = under.add("add", _("add a case"), add_case)
    add.add_argument("kind", metavar="KIND", help=_("informant, police case, institution …"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("attributes", nargs="*", metavar="ATTRIBUTE=VALUE")
    values = under.add("set", _("give a case values of attributes"), set_case)
    values.add_argument("case", metavar="CASE")
    values.add_argument("attributes", nargs="+", metavar="ATTRIBUTE=VALUE")
    values.add_argument("--source", default="", metavar="SOURCE", help=_("the source that says so; others may differ"))
    _add_span(values, _("the passage of the source that is the evidence"))
    rename = under.add("rename", _("give a case another name or kind"), rename_case)
    rename.add_argument("case", metavar="CASE")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("--kind", default="", help=_("the new kind"))
    merge = under.add("merge", _("let two cases be one; values that differ stand side by side"), merge_cases)
    merge.add_argument("case", metavar="CASE")
    merge.add_argument("into", metavar="INTO")
    remove = under.add("remove", _("remove a case; its sources stay"), remove_case)
    remove.add_argument("case", metavar="CASE")


def _declare_belonging(under: Commands) -> None:
    for name, summary, handler in (
        ("assign", _("let a source, or a speaker or segment in it, belong to a case"), assign_case),
        ("unassign", _("let a source, or a speaker or segment in it, belong to a case no more"), unassign_case),
    ):
        parser = under.add(name, summary, handler)
        parser.add_argument("case", metavar="CASE")
        parser.add_argument("source", metavar="SOURCE")
        parser.add_argument("--speaker", default="", metavar="LABEL")
        _add_span(parser, _("only this segment of the source"))


def _declare_tables(under: Commands) -> None:
    table = under.add("import", _("bring cases in from a table: a row a case, a column an attribute"), import_cases)
    table.add_argument("file", type=Path, metavar="FILE")
    table.add_argument("--kind", default="", help=_("what kind of case they are; else the workbook's sheets say it"))
    table.add_argument("--sources", action="store_true", help=_("the rows are sources, whose attributes these are"))
    table.add_argument("--name", default="", metavar="COLUMN", help=_("the column that names a case; else the first"))
    table.add_argument("--prefix", default="", metavar="TEXT", help=_("put before each name"))
    table.add_argument("--preview", action="store_true", help=_("say what would change and change nothing"))
    out = under.add("export", _("write cases and their attributes as a table"), export_cases)
    out.add_argument("file", type=Path, metavar="FILE")
    out.add_argument("--kind", default="", help=_("only this kind of case"))
    out.add_argument("--sources", action="store_true", help=_("the sources and their attributes instead"))
    differ = under.add("differ", _("list attributes whose values differ between sources"), list_differing)
    differ.add_argument("--all", action="store_true", help=_("also where several sources agree"))
    options.add_format(differ)
    options.add_output(differ)


def _add_span(parser: argparse.ArgumentParser, summary: str) -> None:
    parser.add_argument("--span", nargs=2, type=int, metavar=("START", "END"), help=summary)


def list_cases(args: argparse.Namespace) -> Exit:
    """List the cases."""
    from qcode.store import cases

    with options.open_project(args) as project:
        rows = [
            {
                "id": one.id, "kind": one.kind, "name": one.name, "attributes": dict(one.attributes),
                "sources": list(one.sources),
            }
            for one in cases.all_cases(project)
        ]  # fmt: skip
    show_records(rows, FIELDS, args.format, hidden=("id",))
    return Exit.DONE


def show_case(args: argparse.Namespace) -> Exit:
    """Show the values of a case with their evidence, and what belongs to it."""
    from qcode.domain.sheet import CASE, Subject
    from qcode.store import attributes as columns
    from qcode.store import cases

    rows: list[dict[str, object]] = []
    with options.open_project(args) as project:
        case = cases.find(project, args.case)
        for column in columns.of_subject(project, Subject(CASE, case.kind)):
            rows += [
                {
                    "what": column.name, "value": one.value, "source": one.origin_name,
                    "start": one.span.start if one.span else None, "end": one.span.end if one.span else None,
                    "text": " ".join(one.quotation.split()),
                }
                for one in columns.values_of(project, column.id, case.id, CASE)
            ]  # fmt: skip
        rows += [
            {
                "what": f"({_(one.kind)})", "value": one.speaker, "source": one.source_name,
                "start": one.span.start if one.span else None, "end": one.span.end if one.span else None,
                "text": " ".join(one.quotation.split()),
            }
            for one in cases.members(project, case.id)
        ]  # fmt: skip
    show_records(rows, VALUE_FIELDS, args.format)
    return Exit.DONE


def add_case(args: argparse.Namespace) -> Exit:
    """Add a case."""
    from qcode.services import casing

    with options.open_project(args) as project:
        _case, is_new = casing.add_case(
            project, args.kind, args.name, dict(options.pairs(args.attributes, "ATTRIBUTE"))
        )
    if not is_new:
        narrate(_("the case was there already"))
    return Exit.DONE


def set_case(args: argparse.Namespace) -> Exit:
    """Give a case values, with the source and passage that say so."""
    from qcode.cli.output import WrongUsage
    from qcode.services import attributing, casing
    from qcode.store import sources

    given = options.pairs(args.attributes, "ATTRIBUTE")
    if args.span and not args.source:
        raise WrongUsage(_("--span needs --source"))
    with options.open_project(args) as project:
        if not args.source:
            casing.set_attributes(project, args.case, dict(given))
            return Exit.DONE
        source = sources.find_id(project, args.source)
        attributing.add_evidence_of_case(project, args.case, dict(given), source, _span(args))
    return Exit.DONE


def rename_case(args: argparse.Namespace) -> Exit:
    """Give a case another name or kind."""
    from qcode.services import casing

    with options.open_project(args) as project:
        casing.rename_case(project, args.case, args.name, args.kind)
    return Exit.DONE


def merge_cases(args: argparse.Namespace) -> Exit:
    """Let two cases be one."""
    from qcode.services import casing

    with options.open_project(args) as project:
        casing.merge_cases(project, args.case, args.into)
    return Exit.DONE


def remove_case(args: argparse.Namespace) -> Exit:
    """Remove a case."""
    from qcode.services import casing

    with options.open_project(args) as project:
        casing.remove_case(project, args.case)
    return Exit.DONE


def assign_case(args: argparse.Namespace) -> Exit:
    """Let a source, speaker or segment belong to a case."""
    from qcode.services import casing

    with options.open_project(args) as project:
        if not casing.assign_case(project, args.case, args.source, speaker=args.speaker, span=_span(args)):
            narrate(_("it belonged there already"))
    return Exit.DONE


def unassign_case(args: argparse.Namespace) -> Exit:
    """Let a source, speaker or segment belong to a case no more."""
    from qcode.services import casing

    with options.open_project(args) as project:
        casing.unassign_case(project, args.case, args.source, speaker=args.speaker, span=_span(args))
    return Exit.DONE


def import_cases(args: argparse.Namespace) -> Exit:
    """Bring cases, or attributes of sources, in from a table."""
    from qcode.services import filling

    with options.open_project(args) as project:
        plans, warnings = filling.plan_file(
            project, args.file, kind=args.kind, of_sources=args.sources, name_column=args.name, prefix=args.prefix
        )
        for warning in warnings:
            narrate(f"{args.file.name}: {warning}")
        if args.preview:
            rows: list[dict[str, object]] = [
                {
                    "kind": str(plan.subject), "name": one.row, "attribute": one.column, "value": one.text,
                    "state": one.state,
                }
                for plan in plans
                for one in plan.entries
            ]  # fmt: skip
            show_records(rows, PLAN_FIELDS, "table")
            return Exit.DONE
        done = filling.fill(project, plans, "cases import", args.file.name)
    for warning in done.warnings:
        narrate(f"{args.file.name}: {warning}")
    narrate(_("cases added: {added}; there already: {updated}").format(added=done.added, updated=done.updated))
    return Exit.DONE


def export_cases(args: argparse.Namespace) -> Exit:
    """Write sheets as a table."""
    from qcode.services import attributing, sheets

    with options.open_project(args) as project:
        if args.kind or args.sources:
            which = [attributing.subject_named(project, "source" if args.sources else args.kind)]
        else:
            which = sheets.subjects(project)[:-1]
        rows = sheets.export_sheets(project, args.file, which)
    narrate(_("rows written to {file}: {n}").format(file=args.file, n=rows))
    return Exit.DONE


def list_differing(args: argparse.Namespace) -> Exit:
    """List attributes whose values differ, or write them as a table of triangulation."""
    from dataclasses import replace

    from qcode.cli.reports import write_document
    from qcode.services import triangulating

    with options.open_project(args) as project:
        if args.output or args.format == "csv":
            language = options.document_language(args)
            report = triangulating.triangulation(project, language=language, agreeing=args.all)
            report = replace(report, title=args.title or report.title, source_line=args.source_line)
            if args.output:
                return write_document(report, args)
            show_report(report, args.format)
            return Exit.DONE
        rows: list[dict[str, object]] = [
            {
                "kind": str(one.subject), "name": one.name, "attribute": one.attribute.name, "value": value.value,
                "source": value.origin_name, "start": value.span.start if value.span else None,
                "end": value.span.end if value.span else None, "text": " ".join(value.quotation.split()),
            }
            for one in triangulating.disagreements(project, agreeing=args.all)
            for value in one.values
        ]  # fmt: skip
    show_records(rows, DIFFERING_FIELDS, args.format)
    return Exit.DONE


def _span(args: argparse.Namespace) -> Span | None:
    from qcode.domain.span import Span

    return Span(*args.span) if args.span else None
