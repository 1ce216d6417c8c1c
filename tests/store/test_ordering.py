"""A list of codings stands by its ids alone, in any order; its rows are read as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from qcode.domain.retrieved import ORDERS
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import coding, importing
from qcode.store import codings, ordering, surroundings
from qcode.store.database import Row
from qcode.store.project import Project

Key = Callable[[Project, str], str]


@pytest.fixture
def coded(project: Project, source: Key, code: Key) -> Project:
    importing.import_previews(project, [importing.preview_text("Laporan polisi.\nTanpa suara.", "A 10")])
    for name, start, end, key in (
        ("W2", 93, 105, "KEN"), ("W1", 119, 155, "PRE-EDU"), ("W1", 119, 155, "KEN"), ("W1", 212, 236, "KEN-ALAT"),
        ("A 10", 0, 7, "PRE"),
    ):  # fmt: skip
        coding.apply_code(project, source(project, name), Span(start, end), code(project, key))
    return project


def groups(project: Project, order: str) -> dict[str, list[tuple[str, str]]]:
    found = ordering.ordered(project, Selection(), order)
    named = {one.id: (one.source, one.code) for one in codings.by_ids(project, found.ids)}
    return {
        group.heading: [named[id] for id in found.ids[group.first : group.first + found.size_of(group)]]
        for group in found.groups
    }


def test_each_order_puts_codings_under_its_headings(coded: Project) -> None:
    assert list(groups(coded, "source")) == ["A 10", "W1", "W2"]
    assert groups(coded, "code") == {
        "PRE Preemptive": [("A 10", "PRE")],
        "PRE-EDU Education": [("W1", "PRE-EDU")],
        "KEN Obstacles": [("W1", "KEN"), ("W2", "KEN")],
        "KEN-ALAT Equipment": [("W1", "KEN-ALAT")],
    }
    by_case = groups(coded, "case")
    assert list(by_case) == ["INF-01", "INF-02", "no case"]
    assert by_case["no case"] == [("A 10", "PRE")]
    by_speaker = groups(coded, "speaker")
    assert list(by_speaker)[-1] == "no speaker"
    ((day, latest_first),) = groups(coded, "time").items()
    assert latest_first[0] == ("A 10", "PRE")
    assert len(day) == 10


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_has_the_same_codings(order: str, coded: Project) -> None:
    everything = {one.id for one in codings.select(coded, Selection())}
    found = ordering.ordered(coded, Selection(), order)
    assert set(found.ids) == everything
    assert (len(found.ids), found.sources) == (5, 3)
    some = ordering.ordered(coded, Selection(), order, among=found.ids[:2])
    assert set(some.ids) == set(found.ids[:2])
    assert ordering.ordered(coded, Selection(codes=("PRV",)), order).ids == ()


def test_a_page_reads_no_more_rows_than_it_shows(
    coded: Project, source: Key, code: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [coding.CodingRow("W1", at, at + 5, "KEN", memo="m") for at in range(60, 200)]
    coding.apply_codes(coded, rows)
    found = ordering.ordered(coded, Selection(), "code")
    read: list[int] = []
    ask = coded.database.rows

    def counting(statement: str, values: Sequence[object] = ()) -> list[Row]:
        got = ask(statement, values)
        if "FROM code " not in statement:
            read.append(len(got))
        return got

    monkeypatch.setattr(coded.database, "rows", counting)
    page = codings.by_ids(coded, found.ids[:20])
    assert len(page) == 20
    assert sum(read) <= 20 * 4, "codings, their paragraphs and memos"
    read.clear()
    surroundings.around(coded, page[0].source_id, Span(page[0].start, page[0].end), 2)
    assert sum(read) <= 12


def test_a_passage_is_given_with_the_words_around_it(coded: Project, source: Key) -> None:
    w1 = source(coded, "W1")
    span = Span(119, 152)
    alone = surroundings.around(coded, w1, span, -1)
    assert (alone.before, alone.after) == ("", "")
    assert alone.text == "Kami turun penyuluhan ke sekolah."
    own = surroundings.around(coded, w1, span, 0)
    assert (own.before, own.text, own.after) == ("I: ", alone.text, " Biasanya bersama Binmas.")
    wider = surroundings.around(coded, w1, span, 1)
    assert wider.before == "P: Apa saja kegiatannya?\nI: "
    assert wider.after == " Biasanya bersama Binmas.\n\n[00:04:10]"
    turns = surroundings.around(coded, w1, span, 1, surroundings.TURN)
    assert turns.before == "P: Apa saja kegiatannya?\nI: "
    assert turns.after.endswith("[00:04:10]\nP: Kendalanya apa?")
    everything = surroundings.around(coded, w1, span, 99)
    assert everything.start == 0
    assert everything.before.startswith("TRANSKRIP")
    assert everything.after.endswith("Penyidik cuma satu.")
