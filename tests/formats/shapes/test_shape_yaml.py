"""Shapes of tables as YAML."""

from __future__ import annotations

import pytest

from qcode.data import shapes_folder
from qcode.domain.shape import RowKind, ShapeColumn, Show, in_language
from qcode.errors import UnreadableFile
from qcode.formats.shapes.shape_yaml import read_shape

WHOLE = b"""\
name: acts
aliases: [tahap, langkah]
title: {id: Tahap, en: Acts}
about: One sentence.
rows:
  cases: {kind: [police case, perkara], empty: yes}
total: yes
notes:
  - id: Catatan
    en: Note
columns:
  - {show: name}
  - show: tick
    heading: Arrest
    codes: REP-KAP
    where: {tindakan: [penangkapan, arrest]}
  - {show: quotes, each: "case:informant", most: 2}
"""


def test_a_whole_shape_is_read() -> None:
    shape = read_shape(WHOLE, "file")
    assert (shape.name, shape.aliases, shape.total) == ("acts", ("tahap", "langkah"), True)
    assert [in_language(shape.title, one) for one in ("id", "en", "fr")] == ["Tahap", "Acts", "Tahap"]
    assert in_language(shape.about, "id") == "One sentence."
    assert (shape.rows.kind, shape.rows.kinds, shape.rows.with_empty) == (
        RowKind.CASES,
        ("police case", "perkara"),
        True,
    )
    assert shape.columns == (
        ShapeColumn(Show.NAME),
        ShapeColumn(
            Show.TICK, {"": "Arrest"}, codes=("REP-KAP",), where=(("tindakan", ("penangkapan", "arrest")),)
        ),
        ShapeColumn(Show.QUOTES, most=2, each="case:informant"),
    )  # fmt: skip


def test_a_shape_that_does_not_name_itself_is_called_like_its_file() -> None:
    assert read_shape(b"rows: passages\ncolumns:\n  - show: quotes\n", "mine").name == "mine"


@pytest.mark.parametrize("path", sorted(shapes_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_each_built_in_shape_speaks_both_languages(path: object) -> None:
    shape = read_shape(path.read_bytes(), "")  # type: ignore[attr-defined]  # a Path, which parametrize does not say
    assert shape.name == path.stem  # type: ignore[attr-defined]
    said = [shape.title, shape.about, *shape.notes, *(one.heading for one in shape.columns if one.heading)]
    assert all({"id", "en"} <= set(one) for one in said)
    assert shape.aliases


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("rows: codes\n", 0, "rows and columns"),
        ("rows: codez\ncolumns: [{show: name}]\n", 1, "cannot be “codez”"),
        ("rows: codes\ncolums: []\ncolumns: [{show: name}]\n", 2, "no “colums”"),
        ("rows:\n  codes:\n    leafs: yes\ncolumns: [{show: name}]\n", 3, "no “leafs”"),
        ("rows: codes\ncolumns:\n  - show: nmae\n", 3, "cannot be “nmae”"),
        ("rows: codes\ncolumns:\n  - {show: quotes, most: two}\n", 3, "should be a number"),
        ("rows: codes\ncolumns:\n  - name\n", 2, "names with values"),
        ("rows: codes\ncolumns:\n  - {show: tick, where: [a]}\n", 3, "wants attributes"),
        ("rows: {codes: {}, cases: {}}\ncolumns: [{show: name}]\n", 1, "of one kind"),
        ("rows: codes\ntitle: [a]\ncolumns: [{show: name}]\n", 2, "words by language"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as raised:
        read_shape(text.encode(), "mine")
    if line:
        assert raised.value.message.startswith(f"line {line}: ")
    else:
        assert "tables show" in raised.value.hint


def test_a_word_that_was_nearly_right_is_offered() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_shape(b"rows: codes\ncolums: []\ncolumns: [{show: name}]\n", "mine")
    assert raised.value.hint == "Did you mean “columns”?"
