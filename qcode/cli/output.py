"""The only printer: data to stdout, narration to stderr, and what the exit codes mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from enum import IntEnum

from qcode.errors import QcodeError
from qcode.language import N_, _, screen_language

# The words of domain are imported where they are used: a help page needs none of them.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console

    from qcode.domain.picture import Picture
    from qcode.domain.report import Cell, Column, Report
    from qcode.tui.layout.sheets import Tone

FORMATS = ("table", "csv", "json")
Record = Mapping[str, object]
HEADS = (
    N_("attributes"), N_("case"), N_("chars"), N_("code"), N_("coder"), N_("codes"), N_("codings"), N_("definition"),
    N_("end"), N_("header"), N_("key"), N_("kind"), N_("language"), N_("left"), N_("match"), N_("memo"), N_("name"),
    N_("right"), N_("role"), N_("source"), N_("sources"), N_("speaker"), N_("speakers"), N_("start"), N_("target"),
    N_("text"), N_("timestamp"), N_("timestamps"), N_("turns"), N_("words"), N_("created"),
    N_("before"), N_("after"), N_("selection"), N_("asked"), N_("topic"), N_("question"), N_("likeness"), N_("tied"),
    N_("level"), N_("note"), N_("members"), N_("tags"), N_("state"),
    N_("attribute"), N_("value"), N_("state"), N_("what"), N_("of"), N_("type"), N_("options"), N_("values"),
    N_("when"), N_("time"), N_("act"), N_("field"), N_("change"), N_("old"), N_("new"),
    N_("translation"), N_("quoted"), N_("origin"), N_("origin_text"), N_("target_text"), N_("command"), N_("keys"),
    N_("coders"), N_("memos"), N_("coding_memos"), N_("links"), N_("sets"), N_("summaries"),
    N_("new_start"), N_("new_end"),
    N_("informant"), N_("answer"), N_("on"), N_("passage"), N_("title"),
    N_("statute"), N_("article"), N_("inferred"), N_("date"), N_("in_force"), N_("added"), N_("already"), N_("used"),
)  # fmt: skip
"""Names of fields as a table has them above its columns; CSV and JSON keep the English ones, which programs read."""


class Exit(IntEnum):
    """What the command's exit code says."""

    DONE = 0
    FAILED = 1
    USAGE = 2


class WrongUsage(QcodeError):
    """A call that no command takes, told only while it runs."""


def show_records(records: Sequence[Record], fields: Sequence[str], shape: str, *, hidden: Sequence[str] = ()) -> None:
    """Print rows of named fields.

    Args:
        records: The rows.
        fields: The names of the fields, in order.
        shape: One of ``FORMATS``.
        hidden: Fields that a table leaves out, such as ids.
    """
    if shape == "json":
        from qcode.domain.text import json_text

        print(json_text([{field: record[field] for field in fields} for record in records]))
        return
    shown = [field for field in fields if shape == "csv" or field not in hidden]
    if shape == "csv":
        _print_csv([shown, *([_written(record[field]) for field in shown] for record in records)])
    else:
        rows = [[_said(record[field]) for field in shown] for record in records]
        to_right = {i for i, f in enumerate(shown) if records and isinstance(records[0][f], int | float)}
        to_right |= {i for i, f in enumerate(shown) if f == "left"}  # Matches stand below one another.
        _print_table([_(field) for field in shown], rows, to_right)


def show_report(report: Report, shape: str) -> None:
    """Print a report: a table, or CSV or JSON as the files of these kinds have it."""
    if shape != "table":
        from qcode.formats.base import ReportOptions
        from qcode.formats.reports import csv_table, json_data

        write = json_data.write if shape == "json" else csv_table.write
        data, _remarks = write(report, ReportOptions())
        print(data.decode("utf-8-sig").replace("\r\n", "\n"), end="")
        return
    from rich.text import Text

    from qcode.cli.parting import parted
    from qcode.domain.report import Kind
    from qcode.domain.text import visible

    rows = [[_cell(cell, column) for cell, column in zip(r, report.columns, strict=True)] for r in report.rows]
    numbers = (Kind.COUNT, Kind.SHARE, Kind.PROBABILITY)
    numeric = {i for row in report.rows for i, cell in enumerate(row) if isinstance(cell, float)}
    numeric |= {i for i, column in enumerate(report.columns) if column.kind in numbers}
    to_right = numeric | {i for i, column in enumerate(report.columns) if column.kind is Kind.BEFORE}
    heads = [str(column) for column in report.columns]
    printer = _printer(_width())
    printer.print(Text(visible(report.title), "table.title"))
    if not report.rows and _("There is nothing to put into this table yet.") not in report.notes:
        narrate(_("There is nothing to show here."))
    for part in parted(report.columns, heads, rows, numeric, printer.width):
        cells = [[row[i] for i in part] for row in rows]
        _print_table([heads[i] for i in part], cells, {at for at, i in enumerate(part) if i in to_right})
    for note in report.notes:
        narrate(note)


def show_picture(picture: Picture) -> None:
    """Print a picture in characters, as wide as the window; in colours where there are any."""
    from shutil import get_terminal_size

    from rich.text import Text

    from qcode.domain.text import visible
    from qcode.domain.wording import one_line
    from qcode.tui.layout.picture_sheets import printed

    width = get_terminal_size().columns
    printer = _printer(width)
    printer.print(Text(visible(one_line(picture.title)), "bold"), Text(""), sep="\n")
    for line in printed(picture, width - 1):
        text = Text(no_wrap=True, overflow="crop")
        for words, tone in line:
            text.append(visible(words), _style(tone))
        text.rstrip()
        printer.print(text)
    for note in picture.notes:
        narrate(note)


def _style(tone: Tone) -> str:
    """Return how Rich is told of what a piece of a picture is; the ground of the window is not known."""
    from qcode.formats.pictures.vector.canvas import blended, legible_on
    from qcode.formats.pictures.vector.heat import DARKEST, LIGHTEST

    match tone.kind:
        case "fill":
            return f"{legible_on(tone.color)} on {tone.color}"
        case "ink":
            return tone.color
        case "shade":
            ground = blended(DARKEST, LIGHTEST, tone.shade)
            return f"{legible_on(ground)} on {ground}"
    return {"strong": "bold", "dim": "dim"}.get(tone.kind, "")


def narrate(text: str) -> None:
    """Say something about what is done, on stderr."""
    from qcode.domain.text import visible

    print(visible(text), file=sys.stderr)


def complain(message: str, hint: str = "") -> None:
    """Say what is wrong and what to do, on stderr."""
    narrate(_("qcode: {message}").format(message=message))
    for line in hint.split("\n") if hint else ():
        narrate(f"       {line}")


def say_data(text: str) -> None:
    """Print one line of data on stdout."""
    from qcode.domain.text import visible

    print(visible(text))


def _print_csv(rows: Sequence[Sequence[str]]) -> None:
    import csv

    from qcode.domain.text import visible

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([visible(cell) for cell in row] for row in rows)


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], to_right: set[int]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from qcode.domain.text import visible

    table = Table(box=box.SIMPLE_HEAD)
    for index, head in enumerate(heads):
        table.add_column(Text(visible(head)), justify="right" if index in to_right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    _printer(_width()).print(table)


def _width() -> int | None:
    """Return how wide tables are; ``None`` for the width of the window."""
    # Where nobody watches, nothing need be folded to the width of a window.
    return None if sys.stdout.isatty() or "COLUMNS" in os.environ else 240


def _printer(width: int | None) -> Console:
    from rich.console import Console

    class Printer(Console):
        """Leaves a reader that has had enough to whoever ends the command; Rich would end it as failed."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Printer(highlight=False, width=width)


def _written(value: object) -> str:
    """Return a value as a table of another program has it."""
    return str(value).lower() if isinstance(value, bool) else _said(value)


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {each}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _cell(cell: Cell, column: Column) -> str:
    from qcode.domain.report import Name
    from qcode.domain.wording import number_text

    if isinstance(cell, Name):
        return "  " * cell.depth + str(cell)
    if isinstance(cell, tuple):
        return "\n\n".join(f"“{quote.text}” ({quote.citation})" for quote in cell)
    if isinstance(cell, float):
        return number_text(cell, column.kind, screen_language())
    return _said(cell)
