"""Which words name the source of a cue: its subject, its agent, its possessor, or those of the verb above it."""

from __future__ import annotations

from spacy.strings import get_string_id
from spacy.tokens import Token

from reportedly.reading.attribution_candidates import Range

(
    acl,
    advcl,
    agent,
    appos,
    ccomp,
    conj,
    dobj,
    nsubj,
    nsubjpass,
    parataxis,
    pcomp,
    pobj,
    poss,
    prep,
    relcl,
    xcomp,
) = map(
    get_string_id,
    [
        "acl",
        "advcl",
        "agent",
        "appos",
        "ccomp",
        "conj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "parataxis",
        "pcomp",
        "pobj",
        "poss",
        "prep",
        "relcl",
        "xcomp",
    ],
)
_STEPS = 4


def speaker_of(verb: Token, *, passive: bool = False) -> Token | None:
    """The head of the words that name who says it, or None where the clause names nobody.

    For a passive cue that is its agent ("was accused by the army"); a verb without a subject takes that of the verb
    above it ("The army denied it, saying...").
    """
    if passive:
        return _object_of(verb, agent)
    for _ in range(_STEPS):
        subject = next((c for c in verb.children if c.dep == nsubj), None)
        if subject is not None:
            return subject
        if any(c.dep == nsubjpass for c in verb.children):
            return None
        head = verb.head
        if verb.dep in (conj, advcl):
            verb = head
        elif verb.dep == xcomp:
            objects = [c for c in head.children if c.dep == dobj and c.i < verb.i]
            if objects and verb.tag_ == "VB":
                return objects[0]
            verb = head
        elif verb.dep == pcomp and head.dep == prep:
            verb = head.head
        elif verb.dep == acl:
            return head
        else:
            return None
    return None


def possessor_of(noun: Token) -> Token | None:
    """Who stands behind a noun of saying: "the ministry's claim", "a report by the ministry"."""
    owner = next((c for c in noun.lefts if c.dep == poss), None)
    if owner is not None:
        return owner
    for child in noun.rights:
        if child.dep == prep and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep == pobj), None)
    return None


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
        if child.dep == dep or (dep == agent and child.dep == prep and child.lower_ == "by"):
            found = next((c for c in child.children if c.dep == pobj), None)
            if found is not None:
                return found
    return None
