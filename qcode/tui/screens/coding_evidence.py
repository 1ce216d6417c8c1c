"""Evidence: the passage under the cursor gives a value of an attribute of a case, or belongs to the case itself."""

from __future__ import annotations

import re

from qcode.domain.sheet import CASE, Attribute, Subject
from qcode.domain.span import Span
from qcode.domain.study import Case
from qcode.domain.values import KIND_LABELS, ValueKind, parse, shown
from qcode.errors import QcodeError
from qcode.language import _, screen_language
from qcode.services import attributing, casing
from qcode.services.filtering import Choice
from qcode.store import attributes, cases
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import LineDialog
from qcode.tui.screens.coding_moves import CodingMoves
from qcode.tui.screens.picking import PickDialog

BELONGS, NEW = "belongs", "new:"
"""What is picked instead of an attribute: that the passage belongs to the case; a name nothing has yet."""
LONGEST_VALUE = 60
"""Characters of selected words that are offered as the value."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class CodingEvidence(CodingMoves):
    """The coding screen with evidence for cases."""

    evidence_case: str = ""
    """UUID of the case that was chosen last; it is offered first."""

    @act
    async def action_evidence(self) -> None:
        """Ask for case, attribute and value of which the passage is the evidence."""
        span, source = self.passage(), self.desk.source
        if span is None or source is None:
            return
        case = await self._ask_case(source.name)
        if case is None:
            return
        self.evidence_case = case.id
        subject = Subject(CASE, case.kind)
        named = await self._ask_attribute(subject, case.id, case.name)
        if named == BELONGS:
            is_new = casing.assign_case(self.desk.project, case.id, source.id, span=span)
            self.say(_("assigned to {name}").format(name=case.name) if is_new else _("it belonged there already"))
        elif named:
            await self._ask_value(subject, case.id, f"{case.name}", named.removeprefix(NEW), source.id, span)

    async def _ask_case(self, source: str) -> Case | None:
        there = cases.all_cases(self.desk.project)
        if not there:
            raise QcodeError(_("there are no cases yet"), _("Make one on the screen of cases: , and c"))
        # The case of before, then those to which this source belongs.
        there.sort(key=lambda one: (one.id != self.evidence_case, source not in one.sources))
        picked = await self.app.push_screen_wait(
            PickDialog(
                _("Evidence about which case?"), [Choice(one.id, one.name, note=_(one.kind)) for one in there],
                several=False,
            )
        )  # fmt: skip
        return next(one for one in there if one.id == picked[0]) if picked else None

    async def _ask_attribute(self, subject: Subject, case: str, name: str) -> str:
        columns = attributes.of_subject(self.desk.project, subject)
        belongs = _("The passage itself belongs to {name}").format(name=name)
        taken = [f" {one.casefold()}" for one in (*(column.name for column in columns), belongs)]

        def typed(words: str) -> Choice | None:
            is_part = any(f" {words.casefold()}" in known for known in taken)
            return None if is_part else Choice(NEW + words, _("New attribute “{name}”").format(name=words))

        choices = [Choice(one.id, one.name, note=self._now(one, case)) for one in columns]
        choices.append(Choice(BELONGS, belongs))
        title = _("{name}: what does the passage tell?").format(name=name)
        hint = _("Letters of an attribute, or a new one")
        picked = await self.app.push_screen_wait(PickDialog(title, choices, several=False, typed=typed, hint=hint))
        return picked[0] if picked else ""

    def _now(self, column: Attribute, case: str) -> str:
        values = attributes.values_of(self.desk.project, column.id, case, CASE, words=False)
        said = " ≠ ".join(dict.fromkeys(shown(one.value, column.kind, screen_language()) for one in values))
        return said or _(KIND_LABELS[column.kind])

    async def _ask_value(self, subject: Subject, case: str, name: str, named: str, source: str, span: Span) -> None:
        column = next((o for o in attributes.of_subject(self.desk.project, subject) if o.id == named), None)
        label = column.name if column else named
        text, note = self._offered(column, span), ", ".join(column.options) if column else ""
        while given := await self.app.push_screen_wait(LineDialog(f"{name}: {label}", text, note=note)):
            try:
                value = attributing.add_evidence(self.desk.project, subject, case, named, given, source, span)
            except QcodeError as error:
                text, note = given, f"{error.message}. {error.hint}"
                continue
            self.desk.read_memos()
            self.show_place()
            said = shown(value.value, column.kind if column else ValueKind.TEXT, screen_language())
            self.say(_("evidence: {name}, {attribute} = {value}").format(name=name, attribute=label, value=said))
            return

    def _offered(self, column: Attribute | None, span: Span) -> str:
        """Return what the selected words offer as a value."""
        words = " ".join(span.of(self.desk.text).split())
        if column is None or column.kind is ValueKind.TEXT:
            return words if len(words) <= LONGEST_VALUE else ""
        if column.kind is ValueKind.NUMBER:
            found = _NUMBER.search(words)
            return found[0] if found else ""
        if column.kind is ValueKind.CATEGORY:
            return next((one for one in column.options if one.casefold() in words.casefold()), "")
        try:
            return shown(parse(words, column.kind), column.kind, screen_language())
        except QcodeError:
            return ""
