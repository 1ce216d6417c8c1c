"""Every layout that transcripts come in, each with what it must and must not be taken for."""

from __future__ import annotations

import pytest

from qcode.domain.reading.interview import read_text
from qcode.domain.transcript import Role, Transcript


def told(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.span.of(transcript.text)) for turn in transcript.turns]


def roles(transcript: Transcript) -> dict[str, str | None]:
    """Role by label, ``None`` where it is only assumed."""
    return {s.label: s.role.value if s.is_role_known else None for s in transcript.speakers}


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("P: Halo.\nI: Pagi.", [("P", "Halo."), ("I", "Pagi.")]),
        ("T:Halo?\nJ:5 orang.", [("T", "Halo?"), ("J", "5 orang.")]),
        ("Peneliti : Halo\nInforman : Pagi", [("Peneliti", "Halo"), ("Informan", "Pagi")]),
        ("Peneliti\u00a0: Halo\nInforman\u00a0:\u00a0Pagi", [("Peneliti", "Halo"), ("Informan", "Pagi")]),
        ("Pewawancara：Halo\nNarasumber：Pagi", [("Pewawancara", "Halo"), ("Narasumber", "Pagi")]),
        ("interviewer: hi\ninterviewee: hello", [("interviewer", "hi"), ("interviewee", "hello")]),
        ("A: Siapa?\nB: Saya.\nA: Oh.", [("A", "Siapa?"), ("B", "Saya."), ("A", "Oh.")]),
        ("JK: Who?\nM.B.: Me.\nJK: Oh.", [("JK", "Who?"), ("M.B.", "Me."), ("JK", "Oh.")]),
        ("INF-01: Halo\nINF-02: Pagi", [("INF-01", "Halo"), ("INF-02", "Pagi")]),
        ("Researcher 1: Hi\nAna: Hello", [("Researcher 1", "Hi"), ("Ana", "Hello")]),
        ("**Ana**: hi\n\n**Ben:** hello", [("Ana", "hi"), ("Ben", "hello")]),
        ("[id1] hi there\n[id2] hello", [("id1", "hi there"), ("id2", "hello")]),
        ("[Interviewer]: hi\n[Ben]: hello", [("Interviewer", "hi"), ("Ben", "hello")]),
        ("### Interviewer\n\nhi\n\n### Ben Ray\n\nhello\n\n### Ben Ray\nso", [
            ("Interviewer", "hi"), ("Ben Ray", "hello"), ("Ben Ray", "so")]),
        ("ANA RAY  00:13\nhi\n\nBEN  1:00:15\nhello", [("ANA RAY", "hi"), ("BEN", "hello")]),
        ("Speaker 1 (00:03):\nhi\nSpeaker 2 (00:07):\nhello", [("Speaker 1", "hi"), ("Speaker 2", "hello")]),
        ("[00:00:13] Speaker 1\nhi\n[00:00:20] Speaker 2\nhello", [("Speaker 1", "hi"), ("Speaker 2", "hello")]),
        ("00:13 Ana: hi\n00:20 Ben: hello", [("Ana", "hi"), ("Ben", "hello")]),
        ("Ana [00:00:13]: hi\nBen [00:00:20]: hello", [("Ana", "hi"), ("Ben", "hello")]),
        ("P: [00:00:13] hi\nI: hello #00:00:20-5#\nP: so", [("P", "hi"), ("I", "hello"), ("P", "so")]),
        ("Interviewer\nhi\nParticipant\nhello", [("Interviewer", "hi"), ("Participant", "hello")]),
        ("P\tHalo\nI\tPagi\nP\tJadi?\nI\tYa", [("P", "Halo"), ("I", "Pagi"), ("P", "Jadi?"), ("I", "Ya")]),
        ("1. P: Halo\n2. I: Pagi", [("P", "Halo"), ("I", "Pagi")]),
        ("Ibu Ani: Halo\nBapak RT: Pagi", [("Ibu Ani", "Halo"), ("Bapak RT", "Pagi")]),
        ("Informan 1 (Ketua RT): Halo\nPeneliti: Ya", [("Informan 1 (Ketua RT)", "Halo"), ("Peneliti", "Ya")]),
        ("Q1: Who?\nA: Me.\nQ2: Why?\nA: So.", [("Q", "Who?"), ("A", "Me."), ("Q", "Why?"), ("A", "So.")]),
        ("P:\nHalo.\n\nI:\n\nPagi.\nBaik.", [("P", "Halo."), ("I", "Pagi.\nBaik.")]),
    ],
)  # fmt: skip
def test_a_layout_gives_its_turns(text: str, turns: list[tuple[str, str]]) -> None:
    assert told(read_text(text)) == turns


@pytest.mark.parametrize(
    "text",
    [
        "x" * 59 + "\n",
        "",
        "Catatan lapangan\nPukul 10:30 saya tiba. Hasilnya: tidak ada orang.",
        "1. Nama : SERAFINA\n2. NIK : 5371\n\n1. Nama : MARISKA\n2. NIK : 5372",
        "From: ana@example.org\nTo: ben@example.org\nSubject: visit\n\nDear Ben,\nsee https://example.org: fine.",
        "# Introduction\n\nText.\n\n## Method\n\nMore.\n\n# Introduction\n\nAgain.",
        "[tertawa] Ya.\n[tertawa] Tidak.",
        "You say:\n\n\"This.\"\n\nYou say:\n\n\"That.\"",
        "The report begins.\n\nLastly:\n\nIt ends here, after much more has been said.\n\nSo be it.",
    ],
)  # fmt: skip
def test_what_is_no_dialogue_has_no_turns(text: str) -> None:
    transcript = read_text(text)
    assert transcript.turns == ()
    assert transcript.speakers == ()


def test_one_label_alone_can_be_the_speaker_of_all() -> None:
    transcript = read_text("I: Pelaku mengancam korban.\n\nI: Ada ancaman lagi.")
    assert told(transcript) == [("I", "Pelaku mengancam korban."), ("I", "Ada ancaman lagi.")]
    assert roles(transcript) == {"I": "participant"}


def test_a_formula_is_speech() -> None:
    transcript = read_text('P: hello\nI: =HYPERLINK("http://example.org")')
    assert told(transcript) == [("P", "hello"), ("I", '=HYPERLINK("http://example.org")')]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P: Apa yang ada di sini?\nI: Ada itu dan ini.", {"P": "interviewer", "I": "participant"}),
        ("P: What is that?\nI: And how did you do it?", {"P": "participant", "I": "interviewer"}),
        ("P: hm\nI: hm", {"P": None, "I": None}),
        ("P = Partisipan, I = Interviewer\n\nP: Apa yang ada di sini?\nI: Itu dan ini.",
         {"P": "participant", "I": "interviewer"}),
        ("P : Peneliti\nI : Informan\n\nP: hm\nI: hm\nP: hm\nI: hm", {"P": "interviewer", "I": "participant"}),
        ("Interviewer: Ana Ray (AR)\nInterviewee: Ben\nDate: 3 May\n\nAR: hm\nBen: hm",
         {"AR": "interviewer", "Ben": "participant"}),
        ("T: Siapa?\nJ: Saya.", {"T": "interviewer", "J": "participant"}),
        ("Q: Who?\nA: Me.", {"Q": "interviewer", "A": "participant"}),
        ("A: Who?\nB: Me.", {"A": None, "B": None}),
        ("Moderator: yang ini?\nP1: ya itu\nP2: itu juga",
         {"Moderator": "interviewer", "P1": "participant", "P2": "participant"}),
        ("INF-01: hm\nPeneliti: hm", {"INF-01": "participant", "Peneliti": "interviewer"}),
        ("The Witness: hm\nMr Beer: hm", {"The Witness": "participant", "Mr Beer": None}),
        ("Terwawancara: hm\nPenanya: hm", {"Terwawancara": "participant", "Penanya": "interviewer"}),
    ],
)  # fmt: skip
def test_roles_come_from_the_key_then_words_then_the_language(text: str, expected: dict[str, str | None]) -> None:
    assert roles(read_text(text)) == expected


def test_the_user_has_the_last_word() -> None:
    text = "Ana: hi\nNote to self: buy milk\nBen: hello\nLastly: bye\nAna: so\nBen: yes"
    plain = read_text(text)
    assert [s.label for s in plain.speakers] == ["Ana", "Ben"]
    said = read_text(text, speakers=("lastly",), not_speakers=("Ben",), roles=(("Ana", "interviewer"),))
    assert told(said) == [
        ("Ana", "hi\nNote to self: buy milk\nBen: hello"),
        ("Lastly", "bye"),
        ("Ana", "so\nBen: yes"),
    ]
    assert roles(said) == {"Ana": "interviewer", "Lastly": None}


def test_a_speaker_the_user_names_may_be_a_sentence_with_a_form_word() -> None:
    assert told(read_text("Nomor: satu\nNomor: dua", speakers=("Nomor",))) == [("Nomor", "satu"), ("Nomor", "dua")]


def test_a_name_once_is_a_speaker_if_somebody_speaks_of_it() -> None:
    text = "Moderator: Thanks, Ana.\nBen: Yes.\nAna: I agree.\nBen: Fine.\nModerator: Good.\nEconomics: bad."
    text += "\nModerator: So?\nBen: So." * 4
    assert [s.label for s in read_text(text).speakers] == ["Moderator", "Ben", "Ana"]


def test_a_turn_runs_over_paragraphs_but_not_over_what_nobody_says() -> None:
    text = (
        "P: Satu.\n\nDua.\n[telepon berdering]\n\nTiga…\n[rekaman dihentikan]\n(A short break)\n\n00:04:10\n"
        "I: [diam] Empat (ya).\nLima.\nQuestioned by Mr Beer\n\nP: Enam.\n-- selesai --\nDiketik ulang."
    )
    transcript = read_text(text)
    assert told(transcript) == [
        ("P", "Satu.\n\nDua.\n[telepon berdering]\n\nTiga…"),
        ("I", "[diam] Empat (ya).\nLima."),
        ("P", "Enam."),
    ]
    assert [(mark.position, mark.seconds) for mark in transcript.marks] == [(text.index("00:04:10"), 250)]


def test_a_name_as_a_heading_is_no_speech() -> None:
    text = "Mr Beer: Call him.\n\nAl Atkin\n\n[SWORN.]\n\nQuestioned by Mr Beer\n\nMr Beer: Hi.\nAl Atkin: Hi."
    assert told(read_text(text))[0] == ("Mr Beer", "Call him.")


def test_a_header_is_no_dialogue() -> None:
    text = (
        "Interviewer: Ana\nInterviewee: Ben\nDate : 3 May\nNumber of rooms : 14\n\n"
        "Interviewer: Hello there.\nInterviewee: Hello."
    )
    transcript = read_text(text)
    assert [(f.name, f.value, f.span.of(text)) for f in transcript.header] == [
        ("Interviewer", "Ana", "Ana"),
        ("Interviewee", "Ben", "Ben"),
        ("Date", "3 May", "3 May"),
        ("Number of rooms", "14", "14"),
    ]
    assert told(transcript) == [("Interviewer", "Hello there."), ("Interviewee", "Hello.")]


def test_dialogue_right_below_a_header_stays_dialogue() -> None:
    transcript = read_text("Tanggal : 3 Mei\nTempat : Kupang\nP: Halo?\nI: Pagi.\nP: Ya.\nI: Ya.")
    assert [f.name for f in transcript.header] == ["Tanggal", "Tempat"]
    assert [speaker for speaker, _ in told(transcript)] == ["P", "I", "P", "I"]


def test_a_header_in_table_cells_is_read() -> None:
    transcript = read_text("Nama\t:\tINF-02\nJabatan\tLurah\n\nP: Halo?\nI: Pagi.")
    assert [(f.name, f.value) for f in transcript.header] == [("Nama", "INF-02"), ("Jabatan", "Lurah")]


def test_numbered_questions_are_asked_and_paragraphs_answer() -> None:
    text = (
        "Narasumber: Ketua RT 05\nJabatan: Ketua\n\n1. Apa tugas Bapak?\nMenjaga.\nJuga mencatat.\n\n"
        "2. Jelaskan caranya.\nDengan buku.\n3. Berapa orang?\n[diam]\nLima."
    )
    transcript = read_text(text)
    assert told(transcript) == [
        ("Pertanyaan", "Apa tugas Bapak?"),
        ("Narasumber", "Menjaga.\nJuga mencatat."),
        ("Pertanyaan", "Jelaskan caranya."),
        ("Narasumber", "Dengan buku."),
        ("Pertanyaan", "Berapa orang?"),
        ("Narasumber", "Lima."),
    ]
    assert roles(transcript) == {"Pertanyaan": "interviewer", "Narasumber": "participant"}


def test_a_known_role_is_a_role() -> None:
    (speaker,) = read_text("P: a\nP: b", roles=(("p", "interviewer"),)).speakers
    assert speaker.role is Role.INTERVIEWER
    assert speaker.is_role_known


@pytest.mark.parametrize(
    "aside", ["BAP: dua lembar.", "NB: cek lagi.", "Operasi pekat: malam.", "Lastly: that.", "NIK: 5371"]
)
def test_a_paragraph_that_begins_with_a_word_and_a_colon_stays_in_its_turn(aside: str) -> None:
    text = f"Peneliti: Apa?\nInforman: Ini.\n{aside}\n" + "Peneliti: Lalu?\nInforman: Itu.\n" * 6
    transcript = read_text(text)
    assert [s.label for s in transcript.speakers] == ["Peneliti", "Informan"]
    assert told(transcript)[1] == ("Informan", f"Ini.\n{aside}")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("[00:04:10]\nP: a\nI: b", [250]),
        ("[04:10] P: a\nI: b (1:02:03.5) c", [250, 3723.5]),
        ("P: a #00:12:30-5#\nI: b", [750.5]),
        ("ANI  00:13\nhi\nBEN  01:15\nyo", [13, 75]),
        ("P: jam 09.15-10.04 WITA, (10.00 am), 10:30, mulai (10:30) saja\nI: http://a:80", []),
        ("P: Yohanes 3:16 dan 16:30 WITA, skor 2:1\nI: 1:2:3", []),
        ("12:30\nP: a\nI: b", [750]),
    ],
)
def test_times_of_the_recording_are_marks_and_those_of_the_clock_are_not(text: str, seconds: list[float]) -> None:
    transcript = read_text(text)
    assert [mark.seconds for mark in transcript.marks] == seconds
    assert [turn.speaker for turn in transcript.turns] in (["P", "I"], ["ANI", "BEN"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Saya tidak tahu apa yang ada di sana.", "id"),
        ("I do not know what was there.", "en"),
        ("Ja, das weiß ich nicht.", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_function_words(text: str, language: str) -> None:
    assert read_text(text).language == language


def test_long_names_are_speakers_up_to_their_limit() -> None:
    name = "Prof Dr Maria Goreti Anastasia Seran Van Der Kolk Yosefina Bo X"
    assert len(name) == 63
    assert [s.label for s in read_text(f"{name}: hi\nBen: hm\n{name}: ya\nBen: so").speakers] == [name, "Ben"]
    assert [s.label for s in read_text(f"{name}y: hi\nBen: hm\n{name}y: ya\nBen: so").speakers] == ["Ben"]


@pytest.mark.parametrize(
    "shape",
    ["[" * 20_000, "P\t" * 20_000, "x:" * 20_000, "00:00:01 " * 20_000, " " * 50_000 + "x"],
    ids=lambda shape: repr(shape[:9]),
)
def test_odd_texts_are_read_in_no_time(shape: str) -> None:
    from time import perf_counter

    start = perf_counter()
    assert read_text(shape).text == shape
    assert perf_counter() - start < 2
