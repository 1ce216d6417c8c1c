"""A sheet as ``.csv``: one page, values as text that is read alike in every language."""

from __future__ import annotations

import csv
import io

from qcode.domain.sheet import Page


def write(page: Page) -> bytes:
    """Write a page, with a mark at the start by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([page.heads, *page.rows])
    return out.getvalue().encode("utf-8-sig")
