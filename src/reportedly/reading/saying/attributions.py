"""Who says what: source, cue and content of every act of saying."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Candidate, merged
from reportedly.reading.saying.attribution_merge import merge
from reportedly.reading.saying.attribution_records import records_of
from reportedly.reading.saying.cue_counts import find_counting
from reportedly.reading.saying.cue_phrases import find_according, find_headlines, find_hidden, find_signed
from reportedly.reading.saying.cue_quotes import find_quoted
from reportedly.reading.saying.cue_verbs import find_governed
from reportedly.reading.saying.source_chain import find_cited, with_chain
from reportedly.reading.saying.source_names import Ground
from reportedly.reading.saying.tagger import AttributionTagger
from reportedly.records import Attribution


def find_attributions(
    parse: Parse, quotations: Sequence[Quotation], tagger: AttributionTagger | None = None
) -> tuple[Attribution, ...]:
    """The attributions of a report, ordered by where their content starts: by rules alone or with a tagger's proposals."""
    tokens = list(parse.doc)
    candidates = {c.head.i: c for c in find_governed(parse, tokens, quotations)}
    ground = Ground(parse)
    candidates.update({c.head.i: c for c in find_counting(parse, tokens, ground)})
    candidates.update({c.head.i: c for c in find_hidden(parse, tokens)})
    candidates.update({c.head.i: c for c in find_according(parse, tokens)})
    candidates.update({c.head.i: c for c in find_headlines(parse, tokens)})
    for quoted in find_quoted(parse, tokens, quotations):
        candidates[quoted.head.i] = joined(quoted, candidates.get(quoted.head.i), parse.text)
    candidates.update({c.head.i: c for c in find_signed(parse, tokens, quotations)})
    candidates.update({c.head.i: c for c in find_cited(list(candidates.values()), tokens, ground)})
    found = spoken_for(list(candidates.values()), quotations)
    if tagger is not None:
        found = merge(parse, found, tagger.propose(parse.text))
    return records_of(ground, [with_chain(c, ground) for c in found], quotations)


def spoken_for(candidates: Sequence[Candidate], quotations: Sequence[Quotation]) -> list[Candidate]:
    """Candidates whose source was read inside a quotation that ends before their cue get the quotation's speaker.

    In '"Iraq refuses," he said, calling for calm' it is not Iraq that calls for calm.
    """
    starts = [q.start for q in quotations]
    owners = {piece[0]: c for c in candidates if c.direct for piece in c.content}
    found = []
    for candidate in candidates:
        if candidate.speaker is not None and candidate.rule != "quoted":
            number = bisect_right(starts, candidate.speaker.idx) - 1
            if number >= 0 and candidate.speaker.idx < quotations[number].end <= candidate.cue[0]:
                owner = owners.get(quotations[number].start)
                if owner is not None and owner.head.i != candidate.head.i:
                    candidate = replace(candidate, speaker=owner.speaker, source=owner.source)
        found.append(candidate)
    return found


def joined(quoted: Candidate, governed: Candidate | None, text: str) -> Candidate:
    """Direct speech together with what its cue governs, where the two overlap ("said the raid was 'a crime'")."""
    if governed is None or not _overlap(quoted, governed):
        return quoted
    return replace(quoted, content=merged([*quoted.content, *governed.content], text), cue=governed.cue)


def _overlap(left: Candidate, right: Candidate) -> bool:
    return any(a < d and c < b for a, b in left.content for c, d in right.content)
