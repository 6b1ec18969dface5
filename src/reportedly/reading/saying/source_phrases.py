"""Which words name the source of a cue: its subject, its agent, its possessor, or those of the verb above it."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.saying.attribution_candidates import Range
from reportedly.reading.saying.cue_labels import (
    ACL,
    ADVCL,
    AGENT,
    CONJ,
    DOBJ,
    NOUN,
    NSUBJ,
    NSUBJPASS,
    PCOMP,
    POBJ,
    POSS,
    PREP,
    PRON,
    PROPN,
    XCOMP,
)

_STEPS = 4
_SAYING = frozenset({"say", "tell"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def speaker_of(verb: Token, *, passive: bool = False) -> Token | None:
    """The head of the words that name who says it, or None where the clause names nobody.

    For a passive cue that is its agent ("was accused by the army"); a verb without a subject takes that of the verb
    above it ("The army denied it, saying...").
    """
    if passive:
        return _object_of(verb, AGENT)
    for _ in range(_STEPS):
        subject = next((c for c in verb.children if c.dep == NSUBJ), None)
        if subject is not None:
            return subject
        if any(c.dep == NSUBJPASS for c in verb.children):
            return None
        head = verb.head
        if verb.dep in (CONJ, ADVCL):
            verb = head
        elif verb.dep == XCOMP:
            objects = [c for c in head.children if c.dep == DOBJ and c.i < verb.i]
            if objects and verb.tag_ == "VB":
                return objects[0]
            verb = head
        elif verb.dep == PCOMP and head.dep == PREP:
            quoting = quoted_as(verb)
            verb = head.head
            if quoting is not None:
                return next((c for c in quoting.children if c.dep in (DOBJ, NSUBJPASS)), None)
        elif verb.dep == ACL:
            return head
        else:
            return None
    return None


def quoted_as(saying: Token) -> Token | None:
    """The verb of quoting above "saying" in "quoted him as saying", or None."""
    if saying.dep == PCOMP and saying.lemma_ in _SAYING and saying.head.lower_ == "as":
        quoting = saying.head.head
        return quoting if quoting.lemma_ in ("quote", "cite") else None
    return None


def possessor_of(noun: Token) -> Token | None:
    """Who stands behind a noun of saying: "the ministry's claim", "a report by the ministry"."""
    owner = next((c for c in noun.lefts if c.dep == POSS), None)
    if owner is not None:
        return owner
    for child in noun.rights:
        if child.dep == PREP and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep == POBJ), None)
    return None


def lost_subject(verb: Token) -> Token | None:
    """The name or noun before a verb whose subject the parser lost: "Jan, a shopkeeper, said".

    Nothing finite may stand between; without a personal name it is the first noun before a comma or the verb.
    """
    doc, first = verb.doc, verb.sent.start
    opening: Token | None = None
    for i in range(verb.i - 1, first - 1, -1):
        token = doc[i]
        if token.ent_type_ == "PERSON" or (token.pos == PRON and i == verb.i - 1):
            return token
        if token.tag_ in _FINITE or token.is_quote:
            break
        if token.pos in (PROPN, NOUN) and (i + 1 == verb.i or doc[i + 1].text == ","):
            opening = token
    return opening


def phrase_range(speaker: Token, cue: Token | None = None) -> Range:
    """The noun phrase around a speaker as characters, without a clause that holds the cue itself.

    "Jan, a shopkeeper," gives the name and its apposition; "the man saying so" gives "the man".
    """
    words = list(speaker.subtree)
    if cue is not None and speaker.is_ancestor(cue):
        inside = {t.i for t in cue.subtree}
        words = [t for t in words if t.i not in inside]
    first = last = speaker.i
    present = {t.i for t in words}
    while first - 1 in present:
        first -= 1
    while last + 1 in present:
        last += 1
    doc = speaker.doc
    while last > speaker.i and (doc[last].is_punct or doc[last].is_space) and doc[last].lower_ not in (")", "]"):
        last -= 1
    while first < speaker.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _object_of(verb: Token, dep: int) -> Token | None:
    for child in verb.children:
        if child.dep == dep or (dep == AGENT and child.dep == PREP and child.lower_ == "by"):
            found = next((c for c in child.children if c.dep == POBJ), None)
            if found is not None:
                return found
    return None
