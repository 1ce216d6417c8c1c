"""The command on keys: which key does what on the coding screen, and sets of keys."""

from __future__ import annotations

import argparse

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, WrongUsage, narrate, show_records
from qcode.language import _

FIELDS = ("command", "keys", "name", "definition")


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    keys = commands.add("keys", _("list which key does what; choose a set of keys, put keys elsewhere"), list_keys)
    keys.add_argument("--preset", metavar="NAME", help=_("use a set of keys from now on: default, vim or nvivo"))
    keys.add_argument(
        "--set", dest="put", action="append", default=[], metavar="COMMAND=KEYS", help=_("put keys on a command")
    )
    keys.add_argument("--reset", action="store_true", help=_("every key as the set has it"))
    options.add_format(keys)


def list_keys(args: argparse.Namespace) -> Exit:
    """List the keys, after changing what is to be changed."""
    from dataclasses import replace

    from qcode import settings
    from qcode.tui import presets
    from qcode.tui.key_names import key_name, key_text
    from qcode.tui.screens import coding_commands
    from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS

    groups = (*coding_commands.GROUPS, *coding_commands.READING)
    rows = [*(row for group in groups for row in group.commands), *coding_commands.FAVOURITES]
    rows += [*HELP_COMMANDS, *APP_COMMANDS]
    kept = settings.load()
    preset = args.preset or kept.preset
    if args.preset and args.preset not in presets.BY_NAME:
        names = ", ".join(presets.BY_NAME)
        raise WrongUsage(_("there is no set of keys “{name}”; there are: {names}").format(name=preset, names=names))
    board = presets.Keyboard({row.action: row.key for row in rows}, preset, {} if args.reset else kept.keys)
    for action, keys in options.pairs(args.put, "--set"):
        if action not in board.declared:
            raise WrongUsage(_("there is no command “{name}”; qcode keys lists them").format(name=action))
        board = board.clear(action)
        for written in filter(None, keys.split(",")):
            if not (key := key_name(written)):
                raise WrongUsage(_("“{key}” is no key; write F4, Ctrl+K, Del, K …").format(key=written))
            if other := board.holder(key, action):
                narrate(_("{key} was on {command}").format(key=key, command=other))
            board = board.put(action, key, beside=True)
    if args.preset or args.put or args.reset:
        settings.save(replace(kept, preset=board.preset, keys=dict(board.own)))
    shown = [
        {
            "command": row.action, "keys": "  ".join(map(key_text, board.keys(row.action))),
            "name": _(row.label), "definition": _(row.help),
        }
        for row in rows
    ]  # fmt: skip
    show_records(shown, FIELDS, args.format)
    return Exit.DONE
