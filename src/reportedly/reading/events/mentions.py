"""What happened: triggers of events with their type, status, agents, targets, weapons, time and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.events import load_event_types
from reportedly.reading.events.mention_arguments import Arguments, find_arguments
from reportedly.reading.events.mention_settings import attach_places, attach_times
from reportedly.reading.events.mention_status import is_generic, status_of
from reportedly.reading.events.mention_triggers import Trigger, find_triggers
from reportedly.reading.events.mention_words import WeaponWords, find_weapons, phrase
from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.reading.saying.said import innermost
from reportedly.records import Attribution, Mention, Named, Span, TollField, When, Where, make_id

_OF_TOLL: Mapping[TollField, str] = {
    "killed": "death",
    "wounded": "wounding",
    "missing": "missing",
    "detained": "arrest",
    "abducted": "kidnapping",
    "displaced": "displacement",
}
_REFINED = frozenset(
    {"attack", "explosion", "killing", "wounding", "death", "bombing", "property destruction", "shooting", "crash"}
)
_BLASTS = frozenset({"blast", "planted", "air"})
_BY_FAMILY = {
    "bombing": _BLASTS,
    "property destruction": _BLASTS,
    "shooting": _BLASTS | {"shelling"},
    "crash": frozenset({"planted"}),
}


def find_mentions(
    parse: Parse,
    attributions: Sequence[Attribution],
    times: Sequence[When],
    places: Sequence[Where],
    tolls: Sequence[TollFinding],
) -> tuple[Mention, ...]:
    """Every mention of an event in a report, in order; none belongs to an incident yet."""
    weapons = find_weapons(parse.doc)
    triggers = find_triggers(parse.doc, weapons)
    for toll in tolls:
        if toll.trigger not in triggers:
            token = parse.doc[toll.trigger]
            noun = token.pos_ not in {"VERB", "AUX"}
            triggers[toll.trigger] = Trigger(token, token.i, token.i + 1, _OF_TOLL[toll.field], noun)
    if not triggers:
        return ()
    where = attach_places(parse, places, triggers, attributions)
    when = attach_times(parse, times, triggers, attributions)
    return tuple(
        _mention(parse, triggers[index], triggers, weapons, when.get(index), where.get(index, []), attributions)
        for index in sorted(triggers)
    )


def _mention(
    parse: Parse,
    trigger: Trigger,
    triggers: Mapping[int, Trigger],
    weapons: Mapping[int, WeaponWords],
    when: When | None,
    where: Sequence[Where],
    attributions: Sequence[Attribution],
) -> Mention:
    span = parse.span_of(parse.doc[trigger.start : trigger.end])
    said = innermost(attributions, span)
    found = find_arguments(trigger, triggers, weapons)
    status = status_of(trigger, said, when)
    if status in {"actual", "alleged"} and is_generic(trigger, when, where):
        status = "aggregate"
    return Mention(
        id=make_id("mention", parse.report.id, span.start, span.end),
        type=refined(trigger.type, found),
        trigger=span,
        status=status,
        attribution=said.id if said else None,
        agents=tuple(named(parse, token) for token in found.agents),
        targets=tuple(named(parse, token) for token in found.targets),
        weapons=tuple(_weapon(parse, each) for each in found.weapons),
        when=when,
        where=tuple(where),
    )


def refined(kind: str, found: Arguments) -> str:
    """The type of an event once its weapons are known: an attack with a car bomb is a vehicle bombing."""
    if kind not in _REFINED:
        return kind
    types = [each.weapon.type for each in found.weapons]
    if kind in _BY_FAMILY:
        types = [each for each in types if load_event_types()[each].family in _BY_FAMILY[kind]]
    return types[0] if types else kind


def named(parse: Parse, head: Token) -> Named:
    """A noun phrase as a Named, with its id in the actor table where the table knows it."""
    start, end = phrase(head)
    span = parse.span_of(parse.doc[start:end])
    return Named(name=span.words, span=span, actor=_actor(parse, span))


def _actor(parse: Parse, span: Span) -> str | None:
    """The actor a phrase names: the table's own name for it, else the last one named inside, else its state."""
    inside = [
        match for match in load_actors().find(parse.text) if span.start <= match.start and match.end <= span.end
    ]
    if inside:
        return inside[-1].actor.id
    state = load_actors().state(span.words.split()[0])
    return state.id if state else None


def _weapon(parse: Parse, weapon: WeaponWords) -> Named:
    span = parse.span_of(parse.doc[weapon.start : weapon.end])
    return Named(name=span.words, span=span)
