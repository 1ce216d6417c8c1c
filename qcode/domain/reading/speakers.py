"""Which of the labels that could be speakers are.

The shape of a label comes first (``labels``), its use second: a name must come again, or be spoken of elsewhere in
the text, or stand in a text that is a dialogue anyway. What the user says always wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from qcode.domain.reading.labels import Shape, identity, is_role_letter, shape_of
from qcode.domain.reading.layouts import LabelledLine, Layout

_FEW = 2
"""Labelled lines that make a dialogue."""
_SHARE = 0.03
"""Least share of a text's lines that carry a label in a dialogue: one question and thirty paragraphs of answer."""
_DENSE = 0.5
"""Share of labelled lines from which even labels that stand once make a dialogue."""
_MOST_ONCE = 60
"""Labels that stand once; more are a list of something, not people."""
_SETTLED = 10
"""Labelled lines from which a label that stands once must fit in, however dense the labels."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of labels before a text is looked at."""

    speakers: frozenset[str] = frozenset()
    """Identities of labels that are speakers: the user's, and those of the header's key."""
    not_speakers: frozenset[str] = frozenset()
    """Identities of labels that are none; wins."""


@dataclass(slots=True)
class _Tally:
    lines: list[LabelledLine] = field(default_factory=list)
    shape: Shape = Shape.NOBODY

    def in_line(self, text: str) -> bool:
        """Say whether words mostly follow on the label's own line."""
        return 2 * sum(_has_words(text, line) for line in self.lines) > len(self.lines)


def speakers_lines(text: str, candidates: Sequence[LabelledLine], language: str, said: Said) -> list[LabelledLine]:
    """Return the labelled lines that begin a turn, in order.

    Args:
        text: The plain text (see ``layouts.plain``).
        candidates: All places where a label may stand, in order.
        language: Of the text; empty if unknown.
        said: What is known beforehand.
    """
    tallies: dict[str, _Tally] = {}
    for line in candidates:
        name = identity(line.label)
        if name in said.not_speakers:
            continue
        tally = tallies.get(name)
        if tally is None:
            tally = tallies[name] = _Tally(shape=shape_of(line.label, language))
        tally.lines.append(line)
    accepted: list[LabelledLine] = []
    for layouts in _LAYOUTS_TOGETHER:
        accepted += _accepted(text, tallies, layouts, said, bool(accepted))
    accepted += [line for name in said.speakers & set(tallies) for line in tallies[name].lines]
    return sorted({line.start: line for line in accepted}.values(), key=lambda line: line.start)


_LAYOUTS_TOGETHER = (
    frozenset({Layout.CELL}),
    frozenset({Layout.COLON, Layout.TIMED}),
    frozenset({Layout.HEADING, Layout.ALONE}),
    frozenset({Layout.BOLD}),
    frozenset({Layout.BRACKET}),
    frozenset({Layout.TAB}),
)
"""Layouts that one transcript may mix, the clearest first; the later ones only speak up if the earlier were silent."""
_WEAK = frozenset({Layout.HEADING, Layout.ALONE, Layout.BOLD, Layout.BRACKET, Layout.TAB})


def _accepted(
    text: str, tallies: dict[str, _Tally], layouts: frozenset[Layout], said: Said, is_settled: bool
) -> list[LabelledLine]:
    here = {name: _Tally(own, t.shape) for name, t in tallies.items() if (own := _of(t, layouts, name, said))}
    if layouts & _WEAK:
        return [] if is_settled else _accepted_of_weak(text, here, layouts, said)
    if Layout.CELL in layouts:
        return [line for tally in here.values() for line in tally.lines]
    core = {name for name, tally in here.items() if name in said.speakers or _stands_by_itself(tally)}
    letters = {name for name in here if is_role_letter(name)}
    core |= letters if len(letters) >= _FEW else set()
    labelled = sum(len(here[name].lines) for name in core)
    total = text.count("\n") - text.count("\n\n") + 1
    plausible = [name for name, tally in here.items() if tally.shape]
    is_dense = sum(len(here[name].lines) for name in plausible) >= _DENSE * total and (
        len(plausible) >= _FEW or any(here[name].shape >= Shape.TITLED or is_role_letter(name) for name in plausible)
    )
    if not is_dense and (labelled < _FEW or labelled < _SHARE * total) and not core & said.speakers:
        return []
    are_initials = 2 * sum(here[name].shape is Shape.INITIALS for name in core) >= len(core)
    in_line = sum(len(here[name].lines) for name in core if here[name].in_line(text)) * 2 >= labelled
    once = [name for name in plausible if name not in core]
    for name in once if len(once) <= _MOST_ONCE else ():
        if (is_dense and labelled < _SETTLED) or _fits(text, here[name], in_line=in_line, are_initials=are_initials):
            core.add(name)
    return [line for name in core for line in here[name].lines]


def _of(tally: _Tally, layouts: frozenset[Layout], name: str, said: Said) -> list[LabelledLine]:
    return [
        line
        for line in tally.lines
        if line.layout in layouts
        and (not line.is_numbered or name in said.speakers or tally.shape is Shape.ROLE or is_role_letter(line.label))
    ]


def _stands_by_itself(tally: _Tally) -> bool:
    """Say whether a label's looks and number are enough."""
    if tally.shape in (Shape.ROLE, Shape.TITLED):
        return True
    return tally.shape > Shape.NOBODY and len(tally.lines) >= _FEW


def _fits(text: str, tally: _Tally, *, in_line: bool, are_initials: bool) -> bool:
    """Say whether a label that stands once belongs to an established dialogue, whose labels look alike."""
    if tally.shape is Shape.INITIALS and not are_initials:
        return False
    if tally.in_line(text) is not in_line:
        return False
    if tally.shape is Shape.WORD:
        return _is_spoken_of(text, tally.lines[0].label)
    return True


def _is_spoken_of(text: str, label: str) -> bool:
    """Say whether a word stands with a capital amid a sentence, as a name does."""
    return label[:1].isupper() and bool(re.search(rf"[a-z],? {re.escape(label)}\b(?!:)", text))


def _accepted_of_weak(text: str, here: dict[str, _Tally], layouts: frozenset[Layout], said: Said) -> list[LabelledLine]:
    """Return the lines of a layout that other things share (headings, notes, emphasis): it takes two speakers."""
    sure = {name for name, t in here.items() if t.shape is Shape.ROLE or name in said.speakers}
    if Layout.ALONE not in layouts:
        if Layout.BRACKET in layouts or Layout.TAB in layouts:
            sure |= {name for name, t in here.items() if t.shape is Shape.TITLED}
        again = {name for name, t in here.items() if t.shape > Shape.NOBODY and len(t.lines) >= _FEW}
        if sure or len(again) >= _FEW:
            sure |= again
    else:
        depths = {_depth(text, line) for name in sure for line in here[name].lines if line.layout is Layout.HEADING}
        sure |= {name for name, t in here.items() if t.lines[0].layout is Layout.HEADING and _heads(text, t, depths)}
    lines = [line for name in sure for line in here[name].lines]
    return lines if len(lines) >= _FEW else []


def _heads(text: str, tally: _Tally, depths: set[str]) -> bool:
    """Say whether headings are a speaker's: as deep as those of a role, and a name by their looks or use."""
    if tally.shape is Shape.NOBODY or _depth(text, tally.lines[0]) not in depths:
        return False
    return len(tally.lines) >= _FEW or tally.shape > Shape.WORD or _is_spoken_of(text, tally.lines[0].label)


def _depth(text: str, line: LabelledLine) -> str:
    return text[line.start : line.words].lstrip().partition(" ")[0]


def labels_of(lines: Sequence[LabelledLine]) -> dict[str, str]:
    """Return the label of each identity, as first written, in order of first appearance."""
    labels: dict[str, str] = {}
    for line in lines:
        labels.setdefault(identity(line.label), line.label)
    return labels


def counts_of(candidates: Sequence[LabelledLine]) -> Counter[str]:
    """Count how often each identity labels a line."""
    return Counter(identity(line.label) for line in candidates)


def _has_words(text: str, line: LabelledLine) -> bool:
    end = text.find("\n", line.words)
    return end - line.words > 2 or bool(text[line.words : end if end >= 0 else len(text)].strip())
