"""Queries on the command line: lists, matrices, documents, and many codings changed as one act."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
"""Runs a command; gives its exit code, what it printed on either stream, and that read as JSON."""

SPANS = (
    ("W1", "119", "155", "PRE-EDU"),
    ("W1", "119", "155", "KEN"),
    ("W1", "212", "240", "KEN-ALAT"),
    ("W2", "0", "10", "PRE"),
)


@pytest.fixture
def many(qcode: Run) -> Run:
    """The study with four codings of Ani's and one of Budi's."""
    for span in SPANS:
        assert qcode("code", *span).code == 0
    assert qcode("--coder", "Budi", "code", *SPANS[0]).code == 0
    return qcode


def codes_of(run: Run, *filters: str) -> list[tuple[str, int, str, str]]:
    rows = run("segments", *filters, "--format", "json").data
    return sorted((one["source"], one["start"], one["code"], one["coder"]) for one in rows)


ALL = [
    ("W1", 119, "KEN", "Ani"), ("W1", 119, "PRE-EDU", "Ani"), ("W1", 119, "PRE-EDU", "Budi"),
    ("W1", 212, "KEN-ALAT", "Ani"), ("W2", 0, "PRE", "Ani"),
]  # fmt: skip


def test_segments_are_listed_by_a_query_and_other_filters(many: Run) -> None:
    assert codes_of(many) == ALL
    assert codes_of(many, "--query", "PRE and not KEN") == ALL[4:]
    assert codes_of(many, "--query", "PRE dan KEN", "--coder", "Budi") == ALL[2:3]
    assert codes_of(many, "--query", '"Preemptive" overlaps "Obstacles"') == ALL[1:3]
    assert codes_of(many, "--query", "KEN", "--only") == ALL[:1]


def test_a_matrix_counts_by_a_query_and_says_so(many: Run) -> None:
    ran = many("matrix", "--query", "KEN before KEN", "--format", "json")
    assert [(row[0], row[1]) for row in ran.data["rows"]][:1] == [("KEN", 1)]
    assert "Only what this query finds: KEN before KEN." in ran.data["notes"]


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "md"])
def test_quotations_of_a_query_are_written_by_code(suffix: str, many: Run, tmp_path: Path) -> None:
    path = tmp_path / f"quotes.{suffix}"
    assert many("segments", "--query", "PRE or KEN", "-o", path).code == 0
    data = path.read_bytes()
    if suffix != "md":
        parts = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml"}
        data = zipfile.ZipFile(io.BytesIO(data)).read(parts[suffix])
    text = data.decode()
    places = [text.index(name) for name in ("PRE Preemptive", "PRE-EDU Education", "KEN Obstacles", "KEN-ALAT Equip")]
    assert places == sorted(places)
    assert "Only what this query finds: PRE or KEN." in text


def test_a_wrong_query_is_pointed_into(many: Run) -> None:
    ran = many("segments", "--query", "PRE and (KEN or)")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "qcode: the query is not understood at character 16: expected a code, “not” or an opening bracket\n"
        "       PRE and (KEN or)\n"
        "                      ^\n"
    )


def test_recode_changes_all_that_is_chosen_as_one_act(many: Run) -> None:
    preview = many("recode", "--to", "PRV", "--query", "PRE and KEN", "--preview")
    assert preview.err == "codings that would be changed: 3; nothing was changed\n"
    assert preview.out.count("PRE-EDU") == 2
    assert codes_of(many) == ALL
    ran = many("recode", "--to", "PRV", "--query", "PRE and KEN")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "codings recoded: 2; joined with one that was there: 1; had this code before: 0\n"
    assert codes_of(many, "--source", "W1") == [
        ("W1", 119, "PRV", "Ani"), ("W1", 119, "PRV", "Budi"), ("W1", 212, "KEN-ALAT", "Ani"),
    ]  # fmt: skip
    assert many("history", "--format", "json").data["rows"][-1][3:5] == ["recode", "PRE-EDU → PRV · W1 119–155 (+2)"]
    assert many("undo").code == 0
    assert codes_of(many) == ALL


def test_recode_leaves_what_has_the_code_already(many: Run) -> None:
    assert many("recode", "--to", "KEN", "--code", "KEN", "--preview").err.startswith(
        "codings that would be changed: 1;"
    )
    before = many("history", "--format", "json").data["rows"]
    ran = many("recode", "--to", "KEN-ALAT", "--code", "KEN-ALAT")
    assert ran.err == "codings recoded: 0; joined with one that was there: 0; had this code before: 1\n"
    assert many("history", "--format", "json").data["rows"] == before


def test_uncode_all_removes_what_the_filters_choose(many: Run) -> None:
    preview = many("uncode", "--all", "--query", "KEN", "--preview")
    assert preview.err == "codings that would be changed: 2; nothing was changed\n"
    assert codes_of(many) == ALL
    assert many("uncode", "--all", "--query", "KEN").err == "codings removed: 2\n"
    assert codes_of(many) == ALL[1:3] + ALL[4:]
    assert many("uncode", "--all", "--coder", "Budi").err == "codings removed: 1\n"
    assert many("undo").code == 0
    assert many("undo").code == 0
    assert codes_of(many) == ALL


def test_without_all_the_coder_is_who_works(many: Run) -> None:
    assert many("uncode", *SPANS[0], "--coder", "Budi").code == 0
    assert codes_of(many) == ALL[:2] + ALL[3:]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["recode", "--to", "PRV"], "say which codings by a filter, such as --code or --query"),
        (["recode", "--to", "PRV", "--only"], "say which codings by a filter, such as --code or --query"),
        (["uncode", "--query", "KEN"], "filters and --preview go with --all"),
        (["uncode", *SPANS[0], "--preview"], "filters and --preview go with --all"),
        (["uncode", *SPANS[0], "--all"], "say SOURCE START END CODE, ids of codings, or --all with filters"),
        (["uncode"], "say SOURCE START END CODE, ids of codings, or --all with filters"),
    ],
)
def test_an_act_on_many_that_does_not_say_which_is_wrong_usage(words: list[str], complaint: str, many: Run) -> None:
    ran = many(*words)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err
    assert codes_of(many) == ALL


@pytest.mark.parametrize("act", [["recode", "--to", "PRV"], ["uncode", "--all"]], ids=" ".join)
def test_an_act_on_nothing_says_so(act: list[str], many: Run) -> None:
    ran = many(*act, "--query", "PRE and PRV")
    assert (ran.code, ran.err) == (1, "qcode: there is no such coding; nothing was changed\n")


def test_many_codings_are_not_given_a_folder(many: Run) -> None:
    ran = many("recode", "--to", "Others", "--code", "KEN")
    assert ran.code == 1
    assert "“Others” is a folder, which is applied to nothing" in ran.err
    assert codes_of(many) == ALL
