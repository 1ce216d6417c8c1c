"""Pages of HTML: their frame, their security policy, and texts that stay texts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from qcode.domain.text import visible

_FOLDER = Path(__file__).parent


def text(words: str) -> str:
    """Return words as HTML that shows them, whatever they hold; it may stand in an attribute, too."""
    return escape(visible(words))


@cache
def own_file(name: str) -> str:
    """Return a style sheet or a script that lies beside this module."""
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


def page(
    body: Iterable[str], *, language: str, title: str, styles: Sequence[str], scripts: Sequence[str] = (),
    first: str = "",
) -> list[str]:  # fmt: skip
    """Return a whole page, piece by piece.

    It needs nothing else and says so in its security policy: only the styles and scripts given here have their hash in
    it, so that nothing else on the page is ever obeyed, and nothing is asked of the network.

    Args:
        body: What stands in its body, before the scripts.
        language: Of the page's own words.
        title: Plain words.
        styles: Style sheets.
        scripts: Programs, run in this order when the page has been read.
        first: A program that runs before anything is shown; empty for none.
    """
    allowed = [first, *scripts] if first else scripts
    return [
        "<!DOCTYPE html>\n",
        f'<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(styles, allowed)}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta name="referrer" content="no-referrer">\n<title>{text(title)}</title>\n',
        *(f"<style>{style}</style>\n" for style in styles),
        f"<script>{first}</script>\n" if first else "",
        "</head>\n<body>\n",
        *body,
        *(f"<script>{script}</script>\n" for script in scripts),
        "</body>\n</html>\n",
    ]


def _policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    rules = ["default-src 'none'", f"style-src {_hashes(styles)}", "form-action 'none'", "base-uri 'none'"]
    if scripts:
        rules += [f"script-src {_hashes(scripts)}", "require-trusted-types-for 'script'", "trusted-types 'none'"]
    return "; ".join(rules)


def _hashes(contents: Sequence[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in contents) or "'none'"
