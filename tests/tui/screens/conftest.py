from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.domain.span import Span
from qcode.domain.transcript import Role, Speaker, TimeMark, Transcript, Turn
from qcode.services import defining, importing
from qcode.store.project import Project
from qcode.tui.app import QcodeApp

TALK = """[00:00:05]
P: Apa saja kegiatannya?
I: Kami turun penyuluhan ke sekolah. Materinya bahaya prostitusi online. Biasanya bersama Binmas.
[00:04:10]
P: Kalau patroli siber?
I: Anggota siber patroli setiap hari. Kalau ketemu akun dicatat dulu.
P: Kendalanya?
I: Alatnya masih menumpang. Penyidik cuma satu.
"""
CODES = (("PRE", "Preemptive"), ("PRV", "Preventive"), ("REP", "Repressive"), ("KEN", "Obstacles"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("QCODE_HOME", str(folder))
    monkeypatch.setenv("QCODE_LANG", "en")
    return folder


def transcript(text: str) -> Transcript:
    turns = tuple(Turn(Span(*found.span(2)), found[1]) for found in re.finditer(r"^(P|I): (.+)$", text, re.M))
    marks = tuple(
        TimeMark(found.start(), 3600 * int(found[1]) + 60 * int(found[2]) + int(found[3]))
        for found in re.finditer(r"^\[(\d\d):(\d\d):(\d\d)\]", text, re.M)
    )
    speakers = (Speaker("P", Role.INTERVIEWER), Speaker("I", Role.PARTICIPANT))
    return Transcript(text, speakers=speakers, turns=turns, marks=marks, language="id")


def add_text(project: Project, name: str, text: str) -> None:
    preview = importing.Preview(Path(f"{name}.txt"), name, "interview", text.encode(), transcript(text), ())
    importing.import_previews(project, [preview])


@pytest.fixture(scope="session")
def _two_interviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("screens") / "study.qcode"
    with Project.create(path, name="Study", coder="Ani") as project:
        for key, name in CODES:
            defining.add_code(project, name, key=key, texts={"definition": f"Measures that are {name.lower()}."})
        add_text(project, "T01", TALK)
        add_text(project, "T02", TALK.replace("sekolah", "kampus"))
    return path


@pytest.fixture
def study(_two_interviews: Path, tmp_path: Path) -> Path:
    """A project with two short interviews and four codes."""
    return Path(shutil.copyfile(_two_interviews, tmp_path / "study.qcode"))


@pytest.fixture
def talk() -> str:
    """The text of T01."""
    return TALK


@pytest.fixture
def app_on(study: Path) -> Callable[..., QcodeApp]:
    """Makes the app on the study, as Ani, at words of T01 or where she was."""
    return lambda words="": QcodeApp(study, f"T01:{TALK.index(words)}" if words else "", coder="Ani")
