"""The made-up world: the same from the same seed, and fit to be weighed."""

from __future__ import annotations

import pytest

from reportedly.linking import Cluster
from reportedly.weighing import POLICIES
from simulate import coverage, pairwise, simulate, truth_clusters
from spread import MEASURED, of_simulation
from telling import Noise

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
def test_low_to_high_mostly_holds_the_truth_and_more_so_with_more_sources(policy: str) -> None:
    rows = coverage(WORLD, truth_clusters(WORLD), policy)
    assert rows["all"].incidents == sum(row.incidents for name, row in rows.items() if name != "all") > 100
    assert rows["all"].held + rows["all"].open >= (0.85 if policy == "ucdp" else 0.9)
    assert rows["one"].held < rows["three or more"].held


def test_the_outcomes_are_shares_of_all() -> None:
    row = coverage(WORLD, truth_clusters(WORLD), "range")["all"]
    assert row.held + row.open + row.below + row.above == pytest.approx(1)


def test_sources_that_are_wrong_more_often_are_held_less_often() -> None:
    wrong = simulate(600, seed=2, noise=Noise(wrong=2.0))
    assert (
        coverage(wrong, truth_clusters(wrong), "range")["all"].held
        < coverage(WORLD, truth_clusters(WORLD), "range")["all"].held
    )


def test_figures_are_as_alike_as_measured() -> None:
    found = of_simulation(simulate(1500, seed=2))
    assert found.equal == pytest.approx(MEASURED["MUC-4"].equal, abs=0.1)
    assert found.open == pytest.approx(MEASURED["tolls"].open, abs=0.05)
    assert found.near == pytest.approx(MEASURED["MUC-4"].near, abs=0.15)
