"""Every message of qcode is in every catalogue, translated, with the same placeholders."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from qcode.language import LANGUAGES
from qcode.store.changes import REDO, UNDO
from qcode.tui.screens.history import ACTS

PACKAGE = Path(__file__).parents[2] / "qcode"
TRANSLATED = [language for language in LANGUAGES if language != "en"]
UPDATE = "CONTRIBUTING.md says how to bring the catalogue up to date"


@cache
def messages_of_the_code() -> dict[str, str]:
    """Return each message with the first place it stands at."""
    found: dict[str, str] = {}
    for path, line, message, _comments, _context in extract_from_dir(PACKAGE, [("**.py", "python")]):
        assert isinstance(message, str), f"{path}:{line}: plural forms are not used here"
        found.setdefault(message, f"{path}:{line}")
    return found


@cache
def catalogue(language: str) -> Catalog:
    path = PACKAGE / "locale" / language / "LC_MESSAGES" / "qcode.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def translations(language: str) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue(language) if one.id and one.string and not one.fuzzy}


def placeholders(message: str) -> set[tuple[str, str]]:
    return {(field, spec or "") for _text, field, spec, _to in string.Formatter().parse(message) if field is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    translated = translations(language)
    missing = [f"{place}: {message}" for message, place in messages_of_the_code().items() if message not in translated]
    assert not missing, f"{UPDATE}:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_outlives_its_message(language: str) -> None:
    stale = [str(one.id) for one in catalogue(language) if one.id and one.id not in messages_of_the_code()]
    stale += [str(message) for message in catalogue(language).obsolete]
    assert not stale, f"{UPDATE}:\n" + "\n".join(stale)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_and_the_edges_of_its_message(language: str) -> None:
    for message, translation in translations(language).items():
        assert placeholders(translation) == placeholders(message), message
        assert translation[:1].isspace() == message[:1].isspace(), message
        assert translation[-1:].isspace() == message[-1:].isspace(), message
        assert translation.count("\n") == message.count("\n"), message


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_stays_a_sentence(language: str) -> None:
    """Errors are put together from parts: a part that ends with a stop, or without, does so in every language."""
    ends = (".", "?", ":", "…")
    for message, translation in translations(language).items():
        if message.rstrip().endswith(ends):
            assert translation.rstrip()[-1] == message.rstrip()[-1], message


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def marks(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls that translate or mark, by name."""
    for call in nodes:
        if isinstance(call, ast.Call) and call.args:
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in ("_", "N_", "say"):
                yield name, call


def test_what_is_translated_is_marked_so_that_it_is_found() -> None:
    """Extraction sees ``_("…")`` and ``N_("…")``: not ``say("…")`` alone, no f-string, nothing inside an f-string."""
    faults = []
    for path in sorted(PACKAGE.rglob("*.py")):
        strings = [one for one in nodes(path) if isinstance(one, ast.JoinedStr)]
        hidden = {call for one in strings for _name, call in marks(ast.walk(one))}
        for name, call in marks(nodes(path)):
            is_plain = isinstance(call.args[0], ast.Constant)
            is_made_up = isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
            if (is_plain and (call in hidden or name == "say")) or (is_made_up and name != "say"):
                faults.append(f"{path.relative_to(PACKAGE)}:{call.lineno}")
    assert not faults


def test_every_act_of_the_trail_has_a_name_on_the_screen() -> None:
    """Most acts stand in the call of the gate; some are handed to it, so they stand somewhere else as words."""
    paths = [path for path in PACKAGE.rglob("*.py") if path.name != "history.py"]
    acts = {
        call.args[0].value
        for path in paths
        for call in nodes(path)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "change"
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    words = {node.value for path in paths for node in nodes(path) if isinstance(node, ast.Constant)}
    assert {"code", "import", "codes merge"} <= acts
    assert acts | {UNDO, REDO} <= set(ACTS) <= words
