"""What stands on the sources' screen, and how it is kept up to date."""

from __future__ import annotations

from qcode.domain.study import Source
from qcode.language import _
from qcode.store import cases, memos, sets, sources
from qcode.store.project import Project
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.sources.parts import SourceFacts, SourceRows, card
from qcode.tui.widgets.bars import TitleBar
from qcode.tui.widgets.reading_pane import ReadingPane
from qcode.tui.widgets.rest import Rest

BEGINNING = 600
"""Characters of a text that its card shows."""


class SourcesPage(WorkScreen):
    """The list and the card."""

    NAME = "sources"

    def __init__(self, project: Project, source: str = "") -> None:
        """Make the page.

        Args:
            project: The study.
            source: Id of the source to begin at; the first one if empty.
        """
        super().__init__(project)
        self._begin_at = source
        self._card_soon = Rest(self, 0.05, self.show_card)

    def state(self) -> dict[str, object]:
        """Return the source under the cursor."""
        here = self.here()
        return {"source": here.id if here else ""}

    @property
    def rows(self) -> SourceRows:
        """The list."""
        return self.query_one(SourceRows)

    def here(self) -> Source | None:
        """Return the source under the cursor."""
        return self.rows.sources[self.rows.cursor] if self.rows.sources else None

    def read(self, go_to: str = "") -> None:
        """Read everything again; the cursor stays on its source, or goes to another.

        Args:
            go_to: Id of the source to go to.
        """
        here = self.here()
        wanted = go_to or self._begin_at or (here.id if here else "")
        self._begin_at = ""
        rows = self.rows
        rows.sources = sources.all_sources(self.project)
        rows.renew()
        at = next((index for index, one in enumerate(rows.sources) if one.id == wanted), rows.cursor)
        rows.go_to(at)
        self.query_one(TitleBar).show(
            self.project.name, _("Sources"), right=_("sources: {n}").format(n=len(rows.sources))
        )
        self.show_card()

    def show_card(self) -> None:
        """Tell all that is known of the source under the cursor."""
        one = self.here()
        pane = self.query_one(ReadingPane)
        if one is None:
            pane.show([[(_("No source yet: n writes a note, Ctrl+O imports files."), "dim")]])
            return
        facts = SourceFacts(
            one,
            attributes=list(cases.attributes_of_source(self.project, one.id).items()),
            speakers=sources.speakers_of(self.project, one.id),
            sets=[held.name for held in sets.all_sets(self.project) if one.id in held.members],
            cases=[
                f"{case.name} ({_(case.kind)})" for case in cases.all_cases(self.project) if one.name in case.sources
            ],
            memos=memos.of(self.project, "source", one.id),
            beginning=sources.text_of(self.project, one.id)[:BEGINNING].strip(),
        )
        pane.show(card(facts))

    def on_row_list_highlighted(self) -> None:
        """Tell of the source the cursor came to, once it rests: a held key is not slowed by it."""
        self._card_soon.begin()
