"""Every source format has a sample with its golden transcript, and a damaged file that it refuses well.

A format without a sample fails here. Make a golden file anew with ``QCODE_GOLDEN=1 pytest …`` and read the difference.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from qcode.errors import UnreadableFile
from qcode.formats.base import ReadOptions, SourceFormat
from qcode.formats.registry import source_formats

DATA = Path(__file__).parents[2] / "data" / "sources"
DAMAGED = {"plain": bytes(range(256)) * 40, "markdown": b"# a\x00\x01", "word": b"PK\x03\x04 not a zip"}
FORMATS = sorted(set(source_formats().values()), key=lambda entry: entry.name)


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.name)
def test_a_sample_gives_its_golden_transcript(entry: SourceFormat) -> None:
    sample = DATA / f"{entry.name}{entry.suffixes[0]}"
    result = entry.read(sample.read_bytes(), ReadOptions())
    found = json.loads(json.dumps({**asdict(result.transcript), "warnings": result.warnings}))
    golden = sample.with_suffix(".json")
    if os.environ.get("QCODE_GOLDEN"):
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.name)
def test_a_damaged_file_is_refused_with_a_remedy(entry: SourceFormat) -> None:
    with pytest.raises(UnreadableFile) as raised:
        entry.read(DAMAGED[entry.name], ReadOptions())
    assert raised.value.message
    assert raised.value.hint


def test_the_suffixes_of_all_formats_are_found() -> None:
    assert {".txt", ".md", ".markdown", ".docx", ".doc"} <= set(source_formats())
