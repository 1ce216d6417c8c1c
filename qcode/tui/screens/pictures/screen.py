"""Pictures of what is coded: chosen and filtered by key, walked with a cursor, saved to a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from qcode.domain.picture import Picture
from qcode.domain.selection import Selection
from qcode.domain.sheet import CASE
from qcode.errors import QcodeError
from qcode.language import _, screen_language
from qcode.services import picturing, registering
from qcode.services.picturing import How
from qcode.store import attributes, cases, codes, sources
from qcode.store.project import Project
from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.layout.sheets import Cursor
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.base import WorkScreen, hints
from qcode.tui.screens.documents import write_file
from qcode.tui.screens.pictures.choosing import ask_closeness, ask_least, ask_rule, ask_series, how_in_words
from qcode.tui.screens.pictures.commands import COMMANDS, COUNTED, GROUP, KINDS, OWN, WITHIN
from qcode.tui.screens.pictures.telling import filters_in_words, pair_under, place_of, selection_behind, told
from qcode.tui.screens.writing import FIRST_FIGURE, Writing
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.picture_view import VIEW_COMMANDS, PictureView
from qcode.tui.widgets.telling import Telling


class PicturesScreen(WorkScreen):
    """One picture at a time.

    Args:
        project: The study.
        kind: Which picture; one of ``picturing.KINDS``.
        selection: Which codings.
        how: How it is drawn.
        cursor: Where the cursor stands.
    """

    NAME = "pictures"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (GROUP, CommandGroup(GROUP.title, VIEW_COMMANDS))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]
    DEFAULT_CSS = """
    PicturesScreen PictureView { height: 1fr; }
    """

    @dataclass
    class Made(Message):
        """A picture was made."""

        picture: Picture

    @dataclass
    class Refused(Message):
        """No picture could be made."""

        error: QcodeError

    def __init__(
        self, project: Project, *, kind: str = "frequencies", selection: Selection | None = None,
        how: How | None = None, cursor: Cursor = (0, 0),
    ) -> None:  # fmt: skip
        super().__init__(project)
        self._kind = kind
        self._selection = selection or Selection()
        self._how = how or How()
        self._wanted = cursor
        self._names: dict[str, str] = {}

    def state(self) -> dict[str, object]:
        """Return what is shown, and where the cursor stands."""
        cursor = self.query_one(PictureView).cursor or (0, 0)
        return {"kind": self._kind, "selection": self._selection, "how": self._how, "cursor": cursor}

    def compose(self) -> ComposeResult:
        """Lay out the picture between what is filtered and what is under the cursor."""
        yield TitleBar()
        yield Telling(id="filters")
        yield PictureView()
        yield Telling(id="under")
        yield KeyBar()

    def on_mount(self) -> None:
        """Make the picture."""
        self.query_one(PictureView).focus()
        self._renew(self._wanted)

    # -- making ---------------------------------------------------------------------------------

    def _renew(self, cursor: Cursor = (0, 0)) -> None:
        self._wanted = cursor
        self.query_one(TitleBar).show(self.project.name, _(KINDS[self._kind]))
        own = OWN[self._kind]
        shown = [one for one in COMMANDS if one.footer or one.action in own]
        self.query_one(KeyBar).show(hints(shown, 8))
        self._show_filters()
        self._make(self._kind, self._selection, self._how)

    def _show_filters(self) -> None:
        parts = [f"{name}: {value}" for name, value in filters_in_words(self._selection, self._names)]
        parts += [_("with interviewers")] if self._selection.all_speakers else []
        parts += how_in_words(self._kind, self._how)
        if self._kind in COUNTED and self._selection.only:
            parts.append(_("each code for itself"))
        everything = _("all cases") if self._kind == "years" else _("everything that is coded")
        self.query_one("#filters", Telling).show(parts or [everything])

    @work(thread=True, exclusive=True, group="picture", exit_on_error=False)
    def _make(self, kind: str, selection: Selection, how: How) -> None:
        try:
            with Project.open(self.project.path, coder=self.project.coder_name) as project:
                picture = picturing.make_picture(project, kind, selection, how, language=screen_language())
        except QcodeError as error:
            self.post_message(self.Refused(error))
        else:
            self.post_message(self.Made(picture))

    def on_pictures_screen_made(self, message: Made) -> None:
        """Show the picture, unless another one was asked for meanwhile."""
        if message.picture.kind == self._kind:
            self.query_one(PictureView).show(message.picture, self._wanted)

    def on_pictures_screen_refused(self, message: Refused) -> None:
        """Say what is wrong."""
        show_error(self, message.error)

    # -- what is under the cursor ---------------------------------------------------------------

    def on_picture_view_moved(self) -> None:
        """Say what is under the cursor."""
        view = self.query_one(PictureView)
        parts: tuple[str, ...] = ()
        if view.picture and view.picture.is_empty:
            parts = (_("nothing is coded here") if view.picture.kind != "years" else _("no case has a year"),)
        elif view.picture and view.sheet and view.cursor is not None:
            parts = told(view.picture, view.sheet, view.cursor)
        self.query_one("#under", Telling).show(parts)

    def on_picture_view_chosen(self) -> None:
        """Open the passage in its text, or the quotations behind a bar or cell."""
        view = self.query_one(PictureView)
        if view.sheet is None or view.cursor is None:
            return
        if place := place_of(view.sheet, view.cursor):
            self.post_message(self.PlaceWanted(place))
        else:
            self.action_quotations()

    def action_quotations(self) -> None:
        """List the quotations behind what is under the cursor."""
        view = self.query_one(PictureView)
        if view.picture is None or view.sheet is None or view.cursor is None:
            return
        pair = pair_under(view.picture, view.sheet, view.cursor)
        if pair and self._how.within != "overlap":
            # No query says "in the same turn", so the places themselves are listed.
            self._list_places(told(view.picture, view.sheet, view.cursor)[0], pair)
            return
        found = selection_behind(view.picture, view.sheet, view.cursor, self._selection, fold=self._how.fold)
        if found is None:
            self.say(_("nothing is coded here"))
        else:
            self.post_message(self.ScreenWanted("retrieval", {"selection": found}))

    @act
    async def _list_places(self, title: str, pair: tuple[str, str]) -> None:
        from qcode.services.analysing import places_together
        from qcode.tui.screens.places import PlacesDialog

        selection, within = self._selection, self._how.within
        dialog = PlacesDialog(self.project, title, lambda own: places_together(own, selection, pair, within))
        if place := await self.app.push_screen_wait(dialog):
            self.post_message(self.PlaceWanted(place))

    # -- choosing -------------------------------------------------------------------------------

    def action_kind(self, kind: str) -> None:
        """Show another picture."""
        if kind != self._kind:
            self._kind = kind
            self._renew()

    def action_next_kind(self, step: int = 1) -> None:
        """Go to the next picture, or the one before."""
        kinds = picturing.KINDS
        self.action_kind(kinds[(kinds.index(self._kind) + step) % len(kinds)])

    @act
    async def action_filter(self) -> None:
        """Choose codes, texts or cases."""
        options = [
            Option("codes", _("Codes"), "c"), Option("sources", _("Texts"), "t"), Option("cases", _("Cases"), "k"),
            Option("clear", _("No filter"), "x"),
        ]  # fmt: skip
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Show only …"), options))
        if not chosen:
            return
        if chosen[0] == "clear":
            self.action_clear()
            return
        values = self._values(chosen[0])
        if not values:
            self.say(_("there is nothing to choose from"))
            return
        picked = await self.app.push_screen_wait(ChoiceDialog(_("Show only …"), values, several=True))
        if picked is not None:
            changed = {chosen[0]: picked}
            self._selection = replace(self._selection, **changed)  # type: ignore[arg-type]  # a filter's values
            self._renew()

    def _values(self, which: str) -> list[Option]:
        if which == "codes":
            language = screen_language()
            found = codes.all_codes(self.project, with_use=False)
            self._names = {one.code.id: one.code.key or one.code.said("name", language) for one in found}
            return [
                Option(
                    one.code.id,
                    "  " * one.depth + f"{one.code.key} {one.code.said('name', language)}".strip(),
                    color=one.code.color,
                )
                for one in found
            ]
        if which == "sources":
            return [Option(one.name, one.name) for one in sources.all_sources(self.project)]
        return [Option(one.name, one.name, note=_(one.kind)) for one in cases.all_cases(self.project)]

    def action_clear(self) -> None:
        """Show everything again."""
        self._selection = Selection(only=self._selection.only, all_speakers=self._selection.all_speakers)
        self._renew()

    def action_speakers(self) -> None:
        """Count what interviewers said too, or leave it out."""
        self._selection = replace(self._selection, all_speakers=not self._selection.all_speakers)
        self._renew()

    @act
    async def action_within(self) -> None:
        """Choose where codes stand together."""
        options = [Option(name, _(label), name[0]) for name, label in WITHIN.items() if name != "source"]
        options.append(Option("source", _(WITHIN["source"]), "x"))
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Together in …"), options))
        if chosen:
            self._change(replace(self._how, within=chosen[0]), "cooccurrence", "network")

    def action_fold(self) -> None:
        """Let the uppermost codes stand for all under them, or each for itself."""
        if self._kind in COUNTED:
            self._selection = replace(self._selection, only=not self._selection.only)
        elif "fold" in OWN[self._kind]:
            self._how = replace(self._how, fold=not self._how.fold)
        else:
            return
        self._renew()

    def action_order(self) -> None:
        """Show bars in the order of the codebook, or most frequent first."""
        self._change(replace(self._how, by_count=not self._how.by_count), "frequencies")

    def action_along(self) -> None:
        """Let the timeline run along the text, or along the time of the recording."""
        along = "position" if self._how.along == "time" else "time"
        self._change(replace(self._how, along=along), "timeline")

    @act
    async def action_closeness(self) -> None:
        """Choose what says how close two codes or texts are."""
        if changed := await ask_closeness(self.app, self._kind, self._how):
            self._change(changed, "network", "dendrogram")

    @act
    async def action_least(self) -> None:
        """Ask from where on ties of a network are shown."""
        if changed := await ask_least(self.app, self._how):
            self._change(changed, "network")

    def action_joined(self) -> None:
        """Show a dendrogram of the codes, or of the texts."""
        self._change(replace(self._how, of="source" if self._how.of == "code" else "code"), "dendrogram")

    @act
    async def action_rule(self) -> None:
        """Ask for base, run and threshold of saturation."""
        if changed := await ask_rule(self.app, self._how):
            self._change(changed, "saturation")

    @act
    async def action_series(self) -> None:
        """Choose the attribute of cases whose values are counted apart."""
        names = [one.name for one in attributes.every(self.project) if one.subject == CASE]
        if changed := await ask_series(self.app, self._how, names):
            self._change(changed, "years")

    def _change(self, how: How, *kinds: str) -> None:
        """Draw in another way; a picture that it does not concern gives way to the first it does."""
        self._how = how
        if self._kind not in kinds:
            self._kind = kinds[0]
        self._renew()

    # -- saving ---------------------------------------------------------------------------------

    @act
    async def action_save(self) -> None:
        """Ask for a file, and how it is set in Word if it is one, and save the picture."""
        picture = self.query_one(PictureView).picture
        if picture is None:
            return

        def save(project: Project, path: Path, writing: Writing) -> tuple[str, ...]:
            with registering.exporting_picture(project, picture) as ready:
                return picturing.save_picture(ready, path, language=writing.language, setup=writing.setup())

        proposed = f"{self.project.path.stem}-{picture.kind}.svg"
        await write_file(
            self, _("Save the picture as"), proposed, ".svg .png .docx .html .md", save, own=[FIRST_FIGURE]
        )
