"""Who asks and who answers.

A key in the header decides ("P = Peneliti"), then the words of the label, then the language: P and I are researcher
and informant in Indonesian, participant and interviewer in English. Unknown is participant, and said to be unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from qcode.domain.reading.labels import identity
from qcode.domain.reading.vocabulary import INTERVIEWER_WORDS, PARTICIPANT_WORDS
from qcode.domain.transcript import Role, Speaker

_SPLIT = re.compile(r"[\W\d_]+")
_BY_LANGUAGE = {
    "id": {"p": Role.INTERVIEWER, "i": Role.PARTICIPANT, "t": Role.INTERVIEWER, "j": Role.PARTICIPANT,
           "m": Role.INTERVIEWER, "n": Role.PARTICIPANT, "r": Role.PARTICIPANT, "s": Role.PARTICIPANT},
    "en": {"i": Role.INTERVIEWER, "p": Role.PARTICIPANT, "r": Role.PARTICIPANT, "m": Role.INTERVIEWER,
           "f": Role.INTERVIEWER},
}  # fmt: skip
_PAIRS = (("q", "a"), ("t", "j"))
"""Letters whose role is plain only when both stand in the text, asking first."""


def role_of_words(label: str) -> Role | None:
    """Return the role that the words of a label say, or ``None``."""
    words = set(_SPLIT.split(identity(label)))
    asks, answers = bool(words & INTERVIEWER_WORDS), bool(words & PARTICIPANT_WORDS)
    if asks is answers:
        return None
    return Role.INTERVIEWER if asks else Role.PARTICIPANT


def speakers_with_roles(
    labels: Mapping[str, str], language: str, key: Mapping[str, Role], said: Mapping[str, Role]
) -> tuple[Speaker, ...]:
    """Return the speakers of a text.

    Args:
        labels: Label by identity, in order of first appearance.
        language: Of the text; empty if unknown.
        key: Roles by identity, from the header.
        said: Roles by identity, from the user.
    """
    letters = _roles_of_letters(labels, language, key)
    speakers = []
    for name, label in labels.items():
        role = said.get(name) or key.get(name) or role_of_words(label) or letters.get(name)
        speakers.append(Speaker(label, role or Role.PARTICIPANT, role is not None))
    return tuple(speakers)


def _roles_of_letters(labels: Iterable[str], language: str, key: Mapping[str, Role]) -> dict[str, Role]:
    """Return the roles of initials such as ``P``, ``I2`` and ``J``."""
    names = list(labels)
    bare = {name: name.rstrip("0123456789 .-").rstrip(".") for name in names}
    letters = {letter for letter in bare.values() if len(letter) == 1}
    found: dict[str, Role] = {"q": Role.INTERVIEWER} if "q" in letters else {}
    for asks, answers in _PAIRS:
        if {asks, answers} <= letters:
            found |= {asks: Role.INTERVIEWER, answers: Role.PARTICIPANT}
    by_language = dict(_BY_LANGUAGE.get(language, {}))
    known = {key.get(name) or role_of_words(name) for name in names}
    if language == "en" and "r" in letters and "p" in letters and "i" not in letters:
        by_language["r"] = Role.INTERVIEWER
    if language == "id" and Role.INTERVIEWER in known:
        by_language["p"] = Role.PARTICIPANT
    found = by_language | found
    return {name: found[letter] for name, letter in bare.items() if letter in found}
