"""Pictures saved: each to a file of its own, or as figures of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qcode.domain.document import Block, Contents, Document, Figure, Listed, Paragraph, Role
from qcode.domain.picture import Picture
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.language import N_, _, translator
from qcode.services.reporting import Setup, export_document
from qcode.services.writing import write_file

_PAGE = 530, 600
"""What a page has room for, in pixels."""
_SMALLEST = 0.55
"""How much smaller than drawn a picture may be on a page, so that its words are read."""


def save_picture(picture: Picture, path: Path, *, language: str = "en", setup: Setup | None = None) -> tuple[str, ...]:
    """Write a picture to a file, or as the figure of a document; the suffix picks the format.

    Where nothing is to be seen, that is what it says; of a document it would be no part, and is refused.

    Args:
        picture: What to write.
        path: The file.
        language: Of its words.
        setup: How a document is set in Word; ``None``: as the settings have it.

    Returns:
        What the user should know of it.

    Raises:
        QcodeError: If there is no such format, what it needs is not installed, or the file cannot be written.
    """
    from qcode.formats.registry import document_formats, picture_formats

    suffix = path.suffix.lower()
    if suffix in document_formats():
        drawn = figure_of(picture, language=language)
        lost = export_document(document_of([drawn]), path, language=language, setup=setup)
        return (*drawn.remarks, *lost)
    found = picture_formats().get(suffix)
    if found is None:
        kinds = sorted({*picture_formats(), *document_formats()})
        raise QcodeError(
            _("{file}: a picture cannot be written to this kind of file").format(file=path),
            _("Writable are: {kinds}").format(kinds=", ".join(kinds)),
        )
    write_file(path, found.write(picture, ReportOptions(language, translator(language))))
    return ()


def need_something(picture: Picture) -> None:
    """Refuse a picture on which there is nothing.

    Raises:
        QcodeError: If it is empty.
    """
    if picture.is_empty:
        raise QcodeError(_("there is nothing to draw"), "\n".join(picture.notes[-1:]))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as a figure of a document."""

    figure: Figure
    remarks: tuple[str, ...] = ()
    """What the user should know of it: that it is there as a drawing alone, that its words are small."""


def figure_of(picture: Picture, *, language: str = "en", anchor: str = "") -> Drawn:
    """Return a picture as a figure, in dots too where what makes them is installed.

    Args:
        picture: The picture.
        language: Of its words.
        anchor: That references to it go by; empty for none.

    Raises:
        QcodeError: If there is nothing to draw.
    """
    from qcode.formats.registry import picture_formats

    need_something(picture)
    options, formats = ReportOptions(language, translator(language)), picture_formats()
    drawing, remarks, dots = formats[".svg"].write_inset(picture, options), [], b""
    try:
        dots = formats[".png"].write_inset(picture, options).data
    except QcodeError as error:
        remarks.append(f"{error.message}. {error.hint}")
    if min(_PAGE[0] / drawing.width, _PAGE[1] / drawing.height) < _SMALLEST:
        said = _("“{title}” is so large that its words are small on a page: show less, with --top or filters")
        remarks.append(said.format(title=picture.title))
    figure = Figure(
        picture.title, drawing.data, dots, drawing.width, drawing.height, picture.description, picture.notes,
        picture.source_line, anchor, picture.numbers,
    )  # fmt: skip
    return Drawn(figure, tuple(remarks))


def document_of(drawn: Sequence[Drawn], *, title: str = "", language: str = "en") -> Document:
    """Return pictures as a document; where there are several, a list of them stands first.

    Args:
        drawn: The pictures.
        title: Of the document; a plain one if empty, seen only where there are several pictures.
        language: Of the document's own words.
    """
    say = translator(language)
    figures: list[Block] = [one.figure for one in drawn]
    if len(figures) == 1:
        return Document(drawn[0].figure.title, tuple(figures))
    named = title or say(N_("Pictures of the study"))
    head = (Paragraph((named,), Role.TITLE), Contents(say(N_("List of figures")), Listed.FIGURES))
    return Document(named, (*head, *figures))
