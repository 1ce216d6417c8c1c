"""A Word document as a real LibreOffice sets it on pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

on_pages = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not here; the XML is checked elsewhere",
)


def pages_of(data: bytes, folder: Path) -> list[str]:
    """Return the text of each page, laid out as it stands there.

    Args:
        data: The Word file.
        folder: For what lies between.
    """
    (folder / "made.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "made.docx")], check=True, capture_output=True, timeout=180)
    asked = ["pdftotext", "-layout", str(folder / "made.pdf"), "-"]
    shown = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout
    return shown.removesuffix("\f").split("\f")
