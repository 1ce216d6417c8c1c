"""The languages of the screen and of documents.

Two languages are in play at once: a student may read the screen in Indonesian and write the thesis in
English. ``_`` speaks the language of the screen; ``translator(lang)`` gives the one of a document. Both
look up the same gettext catalogues. Text that is only marked here and translated later is marked ``N_``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "id")
Translate = Callable[[str], str]

_screen_language = ""


def N_(message: str) -> str:
    """Mark a message for translation without translating it yet."""
    return message


@lru_cache(maxsize=8)
def translator(language: str) -> Translate:
    """Return the function that turns an English message into a language.

    Args:
        language: A language of ``LANGUAGES``; any other gives English.
    """
    if language == "en" or language not in LANGUAGES:
        return str
    import gettext

    folder = Path(__file__).with_name("locale")
    return gettext.translation("qcode", folder, [language], fallback=True).gettext


def known_language(name: str) -> str:
    """Return the language of ``LANGUAGES`` that a locale name means, or an empty string."""
    code = name.replace("-", "_").partition("_")[0].lower()
    code = {"in": "id", "indonesian": "id", "english": "en"}.get(code, code)
    return code if code in LANGUAGES else ""


def language_of_environment() -> str:
    """Return the language of QCODE_LANG, else of the locale, else English."""
    names = (os.environ.get(key, "") for key in ("QCODE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    return next((code for code in map(known_language, names) if code), "en")


def speak(language: str) -> None:
    """Choose the language of the screen for the rest of this process."""
    global _screen_language
    _screen_language = known_language(language) or "en"


def was_chosen() -> bool:
    """Say whether the language of the screen was chosen for this process."""
    return bool(_screen_language)


def screen_language() -> str:
    """Return the language of the screen."""
    return _screen_language or language_of_environment()


def _(message: str) -> str:
    """Say a message in the language of the screen."""
    return translator(screen_language())(message)
