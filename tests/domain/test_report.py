from __future__ import annotations

import pytest

from qcode.domain.report import Column, Name, Quotation, plain
from qcode.domain.transcript import timestamp


@pytest.mark.parametrize(
    ("quotation", "citation"),
    [
        (Quotation("x", "W1", "INF-01", "00:12:30", 24), "INF-01, 00:12:30, ¶ 24"),
        (Quotation("x", "W1"), "W1"),
        (Quotation("x", "W1", timestamp="00:00:05"), "W1, 00:00:05"),
        (Quotation("x", "W1", paragraph=3), "W1, ¶ 3"),
        (Quotation("x", "W1", "INF-01", "00:12:30", 24, lines="lines 41-44"), "INF-01, 00:12:30, lines 41-44"),
        (Quotation("x", "W1", "INF-01", cited_as="INF-01, personal communication"), "INF-01, personal communication"),
    ],
)
def test_a_citation_says_what_is_known(quotation: Quotation, citation: str) -> None:
    assert quotation.citation == citation


def test_names_and_columns_are_shown_by_their_label_else_by_their_name() -> None:
    assert [str(Name("PRV", "PRV Preventive")), str(Name("PRV"))] == ["PRV Preventive", "PRV"]
    assert [str(Column("code", "Kode")), str(Column("code"))] == ["Kode", "code"]


def test_cells_are_plain_in_json() -> None:
    assert [plain(cell) for cell in (3, 0.5, True, None, "x", Name("PRV", "PRV Preventive"))] == [
        3, 0.5, True, None, "x", "PRV",
    ]  # fmt: skip
    assert plain((Quotation("kata", "W1", "INF-01", coding="u"),)) == [
        {
            "text": "kata", "source": "W1", "speaker": "INF-01", "timestamp": None, "paragraph": None, "coding": "u",
            "translation": None, "reference": None, "lines": None,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, None), (0, "00:00:00"), (59.999, "00:00:59"), (3725, "01:02:05"), (360000, "100:00:00")],
)
def test_times_are_written_as_hours_minutes_and_seconds(seconds: float | None, said: str | None) -> None:
    assert timestamp(seconds) == said
