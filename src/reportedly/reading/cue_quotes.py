"""Direct speech: for each quotation the cue before or after it, and the quotations that go on with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.strings import get_string_id
from spacy.symbols import AUX, VERB
from spacy.tokens import Token

from reportedly.lexicon.cue_frames import load_cue_frames
from reportedly.lexicon.cues import load_cues
from reportedly.reading.attribution_candidates import Candidate, Range
from reportedly.reading.cue_arcs import Unit
from reportedly.reading.cue_verbs import cue_range
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.quotations import continuing
from reportedly.reading.source_phrases import phrase_range, speaker_of

_REACH = 30
_STOP = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)[.?!;](?=\s|$)"
)
_GOES_ON = frozenset(",?!…—-")
_INTRODUCES = frozenset(",:")
_MODIFIERS = frozenset(get_string_id(d) for d in ("relcl", "acl", "amod", "advcl", "pcomp", "compound"))


@dataclass(slots=True)
class _Text:
    """Token lookup by character in one parse."""

    parse: Parse
    starts: list[int]

    def between(self, start: int, end: int) -> list[Token]:
        return list(self.parse.doc[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


def find_quoted(parse: Parse, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """One candidate for each cue of direct speech, with every quotation that belongs to it."""
    text = _Text(parse, [token.idx for token in parse.doc])
    goes_on = set(continuing(quotations, parse.paragraphs))
    open_candidate: Candidate | None = None
    reach = 0  # up to where the words between two quotations belong to the cue of the first
    for number, quotation in enumerate(quotations):
        before = quotations[number - 1] if number else None
        after = quotations[number + 1] if number + 1 < len(quotations) else None
        span = (quotation.start, quotation.end)
        if open_candidate is not None and number in goes_on:
            open_candidate = replace(open_candidate, content=(*open_candidate.content, span))
            continue
        found = _cued(text, quotation, before, after, reach)
        if found is not None and open_candidate is not None and found.head.i == open_candidate.head.i:
            open_candidate = replace(open_candidate, content=(*open_candidate.content, span))
            continue
        if (
            found is None
            and open_candidate is not None
            and quotation.kind == "speech"
            and not parse.text[reach : quotation.start].strip(" \t.,;:")
        ):
            open_candidate = replace(open_candidate, content=(*open_candidate.content, span))
            reach = quotation.end
            continue
        if found is not None:
            if open_candidate is not None:
                yield open_candidate
            open_candidate = found
            reach = max(
                quotation.end, _clause_end(parse.text, found.cue[1], _paragraph_end(parse, quotation), after)
            )
    if open_candidate is not None:
        yield open_candidate


def _cued(
    text: _Text, quotation: Quotation, before: Quotation | None, after: Quotation | None, taken: int
) -> Candidate | None:
    """The candidate of the cue next to a quotation: behind it where the quotation ends with a comma, else before."""
    words = text.parse.text
    left, right = text.parse.paragraphs[text.parse.paragraph_at(quotation.start)]
    last = words[quotation.inner[1] - 1]
    if last in _GOES_ON or words[quotation.end : quotation.end + 1] == ",":
        end = _clause_end(words, quotation.end, right, after)
        verb = _first_cue(text.between(quotation.end, end))
        if verb is not None:
            return _candidate(text.parse, quotation, verb, (quotation.end, end))
    floor = max(left, before.end if before else 0, 0)
    stops = [m.end() for m in _STOP.finditer(words, floor, quotation.start)]
    begin = stops[-1] if stops else floor
    lead = words[begin : quotation.start].rstrip()
    verb = _first_cue(text.between(begin, quotation.start)[::-1])
    if verb is None or not lead:
        return None
    joined = lead[-1] in _INTRODUCES or words[verb.idx + len(verb) : quotation.start].strip(" ,:") == ""
    sentence = words[quotation.inner[0]].isupper() and quotation.kind == "speech"
    if joined or (sentence and lead.split()[-1] not in ("that", "the", "a", "as", "of")):
        return _candidate(text.parse, quotation, verb, (begin, quotation.start))
    return None


def _clause_end(words: str, start: int, limit: int, after: Quotation | None) -> int:
    """The end of the sentence that holds `start`, at most where the next quotation starts."""
    if after is not None:
        limit = min(limit, max(after.start, start))
    stop = _STOP.search(words, start, limit)
    return stop.start() if stop else limit


def _paragraph_end(parse: Parse, quotation: Quotation) -> int:
    return parse.paragraphs[parse.paragraph_at(quotation.start)][1]


def _first_cue(tokens: Sequence[Token]) -> Token | None:
    """The first verb of speech, passing over verbs that modify the speaker ("the man, who lost a son, said")."""
    cues, frames = load_cues(), load_cue_frames()
    for token in tokens[:_REACH]:
        if (
            token.lower_ in cues.speech_forms
            or (token.pos in (VERB, AUX) and frames.share("verb", token.lemma_.lower(), "aside") > 0.5)
        ) and (token.tag_ == "VBG" or token.dep not in _MODIFIERS or token.lemma_ in ("say", "tell", "add")):
            return token
    return None


def _candidate(parse: Parse, quotation: Quotation, verb: Token, region: Range) -> Candidate:
    speaker = speaker_of(verb)
    if speaker is None or quotation.start <= speaker.idx < quotation.end:
        speaker = _named_beside(verb, region)
    source = None
    if speaker is not None:
        source = phrase_range(speaker, verb)
        if region[0] <= speaker.idx < region[1]:
            source = (max(source[0], region[0]), min(source[1], region[1]))
    return Candidate(
        "quoted",
        verb,
        cue_range(Unit("verb", verb.lemma_, verb, (verb,), ()), []),
        ((quotation.start, quotation.end),),
        source,
        speaker,
        direct=True,
    )


def _named_beside(verb: Token, region: Range) -> Token | None:
    """The noun nearest to a verb inside a stretch of text, before it or behind it."""
    doc = verb.doc
    for step in (-1, 1):
        i = verb.i + step
        while 0 <= i < len(doc) and region[0] <= doc[i].idx < region[1]:
            if doc[i].pos_ in ("PROPN", "NOUN", "PRON"):
                return doc[i]
            i += step
    return None
