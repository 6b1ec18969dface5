"""Texts about the same happening, told apart from texts on the same topic."""

from __future__ import annotations

from itertools import permutations

from reportedly.linking.topics import happenings_in

TEXTS = {
    "quake-1": "A strong earthquake shook the Velmar valley on Sunday. Rescuers in Tolosk dug for people under fallen houses.",
    "quake-2": "Fallen houses and broken roads slowed rescuers in Tolosk after the earthquake that shook the Velmar valley.",
    "quake-3": "The earthquake off Isla Brava sent people running from the beaches near Puerto Lindo; houses stood firm.",
    "quake-4": "People on Isla Brava slept on the beaches of Puerto Lindo after an earthquake cracked houses.",
    "match-1": "Striker Jon Aldersen scored twice as Northby won the cup final against Eastham on penalties.",
    "match-2": "Northby lifted the cup after penalties; Eastham had no answer to Jon Aldersen, who scored twice.",
}


def test_two_earthquakes_and_a_match_are_three_happenings() -> None:
    assert happenings_in(TEXTS) == [["match-1", "match-2"], ["quake-1", "quake-2"], ["quake-3", "quake-4"]]


def test_the_order_of_texts_changes_nothing() -> None:
    for order in list(permutations(TEXTS))[::120]:
        assert happenings_in({key: TEXTS[key] for key in order}) == happenings_in(TEXTS)


def test_no_texts_no_happenings() -> None:
    assert happenings_in({}) == []
    assert happenings_in({"a": ""}) == [["a"]]
