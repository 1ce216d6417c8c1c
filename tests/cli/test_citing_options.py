from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def quoted(qcode: Run) -> Run:
    """One passage of INF-01, who is called Binmas, with a translation."""
    assert qcode("code", "W1", "119", "155", "PRE-EDU").code == 0
    assert qcode("passages", "word", "W1:119-155", "--translation", "Binmas goes to schools.").code == 0
    assert qcode("cases", "set", "INF-01", "Nama=Binmas").code == 0
    return qcode


def quotation(ran: Any) -> dict[str, Any]:  # noqa: ANN401 - what a command came to
    assert ran.code == 0, ran.err
    (one,) = ran.data["rows"][-1][1]
    return dict(one)


COMMANDS = (("report", "quotes"), ("matrix", "--cell", "quotes"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_citation_style_gives_each_quotation_its_reference(quoted: Run, command: tuple[str, ...]) -> None:
    made = quotation(quoted(*command, "--citation", "id", "--lines", "--doc-lang", "id", "--format", "json"))

    assert made["reference"] == "Wawancara dengan INF-01 (penyidik)"
    assert made["lines"] == "baris 7"
    assert quotation(quoted(*command, "--format", "json"))["reference"] is None


def test_the_full_form_waits_for_consent(quoted: Run) -> None:
    full = ("report", "quotes", "--citation", "oscola", "--full-references", "--format", "json")
    assert quotation(quoted(*full))["reference"] == "Interview with INF-01, investigator"

    assert quoted("consent", "set", "INF-01", "quote").code == 0
    assert quotation(quoted(*full))["reference"] == "Interview with INF-01, Penyidik (Kantor)"


def test_words_are_chosen_and_names_masked(quoted: Run) -> None:
    ran = quoted("report", "quotes", "--wording", "translation", "--format", "json")
    assert quotation(ran)["text"] == "Binmas goes to schools."
    ran = quoted("report", "quotes", "--wording", "translation", "--mask-names", "--format", "json")
    assert quotation(ran)["text"] == "[INF-01] goes to schools."
    assert "Names of informants replaced by codes in brackets: 1." in ran.data["notes"]
    ran = quoted("report", "quotes", "--wording", "original", "--format", "json")
    assert quotation(ran)["translation"] is None


def test_an_unknown_style_is_a_wrong_usage(quoted: Run) -> None:
    ran = quoted("report", "quotes", "--citation", "harvard")

    assert ran.code == 2
    assert "harvard" in ran.err
