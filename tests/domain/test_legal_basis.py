from __future__ import annotations

import pytest

from qcode.domain.codebook import Code, LegalBasis, canonical_color, in_tree_order
from qcode.domain.legal_basis import legal_entries, legal_text


def test_a_provision_is_one_line_and_what_is_empty_at_its_end_is_left_away() -> None:
    bases = (
        LegalBasis("KUHAP (UU 8/1981)", "16-19", "", "2026-01-01", "periksa"),
        LegalBasis("UU 12/2022", "14(2)"),
        LegalBasis("UU 2/2002", "", "2002-01-08"),
        LegalBasis("UU 1/2023", note="belum dicocokkan"),
    )
    text = (
        "KUHAP (UU 8/1981) | 16-19 | ..2026-01-01 | periksa\n"
        "UU 12/2022 | 14(2)\n"
        "UU 2/2002 |  | 2002-01-08..\n"
        "UU 1/2023 |  |  | belum dicocokkan"
    )
    assert legal_text(bases) == text
    assert legal_entries(text) == bases


@pytest.mark.parametrize(
    "words",
    ["KUHAP 1981 Ps 5; KUHAP 2025 Ps 13-14", "a | b | soon", "| 14", "a | b | c | d | e", "UU 2/2002 Ps 13 huruf b"],
)
def test_running_words_stay_one_act(words: str) -> None:
    assert legal_entries(words) == (LegalBasis(words),)


def test_bars_backslashes_and_line_breaks_inside_a_part_are_kept() -> None:
    bases = (LegalBasis("a|b", "c\\", note="d\\n|\ne"),)
    assert legal_entries(legal_text(bases)) == bases


def test_empty_lines_are_no_provisions() -> None:
    assert legal_entries("\n  \nUU 2/2002\n") == (LegalBasis("UU 2/2002"),)


def test_colours_are_brought_to_one_form() -> None:
    assert [canonical_color(text) for text in ("#FA0", "0072B2", " #0072b2 ", "red", "")] == [
        "#ffaa00", "#0072b2", "#0072b2", None, None,
    ]  # fmt: skip


def test_codes_come_in_tree_order_and_one_whose_parent_is_missing_stands_at_the_top() -> None:
    top, lost = Code("top"), Code("lost", parent="nowhere")
    child = Code("child", parent=top.id)
    assert in_tree_order((top, lost, child)) == (top, child, lost)
