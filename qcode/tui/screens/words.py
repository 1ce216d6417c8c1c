"""Which words are said how often, in how many texts; Enter searches a word in its context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.style import Style
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from qcode.domain.report import Kind, Name, Report
from qcode.domain.selection import Selection
from qcode.domain.wording import number_text, share_text
from qcode.errors import QcodeError
from qcode.language import N_, _, screen_language
from qcode.services import counting, word_listing
from qcode.store.project import Project
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens import filter_menu
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.base import BACK, REDO, UNDO, WorkScreen, hints
from qcode.tui.screens.documents import write_report
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.rows import ROW_COMMANDS, Parts, RowList

COMMANDS = (
    Command("stop", "x,d,delete", N_("Leave out"), N_("Put this word on the stop list of the study."), True),
    Command("stem", "b", N_("Stem, form"), N_("Count words by their stem, or each form by itself.")),
    Command("stop_lists", "t", N_("Stop lists"), N_("Leave stop words out, or count every word.")),
    Command("filter", "f", N_("Filter"), N_("Choose whose words are counted, or in passages of which codes.")),
    Command("speakers", "r", N_("Who speaks"), N_("Count what interviewers say too, or not.")),
    Command("export", "w", N_("To file"), N_("Write the table to Word, Excel, CSV and other formats."), True),
    Command("lists", "l", N_("Word lists"), N_("Make and edit lists of words."), True),
    UNDO,
    REDO,
    BACK,
)
STOP_LIST = "stop"
"""Name of the list that words are put on here."""
_BY_ACTION = {command.action: command for command in COMMANDS}


class WordRows(RowList):
    """One line per word."""

    NOTHING = N_("No words to count: import texts with Ctrl+O, or take a filter away.")

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None

    def row_count(self) -> int:
        """Return how many words there are."""
        return len(self.report.rows) if self.report else 0

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw rank, word, a bar as long as it is frequent, count, share, texts, and the forms of a stem."""
        assert self.report is not None
        word, count, share, spread, *forms = self.report.rows[index]
        assert isinstance(count, int)
        assert isinstance(share, float)
        most = self.report.rows[0][1]
        assert isinstance(most, int)
        dim, language = self.style_of("dim"), screen_language()
        name = 24 if width >= 100 else 18
        bar = max(width // 6, 8)
        filled = max(1, round(bar * count / most))
        texts = _("in {n}").format(n=spread)
        rest = width - 6 - name - bar - 1 - 8 - 8 - 9
        return [
            [
                (f"{index + 1:>5} ", dim),
                (fit(str(word), name), self.style_of("strong")),
                ("█" * filled + " " * (bar - filled + 1), self.style_of("primary")),
                (f"{number_text(count, Kind.COUNT, language):>7} ", Style()),
                (f"{share_text(share, language, 2):>7} ", dim),
                (fit(texts, 9, right=True), Style()),
                (fit(f"  {forms[0]}" if forms else "", rest), dim),
            ]
        ]


class WordsScreen(WorkScreen):
    """The words of the texts, most frequent first."""

    NAME = "words"
    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (CommandGroup(N_("Word counts"), (*COMMANDS, *ROW_COMMANDS)),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]
    DEFAULT_CSS = """
    WordsScreen WordRows { height: 1fr; background: $background; }
    """

    @dataclass
    class WordsCounted(Message):
        """The words are counted, or could not be."""

        asked: int
        report: Report | None
        error: QcodeError | None = None

    def __init__(
        self, project: Project, *, by_stem: bool = False, with_stop_lists: bool = True,
        selection: Selection | None = None, row: int = 0,
    ) -> None:  # fmt: skip
        """Make the screen.

        Args:
            project: The study.
            by_stem: Whether words of one stem are counted as one.
            with_stop_lists: Whether stop words are left out.
            selection: Whose words; those of coded passages alone if it chooses codings.
            row: The row under the cursor.
        """
        super().__init__(project)
        self._by_stem, self._with_stop_lists = by_stem, with_stop_lists
        self._selection = selection or Selection()
        self._row, self._asked = row, 0

    def state(self) -> dict[str, object]:
        """Return what the screen is made again with."""
        return {
            "by_stem": self._by_stem, "with_stop_lists": self._with_stop_lists, "selection": self._selection,
            "row": self.rows.cursor,
        }  # fmt: skip

    @property
    def rows(self) -> WordRows:
        """The words."""
        return self.query_one(WordRows)

    @property
    def is_counting(self) -> bool:
        """Whether the words are still being counted."""
        return self.rows.report is None

    def compose(self) -> ComposeResult:
        """Lay out the words below what is chosen."""
        yield TitleBar()
        yield ChoiceBar()
        yield WordRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to count."""
        self.query_one(TitleBar).show(self.project.name, _("Word counts"))
        self.query_one(KeyBar).show([KeyHint("Enter", _("Search"), "choose"), *hints(COMMANDS[:1] + COMMANDS[5:])])
        self.rows.focus()
        self.read()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Search the word: as it stands, or in all forms where stems are counted."""
        message.stop()
        word = self._word()
        if word:
            query = word if self._by_stem or " " in word else f"={word}"
            self.post_message(self.ScreenWanted("search", {"query": query}))

    def on_words_screen_words_counted(self, message: WordsCounted) -> None:
        """Show the words."""
        if message.asked != self._asked:
            return
        if message.error is not None or message.report is None:
            if message.error is not None:
                show_error(self, message.error)
            return
        self.rows.report = message.report
        self.rows.renew()
        self.rows.go_to(self._row)
        self._show()

    def action_stem(self) -> None:
        """Count by stem, or by form."""
        self._by_stem = not self._by_stem
        self.read()

    def action_stop_lists(self) -> None:
        """Leave stop words out, or count them."""
        self._with_stop_lists = not self._with_stop_lists
        self.read()

    def action_speakers(self) -> None:
        """Count interviewers too, or not."""
        self._selection = replace(self._selection, all_speakers=not self._selection.all_speakers)
        self.read()

    def action_stop(self) -> None:
        """Put the word under the cursor, with its forms, on the stop list of the study."""
        word = self._word()
        if not word or self.rows.report is None:
            return
        row = self.rows.report.rows[self.rows.cursor]
        forms = str(row[4]).split(", ") if len(row) > 4 else [word]
        word_listing.add_list(self.project, STOP_LIST, forms, "stop")
        self.say(_("“{word}” is on the stop list; u takes it off").format(word=word))
        self._row = self.rows.cursor
        self.read()

    @act
    async def action_filter(self) -> None:
        """Choose texts, cases, or the passages of codes."""
        wanted = await filter_menu.choose(self, self._selection)
        if wanted is not None:
            self._selection = wanted
            self.read()

    @act
    async def action_export(self) -> None:
        """Write the table to a file; its suffix picks the format."""
        report = self.rows.report
        if report is None:
            self.say(_("still counting"))
            return
        await write_report(self, _("Write the table to"), _("words.xlsx"), lambda _project, _language: report)

    def action_lists(self) -> None:
        """Edit word lists."""
        self.post_message(self.ScreenWanted("lists", {}))

    def on_screen_resume(self) -> None:
        """Count again after the word lists were edited."""
        if self._asked and not self.is_counting:
            self._row = self.rows.cursor
            self.read()

    def _word(self) -> str:
        report = self.rows.report
        if report is None or self.rows.cursor >= len(report.rows):
            return ""
        word = report.rows[self.rows.cursor][0]
        return word.name if isinstance(word, Name) else ""

    def read(self) -> None:
        """Count anew, in a thread."""
        self._asked += 1
        self.rows.report = None
        self.rows.renew()
        self._show()
        self._work_out(self._asked, self._selection)

    @work(thread=True, exclusive=True, group="count")
    def _work_out(self, asked: int, chosen: Selection) -> None:
        try:
            with Project.open(self.project.path, coder=self.project.coder_name) as project:
                report = counting.make_words(
                    project, chosen, language=screen_language(), by_stem=self._by_stem,
                    with_stop_lists=self._with_stop_lists,
                )  # fmt: skip
        except QcodeError as error:
            self.post_message(self.WordsCounted(asked, None, error))
        else:
            self.post_message(self.WordsCounted(asked, report))

    def _show(self) -> None:
        """Show what is chosen and how many words there are."""
        labels = {
            "stem": _("by stem") if self._by_stem else _("each form"),
            "stop_lists": _("without stop words") if self._with_stop_lists else _("every word"),
            "filter": filter_menu.described(self.project, replace(self._selection, all_speakers=False))
            or _("all texts"),
            "speakers": _("everyone") if self._selection.all_speakers else _("participants"),
        }
        choices = [KeyHint(_BY_ACTION[action].key_text, label, action) for action, label in labels.items()]
        report = self.rows.report
        right = _("words: {n}").format(n=f"{len(report.rows):,}") if report else _("Counting …")
        self.query_one(ChoiceBar).show(choices, right)
