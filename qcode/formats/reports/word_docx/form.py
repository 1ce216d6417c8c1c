"""Places where the reader answers: content controls, known when the file comes back by the bookmark around them.

Controls carry the tag of their question too, and boxes the choice that they stand for as their title; but not every
word processor keeps tags.
"""

from __future__ import annotations

from qcode.domain.document import Field, anchor_of_tag
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.markup import KEEP, attribute, text_runs

_EMPTY, _TICKED = "2610", "2612"
_SYMBOLS = "MS Gothic"
_FONT = f'<w:rFonts w:ascii="{_SYMBOLS}" w:eastAsia="{_SYMBOLS}" w:hAnsi="{_SYMBOLS}" w:hint="eastAsia"/>'
_LINE = "_" * 48
"""What stands where nothing is said: a line to write on by hand."""


def answer(job: Job, block: Field) -> str:
    """Return the paragraph in which a question is answered."""
    label = text_runs(f"{block.label}  ") if block.label else ""
    boxes = [_box(job, block.tag, choice) + text_runs(f"\u00a0{choice}") for choice in block.choices]
    inside = text_runs("    ").join(boxes) if boxes else _text(job, block)
    # The line to write on follows its boxes on the same page.
    keep = KEEP if boxes else ""
    return job.paragraph("FormText", label + job.marks.bookmarked(anchor_of_tag(block.tag), inside), properties=keep)


def _text(job: Job, block: Field) -> str:
    style = f'<w:rStyle w:val="{job.style("PlaceholderText")}"/>'
    control = _about(job, block.tag, block.label) + '<w:showingPlcHdr/><w:text w:multiLine="1"/>'
    return _control(control, text_runs(block.placeholder or _LINE, properties=style))


def _box(job: Job, tag: str, choice: str) -> str:
    states = "".join(
        f'<w14:{name}State w14:val="{code}" w14:font="{_SYMBOLS}"/>'
        for name, code in (("checked", _TICKED), ("unchecked", _EMPTY))
    )
    control = f'{_about(job, tag, choice)}<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>'
    return _control(control, text_runs(chr(int(_EMPTY, 16)), properties=_FONT))


def _about(job: Job, tag: str, title: str) -> str:
    number = job.marks.next_id()
    return f'<w:alias w:val={attribute(title[:64])}/><w:tag w:val={attribute(tag[:64])}/><w:id w:val="{number}"/>'


def _control(properties: str, runs: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
