"""Any sequence of acts: undone to the beginning nothing is left of it, redone it is all there again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.domain.correction import Correction
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import caring, casing, coding, correcting, defining, importing, noting, sourcing, undoing
from qcode.store import cases, codes, codings, memos, sources
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]

KINDS = """
code code code recode move uncode bulk typical memo memo edit remove add rename merge drop import import forget roles
case assign dropcase correct correct undo redo
"""
STEPS = st.tuples(
    st.sampled_from(KINDS.split()),
    st.integers(0, 50), st.integers(0, 50), st.sampled_from(("Ani", "Ani", "Budi")),
)  # fmt: skip
"""What is done, two numbers that choose on what, and by whom."""


def _chosen(of: list[str], number: int) -> str:
    if not of:
        raise QcodeError("there is none")
    return of[number % len(of)]


def _step(project: Project, kind: str, a: int, b: int) -> None:  # noqa: C901 - one line a verb
    source = _chosen([one.id for one in sources.all_sources(project)], a) if kind != "import" else ""
    chars = sources.length_of(project, source)
    start = min(a, max(chars - 1, 0))
    span = Span(start, min(start + 1 + b % 9, chars))
    code = _chosen([one.code.id for one in codes.all_codes(project)], b)
    applied = [one.id for one in codings.select(project, Selection())]
    notes = [one.id for one in memos.all_memos(project)]
    known = [one.name for one in cases.all_cases(project)]
    match kind:
        case "code":
            coding.apply_code(project, source, span, code, memo="m" * (b % 2))
        case "bulk":
            rows = [coding.CodingRow(source, start, span.end, code, coder=name) for name in ("Ani", "Budi", "Citra")]
            coding.apply_codes(project, rows)
        case "recode":
            coding.recode(project, _chosen(applied, a), code)
        case "move":
            coding.move_boundary(project, _chosen(applied, b), span)
        case "uncode":
            coding.uncode(project, [_chosen(applied, a), _chosen(applied, b)])
        case "typical":
            coding.mark_typical(project, _chosen(applied, a), typical=bool(b % 2))
        case "memo":
            noting.write_memo_on_passage(project, source, span, f"memo {a}")
        case "edit":
            noting.edit_memo(project, _chosen(notes, a), f"edited {b}")
        case "remove":
            noting.remove_memo(project, _chosen(notes, a))
        case "add":
            defining.add_code(project, f"Code {a} {b}", key=f"K{a}", parent=code if b % 2 else None)
        case "rename":
            defining.edit_code(project, code, {"name": f"Name {a}", "key": f"K{b}"})
        case "merge":
            defining.merge_codes(project, code, _chosen([one.code.id for one in codes.all_codes(project)], a))
        case "drop":
            defining.remove_code(project, code, with_codings=True)
        case "import":
            text = f"Kode Informan : INF-{a}\n\nP: Ya {b}?\nI: Tidak.\n\n\nP: Oh?\nI: Benar {a}."
            importing.import_previews(project, [importing.preview_text(text, f"S{a % 3}")])
        case "forget":
            sourcing.remove_source(project, source)
        case "roles":
            sourcing.set_roles(project, source, {"P": ("interviewer", "participant")[b % 2]})
        case "case":
            casing.add_case(project, "kind", f"Case {a % 4}", {"A": str(b)})
        case "assign":
            casing.assign_case(project, _chosen(known, a), source, speaker="I" if b % 2 else "")
        case "dropcase":
            casing.remove_case(project, _chosen(known, a))
        case "correct":
            text = sources.text_of(project, source)
            words = ("", "x", "y\n", "\nP: Ya?\nI: ")[(a + b) % 4]
            correcting.correct(project, source, [Correction(start, text[start : start + b % 12], words)])
        case "undo":
            undoing.undo(project)
        case _:
            undoing.redo(project)


def _as_far_as_it_goes(path: Path, coder: str, act: Callable[[Project], str]) -> int:
    """Undo or redo in a process of its own each time, until there is nothing left."""
    times = 0
    while True:
        with Project.open(path, coder=coder) as project:
            try:
                act(project)
            except QcodeError as error:
                if "nothing of yours" in error.message:
                    return times
                raise
        times += 1


@given(steps=st.lists(STEPS, min_size=1, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_coders_acts_undone_leave_the_beginning_and_redone_the_end(
    steps: list[tuple[str, int, int, str]], study: Path, dump: Dumping
) -> None:
    path = study.with_name("walk.qcode")
    shutil.copyfile(study, path)
    beginning = dump(path)
    with Project.open(path, coder="Dewi") as project:
        for kind, a, b, _coder in steps:
            try:
                _step(project, kind, a, b)
            except QcodeError:
                continue
        faults = caring.check(project)
    assert faults == []
    end = dump(path)
    undone = _as_far_as_it_goes(path, "Dewi", undoing.undo)
    assert dump(path) == beginning
    redone = _as_far_as_it_goes(path, "Dewi", undoing.redo)
    assert redone >= undone
    if redone == undone:
        assert dump(path) == end


@given(steps=st.lists(STEPS, min_size=4, max_size=25))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_coders_among_each_other_never_leave_a_project_that_is_not_whole(
    steps: list[tuple[str, int, int, str]], study: Path, dump: Dumping
) -> None:
    path = study.with_name("walk.qcode")
    shutil.copyfile(study, path)
    with Project.open(path, coder="Ani") as ani, Project.open(path, coder="Budi") as budi:
        for kind, a, b, coder in steps:
            before = None
            try:
                if kind in ("undo", "redo"):
                    before = dump(path)
                _step({"Ani": ani, "Budi": budi}[coder], kind, a, b)
            except QcodeError:
                if before:
                    assert dump(path) == before, "an undo that is refused changes nothing"
        assert caring.check(ani) == []
    _need_whole(dump(path))


def _need_whole(rows: dict[str, dict[str, Any]]) -> None:
    """Check what no foreign key holds."""
    places = [(row["source_id"], row["start_at"], row["end_at"]) for row in rows["segment"].values()]
    assert len(places) == len(set(places)), "one span of one source is one segment"
    borne = {row["segment_id"] for row in rows["coding"].values()} | {row["target"] for row in rows["memo"].values()}
    assert rows["segment"].keys() <= borne, "a segment carries something"
    said = [(row["segment_id"], row["code_id"], row["coder_id"]) for row in rows["coding"].values()]
    assert len(said) == len(set(said)), "nobody codes a passage with a code twice"
    for row in rows["coding"].values():
        segment = rows["segment"][row["segment_id"]]
        assert (row["source_id"], row["speaker_id"]) == (segment["source_id"], segment["speaker_id"])
    for memo in rows["memo"].values():
        table = {"case": "study_case"}.get(memo["target_kind"], memo["target_kind"])
        assert memo["target"] in rows[table], "a memo is on something"
    keys = [row["key"].casefold() for row in rows["code"].values() if row["key"]]
    assert len(keys) == len(set(keys)), "a key names one code"
    names = [row["name"].casefold() for row in rows["source"].values()]
    assert len(names) == len(set(names)), "a name names one source"
