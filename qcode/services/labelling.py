"""Labelling the rows and columns of a matrix: every place on an axis with its name, in order."""

from __future__ import annotations

from qcode.analysis.headings import Heading
from qcode.domain.report import Name
from qcode.services.reporting import code_name
from qcode.store import axes, codes, finding
from qcode.store.project import Project


def headings(project: Project, asked: str, language: str) -> list[Heading]:
    """Return the headings of an axis: codes and questions as their books have them, the others by name.

    Args:
        project: The study.
        asked: The axis, such as ``code`` or ``case:informant``.
        language: Of the document, in which codes are named.
    """
    if asked == "code":
        keys, everything = axes.keys_of_codes(project), codes.all_codes(project, with_use=False)
        return [Heading(keys[one.code.id], code_name(one, language)) for one in everything]
    if asked == "question":
        return [
            Heading(key, Name(handle, f"{handle}. {text}" if handle != text else ""))
            for key, handle, text in axes.questions(project)
        ]
    places = sorted(axes.places(project, asked), key=lambda place: finding.order(place[1]))
    return [Heading(key, Name(name)) for key, name in places]
