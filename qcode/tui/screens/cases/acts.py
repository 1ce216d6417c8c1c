"""Acts on cases and on columns: made, renamed, merged, moved, removed, assigned."""

from __future__ import annotations

from qcode.domain.sheet import CASE, SOURCES, Attribute, SheetRow, Subject
from qcode.domain.values import KIND_LABELS, ValueKind
from qcode.language import N_, _
from qcode.services import attributing, casing
from qcode.services.filtering import Choice
from qcode.store import attributes, cases, choosing, sources
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.cases.cells import CellActs
from qcode.tui.screens.picking import PickDialog
from qcode.tui.widgets.sheet_view import NAMES, SheetView

COLUMN_ACTS = (
    ("new_column", "n", N_("New column")),
    ("rename_column", "r", N_("Rename")),
    ("retype_column", "t", N_("Type")),
    ("options", "o", N_("Categories")),
    ("sort", "s", N_("Sort")),
    ("move_column(-1)", "<", N_("Move left")),
    ("move_column(1)", ">", N_("Move right")),
    ("remove_column", "x", N_("Remove")),
)
OF_SPEAKER = "\n"
"""Between the id of a source and the label of a speaker in it."""
WHOLE = "whole"
SEPARATOR = ";"
"""Between categories that are typed on one line."""


class CaseActs(CellActs):
    """The page with what can be done to cases and columns."""

    # Cases

    @act
    async def action_new_case(self) -> None:
        """Make a case of the kind on show."""
        subject = self.sheet.subject
        if subject.what != CASE:
            await self._new_kind()
            return
        title = _("New case: {kind}").format(kind=_(subject.kind))
        if name := await self.app.push_screen_wait(LineDialog(title, hint=_("Its name, such as INF-01"))):
            self._make(subject.kind, name)

    @act
    async def action_new_kind(self) -> None:
        """Make the first case of another kind."""
        await self._new_kind()

    async def _new_kind(self) -> None:
        note = _("informant, police case, institution or a word of your own")
        kind = await self.app.push_screen_wait(LineDialog(_("Which kind of case?"), note=note))
        if not kind:
            return
        kind = casing.kind_meant(self.project, kind)
        title = _("New case: {kind}").format(kind=_(kind))
        if name := await self.app.push_screen_wait(LineDialog(title, hint=_("Its name, such as INF-01"))):
            self._make(kind, name)

    def _make(self, kind: str, name: str) -> None:
        case, is_new = casing.add_case(self.project, kind, name)
        self.words = ""
        self.read(kind)
        self.go_to(case, "")
        self.say(_("{name} made").format(name=name) if is_new else _("the case was there already"))

    def action_rename(self) -> None:
        """Give the row another name."""
        if self.row is not None:
            self.view.go_to(self.view.row, NAMES)
            self.begin(self.row, None, "", self.row.name)

    @act
    async def action_change_kind_of_case(self) -> None:
        """Make it a case of another kind."""
        row = self._case()
        if row is None:
            return
        title = _("Kind of {name}").format(name=row.name)
        kind = await self.app.push_screen_wait(LineDialog(title, _(self.sheet.subject.kind)))
        kind = casing.kind_meant(self.project, kind or "")
        if kind and kind != self.sheet.subject.kind:
            casing.rename_case(self.project, row.id, row.name, kind)
            self.read(kind)
            self.go_to(row.id, "")

    @act
    async def action_merge(self) -> None:
        """Let this case and another be one."""
        row = self._case()
        if row is None:
            return
        others = [Choice(one.id, one.name) for one in self.sheet.rows if one.id != row.id]
        title = _("{name} is the same as …").format(name=row.name)
        picked = await self.app.push_screen_wait(PickDialog(title, others, several=False)) if others else None
        if picked:
            into = picked[0]
            kept = next(one.name for one in self.sheet.rows if one.id == into)
            casing.merge_cases(self.project, row.id, into)
            self.done(_("{name} is part of {into} now; u takes it back").format(name=row.name, into=kept))
            self.go_to(into, "")

    @act
    async def action_remove_case(self) -> None:
        """Remove the case after asking."""
        row = self._case()
        if row is None:
            return
        values = sum(map(len, row.values.values()))
        title = _("Remove {name}? Its values ({n}) go too; its sources stay.").format(name=row.name, n=values)
        if await self.app.push_screen_wait(ChoiceDialog(title, [Option("yes", _("Remove it"), "y")])):
            casing.remove_case(self.project, row.id)
            self.done(_("removed {name}; u brings it back").format(name=row.name))

    @act
    async def action_assign(self) -> None:
        """Let a source or a speaker in it belong to the case; on a source, ask to which."""
        row = self.row
        if row is None:
            return
        if self.sheet.subject == SOURCES:
            there = [Choice(one.id, one.name, note=_(one.kind)) for one in cases.all_cases(self.project)]
            title = _("To which case does {name} belong?").format(name=row.name)
            if picked := await self.app.push_screen_wait(PickDialog(title, there, several=False)):
                await self._assign(picked[0], row.id, title)
            return
        listed = [Choice(one.id, one.name, note=_(one.kind)) for one in sources.all_sources(self.project)]
        ids = {one.name: one.id for one in listed}
        listed += [
            Choice(f"{ids[source]}{OF_SPEAKER}{label}", label, note=source)
            for source, label, _case in choosing.speakers(self.project)
        ]
        title = _("What belongs to {name}?").format(name=row.name)
        picked = await self.app.push_screen_wait(PickDialog(title, listed, several=False))
        if picked:
            source, _is_of, speaker = picked[0].partition(OF_SPEAKER)
            await self._assign(row.id, source, title, speaker)

    async def _assign(self, case: str, source: str, title: str, label: str = "") -> None:
        speakers = sources.speakers_of(self.project, source)
        if speakers and not label:
            options = [Option(WHOLE, _("The whole source"), "1")]
            options += [
                Option(one.id, _("Only {speaker}").format(speaker=one.label), str(at), note=one.case)
                for at, one in enumerate(speakers, 2)
            ]
            chosen = await self.app.push_screen_wait(ChoiceDialog(title, options))
            if not chosen:
                return
            label = next((one.label for one in speakers if one.id == chosen[0]), "")
        is_new = casing.assign_case(self.project, case, source, speaker=label)
        self.view.go_to(self.view.row, NAMES)
        name = cases.name_of(self.project, case)
        self.done(_("assigned to {name}").format(name=name) if is_new else _("it belonged there already"))
        self.show_details()

    def _case(self) -> SheetRow | None:
        """Return the case of the cursor; say why not where there is none."""
        if self.sheet.subject.what != CASE:
            self.say(_("these are sources; a kind of case is on another tab"))
            return None
        return self.row

    # Columns

    @act
    async def action_new_column(self) -> None:
        """Ask for name and kind of a new column."""
        title = _("New column for: {kind}").format(kind=self._said(self.sheet.subject))
        name = await self.app.push_screen_wait(LineDialog(title, hint=_("Its name, such as Age")))
        if not name:
            return
        kind = await self._ask_kind(name)
        if kind is None:
            return
        options: list[str] = []
        if kind is ValueKind.CATEGORY:
            note = _("Parted by ; . New ones join them when they are typed.")
            given = await self.app.push_screen_wait(LineDialog(_("Categories of {name}").format(name=name), note=note))
            options = (given or "").split(SEPARATOR)
        made = attributing.add_column(self.project, self.sheet.subject, name, kind, options)
        self.done()
        self.go_to(self.row.id if self.row else "", made.id)

    @act
    async def action_column(self) -> None:
        """Choose what to do with the column."""
        column = self.column
        title = column.name if column else _("names")
        options = [Option(action, _(label), key) for action, key, label in COLUMN_ACTS]
        if column is None:
            options = [one for one in options if one.id in ("new_column", "sort")]
        elif column.kind is not ValueKind.CATEGORY:
            options = [one for one in options if one.id != "options"]
        if chosen := await self.app.push_screen_wait(ChoiceDialog(title, options)):
            await self.run_action(chosen[0])

    def action_sort(self) -> None:
        """Sort by the column of the cursor; again: the other way round, then by names."""
        by = self.column.id if self.column else ""
        if self.sorted_by is None or self.sorted_by[0] != by:
            self.sorted_by = (by, not by)  # By names it is sorted already.
        else:
            self.sorted_by = (by, True) if by and not self.sorted_by[1] else None
        row = self.row.id if self.row else ""
        self.lay_rows()
        self.go_to(row, by)

    @act
    async def action_rename_column(self) -> None:
        """Give the column another name."""
        column = self.column
        if column is None:
            return
        title = _("Another name for the column")
        if name := await self.app.push_screen_wait(LineDialog(title, column.name)):
            attributing.rename_column(self.project, self.sheet.subject, column, name)
            self.done()

    @act
    async def action_retype_column(self) -> None:
        """Change the kind of the column, showing how many values would not fit."""
        column = self.column
        kind = await self._ask_kind(column.name, column) if column else None
        if column is None or kind is None or kind is column.kind:
            return
        left = attributing.change_kind(self.project, column, kind)
        said = _("values that do not fit, marked with !: {n}").format(n=len(left)) if left else ""
        self.done(said or _("{name} is {kind} now").format(name=column.name, kind=_(KIND_LABELS[kind])))

    @act
    async def action_options(self) -> None:
        """Edit what a category may be."""
        column = self.column
        if column is None:
            return
        title = _("Categories of {name}").format(name=column.name)
        note = _("Parted by ; . What is in use stays.")
        there = f"{SEPARATOR} ".join(column.options)
        if given := await self.app.push_screen_wait(LineDialog(title, there, note=note)):
            attributing.set_options(self.project, column, given.split(SEPARATOR))
            self.done()

    def action_move_column(self, step: int) -> None:
        """Move the column to the left or right."""
        column = self.column
        if column is not None:
            to = self.view.column + step
            self.guarded(lambda: attributing.move_column(self.project, self.sheet.subject, column, to))
            self.done()

    @act
    async def action_remove_column(self) -> None:
        """Remove the column after asking."""
        column = self.column
        if column is None:
            return
        values = len(attributes.values_in(self.project, column.id))
        title = _("Remove the column {name} with its values ({n})?").format(name=column.name, n=values)
        if await self.app.push_screen_wait(ChoiceDialog(title, [Option("yes", _("Remove it"), "y")])):
            attributing.remove_column(self.project, column)
            self.done(_("removed {name}; u brings it back").format(name=column.name))

    async def _ask_kind(self, name: str, column: Attribute | None = None) -> ValueKind | None:
        options = []
        for number, kind in enumerate(ValueKind, 1):
            bad = len(attributing.misfits(self.project, column, kind)) if column else 0
            note = _("values that do not fit: {n}").format(n=bad) if bad else ""
            options.append(Option(kind, _(KIND_LABELS[kind]), str(number), note=note))
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("What is {name}?").format(name=name), options))
        return ValueKind(chosen[0]) if chosen else None

    def on_sheet_view_head_clicked(self, message: SheetView.HeadClicked) -> None:
        """Sort by the column whose head was clicked."""
        self.view.go_to(self.view.row, message.column)
        self.action_sort()

    def _said(self, subject: Subject) -> str:
        return _("sources") if subject == SOURCES else _(subject.kind)
