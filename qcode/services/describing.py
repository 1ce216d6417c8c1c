"""The codebook as a document: what each code means, what it rests on, where it is used, and passages that show it.

It says the same in two shapes: an entry for each code under its top code, to be read, and a table, for an appendix
or a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcode.domain.document import Block, Document, Heading, Paragraph, Role, Table, Words
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.wording import cited, quoted
from qcode.language import N_, Translate, translator
from qcode.services.codebooks import export_codebook
from qcode.services.describing_codes import Book, Books, Described, describe_books, legal_words, provision_words
from qcode.services.reporting import Setup, code_name, export_document
from qcode.store.project import Project

LIST, TABLE = "list", "table"
SHAPES = (LIST, TABLE)
_TEXTS = {
    "definition": N_("Definition"), "include": N_("Belongs to it"), "exclude": N_("Does not belong to it"),
}  # fmt: skip
_COUNTS = {"passages": N_("Passages"), "codings": N_("Codings"), "sources": N_("Sources")}
_DEEPEST = 4
"""Levels of headings there are."""


@dataclass(frozen=True, slots=True)
class BookPlan:
    """What of the codebook is to be told, and how."""

    codebook: str = ""
    """Name of one of several; all if empty."""
    shape: str = LIST
    """One of ``SHAPES``."""
    all_languages: bool = False
    """Whether each code speaks in every language it has words in, and not in the document's alone."""
    with_memos: bool = False
    examples: int = 2
    """Most passages marked typical that are shown with a code, beside its anchor."""


def make_codebook_document(project: Project, plan: BookPlan, *, language: str = "en", title: str = "") -> Document:
    """Return the codebook as a document.

    Args:
        project: The study.
        plan: What of it, and in which shape.
        language: Of the document's own words, and of what the codes say, where they say it in that language.
        title: Of the document; a plain one if empty.

    Raises:
        QcodeError: If there is no such codebook.
    """
    say = translator(language)
    books = _books(project, plan, language)
    title = title or _title(books, say)
    several = len(books.books) > 1
    blocks: list[Block] = [Paragraph((title,), Role.TITLE)]
    for book in books.books:
        if several:
            blocks.append(Heading(book.name))
        blocks += [Paragraph((text,)) for text in (book.about, _counted(book, say)) if text]
        used = say(N_("Use of the codes of “{name}”")).format(name=book.name)
        blocks.append(Table(_overview(books, book.codes, language, used)))
        if plan.shape == TABLE:
            meant = say(N_("Codes of “{name}”")).format(name=book.name)
            blocks.append(Table(_table(book.codes, plan, language, meant, with_basis=False)))
            if any(one.one.code.legal_basis for one in book.codes):
                rests = say(N_("Legal basis of the codes of “{name}”")).format(name=book.name)
                blocks.append(Table(_provisions(book.codes, language, rests)))
        else:
            for one in book.codes:
                blocks += _entry(one, plan, language, level=1 + several)
    return Document(title, tuple(blocks))


def make_codebook_table(
    project: Project, plan: BookPlan, *, language: str = "en", title: str = "", source_line: str = ""
) -> Report:
    """Return the codebook as one table, for what holds no more; several codebooks stand one below the other.

    Args:
        project: The study.
        plan: What of it; the shape does not matter.
        language: Of the report's own words, and of what the codes say.
        title: Of the report; a plain one if empty.
        source_line: What stands under it; nothing if empty.

    Raises:
        QcodeError: If there is no such codebook.
    """
    say = translator(language)
    books = _books(project, plan, language)
    everything = tuple(one for book in books.books for one in book.codes)
    table = _table(everything, plan, language, title or _title(books, say))
    rows = ((*row, *_count_cells(books, one)) for row, one in zip(table.rows, everything, strict=True))
    columns = (*table.columns, *_count_columns(books, say))
    return Report(table.title, columns, tuple(rows), tuple(books.notes(say)), source_line)


def make_codebook_for(
    suffix: str, project: Project, plan: BookPlan, *, language: str = "en", title: str = "", source_line: str = ""
) -> Document | Report:
    """Return the codebook as a kind of file holds it: a document, or one table where it holds no more.

    Args:
        suffix: Of the file: ``.docx``.
        project: The study.
        plan: What of the codebook.
        language: Of the document's own words, and of what the codes say.
        title: Of the document; a plain one if empty.
        source_line: What stands under a table; nothing if empty.

    Raises:
        QcodeError: If there is no such codebook.
    """
    from qcode.formats.registry import document_formats

    if suffix.lower() in document_formats():
        return make_codebook_document(project, plan, language=language, title=title)
    return make_codebook_table(project, plan, language=language, title=title, source_line=source_line)


def send_codebook(
    project: Project, path: Path, *, name: str = "", language: str = "en", setup: Setup | None = None
) -> tuple[str, ...]:
    """Write a codebook to a file: for other programs by those suffixes that hold codebooks, else to be read.

    Args:
        project: The study.
        path: The file.
        name: Which codebook; all of them if empty.
        language: Of a document that is to be read.
        setup: How that is set in Word; ``None``: as the settings have it.

    Returns:
        What the format could not hold.

    Raises:
        QcodeError: If there is no such codebook or format, or the file cannot be written.
    """
    from qcode.formats.registry import codebook_formats, document_formats

    suffix = path.suffix.lower()
    if suffix in document_formats() and suffix not in codebook_formats():
        made = make_codebook_document(project, BookPlan(codebook=name), language=language)
        return export_document(made, path, language=language, setup=setup)
    return export_codebook(project, path, name=name)


def _books(project: Project, plan: BookPlan, language: str) -> Books:
    return describe_books(project, plan.codebook, language, examples=plan.examples, all_languages=plan.all_languages)


def _title(books: Books, say: Translate) -> str:
    return say(N_("Codebook: {name}")).format(name=books.title)


def _counted(book: Book, say: Translate) -> str:
    """Return how many codes and folders a codebook has, and how many of the codes are used."""
    codable = [one for one in book.codes if one.one.code.codable]
    folders = len(book.codes) - len(codable)
    said = say(N_("Codes: {n}, of which used: {used}.")).format(
        n=len(codable), used=sum(bool(one.one.codings) for one in codable)
    )
    more = say(N_("Folders: {n}.")).format(n=folders)
    return f"{said} {more}" if folders else said


# As a list


def _entry(one: Described, plan: BookPlan, language: str, level: int) -> Iterator[Block]:
    """Yield a code's heading and what there is to tell of it, a paragraph for each."""
    say, code = translator(language), one.one.code
    names = " / ".join(words for _language, words in one.texts.get("name", ()))
    yield Heading(f"{code.key} {names}".strip(), min(level + one.one.depth, _DEEPEST))
    if not code.codable:
        yield Paragraph((say(N_("A folder: it groups codes and is applied to nothing.")),), Role.ENTRY)
    for what, label in _TEXTS.items():
        for tongue, words in one.texts.get(what, ()):
            yield _told(say(label), words, tongue)
    for example in one.examples:
        yield _told(say(N_("Example")), f"{quoted(example)} {cited(example)}")
    provisions = [legal_words(basis, language) for basis in code.legal_basis]
    for number, words in enumerate(provisions, 1):
        numbered = f"({number}) {words}" if len(provisions) > 1 else words
        yield _told(say(N_("Legal basis")), numbered) if number == 1 else Paragraph((numbered,), Role.ENTRY)
    if plan.with_memos and one.memo:
        yield _told(say(N_("Memo")), one.memo)
    yield _told(say(N_("Use")), _use(one, say))


def _told(label: str, words: str, tongue: str = "") -> Paragraph:
    named = f"{label} ({tongue}): " if tongue else f"{label}: "
    return Paragraph((Words(named, bold=True), words), Role.ENTRY)


def _use(one: Described, say: Translate) -> str:
    use = one.use
    if not use.codings:
        return say(N_("not used"))
    parts = [
        say(N_("passages {passages}, codings {codings}, sources {sources}")).format(
            passages=use.passages, codings=use.codings, sources=use.sources
        ),
        *(f"{say(kind)} {n}" for kind, n in use.cases.items()),
    ]
    return ", ".join(parts)


def _overview(books: Books, codes: Sequence[Described], language: str, title: str) -> Report:
    say = translator(language)
    columns = [Column("code", say(N_("Code")), Kind.NAME), *_count_columns(books, say)]
    rows = [(code_name(one.one, language), *_count_cells(books, one)) for one in codes]
    return Report(title, tuple(columns), tuple(rows), tuple(books.notes(say)))


def _count_columns(books: Books, say: Translate) -> list[Column]:
    named = [(name, say(label)) for name, label in _COUNTS.items()]
    return [Column(name, label, Kind.COUNT) for name, label in (*named, *((f"cases:{k}", say(k)) for k in books.kinds))]


def _count_cells(books: Books, one: Described) -> list[Cell]:
    use = one.use
    return [use.passages, use.codings, use.sources, *(use.cases.get(kind, 0) for kind in books.kinds)]


# As a table


def _provisions(codes: Sequence[Described], language: str, title: str) -> Report:
    """Return the provisions that codes rest on, a row for each."""
    say = translator(language)
    labels = {"code": N_("Code"), "provision": N_("Provision"), "validity": N_("In force"), "note": N_("Note")}
    return Report(
        title,
        tuple(Column(name, say(label), Kind.NAME if name == "code" else Kind.TEXT) for name, label in labels.items()),
        tuple(
            (replace(code_name(one.one, language), depth=0), *provision_words(basis, language))
            for one in codes
            for basis in one.one.code.legal_basis
        ),
    )


def _table(codes: Sequence[Described], plan: BookPlan, language: str, title: str, *, with_basis: bool = True) -> Report:
    """Return codes as rows; a column in which no code says anything is left away."""
    say = translator(language)
    texts = {name: label for name, label in _TEXTS.items() if any(one.texts.get(name) for one in codes)}
    columns = [Column("code", say(N_("Code")), Kind.NAME)]
    columns += [Column(name, say(label)) for name, label in texts.items()]
    has_examples = any(one.examples for one in codes)
    has_basis = with_basis and any(one.one.code.legal_basis for one in codes)
    has_memos = plan.with_memos and any(one.memo for one in codes)
    columns += [Column("examples", say(N_("Example")), Kind.QUOTES)] if has_examples else []
    columns += [Column("legal_basis", say(N_("Legal basis")))] if has_basis else []
    columns += [Column("memo", say(N_("Memo")))] if has_memos else []
    rows = []
    for one in codes:
        cells: list[Cell] = [_named(one, language)]
        cells += ["\n".join(_tongued(*said) for said in one.texts.get(name, ())) for name in texts]
        cells += [one.examples] if has_examples else []
        cells += ["\n".join(legal_words(basis, language) for basis in one.one.code.legal_basis)] if has_basis else []
        cells += [one.memo] if has_memos else []
        rows.append(tuple(cells))
    return Report(title, tuple(columns), tuple(rows))


def _named(one: Described, language: str) -> Name:
    """Return how a code is called, in all languages that are asked for."""
    plain, names = code_name(one.one, language), [words for _tongue, words in one.texts.get("name", ())]
    return Name(plain.name, f"{one.one.code.key} {' / '.join(names)}".strip(), plain.depth)


def _tongued(tongue: str, words: str) -> str:
    return f"({tongue}) {words}" if tongue else words
