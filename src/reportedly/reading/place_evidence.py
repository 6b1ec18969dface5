"""Is this name a place here? Evidence for and against, with a weight and a word for each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.gazetteer import Hit
from reportedly.lexicon.places import PlaceWords
from reportedly.reading.place_names import Candidate, Words

THRESHOLD = 2.0
WEIGHTS: dict[str, float] = {
    "is a country or continent": 2.6,
    "is a large division": 2.2,
    "is a capital": 2.4,
    "is a city of millions": 2.0,
    "is a large city": 1.2,
    "is a town": 0.4,
    "is a small place": -0.4,
    "is a region or water": 1.8,
    "is a demonym": 2.6,
    "is only another name": -0.9,
    "is spelled otherwise": -1.5,
    "is not in the gazetteer": -0.9,
    "has several words": 1.0,
    "is a common word": -3.0,
    "is a short code": -1.5,
    "is no proper noun": -1.2,
    "the tagger has a place": 2.6,
    "the tagger has a landmark": 1.2,
    "the tagger has a people": 0.8,
    "the tagger has a person": -2.2,
    "the tagger has a body": -0.6,
    "the tagger has a longer person": -3.0,
    "the tagger has a longer body": -1.4,
    "the tagger has something else": -1.0,
    "a word of place stands before": 1.8,
    "a word of movement stands before": 0.5,
    "its kind stands before": 3.0,
    "its kind stands after": 2.0,
    "the place that holds it follows": 3.5,
    "stands in the dateline": 2.5,
    "a title stands before": -3.5,
    "a capitalised word stands before": -1.6,
    "a capitalised word stands after": -1.2,
    "the name of a body goes on": -0.8,
    "a word of saying follows": -0.8,
    "is a person elsewhere": -2.5,
    "is a place elsewhere": 1.2,
}
_DIRECTIONS = frozenset("north south east west northern southern eastern western central new".split())


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the evidence about it; `score` above THRESHOLD means that it is a place."""

    candidate: Candidate
    evidence: tuple[str, ...]
    score: float


def judge(candidates: list[Candidate], words: Words, lexicon: PlaceWords) -> list[Judged]:
    """Weigh each candidate by what stands around it, then again by what the same name is elsewhere."""
    people = _surnames(words)
    starts = {candidate.first: candidate for candidate in sorted(candidates, key=lambda c: c.last)}
    first_look = [_weigh(c, tuple(_evidence(c, words, lexicon, starts, people))) for c in candidates]
    sure: dict[str, float] = {}
    for judged in first_look:
        name = words.phrase(judged.candidate.first, judged.candidate.last).lower()
        sure[name] = max(sure.get(name, 0.0), judged.score)
    return [
        _weigh(judged.candidate, (*judged.evidence, "is a place elsewhere"))
        if judged.score < sure[words.phrase(judged.candidate.first, judged.candidate.last).lower()]
        and sure[words.phrase(judged.candidate.first, judged.candidate.last).lower()] > THRESHOLD + 1
        else judged
        for judged in first_look
    ]


def _weigh(candidate: Candidate, evidence: tuple[str, ...]) -> Judged:
    return Judged(candidate, evidence, sum(WEIGHTS[name] for name in evidence))


def _surnames(words: Words) -> frozenset[str]:
    """Last words of the people whom the tagger found with two names or more."""
    people = {tag for tag in words.tagged if tag and tag.label == "PERSON" and tag.last - tag.first > 1}
    return frozenset(words.lower[tag.last - 1] for tag in people)


def _evidence(
    candidate: Candidate,
    words: Words,
    lexicon: PlaceWords,
    starts: dict[int, Candidate],
    people: frozenset[str],
) -> Iterator[str]:
    yield from _of_the_name(candidate, words, lexicon)
    yield from _of_the_tagger(candidate, words)
    yield from _of_the_neighbours(candidate, words, lexicon, starts)
    if candidate.last - candidate.first == 1 and words.lower[candidate.first] in people:
        yield "is a person elsewhere"


def _of_the_name(candidate: Candidate, words: Words, lexicon: PlaceWords) -> Iterator[str]:
    first, last = candidate.first, candidate.last
    name = words.phrase(first, last)
    demonym = False
    if not candidate.hits:
        yield "is not in the gazetteer"
    else:
        best = max(candidate.hits, key=_prominence)
        demonym = best.match == "demonym"
        yield "is a demonym" if demonym else _standing(best)
        if best.match == "alias" and best.place.kind in {"city", "admin2", "place"}:
            yield "is only another name"
        if best.match == "spelling":
            yield "is spelled otherwise"
    if last - first > 1:
        yield "has several words"
    elif words.lower[first] in lexicon.common:
        yield "is a common word"
    elif not demonym and words.parse.doc[first].tag_ not in {"NNP", "NNPS"}:
        yield "is no proper noun"
    if len(name) < 4 and not (candidate.hits and candidate.hits[0].place.kind == "country" and name.isupper()):
        yield "is a short code"


def _prominence(hit: Hit) -> float:
    kind = {"country": 10.0, "continent": 10.0, "capital": 9.0, "admin1": 8.0}.get(hit.place.kind, 0.0)
    demonym = 0.5 if hit.match == "demonym" else 0.0
    return kind + math.log10(hit.place.population + 1) - demonym


def _standing(hit: Hit) -> str:
    place = hit.place
    if place.kind in {"country", "continent"}:
        return "is a country or continent"
    if place.kind == "capital":
        return "is a capital"
    if place.kind == "admin1":
        return "is a large division"
    if place.kind not in {"city", "admin2"}:
        return "is a region or water"
    if place.population >= 1_000_000:
        return "is a city of millions"
    if place.population >= 100_000:
        return "is a large city"
    return "is a town" if place.population >= 10_000 else "is a small place"


def _of_the_tagger(candidate: Candidate, words: Words) -> Iterator[str]:
    tags = {words.tagged[n] for n in range(candidate.first, candidate.last)}
    tag = words.tagged[candidate.first]
    if tag is None or None in tags:
        return
    longer = (tag.last - tag.first) - (candidate.last - candidate.first) > (words.at(tag.first) == "the")
    match tag.label:
        case "GPE" | "LOC":
            yield "the tagger has a place"
        case "FAC":
            yield "the tagger has a landmark"
        case "NORP":
            yield "the tagger has a people"
        case "PERSON":
            yield "the tagger has a longer person" if longer else "the tagger has a person"
        case "ORG":
            yield "the tagger has a longer body" if longer else "the tagger has a body"
        case "PRODUCT" | "WORK_OF_ART" | "EVENT" | "LAW":
            yield "the tagger has something else"


def _of_the_neighbours(
    candidate: Candidate, words: Words, lexicon: PlaceWords, starts: dict[int, Candidate]
) -> Iterator[str]:
    first, last = candidate.first, candidate.last
    before, after = words.at(first - 1), words.at(last)
    if before == "the":
        before = words.at(first - 2)
    if before in lexicon.inside:
        yield "a word of place stands before"
    elif before == "of" and words.at(first - 2) in lexicon.kinds:
        yield "its kind stands before"
    elif before in lexicon.perhaps:
        yield "a word of movement stands before"
    elif before.rstrip(".") in lexicon.titles and words.capital(first - 1):
        yield "a title stands before"
    elif words.capital(first - 1) and before not in _DIRECTIONS and words.lower[first - 1] != "the":
        yield "a capitalised word stands before"
    if after in lexicon.kinds:
        yield "its kind stands after"
    elif words.capital(last):
        yield "the name of a body goes on" if after in lexicon.bodies else "a capitalised word stands after"
    elif after in lexicon.verbs:
        yield "a word of saying follows"
    elif after == "," and _holds(starts.get(last + 1), candidate):
        yield "the place that holds it follows"
    if (
        after in {"(", "-", "–", "—", ","}
        and first < 8
        and words.text[first].isupper()
        and len(words.text[first]) > 2
    ):
        yield "stands in the dateline"


def _holds(outer: Candidate | None, inner: Candidate) -> bool:
    """Whether some place of the outer name contains some place of the inner name ("Mahmoud, Idlib")."""
    if outer is None:
        return False
    codes = {hit.place.admin1_code for hit in outer.hits if hit.place.kind == "admin1"}
    countries = {hit.place.country for hit in outer.hits if hit.place.kind == "country"}
    return any(hit.place.admin1_code in codes or hit.place.country in countries for hit in inner.hits)
