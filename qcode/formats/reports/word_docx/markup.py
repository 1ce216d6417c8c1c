"""WordprocessingML as strings: runs, paragraphs, fields, links.

Strings because python-docx, asked for one cell after another, takes hours for what this does in a blink. Whatever
stands in a transcript goes through ``text_runs``, which makes it harmless.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from qcode.domain.text import visible

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
NAMESPACE = f'xmlns:w="{W}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
KEEP = "<w:keepNext/>"
_OPEN = '<w:t xml:space="preserve">'


def text_runs(text: str, *, properties: str = "") -> str:
    """Return the runs of a text: line breaks and tabs as Word has them, no other control characters."""
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    inside = escape(visible(text))
    if inside and "\n" not in inside and "\t" not in inside:
        return f"<w:r>{marked}{_OPEN}{inside}</w:t></w:r>"
    inside = inside.replace("\n", "</w:t><w:br/>" + _OPEN).replace("\t", "</w:t><w:tab/>" + _OPEN)
    return f"<w:r>{marked}{_OPEN}{inside}</w:t></w:r>".replace(_OPEN + "</w:t>", "")


def paragraph(style: str, runs: str, *, properties: str = "") -> str:
    """Return a paragraph of a style.

    Args:
        style: Id of the style.
        runs: What it holds.
        properties: Further ones, in the order of the schema.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def field(instruction: str, shown: str, *, properties: str = "") -> str:
    """Return a field that Word computes.

    Args:
        instruction: As in Word, without the braces.
        shown: Runs to be seen until it is computed.
        properties: Of the runs around them.
    """
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{marked}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{marked}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{marked}<w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        f'<w:r>{marked}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def linked(anchor: str, runs: str) -> str:
    """Return runs that lead to a bookmark of the same document; as they are, if it has no name."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{runs}</w:hyperlink>' if anchor else runs


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return quoteattr(visible(text).replace("\n", " ").replace("\t", " "))
