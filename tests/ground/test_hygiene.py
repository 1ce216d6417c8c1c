"""What the house asks of every file, where no linter asks it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "qcode").rglob("*.py"))
ALL = sorted(path for folder in ("qcode", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
POSIX_ONLY = {
    "fcntl",
    "termios",
    "tty",
    "pty",
    "pwd",
    "grp",
    "spwd",
    "resource",
    "readline",
    "curses",
    "syslog",
    "posix",
}
POSIX_ONLY_CALLS = {"fork", "getuid", "geteuid", "getgid", "chown", "mkfifo", "getpgid", "killpg", "uname", "statvfs"}


ASKED_ABOUT = (ast.Import, ast.ImportFrom, ast.Attribute, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return what the tests below ask about; to walk through all of qcode takes a second."""
    return tuple(
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ASKED_ABOUT)
    )


def imports(path: Path) -> Iterator[str]:
    """Yield the top-level modules that a file imports anywhere, inside functions too."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_nothing_in_qcode_needs_posix() -> None:
    assert [place(path) for path in CODE if POSIX_ONLY.intersection(imports(path))] == []
    calls = [
        f"{place(path)}:{node.lineno}"
        for path in CODE
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in POSIX_ONLY_CALLS
        if isinstance(node.value, ast.Name) and node.value.id == "os"
    ]
    assert calls == []


def test_qcode_never_uses_what_only_its_developers_install() -> None:
    developers = {"pytest", "hypothesis", "babel", "mypy", "ruff", "hatchling", "psycopg", "_pytest", "tests"}
    assert [place(path) for path in CODE if developers.intersection(imports(path))] == []


def test_the_domain_uses_the_standard_library_alone() -> None:
    known = sys.stdlib_module_names | {"qcode"}
    ground = [path for path in CODE if "domain" in path.relative_to(ROOT).parts]
    assert len(ground) > 20
    assert [place(path) for path in ground if not known.issuperset(imports(path))] == []


def test_no_file_is_longer_than_450_lines() -> None:
    long = {place(path): path.read_text(encoding="utf-8").count("\n") for path in ALL}
    assert {name: lines for name, lines in long.items() if lines > 450} == {}


def test_no_function_of_qcode_is_longer_than_60_lines() -> None:
    long = [
        f"{place(path)}:{node.lineno} {node.name}"
        for path in CODE
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_every_module_is_named_by_a_noun_of_its_own() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "tools"}
    assert [place(path) for path in ALL if drawers.intersection({path.stem, *path.relative_to(ROOT).parts})] == []


def test_only_a_newline_ends_a_line() -> None:
    """``str.splitlines`` also breaks at form feeds and U+2028: spans counted by it would not fit the text."""
    found = [
        f"{place(path)}:{node.lineno}"
        for path in CODE
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "splitlines"
    ]
    assert found == []


def test_a_frozen_noun_has_slots() -> None:
    found = [
        f"{place(path)}:{decorator.lineno}"
        for path in CODE
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "dataclass"
        if {"frozen", "slots"}.intersection(word.arg or "" for word in decorator.keywords) == {"frozen"}
    ]
    assert found == []
