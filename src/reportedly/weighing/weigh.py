"""From clusters to incidents: the way through this room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from reportedly.lexicon.events import load_event_types
from reportedly.lexicon.policies import Policy, load_policies, policy_called
from reportedly.records import (
    Incident,
    IncidentActor,
    Link,
    Mention,
    Named,
    Reading,
    When,
    Where,
    normalised,
)
from reportedly.weighing.books import books_of
from reportedly.weighing.disputes import disputes_of
from reportedly.weighing.estimates import estimates_of
from reportedly.weighing.evidence import Evidence, evidence_of
from reportedly.weighing.grades import grade_of
from reportedly.weighing.parties import parties_of

POLICIES: Mapping[str, Policy] = load_policies()
_GENERAL = ("attack", "killing", "death", "wounding", "explosion")


class ClusterLike(Protocol):
    """What linking hands over."""

    @property
    def id(self) -> str: ...
    @property
    def members(self) -> tuple[str, ...]: ...
    @property
    def links(self) -> tuple[Link, ...]: ...


def get_policy(name: str) -> Policy:
    """A policy by its name. Raises ValueError that lists the names there are."""
    return policy_called(name)


def weigh(
    clusters: Iterable[ClusterLike], readings: Sequence[Reading], policy: str | Policy = "range"
) -> tuple[Incident, ...]:
    """Weigh what the sources say about each incident: accounts, disputes, estimates and a grade, by a policy."""
    chosen = get_policy(policy) if isinstance(policy, str) else policy
    homes: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for incident in sorted({m.incident for m in reading.mentions if m.incident}):
            homes[incident].append(reading)
    return tuple(_weigh(cluster, homes, chosen) for cluster in clusters)


def essence(reading: Reading, events: Collection[str]) -> Reading:
    """What weighing looks at in a reading: the mentions and claims of some of its events. It takes a fraction of the memory."""
    report = reading.report.model_copy(update={"origin": ()})
    mentions = tuple(m for m in reading.mentions if m.incident in events)
    claims = tuple(c for c in reading.claims if c.incident in events)
    return Reading(report=report, mentions=mentions, claims=claims, reader=reading.reader)


def _weigh(cluster: ClusterLike, homes: Mapping[str, Sequence[Reading]], policy: Policy) -> Incident:
    readings = list({r.report.id: r for m in cluster.members for r in homes[m]}.values())
    readings.sort(key=lambda r: r.report.id)
    inside = set(cluster.members)
    mentions = [m for r in readings for m in r.mentions if m.incident in inside]
    evidence = evidence_of(readings, cluster.members)
    agents = [n for m in mentions for n in m.agents] + _named(evidence, "perpetrator")
    targets = [n for m in mentions for n in m.targets] + _named(evidence, "target")
    parties = parties_of(agents, targets)
    books, dependence = books_of(evidence, parties, policy.ranks)
    disputes = disputes_of(books)
    return Incident(
        id=cluster.id,
        type=_type(mentions),
        when=_when(mentions, evidence),
        where=_where(mentions, evidence),
        agents=_actors(agents, evidence, "perpetrator"),
        targets=_actors(targets, evidence, "target"),
        mentions=tuple(m.id for m in mentions),
        claims=tuple(e.claim.id for e in evidence),
        reports=tuple(r.report.id for r in readings),
        accounts=tuple(book.account() for book in books),
        dependence=dependence,
        disputes=disputes,
        estimates=estimates_of(books, parties, policy),
        grade=grade_of(books, disputes),
        links=cluster.links,
    )


def _named(evidence: Sequence[Evidence], field: str) -> list[Named]:
    return [
        e.claim.value
        for e in evidence
        if e.claim.field == field and isinstance(e.claim.value, Named) and e.claim.status != "denied"
    ]


def _type(mentions: Sequence[Mention]) -> str:
    """The type that most mentions have; general words ("attack", "killing") only where nothing says more.

    An arrest says less than they do: people who were killed on that occasion were not arrested.
    """
    votes = Counter(m.type for m in mentions if m.type in load_event_types())
    return max(votes, key=lambda kind: (_says(kind), votes[kind], kind), default="attack")


def _says(kind: str) -> int:
    """How much a type says of what happened: harm alone, coercion, violence in general, or what it was."""
    if load_event_types()[kind].kind == "coercion":
        return 1
    return (0 if load_event_types()[kind].kind == "harm" else 2) if kind in _GENERAL else 3


def _when(mentions: Sequence[Mention], evidence: Sequence[Evidence]) -> When | None:
    """The date that most of the words agree on among the most precise ones."""
    found = [m.when for m in mentions if m.when] + [
        e.claim.value for e in evidence if isinstance(e.claim.value, When)
    ]
    known = [w for w in found if w.start]
    if not known:
        return found[0] if found else None
    votes = Counter((w.start, w.end) for w in known)
    return min(known, key=lambda w: (w.precision or 9, -votes[w.start, w.end], w.start or ""))


def _where(mentions: Sequence[Mention], evidence: Sequence[Evidence]) -> tuple[Where, ...]:
    """Every place that is named, each once, the most often and most precisely named first; the scenes that the reports
    speak for (see `Mention.scene`), marked as derived, where none is named with the incident."""
    named = [w for m in mentions for w in m.where] + [
        e.claim.value for e in evidence if isinstance(e.claim.value, Where)
    ]
    found = named or [m.scene for m in mentions if m.scene is not None]
    keys = [w.place or normalised(w.name) for w in found]
    votes = Counter(keys)
    first: dict[str, Where] = {}
    for key, where in sorted(
        zip(keys, found, strict=True), key=lambda p: (p[1].precision or 9, p[0], p[1].span.start)
    ):
        first.setdefault(key, where)
    return tuple(first[k] for k in sorted(first, key=lambda k: (-votes[k], first[k].precision or 9, k)))


def _actors(named: Sequence[Named], evidence: Sequence[Evidence], field: str) -> tuple[IncidentActor, ...]:
    """Actors by id or name, with the claims that name them."""
    names: dict[str, list[str]] = defaultdict(list)
    for n in named:
        names[n.actor or normalised(n.name)].append(n.name)
    claims: dict[str, list[str]] = defaultdict(list)
    for e in evidence:
        if e.claim.field == field and isinstance(e.claim.value, Named):
            claims[e.claim.value.actor or normalised(e.claim.value.name)].append(e.claim.id)
    ids = {n.actor for n in named}
    return tuple(
        IncidentActor(
            name=max(Counter(names[key]).items(), key=lambda item: (item[1], item[0]))[0],
            actor=key if key in ids else None,
            claims=tuple(claims[key]),
        )
        for key in sorted(names, key=lambda k: (-len(names[k]), k))
    )
