"""Everything under a code: each quotation with its text, speaker and time."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding
from qcode.domain.transcript import timestamp
from qcode.language import _, screen_language
from qcode.store import codings
from qcode.store.project import Project
from qcode.tui.screens.base import Place
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit, folded_lines, one_line
from qcode.tui.widgets.rows import Parts, RowList


class PassageRows(RowList):
    """Quotations, each below a line that says where it stands."""

    ROW_HEIGHT = 4

    def __init__(self) -> None:
        super().__init__()
        self.passages: Sequence[Coding] = ()
        self.color = ""
        self.own_code = ""

    def row_count(self) -> int:
        """Return how many quotations there are."""
        return len(self.passages)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw where a quotation stands, and its first words."""
        one, dim = self.passages[index], self.style_of("dim")
        speaker = one.informant or one.speaker
        facts = [one.source, speaker, timestamp(one.seconds) or "", _("paragraph {n}").format(n=one.paragraph)]
        right = one_line("  ".join(part for part in (one.code * (one.code_id != self.own_code), one.coder) if part), 30)
        head = fit("  ·  ".join(fact for fact in facts if fact), width - len(right) - 5)
        lines = folded_lines(f"“{one.text}”", width - 5, 2)
        typical = [(" * ", self.style_of("accent"))] if one.typical else [(" ■ ", Style(color=self.color))]
        result: list[Parts] = [[*typical, (head, self.style_of("primary")), (right, dim)]]
        result += [[("   " + line, Style())] for line in lines]
        if len(lines) < 2 and one.memo:
            result.append([("   " + one_line(one.memo, width - 5), self.style_of("accent"))])
        return result


class PassagesScreen(Dialog[Place]):
    """The list; Enter goes to the passage in its text."""

    DEFAULT_CSS = """
    PassagesScreen > .box { width: 96%; max-width: 140; height: 92%; padding: 0; }
    """

    def __init__(self, project: Project, code: CodeInProject, color: str) -> None:
        super().__init__()
        self._project, self._code, self._color = project, code, color

    def compose(self) -> ComposeResult:
        """Lay out the list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = f"{self._code.code.key} {self._code.code.said('name', screen_language())}".strip()
            box.border_subtitle = legend(("Enter", _("go there")), ("Esc", _("back")))
            yield PassageRows()

    def on_mount(self) -> None:
        """Read the passages of the code and of all codes under it."""
        rows = self.query_one(PassageRows)
        rows.color, rows.own_code = self._color, self._code.code.id
        rows.passages = codings.select(self._project, Selection(codes=(self._code.code.id,)))
        rows.renew()
        rows.focus()
        box = self.query_one(".box")
        texts = len({one.source_id for one in rows.passages})
        count = _("passages: {n}, texts: {texts}").format(n=len(rows.passages), texts=texts)
        box.border_title = f"{box.border_title}  ·  {count}"

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close with the passage."""
        one = self.query_one(PassageRows).passages[message.index]
        self.dismiss(Place(one.source_id, Span(one.start, one.end)))
