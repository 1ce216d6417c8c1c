"""Options that several commands share, declared once."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from qcode.cli.output import FORMATS, Exit, WrongUsage
from qcode.errors import QcodeError
from qcode.language import LANGUAGES, _, known_language, screen_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.reference import Citing
    from qcode.domain.selection import Selection
    from qcode.services.reporting import Setup
    from qcode.store.project import Project

LOOKS = ("thesis", "journal", "plain")
"""Names of the built-in looks, said here too so that a help page need not load them."""
Handler = Callable[[argparse.Namespace], Exit]


class Commands:
    """Where commands are declared: each has a name, one line of help, a handler and its options."""

    def __init__(self, parsers: argparse._SubParsersAction[argparse.ArgumentParser], *, only: str = "") -> None:
        """Begin.

        Args:
            parsers: Where argparse keeps them.
            only: The one command that is asked for; what is said of others is not heard. All if empty.
        """
        self._parsers = parsers
        self._only = only

    def add(self, name: str, summary: str, handler: Handler | None = None) -> argparse.ArgumentParser:
        """Declare a command; its options are added to what is returned."""
        if self._only and name != self._only:
            unheard: object = _Unheard()
            return unheard  # type: ignore[return-value] # it takes the place of a parser, and is none
        # Where a command filters, --coder chooses codings instead of saying who works.
        parser = self._parsers.add_parser(name, help=summary, description=summary, conflict_handler="resolve")
        add_common(parser, suppress=True)
        if handler:
            parser.set_defaults(handler=handler)
        return parser

    @staticmethod
    def under(parser: argparse.ArgumentParser) -> Commands:
        """Return where the commands of a group are declared."""
        return Commands(parser.add_subparsers(metavar=_("ACTION"), title=_("actions")))


class _Unheard:
    """Stands for the parser of a command that is not asked for: whatever is added to it, nothing happens."""

    def __getattr__(self, _name: str) -> Callable[..., _Unheard]:
        return lambda *_args, **_kept: self


def command_in(arguments: Sequence[str]) -> str:
    """Return the word that is the command: the first that is neither an option of every command nor its value.

    Empty if there is none, or if an option stands before it that is not spelt out as `add_common` declares it.
    """
    words = iter(arguments)
    for word in words:
        if word in ("-p", "--project", "--coder", "--lang", "--doc-lang"):
            next(words, "")
        elif not word.startswith(("-p", "--project=", "--coder=", "--lang=", "--doc-lang=")):
            return "" if word.startswith("-") else word
    return ""


def add_common(parser: argparse.ArgumentParser, *, suppress: bool) -> None:
    """Add the options that every command takes, before or after its name."""
    default = argparse.SUPPRESS if suppress else None
    group = parser.add_argument_group(_("common options"))
    group.add_argument(
        "-p",
        "--project",
        metavar="FILE",
        default=default,
        help=_("the project (or QCODE_PROJECT)"),
    )
    group.add_argument("--coder", metavar="NAME", default=default, help=_("who codes (or QCODE_CODER)"))
    group.add_argument("--lang", choices=LANGUAGES, default=default, help=_("language of the screen"))
    group.add_argument("--doc-lang", choices=LANGUAGES, default=default, help=_("language of documents"))


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add ``--format`` to a command that lists."""
    parser.add_argument("--format", choices=FORMATS, default="table", help=_("how to print (default: table)"))


def add_output(parser: argparse.ArgumentParser, *, in_word: bool = True) -> None:
    """Add ``-o`` to a command that makes a document, and how it is set in Word if it ever is."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=_("write a document; its suffix picks the format")
    )
    parser.add_argument("--title", default="", help=_("title of the document"))
    parser.add_argument("--source-line", default="", metavar="TEXT", help=_("what follows “Source:” under a table"))
    parser.add_argument(
        "--without-ids", action="store_true", help=_("no ID under tables, by which qcode trace follows their numbers")
    )
    if in_word:
        add_setup(parser)


def add_setup(parser: argparse.ArgumentParser) -> None:
    """Add what is said of a Word document's look."""
    group = parser.add_argument_group(_("in Word"))
    group.add_argument(
        "--look", choices=LOOKS, default="", help=_("a built-in look (default: what qcode look says, else thesis)")
    )
    group.add_argument(
        "--template", metavar="FILE", default=None, help=_("your own .docx or .dotx: its page, styles and headers")
    )
    group.add_argument("--chapter", default="", metavar="N", help=_("number of the chapter: 3 makes “Table 3.1”"))
    group.add_argument(
        "--first-table", type=_counting_from_one, default=1, metavar="N", help=_("number of the first table")
    )
    group.add_argument(
        "--first-figure", type=_counting_from_one, default=1, metavar="N", help=_("number of the first picture")
    )
    group.add_argument(
        "--split-tables",
        action="store_true",
        help=_("begin each page of a table with its title, “(continued)”"),
    )


def _counting_from_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("a whole number from 1, not “{text}”").format(text=text))
    return int(text)


def setup(args: argparse.Namespace) -> Setup:
    """Return how documents are set: by option, else as the settings have it."""
    from dataclasses import replace

    from qcode.services.reporting import usual_setup

    usual = usual_setup()
    if args.look:
        usual = replace(usual, look=args.look, template=None)
    if args.template is not None:
        usual = replace(usual, template=Path(args.template) if args.template else None)
    return replace(
        usual,
        chapter=args.chapter,
        first_table=args.first_table,
        first_figure=args.first_figure,
        split_tables=args.split_tables,
    )


def add_citing(parser: argparse.ArgumentParser, *, citation: str = "brackets") -> None:
    """Add how the quotations of a document are worded and cited.

    Args:
        parser: The command's.
        citation: The style without the option; empty for that of the document's language.
    """
    group = parser.add_argument_group(_("quotations"))
    group.add_argument(
        "--citation", choices=("brackets", "id", "chicago", "apa", "oscola"), default=citation,
        help=_("brackets, or a reference in a footnote (apa: in the text), without what identifies"),
    )  # fmt: skip
    group.add_argument(
        "--full-references", action="store_true",
        help=_("with office, institution, day, hour and place, of informants whose consent is “quote”"),
    )  # fmt: skip
    _add_wording(group)
    group.add_argument("--lines", action="store_true", help=_("cite the lines of the appendix"))


def add_wording(parser: argparse.ArgumentParser) -> None:
    """Add how the quotations of a document are worded, where it is settled how they are cited."""
    _add_wording(parser.add_argument_group(_("quotations")))


def _add_wording(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--wording", choices=("original", "translation", "both"), default="both",
        help=_("the words that were said, their translation, or both (default)"),
    )  # fmt: skip
    group.add_argument(
        "--mask-names", action="store_true", help=_("put codes in place of the informants’ names that are known")
    )


def citing(args: argparse.Namespace) -> Citing:
    """Return how quotations are worded and cited, as the options say."""
    from qcode.domain.reference import Citing, Style, Wording, default_style

    styles = {"brackets": None, "": default_style(document_language(args))}
    return Citing(
        styles[args.citation] if args.citation in styles else Style(args.citation),
        full=args.full_references, wording=Wording(args.wording), mask_names=args.mask_names, lines=args.lines,
    )  # fmt: skip


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the filters on codings."""
    group = parser.add_argument_group(_("filters"))
    for name, help_text in (
        ("code", _("a code, with what is under it")),
        ("source", _("a source")),
        ("case", _("a case")),
        ("speaker", _("a speaker's label, or SOURCE: LABEL")),
        ("set", _("a set of sources, codes or cases")),
    ):
        group.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(), help=help_text)
    group.add_argument(
        "--coder", dest="by", action="append", default=[], metavar="CODER", help=_("codings of this coder only")
    )
    group.add_argument(
        "--where", action="append", default=[], metavar="NAME=VALUE", help=_("an attribute of the source or its case")
    )
    group.add_argument(
        "--query", default="", help=_("codes joined by and, or, not, overlaps, within, near:N, before, after, brackets")
    )
    group.add_argument(
        "--saved", action="append", default=[], metavar="NAME", help=_("what this saved query finds (qcode queries)")
    )
    group.add_argument("--since", default="", metavar="DATE", help=_("coded on that day or later"))
    group.add_argument("--until", default="", metavar="DATE", help=_("coded on that day or before"))
    group.add_argument("--only", action="store_true", help=_("every code means itself alone"))
    group.add_argument("--all-speakers", action="store_true", help=_("count what interviewers said too"))


def selection(args: argparse.Namespace) -> Selection:
    """Return the selection that the filters say.

    Raises:
        WrongUsage: If ``--where`` has no ``=``.
    """
    from qcode.domain.selection import Selection

    return Selection(
        codes=tuple(args.code), sources=tuple(args.source), cases=tuple(args.case), speakers=tuple(args.speaker),
        coders=tuple(args.by), sets=tuple(args.set), where=tuple(pairs(args.where, "--where")),
        query=args.query, since=args.since, until=args.until, only=args.only, all_speakers=args.all_speakers,
        saved=tuple(args.saved),
    )  # fmt: skip


def pairs(given: list[str], option: str) -> list[tuple[str, str]]:
    """Return ``NAME=VALUE`` arguments as pairs.

    Raises:
        WrongUsage: If one has no ``=``.
    """
    for one in given:
        if "=" not in one:
            raise WrongUsage(_("{option} wants NAME=VALUE, not “{text}”").format(option=option, text=one))
    return [(name.strip(), value.strip()) for name, _equals, value in (one.partition("=") for one in given)]


def project_path(args: argparse.Namespace) -> Path:
    """Return the project that is meant: by option, environment, or the only one in this folder.

    Raises:
        QcodeError: If none or several are here.
    """
    named = args.project or os.environ.get("QCODE_PROJECT", "")
    if named:
        return Path(named)
    here = sorted(path for path in Path.cwd().glob("*.qcode") if path.is_file())
    if len(here) == 1:
        return here[0]
    if here:
        raise QcodeError(
            _("there are several projects here: {names}").format(names=", ".join(path.name for path in here)),
            _("Say which with -p FILE, or set QCODE_PROJECT."),
        )
    raise QcodeError(
        _("there is no project in this folder"),
        _("Make one: qcode new STUDY.qcode. Try the demo: qcode demo. Or name one: -p FILE"),
    )


def coder_name(args: argparse.Namespace) -> str:
    """Return who works: by option, environment, settings; empty leaves it to the login name."""
    from qcode import settings

    return str(args.coder or os.environ.get("QCODE_CODER", "") or settings.load().name)


def open_project(args: argparse.Namespace) -> Project:
    """Open the project that is meant.

    Raises:
        QcodeError: If it cannot be opened.
    """
    from qcode.store.project import Project

    return Project.open(project_path(args), coder=coder_name(args))


def document_language(args: argparse.Namespace) -> str:
    """Return the language of documents: by option, environment, else that of the screen."""
    return args.doc_lang or known_language(os.environ.get("QCODE_DOC_LANG", "")) or screen_language()
