"""The tables of a project, as SQLModel declares them.

This module is the one definition of the schema; it is imported only when a project is made or migrated,
because SQLModel takes a third of a second to load. Everything else learns columns and foreign keys from the
file itself (``schema``). Integer keys stay inside one file; what can be shared has a UUID.

Paragraph rows hold the text, once; the newlines between them are known from their places. Columns that came with a
later version stand last and have a default, so that what an older version logged can be written as it is.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, LargeBinary
from sqlmodel import Field, SQLModel


def _uuid() -> Any:  # noqa: ANN401 - Field() is typed so by SQLModel itself
    return Field(unique=True, max_length=36)


def _owned(table: str, *, primary: bool = False) -> Any:  # noqa: ANN401 - as above
    """Return a key to a row without which this row is nothing."""
    return Field(sa_column=Column(ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=primary, nullable=False))


def _text() -> Any:  # noqa: ANN401 - as above
    return Field(default="", sa_column_kwargs={"server_default": ""})


def _list() -> Any:  # noqa: ANN401 - as above
    return Field(default=[], sa_column=Column(JSON, nullable=False, server_default="[]"))


class ProjectRow(SQLModel, table=True):
    """The study itself; one row."""

    __tablename__ = "project"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    description: str = ""
    created: str


class SchemaVersionRow(SQLModel, table=True):
    """Each version this file has been brought to."""

    __tablename__ = "schema_version"
    version: int = Field(primary_key=True)
    applied: str
    app: str


class CoderRow(SQLModel, table=True):
    """A person who codes."""

    __tablename__ = "coder"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    created: str


class SourceRow(SQLModel, table=True):
    """One text; its words are in ``paragraph``, its bytes in ``original``."""

    __tablename__ = "source"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    kind: str
    standing: str
    language: str
    filename: str
    sha256: str = Field(index=True)
    created: str
    chars: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    words: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class OriginalRow(SQLModel, table=True):
    """The bytes of the file a source came from, deflated."""

    __tablename__ = "original"
    source_id: int = _owned("source", primary=True)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ParagraphRow(SQLModel, table=True):
    """A line of a text that is not empty."""

    __tablename__ = "paragraph"
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = _owned("source")
    number: int
    start_at: int
    text: str
    __table_args__ = (Index("paragraph_place", "source_id", "start_at"),)


class SpeakerRow(SQLModel, table=True):
    """A label in one source, with its role."""

    __tablename__ = "speaker"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    source_id: int = Field(foreign_key="source.id", index=True)
    label: str
    role: str


class TurnRow(SQLModel, table=True):
    """One speaker's words."""

    __tablename__ = "turn"
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = _owned("source")
    start_at: int
    end_at: int
    speaker_id: int = Field(foreign_key="speaker.id")
    __table_args__ = (Index("turn_place", "source_id", "start_at", "end_at", "speaker_id"),)


class TimeMarkRow(SQLModel, table=True):
    """A timestamp in a text."""

    __tablename__ = "time_mark"
    source_id: int = _owned("source", primary=True)
    position: int = Field(primary_key=True)
    seconds: float


class CodebookRow(SQLModel, table=True):
    """A tree of codes."""

    __tablename__ = "codebook"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    language: str
    description: str
    position: int


class CodeRow(SQLModel, table=True):
    """A code of a codebook."""

    __tablename__ = "code"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    codebook_id: int = Field(foreign_key="codebook.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="code.id", index=True)
    position: int
    key: str
    name: str
    color: str
    codable: bool
    definition: str
    include: str
    exclude: str
    example: str
    legal_basis: Any = Field(sa_column=Column(JSON, nullable=False))
    translations: Any = Field(sa_column=Column(JSON, nullable=False))


class SegmentRow(SQLModel, table=True):
    """A span that carries codings, a memo, a link, consent or evidence; the speaker is derived."""

    __tablename__ = "segment"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    source_id: int = Field(foreign_key="source.id")
    start_at: int
    end_at: int
    speaker_id: int | None = Field(default=None, foreign_key="speaker.id")
    translation: str = _text()
    quoted: str = _text()
    __table_args__ = (Index("segment_place", "source_id", "start_at", "end_at"),)


class CodingRow(SQLModel, table=True):
    """One code on one segment by one coder; source and speaker are derived, so that a matrix needs no table.

    One index covers its cells, the other the totals by source.
    """

    __tablename__ = "coding"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    segment_id: int = Field(foreign_key="segment.id", index=True)
    code_id: int = Field(foreign_key="code.id")
    coder_id: int = Field(foreign_key="coder.id")
    source_id: int = Field(foreign_key="source.id")
    speaker_id: int | None = Field(default=None, foreign_key="speaker.id")
    created: str
    weight: float | None = None
    typical: bool = False
    __table_args__ = (
        Index("coding_matrix", "code_id", "source_id", "speaker_id", "segment_id", "coder_id"),
        Index("coding_place", "source_id", "speaker_id", "segment_id"),
    )


class MemoRow(SQLModel, table=True):
    """A note on anything that has a UUID."""

    __tablename__ = "memo"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    kind: str
    target_kind: str
    target: str = Field(index=True)
    text: str
    coder_id: int = Field(foreign_key="coder.id")
    created: str
    tags: Any = _list()
    state: str = _text()


class CaseRow(SQLModel, table=True):
    """A unit of comparison (``case`` is a word of SQL)."""

    __tablename__ = "study_case"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    kind: str
    name: str
    created: str


class MembershipRow(SQLModel, table=True):
    """A source, a speaker's turns in it, or one segment of it, belongs to a case."""

    __tablename__ = "membership"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    case_id: int = Field(foreign_key="study_case.id", index=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    speaker_id: int | None = Field(default=None, foreign_key="speaker.id", index=True)
    segment_id: int | None = Field(default=None, foreign_key="segment.id", index=True)


class AttributeRow(SQLModel, table=True):
    """A typed variable of cases or of sources."""

    __tablename__ = "attribute"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    subject: str
    kind: str
    case_kind: str = _text()
    options: Any = _list()
    position: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class AttributeValueRow(SQLModel, table=True):
    """A value of an attribute, for a source or a case, with the segment that is its evidence."""

    __tablename__ = "attribute_value"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    attribute_id: int = Field(foreign_key="attribute.id", index=True)
    source_id: int | None = Field(default=None, foreign_key="source.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="study_case.id", index=True)
    segment_id: int | None = Field(default=None, foreign_key="segment.id", index=True)
    value: str
    origin_id: int | None = Field(default=None, foreign_key="source.id", index=True)


class StudySetRow(SQLModel, table=True):
    """A named group of sources, codes or cases (``set`` is a word of SQL)."""

    __tablename__ = "study_set"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    kind: str = Field(default="source", sa_column_kwargs={"server_default": "source"})


class SetMemberRow(SQLModel, table=True):
    """A source, a code or a case in a set."""

    __tablename__ = "set_member"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    set_id: int = Field(foreign_key="study_set.id", index=True)
    source_id: int | None = Field(default=None, foreign_key="source.id", index=True)
    code_id: int | None = Field(default=None, foreign_key="code.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="study_case.id", index=True)


class LinkRow(SQLModel, table=True):
    """A directed relation between two segments, codes or memos, named by UUID."""

    __tablename__ = "link"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    kind: str
    origin_kind: str
    origin: str = Field(index=True)
    target_kind: str
    target: str = Field(index=True)
    coder_id: int = Field(foreign_key="coder.id")
    created: str


class QuestionRow(SQLModel, table=True):
    """An item of the interview guide."""

    __tablename__ = "question"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    position: int
    key: str
    text: str
    topic: str = _text()


class AskedRow(SQLModel, table=True):
    """An interviewer's turn, by where it starts, and the question it asks; no question: one not of the guide."""

    __tablename__ = "asked"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    source_id: int = Field(foreign_key="source.id")
    start_at: int
    question_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    created: str
    __table_args__ = (Index("asked_place", "source_id", "start_at"),)


class ConsentRow(SQLModel, table=True):
    """What an informant allows to be quoted, of all they said or of one span."""

    __tablename__ = "consent"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    case_id: int | None = Field(default=None, foreign_key="study_case.id", index=True)
    segment_id: int | None = Field(default=None, foreign_key="segment.id", index=True)
    level: str
    note: str = _text()
    coder_id: int = Field(foreign_key="coder.id")
    created: str


class SavedQueryRow(SQLModel, table=True):
    """A selection kept under a name."""

    __tablename__ = "saved_query"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    selection: Any = Field(sa_column=Column(JSON, nullable=False))
    created: str


class WordListRow(SQLModel, table=True):
    """Words kept under a name: terms to search, or words to leave out of counts."""

    __tablename__ = "word_list"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    name: str
    kind: str
    words: Any = Field(sa_column=Column(JSON, nullable=False))
    created: str


class SummaryRow(SQLModel, table=True):
    """A cell of the framework: a theme (code or question) summed up for a unit (case or source)."""

    __tablename__ = "summary"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    code_id: int | None = Field(default=None, foreign_key="code.id", index=True)
    question_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="study_case.id", index=True)
    source_id: int | None = Field(default=None, foreign_key="source.id", index=True)
    text: str
    coder_id: int = Field(foreign_key="coder.id")
    created: str


class ChangeRow(SQLModel, table=True):
    """One entry of the audit trail; the payload says what it takes to take it back."""

    __tablename__ = "change"
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = _uuid()
    coder_id: int = Field(foreign_key="coder.id")
    created: str
    act: str
    summary: str
    mode: str
    target_id: int | None = Field(default=None, foreign_key="change.id", index=True)
    payload: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))


def ddl(dialect: str = "sqlite") -> list[str]:
    """Return the statements that make all tables and indexes, for ``sqlite`` or ``postgresql``."""
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    speaks: Any = {"sqlite": sqlite, "postgresql": postgresql}[dialect].dialect()
    statements = []
    for table in SQLModel.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=speaks)).strip())
        statements += [
            str(CreateIndex(index).compile(dialect=speaks)).strip()
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    return statements
