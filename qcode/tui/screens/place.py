"""What lies under the cursor, in words, and the keys that make sense there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcode.domain.study import SpanCoding
from qcode.domain.transcript import Role, timestamp
from qcode.domain.values import shown
from qcode.language import _, screen_language
from qcode.tui.screens.coding_commands import BY_ACTION
from qcode.tui.screens.desk import Desk
from qcode.tui.widgets.bars import KeyHint
from qcode.tui.widgets.details import CodingLine, NoteLine

PASSAGE_SHOWN = 300
"""Most characters of a passage that the details are given."""
CODINGS_TOLD = 20
"""Most codings that the details are given, who have room for some of them; of the others, how many they are."""


def facts_of(desk: Desk, at: int) -> list[str]:
    """Return who speaks at a place, in which role, when, in which paragraph and line, and the memos on it."""
    if desk.source is None:
        return []
    turn = desk.turn_at(at)
    facts = [_("no speaker")]
    if turn is not None:
        facts = [turn.speaker, _("interviewer") if turn.role is Role.INTERVIEWER else _("participant")]
    if time := timestamp(desk.seconds_at(at)):
        facts.append(time)
    facts.append(_("paragraph {n}").format(n=desk.paragraph_at(at)))
    facts.append(_("line {n}").format(n=desk.line_at(at)))
    return facts + [_("memo: {text}").format(text=memo.text) for memo, _span in desk.passage_notes_at(at)]


def note_lines(desk: Desk, at: int) -> list[NoteLine]:
    """Return what else the passages over a place carry: links, translations, forms for quoting, evidence."""
    lines = []
    for link, here, there in desk.links_at(at):
        arrow = "→" if here is link.origin else "←"
        words = f"“{there.text}”" if there.kind != "code" else there.text
        lines.append(NoteLine(arrow, _(link.kind), f"{there.name}  {words}".strip()))
    for _span, wording in desk.wordings_at(at):
        if wording.translation:
            lines.append(NoteLine("=", _("translation"), wording.translation))
        if wording.quoted:
            lines.append(NoteLine("“", _("as quoted"), wording.quoted))
    for one in desk.evidence:
        if one.span.contains(at):
            value = shown(one.value, one.kind, screen_language())
            lines.append(NoteLine("✓", _("evidence"), f"{one.case}: {one.attribute} = {value}"))
    return lines


def coding_lines(
    desk: Desk, here: Sequence[SpanCoding], typical: set[str], weights: Mapping[str, float]
) -> list[CodingLine]:
    """Return codings as the details show them.

    Args:
        desk: What is known of the project.
        here: The codings under the cursor.
        typical: Ids of those that are marked as typical.
        weights: Weight of those that have one, by id.
    """
    if not here:
        return []
    colors, language = desk.colors(), screen_language()
    return [
        CodingLine(
            key=desk.codes[coding.code].code.key,
            name=desk.codes[coding.code].code.said("name", language),
            color=colors[coding.code],
            coder=desk.coders.get(coding.coder, ""),
            memo="; ".join(memo.text for memo in desk.notes_on(coding)),
            passage=desk.text[coding.start : min(coding.end, coding.start + PASSAGE_SHOWN)],
            typical=coding.id in typical,
            weight=f"{weights[coding.id]:g}" if coding.id in weights else "",
        )
        for coding in here
    ]


def editing_keys() -> list[KeyHint]:
    """Return the keys for marking a coded passage anew."""
    return [
        KeyHint("s p t", _("sentence, paragraph, turn"), ""),
        KeyHint("+ -", _("larger, smaller"), ""),
        KeyHint("Enter", _("keep"), "palette"),
        KeyHint("Esc", _("leave as it was"), "back"),
    ]


def keys(*actions: str, latest: str = "", target: str = "") -> list[KeyHint]:
    """Return the keys of some commands of the coding screen.

    Args:
        *actions: The commands, in the order of the line.
        latest: The code that ``.`` applies; empty if none was used yet, then the key is left out.
        target: What ``n`` goes to.
    """
    found: list[KeyHint] = []
    for action in actions:
        command = BY_ACTION.get(action)
        if action == "help":
            found.append(KeyHint("?", _("help"), "help"))
        elif command is None or (action == "repeat" and not latest):
            continue
        elif action == "repeat":
            found.append(KeyHint(command.key_text, latest, action))
        elif action == "next":
            found.append(KeyHint(command.key_text, _("next {what}").format(what=target), action))
        else:
            found.append(KeyHint(command.key_text, _(command.label).lower(), action))
    return found
