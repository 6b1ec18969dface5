"""Where: place names recognised and resolved against the gazetteer."""

from __future__ import annotations

from reportedly.gazetteer import Gazetteer, open_gazetteer
from reportedly.lexicon.places import PlaceWords, load_place_words
from reportedly.reading.parse import Parse
from reportedly.reading.place_evidence import THRESHOLD, Judged, judge
from reportedly.reading.place_names import Words, propose
from reportedly.reading.place_resolve import Name, Resolved, resolve
from reportedly.records import PlaceCandidate, Where

_PRECISION = {"country": 6, "admin1": 4, "admin2": 3, "city": 1, "capital": 1, "place": 1, "continent": None}
_PRECISION |= {"sea": 7, "ocean": 7, "strait": 7}
_LARGE = 5  # regions, rivers, mountains, borders


def find_places(parse: Parse, *, gazetteer: Gazetteer | None = None) -> tuple[Where, ...]:
    """Every place name of a report, in order; demonyms have the feature "demonym"."""
    lexicon = load_place_words()
    words = Words(parse)
    judged = judge(propose(words, lexicon, gazetteer or open_gazetteer()), words, lexicon)
    places = _longest(judged)
    names = [_name(number, places, words, lexicon) for number in range(len(places))]
    return tuple(_where(place, choice, words) for place, choice in zip(places, resolve(names), strict=True))


def _longest(judged: list[Judged]) -> list[Judged]:
    """The accepted candidates without overlaps, longer and surer ones first, in the order of the text."""
    taken: set[int] = set()
    out = []
    for one in sorted(judged, key=lambda j: (j.candidate.first - j.candidate.last, -j.score)):
        tokens = range(one.candidate.first, one.candidate.last)
        if one.score >= THRESHOLD and taken.isdisjoint(tokens):
            taken.update(tokens)
            out.append(one)
    return sorted(out, key=lambda j: j.candidate.first)


def _name(number: int, places: list[Judged], words: Words, lexicon: PlaceWords) -> Name:
    candidate = places[number].candidate
    after, before = words.at(candidate.last), words.at(candidate.first - 1)
    kind = lexicon.kinds.get(after)
    if kind is None and before == "of":
        kind = lexicon.kinds.get(words.at(candidate.first - 2))
    holder = None
    if number + 1 < len(places):
        gap = words.lower[candidate.last : places[number + 1].candidate.first]
        if gap in ([","], ["("]) or (len(gap) <= 3 and gap[:1] and gap[-1] == "in"):
            holder = number + 1
    return Name(words.phrase(candidate.first, candidate.last), candidate.hits, holder, kind)


def _where(judged: Judged, choice: Resolved, words: Words) -> Where:
    candidate, place = judged.candidate, choice.place
    start, end = words.characters(candidate.first, candidate.last)
    span = words.parse.span(start, end)
    if place is None:
        return Where(name=span.words, span=span, reason=choice.reason)
    return Where(
        name=span.words,
        span=span,
        place=place.id,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=_PRECISION.get(place.kind, _LARGE),
        feature="demonym" if choice.match == "demonym" else place.kind,
        score=choice.score,
        reason=choice.reason,
        runners_up=tuple(
            PlaceCandidate(place=other.id, name=other.name, country=other.country, score=score)
            for other, score in choice.runners_up
        ),
    )
