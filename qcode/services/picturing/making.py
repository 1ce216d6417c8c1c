"""A picture of what is coded, made from the project."""

from __future__ import annotations

from collections.abc import Callable

from qcode.domain.picture import Picture
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.picturing.counted import draw_cooccurrence, draw_frequencies
from qcode.services.picturing.likeness import draw_dendrogram
from qcode.services.picturing.network import draw_network
from qcode.services.picturing.order import How, Order
from qcode.services.picturing.outline import draw_tree
from qcode.services.picturing.saturation import draw_saturation
from qcode.services.picturing.strands import draw_portrait, draw_timeline
from qcode.services.picturing.years import draw_years
from qcode.store.project import Project

_MAKERS: dict[str, Callable[[Order], Picture]] = {
    "frequencies": draw_frequencies, "cooccurrence": draw_cooccurrence, "portrait": draw_portrait,
    "timeline": draw_timeline, "network": draw_network, "dendrogram": draw_dendrogram, "saturation": draw_saturation,
    "tree": draw_tree, "years": draw_years,
}  # fmt: skip
KINDS = tuple(_MAKERS)


def make_picture(
    project: Project, kind: str, selection: Selection, how: How | None = None, *, language: str = "en",
    title: str = "", source_line: str = "",
) -> Picture:  # fmt: skip
    """Return a picture.

    Args:
        project: The study.
        kind: One of ``KINDS``.
        selection: Which codings.
        how: How it is drawn.
        language: Of the picture's own words.
        title: Of the picture; a plain one if empty.
        source_line: Where the data come from; a plain one if empty.

    Raises:
        QcodeError: If there is no such picture, or a filter is unknown.
    """
    make = _MAKERS.get(kind)
    if make is None:
        raise QcodeError(
            _("there is no picture “{name}”").format(name=kind), _("There are: {names}").format(names=", ".join(KINDS))
        )
    return make(Order(project, kind, selection, how or How(), language, title, source_line))
