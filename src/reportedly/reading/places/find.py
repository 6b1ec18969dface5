"""Where: place names recognised and resolved against the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.gazetteer import Gazetteer, Hit, Place, open_gazetteer
from reportedly.lexicon.places import PlaceWords, load_place_words
from reportedly.reading.parse import Parse
from reportedly.reading.places.elsewhere import Judged
from reportedly.reading.places.judge import accepted, judge
from reportedly.reading.places.names import Words, propose
from reportedly.reading.places.relations import Relation, find_relation, joins
from reportedly.reading.places.resolve import Name, Resolved, resolve
from reportedly.records import PlaceCandidate, Span, Where

EXACT, NEAR, ADMIN2, ADMIN1, PART, COUNTRY, SEA = 1, 2, 3, 4, 5, 6, 7
NEAR_KM = 25.0
_PRECISION: dict[str, int | None] = {
    "country": COUNTRY,
    "admin1": ADMIN1,
    "admin2": ADMIN2,
    "city": EXACT,
    "capital": EXACT,
}
_PRECISION |= {"place": EXACT, "continent": None, "sea": SEA, "ocean": SEA, "strait": SEA}
_FIRST_WORD = re.compile(r"\w+(?=[- ])")
_QUARTERS = {"district", "barrio", "colonia"}
_LARGE = {"country", "continent"}  # "the America neighborhood", "Costa Rica Street"
_PAIRED = {"between", "border of"}


def find_places(parse: Parse, *, gazetteer: Gazetteer | None = None) -> tuple[Where, ...]:
    """Every place name of a report, in order.

    Demonyms ("Syrian") have the feature "demonym"; names inside longer names have `part_of`; a name that the
    gazetteer does not have is kept without coordinates, and `reason` says so.
    """
    lexicon, places = load_place_words(), gazetteer or open_gazetteer()
    words = Words(parse)
    judged = accepted(judge(propose(words, lexicon, places), words, lexicon))
    names = names_of(judged, words, lexicon, places)
    relations = _relations(judged, words)
    return tuple(
        _where(one, choice, relation, words)
        for one, choice, relation in zip(judged, resolve(names), relations, strict=True)
    )


def names_of(judged: Sequence[Judged], words: Words, lexicon: PlaceWords, gazetteer: Gazetteer) -> list[Name]:
    """The names of a report as resolving takes them: with what follows, what they are called, short forms in full."""
    names = _in_full([_name(number, judged, words, lexicon, gazetteer) for number in range(len(judged))])
    spots = {name.key for name in names if name.spot == "the"}
    return [replace(name, spot=name.spot or "the") if name.key in spots else name for name in names]


def _name(number: int, judged: Sequence[Judged], words: Words, lexicon: PlaceWords, gazetteer: Gazetteer) -> Name:
    """A name with what resolving needs: "Kurdistan region" is looked up with its kind, then without."""
    candidate = judged[number].candidate
    phrase, hits = words.phrase(candidate.first, candidate.last), candidate.hits
    kind_word = words.at(candidate.last)
    if (
        kind_word in lexicon.spots | _QUARTERS and words.text[candidate.last].islower()
    ):  # not "U.S. District Court"
        hits = tuple(hit for hit in hits if hit.match == "demonym" or hit.place.kind not in _LARGE)
    if kind_word in lexicon.kinds:
        hits = gazetteer.find(f"{phrase} {kind_word}") or hits
    elif words.at(candidate.first - 1) == "of":
        kind_word = words.at(candidate.first - 2)
    holder = None
    if number + 1 < len(judged):
        gap = words.lower[candidate.last : judged[number + 1].candidate.first]
        if gap in ([","], ["("]) or (len(gap) <= 3 and gap[:1] and gap[-1] == "in"):
            holder = number + 1
    kind = lexicon.kinds.get(kind_word)
    spot = _spot(judged[number], words, lexicon) if kind is None or kind_word in lexicon.spots else None
    return Name(phrase, hits, holder, kind, kind_word, spot)


def _spot(judged: Judged, words: Words, lexicon: PlaceWords) -> str | None:
    """The word that shows a spot within a town: "the" of "the Haymarket", "works" of "the McCormick reaper works"."""
    first, last = judged.candidate.first, judged.candidate.last
    noun = last < len(words) and words.parse.doc[last].tag_.startswith("NN")
    for number in (last, last + noun):
        if words.at(number) in lexicon.spots:
            return words.text[number]
    if words.lower[last - 1] in lexicon.kinds:
        return None
    head = words.parse.doc[last - 1].head.i
    modifies = words.at(last).isalpha() and last <= head < last + 4
    if words.at(first - 1) == "the" and not (modifies or words.at(last) in {"-", "–", "/"}):
        return "the"
    return None


def _in_full(names: list[Name]) -> list[Name]:
    """Give a short form the places of the longer name that starts with it: "Mazar", for Mazar-e-Sharif."""
    longer: dict[str, tuple[Hit, ...]] = {}
    for name in names:
        first = _FIRST_WORD.match(name.words)
        if first and name.hits and len(first[0]) > 3:
            longer[first[0].lower()] = tuple(replace(hit, match="short") for hit in name.hits)
    return [
        replace(name, hits=longer[name.words.lower()])
        if name.words.lower() in longer and not any(_well_known(hit.place) for hit in name.hits)
        else name
        for name in names
    ]


def _well_known(place: Place) -> bool:
    return place.kind in {"country", "continent", "capital", "admin1", "region"} or place.population > 100_000


def _relations(judged: Sequence[Judged], words: Words) -> list[Relation | None]:
    """The relation of each place; "the border between Syria and Iraq" is the border of both."""
    text = words.parse.text
    runs = [words.characters(_core(one), one.candidate.last) for one in judged]
    found = [find_relation(text, *run) for run in runs]
    for left in range(len(runs) - 1):
        if joins(text, runs[left][1], runs[left + 1][0]):
            one, other = found[left], found[left + 1]
            if one and one.words in _PAIRED and other is None:
                found[left + 1] = one
            elif other and other.words == "border of" and (one is None or one.words != "between"):
                found[left] = other
    return found


def _core(judged: Judged) -> int:
    return judged.candidate.first if judged.candidate.core is None else judged.candidate.core


def _where(judged: Judged, choice: Resolved, relation: Relation | None, words: Words) -> Where:
    candidate, place = judged.candidate, choice.place
    span = Span.of(words.parse.text, *words.characters(candidate.first, candidate.last))
    holder = judged.body
    part_of = words.parse.span(*words.characters(*holder)) if holder else None
    if place is None:
        return Where(name=span.words, span=span, country=choice.country, reason=choice.reason, part_of=part_of)
    border = relation is not None and relation.words == "border of"
    demonym = choice.match == "demonym" and not border
    return Where(
        name=span.words,
        span=span,
        place=place.id,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        admin1_code=place.admin1_code,
        admin2_code=place.admin2_code,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=_precision(place, relation),
        relation=relation.words if relation and not demonym else None,
        distance=relation.distance if relation and not demonym else None,
        feature="demonym" if demonym else "border" if border else place.kind,
        part_of=part_of,
        score=choice.score,
        reason=choice.reason,
        runners_up=tuple(
            PlaceCandidate(place=other.id, name=other.name, country=other.country, score=score)
            for other, score in choice.runners_up
        ),
    )


def _precision(place: Place, relation: Relation | None) -> int | None:
    """UCDP where_prec: regions, rivers, mountains and borders are 5; beside a point is 2, farther off is 4."""
    plain = _PRECISION.get(place.kind, PART)
    if relation is None or plain is None:
        return plain
    if relation.words == "border of" or (relation.words == "off" and plain != SEA):
        return SEA if relation.words == "off" else PART
    if relation.words.endswith("part of"):
        return PART if plain == COUNTRY else plain
    if relation.distance is not None and relation.distance > NEAR_KM:
        return max(plain, ADMIN1)
    return max(plain, NEAR)
