"""GVDB: how many were killed and injured in the one shooting a local report is about (score_counts.py)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus import Document, scorer
from reportedly.records import Claim, Reading, Toll

CORPUS = "gvdb"
_ANOTHER = re.compile(r"(another|the other|(a|the) (second|third|fourth))\b", re.IGNORECASE)
_STATED = frozenset(("actual", "alleged"))


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells one victim from another."""

    name: str | None
    age: int | None
    another: bool


def predict(reading: Reading) -> dict[str, Any]:
    """What the scorer reads for one document."""
    claims = [c for c in reading.claims if c.status in _STATED and isinstance(c.value, Toll)]
    dead = [c for c in claims if c.field == "killed"]
    hurt = [c for c in claims if c.field == "wounded"]
    killed = max(_stated(dead), len(_told_apart(dead)))
    # A report that says "shot" and later "died" speaks of one person: who is hurt must be told apart from the dead.
    others = _told_apart(hurt, known=_told_apart(dead)) if killed else _told_apart(hurt)
    return {"id": reading.report.id, "killed": killed, "injured": max(_stated(hurt), len(others))}


def _stated(claims: Sequence[Claim]) -> int:
    """The largest number of two or more that is stated for the whole."""
    tolls = [c.value for c in claims if isinstance(c.value, Toll)]
    return max((t.low or 0 for t in tolls if not t.part_of and (t.low or 0) > 1), default=0)


def _told_apart(claims: Sequence[Claim], known: Sequence[Marks] = ()) -> list[Marks]:
    """The single people of these claims who differ from one another, and from those known, by name or age or "another"."""
    found: list[Marks] = []
    for claim in claims:
        toll = claim.value
        if not isinstance(toll, Toll) or toll.low != 1:
            continue
        marks = _marks(claim.span.words, toll)
        if any(_may_be_one(marks, other) for other in (*known, *found)) and not marks.another:
            continue
        found.append(marks)
    return found


def _marks(words: str, toll: Toll) -> Marks:
    person = toll.names[0] if toll.names else None
    age = person.age if person else None
    stated = re.search(r"\b(\d{1,2})[- ]year", words)
    if age is None and stated:
        age = int(stated[1])
    return Marks(person.name if person else None, age, _ANOTHER.match(words) is not None)


def _may_be_one(left: Marks, right: Marks) -> bool:
    if left.name and right.name:
        return left.name == right.name
    return left.age is None or right.age is None or left.age == right.age


def figures(gold: list[Document], predicted: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Name of each figure and its value; higher is better."""
    out = scorer("score_counts").score(gold, predicted)
    return {"killed exact": out["killed"]["acc"], "injured exact": out["injured"]["acc"]}
