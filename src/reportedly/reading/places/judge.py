"""Which names of a report are places: the evidence about each, weighed, then weighed again beside the others."""

from __future__ import annotations

from reportedly.lexicon.places import PlaceWords
from reportedly.reading.places.elsewhere import Elsewhere, Judged
from reportedly.reading.places.evidence import Scene
from reportedly.reading.places.names import Candidate, Words
from reportedly.reading.places.weights import RECOGNITION as WEIGHTS

THRESHOLD = -0.4


def judge(candidates: list[Candidate], words: Words, lexicon: PlaceWords) -> list[Judged]:
    """Weigh each candidate by what stands around it, then again by what the first look found elsewhere."""
    scene = Scene(candidates, words, lexicon)
    first_look = [_weigh(candidate, tuple(scene.evidence(candidate)), None) for candidate in candidates]
    elsewhere = Elsewhere(first_look, words)
    return [
        _weigh(one.candidate, (*one.evidence, *elsewhere.evidence(one)), scene.body(one.candidate))
        for one in first_look
    ]


def _weigh(candidate: Candidate, evidence: tuple[str, ...], body: tuple[int, int] | None) -> Judged:
    score = WEIGHTS["always"] + sum(WEIGHTS[name] for name in evidence)
    return Judged(candidate, evidence, score, body)


def accepted(judged: list[Judged]) -> list[Judged]:
    """The places among them without overlaps, surer and longer ones first, in the order of the text."""
    taken: set[int] = set()
    out = []
    for one in sorted(judged, key=lambda j: (j.candidate.first - j.candidate.last, -j.score)):
        tokens = range(one.candidate.first, one.candidate.last)
        if one.score >= THRESHOLD and taken.isdisjoint(tokens):
            taken.update(tokens)
            out.append(one)
    return sorted(out, key=lambda j: j.candidate.first)
