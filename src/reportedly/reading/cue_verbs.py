"""Attributions that a cue governs in the parse: "said that", "wants to", "accused of", "the claim that"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.strings import get_string_id

from reportedly.lexicon.cue_frames import load_cue_frames
from reportedly.reading.attribution_candidates import Candidate, Range, merged, ranges_of, trimmed
from reportedly.reading.cue_arcs import Arc, Unit, governed, units_of
from reportedly.reading.parse import Parse
from reportedly.reading.source_phrases import phrase_range, possessor_of, speaker_of

LEAST = 0.4
BESIDE = 0.3
_BEFORE_CUE = frozenset(get_string_id(d) for d in ("aux", "auxpass", "neg", "advmod", "det", "amod", "poss"))


def find_governed(parse: Parse) -> Iterator[Candidate]:
    """One candidate for each cue whose frame is an attribution often enough; the best frame of a token wins."""
    frames = load_cue_frames()
    for token in parse.doc:
        best: tuple[float, Unit, list[tuple[float, Arc]]] | None = None
        for unit in units_of(token):
            scored = [(frames.share(unit.kind, unit.key, arc.name), arc) for arc in unit.arcs]
            top = max(share for share, _ in scored)
            if top >= LEAST and (best is None or top > best[0]):
                best = top, unit, scored
        if best is not None:
            top, unit, scored = best
            arcs = [arc for share, arc in scored if share >= BESIDE * top and share >= 0.15]
            candidate = _candidate(parse, unit, arcs, top)
            if candidate is not None:
                yield candidate


def _candidate(parse: Parse, unit: Unit, arcs: list[Arc], score: float) -> Candidate | None:
    arcs = sorted(arcs, key=lambda arc: arc.head.i)
    cue = cue_range(unit, arcs)
    pieces: list[Range] = []
    for arc in arcs:
        words = governed(arc, unit.head)
        if arc.via is not None and arc.via.idx >= cue[1]:
            words = [arc.via, *words]
        pieces.extend(ranges_of((t for t in words if not cue[0] <= t.idx < cue[1]), parse.text))
    content = trimmed(merged(pieces, parse.text), parse.text)
    if not content:
        return None
    speaker = (
        possessor_of(unit.head) if unit.kind == "noun" else speaker_of(unit.head, passive=unit.kind == "passive")
    )
    source = phrase_range(speaker, unit.head) if speaker is not None else None
    particle = arcs[0].via.lower_ if arcs[0].via is not None else None
    return Candidate(
        f"{unit.kind} {'+'.join(arc.name for arc in arcs)}",
        unit.head,
        cue,
        content,
        source,
        speaker,
        particle,
        score=score,
    )


def cue_range(unit: Unit, arcs: Sequence[Arc]) -> Range:
    """The words of a cue: auxiliaries and adverbs before it, its parts, and a preposition right behind it."""
    doc = unit.head.doc
    indices = {p.i for p in unit.parts}
    first, last = min(indices), max(indices)
    left = {
        c.i
        for p in unit.parts
        for c in p.lefts
        if c.dep in _BEFORE_CUE and (unit.kind != "noun" or c.i == p.i - 1)
    }
    while first - 1 in left:
        first -= 1
    via = arcs[0].via if arcs else None
    if via is not None and via.i == last + 1:
        last = via.i
    return doc[first].idx, doc[last].idx + len(doc[last])
