"""Clustering against a slow second implementation, and what it promises: no chains, obedience, stability."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.linking.clusters import Pair, adding, agglomerate, components, pair

IDS = "abcdefg"


def slow_agglomerate(
    ids: str, weights: dict[Pair, float], threshold: float, together: set[Pair], apart: set[Pair]
) -> list[list[str]]:
    """Average linkage by looking at every two clusters again after each join."""
    clusters = [list(group) for group in components(ids, together)]
    while True:
        best = None
        for left, right in combinations(sorted(clusters), 2):
            crossing = [pair(a, b) for a in left for b in right]
            if apart.intersection(crossing):
                continue
            mean = round(sum(weights[p] for p in crossing) / len(crossing), 9)
            if mean > threshold and (best is None or mean > best[0]):
                best = (mean, left, right)
        if best is None:
            return sorted(sorted(c) for c in clusters)
        _, left, right = best
        clusters = [c for c in clusters if c not in (left, right)] + [sorted(left + right)]


def random_weights(seed: int) -> dict[Pair, float]:
    dice = random.Random(seed)
    return {p: float(dice.randint(-9, 9)) for p in combinations(IDS, 2)}


@pytest.mark.parametrize("seed", range(60))
def test_average_linkage_is_what_looking_at_everything_gives(seed: int) -> None:
    weights, dice = random_weights(seed), random.Random(seed)
    pairs = sorted(weights)
    together = set(dice.sample(pairs, seed % 3))
    joined = {p for group in components(IDS, together) for p in combinations(group, 2)}
    apart = set(dice.sample(pairs, seed % 4)) - joined
    linked = [p for p, w in weights.items() if w > 0]
    found = agglomerate(
        IDS, linked, adding(lambda a, b: weights[pair(a, b)]), threshold=0.0, together=together, apart=apart
    ).clusters
    assert found == slow_agglomerate(IDS, weights, 0.0, together, apart)


def partitions(items: str) -> list[list[str]]:
    """Every way to part some items into groups."""
    if not items:
        return [[]]
    out = []
    for rest in partitions(items[1:]):
        out.append([items[0], *rest])
        out += [[*rest[:i], items[0] + rest[i], *rest[i + 1 :]] for i in range(len(rest))]
    return out


@pytest.mark.parametrize("seed", range(20))
def test_clear_incidents_come_out_as_the_best_of_all_partitions(seed: int) -> None:
    dice = random.Random(seed)
    home = {key: dice.randrange(3) for key in IDS}
    weights = {
        (a, b): dice.uniform(1, 5) if home[a] == home[b] else dice.uniform(-9, -1) for a, b in combinations(IDS, 2)
    }

    def gain(partition: list[str]) -> float:
        return sum(weights[pair(a, b)] for group in partition for a, b in combinations(sorted(group), 2))

    best = max(partitions(IDS), key=gain)
    found = agglomerate(
        IDS, [p for p in weights if weights[p] > 0], adding(lambda a, b: weights[pair(a, b)]), threshold=0.0
    ).clusters
    assert found == sorted(sorted(group) for group in best)


def test_one_report_between_two_incidents_does_not_chain_them() -> None:
    weights = {("a", "b"): 4.0, ("b", "c"): 3.0, ("a", "c"): -8.0}
    found = agglomerate(
        "abc", [("a", "b"), ("b", "c")], adding(lambda a, b: weights[pair(a, b)]), threshold=0.0
    ).clusters
    assert found == [["a", "b"], ["c"]]


@settings(max_examples=60)
@given(st.permutations(IDS), st.integers(0, 1000))
def test_order_changes_nothing(order: list[str], seed: int) -> None:
    weights = random_weights(seed)
    linked = [p for p, w in weights.items() if w > 0]
    first = agglomerate(IDS, linked, adding(lambda a, b: weights[pair(a, b)]), threshold=0.0)
    again = agglomerate(order, linked[::-1], adding(lambda a, b: weights[pair(a, b)]), threshold=0.0)
    assert first == again


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=8))
def test_components_are_what_can_be_reached(edges: list[Pair]) -> None:
    near = {key: {key} for key in IDS}
    for _ in IDS:
        for a, b in edges:
            near[a] = near[b] = near[a] | near[b]
        for key in IDS:
            near[key] = set().union(*(near[k] for k in near[key]))
    reached = sorted({tuple(sorted(group)) for group in near.values()})
    assert [tuple(group) for group in components(IDS, edges)] == reached
