"""A regular expression that would never end is ended, and nothing is coded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import importing, matching
from qcode.services.autocoding import Wanted, autocode
from qcode.store import history
from qcode.store.project import Project

Key = Callable[[Project, str], str]


def test_places_are_those_of_the_text_whatever_is_in_it() -> None:
    text = "Caf\u00e9 \U0001f600 caf\u00e9\ncafe"
    with matching.Matcher(r"^caf\w|x*") as matcher:
        assert matcher.spans(text, "T") == [Span(0, 4), Span(12, 16)]
        assert matcher.spans("", "U") == []


def test_an_expression_without_end_is_given_up(project: Project, code: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "LONGEST", 0.3)
    importing.import_previews(project, [importing.preview_text("a" * 60, "Aaa")])
    entries = len(history.entries(project))
    with pytest.raises(QcodeError, match="was not done with Aaa") as failed:
        autocode(project, code(project, "PRV"), Wanted("(a+)+b", is_regex=True))
    assert "repetition inside a repetition" in failed.value.hint
    assert len(history.entries(project)) == entries
