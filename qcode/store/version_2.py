"""Version 2 of the schema: the workbench.

Segments get a translation and an "as quoted" form, memos tags and a state, attributes their kind of case, options and
place, values the source that says so. Sets hold codes and cases too. New are links, the interview guide, consent, saved
queries, word lists and summaries.
"""

from __future__ import annotations

from qcode.store.changes import Operation
from qcode.store.database import Database

_STATEMENTS = """
ALTER TABLE segment ADD COLUMN translation VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE segment ADD COLUMN quoted VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE memo ADD COLUMN tags JSON DEFAULT '[]' NOT NULL;
ALTER TABLE memo ADD COLUMN state VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE attribute ADD COLUMN case_kind VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE attribute ADD COLUMN options JSON DEFAULT '[]' NOT NULL;
ALTER TABLE attribute ADD COLUMN position INTEGER DEFAULT '0' NOT NULL;
UPDATE attribute SET position = id;
ALTER TABLE attribute_value ADD COLUMN origin_id INTEGER REFERENCES source (id);
CREATE INDEX ix_attribute_value_origin_id ON attribute_value (origin_id);
CREATE TABLE study_set (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, name VARCHAR NOT NULL,
    kind VARCHAR DEFAULT 'source' NOT NULL, PRIMARY KEY (id), UNIQUE (uuid));
INSERT INTO study_set (id, uuid, name) SELECT id, uuid, name FROM source_set;
ALTER TABLE set_member RENAME TO old_member;
DROP INDEX ix_set_member_set_id;
DROP INDEX ix_set_member_source_id;
CREATE TABLE set_member (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, set_id INTEGER NOT NULL, source_id INTEGER,
    code_id INTEGER, case_id INTEGER, PRIMARY KEY (id), UNIQUE (uuid), FOREIGN KEY(set_id) REFERENCES study_set (id),
    FOREIGN KEY(source_id) REFERENCES source (id), FOREIGN KEY(code_id) REFERENCES code (id),
    FOREIGN KEY(case_id) REFERENCES study_case (id));
INSERT INTO set_member (id, uuid, set_id, source_id) SELECT id, uuid, set_id, source_id FROM old_member;
DROP TABLE old_member;
DROP TABLE source_set;
CREATE INDEX ix_set_member_set_id ON set_member (set_id);
CREATE INDEX ix_set_member_source_id ON set_member (source_id);
CREATE INDEX ix_set_member_code_id ON set_member (code_id);
CREATE INDEX ix_set_member_case_id ON set_member (case_id);
CREATE TABLE link (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, kind VARCHAR NOT NULL, origin_kind VARCHAR NOT NULL,
    origin VARCHAR NOT NULL, target_kind VARCHAR NOT NULL, target VARCHAR NOT NULL, coder_id INTEGER NOT NULL,
    created VARCHAR NOT NULL, PRIMARY KEY (id), UNIQUE (uuid), FOREIGN KEY(coder_id) REFERENCES coder (id));
CREATE INDEX ix_link_origin ON link (origin);
CREATE INDEX ix_link_target ON link (target);
CREATE TABLE question (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, position INTEGER NOT NULL, key VARCHAR NOT NULL,
    text VARCHAR NOT NULL, topic VARCHAR DEFAULT '' NOT NULL, PRIMARY KEY (id), UNIQUE (uuid));
CREATE TABLE asked (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, source_id INTEGER NOT NULL,
    start_at INTEGER NOT NULL, question_id INTEGER, created VARCHAR NOT NULL, PRIMARY KEY (id), UNIQUE (uuid),
    FOREIGN KEY(source_id) REFERENCES source (id), FOREIGN KEY(question_id) REFERENCES question (id));
CREATE INDEX asked_place ON asked (source_id, start_at);
CREATE INDEX ix_asked_question_id ON asked (question_id);
CREATE TABLE consent (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, case_id INTEGER, segment_id INTEGER,
    level VARCHAR NOT NULL, note VARCHAR DEFAULT '' NOT NULL, coder_id INTEGER NOT NULL, created VARCHAR NOT NULL,
    PRIMARY KEY (id), UNIQUE (uuid), FOREIGN KEY(case_id) REFERENCES study_case (id),
    FOREIGN KEY(segment_id) REFERENCES segment (id), FOREIGN KEY(coder_id) REFERENCES coder (id));
CREATE INDEX ix_consent_case_id ON consent (case_id);
CREATE INDEX ix_consent_segment_id ON consent (segment_id);
CREATE TABLE saved_query (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, name VARCHAR NOT NULL,
    selection JSON NOT NULL, created VARCHAR NOT NULL, PRIMARY KEY (id), UNIQUE (uuid));
CREATE TABLE word_list (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    words JSON NOT NULL, created VARCHAR NOT NULL, PRIMARY KEY (id), UNIQUE (uuid));
CREATE TABLE summary (id INTEGER NOT NULL, uuid VARCHAR(36) NOT NULL, code_id INTEGER, question_id INTEGER,
    case_id INTEGER, source_id INTEGER, text VARCHAR NOT NULL, coder_id INTEGER NOT NULL, created VARCHAR NOT NULL,
    PRIMARY KEY (id), UNIQUE (uuid), FOREIGN KEY(code_id) REFERENCES code (id),
    FOREIGN KEY(question_id) REFERENCES question (id), FOREIGN KEY(case_id) REFERENCES study_case (id),
    FOREIGN KEY(source_id) REFERENCES source (id), FOREIGN KEY(coder_id) REFERENCES coder (id));
CREATE INDEX ix_summary_code_id ON summary (code_id);
CREATE INDEX ix_summary_question_id ON summary (question_id);
CREATE INDEX ix_summary_case_id ON summary (case_id);
CREATE INDEX ix_summary_source_id ON summary (source_id)
"""


def tables(database: Database) -> None:
    """Change the tables of version 1 into those of version 2."""
    for statement in _STATEMENTS.split(";\n"):
        database.run(statement)


def operation(logged: Operation) -> Operation:
    """Return a logged operation in the shape of version 2; new columns have defaults, so only a name changes."""
    kind, table, *rest = logged
    return [kind, "study_set" if table == "source_set" else table, *rest]
