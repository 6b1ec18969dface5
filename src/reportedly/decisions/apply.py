"""A reading as people corrected it: claims rejected or with another value, events that are none.

What is said of an event in its mentions (when, where, by whom, on whom, with what) follows the claim that rests on the same
words, so that linking and weighing see one truth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.decisions.force import in_force
from reportedly.decisions.marks import find_claim, find_event
from reportedly.records import Claim, ClaimValue, Decision, Mark, Mention, Named, Reading, Span, When, Where

_ON_CLAIMS = ("accept", "reject", "correct")
Standing = tuple[str, Span]  # a field and the words that state it


@dataclass(frozen=True, slots=True)
class Stray:
    """A decision whose words are no longer found in a report, and so has to be looked at by a person."""

    decision: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Applied:
    """A reading with the decisions on it applied. `moved` gives for events that decisions know by older ids those of now."""

    reading: Reading
    strays: tuple[Stray, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)


def apply(reading: Reading, decisions: Iterable[Decision], *, formerly: Collection[str] = ()) -> Applied:
    """Apply the decisions in force that were made on words of this report, or of the earlier versions of it (`formerly`).

    Of several decisions on one claim the last counts. A rejected claim is left out; a corrected one has the new value and
    keeps the old one in `stated`.
    """
    reports = {reading.report.id, *formerly}
    strays: list[Stray] = []
    moved: dict[str, str] = {}
    verdicts: dict[str, list[Decision]] = defaultdict(list)
    rejected: set[str] = set()
    for decision in in_force(decisions):
        for mark in decision.marks:
            if mark.report not in reports:
                continue
            if mark.field is None:
                event = find_event(reading, mark)
                if event is None:
                    strays.append(Stray(decision.id, mark))
                    continue
                moved[mark.target] = event
                if decision.what == "reject":
                    rejected.add(event)
            elif decision.what in _ON_CLAIMS:
                claim = find_claim(reading, mark)
                if claim is None:
                    strays.append(Stray(decision.id, mark))
                else:
                    verdicts[claim.id].append(decision)
    found = {old: new for old, new in moved.items() if old != new}
    return Applied(_applied(reading, verdicts, rejected, moved), tuple(strays), found)


def rebased(decisions: Iterable[Decision], moved: Mapping[str, str]) -> tuple[Decision, ...]:
    """The same decisions with the events in their groups, and those they are on, by their ids of now."""
    return tuple(
        d.model_copy(
            update={
                "on": tuple(moved.get(key, key) for key in d.on),
                "groups": tuple(tuple(moved.get(key, key) for key in group) for group in d.groups),
            }
        )
        for d in decisions
    )


def _applied(
    reading: Reading, verdicts: Mapping[str, list[Decision]], rejected: Collection[str], moved: Mapping[str, str]
) -> Reading:
    if not verdicts and not rejected:
        return reading
    claims: list[Claim] = []
    gone: set[Standing] = set()
    new: dict[Standing, ClaimValue] = {}
    for claim in reading.claims:
        decided = verdicts.get(claim.id, [])
        last = next((d for d in reversed(decided) if d.what != "accept"), None)
        if last is not None and last.what == "reject":
            gone.add((claim.field, claim.span))
            continue
        changed = _decided(claim, decided, moved)
        if changed.stated is not None:
            new[claim.field, claim.span] = changed.value
        claims.append(changed)
    mentions = [_follow(m, gone, new) for m in reading.mentions]
    return reading.model_copy(
        update={
            "claims": tuple(_without(c, rejected) for c in claims),
            "mentions": tuple(_without(m, rejected) for m in mentions),
        }
    )


def _decided(claim: Claim, decided: Iterable[Decision], moved: Mapping[str, str]) -> Claim:
    """A claim with the ids of the decisions on it; its value, source and event are each what the last correction of it says."""
    update: dict[str, object] = {"decided": tuple(d.id for d in decided)}
    for decision in decided:
        if decision.what != "correct":
            continue
        if not isinstance(decision.value, str | None):
            update |= {"value": decision.value, "stated": claim.value}
        if decision.source is not None:
            update |= {"source": decision.source, "attribution": None}
        if decision.event is not None and decision.event in moved:
            update["incident"] = moved[decision.event]
    return claim.model_copy(update=update) if update["decided"] else claim


def _follow(mention: Mention, gone: Collection[Standing], new: Mapping[Standing, ClaimValue]) -> Mention:
    """A mention that says what the claims on the same words say now."""
    if ("happened", mention.trigger) in gone:
        return mention.model_copy(update={"incident": None})
    update: dict[str, object] = {
        "agents": _named(mention.agents, "perpetrator", gone, new),
        "targets": _named(mention.targets, "target", gone, new),
        "weapons": _named(mention.weapons, "weapon", gone, new),
        "where": tuple(
            value
            for w in mention.where
            if ("place", w.span) not in gone and isinstance(value := new.get(("place", w.span), w), Where)
        ),
    }
    when = mention.when
    if when is not None and when.span is not None:
        value = new.get(("date", when.span), when)
        update["when"] = None if ("date", when.span) in gone or not isinstance(value, When) else value
    return mention.model_copy(update=update)


def _named(
    named: Iterable[Named], name: str, gone: Collection[Standing], new: Mapping[Standing, ClaimValue]
) -> tuple[Named, ...]:
    kept = []
    for one in named:
        key = (name, one.span) if one.span else None
        value = new.get(key, one) if key else one
        if key not in gone and isinstance(value, Named):
            kept.append(value)
    return tuple(kept)


def _without(record: Claim | Mention, rejected: Collection[str]) -> Claim | Mention:
    """A claim or mention that belongs to no event where its event was rejected."""
    return record.model_copy(update={"incident": None}) if record.incident in rejected else record
