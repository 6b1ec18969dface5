"""Who says what: source, cue and content of every act of saying."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.lexicon.cues import load_cues
from reportedly.reading.attribution_candidates import Candidate
from reportedly.reading.cue_verbs import find_governed
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.records import Attribution, Source, make_id


def find_attributions(parse: Parse, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """The attributions of a report, ordered by where their content starts."""
    found = [_record(parse, c) for c in find_governed(parse)]
    return tuple(sorted(found, key=lambda a: a.content[0].start))


def _record(parse: Parse, candidate: Candidate) -> Attribution:
    source = None
    if candidate.source is not None:
        span = parse.span(*candidate.source)
        source = Source(name=span.words, kind="person", span=span)
    return Attribution(
        id=make_id("attribution", parse.report.id, candidate.cue, candidate.content),
        source=source,
        cue=parse.span(*candidate.cue),
        content=tuple(parse.span(*piece) for piece in candidate.content),
        mode="indirect",
        stance=load_cues().stance(candidate.head.lemma_, candidate.particle),
    )
