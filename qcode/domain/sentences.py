"""Where sentences begin and end, in Indonesian and English speech written down.

A full stop ends a sentence unless what stands around it says otherwise: an abbreviation before a name or a
number ("Jl. Kenanga No. 99"), an initial, a pause ("eee... pelaku"), a clock ("09.15"). Every decision looks
only at the word before and the word after, so that a paragraph can be read alone. A newline always ends one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcode.domain.span import Span

_MARK = re.compile(r"[.!?…。！？]+")
_WIDE = frozenset("。！？")
_CLOSERS = re.compile(r"""["'”’»)\]」』）]*""")
_GAP = re.compile(r"\s*")
_NEXT = re.compile(r"[\"'“‘«(\[]*([^\s.,;:!?\"”')\]]+)")
_BEFORE = re.compile(r"[^\s\"“‘«(\[,;/]+$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words("""
    mr mrs ms dr prof st rev sr jr hon capt sgt lt col gen gov sen rep supt insp messrs
    bpk bp sdr sdri sdra ny nn tn kh ust pdt pdp rm dra drs ir hj rr kol letkol brigjen irjen mayjen
    jl jln gg kel kec kab kep prov kp ds dsn pt cv ud tbk a.n u.b u.p yth yts
    alm almh cq jo an tgl bln thn telp tlp approx ca cf vs viz e.g i.e
    bripda briptu bripka brigpol brig bripol aipda aiptu ipda iptu akp kompol akbp kombes kbp pol""")
"""Stand before a name or a figure; a full stop after one ends no sentence, unless a word follows that starts one."""

NUMBERED = _words("""
    nos nr pasal ps psl art arts ayat hlm hal pp p vol jil fig tab bab sec par para ch ed cet
    rt rw blok km hp fax rp pkl""")
"""Stand before a number; a full stop after one ends no sentence where a number follows."""

CLOSING = _words("dll dst dsb dkk etc al a.m p.m inc ltd co corp")
"""Often end a sentence: they do where a capital follows."""

NUMBER_WORDS = _words(
    "pol polisi telp tlp telepon rek rekening induk urut reg registrasi perkara surat laporan kamar rumah"
)
"""After "No." they make it mean "number", not the answer "no"."""

STARTERS = _words("""
    saya kami kita dia ia beliau mereka anda itu ini yang kalau dan tapi tetapi jadi untuk pada di ke dari setelah
    sebelum karena namun kemudian lalu terus waktu saat ketika sekarang biasanya ada tidak belum sudah iya ya bukan
    makanya sebab supaya sehingga selain menurut dengan dalam oleh sebagai bisa harus apa siapa kapan bagaimana
    mengapa kenapa apakah baik nah eh oh
    the he she it i we they you this that these those but and so in on at if when then there what why how who which
    because after before since although however yes no well my our his her their your as for from with not""")
"""Words that so often begin a sentence, and so seldom a name, that after an abbreviation they decide."""

_ABBREVIATIONS = TITLES | NUMBERED | CLOSING | {"nomor"}
_TAILS = frozenset(word[-4:] for word in _ABBREVIATIONS if len(word) >= 4)
"""How abbreviations of four letters and more end."""


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of a stretch of text, without the white space around them.

    Args:
        text: The whole text.
        start: Where the stretch begins; nothing before it is looked at.
        end: Where it ends, the end of the text by default.
    """
    stop = len(text) if end is None else end
    while start < stop:
        newline = text.find("\n", start, stop)
        line_end = stop if newline < 0 else newline
        yield from _of_line(text, start, line_end)
        start = line_end + 1


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = _after_space(text, start, end)
    for match in _MARK.finditer(text, begin, end):
        stop, place = match.span()
        if stop < begin:
            continue
        if not (place - stop == 1 and text[stop] == "." and _is_plain(text, stop, begin, end)):
            closed = _CLOSERS.match(text, place, end)
            place = closed.end() if closed else place
            if not _ends_sentence(text, match, place, begin, end):
                continue
        yield Span(begin, place)
        begin = _after_space(text, place, end)
    stripped = begin + len(text[begin:end].rstrip())
    if stripped > begin:
        yield Span(begin, stripped)


def _after_space(text: str, start: int, end: int) -> int:
    found = _GAP.match(text, start, end)
    return found.end() if found else start


def _ends_sentence(text: str, match: re.Match[str], place: int, begin: int, end: int) -> bool:
    """Say whether a mark, with the quotes and brackets that close up to a place, ends a sentence."""
    mark, closers = match[0], text[match.end() : place]
    if mark[-1] in _WIDE or place >= end:
        return True
    if not text[place].isspace():
        return False
    following = _NEXT.match(text, _after_space(text, place, end), end)
    if following is None:
        return True
    word = following[1]
    before = _BEFORE.search(text[max(begin, match.start() - 40) : match.start()])
    token = before[0] if before else ""
    if "!" in mark or "?" in mark:
        return not (closers and word[0].islower())
    if len(mark) > 1 or mark == "…":
        return not word[0].islower()
    if closers and not closers.startswith((")", "]")):
        return not word[0].islower()
    if token and match.start() - len(token) == begin and _ENUMERATOR.fullmatch(token):
        return False
    if following[0].startswith("[") and word[0].islower():
        # What was done, not said: "Pernah. [tertawa] Setelah itu …"
        return len(token) > 1 and token.isalpha() and token.lower() not in _ABBREVIATIONS
    return _full_stop_ends(token, word)


def _is_plain(text: str, stop: int, begin: int, end: int) -> bool:
    """Say whether a full stop is surely an end: a common word, the stop, a blank, a capital. Most are."""
    word = text[max(begin, stop - 4) : stop]
    if len(word) < 4 or not (word.isalpha() and word.islower()) or word in _TAILS:
        return False
    return stop + 2 < end and text[stop + 1] == " " and text[stop + 2].isupper()


def _full_stop_ends(token: str, word: str) -> bool:
    """Say whether a single full stop between two words ends a sentence."""
    lower, is_starter = token.lower(), word.lower() in STARTERS
    if word[0].islower():
        return len(token) >= 4 and token.isalpha() and token.islower() and lower not in _ABBREVIATIONS
    if lower in ("no", "nomor"):
        return not (any(c.isdigit() or c == "/" for c in word) or _is_acronym(word) or word.lower() in NUMBER_WORDS)
    if lower in NUMBERED:
        return not any(c.isdigit() for c in word)
    if lower in CLOSING:
        return word[0].isupper()
    if lower in TITLES or (len(token) == 1 and token.isalpha()) or _DOTTED.fullmatch(token):
        return is_starter and word[0].isupper() and not (len(token) == 1 and len(word) == 1)
    return True


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()
