from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.dates import MONTHS
from qcode.domain.reference import Cited, Genre, Style, default_style, reference
from qcode.domain.report import Quotation
from qcode.domain.wording import footnote_text
from qcode.language import translator

INDONESIAN = Cited(
    Genre.INTERVIEW, "INF-01", role="penyidik", day="2025-06-10", office="Penyidik Pembantu, Unit PPA",
    institution="Polda Nusa Raya", hours=("09:15", "10:04"), zone="WITA", place="Ruang Pelayanan Khusus",
)  # fmt: skip
ENGLISH = Cited(
    Genre.INTERVIEW, "INF-01", role="investigator", day="2025-06-10", office="Assistant Investigator",
    institution="Nusa Raya Police", hours=("09:15",), zone="WITA", place="Tanjung Lontar",
)  # fmt: skip


@pytest.mark.parametrize(
    ("style", "first", "short", "full"),
    [
        (Style.ID, "Wawancara dengan INF-01 (penyidik), Juni 2025", "Wawancara dengan INF-01",
         "Wawancara dengan Penyidik Pembantu, Unit PPA Polda Nusa Raya (INF-01), pada tanggal 10 Juni 2025, "
         "pukul 09.15–10.04 WITA, di Ruang Pelayanan Khusus"),
        (Style.CHICAGO, "INF-01 (penyidik), wawancara oleh penulis, Juni 2025", "INF-01, wawancara",
         "Penyidik Pembantu, Unit PPA, Polda Nusa Raya, INF-01, wawancara oleh penulis, Ruang Pelayanan Khusus, "
         "10 Juni 2025"),
        (Style.OSCOLA, "Wawancara dengan INF-01, penyidik (Juni 2025)", "Wawancara dengan INF-01",
         "Wawancara dengan INF-01, Penyidik Pembantu, Unit PPA, Polda Nusa Raya (Ruang Pelayanan Khusus, "
         "10 Juni 2025)"),
    ],
)  # fmt: skip
def test_an_interview_is_cited_in_indonesian(style: Style, first: str, short: str, full: str) -> None:
    made = reference(INDONESIAN, style, "id", translator("id"))

    assert (made.first, made.short, made.in_text) == (first, short, "")
    assert reference(INDONESIAN, style, "id", translator("id"), full=True).first == full


@pytest.mark.parametrize(
    ("style", "first", "short", "full"),
    [
        (Style.ID, "Interview with INF-01 (investigator), June 2025", "Interview with INF-01",
         "Interview with Assistant Investigator Nusa Raya Police (INF-01), on 10 June 2025, at 09:15 WITA, "
         "at Tanjung Lontar"),
        (Style.CHICAGO, "INF-01 (investigator), interview by the author, June 2025", "INF-01, interview",
         "Assistant Investigator, Nusa Raya Police, INF-01, interview by the author, Tanjung Lontar, June 10, 2025"),
        (Style.OSCOLA, "Interview with INF-01, investigator (June 2025)", "Interview with INF-01",
         "Interview with INF-01, Assistant Investigator, Nusa Raya Police (Tanjung Lontar, 10 June 2025)"),
    ],
)  # fmt: skip
def test_an_interview_is_cited_in_english(style: Style, first: str, short: str, full: str) -> None:
    made = reference(ENGLISH, style, "en", str)

    assert (made.first, made.short, made.in_text) == (first, short, "")
    assert reference(ENGLISH, style, "en", str, full=True).first == full


def test_apa_cites_a_personal_communication_in_the_text() -> None:
    made = reference(ENGLISH, Style.APA, "en", str)

    assert (made.first, made.short) == ("", "")
    assert made.in_text == "INF-01, investigator, personal communication, June 2025"
    assert reference(INDONESIAN, Style.APA, "id", translator("id")).in_text == (
        "INF-01, penyidik, komunikasi pribadi, Juni 2025"
    )
    assert reference(ENGLISH, Style.APA, "en", str, full=True).in_text == (
        "INF-01, Assistant Investigator, Nusa Raya Police, personal communication, June 10, 2025"
    )


REPORT = Cited(Genre.DOCUMENT, "Perkara 2", role="laporan polisi", day="2023-05-21", number="LP/B/9123/V/2023")
NOTES = Cited(Genre.OBSERVATION, "O01", day="2025-06-14", place="Wisma Teduh")


@pytest.mark.parametrize(
    ("cited", "style", "first", "short"),
    [
        (REPORT, Style.ID, "Laporan polisi, Perkara 2, Mei 2023", "Laporan polisi, Perkara 2"),
        (REPORT, Style.CHICAGO, "Laporan polisi, Perkara 2, Mei 2023", "Laporan polisi, Perkara 2"),
        (REPORT, Style.OSCOLA, "Laporan polisi, Perkara 2 (Mei 2023)", "Laporan polisi, Perkara 2"),
        (NOTES, Style.ID, "Catatan lapangan O01, Juni 2025", "Catatan lapangan O01"),
        (NOTES, Style.OSCOLA, "Catatan lapangan O01 (Juni 2025)", "Catatan lapangan O01"),
        (Cited(Genre.DOCUMENT, "D01"), Style.ID, "Dokumen, D01", "Dokumen, D01"),
    ],
)
def test_papers_and_field_notes_are_cited_as_what_they_are(cited: Cited, style: Style, first: str, short: str) -> None:
    made = reference(cited, style, "id", translator("id"))

    assert (made.first, made.short) == (first, short)


def test_the_number_of_a_paper_and_the_place_of_field_notes_stand_in_the_full_form_alone() -> None:
    assert reference(REPORT, Style.ID, "id", translator("id"), full=True).first == (
        "Laporan polisi, nomor LP/B/9123/V/2023, Perkara 2, 21 Mei 2023"
    )
    assert reference(NOTES, Style.ID, "id", translator("id"), full=True).first == (
        "Catatan lapangan O01, 14 Juni 2025, Wisma Teduh"
    )


@pytest.mark.parametrize(
    ("cited", "full"),
    [
        (Cited(Genre.INTERVIEW, "INF-02"), "Wawancara dengan INF-02"),
        (Cited(Genre.INTERVIEW, "INF-02", day="2025-06"), "Wawancara dengan INF-02, Juni 2025"),
        (Cited(Genre.INTERVIEW, "INF-02", role="hakim", zone="WIB"), "Wawancara dengan INF-02 (hakim)"),
        (Cited(Genre.INTERVIEW, "INF-02", institution="PN Kupang"), "Wawancara dengan PN Kupang (INF-02)"),
        (Cited(Genre.INTERVIEW, "INF-02", apart="W7"), "Wawancara dengan INF-02, W7"),
    ],
)
def test_what_is_not_known_is_not_printed(cited: Cited, full: str) -> None:
    assert reference(cited, Style.ID, "id", translator("id"), full=True).first == full


def test_each_language_has_the_style_it_is_used_to() -> None:
    assert (default_style("id"), default_style("en")) == (Style.ID, Style.CHICAGO)


LETTERS = st.text("abcdefghij ", min_size=3, max_size=12).map(lambda text: " ".join(text.split()))
SECRET = LETTERS.map(lambda text: f"Q{text}Q")
ANY = st.builds(
    Cited, st.sampled_from(Genre), code=st.just("INF-01"), role=st.sampled_from(["", "penyidik"]),
    day=st.sampled_from(["", "2025", "2025-06", "2025-06-17"]), office=SECRET, institution=SECRET, number=SECRET,
    hours=st.sampled_from([(), ("09:33",), ("09:33", "10:44")]), zone=st.sampled_from(["", "WIT"]), place=SECRET,
)  # fmt: skip


@given(ANY, st.sampled_from(Style), st.sampled_from(["id", "en"]))
def test_what_identifies_stands_in_no_reference_that_is_not_asked_to_be_full(
    cited: Cited, style: Style, language: str
) -> None:
    made = reference(cited, style, language, translator(language))
    for said in (made.first, made.short, made.in_text):
        for secret in (cited.office, cited.institution, cited.number, cited.place, "17", "33", "44", "WIT"):
            assert secret not in said
    assert "INF-01" in (made.first or made.in_text)


@given(ANY, st.sampled_from(Style), st.sampled_from(["id", "en"]), st.booleans())
def test_a_reference_leaves_no_gap_and_speaks_one_language(
    cited: Cited, style: Style, language: str, full: bool
) -> None:
    made = reference(cited, style, language, translator(language), full=full)
    other = MONTHS["en" if language == "id" else "id"][5]
    for said in (made.first, made.short, made.in_text):
        assert "  " not in said
        assert ", ," not in said
        assert "()" not in said
        assert not said.endswith((",", ".", " "))
        assert other not in said


@given(ANY, st.sampled_from([Style.ID, Style.CHICAGO, Style.OSCOLA]), st.sampled_from(["id", "en"]))
def test_the_short_form_is_shorter_and_names_the_same(cited: Cited, style: Style, language: str) -> None:
    made = reference(cited, style, language, translator(language), full=True)

    assert len(made.short) <= len(made.first)
    assert "INF-01" in made.short


def test_a_full_stop_of_a_header_does_not_stand_within_a_reference_but_an_abbreviation_keeps_its_own() -> None:
    stopped = replace(INDONESIAN, place="Unit PPA, pukul 09.15 WITA.", institution="Polda Nusa Raya, S.H.", hours=())
    full = reference(stopped, Style.ID, "id", translator("id"), full=True).first
    assert full.endswith("di Unit PPA, pukul 09.15 WITA")
    assert "Polda Nusa Raya, S.H. (INF-01)" in full
    told = Quotation("Satu.", "T01", timestamp="00:12:30", reference=full)
    assert footnote_text(told, is_repeated=False).endswith("pukul 09.15 WITA, 00:12:30.")
    assert reference(stopped, Style.CHICAGO, "id", translator("id"), full=True).first.count("WITA.") == 0
