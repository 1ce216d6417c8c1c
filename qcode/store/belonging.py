"""Which codings belong to a case, as a condition that any statement over ``coding c`` can take."""

from __future__ import annotations

BELONGS = (
    "{m}.source_id = c.source_id AND ({m}.speaker_id IS NULL OR {m}.speaker_id = c.speaker_id) "
    "AND ({m}.segment_id IS NULL OR {m}.segment_id = c.segment_id)"
)
"""Whether a coding belongs to a case by a row of ``membership``."""
