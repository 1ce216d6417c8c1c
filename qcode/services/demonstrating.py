"""The demo: a small coded study to try everything on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qcode.data import codebooks_folder, demo_folder
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import _, screen_language
from qcode.services import (
    attributing,
    casing,
    codebooks,
    coding,
    guiding,
    importing,
    linking,
    noting,
    registering,
    reporting,
    summarising,
    tables,
    tabling,
)
from qcode.store import codes, sources
from qcode.store.project import Project

DEMO_NAME = "demo.qcode"
CODEBOOK = "penanggulangan_prostitusi_online.yaml"
FIRST_SOURCE = "T01_unit_ppa"
"""What the screen opens the first time: an interview, not the police report."""
MATRIX_NAME = "matrix.docx"


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demo is."""

    project: Path
    is_new: bool
    """False if it was there already; then nothing in it was changed."""


def make_demo(folder: Path) -> Demo:
    """Make the demo study in a folder, or find the one that is there.

    Raises:
        QcodeError: If the folder cannot be written to.
    """
    study = folder / DEMO_NAME
    if study.is_file():
        return Demo(study, is_new=False)
    # Built under another name, so that a demo that is there is always whole.
    building = folder / f"{study.stem}.part.qcode"
    try:
        building.unlink(missing_ok=True)
        with Project.create(building, name=_("Handling online prostitution (invented data)")) as project:
            _fill(project)
        building.replace(study)
    except OSError as error:
        raise QcodeError(
            _("{file} cannot be made: {error}").format(file=study, error=error.strerror or error),
            _("Choose a folder in which you may write: qcode demo FOLDER"),
        ) from error
    return Demo(study, is_new=True)


def write_demo_matrix(project: Project, folder: Path, *, language: str) -> Path:
    """Write the demo's matrix of quotations, theme by informant, to Word; return where it is.

    Raises:
        QcodeError: If it cannot be written.
    """
    report = tabling.make_matrix(project, "code", "case:informant", "quotes", Selection(), language=language)
    path = folder / MATRIX_NAME
    with registering.exporting_report(project, report) as ready:
        reporting.export_report(ready, path, language=language)
    return path


def _fill(project: Project) -> None:
    data = demo_folder()
    codebook, _warnings = codebooks.read_codebook(codebooks_folder() / CODEBOOK)
    codebooks.keep_codebook(project, codebook, origin=CODEBOOK)
    result = importing.import_files(project, sorted(data.glob("[DT]*.txt")))
    if result.failed:
        raise QcodeError(result.failed[0][1])
    casing.import_cases(project, data / "kasus_fiktif.csv", kind="police case", name_column="no", prefix="Perkara ")
    casing.assign_case(project, "Perkara 2", "D01_laporan_polisi_fiktif")
    guiding.import_guide(project, data / "pedoman_wawancara.txt")
    for added in result.added:
        guiding.tie_alike(project, added.id)
    _add_evidence(project, data / "evidence.csv")
    rows, _warnings = tables.read_codings(data / "codings.csv")
    coding.apply_codes(project, rows)
    _add_summaries(project, data / "summaries.csv")
    _add_links(project, data / "links.csv")
    _add_memos(project, data / "memos.csv")


def _add_links(project: Project, path: Path) -> None:
    """Say what leads to what, and which recommendation answers which obstacle."""
    (_head, *rows), _warnings = tables.read_table(path)
    for origin, kind, target in rows:
        linking.link(project, kind, linking.find_end(project, origin), linking.find_end(project, target))


def _add_memos(project: Project, path: Path) -> None:
    """Write memos on codes, with their kinds in the language of the screen: causes, actors, targets."""
    (_head, *rows), _warnings = tables.read_table(path)
    speaks_indonesian = screen_language() == "id"
    for target, kind_id, kind_en, text_id, text_en in rows:
        kind, text = (kind_id, text_id) if speaks_indonesian else (kind_en, text_en)
        code = codes.find(project, target).code.id
        noting.write_memo(project, "code", code, text, kind=kind)


def _add_summaries(project: Project, path: Path) -> None:
    """Write what sums up a theme for an informant, in the language of the screen."""
    (head, *rows), _warnings = tables.read_table(path)
    wanted = f"text_{screen_language()}"
    at = head.index(wanted if wanted in head else "text_en")
    for row in rows:
        summarising.write_summary(project, summarising.find_cell(project, row[0], f"case:{row[1]}"), row[at])


def _add_evidence(project: Project, path: Path) -> None:
    """Say which passages give values of a case: the sources differ about the victim's age."""
    (_head, *rows), _warnings = tables.read_table(path)
    for case, attribute, value, source, start, end in rows:
        place = Span(int(start), int(end))
        source_id = sources.find_id(project, source)
        attributing.add_evidence_of_case(project, case, {attribute: value}, source_id, place)
