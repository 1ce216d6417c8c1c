"""A saved list stands in a query as @name: any of its words in any form, several words as they stand together."""

from __future__ import annotations

import pytest

from qcode.errors import QcodeError, UnknownName
from qcode.services import importing, word_listing
from qcode.store import found_paragraphs
from qcode.store.note_search import search_memos
from qcode.store.project import Project
from qcode.store.search import each_spot, search, widened
from qcode.store.vocabulary import Vocabulary

TEXT = """Alatnya rusak dan kendaraan dinas mogok.
Kendaraan pribadi dipakai, anggaran habis.
Peralatan dibeli; alatnya lama.
Dinas kendaraan.
"""


@pytest.fixture
def tools(project: Project) -> Project:
    importing.import_previews(project, [importing.preview_text(TEXT, "T")])
    word_listing.add_list(project, "alat", ["alat", "kendaraan dinas", "=anggaran"])
    return project


def found(project: Project, query: str) -> list[str]:
    return [hit.match for hit in search(project, query) if hit.source == "T"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("@alat", ["Alatnya", "kendaraan dinas", "anggaran", "Peralatan", "alatnya"]),
        ("@ALAT -mogok", ["anggaran", "Peralatan", "alatnya"]),
        ("habis @alat", ["anggaran", "habis"]),
        ("NEAR(@alat mogok, 2)", ["kendaraan dinas", "mogok"]),
        ("lama OR pribadi -@alat", ["lama"]),
    ],
)
def test_a_list_means_any_of_its_words(query: str, expected: list[str], tools: Project) -> None:
    assert found(tools, query) == expected


def test_a_list_that_is_not_there_is_named_with_those_that_are(tools: Project) -> None:
    with pytest.raises(UnknownName, match="no word list “alt”") as failed:
        search(tools, "@alt")
    assert "@alat" in failed.value.hint
    word_listing.add_list(tools, "abai", ["dan"], "stop")
    with pytest.raises(UnknownName):  # Words that are not worth counting are not searched for.
        search(tools, "@abai")


def test_long_lists_leave_no_word_out(tools: Project) -> None:
    word_listing.add_list(tools, "banyak", [f"kata{n} dua" for n in range(1500)] + ["mogok"])
    assert found(tools, "@banyak") == ["mogok"]
    assert search_memos(tools, "@banyak") == []


def test_it_tells_what_a_word_was_widened_to_and_how_often_that_stands_there(tools: Project) -> None:
    (word,) = widened(tools, "peralatan")
    assert (word.word, dict(word.forms)) == ("peralatan", {"peralatan": 1, "alatnya": 3})
    assert [one.word for one in widened(tools, "=alat @alat mogok")] == ["alat", "mogok"]
    with pytest.raises(QcodeError, match="has no word in it"):
        widened(tools, "-")


def test_places_are_those_of_the_hits_and_can_be_of_some_sources_or_one_role(tools: Project) -> None:
    hits = search(tools, "binmas OR apa OR alat")
    spots = list(each_spot(tools, "binmas OR apa OR alat"))
    assert [(start, end) for _source, start, end in spots] == [(hit.start, hit.end) for hit in hits]
    ids = {source for source, _start, _end in spots}
    assert len(ids) == 3
    one = spots[0][0]
    assert list(each_spot(tools, "binmas OR apa OR alat", sources={one})) == [spot for spot in spots if spot[0] == one]
    assert list(each_spot(tools, "binmas", sources=set())) == []
    said = {role: len(list(each_spot(tools, "binmas OR apa OR alat", role=role))) for role in ("", "interviewer")}
    assert said == {"": len(hits), "interviewer": sum(hit.speaker == "P" for hit in hits)}


def test_paragraphs_that_lie_in_another_order_are_put_in_the_order_of_the_text(tools: Project) -> None:
    database = tools.database
    with database.transaction():  # As if a paragraph had been written anew, behind all others.
        first, last = database.row("SELECT MIN(id), MAX(id) FROM paragraph") or (0, 0)
        text = database.value("SELECT text FROM paragraph WHERE id = ?", (first,))
        database.run("INSERT INTO paragraph_fts (paragraph_fts, rowid, text) VALUES ('delete', ?, ?)", (first, text))
        database.run("UPDATE paragraph SET id = ?, text = text || ' mogok' WHERE id = ?", (last + 1, first))
        database.run("INSERT INTO paragraph_fts (rowid, text) SELECT id, text FROM paragraph WHERE id = ?", (last + 1,))
    hits = search(tools, "wawancara OR binmas OR mogok", limit=10)
    assert hits == sorted(hits, key=lambda hit: (["T", "W1", "W2"].index(hit.source), hit.start))
    assert hits == search(tools, "wawancara OR binmas OR mogok")
    assert [hit.match for hit in hits if hit.source == "W1"] == ["WAWANCARA", "mogok", "Binmas"]


def test_marks_are_counted_without_themselves() -> None:
    marked = "a {bc} d{e}{f}".replace("{", found_paragraphs.OPEN).replace("}", found_paragraphs.CLOSE)
    assert found_paragraphs.marked_places(marked) == [(2, 4), (6, 7), (7, 8)]
    assert found_paragraphs.parted(marked) == ("a bc def", [(2, 4), (6, 7), (7, 8)])
    assert (found_paragraphs.marked_places("nothing"), found_paragraphs.parted("nothing")) == ([], ("nothing", []))


def test_a_stem_is_one_for_all_its_forms() -> None:
    words = Vocabulary(["tulis", "menulis", "tulisan", "ambil", "anak"])
    assert {words.stem(one, "id") for one in ("menulis", "tulisan", "ditulis")} == {"tulis"}
    assert {words.stem(one, "id") for one in ("mengambil", "diambil")} == {"ambil"}
    assert words.stem("anak-anak", "id") == "anak"
    assert {words.stem(one, "en") for one in ("interviews", "interviewed")} == {"interview"}
