"""From the ID of an exported table to the passages behind each of its numbers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.exported import address, kept
from qcode.domain.member_check import OPENING, Verdict
from qcode.domain.report import Report, plain
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import translator
from qcode.services import (
    analysing,
    asking,
    clustering,
    coding,
    consenting,
    contrasting,
    counting,
    crosstabbing,
    demonstrating,
    following,
    grounding,
    guiding,
    linking,
    noting,
    picturing,
    purging,
    quoting,
    registering,
    retracing,
    shaping,
    tabling,
    tabling_law,
    undoing,
)
from qcode.store import codes, codings, exports, history, sources, touched
from qcode.store.project import Project


@pytest.fixture(scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.fixture
def project(_demo: Path, tmp_path: Path) -> Any:  # noqa: ANN401 - a project that is closed afterwards
    """The demo study, for one test alone."""
    with Project.open(shutil.copyfile(_demo, tmp_path / "demo.qcode"), coder="Ani") as opened:
        yield opened


def exported(project: Project, **plan: Any) -> Report:  # noqa: ANN401 - fields of a plan
    return registered(project, tabling.make_planned(project, **{"columns": "case:informant", **plan}))


def registered(project: Project, report: Report) -> Report:
    with registering.exporting_report(project, report) as ready:
        return ready


def sides(report: Report) -> list[tuple[str, str, str]]:
    """Return side, code and the words of each passage of a trace."""
    return [
        (str(plain(side)), str(code), passage[0].text if isinstance(passage, tuple) and passage else "")
        for side, _why, passage, code, _coder in report.rows
    ]


def reasons(report: Report, side: str) -> list[str]:
    return [str(row[1]) for row in report.rows if plain(row[0]) == side]


# IDs


def test_the_same_table_has_one_id_and_stands_in_the_trail_once(project: Project) -> None:
    before = len(history.entries(project))
    first, again = exported(project), exported(project)

    assert first.id == again.id
    assert address(first.id)
    assert len(history.entries(project)) == before + 1
    assert history.entries(project)[-1].summary == f"Codes by cases: number of passages · {first.id}"
    assert f"ID of this table: {first.id} (qcode trace {first.id})." in first.notes
    found = exports.find(project, first.id)
    assert found
    assert found.cells == [[kept(cell) for cell in row] for row in first.rows]
    assert (found.coder, found.kind, found.arguments) == ("Ani", "matrix", {"columns": "case:informant"})


def test_a_table_with_other_numbers_or_other_filters_has_another_id(project: Project) -> None:
    first = exported(project).id
    narrower = exported(project, selection=Selection(codes=("PRE",))).id
    coding.uncode(project, [codings.select(project, Selection(codes=("PRE-EDU",)))[0].id])

    assert len({first, narrower, exported(project).id}) == 3


def test_an_export_is_in_nobodys_way_when_acts_are_taken_back(project: Project) -> None:
    coding.uncode(project, [codings.select(project, Selection())[0].id])
    there = len(codings.select(project, Selection()))
    undoing.undo(project)
    exported(project)
    undoing.redo(project)

    assert len(codings.select(project, Selection())) == there
    exported(project)
    undoing.undo(project)
    assert len(codings.select(project, Selection())) == there + 1


def test_the_history_tells_which_tables_were_exported(project: Project) -> None:
    report = exported(project)
    told, more = touched.by(project, history.entries(project)[-1].id)

    assert more == 0
    assert [(one.kind, one.name) for one in told] == [("e", f"{report.id} · Codes by cases: number of passages")]


def test_no_words_of_the_study_are_kept_of_an_export(project: Project) -> None:
    exported(project, measure="quotes")
    exported(project, measure="summary")
    registered(project, quoting.make_quotation_report(project, Selection()))
    kept_of_it = repr(exports.all_exports(project))

    assert not [one.text for one in codings.select(project, Selection()) if one.text in kept_of_it]
    assert "Penyuluhan ke sekolah" not in kept_of_it


def test_every_maker_of_reports_is_found_by_its_kind(project: Project) -> None:
    made = {
        "frequencies": analysing.make_frequencies(project, Selection()),
        "cooccurrence": analysing.make_cooccurrence(project, Selection(), within="turn"),
        "quotations": quoting.make_quotation_report(project, Selection(codes=("KEN",))),
        "table": shaping.make_table(project, shaping.find_shape("obstacles"), Selection()),
        "matrix": tabling.make_planned(project, selection=Selection(codes=("KEN",)), sort="rows"),
    }
    for kind, report in made.items():
        asked = report.asked
        assert asked
        assert asked.kind == kind
        arguments = {name: asking.as_data(value) for name, value in asked.arguments.items()}
        assert asking.made_again(project, kind, arguments, language="en") == report
    for path in asking.MAKERS.values():
        module, _dot, name = path.partition(".")
        assert hasattr(__import__(f"qcode.services.{module}", fromlist=[name]), name), path


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("T7K3QA2", (0, 0, 0)), ("t7k3qa2.4", (4, 0, 0)), ("T7K3QA2.4.2", (4, 2, 0)), ("T7K3QA2.4.2.1", (4, 2, 1)),
        ("T7K3QA2_r4_c2", (4, 2, 0)), ("T7K3QA2_r4_c2_2", (4, 2, 0)), ("Table", None), ("T7K3QA2.4x", None),
        ("q_11111111222243338444555555555555", None),
    ],
)  # fmt: skip
def test_an_id_says_table_row_cell_and_quotation(text: str, meant: tuple[int, int, int] | None) -> None:
    found = address(text)

    assert (found and (found.row, found.column, found.nth)) == meant


# What stands behind


@pytest.mark.parametrize("selection", [Selection(), Selection(all_speakers=True), Selection(only=True)])
def test_behind_each_number_of_a_matrix_stand_as_many_passages(project: Project, selection: Selection) -> None:
    report = exported(project, selection=selection)
    checked = 0
    for row, cells in list(enumerate(report.rows, 1))[::3]:
        for column, value in enumerate(cells[1:], 2):
            traced = retracing.find_table(project, f"{report.id}.{row}.{column}")
            found = grounding.ground(project, traced.export, traced.cell)
            assert len({one.segment for one in found.counted}) == value, (row, column)
            checked += bool(value)
    assert checked > 15


def test_behind_the_numbers_of_other_tables_stand_their_passages(project: Project) -> None:
    for report, column in (
        (analysing.make_frequencies(project, Selection()), "passages"),
        (shaping.make_table(project, shaping.find_shape("frequency"), Selection()), "passages"),
    ):
        made = registered(project, report)
        place = [one.name for one in made.columns].index(column)
        for number, row in enumerate(made.rows[:6], 1):
            traced = retracing.find_table(project, f"{made.id}.{number}.{place + 1}")
            found = grounding.ground(project, traced.export, traced.cell)
            assert len({one.segment for one in found.counted}) == row[place], (report.title, row)


def test_behind_codes_that_stand_together_are_the_passages_of_both(project: Project) -> None:
    made = registered(project, analysing.make_cooccurrence(project, Selection()))
    pairs = [
        (str(plain(row[0])), made.columns[at].name)
        for row in made.rows
        for at, cell in enumerate(row)
        if isinstance(cell, int) and cell and at and plain(row[0]) != made.columns[at].name
    ]
    row, column = pairs[0]
    trace = retracing.make_trace(project, made.id, row=row, column=column)
    counted = [code for side, code, _text in sides(trace) if side == "for"]

    assert len(counted) >= 2
    assert any(code.startswith(row) for code in counted)
    assert any(code.startswith(column) for code in counted)


def test_behind_a_code_that_follows_another_are_the_passages_of_both(project: Project) -> None:
    made = registered(project, following.make_sequences(project, Selection(), within="turn"))
    row, column = next(
        (str(plain(row[0])), made.columns[at].name)
        for row in made.rows
        for at, cell in enumerate(row)
        if at and cell and "-" in str(plain(row[0])) and "-" in made.columns[at].name
    )
    counted = [code for side, code, _text in sides(retracing.make_trace(project, made.id, row=row, column=column))
               if side == "for"]  # fmt: skip

    assert {row, column} <= set(counted)


@pytest.mark.parametrize("by_stem", [False, True])
def test_behind_each_number_of_a_table_of_words_stand_the_places_where_they_are_said(
    project: Project, by_stem: bool
) -> None:
    made = registered(project, counting.make_words(project, Selection(cases=("INF-01",)), top=12, by_stem=by_stem))
    for number, row in enumerate(made.rows, 1):
        trace = retracing.make_trace(project, f"{made.id}.{number}.2")
        assert len(trace.rows) == row[1], row
        assert f"It was {row[1]} and is so today." in trace.notes
    made = registered(project, contrasting.make_keyness(project, "case:INF-01", "case:INF-04", top=5))
    for number, row in enumerate(made.rows, 1):
        assert [len(retracing.make_trace(project, f"{made.id}.{number}.{at}").rows) for at in (2, 3)] == [*row[1:3]]


def test_behind_matches_references_and_questions_stand_the_very_ones(project: Project) -> None:
    matches = registered(project, contrasting.make_concordance(project, "penginapan", sort="right"))
    trace = retracing.make_trace(project, f"{matches.id}.2")
    ((_side, _code, text),) = sides(trace)
    assert text.split() == f"{matches.rows[1][1]} {matches.rows[1][2]}{matches.rows[1][3]}".split()
    cited = registered(project, tabling_law.make_statutes(project, Selection()))
    assert len(retracing.make_trace(project, f"{cited.id}.1.4").rows) == cited.rows[0][3]
    asked = registered(project, guiding.make_coverage(project))
    row = next(at for at, row in enumerate(asked.rows, 1) if row[2])
    ((_side, _code, text),) = sides(retracing.make_trace(project, f"{asked.id}.{row}.3"))
    assert text.endswith("?")


def test_behind_a_step_of_clusters_stand_the_passages_of_what_it_joined(project: Project) -> None:
    made = registered(project, clustering.make_clusters(project, Selection()))
    counted = {code for side, code, _text in sides(retracing.make_trace(project, f"{made.id}.1")) if side == "for"}
    assert counted == {made.rows[0][1], made.rows[0][2]}
    trace = retracing.make_trace(project, f"{made.id}.1.2")
    assert {code for side, code, _text in sides(trace) if side == "for"} == {made.rows[0][1]}
    assert not any("#" in note for note in trace.notes[:4])


def test_a_number_that_counts_sources_or_cases_is_told_in_those_with_the_passages_in_each(project: Project) -> None:
    for unit, one in (("source", "Sources in which they stand: 1 (T01_unit_ppa: 11)."),
                      ("case", "Cases in which they stand: 1 (INF-01: 11).")):  # fmt: skip
        made = registered(project, crosstabbing.make_crosstab(project, "Jabatan", Selection(), unit=unit))
        value = next(one.name for one in made.columns if one.name.startswith("Penyidik"))
        trace = retracing.make_trace(project, made.id, row="KEN", column=value)
        assert one in trace.notes
        assert "It was 1 and is so today." in trace.notes


def test_behind_a_table_of_cases_stand_cases_and_behind_an_informants_column_their_passages(project: Project) -> None:
    made = registered(project, shaping.make_table(project, shaping.find_shape("cases-per-year"), Selection()))
    trace = retracing.make_trace(project, f"{made.id}.2.3")
    assert "It tells of cases: 2 (Perkara 2, Perkara 3)." in trace.notes
    made = registered(project, shaping.make_table(project, shaping.find_shape("frequency"), Selection()))
    row = next(at for at, row in enumerate(made.rows, 1) if str(plain(row[0])) == "PRE-LIT")
    assert sides(retracing.make_trace(project, made.id, row="PRE-LIT", column="INF-04")) == [], row


def test_a_quotation_is_followed_by_its_place_in_the_cell_or_by_its_bookmark(project: Project) -> None:
    report = exported(project, measure="quotes")
    row, quoted = next(
        (at, row[1]) for at, row in enumerate(report.rows, 1) if isinstance(row[1], tuple) and row[1][1:]
    )
    second = quoted[1]
    by_place = retracing.make_trace(project, f"{report.id}.{row}.2.2")
    by_mark = retracing.make_trace(project, second.anchor)

    assert second.anchor.startswith("q_")
    for trace in (by_place, by_mark):
        assert [text for side, _code, text in sides(trace) if side == "for"] == [second.text]
    assert len(sides(retracing.make_trace(project, f"{report.id}.{row}.2"))) >= len(quoted)


def test_what_interviewers_say_and_what_filters_leave_out_is_listed_apart(project: Project) -> None:
    source = sources.find_id(project, "T01_unit_ppa")
    turns = sources.turns_of(project, source)
    asked = next(one for one in turns if one.role == "interviewer")
    code = codes.find(project, "KEN-SDM").code.id
    coding.apply_code(project, source, asked.span, code)
    report = exported(project, columns="source", selection=Selection(coders=("gold",), codes=("KEN",)))
    answer = next(one for one in turns if one.role == "participant" and len(one.span) > 40)
    coding.apply_code(project, source, Span(answer.span.start, answer.span.start + 20), code)
    trace = retracing.make_trace(project, report.id, row="KEN-SDM", column="T01_unit_ppa")

    assert sorted(reasons(trace, "left out")) == ["left out by the filters of the table", "said by an interviewer"]


def test_links_memos_answers_and_other_codes_speak_against(project: Project) -> None:
    one = codings.select(project, Selection(codes=("KEN-SDM",), cases=("INF-01",)))[0]
    other = codings.select(project, Selection(codes=("PRE-EDU",), cases=("INF-01",)))[0]
    for origin, target in ((f"coding:{other.id}", f"coding:{one.id}"), ("code:PRV-SIB", "code:KEN-SDM")):
        linking.link(project, "contradicts", linking.find_end(project, origin), linking.find_end(project, target))
    noting.write_memo(project, "coding", one.id, "Tetapi di sini cukup orang.", kind="negative case")
    coding.apply_code(project, one.source_id, Span(one.start, one.end), codes.find(project, "REK").code.id)
    report = exported(project)
    trace = retracing.make_trace(project, report.id, row="KEN-SDM", column="INF-01")
    found = reasons(trace, "against")

    assert [why for why in found if why.startswith("a link says that it contradicts")]
    assert "its code contradicts, as a link says: KEN-SDM" in found
    assert "a memo calls it a negative case" in found
    assert "the same words are coded otherwise" in found
    against = [code for side, code, _text in sides(trace) if side == "against"]
    assert {"PRE-EDU", "PRV-SIB", "REK"} <= set(against)


def test_what_an_informant_withdrew_or_corrected_is_said_once_and_without_the_words_of_its_box(
    project: Project,
) -> None:
    one = codings.select(project, Selection(codes=("KEN-SDM",), cases=("INF-01",)))[0]
    for text, tag, on in (
        ("Does not want it to be used.", "withdraws", ("coding", one.id)),
        (f"{translator('id')(OPENING[Verdict.WITHDRAWS])}\n\nTolong.", "withdraws", ("coding", one.id)),
        ("Sekarang sudah dua.", "corrects", ("code", one.code_id)),
    ):
        noting.write_memo(project, *on, text, kind="member check", tags=(tag,))
    trace = retracing.make_trace(project, exported(project).id, row="KEN-SDM", column="INF-01")
    assert reasons(trace, "against") == [
        "Ani does not want it to be used",
        "Ani does not want it to be used: Tolong.",
        "Ani corrects it on the sheet: Sekarang sudah dua.",
    ]


def test_what_may_not_be_quoted_is_counted_and_not_quoted(project: Project) -> None:
    report = exported(project)
    consenting.record_consent(project, "INF-01", "never")
    trace = retracing.make_trace(project, report.id, row="PRE-EDU", column="INF-01")

    assert [(side, text) for side, _code, text in sides(trace) if side == "for"] == [("for", "")]
    assert "counted; not quoted: consent" in reasons(trace, "for")


def test_what_consent_or_a_limit_keeps_out_of_a_cell_of_quotations_is_listed(project: Project) -> None:
    first, second = codings.select(project, Selection(codes=("PRV-SIB",), cases=("INF-01",)))
    consenting.record_consent_of_passage(project, second.source_id, Span(second.start, second.end), "never")
    report = exported(project, measure="quotes")
    trace = retracing.make_trace(project, report.id, row="PRV-SIB", column="INF-01")
    why = "stands there, and is not shown in the table; not quoted: consent"

    assert [text for side, _code, text in sides(trace) if side == "for"] == [first.text]
    assert reasons(trace, "left out") == [why]


# What has changed since


def test_a_trace_says_what_stood_there_and_what_stands_there_now(project: Project) -> None:
    report = exported(project)
    place = f"{report.id}.{[str(plain(row[0])) for row in report.rows].index('PRE-EDU') + 1}.2"
    assert "It was 1 and is so today." in retracing.make_trace(project, place).notes
    assert "Nothing in it has changed since." in retracing.make_trace(project, report.id).notes
    coding.uncode(project, [codings.select(project, Selection(codes=("PRE-EDU",), cases=("INF-01",)))[0].id])

    assert "It was 1 and is 0 today." in retracing.make_trace(project, place).notes
    (changed,) = [note for note in retracing.make_trace(project, report.id).notes if note.startswith("Changed")]
    assert "PRE-EDU × INF-01: 1 → " in changed
    assert "PRE × INF-01: 4 → 3" in changed


def test_a_quotation_that_was_removed_since_is_said_to_be_gone(project: Project) -> None:
    report = exported(project, measure="quotes")
    row = [str(plain(row[0])) for row in report.rows].index("PRE-EDU") + 1
    coding.uncode(project, [codings.select(project, Selection(codes=("PRE-EDU",), cases=("INF-01",)))[0].id])

    assert "Of the quotations, no longer coded: 1." in retracing.make_trace(project, f"{report.id}.{row}.2").notes


def test_a_table_that_cannot_be_made_again_says_why(project: Project) -> None:
    report = exported(project, selection=Selection(cases=("INF-04",)))
    from qcode.services import casing

    casing.remove_case(project, "INF-04")
    with pytest.raises(QcodeError, match="INF-04"):
        retracing.make_trace(project, report.id)


def test_what_has_no_id_is_named_where_one_is_not_found(project: Project) -> None:
    for text in ("T2345678", "f_years"):
        with pytest.raises(QcodeError) as caught:
            retracing.make_trace(project, text)
        assert "a list of what differs, and pictures of texts or years have none." in caught.value.hint


@pytest.mark.parametrize("kind", ["frequencies", "cooccurrence", "network", "dendrogram", "saturation", "tree"])
def test_a_picture_tells_the_id_of_its_numbers_in_a_file_of_its_own_and_in_a_document(
    project: Project, tmp_path: Path, kind: str
) -> None:
    picture = picturing.make_picture(project, kind, Selection(codes=("KEN",)))
    with registering.exporting_picture(project, picture) as ready:
        picturing.save_picture(ready, tmp_path / "drawn.svg")
    (export,) = exports.all_exports(project)
    assert f"(qcode trace {export.id})" in (tmp_path / "drawn.svg").read_text(encoding="utf-8")
    trace = retracing.make_trace(project, f"{export.id}.1")
    assert "Nothing in it has changed since." in trace.notes

    document = picturing.document_of([picturing.figure_of(picture)])
    with registering.exporting(project, document) as given:
        (figure,) = given.figures()
    assert figure.notes == ready.notes, "the same numbers have the same ID"
    assert len(exports.all_exports(project)) == 1


def test_an_unknown_id_row_or_column_is_said_to_be(project: Project) -> None:
    report = exported(project)
    for text, row, match in (
        ("T999999", "", "no table with the ID"), ("x", "", "no table with the ID"), (report.id, "XXX", "no row “XXX”"),
        (f"{report.id}.999", "", "rows and"), ("q_11111111222243338444555555555555", "", "no coding"),
    ):  # fmt: skip
        with pytest.raises(QcodeError, match=match):
            retracing.make_trace(project, text, row=row)


def test_what_was_exported_of_a_purged_source_is_gone(project: Project) -> None:
    report = exported(project, measure="quotes")
    purging.purge(project, "T01_unit_ppa")

    assert exports.find(project, report.id) is None
