"""New reports join what is known; the result is that of linking everything, whatever the order of arrival."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import day, dead, reading, town
from reportedly.linking import LinkIndex, LinkSettings, from_json, join, key_numbers, link_anew, to_json
from reportedly.linking.happenings import happenings_of
from reportedly.linking.shelf import Shelf
from reportedly.records import Decision, Reading
from simulate import World, simulate
from telling import Noise

Members = tuple[str, ...]

WORLD = simulate(400, seed=3)
# A world whose reports are so vague that accounts of different incidents hang together in long chains.
BLURRED = simulate(300, seed=4, noise=Noise(no_date=0.5, no_place=0.4, country_only=0.3, no_actor=0.1))
SMALL = simulate(60, seed=6, noise=Noise(no_date=0.5, no_place=0.4, country_only=0.3)).readings
MANY = 1_000


def shuffled(world: World, seed: int) -> list[Reading]:
    return random.Random(seed).sample(world.readings, len(world.readings))


def one_by_one(readings: Sequence[Reading], size: int = 1, crowd: int = MANY) -> LinkIndex:
    index = LinkIndex()
    for start in range(0, len(readings), size):
        index.learn(join(readings[start : start + size], index, settings=LinkSettings(crowd=crowd)))
    return index


def at_once(readings: Sequence[Reading], decisions: Sequence[Decision] = (), crowd: int = MANY) -> set[Members]:
    found = link_anew(readings, decisions, settings=LinkSettings(crowd=crowd))
    return {cluster.members for cluster in found.clusters}


def happenings_in(*readings: Reading) -> list[str]:
    return [row.id for row in happenings_of(readings)]


@pytest.mark.parametrize("seed", [1])
@pytest.mark.parametrize("world", [WORLD, BLURRED], ids=["a world", "a blurred world"])
@pytest.mark.parametrize("size", [1, 25])
def test_joining_in_any_order_is_linking_everything(world: World, seed: int, size: int) -> None:
    readings = shuffled(world, seed)
    assert one_by_one(readings, size).clusters == at_once(readings)


@pytest.mark.parametrize("crowd", [3, 6])
def test_a_key_that_becomes_crowded_is_given_up_in_any_order(crowd: int) -> None:
    readings = shuffled(BLURRED, crowd)
    assert at_once(readings, crowd=crowd) != at_once(readings)
    assert one_by_one(readings, crowd=crowd).clusters == at_once(readings, crowd=crowd)


@pytest.mark.parametrize("crowd", [4, MANY])
def test_what_leaves_is_as_if_it_had_never_come(crowd: int) -> None:
    readings = shuffled(BLURRED, 1)
    index = one_by_one(readings, 50, crowd)
    kept = readings
    for _ in range(4):
        leaving, kept = kept[:40], kept[40:]
        index.learn(join((), index, gone=happenings_in(*leaving), settings=LinkSettings(crowd=crowd)))
        assert index.clusters == at_once(kept, crowd=crowd)
    assert index.rows(happenings_in(*readings)).keys() == set(happenings_in(*kept))


def decision(number: int, what: str, on: Sequence[str]) -> Decision:
    at = f"2020-06-01T00:00:{number:02d}Z"
    return Decision.model_validate({"id": f"d{number}", "by": "an editor", "at": at, "what": what, "on": on})


# What happens to an archive: reports come, leave and are read anew; people merge, split and undo.
STEPS = st.lists(
    st.tuples(st.sampled_from(["come", "leave", "merge", "split", "undo", "anew"]), st.integers(0, 10_000)),
    min_size=3,
    max_size=14,
)


@settings(max_examples=20, deadline=None)
@given(STEPS, st.sampled_from([4, MANY]))
def test_whatever_happens_the_clusters_are_those_of_linking_what_there_is(
    steps: list[tuple[str, int]], crowd: int
) -> None:
    index, held = LinkIndex(), dict(enumerate(SMALL[:30]))
    index.learn(join(held.values(), index, settings=LinkSettings(crowd=crowd)))
    decisions: list[Decision] = []
    for what, dice in steps:
        some = random.Random(dice).sample(sorted(held), min(3, len(held)))
        coming: list[Reading] = []
        gone: list[str] = []
        again: list[str] = []
        if what == "come":
            held[dice % len(SMALL)] = SMALL[dice % len(SMALL)]
            coming = [SMALL[dice % len(SMALL)]]
        elif what == "leave":
            gone = happenings_in(*(held.pop(number) for number in some))
        elif what == "anew":
            old = held[some[0]]
            coming = [old.model_copy(update={"mentions": old.mentions[:1], "claims": ()})]
            gone = happenings_in(old)
            held[some[0]] = coming[0]
        elif what == "undo" and decisions:
            undone = settled = decisions[dice % len(decisions)]
            while settled.what == "undo":  # to undo an undo settles again what it had taken back
                settled = next(d for d in decisions if d.id == settled.on[0])
            again = list(settled.on)
            decisions.append(decision(len(decisions), "undo", [undone.id]))
        elif what in ("merge", "split"):
            again = happenings_in(*(held[number] for number in some))
            decisions.append(decision(len(decisions), what, again))
        index.learn(join(coming, index, decisions, gone=gone, again=again, settings=LinkSettings(crowd=crowd)))
        assert index.clusters == at_once(list(held.values()), decisions, crowd)


def test_a_new_report_settles_only_what_is_near() -> None:
    index = one_by_one(WORLD.readings[:-1], 50)
    joined = join(WORLD.readings[-1:], index)
    assert set(happenings_in(WORLD.readings[-1])) <= set(joined.settled)
    assert len(joined.settled) < 60


def test_nothing_new_changes_nothing() -> None:
    index = one_by_one(WORLD.readings[:50], 50)
    before = index.clusters
    index.learn(join(WORLD.readings[:50], index))
    assert index.clusters == before
    assert not join((), index).clusters


ROWS = [
    *happenings_of(WORLD.readings[:60]),
    *happenings_of(
        [reading("bare"), reading("full", dead(2, None, "Police"), when=day("2020-05-01"), where=town("X"))]
    ),
]


def test_a_happening_goes_to_json_and_back() -> None:
    for row in ROWS:
        back = from_json(to_json(row))
        assert back == row
        assert to_json(back) == to_json(row)
        assert key_numbers(back) == key_numbers(row)


def test_a_shelf_gives_back_what_was_put_on_it_by_order_of_id() -> None:
    shelf = Shelf([*ROWS[::-1], *ROWS])
    assert list(shelf.values()) == sorted(ROWS, key=lambda row: row.id)
    assert "nowhere" not in shelf
