"""Which mentions of one report are one happening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Token

from reportedly.lexicon.events import load_event_types
from reportedly.reading.events.incident_fit import WEIGHTS, Group, fit
from reportedly.reading.events.incident_links import linked
from reportedly.reading.parse import Parse
from reportedly.records import Mention, make_id

_HAPPENED = frozenset({"actual", "alleged", "denied"})
_FEW_SENTENCES = 400  # characters


def group_mentions(parse: Parse, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The same mentions, each with the id of its incident.

    It is null for habitual and aggregate mentions, for threats, accusations and agreements, and for events that
    only may or are to happen and are nowhere said to have happened.
    """
    tokens = [_token(parse, mention) for mention in mentions]
    incidents = _incidents(parse, mentions, tokens)
    of = {}
    for group in incidents:
        first = mentions[group.members[0]].trigger
        name = make_id("event", parse.report.id, first.start, first.end)
        of.update(dict.fromkeys(group.members, name))
    return tuple(mention.model_copy(update={"incident": of.get(n)}) for n, mention in enumerate(mentions))


def _token(parse: Parse, mention: Mention) -> Token:
    tokens = parse.doc.char_span(mention.trigger.start, mention.trigger.end, alignment_mode="expand")
    assert tokens is not None
    return tokens.root


def _incidents(parse: Parse, mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Group]:
    incidents: list[Group] = []
    latest: Group | None = None
    published = date.fromisoformat(parse.report.published[:10]) if parse.report.published else None
    for unit in _units(mentions, tokens):
        happened = any(mentions[n].status in _HAPPENED for n in unit.members)
        if not happened and not unit.definite:
            continue
        start = mentions[unit.members[0]].trigger.start
        best, best_score = None, WEIGHTS.joins
        for number, incident in enumerate(incidents):
            near = _nearness(parse, mentions[incident.last].trigger.start, start)
            if incident is not latest and near > 0:
                near *= WEIGHTS.not_latest
            first = number == 0
            still = first and incident is latest
            score = fit(unit, incident, published=published, first=first, still=still, near=near, weights=WEIGHTS)
            if score is not None and score > best_score:
                best, best_score = incident, score
        if best is not None:
            best.absorb(unit)
            latest = best
        elif happened:
            incidents.append(unit)
            latest = unit
    return incidents


def _nearness(parse: Parse, before: int, here: int) -> float:
    """What an incident gains by having been spoken of in the same paragraph, or in the one before."""
    gap = parse.paragraph_at(here) - parse.paragraph_at(before)
    if gap == 0:
        return WEIGHTS.same_paragraph if here - before < _FEW_SENTENCES else 0.0
    return WEIGHTS.paragraph_before if gap == 1 else 0.0


def _units(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Group]:
    """Mentions that the grammar ties together, in the order of their first; those that are no incident are left out."""
    root = list(range(len(mentions)))

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    whole = [_can_be_incident(mention) for mention in mentions]
    for a, b in linked(tokens, mentions):
        if whole[a] and whole[b]:
            x, y = sorted((find(a), find(b)))
            root[y] = x
    units: dict[int, Group] = {}
    for n, mention in enumerate(mentions):
        if whole[n]:
            units.setdefault(find(n), Group()).add(n, mention, tokens[n])
    return list(units.values())


def _can_be_incident(mention: Mention) -> bool:
    return mention.status not in {"habitual", "aggregate"} and load_event_types()[mention.type].kind != "statement"
