"""How far people have checked an incident, and how urgently somebody should look at it, with the reasons."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.archive.views import Review
from reportedly.decisions import in_force
from reportedly.lexicon.link_weights import load_link_weights
from reportedly.records import Decision, Incident

_WEAK = 2.0  # bits above the threshold below which a link is called weak
_CONTESTED = ("perpetrator", "target", "happened")
_PER_FIGURE = 5  # people killed that weigh as much as one point of urgency
_LARGEST = 20


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The state of an incident's review, and why somebody should look at it; the higher `urgency`, the sooner."""

    state: Review
    urgency: int
    reasons: tuple[str, ...]


def fingerprint(incident: Incident) -> str:
    """What a person accepts of an incident: type, place, date, figures, grade and disputes, as a hash."""
    when = incident.when
    seen = [
        incident.type,
        [when.start, when.end] if when else None,
        incident.where[0].name if incident.where else None,
        [[e.field, e.victims, e.low, e.best, e.high] for e in incident.estimates],
        incident.grade.label if incident.grade else None,
        [d.field for d in incident.disputes],
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def review(incident: Incident, decisions: Iterable[Decision]) -> Reviewed:
    """The state of an incident by the decisions on it, by any of its ids."""
    accepts = [d for d in in_force(decisions) if d.what == "accept" and d.seen is not None]
    now = fingerprint(incident)
    people = list(dict.fromkeys(d.by for d in accepts if d.seen == now))
    if len(people) > 1:
        return Reviewed("confirmed", 0, ())
    if people:
        return Reviewed("accepted", 1, (f"accepted by {people[0]}; a second person has not looked yet",))
    points = dict(_doubts(incident))
    if accepts:
        points[f"it has changed since {accepts[-1].by} accepted it"] = 60
    if points:
        points |= _size(incident)
    reasons = tuple(sorted(points, key=lambda reason: (-points[reason], reason)))
    return Reviewed("changed" if accepts else "open", sum(points.values()), reasons)


def _doubts(incident: Incident) -> Iterable[tuple[str, int]]:
    """Sentences on what is doubtful, each with its weight."""
    for dispute in incident.disputes:
        if dispute.field in _CONTESTED:
            yield f"sources contradict each other on {dispute.field}", 30
        else:
            yield f"sources differ on {dispute.field}", 20
    for estimate in incident.estimates:
        if estimate.victims == "all" and estimate.undecided:
            yield f"best is undecided for {estimate.field}", 10
        if any("this one is not named" in reason for reason in estimate.because):
            yield f"the highest figure for {estimate.field} is that of a single source which is not named", 10
    weakest = min((link.weight for link in incident.links), default=None)
    if weakest is not None and weakest - load_link_weights().threshold < _WEAK:
        yield "its reports may be of two incidents: the weakest link between them is barely one", 15


def _size(incident: Incident) -> Mapping[str, int]:
    """Among doubtful incidents those with many dead come first."""
    high = max((e.high or 0 for e in incident.estimates if e.field == "killed"), default=0)
    points = min(_LARGEST, high // _PER_FIGURE)
    return {f"up to {high:,} killed": points} if points else {}
