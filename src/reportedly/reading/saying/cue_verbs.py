"""Attributions that a cue governs in the parse: "said that", "wants to", "accused of", "the claim that"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.strings import get_string_id
from spacy.tokens import Token

from reportedly.lexicon.cue_frames import ANY, load_cue_frames
from reportedly.lexicon.cues import load_cues
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Candidate, Range, merged, ranges_of, trimmed
from reportedly.reading.saying.content_ends import clauses_behind, without_comment
from reportedly.reading.saying.cue_arcs import RAISING, Arc, Unit, governed, is_passive, units_of
from reportedly.reading.saying.cue_context import context_of
from reportedly.reading.saying.cue_labels import NOUN
from reportedly.reading.saying.source_phrases import (
    lost_subject,
    phrase_range,
    possessor_of,
    quoted_as,
    speaker_of,
)

LEAST = 0.45
LEAST_NOUN = 0.38
BESIDE = 0.3
WORTH = 0.02
_BEFORE_CUE = frozenset(get_string_id(d) for d in ("aux", "auxpass", "neg", "advmod", "det", "amod", "poss"))


def find_governed(parse: Parse, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """One candidate for each cue that is likely enough; of the units of one token the likeliest wins."""
    frames, blows = load_cue_frames(), load_cues().blows
    for token in tokens:
        if token.is_punct or (token.pos == NOUN and token.lemma_.lower() not in frames.nouns):
            continue
        best: tuple[float, Unit, list[tuple[float, Arc]]] | None = None
        for unit in units_of(token):
            scored = [(frames.share(unit.kind, unit.key, arc.name), arc) for arc in unit.arcs]
            share, top = max(scored, key=lambda s: s[0])
            if (
                share < WORTH
                or (top.name == "prep:as" and quoted_as(top.head) is not None)
                or (top.name == "obj" and unit.key in blows and not _between_people(unit, top))
            ):
                continue
            chance = frames.chance(
                share, frames.share(unit.kind, unit.key, ANY), features_of(unit, top, quotations)
            )
            if chance >= (LEAST_NOUN if unit.kind == "noun" else LEAST) and (best is None or chance > best[0]):
                best = chance, unit, scored
        if best is not None:
            chance, unit, scored = best
            most = max(share for share, _ in scored)
            arcs = _together(scored, most)
            candidate = _candidate(parse, unit, arcs, chance)
            if candidate is not None:
                yield candidate


def _together(scored: list[tuple[float, Arc]], most: float) -> list[Arc]:
    """The arcs whose words are reported together: the best one and those hardly less likely.

    Beside a reported clause a preposition names time, place or medium ("said by telephone that").
    """
    clausal = any(share == most and arc.name in ("that", "clause", "aside", "wh", "if") for share, arc in scored)
    return [
        arc
        for share, arc in scored
        if share == most
        or (share >= max(BESIDE * most, 0.15) and not (clausal and arc.name.startswith(("prep", "advcl"))))
    ]


def features_of(unit: Unit, best: Arc, quotations: Sequence[Quotation]) -> Sequence[str]:
    """The features of a unit in its report (see `cue_context`)."""
    at, content = unit.head.idx, (best.head.left_edge.idx, best.head.right_edge.idx)
    number = bisect_right(quotations, at, key=lambda q: q.start) - 1
    quoted = number >= 0 and at < quotations[number].end and quotations[number].kind == "speech"
    near = bisect_right(quotations, content[1], key=lambda q: q.start) - 1
    quotes = not quoted and near >= 0 and quotations[near].end > content[0]
    return context_of(unit, best, _speaker(unit), quoted=quoted, quotes=quotes)


def _between_people(unit: Unit, arc: Arc) -> bool:
    """Whether a blow is one of words: a person attacks a person; gunmen attack a building."""
    speaker = _speaker(unit)
    return all(
        t is not None and (t.ent_type_ == "PERSON" or t.lower_ in ("he", "she", "him", "her"))
        for t in (speaker, arc.head)
    )


def _speaker(unit: Unit) -> Token | None:
    if unit.kind == "noun":
        return possessor_of(unit.head)
    if unit.key in RAISING:
        return None
    speaker = speaker_of(unit.head, passive=unit.kind == "passive")
    if speaker is None and unit.kind == "verb" and unit.head.tag_ in ("VBD", "VBZ", "VBP"):
        return lost_subject(unit.head)
    return speaker


def _candidate(parse: Parse, unit: Unit, arcs: list[Arc], score: float) -> Candidate | None:
    arcs = sorted(arcs, key=lambda arc: arc.head.i)
    cue = cue_range(unit, arcs)
    quoting = quoted_as(unit.head)
    if quoting is not None and is_passive(quoting):
        cue = cue_range(Unit("passive", quoting.lemma_, quoting, (quoting, unit.head), ()), [])
    pieces: list[Range] = []
    for arc in arcs:
        words = without_comment(governed(arc, unit.head), arc)
        words = [*words, *clauses_behind(unit.head, arc)]
        if arc.via is not None and arc.via.idx >= cue[1]:
            words = [arc.via, *words]
        pieces.extend(ranges_of((t for t in words if not cue[0] <= t.idx < cue[1]), parse.text))
    content = trimmed(merged(pieces, parse.text), parse.text)
    if not content:
        return None
    speaker = _speaker(unit)
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
