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


def lasting_id(*parts: str) -> str:
    """Return the one UUID of what these words name, so that it is known when it comes a second time."""
    return str(uuid.uuid5(_NAMED_HERE, "\n".join(parts)))


_NAMED_HERE = uuid.UUID("8d0f6a52-6f0e-5b0e-9c3c-6a1d7c1b2e90")
