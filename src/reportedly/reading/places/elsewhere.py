"""What the rest of a report says about a name: its countries, the same name, names beside it, names in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.reading.places.names import Candidate, Words

SURE = 1.5
_WELL_KNOWN = {"is a capital", "is a city of millions", "is a large city", "is a large division"}
_PROMINENT = _WELL_KNOWN | {"is a country or continent", "is a region or water", "is a demonym"}
_ANNOUNCED = {"its kind stands before", "its kind stands after"}
_IN_PLACE = {"a word of place stands before", "is a possessor"}
_JOINTS = {",", "and", "or", "/", "-", "–", "to"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the evidence about it; `score` above THRESHOLD means that it is a place. `body` holds the
    tokens of the body whose name it is part of ("Ohio" in "Ohio Supreme Court")."""

    candidate: Candidate
    evidence: tuple[str, ...]
    score: float
    body: tuple[int, int] | None = None


class Elsewhere:
    """The sure places of a first look at a report, asked about each of its names."""

    def __init__(self, first_look: Sequence[Judged], words: Words) -> None:
        self.words = words
        self.best: dict[str, float] = {}
        self.starts, self.ends = set[int](), set[int]()
        self.first_words = set[str]()
        self.countries = {
            hit.place.country
            for one in first_look
            if one.score > SURE
            for hit in one.candidate.hits[:1]
            if hit.place.country and hit.place.kind in {"country", "capital", "admin1"}
        }
        for one in first_look:
            self._remember(one)

    def _remember(self, judged: Judged) -> None:
        first, last = judged.candidate.first, judged.candidate.last
        name = self._name(judged)
        self.best[name] = max(self.best.get(name, judged.score), judged.score)
        if judged.score > SURE:
            self.starts.add(first)
            self.ends.add(last)
        known = not _WELL_KNOWN.isdisjoint(judged.evidence)
        if last - first > 1 and known and not _IN_PLACE.isdisjoint(judged.evidence):
            self.first_words.add(self.words.lower[first])

    def _name(self, judged: Judged) -> str:
        return self.words.phrase(judged.candidate.first, judged.candidate.last).lower()

    def evidence(self, judged: Judged) -> Iterator[str]:
        """The names of what the rest of the report says for or against this candidate."""
        first, last, words = judged.candidate.first, judged.candidate.last, self.words
        yield from self._of_the_country(judged)
        best = self.best[self._name(judged)]
        if best > SURE and judged.score < best:
            yield "is a place elsewhere"
        elif (
            last - first == 1
            and words.lower[first] in self.first_words
            and not _IN_PLACE.isdisjoint(judged.evidence)
        ):
            yield "is short for a place elsewhere"
        follows = words.at(first - 1) in _JOINTS and first - 1 in self.ends
        if follows or (words.at(last) in _JOINTS and last + 1 in self.starts):
            yield "stands beside another place"

    def _of_the_country(self, judged: Judged) -> Iterator[str]:
        if not self.countries or not judged.candidate.hits:
            return
        if self.countries.isdisjoint(hit.place.country for hit in judged.candidate.hits):
            prominent = not _PROMINENT.isdisjoint(judged.evidence)
            yield "is well known, in no country of the report" if prominent else "is in no country of the report"
            return
        known = not _WELL_KNOWN.isdisjoint(judged.evidence)
        yield "is well known, in a country of the report" if known else "is in a country of the report"
        if "is another name of a large place" in judged.evidence:
            yield "is another name of a large place of such a country"
        if "is spelled otherwise" in judged.evidence and not _ANNOUNCED.isdisjoint(judged.evidence):
            yield "is announced, in a country of the report"
