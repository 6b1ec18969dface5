"""How well a group of mentions fits an incident: type, time, place, parties, and whether it refers back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.tokens import Token

from reportedly.lexicon.events import load_event_cues, load_event_types
from reportedly.reading.events.incident_places import Relation, relation
from reportedly.reading.events.mention_status import is_definite
from reportedly.reading.events.mention_triggers import preposition_objects
from reportedly.records import Mention, Named, When, Where

_ANYTHING = frozenset({"attack", "killing", "harm", "custody"})
# Families that can be two words for one happening; every family fits itself and those of _ANYTHING.
_TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"blast", "fire", "destruction", "gunfire", "clash"}),
    frozenset({"planted", "blast", "fire", "destruction", "gunfire", "clash"}),
    frozenset({"air", "shelling", "clash", "destruction", "blast", "chemical", "naval"}),
    frozenset({"gunfire", "clash", "taking", "custody", "stabbing", "beating"}),
    frozenset(
        {"protest", "riot", "clash", "gunfire", "custody", "beating", "stoppage", "fire", "destruction", "looting"}
    ),
    frozenset({"taking", "torture", "sexual", "beating", "looting"}),
    frozenset({"looting", "gunfire", "clash", "fire", "destruction", "blast"}),
    frozenset({"earthquake", "flood", "landslide", "storm", "collapse", "fire"}),
    frozenset({"crash", "fire", "blast", "shipwreck", "collapse", "storm"}),
    frozenset({"crash", "air", "shelling"}),
    frozenset({"displacement", "clash", "shelling", "air", "flood", "fire"}),
)
_HARM = frozenset(
    {"killing", "death", "wounding", "missing", "displacement"}
)  # words that accidents share with violence
_TOLD_ANEW = _HARM - {"killing"}  # "the dead", "96 had died": a killing may be news
_ELSEWHERE = frozenset({"apart", "abroad"})
_EQUALS = frozenset({"constitute", "represent", "mark"})  # "the strikes constitute the second attack"
FAR = timedelta(days=12)
_YEAR = 5  # the precision of a time of which no more than the year is known


@dataclass(frozen=True, slots=True)
class Weights:
    """What each agreement or difference is worth; chosen on the development sets."""

    same_family: float = 2.0
    any_family: float = 0.5
    together: float = 0.9
    times_meet: float = 1.5
    next_day: float = -0.8
    same_place: float = 2.0
    near: float = 0.5
    same_country: float = 0.3
    apart: float = -2.5
    abroad: float = -4.0
    same_agent: float = 1.0
    other_agent: float = -0.7
    same_target: float = 1.5
    other_target: float = -0.6
    other_person: float = -2.0
    another: float = -2.5
    refers_back: float = 1.5
    introduces: float = -0.5
    first: float = 0.6
    only_harm: float = 0.3
    same_paragraph: float = 0.8
    paragraph_before: float = -0.2
    not_latest: float = 0.5
    joins: float = 1.0

    def place(self, found: Relation) -> float:
        """The weight of a relation of places."""
        match found:
            case "same":
                return self.same_place
            case "near":
                return self.near
            case "country":
                return self.same_country
            case "apart":
                return self.apart
            case "abroad":
                return self.abroad
            case "unknown":
                return 0.0


WEIGHTS = Weights()


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
    earlier: bool = False
    anaphor: bool = False
    last: int = 0

    def add(self, number: int, mention: Mention, token: Token) -> None:
        """Take in one mention."""
        self.members.append(number)
        self.types.add(mention.type)
        if mention.when is not None and mention.when.start:
            self.whens.append(mention.when)
        self.wheres.extend(mention.where)
        if load_event_types()[mention.type].kind != "disorder":  # those who march are not those who shoot
            self.agents |= keys(mention.agents)
        persons = [each for each in mention.targets if _is_named(each)]
        self.targets |= keys(mention.targets) | first_surnames(persons)
        self.persons |= keys(persons) | first_surnames(persons)
        self.last = number
        self.other = self.other or turns_away(token)
        self.earlier = self.earlier or _looks_back(mention.when)
        self.anaphor = self.anaphor or any(
            each.lemma_ == "incident" for each in preposition_objects(token, "in", "during")
        )
        if token.pos_ in {"NOUN", "PROPN"}:
            if token.dep_ == "attr" or (token.dep_ == "dobj" and token.head.lemma_ in _EQUALS):
                return
            words = {child.lower_ for child in token.children}
            self.definite = self.definite or is_definite(token)
            self.introduces = self.introduces or bool(words & {"a", "an"})
            self.other = self.other or bool(words & load_event_cues().openers["new"])

    @property
    def only_harm(self) -> bool:
        """Whether nothing is told but how many were harmed: such words add to what is known, they start nothing."""
        told = self.whens or self.wheres or self.agents or self.persons or self.other
        return not told and self.types <= _TOLD_ANEW

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


def turns_away(token: Token) -> bool:
    """Whether the sentence turns to another event: "Meanwhile, ...", "two days after a bomb killed ...",
    "in revenge for the raid"."""
    cues = load_event_cues().openers
    if token.dep_ == "pobj" and token.head.lower_ in {"for", "to"} and token.head.head.lemma_ in cues["answers"]:
        return True
    opening = token.doc[token.sent.start : token.sent.start + 3]
    words = " ".join(each.lower_ for each in opening)
    if opening[0].lower_ in cues["apart"] or any(words.startswith(phrase) for phrase in cues["phrases"]):
        return True
    marks = [each for each in token.children if each.dep_ == "mark" and each.lower_ in {"after", "before"}]
    return any(
        child.dep_ in {"npadvmod", "quantmod"}
        for mark in (*marks, token)
        for child in mark.children
        if child.i < token.i and marks
    )


def _looks_back(when: When | None) -> bool:
    """Whether the words set an event apart from what is news: "was also attacked earlier this year"."""
    words = when.span.words.casefold() if when is not None and when.span is not None else ""
    return when is not None and when.precision == _YEAR and words.startswith("earlier")


def keys(parties: Sequence[Named]) -> set[str]:
    """What two names of one party share: its actor id and the last word of its name."""
    found = {party.actor for party in parties if party.actor}
    return (
        found
        | {party.name.casefold().split()[-1].rstrip("s") for party in parties}
        - load_event_cues().parties["anybody"]
    )


def first_surnames(persons: Sequence[Named]) -> set[str]:
    """ "Roldan" of "Antonio Roldan Betancur", who is called "Antonio Roldan" as well."""
    return {party.name.casefold().split()[-2] for party in persons if len(party.name.split()) > 2}


def _is_named(party: Named) -> bool:
    """Whether a target is a name of two words or more: "Luis Ortega", not "two men"."""
    words = party.name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def fit(
    unit: Group,
    incident: Group,
    *,
    published: date | None,
    first: bool,
    still: bool,
    near: float,
    weights: Weights,
) -> float | None:
    """How well a unit fits an incident; None where it cannot be the same.

    `first`: it is the incident of the lead; `still`: and nothing else was spoken of since; `near`: what it gains by having been spoken of just before.
    """
    score = _types(unit.types, incident.types, weights)
    times = _times(unit.whens, incident.whens, weights)
    if score is None or times is None:
        return None
    if first and not incident.whens and unit.whens and published and _long_ago(unit.whens, published):
        return None
    if unit.earlier and published and _is_news(incident, published, first=first):
        return None
    where = relation(unit.wheres, incident.wheres)
    score += times + weights.place(where)
    score += _parties(unit.agents, incident.agents, weights.same_agent, weights.other_agent)
    bare = unit.only_harm and still
    score += _parties(unit.targets, incident.targets, weights.same_target, 0.0 if bare else weights.other_target)
    score += _parties(unit.persons, incident.persons, 0.0, weights.other_person)
    if unit.definite:
        score += weights.refers_back if where not in _ELSEWHERE else 0.0
    elif unit.introduces:
        score += weights.introduces
    if unit.other and not unit.definite:
        score += weights.another
    if unit.anaphor:
        near *= 2
    if bare:
        score += weights.only_harm
    return score + near + (weights.first if first else 0.0)


def _parties(left: set[str], right: set[str], same: float, other: float) -> float:
    if not left or not right:
        return 0.0
    return same if left & right else other


def _families(types: Iterable[str]) -> set[str]:
    return {load_event_types()[each].family for each in types}


def _types(left: set[str], right: set[str], weights: Weights) -> float | None:
    a, b = _families(left) - _ANYTHING, _families(right) - _ANYTHING
    if a & b:
        return weights.same_family
    if not a or not b:
        apart = _is_accident(left) != _is_accident(right) and not (left <= _HARM or right <= _HARM)
        return None if apart else weights.any_family
    if all(any({x, y} <= group for group in _TOGETHER) for x in a for y in b):
        return weights.together
    return None


def _is_accident(types: Iterable[str]) -> bool:
    return any(load_event_types()[each].kind in {"accident", "disaster"} for each in types)


def _times(left: list[When], right: list[When], weights: Weights) -> float | None:
    """A night has two dates: days that follow each other may still be one happening."""
    if not left or not right:
        return 0.0
    gap = min(_gap(a, b) for a in left for b in right)
    return weights.times_meet if gap <= 0 else weights.next_day if gap == 1 else None


def _gap(left: When, right: When) -> int:
    """Days from the end of the earlier to the start of the later; zero or less where they meet."""
    (a, b), (c, d) = _days(left), _days(right)
    return max(c - b, a - d)


def _days(when: When) -> tuple[int, int]:
    start = date.fromisoformat((when.start or when.end or "")[:10])
    return start.toordinal(), date.fromisoformat((when.end or when.start or "")[:10]).toordinal()


def _is_news(incident: Group, published: date, *, first: bool) -> bool:
    """Whether an incident is of the last days, or the lead without a date."""
    return not _long_ago(incident.whens, published) if incident.whens else first


def _long_ago(whens: list[When], published: date) -> bool:
    limit = (published - FAR).isoformat()
    return all((when.end or when.start or "9")[:10] < limit for when in whens)
