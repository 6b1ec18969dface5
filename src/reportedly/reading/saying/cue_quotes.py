"""Direct speech: for each quotation the cue before or after it, and the quotations that go on with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.strings import get_string_id
from spacy.tokens import Token

from reportedly.lexicon.cue_frames import load_cue_frames
from reportedly.lexicon.cues import load_cues
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Candidate, Range
from reportedly.reading.saying.cue_arcs import Unit
from reportedly.reading.saying.cue_labels import AUX, CCOMP, NOUN, NSUBJ, NSUBJPASS, PRON, PROPN, VERB
from reportedly.reading.saying.cue_verbs import cue_range
from reportedly.reading.saying.quotations import continuing
from reportedly.reading.saying.source_phrases import phrase_range, speaker_of

_REACH = 30
_STOP = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)[.?!;](?=\s|$)"
)
_GOES_ON = frozenset(",?!…—-")
_INTRODUCES = frozenset(",:")
_PLAIN = frozenset({"say", "tell", "add"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INSIDE = frozenset({"that", "the", "a", "an", "as", "of", "by", "and"})
_MODIFIERS = frozenset(get_string_id(d) for d in ("relcl", "acl", "amod", "advcl", "pcomp", "compound"))


@dataclass(slots=True)
class _Text:
    """Token lookup by character in one parse."""

    parse: Parse
    tokens: Sequence[Token]

    def between(self, start: int, end: int) -> list[Token]:
        first = bisect_left(self.tokens, start, key=lambda t: t.idx)
        return list(self.tokens[first : bisect_left(self.tokens, end, lo=first, key=lambda t: t.idx)])


def find_quoted(parse: Parse, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """One candidate for each cue of direct speech, with every quotation that belongs to it."""
    text = _Text(parse, tokens)
    goes_on = set(continuing(quotations, parse.paragraphs))
    speech: Candidate | None = None
    reach = 0  # up to where the words after the last quotation belong to its cue
    for number, quotation in enumerate(quotations):
        before = quotations[number - 1] if number else None
        after = quotations[number + 1] if number + 1 < len(quotations) else None
        found = _cue_behind(text, quotation, before, after) or _cue_before(text, quotation, before)
        span = (quotation.start, quotation.end)
        if found is not None and (speech is None or found.head.i != speech.head.i):
            if speech is not None:
                yield speech
            speech = found
            end = parse.paragraphs[parse.paragraph_at(quotation.start)][1]
            reach = max(quotation.end, _clause_end(parse.text, found.cue[1], end, after))
        elif speech is not None and (found is not None or number in goes_on):
            speech = replace(speech, content=(*speech.content, span))
            reach = max(reach, quotation.end)
        elif (
            speech is not None
            and quotation.kind == "speech"
            and not _has_words(parse.text[reach : quotation.start])
        ):
            speech = replace(speech, content=(*speech.content, span))
            reach = quotation.end
    if speech is not None:
        yield speech


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _cue_behind(
    text: _Text, quotation: Quotation, before: Quotation | None, after: Quotation | None
) -> Candidate | None:
    """The cue of an aside: '"We stay," he said', and 'It was "a crime," he said', whose content starts with "It"."""
    words = text.parse.text
    left, right = text.parse.paragraphs[text.parse.paragraph_at(quotation.start)]
    if words[quotation.inner[1] - 1] not in _GOES_ON and words[quotation.end : quotation.end + 1] != ",":
        return None
    end = _clause_end(words, quotation.end, right, after)
    verb = _first_cue(text.between(quotation.end, end))
    if verb is None or verb.tag_ == "VBG" or _governs_more(verb):
        return None
    begin = _sentence_start(words, max(left, before.end if before else 0), quotation.start)
    if (
        not _has_words(words[begin : quotation.start])
        or words[begin : quotation.start].rstrip()[-1] in _INTRODUCES
    ):
        begin = quotation.start
    return _candidate(text.parse, (begin, quotation.end), verb, (quotation.end, end))


def _cue_before(text: _Text, quotation: Quotation, before: Quotation | None) -> Candidate | None:
    """The cue that introduces a quotation: 'He said in a statement: "We stay."'"""
    words = text.parse.text
    number = text.parse.paragraph_at(quotation.start)
    left = text.parse.paragraphs[number][0]
    if quotation.start == left and number and words[text.parse.paragraphs[number - 1][1] - 1] == ":":
        left = text.parse.paragraphs[number - 1][0]
    begin = _sentence_start(words, max(left, before.end if before else 0), quotation.start)
    between = text.between(begin, quotation.start)
    verb = _first_cue(between[::-1])
    if verb is None:
        return None
    behind = [t for t in between if t.i > verb.i]
    if any(t.tag_ in _FINITE for t in behind):
        return None  # "said the raid was 'a crime'": what the verb governs, not the quotation alone
    lead = words[begin : quotation.start].rstrip()
    sentence = words[quotation.inner[0]].isupper() and quotation.kind == "speech"
    if lead[-1] in _INTRODUCES or not behind or (sentence and lead.split()[-1] not in _INSIDE):
        return _candidate(text.parse, (quotation.start, quotation.end), verb, (begin, quotation.start))
    return None


def _sentence_start(words: str, floor: int, at: int) -> int:
    """Where the sentence that holds `at` begins, not before `floor`."""
    stops = [m.end() for m in _STOP.finditer(words, floor, at)]
    begin = stops[-1] if stops else floor
    while begin < at and not (words[begin].isalnum() or words[begin] in "\"“‘'"):
        begin += 1
    return begin


def _governs_more(verb: Token) -> bool:
    """Whether a verb behind a quotation has a clause of its own: '"...," but he said that the footage'."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if following.lower_ == "that" and following.head.i != verb.i:
        return True
    return any(c.dep == CCOMP and c.i > verb.i and _has_subject_right(c, verb) for c in verb.rights)


def _has_subject_right(clause: Token, verb: Token) -> bool:
    return any(c.dep in (NSUBJ, NSUBJPASS) and c.i > verb.i for c in clause.lefts)


def _clause_end(words: str, start: int, limit: int, after: Quotation | None) -> int:
    """The end of the sentence that holds `start`, at most where the next quotation starts."""
    if after is not None:
        limit = min(limit, max(after.start, start))
    stop = _STOP.search(words, start, limit)
    return stop.start() if stop else limit


def _first_cue(tokens: Sequence[Token]) -> Token | None:
    """The first verb of speech, passing over verbs that modify the speaker ("the man, who lost a son, said")."""
    cues, frames = load_cues(), load_cue_frames()
    for token in tokens[:_REACH]:
        if token.lemma_ in _PLAIN:
            speaks = True
        elif token.pos not in (VERB, AUX):
            continue
        else:
            speaks = token.lower_ in cues.speech_forms or frames.share("verb", token.lemma_.lower(), "aside") > 0.5
        modifies = token.dep in _MODIFIERS and (
            token.lemma_ not in _PLAIN or any(c.tag_ in ("WP", "WDT") for c in token.lefts)
        )
        if speaks and not modifies:
            return token
    return None


def _candidate(parse: Parse, content: Range, verb: Token, region: Range) -> Candidate:
    speaker = speaker_of(verb)
    if speaker is None or content[0] <= speaker.idx < content[1]:
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
        (content,),
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
            if doc[i].pos in (PROPN, NOUN, PRON) and doc[i].ent_type_ not in ("DATE", "TIME"):
                while step == 1 and doc[i].pos == PROPN and i + 1 < len(doc) and doc[i + 1].pos == PROPN:
                    i += 1
                return doc[i]
            i += step
    return None
