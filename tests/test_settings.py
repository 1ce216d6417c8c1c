from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from qcode.settings import RECENT_KEPT, RecentProject, Settings, folder, load, save

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
PROJECTS = st.builds(
    RecentProject,
    path=WORDS.filter(bool),
    name=WORDS,
    source=WORDS,
    offset=st.integers(0, 2_000_000),
    favourites=st.lists(WORDS, max_size=9).map(tuple),
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QCODE_HOME", str(tmp_path / "home"))


def test_without_a_file_the_defaults_hold() -> None:
    assert load() == Settings()


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.builds(
        Settings,
        name=WORDS,
        language=st.sampled_from(["", "en", "id"]),
        theme=WORDS.filter(bool),
        recent=st.lists(PROJECTS, max_size=3).map(tuple),
        keys=st.dictionaries(WORDS, WORDS, max_size=3),
    )
)
def test_settings_come_back_as_they_were_saved(settings: Settings) -> None:
    save(settings)
    assert load() == settings


@pytest.mark.parametrize("damage", [b"name = ", b"\xff\xfe", b"recent = 3\nname = 4\n", b"[[recent]]\npath = 1\n"])
def test_a_damaged_file_counts_as_none(damage: bytes) -> None:
    folder().mkdir(parents=True)
    (folder() / "settings.toml").write_bytes(damage)
    assert load() == Settings()


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("QCODE_HOME", str(tmp_path / "file" / "home"))
    save(Settings(name="Ani"))
    assert load() == Settings()


def test_the_latest_project_comes_first_and_old_ones_are_forgotten() -> None:
    settings = Settings()
    for number in range(RECENT_KEPT + 5):
        settings = settings.with_project(RecentProject(f"/study{number}.qcode"))
    settings = settings.with_project(RecentProject("/study20.qcode", offset=7))
    assert [project.path for project in settings.recent[:2]] == ["/study20.qcode", "/study24.qcode"]
    assert len(settings.recent) == RECENT_KEPT
    assert settings.project("/study20.qcode").offset == 7
    assert settings.without_project("/study20.qcode").project("/study20.qcode") == RecentProject("/study20.qcode")
