"""The made-up world: the same from the same seed, and fit to be weighed."""

from __future__ import annotations

import pytest

from reportedly.linking import Cluster
from reportedly.weighing import POLICIES
from simulate import coverage, pairwise, simulate, truth_clusters

WORLD = simulate(600, seed=2)


def test_a_seed_makes_one_world() -> None:
    assert simulate(120, seed=9).readings == simulate(120, seed=9).readings
    assert simulate(120, seed=9).readings != simulate(120, seed=10).readings


def test_every_mention_has_its_home_and_its_words() -> None:
    for reading in WORLD.readings:
        for mention in reading.mentions:
            assert mention.trigger.stands_in(reading.report.text)
            assert mention.incident is not None
            assert WORLD.home[mention.incident] in WORLD.truths


@pytest.mark.parametrize(
    ("clusters", "precision", "recall"),
    [
        ([("a", "b"), ("c",)], 1.0, 1.0),
        ([("a",), ("b",), ("c",)], 0.0, 0.0),
        ([("a", "b", "c")], 1 / 3, 1.0),
    ],
)
def test_pairs_are_counted(clusters: list[tuple[str, ...]], precision: float, recall: float) -> None:
    made = tuple(Cluster(id=str(n), members=members) for n, members in enumerate(clusters))
    assert pairwise(made, {"a": "t1", "b": "t1", "c": "t2"}) == pytest.approx((precision, recall))


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_two_independent_sources_mostly_bracket_the_truth(policy: str) -> None:
    figures = coverage(WORLD, truth_clusters(WORLD), policy, sources=2)
    assert figures["incidents"] > 50
    assert figures["held or left open"] >= (0.9 if policy != "ucdp" else 0.85)
