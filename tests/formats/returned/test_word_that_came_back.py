from __future__ import annotations

from pathlib import Path

import pytest

from qcode.domain.document import Document, Field, Paragraph, anchor_of_tag
from qcode.domain.returned import named
from qcode.errors import UnreadableFile
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx import write_document
from qcode.formats.returned.word_docx import read
from tests.formats.returned.returned_files import Remark, answered, commented, edited, unpacked

ONE = "11111111-2222-4333-8444-555555555555"
AGREE, TEXT = f"agree:{ONE}", f"text:{ONE}"
FORM = Document(
    "Form",
    (
        Paragraph(("Apa benar begitu?",), anchor="q_" + ONE.replace("-", "")),
        Field("Jawaban:", AGREE, ("ya", "tidak")),
        Field("Perbaikan:", TEXT),
    ),
)


@pytest.fixture(scope="module")
def form() -> bytes:
    data, _lost = write_document(FORM, ReportOptions("id"))
    return data


def span_of(data: bytes, tag: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a span
    return next(mark.span for mark in read(data).marks if mark.name == anchor_of_tag(tag))


def test_a_form_that_was_not_filled_in_says_nothing(form: bytes) -> None:
    back = read(form)

    assert back.ticked(span_of(form, AGREE)) == (False, False)
    assert not back.written(span_of(form, TEXT))
    assert not back.comments


def test_boxes_and_words_are_read_at_their_place(form: bytes) -> None:
    form = answered(answered(form, anchor_of_tag(AGREE), box=1), anchor_of_tag(TEXT), text="Bukan begitu & <lain>.")
    back = read(form)

    assert back.ticked(span_of(form, AGREE)) == (False, True)
    assert back.written(span_of(form, TEXT)) == "Bukan begitu & <lain>."


def test_a_sign_put_in_place_of_a_box_is_a_tick(form: bytes) -> None:
    def flatten(root) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - an element
        for control in list(root.iter("{*}sdt")):
            for one in control.find("{*}sdtContent"):
                control.addprevious(one)
            control.getparent().remove(control)
        signs = [one for one in root.iter("{*}t") if one.text == "☐"]
        signs[0].text = "☑"

    flat = edited(form, flatten)

    assert read(flat).ticked(span_of(flat, AGREE)) == (True, False)


def test_the_tag_of_a_control_will_do_where_the_bookmark_is_gone(form: bytes) -> None:
    def unmark(root) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - an element
        for one in [*root.iter("{*}bookmarkStart"), *root.iter("{*}bookmarkEnd")]:
            one.getparent().remove(one)

    bare = edited(answered(form, anchor_of_tag(TEXT), text="Ada."), unmark)

    assert read(bare).written(span_of(bare, TEXT)) == "Ada."


def test_what_is_struck_out_is_not_read_and_what_is_put_in_is(form: bytes) -> None:
    parts = unpacked(form)
    text = parts["word/document.xml"]
    assert isinstance(text, bytes)
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    tracked = (
        '<w:del w:id="90" w:author="I"><w:r><w:delText>Apa benar begitu?</w:delText></w:r></w:del>'
        f'<w:ins w:id="91" w:author="I">{run.format("Tidak begitu.")}</w:ins>'
    )
    before = run.format("Apa benar begitu?")
    assert before.encode() in text
    parts["word/document.xml"] = text.replace(before.encode(), tracked.encode())
    from tests.formats.returned.returned_files import packed

    assert read(packed(parts)).text.startswith("Tidak begitu.\n")


def test_comments_have_their_place_their_thread_and_their_state(form: bytes) -> None:
    mark = "q_" + ONE.replace("-", "")
    back = read(
        commented(
            form, Remark(mark, "Periksa lagi."), Remark("", "Sudah.", author="Ani", answers=0),
            Remark("Jawaban", "Jelas?", done=True),
        )
    )  # fmt: skip
    first, reply, done = back.comments

    assert (first.author, first.created, first.text, first.is_done) == (
        "Dr. Sari", "2025-07-10T09:30:00", "Periksa lagi.", False,
    )  # fmt: skip
    assert first.span.of(back.text) == "Apa benar begitu?"
    assert [one.name for one in back.about(first.span)] == [mark]
    assert (reply.answers, reply.span, reply.is_done) == (0, first.span, False)
    assert done.is_done
    assert done.span.of(back.text).startswith("Jawaban")
    assert not back.about(done.span)


def test_a_comment_that_was_written_in_libreoffice_is_read() -> None:
    """Written by a macro of LibreOffice 7.4 into a matrix of counts, at a bookmark, without a date."""
    data = Path(__file__).parents[2] / "data" / "returned" / "commented_in_libreoffice.docx"
    back = read(data.read_bytes())
    (comment,) = back.comments

    assert (comment.author, comment.text, comment.created) == ("Dr. Sari", "Mengapa?", "")
    assert [mark.name for mark in back.about(comment.span)] == ["TEMD08Y_r5_c2"]


def test_a_bookmark_says_what_it_is_of() -> None:
    plain = ONE.replace("-", "")

    assert named(f"q_{plain}") == ("q", ONE)
    assert named(f"q_{plain}_2") == ("q", ONE)
    assert named(f"t_{plain}_q") == ("t", ONE)
    assert named(f"l_{plain}_17") == ("l", ONE)
    assert named(f"agree_{plain}") == ("agree", ONE)
    assert named("_Toc123456789") is None
    assert named(f"q_{plain}x") is None


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(data)
