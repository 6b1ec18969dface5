"""Who stands as object or subject of a verb of harm, in every voice: active, passive, participle, relative, shared."""

from __future__ import annotations

from spacy.tokens import Token

_RELATIVE = frozenset(("who", "whom", "that", "which"))
_AIMED = frozenset(("at", "into", "toward", "towards", "back", "through", "from", "up", "out"))
_RAISING = frozenset(("xcomp", "ccomp", "oprd"))


def objects_of(verb: Token) -> list[Token]:
    """The tokens that undergo the verb.

    "were killed" its passive subject, "killed four" its object, "people killed in" the noun it belongs to, "killed and
    wounded 12" the object that both share.
    """
    direct = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
    if direct:
        return direct
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if passive:
        return [_antecedent(p, verb) for p in passive]
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        return [verb.head]
    if verb.dep_ == "relcl" and any(c.dep_ == "dobj" for c in verb.children):
        return [verb.head]
    after = _object_after(verb)
    if after and not any(c.dep_ == "auxpass" for c in verb.children):
        return after
    bare = [c for c in verb.children if c.dep_ == "nsubj"]
    if bare and verb.tag_ in ("VBN", "VBD") and not _has_auxiliary(verb):
        return [] if aims(verb) else bare
    if bare:
        return []
    if verb.dep_ in _RAISING and verb.tag_ == "VBN" and _raised(verb):
        return _raised(verb)
    return _shared(verb)


def subjects_of(verb: Token) -> list[Token]:
    """The tokens that do the verb or are in its state: own subject, antecedent, raised or shared."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return [_antecedent(s, verb) for s in own]
    if verb.dep_ == "acl":
        return [verb.head]
    if verb.dep_ in _RAISING:
        return _raised(verb)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subjects_of(verb.head)
    return []


def _antecedent(word: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: the noun that its clause belongs to."""
    if word.lower_ in _RELATIVE:
        clause = verb
        while clause.dep_ == "conj":
            clause = clause.head
        if clause.dep_ in ("relcl", "acl"):
            return clause.head
    return word


def _raised(verb: Token) -> list[Token]:
    """The subject of the verb above: "are believed to have been killed"."""
    head = verb.head
    if head.pos_ not in ("VERB", "AUX"):
        return []
    return [_antecedent(c, head) for c in head.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < verb.i]


def _shared(verb: Token) -> list[Token]:
    """The subject before it that a coordinated verb shares."""
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and verb.head.pos_ in ("VERB", "AUX"):
        head, passive = verb.head, any(c.dep_ == "auxpass" for c in verb.children)
        if passive:
            return subjects_of(head)
        if head.tag_ == "VBN" and verb.tag_ == "VBN":
            return [_antecedent(c, head) for c in head.children if c.dep_ == "nsubjpass"]
    return []


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def aims(verb: Token) -> bool:
    """Whether the verb tells what was aimed at, not who was hit: "two men shot at the car", "shot repeatedly"."""
    following = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    return following in _AIMED or (verb.tag_ == "VBD" and following.endswith("ly"))


def _object_after(verb: Token) -> list[Token]:
    """The object of a verb right after that this one shares: "shot and killed four"."""
    for child in verb.children:
        if child.dep_ in ("conj", "advcl") and child.pos_ == "VERB" and 0 < child.i - verb.i <= 3:
            after = [c for c in child.children if c.dep_ == "dobj"]
            if after:
                return after
    return []


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)
