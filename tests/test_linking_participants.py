"""Who took part: the same people in other words are no different people, and names are compared with names."""

from __future__ import annotations

import pytest

from reportedly.linking.comparisons import levels_of
from reportedly.linking.happenings import Happening
from reportedly.linking.participants import keys, known, telling
from reportedly.records import Named

TELLING = [
    ("soldiers", {"troops"}),
    ("the troops", {"troops"}),
    ("government troops", {"government", "troops"}),
    ("about fifty officers", {"police"}),
    ("76 people", set()),
    ("at least 20", set()),
    ("a man", set()),
    ("columns of striking workers", {"column", "strik", "crowd"}),
    ("the marchers", {"crowd"}),
    ("three gunmen", {"gunmen"}),
    ("unidentified assailants", {"gunmen"}),
    ("4,600 people", set()),
]


def named(name: str, actor: str | None = None) -> Named:
    return Named(name=name, actor=actor)


@pytest.mark.parametrize(("name", "expected"), TELLING)
def test_words_that_tell_who_it_is(name: str, expected: set[str]) -> None:
    assert set(telling(name)) == expected


@pytest.mark.parametrize(
    ("name", "actor", "expected"),
    [
        ("the army", "syria-army", {"syria-army"}),
        ("Northern Front", None, {"northern front"}),
        ("columns of workers", None, set()),
        ("Soldiers", None, set()),
        ("Three People", None, set()),
    ],
)
def test_only_names_can_be_found_to_differ(name: str, actor: str | None, expected: set[str]) -> None:
    assert known([named(name, actor)]) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Soldiers", "army troops", "shared"),
        ("76 people", "striking workers", None),
        ("Northern Front", "Army of the South", "none shared"),
        ("Northern Front", "gunmen", None),
        ("gunmen", "two attackers", "shared"),
    ],
)
def test_participants_are_compared_by_what_the_words_tell(left: str, right: str, expected: str | None) -> None:
    ours, theirs = (
        Happening(id=name, report=name, agents=keys([who]), known_agents=known([who]))
        for name, who in ((left, named(left)), (right, named(right)))
    )
    assert levels_of(ours, theirs)["agents"] == expected
