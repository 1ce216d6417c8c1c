"""A searched word is found in every form of its stem and in every spelling, and exactly where that is asked for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcode.domain.codebook import Code, Codebook
from qcode.errors import QcodeError
from qcode.services import codebooks, importing, noting, sourcing, undoing
from qcode.store import codes, sources, vocabulary
from qcode.store.note_search import search_codes, search_memos
from qcode.store.project import Project
from qcode.store.search import each_hit, search
from qcode.store.vocabulary import Vocabulary

TEXT = """Pelaku mengancam korban.
Ada ancaman lagi dari Budi.
Upaya pre-emtif polisi; preemtif, pre-emptif, PREEMPTIF.
Café di sana. Menulis tulisan. Massa datang pada masa itu.
They interviewed two witnesses; the interview was short. The mission gave permission.
"""


def kept(project: Project, text: str, name: str = "T") -> str:
    importing.import_previews(project, [importing.preview_text(text, name)])
    return sources.find_id(project, name)


@pytest.fixture
def texts(project: Project) -> Project:
    for name in ("W1", "W2"):
        sourcing.remove_source(project, sources.find_id(project, name))
    kept(project, TEXT)
    return project


def found(project: Project, query: str) -> list[str]:
    return [hit.match for hit in search(project, query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mengancam", ["mengancam", "ancaman"]),
        ("diancam", ["mengancam", "ancaman"]),
        ("tulisan", ["Menulis", "tulisan"]),
        ("cafe", ["Café"]),
        ("disana", ["di sana"]),
        ("massa", ["Massa"]),
        ("masa", ["masa"]),
        ("interviews", ["interviewed", "interview"]),
        ("mission", ["mission"]),
        ("witness", ["witnesses"]),
    ],
)
def test_a_word_is_found_in_every_form_of_its_stem(query: str, expected: list[str], texts: Project) -> None:
    assert found(texts, query) == expected


@pytest.mark.parametrize("query", ["preemptif", "pre-emtif", "preemtif", "pre-emptif", "PREEMTIF"])
def test_spellings_of_one_word_find_each_other(query: str, texts: Project) -> None:
    assert found(texts, query) == ["pre-emtif", "preemtif", "pre-emptif", "PREEMPTIF"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("=mengancam", ["mengancam"]),
        ("=diancam", []),
        ('"ada ancaman"', ["Ada ancaman"]),
        ('"ada mengancam"', []),
        ("ancam*", ["ancaman"]),
        ("=pre-emtif", ["pre-emtif"]),
        ("mengancam -korban", ["ancaman"]),
        ('mengancam -"ada ancaman"', ["mengancam"]),
        ("mengancam -=korban", ["ancaman"]),
        ("diancam NOT budi", ["mengancam"]),
        ("cafe OR diancam", ["mengancam", "ancaman", "Café"]),
        ("NEAR(pelaku korban, 1)", ["Pelaku", "korban"]),
        ("NEAR(pelaku korban, 0)", []),
        ("NEAR(diancam budi)", ["ancaman", "Budi"]),
        ("NEAR(diancam =dia, 3)", []),
    ],
)
def test_exact_words_phrases_prefixes_and_nearness(query: str, expected: list[str], texts: Project) -> None:
    assert found(texts, query) == expected


@given(query=st.text(alphabet='ab" *-=NEAR(),5_.ø²0', max_size=24))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_a_syntax_error_or_slow_to_refuse(query: str, project: Project) -> None:
    try:
        search(project, query)
    except QcodeError as error:
        assert "has no word in it" in error.message  # noqa: PT017 - most queries are fine


def test_context_ends_with_the_paragraph(texts: Project) -> None:
    (hit,) = search(texts, "lagi")
    assert (hit.left, hit.match, hit.right) == ("Ada ancaman ", "lagi", " dari Budi.")


def test_words_that_come_and_go_are_noticed(texts: Project) -> None:
    assert found(texts, "kiriman") == []
    kept(texts, "Saya mengirim uang.", "U")
    assert found(texts, "kiriman") == ["mengirim"]
    undoing.undo(texts)
    assert found(texts, "kiriman") == []
    with Project.open(texts.path, coder="Budi") as other:
        kept(other, "Uang dikirim.", "V")
    assert found(texts, "kiriman") == ["dikirim"]


def test_the_first_hits_are_the_first_of_all(texts: Project) -> None:
    for name in ("T10", "T9", "A"):
        kept(texts, "\n".join([f"Ancaman dan ancaman {name}.", "Tidak ada apa-apa."] * 200), name)
    everything = search(texts, "mengancam")
    assert len(everything) == 1202
    assert list(dict.fromkeys(hit.source for hit in everything)) == ["A", "T9", "T10", "T"]
    assert search(texts, "mengancam", limit=500) == everything[:500]
    assert search(texts, "mengancam", limit=0) == []
    assert next(each_hit(texts, "mengancam")) == everything[0]
    t9 = sources.find_id(texts, "T9")
    assert search(texts, "mengancam", source=t9, limit=7) == [hit for hit in everything if hit.source == "T9"][:7]


def test_the_first_hits_say_who_speaks_and_when_as_all_do(project: Project) -> None:
    kept(project, "Binmas.", "A")
    everything = search(project, "binmas OR apa OR jabatan")
    assert search(project, "binmas OR apa OR jabatan", limit=99) == everything
    assert [(hit.source, hit.speaker, hit.seconds) for hit in everything if hit.match != "apa"] == [
        ("A", "", None), ("W1", "", None), ("W1", "P", 5.0), ("W1", "I", 5.0), ("W2", "", None), ("W2", "I", None),
    ]  # fmt: skip


def test_a_word_has_no_more_forms_than_a_query_can_bear(texts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST", 150)
    prefixes = [a + b for a in ("", "di", "me", "ke", "se") for b in ("", "ber", "per", "ter")]
    endings = [c + d for c in ("", "an", "kan", "i") for d in ("", "nya", "ku", "mu", "lah", "kah", "pun")]
    kept(texts, " ".join(f"{prefix}makan{ending}" for prefix in prefixes for ending in endings), "Many")
    forms = vocabulary.vocabulary_of(texts.database).forms(["makanan"])
    assert forms[0] == "makanan"
    assert len(set(forms)) == len(forms) == 150
    assert len(found(texts, "makanan")) == 150


def test_numbers_are_never_spelled_otherwise() -> None:
    assert Vocabulary(["1100224", "110224", "100224"]).forms(["1100224"]) == ("1100224",)


def test_memos_and_definitions_are_searched_in_the_same_way(texts: Project) -> None:
    ancam = Code("Ancaman", key="ANC", definition="Korban diancam.", exclude="Pre-emtif.", example="")
    codebooks.keep_codebook(texts, Codebook("More", (ancam,)))
    noting.write_memo(texts, "code", codes.find(texts, "KEN").code.id, "Budi mengancam lagi", "note")
    noting.write_memo(texts, "code", codes.find(texts, "KEN").code.id, "Lain", "note")
    assert [(n.kind, n.target, n.text) for n in search_memos(texts, "ancaman")] == [
        ("memo", "code KEN", "Budi mengancam lagi")
    ]
    assert [(n.kind, n.target, n.text) for n in search_codes(texts, "preemptif")] == [
        ("code", "ANC", "Korban diancam.\nPre-emtif.")
    ]
    assert [n.target for n in search_codes(texts, "obstacle")] == ["KEN"]
    assert search_codes(texts, "ancaman -korban") == []
