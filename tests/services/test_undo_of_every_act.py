"""Whatever a user does can be taken back and done again, each time by a process that has just opened the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.codebook import Codebook, LegalBasis
from qcode.domain.correction import Correction
from qcode.domain.selection import Selection
from qcode.domain.sheet import CASE, Attribute, Subject
from qcode.domain.span import Span
from qcode.domain.transcript import Note, TimeMark
from qcode.domain.values import ValueKind
from qcode.services import (
    arranging,
    attributing,
    caring,
    casing,
    codebooks,
    coding,
    correcting,
    defining,
    filling,
    importing,
    linking,
    noting,
    retrieving,
    saving,
    segmenting,
    sourcing,
    splitting,
    summarising,
    undoing,
    word_listing,
)
from qcode.store import attributes, cases, codes, codings, links, memos, sets, sources
from qcode.store.project import Project

Act = Callable[[Project], object]
Dumping = Callable[[Path], dict[str, dict[str, Any]]]


def _source(project: Project, name: str = "W1") -> str:
    return sources.find_id(project, name)


def _code(project: Project, name: str) -> str:
    return codes.find(project, name).code.id


def _apply(
    project: Project, start: int, end: int, code: str, *, memo: str = "", weight: float | None = None,
    typical: bool = False,
) -> str:  # fmt: skip
    w1, span = _source(project), Span(start, end)
    done = coding.apply_code(project, w1, span, _code(project, code), memo=memo, weight=weight, typical=typical)
    return done.coding.id


def _first(project: Project) -> str:
    return codings.select(project, Selection())[0].id


def _as(name: str, project: Project) -> Project:
    return Project.open(project.path, coder=name)


def _two_codings(project: Project) -> None:
    _apply(project, 119, 155, "PRE-EDU", memo="kata kunci", weight=2.5)
    _apply(project, 119, 155, "KEN")
    with _as("Budi", project) as other:
        _apply(other, 119, 155, "PRE-EDU", memo="setuju")
        _apply(other, 212, 240, "KEN-ALAT", typical=True)


def _everything(project: Project) -> None:
    _two_codings(project)
    noting.write_memo(project, "source", _source(project), "tentang W1")
    noting.write_memo(project, "code", _code(project, "KEN"), "tentang kode")
    noting.write_memo_on_passage(project, _source(project), Span(94, 115), "pertanyaan pembuka")
    noting.write_memo_on_passage(project, _source(project), Span(119, 155), "pada passage terkode")
    casing.add_case(project, "institution", "Polda", {"Tipe": "A"})
    casing.assign_case(project, "Polda", "W1")
    casing.assign_case(project, "Polda", "W1", speaker="P")
    noting.write_memo(project, "case", cases.find(project, "Polda").id, "tentang kasus")


def _import(project: Project) -> object:
    preview = importing.preview_text("Kode Informan : INF-03\nUsia : 40\n\nP: Ya?\nI: Tidak\u0301 ada.\n\n\n", "W3")
    transcript = replace(
        preview.transcript, notes=(Note(Span(34, 39), "catatan kaki"),), marks=(TimeMark(3, 1.5), TimeMark(9, 2.0))
    )
    document = importing.preview_text("\n\nLaporan polisi.\nTanpa suara.", "D1")
    return importing.import_previews(
        project,
        [replace(preview, transcript=transcript), document],
        belonging=importing.Belonging("police case:Perkara 1", "Gelombang 1"),
    )


def _import_table(project: Project) -> object:
    table = project.path.with_name("kasus.csv")
    table.write_text("no,tahun,jenis\n1,2022,A\n2,2023,\nPolda,2020,B\n", encoding="utf-8")
    return casing.import_cases(project, table, kind="institution")


def _update_codebook(project: Project) -> object:
    (book,) = codes.codebooks(project)
    changed = [
        replace(code, definition=f"{code.definition}!", translations={"id": {"name": f"{code.name} (id)"}})
        for code in book.codes
    ]
    changed.append(replace(changed[0], id="11111111-1111-4111-8111-111111111111", key="NEU", name="New"))
    return codebooks.keep_codebook(project, Codebook(book.name, tuple(changed), id=book.id), update=True)


def _new_codebook(project: Project) -> object:
    return codebooks.import_codebook(project, codebooks.starters()[0], prefix="X-")


def _table_of_codings(project: Project) -> object:
    rows = [
        coding.CodingRow("W1", 94 + n, 110 + n, code, coder, memo=memo, weight=n / 2)
        for n, (code, coder, memo) in enumerate((("PRE", "", ""), ("KEN", "Citra", "m"), ("Staff", "Budi", "")))
    ]
    return coding.apply_codes(project, [*rows, coding.CodingRow("w2", 0, 5, "prv")])


def _nothing(project: Project) -> None: ...


def _memo_on_passage(project: Project) -> str:
    return noting.write_memo_on_passage(project, _source(project), Span(94, 100), "di sini")


def _coded_twins(project: Project) -> None:
    _two_codings(project)
    _apply(project, 119, 155, "KEN-ALAT", memo="kembar")


def _split(project: Project) -> object:
    ids = [c.id for c in codings.select(project, Selection(codes=("PRE-EDU",)))]
    new = {"a": splitting.NewPart("A", key="A"), "b": splitting.NewPart("B", under=True)}
    own, twin = _code(project, "PRE-EDU"), _code(project, "KEN-ALAT")
    return splitting.split_code(project, own, {ids[0]: ["a", twin, "b"], ids[1]: [own, "b"]}, new)


INFORMANT = Subject(CASE, "informant")


def _case(project: Project, name: str) -> str:
    return cases.find(project, name).id


def _usia(project: Project) -> Attribute:
    return attributes.find(project, "Usia", INFORMANT)


def _evidence(project: Project) -> None:
    w1, w2 = _source(project), _source(project, "W2")
    inf = _case(project, "INF-01")
    with project.change("evidence"):
        attributing.add_evidence(project, INFORMANT, inf, "Usia", "16", w1, Span(119, 155))
        attributing.add_evidence(project, INFORMANT, inf, "Usia", "17", w2, Span(2, 9))
        attributing.add_evidence(project, INFORMANT, _case(project, "INF-02"), "Tipe", "B", w2)


def _paste(project: Project) -> object:
    sheet = attributes.sheet(project, INFORMANT)
    plan = filling.plan_pasted(project, sheet, sheet.rows, "40\tX\tY\n\tZ\t", row=0, column=0)
    return filling.fill(project, [plan], "cases paste", "4")


def _docx(project: Project) -> object:
    data = (Path(__file__).parent.parent / "data" / "docx" / "libreoffice_interview.docx").read_bytes()
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    path = project.path.with_name("talk.docx")
    path.write_bytes(data)
    return importing.import_files(project, [path])


def _link(project: Project, target: linking.End | None = None) -> object:
    passage = linking.End("segment", _source(project), Span(119, 155))
    other = linking.End("segment", _source(project, "W2"), Span(40, 60))
    return linking.link(project, "explains", passage, target or other)


def _worded(project: Project) -> None:
    segmenting.word(project, _source(project), Span(119, 155), translation="We go", quoted="Kami […]")


def _laden(project: Project) -> None:
    _everything(project)
    _worded(project)
    _link(project)


def _two_pieces(project: Project) -> None:
    _apply(project, 119, 130, "PRE-EDU", memo="satu")
    _apply(project, 140, 155, "PRE-EDU", memo="dua", weight=2.0, typical=True)


def _pieces(project: Project) -> list[str]:
    chosen = codings.select(project, Selection(codes=("PRE-EDU",), coders=("Ani",)))
    return [one.id for one in chosen if one.source == "W1"]


def _laden_pieces(project: Project) -> None:
    _two_pieces(project)
    noting.write_memo_on_passage(project, _source(project), Span(119, 130), "di kutipan")
    segmenting.word(project, _source(project), Span(140, 155), translation="We go", quoted="")
    linking.link(
        project,
        "see also",
        linking.End("segment", _source(project), Span(119, 130)),
        linking.End("segment", _source(project), Span(140, 155)),
    )


def _sum_up(project: Project, text: str, unit: str = "INF-01") -> bool:
    return summarising.write_summary(project, summarising.find_cell(project, "KEN", unit), text)


def _saved_query(project: Project) -> object:
    return saving.save_query(project, "Q", Selection(codes=("KEN",), sources=("W1",), query="KEN or PRE"))


def _correct(project: Project, old: str, new: str) -> object:
    at = sources.text_of(project, _source(project)).index(old)
    return correcting.correct(project, _source(project), [Correction(at, old, new)])


def _update(project: Project) -> object:
    text = sources.text_of(project, _source(project)).replace("Kami", "Saya").replace("Biasanya", "Sering")
    path = project.path.with_name("W1.txt")
    path.write_text(f"{text}\nP: Sudah?\nI: Sudah.\n", encoding="utf-8")
    return correcting.update_from_file(project, _source(project), path)


ACTS: dict[str, tuple[Act, Act]] = {
    "summary": (_nothing, lambda p: _sum_up(p, "Alat kurang.")),
    "summary of a source": (_nothing, lambda p: _sum_up(p, "Alat kurang.", "W1")),
    "summary changed": (lambda p: _sum_up(p, "Alat kurang."), lambda p: _sum_up(p, "Alat dan orang kurang.")),
    "summary removed": (lambda p: _sum_up(p, "Alat kurang."), lambda p: _sum_up(p, "")),
    "lists add": (_nothing, lambda p: word_listing.add_list(p, "alat", ["alat", "mobil patroli"])),
    "lists edit": (
        lambda p: word_listing.add_list(p, "alat", ["alat"]),
        lambda p: word_listing.change_list(p, "@alat", name="sarana", words=["sarana"], kind="stop"),
    ),
    "lists remove": (
        lambda p: word_listing.add_list(p, "alat", ["alat"]),
        lambda p: word_listing.remove_list(p, "alat"),
    ),
    "code": (_nothing, lambda p: _apply(p, 119, 155, "PRE-EDU", memo="m", weight=1.0, typical=True)),
    "code where another coder has coded": (_two_codings, lambda p: _apply(p, 212, 240, "KEN-ALAT")),
    "code from a table": (_two_codings, _table_of_codings),
    "uncode all": (_two_codings, lambda p: coding.uncode(p, [c.id for c in codings.select(p, Selection())])),
    "uncode one of several": (_two_codings, lambda p: coding.uncode(p, [_first(p)])),
    "recode": (_two_codings, lambda p: coding.recode(p, _first(p), _code(p, "PRV"))),
    "recode onto a twin": (_coded_twins, lambda p: coding.recode(p, _first(p), _code(p, "KEN-ALAT"))),
    "recode many": (
        _coded_twins,
        lambda p: coding.recode_all(p, [c.id for c in codings.select(p, Selection())], _code(p, "KEN-ALAT")),
    ),
    "move a boundary": (_two_codings, lambda p: coding.move_boundary(p, _first(p), Span(94, 160))),
    "move a lone coding": (
        lambda p: _apply(p, 212, 220, "KEN"),
        lambda p: coding.move_boundary(p, _first(p), Span(193, 230)),
    ),
    "mark as typical": (_two_codings, lambda p: coding.mark_typical(p, _first(p), typical=True)),
    "memo on the project": (_nothing, lambda p: noting.write_memo(p, "project", p.id, "catatan", "methodological")),
    "memo on a coding": (_two_codings, lambda p: noting.write_memo(p, "coding", _first(p), "catatan")),
    "memo on a passage": (_nothing, _memo_on_passage),
    "memo changed": (_everything, lambda p: noting.edit_memo(p, memos.all_memos(p)[0].id, "lain")),
    "memo on a passage removed": (
        _memo_on_passage,
        lambda p: noting.remove_memo(p, memos.all_memos(p)[0].id),
    ),
    "codes add": (_nothing, lambda p: defining.add_code(p, "Baru", key="B", texts={"include": "x"})),
    "codes add with parents": (_nothing, lambda p: defining.add_code_at_path(p, "Atas/Tengah/Bawah")),
    "codes add to a new codebook": (_nothing, lambda p: defining.add_code(p, "Baru", codebook="Kedua")),
    "codes edit": (
        _nothing,
        lambda p: defining.edit_code(p, _code(p, "KEN"), {"name": "Kendala", "key": "K", "codable": False}),
    ),
    "codes move": (_nothing, lambda p: defining.move_code(p, _code(p, "KEN"), _code(p, "PRV"))),
    "codes move to the top": (_nothing, lambda p: defining.move_code(p, _code(p, "PRE-EDU"), None)),
    "codes merge": (_everything, lambda p: defining.merge_codes(p, _code(p, "KEN"), _code(p, "PRE-EDU"))),
    "codes merge with twins": (_coded_twins, lambda p: defining.merge_codes(p, _code(p, "PRE-EDU"), _code(p, "KEN"))),
    "codes move to a codebook": (
        lambda p: codebooks.add_codebook(p, "Kedua"),
        lambda p: arranging.put_code(p, _code(p, "KEN"), codebook=codebooks.codebook_id(p, "Kedua")),
    ),
    "codes move down": (_nothing, lambda p: arranging.shift_code(p, _code(p, "PRE"), 1)),
    "codes edit in another language": (
        _nothing,
        lambda p: defining.edit_code(
            p, _code(p, "KEN"), {"translations": {"en": {"name": "X"}}, "legal_basis": (LegalBasis("KUHAP", "16"),)}
        ),
    ),
    "codes recolour": (
        _nothing,
        lambda p: arranging.recolor_codes(p, _code(p, "KEN"), "#123456", with_children=True),
    ),
    "codes turned into a folder": (_nothing, lambda p: arranging.make_folder(p, _code(p, "KEN"), folder=True)),
    "codes split": (_coded_twins, _split),
    "codebook add": (_nothing, lambda p: codebooks.add_codebook(p, "Kedua", language="id")),
    "codebook edit": (
        _nothing,
        lambda p: codebooks.edit_codebook(p, codebooks.codebook_id(p, "Main"), {"name": "Utama", "language": "id"}),
    ),
    "codebook remove": (
        lambda p: codebooks.add_codebook(p, "Kedua"),
        lambda p: codebooks.remove_codebook(p, codebooks.codebook_id(p, "Kedua")),
    ),
    "codes remove": (_everything, lambda p: defining.remove_code(p, _code(p, "KEN"), with_codings=True)),
    "codebook import": (_nothing, _new_codebook),
    "codebook import with update": (_two_codings, _update_codebook),
    "import": (_nothing, _import),
    "import of a Word file": (_nothing, _docx),
    "rename": (_two_codings, lambda p: sourcing.rename_source(p, _source(p), "Wawancara 1")),
    "remove": (_everything, lambda p: sourcing.remove_source(p, _source(p))),
    "remove what an import brought": (_import, lambda p: sourcing.remove_source(p, _source(p, "W3"))),
    "correct": (_everything, lambda p: _correct(p, "Kami turun penyuluhan", "Kami\nP: Ya?\nI: turun")),
    "correct where all words go": (_everything, lambda p: _correct(p, "Kami turun penyuluhan ke sekolah. Bi", "")),
    "update": (_everything, _update),
    "speakers": (_two_codings, lambda p: sourcing.set_roles(p, _source(p), {"P": "participant", "I": "interviewer"})),
    "cases add": (_nothing, lambda p: casing.add_case(p, "institution", "Polsek", {"Tipe": "B", "Kota": "X"})),
    "cases set": (_everything, lambda p: casing.set_attributes(p, "Polda", {"Tipe": "C", "Baru": "1"})),
    "cases assign": (_everything, lambda p: casing.assign_case(p, "Polda", "W2", speaker="I")),
    "cases import": (_everything, _import_table),
    "cases remove": (_everything, lambda p: casing.remove_case(p, "Polda")),
    "cases remove with evidence": (_evidence, lambda p: casing.remove_case(p, "INF-01")),
    "cases rename to another kind": (_evidence, lambda p: casing.rename_case(p, "INF-01", "AKBP X", "officer")),
    "cases merge": (_evidence, lambda p: casing.merge_cases(p, "INF-01", "INF-02")),
    "cases assign a segment": (_nothing, lambda p: casing.assign_case(p, "INF-02", "W1", span=Span(119, 155))),
    "cases unassign": (_everything, lambda p: casing.unassign_case(p, "Polda", "W1", speaker="P")),
    "cases paste": (_evidence, _paste),
    "cases set a cell": (_evidence, lambda p: attributing.set_cell(p, _usia(p), _case(p, "INF-02"), "41,5")),
    "cases set nothing": (_evidence, lambda p: attributing.empty_cells(p, [(_usia(p), _case(p, "INF-01"))])),
    "evidence": (_two_codings, _evidence),
    "attributes add": (_nothing, lambda p: attributing.add_column(p, INFORMANT, "Tipe", ValueKind.CATEGORY, ["a"])),
    "attributes edit the kind": (_evidence, lambda p: attributing.change_kind(p, _usia(p), ValueKind.CATEGORY)),
    "attributes edit the name": (_evidence, lambda p: attributing.rename_column(p, INFORMANT, _usia(p), "Umur")),
    "attributes edit the options": (
        lambda p: attributing.add_column(p, INFORMANT, "Usia", ValueKind.CATEGORY),
        lambda p: attributing.set_options(p, _usia(p), ["b", "a"]),
    ),
    "attributes move": (_evidence, lambda p: attributing.move_column(p, INFORMANT, _usia(p), 1)),
    "attributes remove": (_evidence, lambda p: attributing.remove_column(p, _usia(p))),
    "link two passages": (_two_codings, lambda p: _link(p)),
    "link a passage to a code": (_nothing, lambda p: _link(p, linking.End("code", _code(p, "KEN")))),
    "link to a memo": (_everything, lambda p: _link(p, linking.End("memo", memos.all_memos(p)[0].id))),
    "unlink": (_link, lambda p: linking.unlink(p, [links.all_links(p)[0].id])),
    "split a passage": (_two_codings, lambda p: segmenting.split(p, [_first(p)], 130)),
    "split a passage with all it carries": (
        _laden,
        lambda p: segmenting.split(p, [one.id for one in codings.select(p, Selection()) if one.start == 119], 130),
    ),
    "merge passages": (_two_pieces, lambda p: segmenting.merge(p, _pieces(p))),
    "merge passages with all they carry": (_laden_pieces, lambda p: segmenting.merge(p, _pieces(p))),
    "weigh": (_two_codings, lambda p: segmenting.weigh(p, _first(p), 3.5)),
    "translate a passage": (
        _nothing,
        lambda p: segmenting.word(p, _source(p), Span(119, 155), translation="We go", quoted="Kami […]"),
    ),
    "take a translation away": (
        _worded,
        lambda p: segmenting.word(p, _source(p), Span(119, 155), translation="", quoted=""),
    ),
    "queries save": (_nothing, _saved_query),
    "queries save over one": (
        _saved_query,
        lambda p: saving.save_query(p, "Q", Selection(codes=("PRE",)), replace=True),
    ),
    "queries rename": (_saved_query, lambda p: saving.rename_query(p, "Q", "R")),
    "queries remove": (_saved_query, lambda p: saving.remove_query(p, "Q")),
    "code with further codes": (
        _two_codings,
        lambda p: retrieving.code_also(
            p, [c.id for c in codings.select(p, Selection())], [_code(p, "PRV"), _code(p, "KEN")]
        ),
    ),
    "typical many": (
        _two_codings,
        lambda p: retrieving.mark_typical(p, [c.id for c in codings.select(p, Selection())], typical=True),
    ),
}


def _listed(path: Path) -> object:
    """Return what lists show, in the order in which they show it."""
    with Project.open(path) as project:
        names = sorted(sources.names(project).values())
        return (
            [[(s.id, s.label) for s in sources.speakers_of(project, one)] for one in names],
            [list(cases.attributes_of_source(project, one).items()) for one in names],
            [(one.code.id, one.path) for one in codes.all_codes(project)],
            [(one.name, list(one.attributes.items()), one.sources) for one in cases.all_cases(project)],
            sets.all_sets(project),
            {one: codings.spans_of(project, one) for one in names}.keys(),
        )


@pytest.mark.parametrize("act", ACTS)
def test_an_act_undone_and_done_again_leaves_every_row_as_it_was(act: str, study: Path, dump: Dumping) -> None:
    prepare, do = ACTS[act]
    with Project.open(study, coder="Ani") as project:
        prepare(project)
    before, listed_before = dump(study), _listed(study)
    with Project.open(study, coder="Ani") as project:
        entries = project.database.value("SELECT COUNT(*) FROM change")
        do(project)
        assert project.database.value("SELECT COUNT(*) FROM change") == entries + 1, "an act is one entry"
    after, listed_after = dump(study), _listed(study)
    assert after != before
    for turn in (undoing.undo, undoing.redo, undoing.undo, undoing.redo, undoing.undo):
        with Project.open(study, coder="Ani") as project:
            turn(project)
            assert caring.check(project) == []
        expected = (before, listed_before) if turn is undoing.undo else (after, listed_after)
        assert (dump(study), _listed(study)) == expected
