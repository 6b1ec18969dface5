"""Attributions without a verb that governs them: "according to", "reportedly", and names before a colon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.lexicon.cues import load_cues
from reportedly.reading.findings import Quotation
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Candidate, merged, ranges_of, trimmed
from reportedly.reading.saying.cue_labels import (
    AGENT,
    AUX,
    AUXPASS,
    CONJ,
    NOUN,
    NSUBJPASS,
    PCOMP,
    POBJ,
    PROPN,
    VERB,
    XCOMP,
)
from reportedly.reading.saying.source_phrases import phrase_range

_SIGNATURE = re.compile(
    r"\s*(?P<dash>[―—–])\s*(?P<name>[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*){1,3})(?=\s*(?:$|[\n\"“”,.]))"
)
_HEADLINE = re.compile(r"([A-Z][^:.?!,\"“‘\n]{1,60}):\s+(?=\S)")


def find_according(parse: Parse, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """ "According to X, the bridge fell": the clause is the content, X and all that belongs to X the source."""
    for token in tokens[:-1]:
        if token.lower_ != "according" or token.nbor().lower_ != "to":
            continue
        to = token.nbor()
        speaker = next((c for c in to.children if c.dep in (POBJ, PCOMP)), None)
        if speaker is None:
            continue
        speaker = _who_told(speaker)
        own = {t.i for t in token.subtree} | {t.i for t in to.subtree}
        words = [t for t in _clause_around(token).subtree if t.i not in own]
        content = trimmed(merged(ranges_of(words, parse.text), parse.text), parse.text)
        if content:
            cue = (token.idx, to.idx + len(to))
            yield Candidate("according", token, cue, content, phrase_range(speaker, token), speaker)


def _who_told(speaker: Token) -> Token:
    """ "according to what our correspondent reported": the correspondent."""
    clauses = [speaker] if speaker.pos_ == "VERB" else []
    if speaker.tag_ == "WP":
        clauses = [child for child in speaker.children if child.dep_ == "relcl"]
    tellers = (child for clause in clauses for child in clause.children if child.dep_ == "nsubj")
    return next((teller for teller in tellers if teller.tag_ != "WP"), speaker)


def find_hidden(parse: Parse, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """ "The bridge reportedly fell": the clause is the content and nobody is named."""
    adverbs, passives = load_cues().hidden, load_cues().hidden_passives
    for token in tokens:
        if token.tag_ == "VBN" and token.lemma_ in passives and not any(c.dep == AGENT for c in token.children):
            yield from _hidden_passive(parse, token)
        elif token.lower_ in adverbs:
            head = token.head
            while head.pos not in (VERB, AUX) and head.head.i != head.i:
                head = head.head
            words = [t for t in _own_clause(head) if t.i != token.i]
            content = trimmed(merged(ranges_of(words, parse.text), parse.text), parse.text)
            if content:
                yield Candidate("hidden", token, (token.idx, token.idx + len(token)), content)


def _hidden_passive(parse: Parse, verb: Token) -> Iterator[Candidate]:
    """ "The raid is believed to have killed nine": the subject and the infinitive are the content."""
    subject = next((c for c in verb.lefts if c.dep == NSUBJPASS), None)
    action = next((c for c in verb.rights if c.dep == XCOMP and any(t.tag_ == "TO" for t in c.lefts)), None)
    helper = next((c for c in verb.lefts if c.dep == AUXPASS), None)
    if subject is None or action is None or helper is None:
        return
    words = [*subject.subtree, *action.subtree]
    content = trimmed(merged(ranges_of(words, parse.text), parse.text), parse.text)
    yield Candidate("hidden passive", verb, (helper.idx, verb.idx + len(verb)), content)


def find_headlines(parse: Parse, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """ "Taliban: 12 soldiers killed" as a first line or a line of its own: who stands before the colon says it."""
    for number, (start, end) in enumerate(parse.paragraphs):
        match = _HEADLINE.match(parse.text, start, end)
        if match is None or (number and end - start > 140):
            continue
        first = bisect_left(tokens, match.start(1), key=lambda t: t.idx)
        last = bisect_left(tokens, match.end(1), key=lambda t: t.idx)
        name, colon = tokens[first:last], tokens[last] if last < len(tokens) else None
        if colon is None or colon.idx != match.end(1) or not name or any(t.pos in (VERB, AUX) for t in name):
            continue
        speaker = next((t for t in reversed(name) if t.pos in (PROPN, NOUN)), None)
        content = trimmed(((match.end(), end),), parse.text)
        if speaker is not None and content and len(name) <= 6:
            yield Candidate(
                "headline", colon, (colon.idx, colon.idx + 1), content, (match.start(1), match.end(1)), speaker
            )


def find_signed(parse: Parse, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """ "We stay." — Omar Haddad: a name after a dash signs the quotation before it."""
    for quotation in quotations:
        match = _SIGNATURE.match(parse.text, quotation.end)
        if match is None or quotation.kind != "speech":
            continue
        first = bisect_left(tokens, match.start("name"), key=lambda t: t.idx)
        last = bisect_left(tokens, match.end("name"), key=lambda t: t.idx)
        dash = bisect_left(tokens, match.start("dash"), key=lambda t: t.idx)
        yield Candidate(
            "signed",
            tokens[dash],
            match.span("dash"),
            ((quotation.start, quotation.end),),
            match.span("name"),
            tokens[first:last][-1],
            direct=True,
        )


def _clause_around(token: Token) -> Token:
    """The head of the clause that a phrase comments on; a noun that it follows is not one."""
    head = token.head
    while head.pos not in (VERB, AUX) and head.head.i != head.i:
        head = head.head
    return head


def _own_clause(verb: Token) -> list[Token]:
    """A verb's words without coordinated clauses and without those that it stands in."""
    left_out: set[int] = set()
    for child in verb.children:
        if child.dep == CONJ and child.pos in (VERB, AUX):
            left_out.update(t.i for t in child.subtree)
    return [t for t in verb.subtree if t.i not in left_out]
