"""Times as the clock of this computer shows them; the project keeps them in UTC."""

from __future__ import annotations

from datetime import datetime


def local_time(when: str) -> str:
    """Write an ISO time in UTC as date and time of this computer's clock."""
    try:
        return f"{datetime.fromisoformat(when).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return when[:16]
