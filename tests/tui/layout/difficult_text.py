"""Texts that make layout hard, for hypothesis to put together."""

from hypothesis import strategies as st

PARTS = (
    "a", "word", " ", "  ", "\n", "\t", "Kalau", "no-nya", ".", "é", "e\u0301", "漢", "字。", "한",
    "\u2764\ufe0f", "1\ufe0f\u20e3", "👨\u200d👩\u200d👧", "🇮🇩", "👍🏽", "क्षि", "אב", "…", "“",
    "\u200b", "\u200d", "\u202e", "\u200f", "\x1b[2J", "\x9b", "\x07", "\u2028", "\x85",
)  # fmt: skip


def texts(max_parts: int = 40) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PARTS), max_size=max_parts).map("".join)
