"""Commands that find words in texts: search, autocode, words."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, Record, narrate, show_records, show_report
from qcode.cli.parser import Parser
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from qcode.domain.study import FoundNote, Hit

HIT_FIELDS = ("source", "start", "end", "left", "match", "right", "speaker", "timestamp")
NOTE_FIELDS = ("id", "kind", "target", "text")
PLACES = ("texts", "memos", "codes", "all")
UNITS = ("match", "sentence", "paragraph", "turn")
ROLES = ("participant", "interviewer")
BASES = ("form", "stem")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    search = commands.add("search", _("search all texts, with context"), search_texts)
    if isinstance(search, Parser):
        search.takes_minus_words = True
    search.add_argument(
        "query",
        nargs="+",
        metavar="QUERY",
        help=_('words in any form; =word, "a phrase", word*, NEAR(a b, 5), OR, -word, @list'),
    )
    search.add_argument("--source", default="", metavar="SOURCE")
    search.add_argument("--in", dest="place", choices=PLACES, default="texts", help=_("where (default: texts)"))
    options.add_format(search)
    auto = commands.add("autocode", _("code all that a search finds, as one act"), autocode)
    auto.add_argument("code", metavar="CODE")
    auto.add_argument("--find", required=True, metavar="TEXT", help=_("what to find, as search takes it"))
    auto.add_argument("--regex", action="store_true", help=_("TEXT is a regular expression; (?-i) heeds case"))
    auto.add_argument("--unit", choices=UNITS, default="match", help=_("how much to code (default: match)"))
    auto.add_argument("--speaker-role", choices=ROLES, default="", help=_("only what speakers of this role say"))
    auto.add_argument("--source", default="", metavar="SOURCE")
    auto.add_argument("--preview", action="store_true", help=_("list what would be coded, and change nothing"))
    options.add_format(auto)
    words = commands.add("words", _("count the words of the texts"), count_words)
    options.add_filters(words)
    words.add_argument("--top", type=int, default=100, metavar="N", help=_("how many words (default: 100)"))
    words.add_argument("--stop-words", type=Path, metavar="FILE", help=_("a list of more words to leave out"))
    words.add_argument(
        "--stop-list", action="append", metavar="LIST", help=_("of the word lists only these (default: all stop lists)")
    )
    words.add_argument(
        "--by", dest="base", choices=BASES, default="form", help=_("count words as written, or by their stem")
    )
    words.add_argument("--all-words", action="store_true", help=_("leave out no stop words"))
    options.add_format(words)
    options.add_output(words)


def search_texts(args: argparse.Namespace) -> Exit:
    """Search texts, memos, codes, or all of them."""
    from qcode.store import note_search, search, sources

    query = " ".join(args.query)
    with options.open_project(args) as project:
        source = sources.find_id(project, args.source) if args.source else ""
        hits = search.search(project, query, source=source) if args.place in ("texts", "all") else []
        notes = note_search.search_memos(project, query) if args.place in ("memos", "all") else []
        notes += note_search.search_codes(project, query) if args.place in ("codes", "all") else []
        ids = sources.names(project)
    if args.place == "texts":
        show_records(_hits(hits), HIT_FIELDS, args.format, hidden=("end",))
    else:
        show_records([*_as_notes(hits, ids), *_notes(notes)], NOTE_FIELDS, args.format, hidden=("id",))
    if args.format == "table":
        narrate(_("hits: {n}").format(n=len(hits) + len(notes)))
    return Exit.DONE


def autocode(args: argparse.Namespace) -> Exit:
    """Code all that a search finds, or show what it would be."""
    from qcode.services import autocoding
    from qcode.store import codes, sources

    with options.open_project(args) as project:
        source = sources.find_id(project, args.source) if args.source else ""
        wanted = autocoding.Wanted(args.find, args.regex, args.unit, args.speaker_role, source)
        code = codes.find(project, args.code).code.id
        done = autocoding.autocode(project, code, wanted, is_preview=args.preview)
    if args.preview:
        show_records(_hits(done.passages), HIT_FIELDS, args.format, hidden=("end",))
        narrate(_("would be coded: {n}; there already: {already}").format(n=done.added, already=done.already))
    else:
        narrate(_("codings applied: {n}; there already: {already}").format(n=done.added, already=done.already))
    if done.outside:
        narrate(_("hits in no such unit, not coded: {n}").format(n=done.outside))
    return Exit.DONE


def count_words(args: argparse.Namespace) -> Exit:
    """Count the words of the texts: printed, or written to a document."""
    from qcode.services import counting

    language = options.document_language(args)
    own = counting.read_stop_words(args.stop_words) if args.stop_words else frozenset()
    with options.open_project(args) as project:
        report = counting.make_words(
            project, options.selection(args), language=language, top=args.top, stop_words=own,
            stop_lists=args.stop_list, with_stop_lists=not args.all_words, by_stem=args.base == "stem",
            title=args.title, source_line=args.source_line,
        )  # fmt: skip
    if args.output:
        from qcode.cli.reports import write_document

        return write_document(report, args)
    show_report(report, args.format)
    return Exit.DONE


def _hits(hits: Iterable[Hit]) -> list[Record]:
    from qcode.domain.transcript import timestamp

    return [
        {
            "source": hit.source, "start": hit.start, "end": hit.end, "left": hit.left, "match": hit.match,
            "right": hit.right, "speaker": hit.speaker, "timestamp": timestamp(hit.seconds),
        }
        for hit in hits
    ]  # fmt: skip


def _notes(notes: Iterable[FoundNote]) -> list[Record]:
    return [{"id": one.id, "kind": one.kind, "target": one.target, "text": one.text} for one in notes]


def _as_notes(hits: Iterable[Hit], ids: dict[str, str]) -> list[Record]:
    """Return hits in texts as memos and codes are listed; the id is the source's."""
    return [
        {
            "id": ids[hit.source], "kind": "text", "target": f"{hit.source} {hit.start}–{hit.end}",
            "text": hit.left + hit.match + hit.right,
        }
        for hit in hits
    ]  # fmt: skip
