"""Word lists are kept, changed, read from files and written to them; what cannot be a list is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from qcode.errors import QcodeError, UnknownName, UnreadableFile
from qcode.services import word_listing
from qcode.store import history, word_lists
from qcode.store.project import Project


def test_words_are_kept_once_in_their_order_and_more_can_be_added(project: Project) -> None:
    made = word_listing.add_list(project, "@alat", ["alat", " mobil  patroli ", "", "ALAT"])
    assert made.words == ("alat", "mobil patroli")
    assert word_listing.add_list(project, "Alat", ["borgol", "Alat"]).words == ("alat", "mobil patroli", "borgol")
    assert word_lists.all_lists(project) == [word_listing.find(project, "@ALAT")]
    assert [one.act for one in history.entries(project)][-2:] == ["lists add", "lists edit"]
    entries = len(history.entries(project))
    word_listing.add_list(project, "alat", ["borgol"])
    assert len(history.entries(project)) == entries, "what changes nothing leaves no entry"


def test_words_are_taken_out_and_a_list_is_renamed(project: Project) -> None:
    word_listing.add_list(project, "alat", ["alat", "borgol"])
    assert word_listing.take_out(project, "alat", ["BORGOL"]).words == ("alat",)
    with pytest.raises(UnknownName, match="“borgol” is not in the list alat"):
        word_listing.take_out(project, "alat", ["borgol"])
    with pytest.raises(QcodeError, match="without words"):
        word_listing.take_out(project, "alat", ["alat"])
    word_listing.add_list(project, "lain", ["x"])
    with pytest.raises(QcodeError, match="already"):
        word_listing.change_list(project, "lain", name="ALAT")
    assert word_listing.change_list(project, "alat", name="sarana").name == "sarana"
    assert [one.name for one in word_lists.all_lists(project)] == ["lain", "sarana"]


@pytest.mark.parametrize("name", ["", "@", "dua kata", 'a"b', "a(b"])
def test_a_name_that_could_not_stand_in_a_query_is_refused(name: str, project: Project) -> None:
    with pytest.raises(QcodeError, match="is no name for a word list"):
        word_listing.add_list(project, name, ["x"])
    assert word_lists.all_lists(project) == []


def test_a_file_has_one_entry_to_a_line_and_remarks(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "alat.txt"
    path.write_bytes("\ufeff# sarana\nalat\r\nmobil patroli # dinas\n\nalat\n".encode())
    words = word_listing.read_words(path)
    assert words == ("alat", "mobil patroli")
    word_listing.write_words(word_listing.add_list(project, "alat", words), tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == b"alat\nmobil patroli\n"
    with pytest.raises(UnreadableFile, match=r"none\.txt"):
        word_listing.read_words(tmp_path / "none.txt")
