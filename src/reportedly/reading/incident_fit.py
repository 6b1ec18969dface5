"""How well a group of mentions fits an incident: type, time, place, parties, and whether it refers back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.tokens import Token

from reportedly.lexicon.events import load_event_types
from reportedly.reading.mention_status import is_definite
from reportedly.records import Mention, Named, When, Where

_ANYTHING = frozenset({"attack", "killing", "harm"})
# Families that can be two words for one happening; every family fits itself and those of _ANYTHING.
_TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"blast", "fire", "destruction", "gunfire", "clash", "suicide"}),
    frozenset({"air", "shelling", "clash", "destruction", "blast", "chemical", "naval"}),
    frozenset({"gunfire", "clash", "taking", "custody", "stabbing", "beating"}),
    frozenset(
        {"protest", "riot", "clash", "gunfire", "custody", "beating", "stoppage", "fire", "destruction", "looting"}
    ),
    frozenset({"taking", "torture", "sexual", "beating", "looting"}),
    frozenset({"looting", "gunfire", "clash", "fire", "destruction", "blast"}),
    frozenset({"earthquake", "flood", "landslide", "storm", "collapse", "fire"}),
    frozenset({"crash", "fire", "blast", "shipwreck", "collapse", "storm"}),
    frozenset({"displacement", "clash", "shelling", "air", "flood", "fire"}),
)
_HARM_ONLY_ACCIDENT = frozenset({"accident", "disaster"})
_NEW = frozenset(
    {
        "another",
        "other",
        "previous",
        "earlier",
        "similar",
        "separate",
        "second",
        "third",
        "different",
        "new",
        "past",
        "recent",
    }
)
_EQUALS = frozenset({"constitute", "represent", "mark"})  # "the strikes constitute the second attack"
FAR = timedelta(days=12)


@dataclass(slots=True)
class Group:
    """Mentions that are one happening as far as is known, with what can be compared."""

    members: list[int] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    whens: list[When] = field(default_factory=list)
    wheres: list[Where] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    definite: bool = False
    introduces: bool = False
    other: bool = False
    last: int = 0

    def add(self, number: int, mention: Mention, token: Token) -> None:
        """Take in one mention."""
        self.members.append(number)
        self.types.add(mention.type)
        if mention.when is not None and mention.when.start:
            self.whens.append(mention.when)
        self.wheres.extend(mention.where)
        self.agents |= keys(mention.agents)
        self.targets |= keys(mention.targets)
        self.persons |= keys(each for each in mention.targets if _is_named(each))
        self.last = number
        if token.pos_ in {"NOUN", "PROPN"}:
            if token.dep_ == "attr" or (token.dep_ == "dobj" and token.head.lemma_ in _EQUALS):
                return
            words = {child.lower_ for child in token.children}
            self.definite = self.definite or is_definite(token)
            self.introduces = self.introduces or bool(words & {"a", "an"})
            self.other = self.other or bool(words & _NEW)

    def absorb(self, other: Group) -> None:
        """Take in another group."""
        self.members += other.members
        self.types |= other.types
        self.whens += other.whens
        self.wheres += other.wheres
        self.agents |= other.agents
        self.targets |= other.targets
        self.persons |= other.persons
        self.last = other.last


def keys(parties: Iterable[Named]) -> set[str]:
    """What two names of one party share: its actor id and the last word of its name."""
    found = set()
    for party in parties:
        if party.actor:
            found.add(party.actor)
        found.add(party.name.casefold().split()[-1].rstrip("s"))
    return found


def _is_named(party: Named) -> bool:
    """Whether a target is a name of two words or more: "Luis Ortega", not "two men"."""
    words = party.name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def fit(unit: Group, incident: Group, *, published: date | None, first: bool, recent: bool) -> float | None:
    """How well a unit fits an incident; None where it cannot be the same."""
    score = _types(unit.types, incident.types)
    times = _times(unit.whens, incident.whens)
    if score is None or times is None:
        return None
    if first and not incident.whens and unit.whens and published and _long_ago(unit.whens, published):
        return None
    score += times + _places(unit.wheres, incident.wheres)
    score += _parties(unit.agents, incident.agents, same=1.0, other=-0.7)
    score += _parties(unit.targets, incident.targets, same=1.5, other=-0.6)
    score += _parties(unit.persons, incident.persons, same=1.0, other=-2.0)
    if unit.other:
        score -= 2.5
    elif unit.definite:
        score += 1.5
    elif unit.introduces:
        score -= 1.5
    return score + (0.8 if recent else 0.0) + (0.4 if first else 0.0)


def _parties(left: set[str], right: set[str], *, same: float, other: float) -> float:
    if not left or not right:
        return 0.0
    return same if left & right else other


def _families(types: Iterable[str]) -> set[str]:
    return {load_event_types()[each].family for each in types}


def _types(left: set[str], right: set[str]) -> float | None:
    kinds_left = {load_event_types()[each].kind for each in left}
    kinds_right = {load_event_types()[each].kind for each in right}
    a, b = _families(left) - _ANYTHING, _families(right) - _ANYTHING
    if a & b:
        return 1.5
    if not a or not b:
        violent = "violence" in kinds_left | kinds_right
        accident = bool((kinds_left | kinds_right) & _HARM_ONLY_ACCIDENT)
        return None if violent and accident and "harm" not in (kinds_left if not a else kinds_right) else 0.8
    if all(any({x, y} <= group for group in _TOGETHER) for x in a for y in b):
        return 0.4
    return None


def _times(left: list[When], right: list[When]) -> float | None:
    if not left or not right:
        return 0.0
    if any(_meet(a, b) for a in left for b in right):
        return 1.5
    return None


def _meet(left: When, right: When) -> bool:
    a, b, c, d = (
        each[:10]
        for each in (
            left.start or "",
            left.end or left.start or "",
            right.start or "",
            right.end or right.start or "",
        )
    )
    return a <= d and c <= b


def _long_ago(whens: list[When], published: date) -> bool:
    limit = (published - FAR).isoformat()
    return all((when.end or when.start or "9")[:10] < limit for when in whens)


def _places(left: list[Where], right: list[Where]) -> float:
    if not left or not right:
        return 0.0
    if {each.name.casefold() for each in left} & {each.name.casefold() for each in right}:
        return 1.5
    if {each.place for each in left if each.place} & {each.place for each in right if each.place}:
        return 1.5
    countries = {each.country for each in left} & {each.country for each in right} - {None}
    if not countries and any(each.country for each in left) and any(each.country for each in right):
        return -3.0
    fine_left = [each for each in left if (each.precision or 9) <= 2]
    fine_right = [each for each in right if (each.precision or 9) <= 2]
    return -2.0 if fine_left and fine_right else 0.2
