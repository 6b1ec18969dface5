"""What speaks for a country, and for a place in it, as the scene of an incident whose own words may name none."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.places import load_place_words
from reportedly.reading.dateline import dateline_end
from reportedly.reading.events.mention_settings import event_places
from reportedly.reading.parse import Parse
from reportedly.records import Mention, Named, Span, Where

Evidence = dict[str, float]

_ARMED = frozenset({"armed group", "militia"})
_WITHIN = frozenset({"appos", "conj", "compound", "pobj", "prep", "poss", "nmod", "dobj", "nsubjpass"})
_CLAUSE = re.compile(r"[,;:.]\s|\s[-–—]+\s")
_COUNTRY, _SEA = 6, 7
_ABROAD = frozenset({"embassy", "ambassador", "consulate", "consul", "citizen", "citizens", "national", "nationals",
                     "diplomat", "diplomats", "tourist", "tourists", "adviser", "advisers", "advisor", "advisors",
                     "missionary", "missionaries", "expatriates"})  # fmt: skip
_NO_PLACE = frozenset({"demonym", "border", "continent", "ocean"})


class Ground:
    """What a report says of countries and places, asked about each of its incidents."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], places: Sequence[Where]) -> None:
        self.parse, self.places = parse, places
        self.opening = dateline_end(parse.text)
        self.starts = [sentence.start_char for sentence in parse.doc.sents]
        self.scenes = {place.span.start for place in event_places(parse, places)}
        acting = [agent.span for mention in mentions for agent in mention.agents if agent.span]
        self.acting = {  # "Russian warplanes" may be anywhere
            place.span.start
            for place in places
            if place.feature == "demonym" and any(span.contains(place.span) for span in acting)
        }
        self.taken: dict[int, set[str | None]] = defaultdict(set)
        for mention in mentions:
            for where in mention.where:
                self.taken[where.span.start].add(mention.incident)
        self.actors = [each for each in load_actors().find(parse.text) if each.actor.country and not each.metonym]
        codes = {place.country for place in places} | {
            a.actor.country for a in self.actors if a.actor.kind in _ARMED
        }
        self.of_report = {code: self._of_report(code) for code in sorted(code for code in codes if code)}
        self.named = Counter(place.name.casefold() for place in places)

    def first_actor(self, country: str) -> Span:
        """The words of the first actor of a country."""
        first = next(each for each in self.actors if each.actor.country == country)
        return Span.of(self.parse.text, first.start, first.end)

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return bisect_right(self.starts, offset)

    def _of_report(self, country: str) -> Evidence:
        """The evidence for a country that is the same for all incidents of the report."""
        own = [
            place
            for place in self.places
            if place.country == country and not place.part_of and place.span.start not in self.acting
        ]
        body = [place for place in own if place.span.start >= self.opening]
        firsts = [place.country for place in self.places if place.country and place.span.start >= self.opening]
        towns = {place.name for place in body if _is_fine(place)}
        armed = [each for each in self.actors if each.actor.country == country and each.actor.kind in _ARMED]
        officials = [
            each for each in self.actors if each.actor.country == country and each.actor.kind not in _ARMED
        ]
        bodies = sum(place.country == country and bool(place.part_of) for place in self.places)
        abroad = sum(place.country == country and self._are_abroad(place) for place in self.places)
        return {
            "the dateline is there": float(len(own) > len(body)),
            "towns there are named": _some(len(towns)),
            "it is named": _some(
                sum(place.precision == _COUNTRY and place.feature != "demonym" for place in body)
            ),
            "its people are named": _some(sum(place.feature == "demonym" for place in body) + bodies),
            "it is named first": float(firsts[:1] == [country]),
            "armed groups of it are named": _some(len(armed)),
            "its people are abroad": _some(abroad),
            "bodies of it are named": _some(len(officials)),
        }

    def _are_abroad(self, place: Where) -> bool:
        """Whether a name is that of people who are foreign where they are: "U.S. citizens", "the Spanish embassy"."""
        after = self.parse.text[place.span.end : place.span.end + 40].lower().split()
        return not _ABROAD.isdisjoint(word.rstrip(".,;") for word in after[:2])

    def of_country(self, country: str, incident: Sequence[Mention]) -> Evidence:
        """All that speaks for a country as that of an incident; each has a weight."""
        out = dict(self.of_report[country])
        own = [
            where for mention in incident for where in mention.where if where.country and where.feature != "border"
        ]
        triggers = {mention.trigger.start for mention in incident}
        inside = [where for where in own if self._is_in(where)]
        direct = [where for where in own if self._hangs_on(where, triggers)]
        for words, found in (
            ("named with the event", own),
            ("a town there is named with the event", [where for where in own if _is_fine(where)]),
            ("the event is in it", inside),
            ("the event itself is in it", direct),
        ):
            if found:
                out[words] = sum(where.country == country for where in found) / len(found)
        sentences = {self.sentence(mention.trigger.start) for mention in incident}
        paragraphs = {self.parse.paragraph_at(mention.trigger.start) for mention in incident}
        for place in self.places:
            if place.country != country or place.span.start < self.opening or place.part_of:
                continue
            if place.span.start in self.acting:
                continue
            scene = place.span.start in self.scenes and place.feature != "border"
            if self.sentence(place.span.start) in sentences:
                out["a scene there in the sentence" if scene else "named in the sentence"] = 1.0
            elif self.parse.paragraph_at(place.span.start) in paragraphs:
                out["a scene there in the paragraph" if scene else "named in the paragraph"] = 1.0
        if self._is_of(country, (target for mention in incident for target in mention.targets)):
            out["the target is of it"] = 1.0
        return out

    def _is_in(self, place: Where) -> bool:
        """Whether "in", "near" or their like stands before a name: "in the northern town of Foo"."""
        before = _CLAUSE.split(self.parse.text[max(0, place.span.start - 60) : place.span.start].lower())[-1]
        return not load_place_words().inside.isdisjoint(before.split()[-5:])

    def _hangs_on(self, place: Where, triggers: set[int]) -> bool:
        """Whether the parse ties a name to the event's own word by a preposition: "killed in Peru", "a blast in the town of
        Foo"."""
        tokens = self.parse.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
        if tokens is None:
            return False
        token, inside = tokens.root, False
        for _ in range(8):
            if token.idx in triggers:
                return inside
            if token.dep_ not in _WITHIN:
                return False
            inside = inside or (token.dep_ == "prep" and token.lower_ in load_place_words().inside)
            token = token.head
        return False

    def _is_of(self, country: str, parties: Iterable[Named]) -> bool:
        spans = [party.span for party in parties if party.span]
        named = [place.span for place in self.places if place.country == country]
        named += [Span.of(self.parse.text, a.start, a.end) for a in self.actors if a.actor.country == country]
        return any(span.contains(each) for span in spans for each in named)

    def of_place(self, place: Where, incident: Sequence[Mention]) -> Evidence:
        """All that speaks for a place as the scene of an incident; each has a weight."""
        start, name = place.span.start, incident[0].incident
        out = {
            "a scene by its grammar": float(start in self.scenes),
            "named often": _some(self.named[place.name.casefold()] - 1),
        }
        if self._is_in(place):
            out["after a word of place"] = 1.0
        if self._hangs_on(place, {mention.trigger.start for mention in incident}):
            out["the event itself is there"] = 1.0
        here = self.sentence(start)
        gaps = [here - self.sentence(mention.trigger.start) for mention in incident]
        nearest = min(gaps, key=abs)
        if start < self.opening:
            out["in the dateline"] = 1.0
        elif name in self.taken[start]:
            out["named with the event"] = 1.0
        elif self.taken[start] - {None}:
            out["named with another event"] = 1.0
        out[_step(nearest)] = 1.0
        out["sentences away"] = _some(abs(nearest))
        if here == self.sentence(self.opening):
            out["in the first sentence"] = 1.0
        paragraph = self.parse.paragraph_at(start)
        if any(self.parse.paragraph_at(mention.trigger.start) == paragraph for mention in incident):
            out["in the same paragraph"] = 1.0
        out[_kind(place)] = 1.0
        if place.relation:
            out["beside the place"] = 1.0
        return out

    def candidates(self, country: str) -> list[Where]:
        """The places that say more than the country, each at every spot where it is named; those that the gazetteer does
        not have may lie there."""
        return [
            place
            for place in self.places
            if _is_fine(place) and (place.country == country or (place.country is None and place.place is None))
        ]


def _is_fine(place: Where) -> bool:
    return place.precision not in {_COUNTRY, _SEA} and place.feature not in _NO_PLACE and not place.part_of


def _step(gap: int) -> str:
    if gap == 0:
        return "in the same sentence"
    if abs(gap) == 1:
        return "in the sentence before" if gap < 0 else "in the sentence after"
    return "farther before" if gap < 0 else "farther behind"


def _kind(place: Where) -> str:
    if place.place is None:
        return "not in the gazetteer"
    return {4: "a first division", 3: "a second division", 5: "a part of the country"}.get(
        place.precision or 1, "a town"
    )


def _some(count: int) -> float:
    """0 for none, and the nearer to 1 the more."""
    return 1 - math.exp(-max(count, 0) / 1.5)
