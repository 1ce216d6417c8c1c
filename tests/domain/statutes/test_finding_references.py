"""References are found as people write and say them, normalised, with exact spans; what is none is passed over."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.data import demo_folder
from qcode.domain.statutes import Reference, references
from qcode.domain.statutes.articles import Articles
from qcode.domain.statutes.finder import _MAY_BE, _items
from qcode.domain.statutes.known import acts, in_force, in_force_then, table
from qcode.domain.statutes.numerals import value_of

TPKS, ITE, PA = "UU 12/2022", "UU 11/2008", "UU 23/2002"
WHOLE: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    # As the law's own texts and theses write them.
    ("Pasal 27 ayat (1) UU ITE", [(ITE, "27(1)")]),
    ("UU No. 12 Tahun 2022 Pasal 14 ayat (2)", [(TPKS, "14(2)")]),
    ("UU 12/2022", [(TPKS, "")]),
    ("Pasal 76I jo. 88 UU 35/2014", [("UU 35/2014", "76I"), ("UU 35/2014", "88")]),
    ("Pasal 76I jo. Pasal 88 UU Perlindungan Anak", [(PA, "76I"), (PA, "88")]),
    ("Art. 361 KUHAP", [("KUHAP", "361")]),
    ("art. 361 KUHAP", [("KUHAP", "361")]),
    ("Perkap 6/2019", [("Perkap 6/2019", "")]),
    ("Pasal 27 ayat (1) dan (3) UU ITE", [(ITE, "27(1)"), (ITE, "27(3)")]),
    ("pasal 27 ayat 1 dan 3 uu ite", [(ITE, "27(1)"), (ITE, "27(3)")]),
    ("Pasal 27 ayat (1), (2), dan ayat (3) UU ITE", [(ITE, "27(1)"), (ITE, "27(2)"), (ITE, "27(3)")]),
    ("Pasal 1 angka 5 KUHAP", [("KUHAP", "1 angka 5")]),
    ("Pasal 1 butir 24 dan 25 KUHAP", [("KUHAP", "1 angka 24"), ("KUHAP", "1 angka 25")]),
    ("Pasal 13 huruf a dan b UU Polri", [("UU 2/2002", "13 huruf a"), ("UU 2/2002", "13 huruf b")]),
    ("Pasal 7 ayat (1) huruf a dan ayat (3) PP No. 2/2003", [("PP 2/2003", "7(1) huruf a"), ("PP 2/2003", "7(3)")]),
    ("Pasal 419-421 KUHP baru", [("UU 1/2023", "419-421")]),
    ("Pasal 362 sampai dengan Pasal 365 KUHP", [("KUHP", "362-365")]),
    ("Pasal 2 ayat (1)-(3) UU TPPO", [("UU 21/2007", "2(1)-(3)")]),
    ("Pasal 5, 102-103, 108 KUHAP", [("KUHAP", "5"), ("KUHAP", "102-103"), ("KUHAP", "108")]),
    ("Ps. 14 UU No 12 Thn 2022", [(TPKS, "14")]),
    ("Ps 3(5) Perkap 6/2019", [("Perkap 6/2019", "3(5)")]),
    (
        "Undang-Undang Republik Indonesia Nomor 12 Tahun 2022 tentang Tindak Pidana Kekerasan Seksual Pasal 14",
        [(TPKS, "14")],
    ),
    (
        "Undang-undang Nomor 8 tahun 1981 tentang Hukum Acara Pidana (KUHAP), Pasal 16",
        [("UU 8/1981", "16")],
    ),
    ("KUHAP (UU 8/1981) Pasal 16", [("UU 8/1981", "16")]),
    ("KUHAP yang baru Pasal 99", [("UU 20/2025", "99")]),
    ("Pasal 296 dan 506 KUHP lama", [("UU 1/1946", "296"), ("UU 1/1946", "506")]),
    ("Pasal 27\nayat (1)\nUU ITE", [(ITE, "27(1)")]),
    ("Pasal 14nya UU TPKS", [(TPKS, "14")]),
    ("Pasal 27b UU ITE", [(ITE, "27B")]),
    ("pasal 76 i jo 88 undang-undang perlindungan anak", [(PA, "76I"), (PA, "88")]),
    ("Pasal 76 I UU Perlindungan Anak", [(PA, "76I")]),
    ("pasal 14 ayat 2 huruf a TPKS", [(TPKS, "14(2) huruf a")]),
    ("Ps.27 ay.(1) UU ITE", [(ITE, "27(1)")]),
    ("Pasal 14, ayat (2) UU TPKS", [(TPKS, "14(2)")]),
    ("Pasal 363 ayat (1) ke-4 dan ke-5 KUHP", [("KUHP", "363(1) ke-4"), ("KUHP", "363(1) ke-5")]),
    ("KUHAP pasal 184 ayat 1 huruf a sampai e", [("KUHAP", "184(1) huruf a-e")]),
    ("Pasal 81 UU RI Nomor 17 Tahun 2016 tentang Penetapan Perpu No. 1 Tahun 2016 menjadi Undang-Undang",
     [("UU 17/2016", "81")]),
    ("UU Nomor 19 Tahun 2016 tentang Perubahan atas UU Nomor 11 Tahun 2008 tentang Informasi", [("UU 19/2016", "")]),
    ("pasal dua puluh tujuh ayat satu UU ITE", [(ITE, "27(1)")]),
    ("pasal tujuh puluh enam i jo pasal delapan puluh delapan UU TPPO", [("UU 21/2007", "76I"), ("UU 21/2007", "88")]),
    ("Pasal tiga ratus enam puluh satu KUHAP", [("KUHAP", "361")]),
    ("Pasal 28D ayat (1) UUD 1945", [("UUD 1945", "28D(1)")]),
    ("Pasal II UU 19/2016", [("UU 19/2016", "II")]),
    ("Perda Kota Lontar Nomor 5 Tahun 2020", [("Perda Kota Lontar 5/2020", "")]),
    ("Permenkominfo Nomor 5 Tahun 2020 Pasal 9", [("Permenkominfo 5/2020", "9")]),
    (
        "Peraturan Menteri Komunikasi dan Informatika Nomor 5 Tahun 2020",
        [("Permen Komunikasi dan Informatika 5/2020", "")],
    ),
    ("Peraturan Kapolri Nomor 14 Tahun 2012", [("Perkap 14/2012", "")]),
    ("Perpol No. 8 Tahun 2021", [("Perpol 8/2021", "")]),
    ("UU ITE No. 11 Tahun 2008", [(ITE, "")]),
    ("UU Nomor 35 Tahun 2014 (UU Perlindungan Anak) Pasal 88", [("UU 35/2014", "88")]),
    ("Pasal 5 UU Cipta Kerja", [("UU Cipta Kerja", "5")]),
    # English-language Acts.
    ("section 5(1) of the Sexual Offences Act 2013", [("Sexual Offences Act 2013", "5(1)")]),
    (
        "sections 5(1)(a) and 6(2) of the Post Office Act 1969",
        [("Post Office Act 1969", "5(1)(a)"), ("Post Office Act 1969", "6(2)")],
    ),
    ("Section 78 of the Police and Criminal Evidence Act 1984", [("Police and Criminal Evidence Act 1984", "78")]),
    ("s. 12 of the Crime and Disorder (Scotland) Act 2000", [("Crime and Disorder (Scotland) Act 2000", "12")]),
    ("section 78 of the Police and Criminal Evidence Act", [("Police and Criminal Evidence Act", "78")]),
)  # fmt: skip
"""References that fill the text they stand in."""

PARTS: tuple[tuple[str, list[tuple[str, str, str, bool]]], ...] = (
    (
        "Pasal 27 ayat (1) UU ITE dan Pasal 14 UU TPKS",
        [("Pasal 27 ayat (1) UU ITE", ITE, "27(1)", False), ("Pasal 14 UU TPKS", TPKS, "14", False)],
    ),
    (
        "KUHAP 1981 Ps 75; UU 12/2022 Ps 52-54",
        [("KUHAP 1981 Ps 75", "UU 8/1981", "75", False), ("UU 12/2022 Ps 52-54", TPKS, "52-54", False)],
    ),
    # The act stands later in the sentence, before, or is called the one before.
    ("Pasal 14 itu ada di UU TPKS.", [("Pasal 14", TPKS, "14", True), ("UU TPKS", TPKS, "", False)]),
    ("Pakai UU TPKS. Biasanya Pasal 14.", [("UU TPKS", TPKS, "", False), ("Pasal 14", TPKS, "14", True)]),
    (
        "UU TPKS baru. Pasal 14 undang-undang itu dipakai.",
        [("UU TPKS", TPKS, "", False), ("Pasal 14 undang-undang itu", TPKS, "14", True)],
    ),
    (
        "The Police Act 1996 came. Under section 5 of that Act we could.",
        [("Police Act 1996", "Police Act 1996", "", False), ("section 5 of that Act", "Police Act 1996", "5", True)],
    ),
    # No act is near: the article is still a reference.
    ("Pasal 14, 3 orang korban", [("Pasal 14", "", "14", False)]),
    ("Pasal 14 undang-undang itu", [("Pasal 14 undang-undang itu", "", "14", False)]),
    # Joined acts are one law; the first is the one that has the articles.
    (
        "UU 11/2008 jo. UU 19/2016 Ps 27",
        [("UU 11/2008 jo. UU 19/2016 Ps 27", ITE, "27", False), ("UU 19/2016", "UU 19/2016", "", False)],
    ),
    (
        "Pasal 27 UU ITE sebagaimana telah diubah dengan UU 1/2024",
        [
            ("Pasal 27 UU ITE sebagaimana telah diubah dengan UU 1/2024", ITE, "27", False),
            ("UU 1/2024", "UU 1/2024", "", False),
        ],
    ),
)  # fmt: skip
"""References with words around them or apart from their act: words, act, article, whether the act was inferred."""

NONE = (
    "Pasal karet", "pasal itu", "Pasal yang dipakai apa saja?", "UU saja", "undang-undang itu", "12 Maret 2022",
    "12/03/2022", "Saya dengar ada perda, tapi tidak jalan.", "pukul 09.15-10.04", "halaman 123-145",
    "2-4 kali sebulan", "LP/B/9123/V/2023/SPKT", "tahun 2022", "it's 5 now", "section 3 of my report",
    "We Act 5 times", "the Act", "PS 5", "Ps Minggu", "SUU 12/2022", "guru 12/2022", "kapasal 5", "UU 12", "Pasal 1.5",
    "suuk 3/2020", "APP 2/2003", "Article 5 in the paper",
    "pasal satu per satu", "pasal dua orang itu", "dua pasal",
)  # fmt: skip
"""What is no reference."""

IN_DEMO = {
    "T01_unit_ppa": [("Undang-Undang TPKS", TPKS, ""), ("Undang-Undang ITE", ITE, "")],
    "T02_pengelola_penginapan": [],
    "D01_laporan_polisi_fiktif": [
        ("UU Nomor 12 Tahun 2022 Pasal 14 ayat (2)", TPKS, "14(2)"),
        ("UU Nomor 35 Tahun 2014 Pasal 76I jo. Pasal 88", "UU 35/2014", "76I"),
        ("UU Nomor 35 Tahun 2014 Pasal 76I jo. Pasal 88", "UU 35/2014", "88"),
        ("Pasal 27 ayat (1) UU Nomor 1 Tahun 2024", "UU 1/2024", "27(1)"),
        ("UU 20/2025 Pasal 361", "UU 20/2025", "361"),
        ("Perkap Nomor 6 Tahun 2019", "Perkap 6/2019", ""),
    ],
}


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_a_reference_is_found_whole_and_normalised(text: str, expected: list[tuple[str, str]]) -> None:
    for before, behind in (("", ""), ("Kami pakai ", "."), ("(", "), ya"), ("itu: ", " tadi")):
        found = references(f"{before}{text}{behind}")
        assert [(one.act, one.article) for one in found] == expected
        assert {one.span.of(f"{before}{text}{behind}") for one in found} == {text}
        assert not any(one.is_inferred for one in found)


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_articles_and_acts_that_stand_apart_are_joined(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    assert [(one.span.of(text), one.act, one.article, one.is_inferred) for one in references(text)] == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_reference_is_passed_over(text: str) -> None:
    assert references(text) == []


@pytest.mark.parametrize("name", IN_DEMO)
def test_the_references_of_the_demo(name: str) -> None:
    text = (demo_folder() / f"{name}.txt").read_text(encoding="utf-8")
    assert [(one.span.of(text), one.act, one.article) for one in references(text)] == IN_DEMO[name]


def test_the_cases_of_the_demo_cite_what_their_table_says() -> None:
    text = (demo_folder() / "kasus_fiktif.csv").read_text(encoding="utf-8")
    found = references(text)
    assert all(one.act and one.article and not one.is_inferred for one in found)
    assert [(one.act, one.article) for one in found].count((TPKS, "14(2)")) == 3
    assert ("UU 21/2007", "2") in {(one.act, one.article) for one in found}
    assert ("UU 1/2024", "27B") in {(one.act, one.article) for one in found}


_PIECES = st.sampled_from(
    [
        *(text for text, _expected in WHOLE), *NONE, "Pasal", "ayat (", ")", " dan ", ", ", " jo. ", "-", "\n", "\n\n",
        " undang-undang itu", "UU ", "Act 1996", "the ", "😀", "ﬁ", "é", " ", "\u2028", "9" * 30, "(" * 20,
    ]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=12), max_size=12).map("".join))
def test_whatever_the_text_spans_lie_in_it_in_order_and_items_never_overlap(text: str) -> None:
    found = references(text)
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        words = one.span.of(text)
        assert len(words) == len(one.span) > 0
        assert words == words.strip()
        assert one.act or one.article
    items = _items(text)
    assert all(first.end <= second.start for first, second in pairwise(items))
    articles = sum(len(item.names) for item in items if isinstance(item, Articles))
    assert sum(bool(one.article) for one in found) <= articles


@given(st.sampled_from([text for text, _expected in WHOLE]), st.text(alphabet="abn 😀\n.", max_size=40))
def test_a_reference_moves_with_the_words_before_it(text: str, before: str) -> None:
    shift = len(before) + 2
    moved = [Reference(type(one.span)(one.span.start + shift, one.span.end + shift), one.act, one.article)
             for one in references(text)]  # fmt: skip
    assert references(f"{before}. {text}") == moved


def test_numbers_are_said_in_words() -> None:
    for number, words in ((1, "satu"), (10, "sepuluh"), (11, "sebelas"), (14, "empat belas"), (20, "dua puluh"),
                          (88, "delapan puluh delapan"), (100, "seratus"), (111, "seratus sebelas"),
                          (506, "lima ratus enam"), (999, "sembilan ratus sembilan puluh sembilan")):  # fmt: skip
        assert value_of(words) == number
        assert [one.article for one in references(f"Pasal {words} KUHP")] == [str(number)]


def test_a_long_list_and_a_long_run_of_signs_take_no_time() -> None:
    text = "Pasal " + ", ".join(str(number) for number in range(1, 400)) + " KUHAP " + "Pasal 1 (" * 2000 + "A" * 50_000
    assert len(references(text)) > 399


def test_every_name_of_the_table_is_where_a_reference_may_begin() -> None:
    for row in (*table()["code"], *table()["kind"]):
        for name in row["names"] if "names" in row else row["written"]:
            assert _MAY_BE.match(f"{name} 1"), name
    for act in acts().values():
        for name in act.names:
            text = name if act.code else name if name.startswith("UU ") else f"UU {name}"
            assert [(one.act, one.span.of(text)) for one in references(text)] in ([(act.act, text)], []), name


def test_every_act_of_the_table_says_where_its_dates_come_from() -> None:
    for act in acts().values():
        assert act.note.endswith("."), act.act
        assert not act.amends or act.amends in acts()
        assert act.until is None or act.since is None or act.since < act.until
    assert Path(__file__).parents[3].joinpath("qcode/domain/statutes/acts.toml").is_file()


@pytest.mark.parametrize(
    ("act", "day", "expected"),
    [
        ("KUHAP", "2024-09-09", "UU 8/1981"),
        ("UU 20/2025", "2024-09-09", "UU 8/1981"),
        ("KUHAP", "2026-01-01", "UU 8/1981"),
        ("KUHAP", "2026-01-02", "UU 20/2025"),
        ("UU 8/1981", "2026", "UU 20/2025"),
        ("KUHP", "2025", "UU 1/1946"),
        ("KUHP", "2026", "UU 1/2023"),
        ("UU 11/2008", "2010", "UU 11/2008"),
        ("UU 11/2008", "2023-05-21", "UU 11/2008 jo. UU 19/2016"),
        ("UU 1/2024", "2023-12-31", "UU 11/2008 jo. UU 19/2016"),
        ("UU 1/2024", "2024", "UU 11/2008 jo. UU 19/2016 jo. UU 1/2024"),
        ("UU 35/2014", "2014", "UU 23/2002 | UU 23/2002 jo. UU 35/2014"),
        ("UU 12/2022", "2022-05-08", ""),
        ("UU 12/2022", "2022", "UU 12/2022"),
        ("UU 12/2022", "2022-06", "UU 12/2022"),
        ("UU 99/2099", "2024", None),
        ("Sexual Offences Act 2003", "2024", None),
        ("UU 12/2022", "kemarin", None),
        ("UU 12/2022", "2022-13", None),
    ],
)
def test_what_is_in_force_goes_by_the_date_of_the_matter(act: str, day: str, expected: str | None) -> None:
    assert in_force_then(act, day) == expected


def test_an_act_whose_first_day_is_not_known_is_not_said_to_be_in_force() -> None:
    assert in_force("UU 1/2026", date(2026, 6, 1)) is None
