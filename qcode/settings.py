"""Paths and preferences of the person at this computer.

Settings are one small TOML file in the user's own configuration folder, or in the folder that ``QCODE_HOME``
names. A file that cannot be read counts as none: preferences must never keep anybody from a study.
"""

from __future__ import annotations

import contextlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qcode.home import FILE, folder

__all__ = ["RecentProject", "Settings", "folder", "load", "log_file", "save"]
RECENT_KEPT = 20


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open here, and where its reader was."""

    path: str
    """Absolute path of the project file, or the address of a project on a server."""
    name: str = ""
    source: str = ""
    """UUID of the source last read; empty for none."""
    offset: int = 0
    """Where the cursor stood in it, in code points."""
    favourites: tuple[str, ...] = ()
    """UUIDs of the codes on the keys 1 to 9, in that order; empty: the most used ones."""
    writing: Mapping[str, str] = field(default_factory=dict)
    """How its documents are written, by the names of the choices; what is as usual is left out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user has chosen."""

    name: str = ""
    """Name as a coder; empty until asked."""
    language: str = ""
    """Language of the screen, ``en`` or ``id``; empty: that of the environment."""
    theme: str = "qcode-dark"
    preset: str = "default"
    """Name of the set of keys."""
    look: str = ""
    """Name of the built-in look of Word documents; empty for the first."""
    template: str = ""
    """Path of the user's own Word template, which goes before the look; empty for none."""
    has_toured: bool = False
    """Whether the tour was taken or ended."""
    recent: tuple[RecentProject, ...] = ()
    """Latest first."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command → keys in Textual's names, for the commands whose keys the user changed."""

    def project(self, path: str) -> RecentProject:
        """Return what is remembered of a project, or a blank if nothing is."""
        return next((known for known in self.recent if known.path == path), RecentProject(path))

    def with_project(self, project: RecentProject) -> Settings:
        """Return the settings with a project remembered as the latest."""
        others = tuple(known for known in self.recent if known.path != project.path)
        return replace(self, recent=(project, *others)[:RECENT_KEPT])

    def without_project(self, path: str) -> Settings:
        """Return the settings with a project forgotten; its file stays."""
        return replace(self, recent=tuple(known for known in self.recent if known.path != path))


def log_file() -> Path:
    """Return the file in which an unforeseen error is kept for whoever mends it."""
    return folder() / "errors.log"


def load() -> Settings:
    """Read the settings; defaults where there are none or they cannot be read."""
    try:
        with (folder() / FILE).open("rb") as file:
            data = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return Settings()
    blank, found = Settings(), data.get("recent", [])
    recent = found if isinstance(found, list) else []
    return Settings(
        name=_text(data, "name"),
        language=_text(data, "language"),
        theme=_text(data, "theme") or blank.theme,
        preset=_text(data, "preset") or blank.preset,
        look=_text(data, "look"),
        template=_text(data, "template"),
        has_toured=data.get("has_toured") is True,
        recent=tuple(_recent(entry) for entry in recent if isinstance(entry, dict) and _text(entry, "path")),
        keys={key: value for key, value in _table(data, "keys").items() if isinstance(value, str)},
    )


def save(settings: Settings) -> None:
    """Write the settings; a crash in between leaves the old ones whole.

    A folder that cannot be written to (a borrowed computer, a full disk) loses only the preferences, so
    that is no error.
    """
    target = folder() / FILE
    draft = target.with_name(f"settings.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(_toml(settings), encoding="utf-8", newline="\n")
        draft.replace(target)


def keep_writing(path: str, writing: Mapping[str, str]) -> None:
    """Keep how the documents of a project are written."""
    kept = load()
    save(kept.with_project(replace(kept.project(path), writing=dict(writing))))


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    return value if isinstance(value, str) else ""


def _table(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    return value if isinstance(value, dict) else {}


def _recent(entry: Mapping[str, Any]) -> RecentProject:
    offset, favourites = entry.get("offset", 0), entry.get("favourites", [])
    return RecentProject(
        path=_text(entry, "path"),
        name=_text(entry, "name"),
        source=_text(entry, "source"),
        offset=offset if isinstance(offset, int) and offset >= 0 else 0,
        favourites=tuple(f for f in favourites if isinstance(f, str)) if isinstance(favourites, list) else (),
        writing={key: value for key, value in _table(entry, "writing").items() if isinstance(value, str)},
    )


def _toml(settings: Settings) -> str:
    lines = [f"{key} = {_quoted(getattr(settings, key))}" for key in ("name", "language", "theme", "preset")]
    lines += [f"{key} = {_quoted(value)}" for key in ("look", "template") if (value := getattr(settings, key))]
    lines += ["has_toured = true"] if settings.has_toured else []
    if settings.keys:
        lines += ["", "[keys]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in settings.keys.items())]
    for project in settings.recent:
        lines += [
            "",
            "[[recent]]",
            *(f"{key} = {_quoted(getattr(project, key))}" for key in ("path", "name", "source")),
            f"offset = {project.offset}",
            f"favourites = [{', '.join(map(_quoted, project.favourites))}]",
            f"writing = {{{', '.join(f'{_quoted(k)} = {_quoted(v)}' for k, v in project.writing.items())}}}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Write a TOML string: as JSON does, but for the one control character that JSON leaves bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
