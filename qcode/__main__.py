"""``python -m qcode`` and the ``qcode`` command."""

from __future__ import annotations

import sys


def run() -> int:
    """Run the command line; return its exit code."""
    if sys.argv[1:] == ["--version"]:
        # Answered before anything is loaded: scripts ask this often.
        from qcode import __version__

        print(f"qcode {__version__}")
        return 0
    from qcode.cli.main import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
