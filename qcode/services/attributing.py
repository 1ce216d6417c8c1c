"""Columns of the sheet and what stands in its cells: typed, changed, with the passages that are their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qcode.domain.sheet import CASE, SOURCE, SOURCES, Attribute, AttributeValue, Subject
from qcode.domain.span import Span
from qcode.domain.values import ValueKind, fits, parse
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import attributes, cases, finding, segments, sources
from qcode.store.changes import Change
from qcode.store.project import Project


def subject_named(project: Project, name: str) -> Subject:
    """Return the sheet that is called so: ``source`` for that of the sources, else a kind of case.

    Raises:
        UnknownName: If there is no such kind of case.
    """
    if name.casefold() in ("source", "sources"):
        return SOURCES
    kinds = attributes.kinds_of_cases(project)
    return Subject(CASE, finding.one(name, ((kind, kind) for kind in kinds), _("kind of case")))


# Columns


def add_column(
    project: Project, subject: Subject, name: str, kind: ValueKind = ValueKind.TEXT, options: Sequence[str] = ()
) -> Attribute:
    """Make a column of a sheet, behind the others.

    Raises:
        QcodeError: If the name is empty or taken.
    """
    name = _free_name(project, subject, name)
    with project.change("attributes add", f"{subject}: {name} ({kind})") as change:
        made, _new = attributes.ensure(project, change, name, subject, kind)
        if options:
            change.update("attribute", made.id, {"options": _cleaned(options)})
    return attributes.find(project, made.id, subject)


def rename_column(project: Project, subject: Subject, attribute: Attribute, name: str) -> None:
    """Give a column another name.

    Raises:
        QcodeError: If the name is empty or taken.
    """
    name = _free_name(project, subject, name, but=attribute.id)
    with project.change("attributes edit", f"{attribute.name} → {name}") as change:
        change.update("attribute", attribute.id, {"name": name})


def misfits(project: Project, attribute: Attribute, kind: ValueKind) -> list[str]:
    """Return the different values of a column that could not be read as values of a kind."""
    found = dict.fromkeys(value for _id, value in attributes.values_in(project, attribute.id))
    return [value for value in found if _as(value, attribute.kind, kind) is None]


def change_kind(
    project: Project, attribute: Attribute, kind: ValueKind, options: Sequence[str] = ()
) -> tuple[str, ...]:
    """Change the kind of a column; its values are read anew, and what cannot be read stays as it was written.

    Args:
        project: The study.
        attribute: The column.
        kind: The new one.
        options: Of a category; all values there are if none.

    Returns:
        The different values that do not fit.
    """
    left: dict[str, None] = {}
    with project.change("attributes edit", f"{attribute.name}: {attribute.kind} → {kind}") as change:
        values = attributes.values_in(project, attribute.id)
        for uuid, value in values:
            new = _as(value, attribute.kind, kind)
            if new is None:
                left[value] = None
            else:
                change.update("attribute_value", uuid, {"value": new})
        there = [value for value, _n in Counter(value for _id, value in values).most_common()]
        chosen = _cleaned([*options, *there]) if kind is ValueKind.CATEGORY else []
        change.update("attribute", attribute.id, {"kind": str(kind), "options": chosen})
    return tuple(left)


def set_options(project: Project, attribute: Attribute, options: Sequence[str]) -> None:
    """Set what a category may be, in order; what is in use stays an option."""
    used = [value for _id, value in attributes.values_in(project, attribute.id)]
    with project.change("attributes edit", f"{attribute.name}: {'; '.join(_cleaned(options))}") as change:
        change.update("attribute", attribute.id, {"options": _cleaned([*options, *used])})


def move_column(project: Project, subject: Subject, attribute: Attribute, to: int) -> None:
    """Give a column another place among those the sheet shows.

    Args:
        project: The study.
        subject: Whose sheet.
        attribute: The column.
        to: Its new place, counted from 0; beyond either end is that end.
    """
    shown = list(attributes.sheet(project, subject).columns)
    there = next(index for index, one in enumerate(shown) if one.id == attribute.id)
    moved = shown.pop(there)
    to = max(0, min(to, len(shown)))
    shown.insert(to, moved)
    places = sorted(one.position for one in shown)
    if len(set(places)) < len(places):
        places = list(range(places[0], places[0] + len(places)))
    if to == there:
        return
    with project.change("attributes move", attribute.name) as change:
        for one, place in zip(shown, places, strict=True):
            change.update("attribute", one.id, {"position": place})


def remove_column(project: Project, attribute: Attribute) -> int:
    """Remove a column with its values; return how many went with it."""
    with project.change("attributes remove", attribute.name) as change:
        values = [uuid for uuid, _value in attributes.values_in(project, attribute.id)]
        attributes.remove_values(project, change, values)
        change.delete("attribute", attribute.id)
    return len(values)


# Cells


def set_cell(project: Project, attribute: Attribute, row: str, text: str, *, value: str = "") -> None:
    """Write into a cell.

    Where it has one value, that one is changed and keeps its evidence; where it has several, the one that is named, or
    the one for which no source is named. An empty text empties the cell, or removes the value that is named.

    Args:
        project: The study.
        attribute: The column.
        row: UUID of the case or source.
        text: As typed.
        value: UUID of the value to change; empty leaves the choice to the rule above.

    Raises:
        QcodeError: If the text is no value of the column's kind; nothing is changed.
    """
    new = parse(text, attribute.kind, options=attribute.options)
    with project.change("cases set", f"{_name_of(project, attribute, row)}: {attribute.name} = {new}") as change:
        put(project, change, attribute, row, new, value=value)


def add_plain_value(project: Project, attribute: Attribute, row: str, text: str) -> None:
    """Give a cell one more value for which no source is named.

    Raises:
        QcodeError: If the text is no value of the column's kind; nothing is changed.
    """
    new = parse(text, attribute.kind, options=attribute.options)
    there = attributes.values_of(project, attribute.id, row, attribute.subject, words=False)
    if not new or any(one.value == new for one in there):
        return
    with project.change("cases set", f"{_name_of(project, attribute, row)}: {attribute.name} + {new}") as change:
        add_option(change, attribute, new)
        attributes.add_value(change, attribute.id, row, attribute.subject, new)


def empty_cells(project: Project, cells: Iterable[tuple[Attribute, str]]) -> int:
    """Empty cells, each a column and the UUID of a row, as one act; return how many had something in them."""
    emptied = 0
    with project.change("cases set") as change:
        for attribute, row in cells:
            values = attributes.values_of(project, attribute.id, row, attribute.subject, words=False)
            attributes.remove_values(project, change, [one.id for one in values])
            emptied += bool(values)
        change.summary = _("cells emptied: {n}").format(n=emptied)
    return emptied


def take(project: Project, change: Change, attribute: Attribute, row: str, text: str) -> bool:
    """Write what came from elsewhere into a cell, within a change; what is no value of the kind is kept as it is.

    Returns:
        Whether it was a value of the column's kind.
    """
    try:
        new, is_one = parse(text, attribute.kind, options=attribute.options), True
    except QcodeError:
        new, is_one = text.strip(), False
    if new:
        put(project, change, attribute, row, new)
    return is_one


def put(project: Project, change: Change, attribute: Attribute, row: str, new: str, *, value: str = "") -> bool:
    """Write a canonical value into a cell, within a change; say whether anything changed. See ``set_cell``."""
    there = attributes.values_of(project, attribute.id, row, attribute.subject, words=False)
    if value:
        there = [one for one in there if one.id == value]
    if not new:
        attributes.remove_values(project, change, [one.id for one in there])
        return bool(there)
    add_option(change, attribute, new)
    if not value and any(one.value == new for one in there):
        return False
    chosen = there if len(there) == 1 else [one for one in there if not one.origin]
    if chosen:
        return change.update("attribute_value", chosen[0].id, {"value": new})
    attributes.add_value(change, attribute.id, row, attribute.subject, new)
    return True


def add_option(change: Change, attribute: Attribute, value: str) -> None:
    """Let a new category join the options of its column, within a change."""
    if attribute.kind is ValueKind.CATEGORY:
        options = [str(one) for one in change.read("attribute", attribute.id)["options"]]
        if value not in options:
            change.update("attribute", attribute.id, {"options": [*options, value]})


# Evidence


def add_evidence(
    project: Project, subject: Subject, row: str, attribute: str, text: str, source: str, span: Span | None = None
) -> AttributeValue:
    """Say that a source gives a value, with the passage that is the evidence; other sources may give others.

    Args:
        project: The study.
        subject: What the row is.
        row: UUID of the case or source.
        attribute: Name or id of the column, made as text if there is none.
        text: The value as typed.
        source: UUID of the source that says so.
        span: The passage; ``None`` for the source as a whole.

    Raises:
        QcodeError: If the text is no value of the column's kind, or the passage lies outside the source.
    """
    if not text.strip():
        raise QcodeError(_("there is no value"), _("Say what the passage is evidence of."))
    if span is not None and not 0 <= span.start < span.end <= sources.length_of(project, source):
        raise QcodeError(_("the passage lies outside the text"))
    with project.change("evidence") as change:
        column = _column(project, change, subject, attribute)
        new = parse(text, column.kind, options=column.options)
        add_option(change, column, new)
        there = attributes.values_of(project, column.id, row, column.subject, words=False)
        segment = segments.ensure(project, change, source, span) if span else None
        evidence = (source, segment or "")
        equal = {(one.origin, one.segment): one for one in there if one.value == new}
        if ("", "") in equal and evidence not in equal:
            change.update("attribute_value", equal["", ""].id, {"origin_id": source, "segment_id": segment})
        elif evidence not in equal:
            attributes.add_value(change, column.id, row, column.subject, new, origin=source, segment=segment)
        change.summary = f"{_name_of(project, column, row)}: {column.name} = {new} ← {sources.name_of(project, source)}"
    found = attributes.values_of(project, column.id, row, column.subject)
    return next(one for one in found if one.value == new and one.origin == source)


def add_evidence_of_case(
    project: Project, case: str, given: Mapping[str, str], source: str, span: Span | None = None
) -> None:
    """Say that a source gives values of a case, named or by id, as one act. See ``add_evidence``.

    Raises:
        UnknownName: If there is no such case.
        QcodeError: As ``add_evidence`` does; then nothing is kept.
    """
    found = cases.find(project, case)
    with project.change("evidence") as change:
        for name, text in given.items():
            add_evidence(project, Subject(CASE, found.kind), found.id, name, text, source, span)
        change.summary = f"{found.name}: {', '.join(given)} ← {sources.name_of(project, source)}"


def remove_value(project: Project, attribute: Attribute, row: str, value: str) -> None:
    """Remove one of the values of a cell with its evidence.

    Raises:
        QcodeError: If it is gone.
    """
    there = attributes.values_of(project, attribute.id, row, attribute.subject, words=False)
    gone = next((one for one in there if one.id == value), None)
    if gone is None:
        raise QcodeError(_("this value is gone; another program may have removed it"))
    with project.change("cases set", f"{_name_of(project, attribute, row)}: {attribute.name} − {gone.value}") as change:
        attributes.remove_values(project, change, [value])


def _as(value: str, old: ValueKind, new: ValueKind) -> str | None:
    """Return a kept value as one of another kind, ``None`` if it cannot be."""
    try:
        # What fits its old kind is canonical, the same in every language.
        return parse(value, new, language="en" if old is not ValueKind.TEXT and fits(value, old) else "")
    except QcodeError:
        return None


def _free_name(project: Project, subject: Subject, name: str, *, but: str = "") -> str:
    name = name.strip()
    taken = {one.name.casefold() for one in attributes.sheet(project, subject).columns if one.id != but}
    if not name or name.casefold() in taken:
        raise QcodeError(_("the name “{name}” is empty or taken").format(name=name))
    return name


def _cleaned(options: Iterable[str]) -> list[str]:
    known: dict[str, str] = {}
    for option in options:
        if option.strip():
            known.setdefault(option.strip().casefold(), option.strip())
    return list(known.values())


def _column(project: Project, change: Change, subject: Subject, named: str) -> Attribute:
    known = {one.id: one for one in attributes.of_subject(project, subject)}
    return known[named] if named in known else attributes.ensure(project, change, named.strip(), subject)[0]


def _name_of(project: Project, attribute: Attribute, row: str) -> str:
    return sources.name_of(project, row) if attribute.subject == SOURCE else cases.name_of(project, row)
