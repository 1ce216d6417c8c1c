"""Finds the formats: every module of the folders that has a ``FORMAT``."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from qcode.formats.base import CodebookFormat, PictureFormat, ReportFormat, SourceFormat


def _collect(folder: str) -> list[object]:
    package = import_module(f"qcode.formats.{folder}")
    modules = (import_module(f"{package.__name__}.{info.name}") for info in pkgutil.iter_modules(package.__path__))
    return [module.FORMAT for module in modules if hasattr(module, "FORMAT")]


@cache
def source_formats() -> dict[str, SourceFormat]:
    """Return the formats that sources are read from, by suffix."""
    return {s: f for f in _collect("sources") if isinstance(f, SourceFormat) for s in f.suffixes}


@cache
def codebook_formats() -> dict[str, CodebookFormat]:
    """Return the formats that codebooks are read from and written to, by suffix."""
    return {s: f for f in _collect("codebooks") if isinstance(f, CodebookFormat) for s in f.suffixes}


@cache
def report_formats() -> dict[str, ReportFormat]:
    """Return the formats that reports are written to, by suffix."""
    return {s: f for f in _collect("reports") if isinstance(f, ReportFormat) for s in f.suffixes}


@cache
def document_formats() -> dict[str, ReportFormat]:
    """Return the formats that hold a whole document, by suffix."""
    return {suffix: one for suffix, one in report_formats().items() if one.write_document}


@cache
def study_formats() -> dict[str, ReportFormat]:
    """Return the formats that hold a whole study to be browsed, by suffix."""
    return {suffix: one for suffix, one in report_formats().items() if one.write_study}


@cache
def picture_formats() -> dict[str, PictureFormat]:
    """Return the formats that pictures are written to, by suffix."""
    return {s: f for f in _collect("pictures") if isinstance(f, PictureFormat) for s in f.suffixes}
