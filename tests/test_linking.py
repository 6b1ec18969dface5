"""Linking from end to end: what joins, what stays apart, and the promises to people and to archives."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import day, dead, reading, town
from reportedly.lexicon.link_weights import load_families, load_link_weights
from reportedly.linking import LinkSettings, link, link_anew
from reportedly.linking.blocking import candidates, keys_of, number_of
from reportedly.linking.comparisons import COMPARISONS, kilometres, levels_of
from reportedly.linking.engine import linked_pairs
from reportedly.linking.happenings import Happening, happenings_of
from reportedly.linking.scoring import link_of, probability, weight_of
from reportedly.linking.shelf import Shelf
from reportedly.linking.wording import cosine, likeness, sketch, stem, terms, vector
from reportedly.records import Decision, Mention, Reading
from simulate import pairwise, simulate

HERE, FAR = town("Belmora"), town("Ostrava Nova", latitude=14.0, longitude=16.0)
BOMB = "A bomb tore through the fish market of Belmora on Friday, killing traders."
BOMB_TOO = "Traders died when the fish market in Belmora was bombed, the town hall said."
RAID = "Jets struck a quarry outside Ostrava Nova, where rebels had dug in for weeks."

MARKET = reading("a", dead(4, 4, "Police"), text=BOMB, when=day("2020-05-01"), where=HERE)
MARKET_TOO = reading(
    "b", dead(6, None, "A doctor"), text=BOMB_TOO, when=day("2020-05-01"), where=HERE, type="attack"
)
QUARRY = reading("c", dead(20, 20, "Police"), text=RAID, when=day("2020-04-11"), where=FAR, type="air strike")


def members(*readings: Reading, decisions: tuple[Decision, ...] = ()) -> list[tuple[str, ...]]:
    return sorted(c.members for c in link(readings, decisions))


def decision(what: str, *on: str, at: str = "2020-06-01T00:00:00Z", key: str = "d1") -> Decision:
    return Decision.model_validate({"id": key, "by": "an editor", "at": at, "what": what, "on": on})


def test_two_reports_of_one_attack_join_and_another_stays_apart() -> None:
    assert members(MARKET, MARKET_TOO, QUARRY) == [("a!", "b!"), ("c!",)]


def test_a_link_shows_its_waterfall_and_it_adds_up() -> None:
    joined = next(c for c in link([MARKET, MARKET_TOO, QUARRY]) if len(c.members) == 2)
    (found,) = joined.links
    assert [step.comparison for step in found.waterfall] == ["prior", *(c.name for c in COMPARISONS)]
    assert found.weight == pytest.approx(sum(step.weight for step in found.waterfall))
    assert found.probability == probability(found.weight) > 0.5
    assert {s.comparison: s.level for s in found.waterfall}["place"] == "same place"


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), [("a!", "b!"), ("c!",)]),
        ((decision("split", "a!", "b!"),), [("a!",), ("b!",), ("c!",)]),
        ((decision("merge", "a!", "c!"),), [("a!", "b!", "c!")]),
        ((decision("split", "a!", "b!"), decision("undo", "d1", key="d2")), [("a!", "b!"), ("c!",)]),
        (
            (decision("split", "a!", "b!"), decision("merge", "a!", "b!", at="2020-07-01T00:00:00Z", key="d2")),
            [("a!", "b!"), ("c!",)],
        ),
        ((decision("merge", "a!", "nowhere!"),), [("a!", "b!"), ("c!",)]),
        ((decision("note", "a!", "c!"),), [("a!", "b!"), ("c!",)]),
    ],
)
def test_decisions_are_obeyed(decisions: tuple[Decision, ...], expected: list[tuple[str, ...]]) -> None:
    found = members(MARKET, MARKET_TOO, QUARRY, decisions=decisions)
    if decisions and decisions[0].what == "merge" and "c!" in decisions[0].on:
        assert any({"a!", "c!"} <= set(group) for group in found)
    else:
        assert found == expected


def test_two_incidents_of_one_report_never_join_unless_a_decision_says_so() -> None:
    second = Mention.model_validate({**MARKET.mentions[0].model_dump(), "id": "a.n", "incident": "a?"})
    twice = MARKET.model_copy(update={"mentions": (*MARKET.mentions, second)})
    assert members(twice) == [("a!",), ("a?",)]
    assert members(twice, decisions=(decision("merge", "a!", "a?"),)) == [("a!", "a?")]


@pytest.mark.parametrize(
    "change", [{"status": "planned"}, {"status": "possible"}, {"type": "threat"}, {"incident": None}]
)
def test_what_did_not_happen_is_no_incident(change: dict[str, str | None]) -> None:
    mention = MARKET.mentions[0].model_copy(update=change)
    assert link([MARKET.model_copy(update={"mentions": (mention,)})]) == ()


def test_the_order_of_reports_changes_nothing_and_a_new_report_only_what_it_touches() -> None:
    world = simulate(400, seed=3)
    readings = list(world.readings)
    before = link(readings)
    random.Random(1).shuffle(readings)
    assert link(readings) == before
    fewer = link(world.readings[:-1])
    gone = {m.incident for m in world.readings[-1].mentions}
    untouched = [c for c in before if not gone & set(c.members)]
    assert {c.members for c in untouched} - {c.members for c in fewer} == set()
    assert {c.id for c in untouched} <= {c.id for c in fewer}


@pytest.mark.parametrize("crowd", [20, 1000])
def test_splink_finds_the_pairs_that_python_finds(crowd: int) -> None:
    rows = Shelf(happenings_of(simulate(500, seed=4).readings))
    settings = LinkSettings(threads=1, memory="500MB", crowd=crowd)
    slow = linked_pairs(rows, settings, handful=10_000)
    assert linked_pairs(rows, settings, handful=0) == slow
    assert bool(slow.crowded) == (crowd < 1000)
    assert {c.key for c in slow.crowded} == {number_of(c.words) for c in slow.crowded}


def test_a_simulated_world_is_linked_well() -> None:
    world = simulate(1500, seed=7)
    precision, recall = pairwise(link(world.readings), world.home)
    assert precision >= 0.97
    assert recall >= 0.85


def test_blocking_finds_nearly_every_true_pair() -> None:
    world = simulate(1000, seed=8)
    rows = happenings_of(world.readings)
    found = {(a.id, b.id) for a, b in candidates(rows)[0]}
    true = {
        (a.id, b.id)
        for a in rows
        for b in rows
        if a.id < b.id and a.report != b.report and world.home[a.id] == world.home[b.id]
    }
    assert len(found & true) >= 0.99 * len(true)


def test_keys_that_too_many_share_are_named(caplog: pytest.LogCaptureFixture) -> None:
    found = link_anew(simulate(100, seed=8).readings, settings=LinkSettings(crowd=10))
    most = max(found.crowded, key=lambda c: c.holders)
    assert most.holders > 10
    assert most.words in caplog.text


def happening(**fields: object) -> Happening:
    return Happening(**{"id": "x", "report": "r", **fields})  # type: ignore[arg-type]


LEVELS = [
    ("time", {"start": 10, "end": 10, "day_precise": True}, {"start": 10, "end": 10, "day_precise": True}, "same day"),
    ("time", {"start": 10, "end": 10, "day_precise": True}, {"start": 1, "end": 30}, "may be the same days"),
    ("time", {"start": 10, "end": 10}, {"start": 11, "end": 11}, "one day apart"),
    ("time", {"start": 10, "end": 10}, {"start": 13, "end": 13}, "two or three days apart"),
    ("time", {"start": 10, "end": 10}, {"start": 17, "end": 17}, "within a week"),
    ("time", {"start": 10, "end": 10}, {"start": 18, "end": 18}, "more than a week apart"),
    ("time", {"start": 10, "end": 10}, {"published": 8}, "reported before it happened"),
    ("time", {"start": 10, "end": 10}, {"published": 12, "lead": True}, "reported within three days"),
    ("time", {"start": 10, "end": 10}, {"published": 40, "lead": True}, "reported later"),
    ("time", {"start": 10, "end": 10}, {"published": 40}, None),
    ("place", {"spots": {"x"}}, {"spots": {"x", "y"}}, "same place"),
    ("place", {"countries": {"XA"}}, {"countries": {"XB"}}, "different countries"),
    ("place", {"countries": {"XA"}}, {}, None),
    ("place", {"countries": {"XA"}}, {"countries": {"XA"}}, "same country, imprecise"),
    ("type", {"kinds": {"violence"}, "families": {"air"}}, {"kinds": {"violence"}, "families": {"air"}}, "same family"),
    ("type", {"kinds": {"violence"}}, {"kinds": {"mishap"}}, "different kinds"),
    ("type", {"kinds": {"violence"}, "general": True}, {"kinds": {"violence"}}, "one in general words"),
    ("type", {"kinds": {"violence"}}, {"kinds": {"violence"}}, "different families"),
    ("agents", {"agents": {"a"}}, {"agents": {"a", "b"}}, "shared"),
    ("agents", {"agents": {"a"}}, {}, None),
    ("names", {"names": {"a b"}}, {"names": {"c d"}}, "none shared"),
    ("killed", {"killed": (4, 4)}, {"killed": (4, 4)}, "same figure"),
    ("killed", {"killed": (2, None)}, {"killed": (6, None)}, "can both hold"),
    ("killed", {"killed": (96, 96), "killed_span": (96, 2000)}, {"killed": (500, 500)}, "can both hold"),
    ("killed", {"killed": (4, 4)}, {"killed": (6, 6)}, "within a factor of two"),
    ("killed", {"killed": (4, 4)}, {"killed": (30, 30)}, "far apart"),
    ("killed", {"killed": (4, 4)}, {}, None),
    ("wording", {}, {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("comparison", "left", "right", "expected"), LEVELS)
def test_levels(comparison: str, left: dict[str, object], right: dict[str, object], expected: str | None) -> None:
    frozen = [{k: frozenset(v) if isinstance(v, set) else v for k, v in side.items()} for side in (left, right)]
    for one, other in (frozen, frozen[::-1]):
        assert levels_of(happening(**one), happening(**other))[comparison] == expected


def test_distances_are_those_of_the_globe() -> None:
    paris, london = happening(latitude=48.8566, longitude=2.3522), happening(latitude=51.5074, longitude=-0.1278)
    assert kilometres(paris, london) == pytest.approx(343.6, abs=1)


def test_unknown_fields_move_nothing() -> None:
    assert weight_of(happening(), happening(id="y")) == round(load_link_weights().prior_bits, 4)
    assert all(step.weight == 0 for step in link_of(happening(), happening(id="y")).waterfall[1:])


def test_every_level_has_its_weight_and_agreement_never_counts_against() -> None:
    weights = load_link_weights()
    for comparison in COMPARISONS:
        first, last = comparison.levels[0][0], comparison.levels[-1][0]
        assert {(comparison.name, name) for name, _ in comparison.levels} <= weights.bits.keys()
        assert weights.bits[comparison.name, first] > max(0.0, weights.bits[comparison.name, last])


def test_statements_have_no_family() -> None:
    assert "threat" not in load_families()
    assert load_families()["bombing"].name == load_families()["suicide bombing"].name


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("bombings", "bomb"),
        ("bombed", "bomb"),
        ("parties", "party"),
        ("gas", "gas"),
        ("mayor's", "mayor"),
        ("dresses", "dress"),
    ],
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_sketches_estimate_the_cosine() -> None:
    one, two, other = (vector(terms(text)) for text in (BOMB, BOMB_TOO, RAID))
    assert cosine(one, one) == pytest.approx(1)
    assert cosine(one, two) > cosine(one, other)
    assert likeness(sketch(one), sketch(two)) == pytest.approx(cosine(one, two), abs=0.2)


@given(*[st.one_of(st.binary(min_size=256, max_size=256), st.just(b"\x80" * 256))] * 2)
def test_likeness_is_the_exact_product_of_whole_numbers(left: bytes, right: bytes) -> None:
    signed = [[byte - 256 * (byte > 127) for byte in cells] for cells in (left, right)]
    assert likeness(left, right) == sum(a * b for a, b in zip(*signed, strict=True)) / 64**2


def test_keys_are_stable_numbers() -> None:
    (row,) = happenings_of([MARKET])
    assert keys_of(row) == tuple(sorted(set(keys_of(row))))
    assert number_of("a key") == number_of("a key") != number_of("another")
