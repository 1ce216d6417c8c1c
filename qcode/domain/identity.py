"""Names that last: every row that can be shared has a UUID, kept for life."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """Return a fresh UUID in its canonical lower-case form."""
    return str(uuid.uuid4())


def canonical_id(text: str) -> str | None:
    """Return a UUID in canonical form, braces dropped, or ``None`` if the text is none."""
    try:
        return str(uuid.UUID(text.strip().strip("{}")))
    except ValueError:
        return None
