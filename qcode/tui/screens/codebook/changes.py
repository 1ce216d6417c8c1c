"""How a code changed over time: each change with its words, what went struck out, what came underlined."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.domain.differing import GONE, KEPT, differing
from qcode.language import _
from qcode.services import tracing
from qcode.services.tracing import CodeChange
from qcode.store.project import Project
from qcode.tui.screens.clock import local_time
from qcode.tui.screens.codebook.card import field_name
from qcode.tui.screens.trail_page import TrailPage
from qcode.tui.widgets.reading_pane import Words

LOOKS = {KEPT: "", GONE: "gone"}


class ChangesDialog(TrailPage):
    """The changes of one code, the latest first."""

    def __init__(self, project: Project, code: str, called: str) -> None:
        super().__init__(project, _("How “{name}” changed").format(name=called))
        self._code = code

    def page(self, project: Project) -> list[Words]:
        """Write how it changed."""
        return page_of(tracing.history_of_code(project, self._code))


def page_of(changes: Sequence[CodeChange]) -> list[Words]:
    """Write changes as a page, the latest first; those of one act stand under one date."""
    page: list[Words] = []
    head: tuple[str, str, str] | None = None
    for one in reversed(changes):
        if (one.when, one.coder, one.act) != head:
            head = (one.when, one.coder, one.act)
            page += [[], [(local_time(one.when), "primary"), (f"  ·  {one.coder}  ·  {_(one.act)}", "dim")]]
        label = field_name(one.field)
        if one.field in (tracing.MADE, tracing.REMOVED):
            page.append([(f"  {label}", "strong")])
            continue
        words = [(part.words, LOOKS.get(part.state, "new")) for part in differing(one.old, one.new)]
        page.append([(f"  {label}:  ", "accent"), *words])
    return page[1:] or [[(_("the trail says nothing of it"), "dim")]]
