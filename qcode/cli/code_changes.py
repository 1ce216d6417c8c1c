"""Commands on what became of codes: how one changed, what an act on one touches, one split into several."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, say_data, show_records
from qcode.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qcode.domain.study import Coding
    from qcode.store.project import Project

HISTORY_FIELDS = ("when", "coder", "act", "field", "old", "new")
USE_FIELDS = ("codes", "codings", "sources", "coders", "memos", "coding_memos", "links", "sets", "summaries")


def declare(codes: Commands) -> None:
    """Declare the commands of this file under ``codes``."""
    history = codes.add("history", _("list how a code changed: when, by whom, from what to what"), code_history)
    history.add_argument("code", metavar="CODE")
    options.add_format(history)
    use = codes.add("use", _("count what rests on a code and on what is under it"), code_use)
    use.add_argument("code", metavar="CODE")
    use.add_argument("--only", action="store_true", help=_("the code itself alone"))
    options.add_format(use)
    split = codes.add("split", _("send codings of a code to another one, made if need be"), split_code)
    split.add_argument("split", metavar="CODE")
    split.add_argument("--into", required=True, metavar="NAME", help=_("a code, or the name of a new one"))
    split.add_argument("--key", default="", help=_("key of the new code"))
    split.add_argument("--definition", default="", help=_("definition of the new code"))
    split.add_argument("--under", action="store_true", help=_("the new code comes under CODE, not beside it"))
    split.add_argument("--coding", action="append", default=[], metavar="ID", help=_("a coding that goes there"))
    split.add_argument("--also", action="store_true", help=_("the codings stay with CODE, too"))
    split.add_argument("--preview", action="store_true", help=_("list the codings; change nothing"))
    options.add_filters(split)
    options.add_format(split)


def code_history(args: argparse.Namespace) -> Exit:
    """List how a code changed."""
    from datetime import datetime

    from qcode.domain.differing import marked
    from qcode.services import tracing
    from qcode.store import codes

    with options.open_project(args) as project:
        changes = tracing.history_of_code(project, codes.find(project, args.code).code.id)
    rows = [
        {
            "when": one.when, "coder": one.coder, "act": one.act, "field": one.field, "old": one.old, "new": one.new,
            "change": marked(one.old, one.new),
            "time": f"{datetime.fromisoformat(one.when).astimezone():%Y-%m-%d %H:%M}",
        }
        for one in changes
    ]  # fmt: skip
    if args.format == "table":
        show_records(rows, ("time", *HISTORY_FIELDS[1:4], "change"), "table")
    else:
        show_records(rows, HISTORY_FIELDS, args.format)
    return Exit.DONE


def code_use(args: argparse.Namespace) -> Exit:
    """Count what rests on a code."""
    from dataclasses import asdict

    from qcode.services import arranging
    from qcode.store import codes

    with options.open_project(args) as project:
        one = codes.find(project, args.code)
        use = arranging.use_of(project, one.code.id, with_children=not args.only)
    show_records([{"code": one.code.key or one.path, **asdict(use)}], ("code", *USE_FIELDS), args.format)
    return Exit.DONE


def split_code(args: argparse.Namespace) -> Exit:
    """Send codings of a code to another one."""
    from qcode.errors import UnknownName
    from qcode.services import splitting
    from qcode.store import codes

    with options.open_project(args) as project:
        code = codes.find(project, args.split).code.id
        going = _chosen(project, args, code)
        if args.preview:
            _show(going, args.format)
            return Exit.DONE
        new: dict[str, splitting.NewPart] = {}
        try:
            to = codes.find(project, args.into).code.id
        except UnknownName:
            to = "new"
            new[to] = splitting.NewPart(args.into, args.key, args.definition, args.under)
        stays = (code,) if args.also else ()
        done = splitting.split_code(project, code, {one.id: (*stays, to) for one in going}, new)
        made = codes.find(project, done.made[0]) if done.made else codes.find(project, to)
    say_data(made.code.key or made.path)
    narrate(
        _("split; moved: {moved}, added: {added}, kept: {kept}").format(
            moved=done.moved + done.joined, added=done.added, kept=done.kept
        )
    )
    return Exit.DONE


def _chosen(project: Project, args: argparse.Namespace, code: str) -> list[Coding]:
    """Return the codings of a code that ids or filters choose.

    Raises:
        WrongUsage: If neither is given, or an id is not of a coding with the code.
    """
    from dataclasses import replace

    from qcode.store import codings

    filters = options.selection(args)
    if filters.codes:
        raise WrongUsage(_("--code says nothing here: the codings are those of CODE; --query narrows them by codes"))
    if not args.coding and filters.is_everything:
        raise WrongUsage(_("say which codings go: --coding ID, --query, --source or another filter"))
    own = codings.select(project, replace(filters, codes=(code,), only=True, all_speakers=True))
    if not args.coding:
        return own
    found = {one.id: one for one in own}
    if strange := [id for id in args.coding if id not in found]:
        raise WrongUsage(_("{id} is no coding of this code that the filters choose").format(id=strange[0]))
    return [found[id] for id in args.coding]


def _show(going: list[Coding], shape: str) -> None:
    fields = ("coding", "source", "start", "end", "code", "coder", "text")
    rows = [
        {
            "coding": one.id, "source": one.source, "start": one.start, "end": one.end, "code": one.code,
            "coder": one.coder, "text": one.text,
        }
        for one in going
    ]  # fmt: skip
    show_records(rows, fields, shape, hidden=("coding",))
    if shape == "table":
        narrate(
            _("codings that go: {n}, texts: {sources}").format(n=len(going), sources=len({o.source for o in going}))
        )
