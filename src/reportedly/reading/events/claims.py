"""Who claims what about which incident: the end of the reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportedly.lexicon.events import load_event_types
from reportedly.reading.events.claim_sources import Voice, Voices
from reportedly.reading.events.claim_targets import described_targets, incident_near
from reportedly.reading.events.mentions import named
from reportedly.reading.events.responsibility import find_answers
from reportedly.reading.findings import TollFinding
from reportedly.reading.parse import Parse
from reportedly.records import (
    Attribution,
    Claim,
    ClaimField,
    ClaimValue,
    Mention,
    Named,
    Span,
    Status,
    When,
    make_id,
    normalised,
)

_DONE_TO_PEOPLE = frozenset({"violence", "harm"})
_ROLES = frozenset({"perpetrator", "target"})
_CLAIMED: frozenset[Status] = frozenset({"actual", "alleged", "denied"})


def make_claims(
    parse: Parse,
    mentions: Sequence[Mention],
    tolls: Sequence[TollFinding],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """Every claim of a report, in the order of the words that state it."""
    voices = Voices(parse.report, attributions)
    found = [
        *_of_tolls(parse, mentions, tolls, voices),
        *_of_mentions(parse, mentions, tolls, voices),
        *_of_targets(parse, mentions, voices),
    ]
    unique = {claim.id: claim for claim in _of_answers(parse, mentions, voices, found)}
    return tuple(sorted(unique.values(), key=lambda claim: (claim.span.start, claim.span.end, claim.field)))


def _of_tolls(
    parse: Parse, mentions: Sequence[Mention], tolls: Sequence[TollFinding], voices: Voices
) -> Iterator[Claim]:
    """Each toll belongs to the incident of its word of harm; running totals belong to none."""
    at = {mention.trigger.start: mention for mention in mentions}
    starts = [mention.trigger.start for mention in mentions]
    for toll in tolls:
        trigger = parse.doc[toll.trigger]
        words = parse.span(trigger.idx, trigger.idx + len(trigger))
        mention = at.get(trigger.idx) or _around(mentions, starts, words)
        voice = voices.at(toll.span, words)
        status, incident = toll.status, mention.incident if mention else None
        if toll.toll.cumulative or (mention and mention.status in {"aggregate", "habitual"}):
            status, incident = "aggregate", None
        elif status == "actual" and toll.toll.high != 0 and mention and mention.status != "actual":
            status = mention.status
        yield _claim(parse, toll.field, toll.toll, toll.span, voice, incident, status)


def _around(mentions: Sequence[Mention], starts: Sequence[int], words: Span) -> Mention | None:
    """The mention whose trigger of several words holds these."""
    before = bisect_right(starts, words.start) - 1
    return mentions[before] if before >= 0 and mentions[before].trigger.contains(words) else None


def _of_mentions(
    parse: Parse, mentions: Sequence[Mention], tolls: Sequence[TollFinding], voices: Voices
) -> Iterator[Claim]:
    """What each mention says of its incident; the same value by the same source is claimed once.

    People whose number is claimed are no target besides.
    """
    counted = {offset for toll in tolls for offset in range(toll.span.start, toll.span.end)}
    violent = {each.incident for each in mentions if load_event_types()[each.type].kind in _DONE_TO_PEOPLE}
    said: set[tuple[object, ...]] = set()
    for mention in mentions:
        if mention.incident is None or mention.status not in _CLAIMED:
            continue
        for name, value, span in _values(mention):
            if name == "target" and not counted.isdisjoint(range(span.start, span.end)):
                continue
            if name in _ROLES and mention.incident in violent and _is_disorder(mention):
                continue
            voice = voices.at(span, mention.trigger)
            who = voice.source.name if voice.source else voice.id
            key = (mention.incident, name, _same(value), who, mention.status)
            if key not in said:
                said.add(key)
                yield _claim(parse, name, value, span, voice, mention.incident, mention.status)


def _is_disorder(mention: Mention) -> bool:
    """Those who march are not those who shot, nor is what they march on a target of the shooting."""
    return load_event_types()[mention.type].kind == "disorder"


def _of_targets(parse: Parse, mentions: Sequence[Mention], voices: Voices) -> Iterator[Claim]:
    """What was and was not hit: "the targeted sites do not include any depots" denies a target."""
    told = [each for each in mentions if each.incident]
    for held in described_targets(parse):
        incident = incident_near(told, held.span)
        if incident is not None:
            voice = voices.at(held.span)
            value = Named(name=held.span.words, span=held.span)
            status: Status = "denied" if held.denied else "actual"
            yield _claim(parse, "target", value, held.span, voice, incident, status)


def _of_answers(parse: Parse, mentions: Sequence[Mention], voices: Voices, known: Sequence[Claim]) -> list[Claim]:
    """The claims that are known, and whom responsibility is laid on, who takes it and who denies it.

    Who denies a part in "the attack" is no witness that it happened: that is not claimed on their behalf.
    """
    told = [each for each in mentions if each.incident]
    if not told:
        return list(known)
    events = {mention.trigger.start: mention for mention in mentions}
    starts = {token.i for token in parse.doc if token.idx in events}
    found = list(known)
    said = {_who(claim) for claim in known if claim.field == "perpetrator"}
    for answer in find_answers(parse.doc, starts):
        holder, speaker = named(parse, answer.holder), answer.speaker
        words = (named(parse, speaker) if speaker is not None else holder).span or told[0].trigger
        voice = voices.of(parse, speaker) if speaker is not None else voices.at(words)
        if answer.holder.pos_ == "PRON":  # "it denied involvement": whoever the pronoun was resolved to, or nobody
            if voice.source is None or voice.source.name.casefold() == holder.name.casefold():
                continue
            holder = holder.model_copy(update={"name": voice.source.name, "actor": voice.source.actor})
        status: Status = "denied" if answer.denied else "actual" if speaker is not None else "alleged"
        inside = [events[token.idx] for token in answer.word.subtree if token.idx in events]
        incident = next((m.incident for m in inside if m.incident), None) or incident_near(told, words)
        claim = _claim(parse, "perpetrator", holder, words, voice, incident, status)
        if answer.denied:
            spoken = {m.trigger.start for m in inside}
            found = [c for c in found if c.span.start not in spoken or _stands(c, voice)]
        if speaker is not None:
            found = [c for c in found if not _taken_from(c, claim)]
        if _who(claim) not in said:
            said.add(_who(claim))
            found.append(claim)
    return found


def _taken_from(claim: Claim, own: Claim) -> bool:
    """Whether these words were given to somebody else than the one who speaks of itself in them."""
    theirs = claim.source.name if claim.source else None
    mine = own.source.name if own.source else None
    return claim.field == own.field and claim.span == own.span and theirs != mine


def _who(claim: Claim) -> tuple[object, ...]:
    """What makes two claims about who did it the same."""
    return (
        claim.incident,
        _same(claim.value),
        claim.source.name if claim.source else None,
        claim.status == "denied",
    )


def _stands(claim: Claim, denier: Voice) -> bool:
    """Whether a claim on what a denier's words speak of stands: that it did not happen is the denier's claim alone, and that
    it did is nobody's."""
    if claim.field != "happened":
        return True
    own = claim.source and denier.source and normalised(claim.source.name) == normalised(denier.source.name)
    return claim.value is False and bool(own)


def _values(mention: Mention) -> Iterator[tuple[ClaimField, ClaimValue, Span]]:
    yield "happened", mention.status != "denied", mention.trigger
    if mention.status == "denied":
        return
    if mention.when is not None and mention.when.span is not None and _is_day(mention.when):
        yield "date", mention.when, mention.when.span
    for where in mention.where:
        yield "place", where, where.span
    kind = load_event_types()[mention.type]
    for agent in mention.agents:
        yield "perpetrator", agent, agent.span or mention.trigger
    if kind.kind != "harm":
        for target in mention.targets:
            yield "damage" if kind.family == "destruction" else "target", target, target.span or mention.trigger
    for weapon in mention.weapons:
        yield "weapon", weapon, weapon.span or mention.trigger


def _is_day(when: When) -> bool:
    """Whether a time tells the day, or would if the report were dated: "at night" never does."""
    return when.start is not None or when.timex is None or when.timex.type == "DATE"


def _same(value: ClaimValue) -> object:
    """What makes two values of a field the same: the place, the dates, or the words."""
    match value:
        case bool():
            return value
        case _ if hasattr(value, "name"):
            return value.name.casefold()
        case _:
            return getattr(value, "start", None)


def _claim(
    parse: Parse,
    name: ClaimField,
    value: ClaimValue,
    span: Span,
    voice: Voice,
    incident: str | None,
    status: Status,
) -> Claim:
    return Claim(
        id=make_id("claim", parse.report.id, name, span.start, span.end, voice.id, incident),
        incident=incident,
        field=name,
        value=value,
        attribution=voice.id,
        source=voice.source,
        span=span,
        status=status,
        said_at=voice.said_at,
    )
