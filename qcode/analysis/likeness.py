"""How like two questions are, by the stems of their words.

Each question is a bag of stems, weighted by how few of the questions have them (inverse document frequency, after
Spärck Jones 1972); likeness is the cosine of the two (Salton & McGill 1983). A turn that puts a question of the guide
in among other words is compared by its best stretch, sentence by sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from math import log, sqrt

from qcode.domain.sentences import sentences
from qcode.domain.text import folded, words

Stem = Callable[[str], str]
Bag = Mapping[str, float]


class Likeness:
    """Finds the question that some words are most like.

    Args:
        questions: Key → text.
        stem: Returns what the forms of a word have in common.
        without: Words that say nothing of what is asked ("what", "how"), folded; they count where there are no others.
    """

    def __init__(self, questions: Mapping[str, str], stem: Stem, without: Collection[str] = ()) -> None:
        self._stem, self._without = stem, without
        counts = {key: self._stems(text) for key, text in questions.items()}
        spread = Counter(stem for stems in counts.values() for stem in stems)
        self._weights = {stem: log(1 + len(counts) / n) for stem, n in spread.items()}
        self._rarest = log(1 + len(counts)) if counts else 0.0
        self._bags = {key: self._bag(stems) for key, stems in counts.items()}

    def best(self, text: str) -> tuple[str, float]:
        """Return the key of the likeliest question and the likeness, 0 to 1; an empty key if no word is shared."""
        found = ("", 0.0)
        for stretch in self._stretches(text):
            bag = self._bag(self._stems(stretch))
            for key, question in self._bags.items():
                likeness = _cosine(bag, question)
                if likeness > found[1] + 1e-9:
                    found = (key, likeness)
        return found

    def _stretches(self, text: str) -> Sequence[str]:
        parts = [span.of(text) for span in sentences(text, 0, len(text))]
        return parts if len(parts) < 2 else [text, *parts]

    def _stems(self, text: str) -> Counter[str]:
        said = [folded(span.of(text)) for span in words(text)]
        telling = [word for word in said if word not in self._without]
        return Counter(map(self._stem, telling or said))

    def _bag(self, stems: Counter[str]) -> Bag:
        return {stem: n * self._weights.get(stem, self._rarest) for stem, n in stems.items()}


def _cosine(one: Bag, other: Bag) -> float:
    shared = sum(weight * other.get(stem, 0.0) for stem, weight in one.items())
    lengths = sqrt(sum(w * w for w in one.values())) * sqrt(sum(w * w for w in other.values()))
    return shared / lengths if lengths else 0.0
