"""A picture with its caption below: dots for every program, and the drawing itself for those that can show it."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.domain.document import Figure
from qcode.domain.wording import one_line
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.markup import attribute
from qcode.formats.reports.word_docx.page import Page
from qcode.language import _

_EMU_IN_TWIP = 635
_TWIPS_IN_PIXEL = 15
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_MOST_OF_PAGE = 0.72
"""Share of a page's height that a picture may take, so that its caption stands below it."""
_BLANK = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)
"""One clear dot: what stands for a picture of which there is the drawing alone."""


def picture(job: Job, block: Figure, page: Page) -> str:
    """Return the paragraph that holds a picture, as large as it is or as the page allows."""
    width, height = size_of(block, page)
    if not block.png:
        job.remarks.append(
            _("“{title}” is there as a drawing alone, which Word before 2016 cannot show.").format(title=block.title)
        )
    dots = job.package.embed(block.png or _BLANK, "png")
    drawing = job.package.embed(block.svg, "svg") if block.svg else ""
    return job.paragraph("Picture", _drawn(job, block, dots, drawing, width * _EMU_IN_TWIP, height * _EMU_IN_TWIP))


def size_of(block: Figure, page: Page) -> tuple[int, int]:
    """Return how wide and high a picture is set, in twips."""
    natural = block.width * _TWIPS_IN_PIXEL, block.height * _TWIPS_IN_PIXEL
    scale = min(1.0, page.room / natural[0], page.depth * _MOST_OF_PAGE / natural[1])
    return round(natural[0] * scale), round(natural[1] * scale)


def _drawn(job: Job, block: Figure, dots: str, drawing: str, width: int, height: int) -> str:
    number = job.marks.next_id()
    told, extent = attribute(one_line(block.description)), f'cx="{width}" cy="{height}"'
    svg = (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{drawing}"/></a:ext>'
        "</a:extLst>"
        if drawing
        else ""
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={told}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={told}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{dots}">{svg}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def below(job: Job, source: str, notes: tuple[str, ...]) -> Iterator[str]:
    """Yield a picture's source line and notes."""
    from qcode.formats.reports.word_docx.markup import text_runs

    side = '<w:jc w:val="center"/>' if job.package.look.centred else ""
    if source:
        yield job.paragraph("TableSource", text_runs(source), properties=side)
    yield from (job.paragraph("TableNote", text_runs(note), properties=side) for note in notes)
