"""Rules and tagger merged by one documented rule: agreement keeps both, and each may add what it is sure of.

1. A rule's candidate and a proposal are *one act of saying* when their cues share words, or, failing that, when at
   least half of their contents do. The grammar of the cue (stance, medium, chain) always comes from the rules.
2. Where both speak, the spans are the tagger's, but where the content is a phrase whose bounds grammar knows
   (`GRAMMAR`) the content is the rule's.
3. Nobody's words are who says others: a piece of content that is the source of another act of saying is left out.
4. A proposal that no rule made is added when the tagger is sure of its cue (`SURE`); a candidate that the tagger did
   not make is kept when its rule is one that seldom errs or that reads what the tagger was never shown (`TRUSTED`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Candidate, Range, merged
from reportedly.reading.saying.tagger import Proposal

SURE = 0.4
GRAMMAR = frozenset(
    {"according", "counting", "headline", "verb for", "verb obj", "verb prep:for", "verb prep:to", "verb wh"}
)
TRUSTED = frozenset({"according", "cited", "counting", "hidden", "headline", "quoted", "signed"})


def merge(parse: Parse, candidates: Sequence[Candidate], proposals: Sequence[Proposal]) -> list[Candidate]:
    """The candidates of both readers, one for each act of saying."""
    partner = _pairs(candidates, proposals)
    out = []
    for number, candidate in enumerate(candidates):
        proposal = partner.get(number)
        if proposal is not None:
            out.append(_together(parse, candidate, proposals[proposal]))
        elif candidate.rule in TRUSTED:
            out.append(candidate)
    taken = set(partner.values())
    for number, lone in enumerate(proposals):
        if number not in taken and lone.confidence >= SURE:
            added = _alone(parse, lone)
            if added is not None:
                out.append(added)
    return _without_sources(out)


def _without_sources(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The tagger sometimes reads the next speaker on into the words of the one before."""
    sources = {candidate.source for candidate in candidates}
    out = []
    for candidate in candidates:
        pieces = [piece for piece in candidate.content if tuple(piece) not in sources]
        out.append(replace(candidate, content=type(candidate.content)(pieces)) if pieces else candidate)
    return out


def _pairs(candidates: Sequence[Candidate], proposals: Sequence[Proposal]) -> dict[int, int]:
    """Candidate number -> proposal number, one to one, the best agreement first."""
    scored = []
    for i, candidate in enumerate(candidates):
        for j, proposal in enumerate(proposals):
            cue = proposal.cue is not None and _shared([candidate.cue], [proposal.cue]) > 0
            content = _agreement(candidate.content, proposal.content)
            if cue or content >= 0.5:
                scored.append((cue + content, -i, -j))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if -i not in found and -j not in used:
            found[-i] = -j
            used.add(-j)
    return found


def _together(parse: Parse, candidate: Candidate, proposal: Proposal) -> Candidate:
    source, speaker = candidate.source, candidate.speaker
    if proposal.source is not None and (source is None or _shared([source], [proposal.source])):
        source = proposal.source
        if speaker is None or not source[0] <= speaker.idx < source[1]:
            speaker = _head(parse, source)
    content = candidate.content if candidate.rule in GRAMMAR else proposal.content
    return replace(candidate, content=content, cue=proposal.cue or candidate.cue, source=source, speaker=speaker)


def _alone(parse: Parse, proposal: Proposal) -> Candidate | None:
    cue = proposal.cue
    head = _head(parse, cue) if cue is not None else None
    if cue is None or head is None:
        return None
    return Candidate(
        rule="tagger",
        head=head,
        cue=cue,
        content=merged(proposal.content, parse.text),
        source=proposal.source,
        speaker=_head(parse, proposal.source) if proposal.source else None,
        score=proposal.confidence,
    )


def _head(parse: Parse, span: Range) -> Token | None:
    """The word that the others in a span hang on."""
    tokens = parse.doc.char_span(*span, alignment_mode="expand")
    return tokens.root if tokens is not None and len(tokens) else None


def _shared(left: Sequence[Range], right: Sequence[Range]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def _agreement(left: Sequence[Range], right: Sequence[Range]) -> float:
    shared = _shared(left, right)
    total = sum(b - a for a, b in left) + sum(b - a for a, b in right) - shared
    return shared / total if total else 0.0
