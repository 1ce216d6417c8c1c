"""What qcode ships with reaches its user from a wheel and from an editable install alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from email import message_from_bytes
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
LOOK_AROUND = """
import json, pathlib, qcode, qcode.data
print(json.dumps({
    "package": str(pathlib.Path(qcode.__file__).parent),
    "codebooks": sorted(path.name for path in qcode.data.codebooks_folder().iterdir()),
    "demo": sorted(path.name for path in qcode.data.demo_folder().iterdir()),
}))
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from the checkout as ``pip install`` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder), str(CHECKOUT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into; its libraries are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-compile", "--target", str(folder), str(wheel))
    return folder


@pytest.fixture(params=["wheel", "editable"])
def installed(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """The environment of a process that finds qcode in the wheel, or in the checkout."""
    found = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "QCODE_LANG")}
    if request.param == "wheel":
        found["PYTHONPATH"] = str(request.getfixturevalue("unpacked"))
    return found


def pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr


def run(installed: Mapping[str, str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=installed,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_codebooks_and_demo_are_found(installed: Mapping[str, str], tmp_path: Path) -> None:
    seen = json.loads(run(installed, tmp_path, "-c", LOOK_AROUND).stdout)
    home = Path(installed["PYTHONPATH"]) if "PYTHONPATH" in installed else CHECKOUT
    assert Path(seen["package"]) == home / "qcode"
    assert seen["codebooks"] == sorted(path.name for path in (CHECKOUT / "codebooks").iterdir())
    assert {"codings.csv", "T01_unit_ppa.txt"} <= set(seen["demo"])


def test_the_demo_is_made_and_speaks_indonesian(installed: Mapping[str, str], tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "qcode", "--lang", "id", "demo", "made")
    assert done.stderr == "demo telah dibuat\n"
    assert [Path(line) for line in done.stdout.split("\n")[:-1]] == [Path("made/demo.qcode"), Path("made/matrix.docx")]
    with zipfile.ZipFile(tmp_path / "made" / "matrix.docx") as document:
        assert "data primer, diolah oleh peneliti" in document.read("word/document.xml").decode("utf-8")


def test_a_starter_codebook_is_named_without_its_folder(installed: Mapping[str, str], tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "qcode", "new", "s.qcode", "--codebook", "sistem_hukum_friedman")
    codes = json.loads(run(installed, tmp_path, "-m", "qcode", "codes", "--format", "json").stdout)
    assert "Struktur hukum" in {name for code in codes for name in (code["name"], code["path"])}


def test_the_wheel_says_its_licence_its_command_and_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (about,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        folder = about.rpartition("/")[0]
        metadata = message_from_bytes(archive.read(about))
        licence = archive.read(f"{folder}/licenses/LICENSE").decode("utf-8")
        commands = archive.read(f"{folder}/entry_points.txt").decode("utf-8")
    assert metadata["License-Expression"] == "Apache-2.0"
    assert "Apache License" in licence
    assert metadata["Requires-Python"] == ">=3.11"
    assert "qcode = qcode.__main__:run" in commands
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert all(">=" in line and "<" in line for line in needed), "a range known to work, for each library"
    assert not [line for line in needed if "pytest" in line or "babel" in line]


def test_the_wheel_carries_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"qcode"}
    shipped = {name.partition("/")[2] for name in names if name.endswith(".py")}
    assert shipped == {path.relative_to(CHECKOUT / "qcode").as_posix() for path in (CHECKOUT / "qcode").rglob("*.py")}


def test_the_page_of_a_study_has_its_scripts_and_styles_with_it(installed: Mapping[str, str], tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "qcode", "demo", "made")
    run(installed, tmp_path, "-m", "qcode", "-p", "made/demo.qcode", "report", "html", "-o", "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for own in (CHECKOUT / "qcode" / "formats" / "reports" / "html_page").glob("*.[cj]s*"):
        if own.name != "report.css":
            assert own.read_text(encoding="utf-8").strip() in page, own.name
