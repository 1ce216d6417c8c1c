"""A transcript in Word: one line a paragraph, with its number, and what stands beside and below it."""

from __future__ import annotations

from qcode.domain.document import Line, Lines, Words
from tests.formats.reports.documents import transcript
from tests.formats.reports.ooxml import W
from tests.formats.reports.test_word_blocks import bookmarks, footnotes, part, texts, written


def test_each_line_of_a_transcript_is_one_paragraph_with_its_number() -> None:
    data = written(transcript(30))

    found = texts(data, "Transcript Line")
    assert [text.split("\t")[1] for text in found] == [str(number) for number in range(1, 31)]
    assert found[0].split("\t")[2] == "Informan"
    assert found[3].endswith("\tPRV-SIB, KEN-PLT")
    assert {f"l_{number:032x}" for number in range(1, 31)} <= set(bookmarks(data))


def test_brackets_stand_between_text_and_margin_one_above_the_other() -> None:
    strokes = ("┌", "│[", "└", "")
    lines = tuple(
        Line(n, "Kami turun penyuluhan.", (Words("PRE-EDU"),) if n == 1 else (), strokes=drawn)
        for n, drawn in enumerate(strokes, 1)
    )
    data = written(Lines(lines))

    found = texts(data, "Transcript Line")
    assert [text.split("\t")[2:] for text in found] == [
        ["Kami turun penyuluhan.", "┌", "PRE-EDU"], ["Kami turun penyuluhan.", "│["],
        ["Kami turun penyuluhan.", "└"], ["Kami turun penyuluhan."],
    ]  # fmt: skip
    body = part(data)
    drawn = [run for run in body.iter(f"{W}r") if (run.findtext(f"{W}t") or "") in strokes[:3]]
    assert {run.xpath("string(w:rPr/w:rFonts/@w:ascii)", namespaces={"w": W[1:-1]}) for run in drawn} == {"Courier New"}
    rules = {one.get(f"{W}lineRule") for one in body.iter(f"{W}spacing") if one.get(f"{W}line")}
    assert rules == {"exact"}


def test_notes_of_a_line_are_footnotes_behind_its_words() -> None:
    data = written(Lines((Line(1, "Kami turun.", notes=("Nada bangga.", "Cek lagi.")), Line(2, "Ya."))))

    assert footnotes(data) == ["Nada bangga.", "Cek lagi."]


def test_a_line_too_long_for_the_page_is_set_narrower_and_the_others_are_not() -> None:
    lines = [Line(number, "Baris yang biasa saja panjangnya.") for number in range(1, 99)]
    lines.append(Line(99, "W" * 60))

    data = written(Lines(tuple(lines)))

    narrowed = [one.getparent().getparent() for one in part(data).iter(f"{W}w")]  # type: ignore[union-attr]
    assert ["".join(map(str, one.itertext())) for one in narrowed if one is not None] == ["W" * 60]
