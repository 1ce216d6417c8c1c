"""What every format of codebooks must bear, whatever its file looks like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.domain.codebook import TEXT_FIELDS, Code, Codebook, LegalBasis, in_tree_order, paths
from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.base import CodebookFormat
from qcode.formats.registry import codebook_formats

FORMATS = sorted({format.name: format for format in codebook_formats().values()}.values(), key=lambda f: f.name)
WHOLE = [format for format in FORMATS if format.name in ("yaml", "json")]
TABLES = [format for format in FORMATS if format.name in ("csv", "xlsx")]
EACH = pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
EACH_WITH_KEYS = pytest.mark.parametrize("format", WHOLE + TABLES, ids=lambda f: f.name)

# Characters that make trouble in one format or another come often; control characters are tested apart.
words = st.text(st.one_of(st.sampled_from("=+-@/\"'#:|\\,;{}[]&<>%*!?~ \t\n\u2028\u0085é中😀_"), st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff"
)), max_size=120)  # fmt: skip
names = words.map(str.strip).filter(bool)
texts = st.one_of(st.just(""), words, st.lists(words, max_size=4).map("\n".join))
days = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
bases = st.builds(LegalBasis, names, words.map(str.strip), days, days, words.map(str.strip))
languages = st.sampled_from(["id", "en", "nl", "no", "pt-BR"])


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Return a codebook of a few codes in a random tree, each with all it can have."""
    codes: list[Code] = []
    keys = draw(st.lists(st.one_of(st.just(""), names), min_size=1, max_size=7))
    for key in keys:
        taken = {code.key.casefold() for code in codes}
        said = st.dictionaries(st.sampled_from(TEXT_FIELDS), words.filter(bool), min_size=1)
        codes.append(
            Code(
                name=draw(names),
                key="" if key.casefold() in taken else key,
                parent=draw(st.sampled_from([None, *(code.id for code in codes)])),
                color=draw(st.sampled_from(["", "#0072b2", "#ffffff"])),
                codable=draw(st.booleans()),
                definition=draw(texts),
                include=draw(texts),
                exclude=draw(texts),
                example=draw(texts),
                legal_basis=tuple(draw(st.lists(bases, max_size=2))),
                translations=draw(st.dictionaries(languages, said, max_size=2)),
            )
        )
    return Codebook(
        draw(names),
        in_tree_order(tuple(codes)),
        language=draw(st.sampled_from(["", "id", "en"])),
        description=draw(texts),
    )


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def back(format: CodebookFormat, codebook: Codebook) -> Codebook:
    data, _notes = format.write(codebook)
    read = format.read(data, codebook.name)
    assert read.warnings == ()
    return read.codebook


@pytest.mark.parametrize("format", WHOLE, ids=lambda f: f.name)
@SLOW
@given(codebook=codebooks())
def test_a_tree_format_gives_back_the_whole_codebook(format: CodebookFormat, codebook: Codebook) -> None:
    assert back(format, codebook) == codebook
    assert format.write(codebook)[1] == ()


@pytest.mark.parametrize("format", TABLES, ids=lambda f: f.name)
@SLOW
@given(codebook=codebooks())
def test_a_table_gives_back_every_code_and_its_place(format: CodebookFormat, codebook: Codebook) -> None:
    again = back(format, codebook)
    assert again.codes == codebook.codes
    assert again.language == codebook.language


@SLOW
@given(codebook=codebooks())
def test_refi_gives_back_tree_names_definitions_and_guids(codebook: Codebook) -> None:
    again = back(codebook_formats()[".qdc"], codebook)
    bare = [Code(c.name, c.id, "", c.parent, c.color, c.codable, c.definition) for c in codebook.codes]
    assert list(again.codes) == bare
    assert paths(again.codes) == paths(codebook.codes)


@EACH
def test_codes_come_depth_first_however_they_were_listed(format: CodebookFormat) -> None:
    top, second = Code("Top"), Code("Second")
    child, grandchild = Code("Child", parent=top.id), Code("Grandchild", parent="")
    grandchild = replace(grandchild, parent=child.id)
    mixed = Codebook("Mixed", (top, second, child, grandchild))
    assert [code.name for code in back(format, mixed).codes] == ["Top", "Child", "Grandchild", "Second"]


@EACH
def test_the_name_of_the_file_serves_where_the_file_has_none(format: CodebookFormat) -> None:
    data, _notes = format.write(Codebook("", (Code("A"),)))
    assert format.read(data, "study").codebook.name == "study"


@EACH
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n" + bytes(64), b"[{", b"<CodeBook><Codes>"])
def test_what_is_no_codebook_is_said_to_be_unreadable(format: CodebookFormat, data: bytes) -> None:
    with pytest.raises(UnreadableFile) as raised:
        format.read(data, "x")
    assert raised.value.message


@EACH
def test_a_file_cut_in_half_is_unreadable_or_misses_codes_but_never_crashes(format: CodebookFormat) -> None:
    codes = tuple(Code(f"Code {n}", key=f"K{n}", definition="what it means\n" * 20) for n in range(30))
    data, _notes = format.write(Codebook("B", codes))
    if format.name in ("yaml", "csv"):
        # These may end anywhere: what stands before the cut is whole.
        assert 10 < len(format.read(data[: len(data) // 2], "x").codebook.codes) < 20
    else:
        with pytest.raises(UnreadableFile):
            format.read(data[: len(data) // 2], "x")


@EACH
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.floats(0, 1, exclude_max=True), gone=st.integers(0, 9), put=st.binary(max_size=6))
def test_damage_anywhere_leaves_a_codebook_or_a_clear_refusal(
    format: CodebookFormat, at: float, gone: int, put: bytes
) -> None:
    data, _notes = format.write(Codebook("B", (Code("Ä", key="K", definition="x, y"), Code("Z", color="#ffffff"))))
    place = int(at * len(data))
    try:
        read = format.read(data[:place] + put + data[place + gone :], "x")
    except UnreadableFile as error:
        told = error.message
    else:
        told = read.codebook.name
    assert told


@EACH_WITH_KEYS
def test_control_characters_do_not_stop_a_codebook(format: CodebookFormat) -> None:
    codebook = Codebook("B", (Code("bell\x07", key="K"), Code("plain", key="L", definition="a\x1b[2Jb")))
    data, notes = format.write(codebook)
    again = format.read(data, "B").codebook
    assert [code.key for code in again.codes] == ["K", "L"]
    if again.codes != codebook.codes:
        assert notes == ("Control characters, which such a file cannot hold, were replaced (characters: 2).",)


@EACH
def test_a_codebook_of_two_thousand_codes_is_no_trouble(format: CodebookFormat) -> None:
    tops = tuple(Code(f"Top {n}") for n in range(20))
    rest = tuple(Code(f"Code {n}", parent=tops[n % 20].id, definition="words " * 20) for n in range(1980))
    assert len(back(format, Codebook("Big", tops + rest)).codes) == 2000


@EACH
def test_a_chain_of_codes_deeper_than_a_file_can_be_is_refused_or_kept(format: CodebookFormat) -> None:
    chain = [Code("0", key="k0")]
    for n in range(1, 400):
        chain.append(Code(str(n), key=f"k{n}", parent=chain[-1].id))
    if format in TABLES:
        assert len(back(format, Codebook("Deep", tuple(chain))).codes) == 400
    else:
        with pytest.raises(QcodeError, match="lies deeper than"):
            format.write(Codebook("Deep", tuple(chain)))
