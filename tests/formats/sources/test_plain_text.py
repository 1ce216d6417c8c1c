"""Plain text: encodings, refusals, and the demo study's spans to the letter."""

from __future__ import annotations

import codecs
import csv
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.data import demo_folder
from qcode.domain.text import stored
from qcode.errors import UnreadableFile
from qcode.formats.base import ReadOptions
from qcode.formats.sources.plain import read

TEXT = "P: Selamat pagi, “Bu” – café 😀\r\nI: Iya.\rP: Baik.\n"
STORED = "P: Selamat pagi, “Bu” – café 😀\nI: Iya.\nP: Baik.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_every_unicode_encoding_gives_the_same_text(mark: bytes, encoding: str) -> None:
    result = read(mark + TEXT.encode(encoding), ReadOptions())
    assert result.transcript.text == STORED
    assert result.warnings == ()


def test_windows_text_is_read_with_a_warning_that_says_where_to_look() -> None:
    result = read("P: biasa\nI: caf\u00e9 \u2013 ya".encode("cp1252"), ReadOptions())
    assert result.transcript.text == "P: biasa\nI: café – ya"
    assert len(result.warnings) == 1
    assert "Windows-1252" in result.warnings[0]
    assert "line 2" in result.warnings[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b" \r\n\t\n", "empty"),
        (bytes(range(256)) * 40, "not a text file"),
        (bytes(range(1, 9)) * 40, "not a text file"),
        (b"P: halo\x00", "not a text file"),
        ("P: halo\x00".encode("utf-16"), "U+0000"),
        (codecs.BOM_UTF16_LE + b"P\x00:\x00 ", "damaged"),
        (b"%PDF-1.4 nothing", "PDF"),
        (b"PK\x03\x04 not a zip", "ZIP"),
        (b"{\\rtf1 hi}", "RTF"),
        (b"caf\xe9 \x81\x8d", "neither"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(data, ReadOptions())
    assert says in raised.value.message
    assert raised.value.hint


def test_control_characters_in_a_transcript_are_text() -> None:
    text = "P: a\x1b[2Jb\x07\nI: \u202eok\x0c"
    assert read(text.encode(), ReadOptions()).transcript.text == text


def test_what_the_user_says_reaches_the_reading() -> None:
    options = ReadOptions(language="id", speakers=("Hal",), not_speakers=("I",), roles=(("Hal", "interviewer"),))
    transcript = read(b"Hal: a\nP: b\nI: c\nP: d", options).transcript
    assert [(s.label, s.role.value) for s in transcript.speakers] == [("Hal", "interviewer"), ("P", "interviewer")]
    assert transcript.language == "id"


def test_the_passages_of_the_demo_study_lie_in_turns_of_their_texts() -> None:
    with (demo_folder() / "codings.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) >= 20
    for name in {row["source"] for row in rows}:
        data = (demo_folder() / f"{name}.txt").read_bytes()
        transcript = read(data, ReadOptions()).transcript
        assert transcript.text == data.decode()
        for row in (row for row in rows if row["source"] == name):
            start, end = int(row["start"]), int(row["end"])
            turn = next(turn for turn in transcript.turns if turn.span.contains(start))
            assert turn.span.contains(end - 1)
            assert turn.speaker in ("I", "Informan")
            assert transcript.text[start:end] == transcript.text[start:end].strip()


@pytest.mark.parametrize(
    ("name", "roles", "marks", "turns", "header"),
    [
        ("T01_unit_ppa", {"P": "interviewer", "I": "participant"}, 7, 45, 9),
        ("T02_pengelola_penginapan", {"Peneliti": "interviewer", "Informan": "participant"}, 52, 52, 7),
        ("D01_laporan_polisi_fiktif", {}, 0, 0, 1),
    ],
)
def test_the_demo_study_is_read(name: str, roles: dict[str, str], marks: int, turns: int, header: int) -> None:
    transcript = read((demo_folder() / f"{name}.txt").read_bytes(), ReadOptions()).transcript
    assert {s.label: s.role.value for s in transcript.speakers} == roles
    assert all(s.is_role_known for s in transcript.speakers)
    assert (len(transcript.marks), len(transcript.turns), len(transcript.header)) == (marks, turns, header)
    assert transcript.language == "id"
    for entry in transcript.header:
        assert entry.span.of(transcript.text) == entry.value


def test_every_turn_of_a_text_with_times_on_each_has_its_own() -> None:
    transcript = read((demo_folder() / "T02_pengelola_penginapan.txt").read_bytes(), ReadOptions()).transcript
    for turn, mark in zip(transcript.turns, transcript.marks, strict=True):
        assert transcript.text[mark.position : turn.span.start].split()[1:] == [turn.speaker, ":"]


labels = st.sampled_from(["P", "I", "Peneliti", "Informan ", "Mr Beer", "INF-01", "[00:01:02] P", "**Ana**"])
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
spoken = st.text(string.ascii_letters + " .,:()[]?", max_size=40)
lines = st.one_of(
    st.builds("{}: {}".format, labels, spoken), words, spoken, st.sampled_from(["", "[tertawa]", "[00:01:02]", "## x"])
)


@given(st.lists(lines, min_size=1, max_size=30).map("\n".join))
def test_turns_are_in_order_apart_and_inside_the_text_and_hold_only_words(text: str) -> None:
    data = text.encode()
    try:
        transcript = read(data, ReadOptions())
    except UnreadableFile:
        return
    read_back = transcript.transcript
    assert read_back.text == stored(text)
    end = 0
    for turn in read_back.turns:
        assert end <= turn.span.start < turn.span.end <= len(read_back.text)
        end = turn.span.end
        spoken_words = turn.span.of(read_back.text)
        assert spoken_words.strip() == spoken_words
    assert {turn.speaker for turn in read_back.turns} == {speaker.label for speaker in read_back.speakers}
    assert [mark.position for mark in read_back.marks] == sorted({mark.position for mark in read_back.marks})


@given(st.lists(st.tuples(st.sampled_from(["P", "I"]), st.text(string.ascii_lowercase, min_size=1)), min_size=4))
def test_a_label_is_never_in_its_turn(said: list[tuple[str, str]]) -> None:
    transcript = read("\n".join(f"{label}: {word}" for label, word in said).encode(), ReadOptions()).transcript
    assert [(turn.speaker, turn.span.of(transcript.text)) for turn in transcript.turns] == said
