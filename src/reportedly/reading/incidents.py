"""Which mentions of one report are one happening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Token

from reportedly.lexicon.events import load_event_types
from reportedly.reading.incident_fit import Group, fit
from reportedly.reading.incident_links import linked
from reportedly.reading.parse import Parse
from reportedly.records import Mention, make_id

_HAPPENED = frozenset({"actual", "alleged", "denied"})
_JOINS = 1.0


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
    published = date.fromisoformat(parse.report.published[:10]) if parse.report.published else None
    recent: Group | None = None
    for unit in _units(mentions, tokens):
        happened = any(mentions[n].status in _HAPPENED for n in unit.members)
        if not happened and not unit.definite:
            continue
        scored = []
        for number, incident in enumerate(incidents):
            score = fit(unit, incident, published=published, first=number == 0, recent=incident is recent)
            if score is not None and score >= _JOINS:
                scored.append((score, number))
        if scored:
            recent = incidents[max(scored, key=lambda each: (each[0], -each[1]))[1]]
            recent.absorb(unit)
        elif happened:
            incidents.append(unit)
            recent = unit
    return incidents


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
