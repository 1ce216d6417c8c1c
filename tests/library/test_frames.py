"""Reports and lists as frames of three libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qcode import Project
from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.domain.span import Span
from qcode.domain.study import Case, SourceTurn
from qcode.domain.transcript import Role
from qcode.errors import QcodeError
from qcode.library.frames import Listing, frame_of_report, frame_of_values, framed

COUNTS = framed(Report(
    "Counts",
    (
        Column("code", "Code", Kind.NAME), Column("code", "A source called code", Kind.COUNT),
        Column("share", "", Kind.SHARE), Column("kappa"), Column("*", "Total", Kind.COUNT),
    ),
    ((Name("PRE"), 3, 0.5, None, 3), (Name("PRV"), None, 0.25, 0.61, 4), (Name("*"), 3, 0.75, None, 7)),
    total_rows=1, total_columns=1,
))  # fmt: skip


def test_a_report_becomes_the_same_table_in_every_library() -> None:
    wanted = {
        "code": ["PRE", "PRV"], "code (2)": [3, None], "share": [0.5, 0.25], "kappa": [None, 0.61],
    }  # fmt: skip
    assert COUNTS.to_polars().to_dict(as_series=False) == wanted
    assert COUNTS.to_arrow().to_pydict() == wanted
    frame = COUNTS.to_pandas()
    assert list(frame.columns) == list(wanted)
    assert str(frame["code (2)"].dtype) == "Int64"
    assert frame["code (2)"].sum() == 3
    assert frame["kappa"].isna().tolist() == [True, False]


def test_totals_come_along_only_when_they_are_asked_for() -> None:
    assert len(COUNTS.to_pandas()) == 2
    assert COUNTS.to_pandas(totals=True)["*"].tolist() == [3, 4, 7]
    assert COUNTS.to_polars(totals=True).height == COUNTS.to_arrow(totals=True).num_rows == 3


def test_quotations_are_lists_of_texts_with_their_citations() -> None:
    said = (Quotation("Kami patroli.", "W1", "INF-01", "00:01:00", 4), Quotation("Tiap malam.", "W1", "INF-01"))
    report = framed(
        Report("Q", (Column("code", kind=Kind.NAME), Column("W1", kind=Kind.QUOTES)), ((Name("PRV"), said),))
    )
    assert frame_of_report(report).columns["W1"] == [
        ["“Kami patroli.” (INF-01, 00:01:00, ¶ 4)", "“Tiap malam.” (INF-01)"]
    ]
    assert report.to_arrow()["W1"].to_pylist() == report.to_polars()["W1"].to_list()


def test_attributes_of_cases_are_columns_and_never_hide_what_a_case_is_called() -> None:
    cases = Listing(
        [Case("1", "informant", "INF-01", {"Jabatan": "Penyidik", "name": "X"}, ("W1", "W2")),
         Case("2", "informant", "INF-02", {"Usia": "40"}, ())]
    )  # fmt: skip
    assert cases.to_polars().to_dict(as_series=False) == {
        "id": ["1", "2"], "kind": ["informant"] * 2, "name": ["INF-01", "INF-02"], "Jabatan": ["Penyidik", None],
        "name (2)": ["X", None], "sources": [["W1", "W2"], []], "Usia": [None, "40"],
    }  # fmt: skip
    assert cases.to_pandas()["Jabatan"].tolist()[0] == "Penyidik"


def test_what_stands_inside_a_value_has_columns_of_its_own() -> None:
    frame = frame_of_values([SourceTurn(Span(3, 9), "I", Role.PARTICIPANT, None)])
    assert dict(frame.columns) == {
        "start": [3], "end": [9], "speaker": ["I"], "role": ["participant"], "seconds": [None],
    }  # fmt: skip
    assert type(frame.columns["role"][0]) is str


def test_every_list_of_the_library_is_a_frame(study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        project.code("W1", 0, 5, "PRE-EDU")
        lists: list[Listing[Any]] = [
            project.sources(), project.turns("W1"), project.codes(), project.cases(), project.coders(),
            project.segments(), project.search("penyuluhan"),
        ]  # fmt: skip
        for listing in lists:
            assert listing
            assert len(listing.to_pandas()) == listing.to_polars().height == listing.to_arrow().num_rows == len(listing)
        assert project.segments().to_pandas()["code"].tolist() == ["PRE-EDU"]
        assert project.memos().to_polars().height == project.links().to_arrow().num_rows == 0


def test_no_library_is_loaded_before_a_frame_is_asked_for() -> None:
    asked = (
        "import sys, qcode.library; print([n for n in ('pandas', 'polars', 'pyarrow', 'numpy') if n in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(("library", "extra"), [("pandas", "pandas"), ("polars", "polars"), ("pyarrow", "arrow")])
def test_a_library_that_is_missing_is_named_with_its_extra(
    library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(QcodeError, match=f"{library} is not installed") as raised:
        getattr(COUNTS, f"to_{extra}")()
    assert f"qcode[{extra}]" in raised.value.hint
