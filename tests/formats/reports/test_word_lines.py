"""A transcript in Word: one line a paragraph, with its number, and what stands beside and below it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from qcode.domain.document import Document, Line, Lines, Words
from qcode.formats.reports.word_docx import write_document
from qcode.formats.reports.word_docx.look import LOOKS
from tests.formats.reports.documents import transcript
from tests.formats.reports.ooxml import W
from tests.formats.reports.pages import on_pages, pages_of
from tests.formats.reports.test_word_blocks import INDONESIAN, bookmarks, footnotes, part, texts, written


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


def test_many_codes_beside_one_line_have_the_room_that_the_words_leave() -> None:
    one, three = (Words("PRV-SIB"),), tuple(map(Words, ("PRV-SIB", "REP-LAP", "REP-LID")))
    lines = [Line(number, "Kami catat akunnya, lalu lapor.", one, strokes="[") for number in range(1, 99)]

    data = written(Lines((*lines, Line(99, "Nah, dari patroli itu.", three, strokes="["))))

    assert not list(part(data).iter(f"{W}w"))


def test_codes_that_have_no_room_beside_a_line_go_on_beside_the_next_of_their_bracket() -> None:
    words, codes = "Kami catat akunnya, lalu dilaporkan ke pimpinan, itu pun kalau sempat.", "BCDR"
    lines = [Line(number, words, (Words("PRV-SIB"),), strokes="[") for number in range(1, 99)]
    many = Line(99, words, tuple(Words(f"PRV-SI{code}") for code in codes), strokes="┌")

    data = written(Lines((*lines, many, *(Line(number, words, strokes="│") for number in range(100, 104)))))

    shown = [text.rpartition(".")[2].strip("\t┌│") for text in texts(data)[-5:]]
    assert shown == ["PRV-SIB", "PRV-SIC", "PRV-SID", "PRV-SIR", ""]
    assert not list(part(data).iter(f"{W}w"))


def test_ten_thousand_lines_take_about_ten_times_as_long_as_a_thousand() -> None:
    def seconds(count: int) -> float:
        lines = transcript(count)
        taken = []
        for _ in range(3):
            start = time.process_time()
            write_document(Document("", (lines,)), INDONESIAN)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(10)
    assert seconds(10_000) < 12 * seconds(1000)


@on_pages
@pytest.mark.parametrize("look", LOOKS)
def test_no_line_of_a_transcript_runs_over_into_a_second_whatever_stands_in_it(look: str, tmp_path: Path) -> None:
    codes = tuple(Words(f"KEN-{letter * 3}") for letter in "ABCDEFGH")
    words = ("Kami catat dulu akunnya, baru dilaporkan ke pimpinan; itu pun kalau sempat. " * 3)[:72]
    lines = [
        Line(
            number, words[number % 5 :], codes[: number % 9] if number % 7 == 0 else (), "INF-01" if number % 3 else ""
        )
        for number in range(1, 70)
    ]
    lines += [Line(70, "W" * 72, codes, "Pewawancara Kedua dari Fakultas"), Line(71, "MOHON " * 12, codes, bold=True)]
    data, _ = write_document(Document("", (Lines(tuple(lines)),)), replace(INDONESIAN, look=look))
    shown = "\n".join(pages_of(data, tmp_path))

    numbers = [line.split()[0] for line in shown.split("\n") if line.strip() and not line.strip().isdigit()]
    assert numbers == [str(number) for number in range(1, 72)]
