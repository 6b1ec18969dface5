"""The weights of many pairs at once against the weight of each pair by itself."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.linking import weights as weights_module
from reportedly.linking.happenings import Happening, happenings_of
from reportedly.linking.rows import _SETS
from reportedly.linking.scoring import weight_of
from reportedly.linking.weights import UNIT, Weights
from simulate import simulate

WORDS = st.frozensets(st.sampled_from("abc"), max_size=2)
DAYS = st.none() | st.integers(0, 20)
TOLLS = st.none() | st.tuples(st.integers(0, 5), st.none() | st.integers(5, 9))


@st.composite
def happenings(draw: st.DrawFn) -> dict[str, Happening]:
    """Up to eight happenings that agree and differ in everything that is compared."""
    count = draw(st.integers(2, 8))
    return {f"h{n}": draw(_happening(f"h{n}")) for n in range(count)}


def _happening(key: str) -> st.SearchStrategy[Happening]:
    return st.builds(
        Happening,
        id=st.just(key),
        report=st.just(key),
        **dict.fromkeys(_SETS, WORDS),
        **dict.fromkeys(("published", "start", "end"), DAYS),
        **{name: st.booleans() for name in ("lead", "general", "day_precise")},
        **dict.fromkeys(("killed", "wounded", "killed_span", "wounded_span"), TOLLS),
        latitude=st.none() | st.floats(-89, 89),
        longitude=st.none() | st.floats(-179, 179),
        sketch=st.sampled_from([bytes(256), bytes(range(256)), bytes([3] * 256), bytes([255, 7] * 128)]),
    )  # fmt: skip


@pytest.mark.parametrize("few", [0, 16])
@settings(max_examples=100)
@given(rows=happenings())
def test_each_weight_is_that_of_the_pair(few: int, rows: dict[str, Happening]) -> None:
    pairs = list(product(rows, rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights_module, "_FEW", few)
        found = Weights(rows).of(pairs)
    assert [w / UNIT for w in found.tolist()] == [weight_of(rows[a], rows[b]) for a, b in pairs]


@pytest.fixture(scope="module")
def world() -> dict[str, Happening]:
    return {row.id: row for row in happenings_of(simulate(150, seed=3).readings)}


@pytest.mark.parametrize("most", [0, 1 << 13])
def test_a_world_with_and_without_tables(
    most: int, world: dict[str, Happening], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights_module, "_MOST", most)
    pairs = list(combinations(world, 2))
    weights = Weights(world)
    for _ in range(2):  # from comparing and from the tables
        assert [w / UNIT for w in weights.of(pairs).tolist()] == [weight_of(world[a], world[b]) for a, b in pairs]


def test_sums_between_groups(world: dict[str, Happening]) -> None:
    keys = list(world)
    groups = [(keys[:3], keys[3:7]), (keys[4:5], keys[9:10]), (keys[10:30], keys[:2])]
    slow = [sum(round(weight_of(world[a], world[b]) * UNIT) for a, b in product(*sides)) for sides in groups]
    assert Weights(world).between(groups) == slow
    assert Weights(world).between([]) == []


def test_of_nothing_and_of_one(world: dict[str, Happening]) -> None:
    assert Weights({}).of([]).tolist() == []
    key = next(iter(world))
    assert Weights({key: world[key]}).from_one(key, []) == []
