"""What stands around a name and speaks for or against its being a place; `place_weights` says how much."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reportedly.gazetteer import Hit
from reportedly.lexicon.places import PlaceWords
from reportedly.reading.dateline import dateline_end
from reportedly.reading.places.names import Candidate, Words

_LARGE = 100_000
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
    | {"northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern"}
    | {"southwestern", "downtown", "the", "in", "at", "from", "near", "of", "new"}
)
_KIN = frozenset({"family", "families", "clan", "tribe", "brothers", "household"})
_DATELINE = 200  # characters that may hold one
_DASHES = frozenset({"-", "–", "—", "--"})


class Scene:
    """A report's candidates with what is asked of each: tokens that start names, people's surnames."""

    def __init__(self, candidates: list[Candidate], words: Words, lexicon: PlaceWords) -> None:
        self.words, self.lexicon = words, lexicon
        self.by_run = {(c.first, c.last): c for c in candidates}
        self.starts: dict[int, Candidate] = {}
        for candidate in sorted(candidates, key=lambda c: c.last):
            self.starts[candidate.first] = candidate
        self.ends = {c.last: c for c in sorted(candidates, key=lambda c: -c.first)}
        self.known = sorted((c.first, c.last) for c in candidates if c.hits)
        self.dateline = _dateline(words)
        tags = dict.fromkeys(tag for tag in words.tagged if tag)
        self.surnames = {
            words.lower[tag.last - 1] for tag in tags if tag.label == "PERSON" and tag.last - tag.first > 1
        }
        self.given = {words.lower[tag.first] for tag in tags if tag.label == "PERSON" and tag.last - tag.first > 1}

    def evidence(self, candidate: Candidate) -> Iterator[str]:
        """The names of all that speaks for or against this candidate; each has a weight."""
        yield from self._of_the_name(candidate)
        yield from self._of_the_tagger(candidate)
        yield from self._before(candidate)
        yield from self._after(candidate)
        if candidate.last - candidate.first == 1:
            word = self.words.lower[candidate.first]
            if word in self.surnames:
                yield "is a surname elsewhere"
            elif word in self.given:
                yield "is a given name elsewhere"

    def body(self, candidate: Candidate) -> tuple[int, int] | None:
        """The tokens of the body that has this place in its name, or None."""
        tag = self.words.tagged[candidate.first]
        if tag is None or tag.label != "ORG" or tag.last < candidate.last:
            return None
        around = [n for n in range(tag.first, tag.last) if not candidate.first <= n < candidate.last]
        longer = any(self.words.lower[n] not in {"the", "'s", "’s"} for n in around)
        return (tag.first, tag.last) if longer else None

    def _of_the_name(self, candidate: Candidate) -> Iterator[str]:
        first, last, words = candidate.first, candidate.last, self.words
        name = words.phrase(first, last)
        best = max(candidate.hits, key=_prominence, default=None)
        if any(hit.place.user for hit in candidate.hits):
            yield "is in the user's own gazetteer"
        if best is None:
            yield "is not in the gazetteer"
            if any(first <= a and b <= last and (a, b) != (first, last) for a, b in self.known):
                yield "holds a known name"
        elif best.match == "demonym":
            yield "is a demonym"
        else:
            yield _standing(best)
            if best.match == "alias" and best.place.kind in {"city", "admin2", "place"}:
                large = best.place.population >= _LARGE
                yield "is another name of a large place" if large else "is only another name"
            elif best.match == "spelling":
                yield "is spelled otherwise"
        if last - first > 1:
            yield "has several words" if name.count(" ") < 4 else "has many words"
            if words.lower[last - 1] in self.lexicon.kinds and best:
                yield "ends with its kind"
        elif (
            words.lower[first] in self.lexicon.common
            and not self._announced(first, last)
            and first != self.dateline
        ):
            yield "is a common word"
        elif not (best and best.match == "demonym") and words.parse.doc[first].tag_ not in {"NNP", "NNPS"}:
            yield "is no proper noun"
        if len(name) < 4 and not (best and best.place.kind in {"country", "admin1"} and name[:2].isupper()):
            yield "is a short code"
        if words.lower[last - 1] in self.lexicon.bodies and not best:
            yield "ends like a body"
        if words.lower[first] == "the":
            yield "starts with the article"

    def _of_the_tagger(self, candidate: Candidate) -> Iterator[str]:
        tags = {self.words.tagged[n] for n in range(candidate.first, candidate.last)}
        tag = self.words.tagged[candidate.first]
        if tag is None or len(tags) > 1:
            yield "the tagger has nothing" if tags == {None} else "the tagger cuts it elsewhere"
            return
        start = tag.first + (self.words.at(tag.first) == "the")
        end = tag.last - (self.words.at(tag.last - 1) in {"'s", "’s"})
        part = (candidate.first, candidate.last) != (start, end) and candidate.first != tag.first
        whole = (candidate.first, candidate.last) == (start, end)
        match tag.label:
            case "GPE" | "LOC":
                yield "the tagger has this place" if whole else "the tagger has a longer place"
            case "FAC":
                yield "the tagger has this landmark" if whole else "the tagger has a longer landmark"
            case "NORP":
                yield "the tagger has a people"
            case "PERSON":
                yield "the tagger has this person" if whole else "the tagger has a longer person"
            case "ORG" if whole:
                yield "the tagger has this body"
            case "ORG":
                yield "is within the name of a body" if part else "opens the name of a body"
            case "PRODUCT" | "WORK_OF_ART" | "EVENT" | "LAW":
                yield "the tagger has something else"
            case _:
                yield "the tagger has a date or number"

    def _announced(self, first: int, last: int) -> bool:
        """Whether a word of its kind stands beside it: "the village of Foo", "Foo village"."""
        words, sure = self.words, self.lexicon.sure_kinds
        if words.at(first - 1) == "of" and words.at(first - 2) in sure:
            return True
        return last < len(words) and words.text[last] in sure

    def _before(self, candidate: Candidate) -> Iterator[str]:
        words, lexicon, first = self.words, self.lexicon, candidate.first
        start = words.at(first - 1) == "the"
        at = first - 1 - start
        before = words.at(at)
        if before in lexicon.inside:
            yield "a word of place stands before"
        elif before == "of" and words.at(at - 1) in lexicon.kinds:
            sure = words.at(at - 1) in lexicon.sure_kinds
            yield "its kind stands before" if sure else "a word of area stands before"
        elif before == "of" and words.capital(at - 1) and words.at(at - 1) in lexicon.bodies:
            yield "a body of it stands before"
        elif before in lexicon.perhaps:
            yield "a word of movement stands before"
        elif words.capital(at) and before.rstrip(".") in lexicon.titles:
            yield "a title stands before"
            if (tag := words.tagged[first]) and tag.label == "PERSON":
                yield "a title stands before a person"
        elif before in _DASHES and words.at(at - 1) in {"d", "r"}:
            yield "a party stands before"
        elif words.capital(at) and not start and before not in _DIRECTIONS:
            yield "a capitalised word stands before"
        elif before == "," and at in self.ends and _holds(candidate, self.ends[at]):
            yield "holds the place before it"
        elif at < 0 or words.parse.doc[first].is_sent_start:
            yield "opens a sentence"

    def _after(self, candidate: Candidate) -> Iterator[str]:
        words, lexicon, first, last = self.words, self.lexicon, candidate.first, candidate.last
        after = words.at(last)
        if after in _KIN and words.at(first - 1) == "the":
            yield "is a surname elsewhere"  # "the Hamdan family"
        elif after in lexicon.kinds:
            sure = words.text[last] in lexicon.sure_kinds
            longer = (first, last + 1) in self.by_run and words.capital(last)
            if longer:
                yield "a longer name holds its kind"
            else:
                yield "its kind stands after" if sure else "a word of area stands after"
            if sure and words.at(last + 1) == "," and last + 2 in self.starts:
                yield "the place that holds it follows"
        elif after in lexicon.locals:
            yield "people or services of it stand after"
        elif after == "y" and words.capital(last + 1):
            yield "a second surname follows"
        elif words.capital(last):
            yield "the name of a body goes on" if after in lexicon.bodies else "a capitalised word stands after"
        elif after in lexicon.verbs:
            yield "a word of saying follows"
        elif after == "," and _holds(self.starts.get(last + 1), candidate):
            yield "the place that holds it follows"
        elif after in {"'s", "’s"}:
            yield "is a possessor"
        if self._in_dateline(candidate, after):
            yield "stands in the dateline"

    def _in_dateline(self, candidate: Candidate, after: str) -> bool:
        words, first = self.words, candidate.first
        capitals = first <= 8 and len(words.text[first]) > 2 and words.text[first].isupper()
        if not capitals and first != self.dateline:
            return False
        return after in {"(", ",", ":"} or after in _DASHES


def _dateline(words: Words) -> int | None:
    """The token at which the place of a dateline begins: the first capitalised one before its dash."""
    end = dateline_end(words.parse.text[:_DATELINE])
    opening = (n for n in range(min(len(words), 12)) if words.capital(n))
    return next((n for n in opening if words.offsets[n] < end), None)


def _prominence(hit: Hit) -> float:
    kind = {"country": 10.0, "continent": 10.0, "capital": 9.0, "admin1": 8.0}.get(hit.place.kind, 0.0)
    region = 4.0 if hit.place.kind not in {"city", "admin2", "country", "continent", "capital", "admin1"} else 0.0
    alias = {"name": 0.0, "alias": 1.5, "demonym": 0.5, "spelling": 3.0}[hit.match]
    return kind + region + math.log10(hit.place.population + 1) - alias


def _standing(hit: Hit) -> str:
    place = hit.place
    match place.kind:
        case "country" | "continent":
            return "is a country or continent"
        case "capital":
            return "is a capital"
        case "admin1":
            return "is a large division"
        case "admin2":
            return "is a small division"
        case "city":
            pass
        case _:
            return "is a region or water"
    if place.population >= 1_000_000:
        return "is a city of millions"
    if place.population >= 100_000:
        return "is a large city"
    return "is a town" if place.population >= 10_000 else "is a small place"


def _holds(outer: Candidate | None, inner: Candidate) -> bool:
    """Whether some place of the outer name contains some place of the inner name ("Mahmoud, Idlib")."""
    if outer is None:
        return False
    codes = {hit.place.admin1_code for hit in outer.hits if hit.place.kind == "admin1"}
    countries = {hit.place.country for hit in outer.hits if hit.place.kind == "country"}
    return any(hit.place.admin1_code in codes or hit.place.country in countries for hit in inner.hits)
