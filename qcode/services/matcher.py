"""Finds a regular expression in texts: run as a process of its own by ``matching``, which may end it.

It reads lines of JSON, the expression with its flags and then texts, and answers each text with a line of places.
"""

from __future__ import annotations

import json
import re
import sys
import warnings


def main() -> None:
    """Answer until there are no more texts."""
    warnings.simplefilter("ignore")
    expression, flags = json.loads(sys.stdin.buffer.readline())
    pattern = re.compile(expression, flags)
    for line in sys.stdin.buffer:
        places = [found.span() for found in pattern.finditer(json.loads(line)) if found.end() > found.start()]
        sys.stdout.buffer.write(json.dumps(places).encode("ascii") + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
