"""From candidates to records: who the source is, mode, stance, medium, nesting and chain."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.lexicon.cues import load_cues
from reportedly.reading.attribution_candidates import Candidate
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.sources import SourceBook
from reportedly.records import Attribution, Mode, Source, make_id

_MEDIUM_REACH = 60


def records_of(
    parse: Parse, candidates: Sequence[Candidate], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """The records of candidates, ordered by where their content starts; sources are resolved in text order."""
    book = SourceBook(parse)
    identities = {}
    for candidate in sorted(candidates, key=lambda c: (c.source or c.cue, c.cue)):
        if candidate.speaker is not None and candidate.source is not None:
            identities[candidate.cue] = book.resolve(candidate.speaker, candidate.source)
    outlet = (Source(name=parse.report.outlet, kind="outlet"),) if parse.report.outlet else ()
    found = []
    parents = _parents(candidates)
    for candidate in candidates:
        source, medium = None, _medium(parse, candidate)
        if candidate.source is not None and candidate.cue in identities:
            identity, described = identities[candidate.cue]
            source = book.source(identity, candidate.source, chain=outlet)
            medium = medium or load_cues().media.get(described.medium or "")
        parent = parents.get(candidate.cue)
        found.append(
            Attribution(
                id=_id(parse, candidate),
                source=source,
                cue=parse.span(*candidate.cue),
                content=tuple(parse.span(*piece) for piece in candidate.content),
                mode=_mode(candidate, quotations),
                stance=load_cues().stance(candidate.head.lemma_.lower(), candidate.particle),
                medium=medium,
                parent=_id(parse, parent) if parent is not None else None,
            )
        )
    return tuple(sorted(found, key=lambda a: (a.content[0].start, a.cue.start if a.cue else 0)))


def _id(parse: Parse, candidate: Candidate) -> str:
    return make_id("attribution", parse.report.id, candidate.cue, candidate.content)


def _parents(candidates: Sequence[Candidate]) -> dict[tuple[int, int], Candidate]:
    """For each cue the candidate with the smallest content that holds it."""
    found: dict[tuple[int, int], Candidate] = {}
    open_pieces: list[tuple[int, int, Candidate]] = []
    pieces = sorted(
        ((start, end, c) for c in candidates for start, end in c.content), key=lambda p: (p[0], -p[1], p[2].cue)
    )
    place = 0
    for candidate in sorted(candidates, key=lambda c: c.cue):
        start, end = candidate.cue
        while place < len(pieces) and pieces[place][0] <= start:
            open_pieces.append(pieces[place])
            place += 1
        open_pieces = [p for p in open_pieces if p[1] > start]
        holding = [p for p in open_pieces if p[1] >= end and p[2].cue != candidate.cue]
        if holding:
            found[candidate.cue] = min(holding, key=lambda p: p[1] - p[0])[2]
    return found


def _mode(candidate: Candidate, quotations: Sequence[Quotation]) -> Mode:
    """Direct when the whole content is quoted, mixed when a part is."""
    total = sum(end - start for start, end in candidate.content)
    quoted = sum(
        max(0, min(end, q.end) - max(start, q.start)) for start, end in candidate.content for q in quotations
    )
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"


def _medium(parse: Parse, candidate: Candidate) -> str | None:
    """What it was said in, from the words right behind the cue: "in a statement", "by telephone", "tweeted"."""
    media = load_cues().media
    lemma = candidate.head.lemma_.lower()
    if lemma == "tweet":
        return "tweet"
    doc = candidate.head.doc
    sentence = candidate.head.sent
    inside = {i for start, end in candidate.content for i in range(start, end)}
    for token in doc[candidate.head.i + 1 : min(sentence.end, candidate.head.i + 15)]:
        if token.idx in inside or token.idx - candidate.cue[1] > _MEDIUM_REACH:
            continue
        if token.lower_ in ("in", "by", "on", "during", "at", "via", "through"):
            for child in token.children:
                if child.dep_ == "pobj":
                    words = " ".join(t.lower_ for t in child.subtree)
                    pair = f"{child.nbor(-1).lower_} {child.lower_}" if child.i else child.lower_
                    name = media.get(pair) or media.get(child.lower_) or media.get(words)
                    if name is not None:
                        return name
    return None
