"""Whoever counts the dead says how many there are: "raised their count to 96", "listed nine dead", "spoke of 15 dead"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.lexicon.cues import load_cues
from reportedly.lexicon.harm import load_harm
from reportedly.lexicon.sources import load_source_words
from reportedly.lexicon.victims import load_victims
from reportedly.reading.parse import Parse
from reportedly.reading.saying.attribution_candidates import Candidate, trimmed
from reportedly.reading.saying.cue_labels import AUX, CONJ, DOBJ, NSUBJPASS, POBJ, PREP, VERB
from reportedly.reading.saying.source_names import Ground
from reportedly.reading.saying.source_phrases import lost_subject, phrase_range, speaker_of

_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_NO_PEOPLE = frozenset({"MONEY", "PERCENT", "QUANTITY", "DATE", "TIME", "ORDINAL"})
_REACH = 5  # words from a number to the harm it counts: "15 more of the wounded"


def find_counting(parse: Parse, tokens: Sequence[Token], ground: Ground) -> Iterator[Candidate]:
    """One candidate for each verb of counting whose subject can count and whose object states a number of people harmed."""
    words = load_cues()
    for token in tokens:
        if token.pos not in (VERB, AUX) or token.lemma_ not in words.counting:
            continue
        counted = _counted(token)
        speaker = None if counted is None else speaker_of(token) or lost_subject(token)
        if counted is None or speaker is None or not _can_count(speaker, ground):
            continue
        cue_end = token.idx + len(token)
        last = _last(token)
        content = trimmed(((counted.left_edge.idx, last.idx + len(last)),), parse.text)
        source = phrase_range(speaker, token)
        if content and content[0][0] >= cue_end and source[1] <= token.idx:
            yield Candidate("counting", token, (token.idx, cue_end), content, source, speaker)


def _counted(verb: Token) -> Token | None:
    """The head of what the verb counts: a total ("the toll") that gets a number, or a number of people harmed."""
    words = load_cues()
    if any(c.dep == NSUBJPASS for c in verb.children):
        return None
    for child in verb.rights:
        if child.dep == PREP and verb.lemma_ in words.counting_of and child.lower_ == "of":
            found = next((c for c in child.children if c.dep == POBJ), None)
            if found is not None and _counts_harm(found.left_edge, verb.doc[_last(verb).i]):
                return child
        elif child.dep == DOBJ and verb.lemma_ not in words.counting_of:
            last = _last(verb)
            if child.lemma_.lower() in words.totals and any(map(_is_number, verb.doc[child.i + 1 : last.i + 1])):
                return child
            if _counts_harm(child.left_edge, last):
                return child
    return None


def _is_number(token: Token) -> bool:
    return token.like_num and token.ent_type_ not in _NO_PEOPLE


def _counts_harm(first: Token, last: Token) -> bool:
    """Whether a number of people harmed opens the words between two tokens."""
    harm, doc = load_harm(), first.doc
    for token in doc[first.i : min(first.i + _REACH, last.i + 1)]:
        if token.like_num:
            return any(
                t.lower_ in harm.states or t.lower_ in harm.sufferers or t.lemma_.lower() in harm.nouns
                for t in doc[token.i + 1 : min(token.i + _REACH, last.i + 1)]
            )
    return False


def _can_count(speaker: Token, ground: Ground) -> bool:
    """Whether a subject can say anything: people, bodies and documents; a blast raises a toll and says nothing."""
    words = load_source_words()
    if speaker.lower_ in words.pronouns:
        return words.pronouns[speaker.lower_] != "relative"
    lemma = speaker.lemma_.lower()
    if lemma in load_harm().sufferers or lemma in load_harm().casualties:
        return False
    return (
        speaker.lower_ in words.kinds
        or lemma in words.kinds
        or load_victims().is_person(lemma)
        or any(t.lower_ == "who" for t in speaker.subtree)
        or speaker.ent_type_ in _NAMED
        or bool(ground.actors(speaker.left_edge.idx, speaker.idx + len(speaker)))
    )


def _last(verb: Token) -> Token:
    """The last word of what a verb says: that of its phrase, and what the parser lost up to the next mark or verb."""
    doc, states = verb.doc, load_harm().states
    for child in verb.rights:
        if child.dep == CONJ and child.pos in (VERB, AUX) and child.lower_ not in states:
            return doc[max(child.left_edge.i - 2, verb.i)]  # "put it at 19 and said"
    last, limit = verb.right_edge, verb.sent.end
    while last.i + 1 < limit:
        following = doc[last.i + 1]
        if following.is_punct or following.is_space:
            break
        if following.pos in (VERB, AUX) and following.lower_ not in states:
            break
        last = following
    return last
