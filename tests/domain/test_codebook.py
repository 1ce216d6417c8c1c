from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.codebook import Code, canonical_color, depths, in_tree_order, join_path, paths, split_path

NAMES = st.text(
    alphabet=st.one_of(st.sampled_from("/ab"), st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    min_size=1,
)


def test_a_slash_in_a_name_is_doubled() -> None:
    assert join_path(("Hukum", "UU 12/2022", "a//b")) == "Hukum/UU 12//2022/a////b"
    assert split_path("Hukum/UU 12//2022/a////b") == ("Hukum", "UU 12/2022", "a//b")


@given(st.lists(NAMES.filter(lambda name: not name.startswith("/") and not name.endswith("/")), min_size=1))
def test_a_path_is_read_as_it_was_written(names: list[str]) -> None:
    assert split_path(join_path(tuple(names))) == tuple(names)


@given(st.lists(st.tuples(st.integers(0, 30), NAMES), max_size=25))
def test_codes_stand_depth_first_each_parent_before_its_children(drawn: list[tuple[int, str]]) -> None:
    codes: list[Code] = []
    for parent, name in drawn:
        above = codes[parent % len(codes)].id if codes and parent % 3 else None
        codes.append(Code(name, parent=above))
    ordered = in_tree_order(tuple(reversed(codes)))
    assert {code.id for code in ordered} == {code.id for code in codes}
    place = {code.id: number for number, code in enumerate(ordered)}
    assert all(place[code.parent] < place[code.id] for code in ordered if code.parent)
    deep = dict((code.id, depth) for depth, code in depths(tuple(codes)))
    path = paths(tuple(codes))
    for code in codes:
        assert deep[code.id] == (deep[code.parent] + 1 if code.parent else 0)
        above_path = f"{path[code.parent]}/" if code.parent else ""
        assert path[code.id] == above_path + join_path((code.name,))


def test_a_parent_that_is_not_there_puts_a_code_at_the_top() -> None:
    code = Code("Anak", parent="gone")
    assert list(depths((code,))) == [(0, code)]
    assert paths((code,)) == {code.id: "Anak"}


def test_codes_that_are_their_own_ancestors_are_in_no_tree() -> None:
    one, two = Code("A", id="1", parent="2"), Code("B", id="2", parent="1")
    assert in_tree_order((one, two)) == ()


def test_a_text_is_said_in_a_language_or_else_in_the_codebooks_own() -> None:
    code = Code("Obstacles", definition="What hinders.", translations={"id": {"name": "Kendala", "definition": ""}})
    assert (code.said("name", "id"), code.said("name", "en")) == ("Kendala", "Obstacles")
    assert code.said("definition", "id") == "What hinders."


def test_colours_have_one_form() -> None:
    assert [canonical_color(text) for text in ("#ABC", "0072b2", " #0072B2 ", "red", "#12345", "")] == [
        "#aabbcc", "#0072b2", "#0072b2", None, None, None,
    ]  # fmt: skip
