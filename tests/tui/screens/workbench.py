"""The demo study with something of every kind in it, and how one comes to each screen of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import ModalScreen

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import consenting, demonstrating, linking, noting, saving, word_listing
from qcode.store import cases, codings
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens import directory
from qcode.tui.screens.base import WorkScreen

SCREENS = tuple(entry.name for entry in directory.ENTRIES)


def make_full_study(folder: Path) -> Path:
    """Make the demo study, and put memos, a link, consent, a query and word lists into it."""
    path = demonstrating.make_demo(folder).project
    with Project.open(path, coder="Ani") as project:
        first, second, *_others = codings.select(project, Selection())
        here = Span(first.start, first.end)
        noting.write_memo(
            project, "project", project.id, "# Gagasan\n\nPenyidik kekurangan **alat**.", "theory", ["alat"]
        )
        noting.write_memo_on_passage(project, first.source_id, here, "Pola yang sama.", tags=["pola"])
        linking.link(
            project, "explains", linking.End("segment", first.source_id, here),
            linking.End("segment", second.source_id, Span(second.start, second.end)),
        )  # fmt: skip
        consenting.record_consent(project, cases.all_cases(project)[0].id, "quote", "izin tertulis")
        consenting.record_consent_of_passage(project, first.source_id, here, "masked")
        saving.save_query(project, "T01", Selection(sources=("T01_unit_ppa",)))
        word_listing.add_list(project, "patroli", ["patroli siber", "razia"])
        word_listing.add_list(project, "kosong", ["eh", "anu"], "stop")
    return path


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being read or drawn any more, without the pauses of a hand."""
    app = pilot.app
    for _round in range(2000):
        await pilot._wait_for_screen()
        if isinstance(app, QcodeApp) and app.is_holding_keys:
            await asyncio.sleep(0.002)
            continue
        if all(worker.is_finished or worker.group == "_loader" or waits(app) for worker in app.workers):
            await pilot._wait_for_screen()
            return
        await asyncio.sleep(0.002)
    raise AssertionError(f"still at work: {list(app.workers)}")


async def press(pilot: Pilot[None], key: str) -> None:
    """Press a key and wait until all of it is done."""
    pilot.app.simulate_key(key)
    await settle(pilot)


def waits(app: object) -> bool:
    """Say whether a dialog stands over the screen, for which an act waits."""
    return isinstance(app, QcodeApp) and isinstance(app.screen, ModalScreen)


async def visit(pilot: Pilot[None], name: str) -> WorkScreen:
    """Go to a screen by its name and wait until it shows what it has."""
    app = pilot.app
    assert isinstance(app, QcodeApp)
    app.action_visit(name)
    await settle(pilot)
    screen = app.screen
    assert isinstance(screen, WorkScreen)
    assert name == screen.NAME
    return screen
