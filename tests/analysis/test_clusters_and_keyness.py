"""Trees of likeness beside scipy's; words that are more of one group than of another beside published figures."""

from __future__ import annotations

import math
import random
import time

import numpy as np
import pytest
import scipy  # It loads its parts, a second's work, when a test first asks for one.
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.analysis.clustering import cluster, clusters_report, distances, linkage
from qcode.analysis.concordance import Line, concordance, in_order
from qcode.analysis.cooccurrence import coefficient
from qcode.analysis.keyness import Group, keyness, log_likelihood, log_ratio
from qcode.analysis.words import Said
from qcode.domain.report import Name


def random_vectors(seed: int, things: int, features: int) -> list[dict[int, int]]:
    dice = random.Random(seed)
    return [
        {0: 1} | {at: dice.randrange(1, 9) for at in range(1, features) if dice.random() < 0.5} for _t in range(things)
    ]


def square(vectors: list[dict[int, int]], features: int) -> np.ndarray:
    return np.array([[one.get(at, 0) for at in range(features)] for one in vectors], dtype=float)


@pytest.mark.parametrize("metric", ["jaccard", "cosine"])
def test_distances_are_scipys(metric: str) -> None:
    vectors = random_vectors(1, 25, 12)
    matrix = square(vectors, 12)
    theirs = scipy.spatial.distance
    wanted = theirs.squareform(theirs.pdist(matrix > 0 if metric == "jaccard" else matrix, metric))
    for high, row in enumerate(distances(vectors, metric)):
        for low, cell in enumerate(row):
            assert cell == pytest.approx(float(wanted[high][low]), abs=1e-9)


def test_average_linkage_is_scipys() -> None:
    for seed in range(20):
        dice = random.Random(seed)
        count = dice.randrange(2, 30)
        # Distances of no pattern have no ties, so that there is one right tree.
        lower = [[dice.random() for _low in range(high)] for high in range(count)]
        flat = np.array([lower[high][low] for low in range(count) for high in range(low + 1, count)])
        wanted = scipy.cluster.hierarchy.linkage(flat, "average")
        for merge, row in zip(linkage(lower), wanted, strict=True):
            assert [merge.left, merge.right, merge.size] == [int(row[0]), int(row[1]), int(row[3])]
            assert merge.height == pytest.approx(float(row[2]), abs=1e-9)


@given(st.sets(st.integers(0, 12), min_size=1), st.sets(st.integers(0, 12), min_size=1))
@settings(max_examples=80, deadline=None)
def test_jaccards_coefficient_is_scipys(one: set[int], other: set[int]) -> None:
    here, there = ([at in some for at in range(13)] for some in (one, other))
    wanted = 1 - float(scipy.spatial.distance.jaccard(here, there))
    assert coefficient("jaccard", len(one & other), len(one), len(other), 0) == pytest.approx(wanted, abs=1e-9)


def test_a_tree_of_few_has_its_members_in_an_order_without_crossings() -> None:
    tree = cluster([Name(n) for n in "ABCD"], [{1: 1}, {2: 1, 3: 1}, {1: 1}, {2: 1}], "jaccard")
    assert [(one.left, one.right, one.height, one.size) for one in tree.merges] == [
        (0, 2, 0.0, 2), (1, 3, 0.5, 2), (4, 5, 1.0, 4),
    ]  # fmt: skip
    assert tree.order() == [0, 2, 1, 3]
    report = clusters_report(tree, "jaccard", say=str, title="Alike")
    assert report.rows[2] == (3, "#1 (A, C)", "#2 (B, D)", 1.0, 4)
    assert cluster([Name("A")], [{1: 1}], "cosine").order() == [0]
    assert cluster([], [], "cosine").merges == ()


def test_hundreds_of_things_are_joined_in_seconds() -> None:
    began = time.perf_counter()
    tree = cluster([Name(str(n)) for n in range(300)], random_vectors(3, 300, 20), "cosine")
    assert len(tree.merges) == 299
    assert time.perf_counter() - began < 10


def test_the_published_log_likelihood() -> None:
    # The example of Lancaster University's log-likelihood calculator, after Rayson & Garside (2000): 52 of 50,000 words
    # beside 57 of 75,000 give 2.65.
    assert round(log_likelihood(52, 57, 50_000, 75_000), 2) == 2.65
    assert log_likelihood(10, 20, 1000, 2000) == 0.0


def test_log_likelihood_is_scipys_power_divergence() -> None:
    dice = random.Random(5)
    for _number in range(40):
        one, other, size, other_size = dice.randrange(1, 90), dice.randrange(90), 1000, dice.randrange(500, 5000)
        expected = [(one + other) * size / (size + other_size), (one + other) * other_size / (size + other_size)]
        wanted = scipy.stats.power_divergence([one, other], expected, lambda_="log-likelihood").statistic
        assert log_likelihood(one, other, size, other_size) == pytest.approx(float(wanted), abs=1e-9)


def test_log_ratio_doubles_at_one_and_takes_none_for_a_half() -> None:
    assert log_ratio(20, 20, 1000, 2000) == pytest.approx(1.0)
    assert log_ratio(4, 0, 1000, 1000) == pytest.approx(3.0)
    assert math.isfinite(log_ratio(0, 9, 1000, 1000))


def test_keyness_lists_what_the_target_says_more_and_then_what_it_says_less() -> None:
    one = Group("A", [Said("S1", "xx", ["polisi polisi patroli tamu"]), Said("S2", "xx", ["polisi"])])
    other = Group("B", [Said("S3", "xx", ["tamu tamu hotel hotel"])])
    report = keyness(one, other, say=str)
    assert [(str(row[0]), row[1], row[2], row[8]) for row in report.rows] == [
        ("polisi", 3, 0, 2), ("patroli", 1, 0, 1), ("hotel", 0, 2, 0), ("tamu", 1, 2, 1),
    ]  # fmt: skip
    assert report.columns[1].label == "A"
    assert "Words of A: 5." in report.notes
    assert [str(row[0]) for row in keyness(one, other, say=str, top=1).rows] == ["polisi", "hotel"]
    assert [str(row[0]) for row in keyness(one, other, say=str, least=3).rows] == ["polisi", "tamu"]


def test_the_c_coefficient_of_the_manual() -> None:
    # ATLAS.ti 22 Windows, User Manual, "Code Co-occurrence Coefficient": codes of 100 and 10 quotations, 5 of them in
    # common, have c = 5 / (100 + 10 - 5) = 0.048.
    assert round(coefficient("c", 5, 100, 10, 0) or 0, 3) == 0.048
    assert coefficient("expected", 5, 100, 10, 200) == 5.0
    assert coefficient("residual", 5, 100, 10, 200) == 0.0
    assert coefficient("residual", 5, 5, 10, 0) is None


def test_a_concordance_is_ordered_by_what_stands_nearest() -> None:
    lines = [Line("A", "ikut ke", "patroli", "siber", "I"), Line("B", "tim siber", "patroli", "malam", "P")]
    assert [str(row[0]) for row in concordance(in_order(lines, "right"), say=str).rows] == ["B", "A"]
    assert [str(row[0]) for row in concordance(in_order(lines, "left"), say=str).rows] == ["A", "B"]
    assert concordance(lines, say=str).notes == ("One row for each match: 2, in sources: 2.",)
