"""Whether it happened: what the words around a word of harm say of its status."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.lexicon.harm import load_harm
from reportedly.records import Status

_VERBAL = frozenset(("VERB", "AUX"))
_COMPLEMENTS = frozenset(("xcomp", "ccomp", "dobj", "pcomp", "pobj", "prep", "acl", "oprd", "advcl", "acomp"))


def status_of(trigger: Token) -> Status:
    """The status of what a word of harm states: its own words first, then what governs it."""
    cues = load_harm().status
    for verb in _clause(trigger):
        for child in verb.children:
            form = child.lower_
            if child.i > trigger.i and child.i > verb.i:
                continue
            if child.dep_ == "neg" or (form in cues["nearly"] and child.i == trigger.i - 1):
                return "denied"
            if (child.dep_ == "aux" and form in cues["possible"]) or (
                child.dep_ == "mark" and form in cues["conditions"]
            ):
                return "possible"
            if child.dep_ == "aux" and form in cues["planned"]:
                return "planned"
            if form in cues["hearsay"]:
                return "alleged"
    return _governed(trigger)


def _clause(trigger: Token) -> list[Token]:
    """The word of harm and the verb that carries it, with the first of a coordination."""
    out, token = [trigger], trigger
    while token.dep_ == "conj" and token.head.pos_ in _VERBAL and not _own_subject(token):
        token = token.head
        out.append(token)
    if token.pos_ == "NOUN" and (
        token.dep_ not in ("dobj", "attr", "nsubjpass")
        or any(c.lower_ in ("the", "his", "her", "their") for c in token.lefts)
    ):
        return out
    if token.pos_ not in _VERBAL or token.dep_ in ("acomp", "attr", "oprd"):
        head = token.head
        while (
            head.pos_ not in _VERBAL
            and head.head.i != head.i
            and head.dep_ in ("conj", "amod", "attr", "dobj", "nsubj", "pobj", "prep")
        ):
            head = head.head
        if head.pos_ in _VERBAL and token.dep_ not in ("nsubj", "nsubjpass"):
            out.append(head)
    return out


def _governed(trigger: Token) -> Status:
    """The status that the words above give: "plotted to kill", "accused of killing", "denied killing"."""
    cues, token = load_harm().status, trigger
    infinitive = _bare_infinitive(token)
    for _ in range(4):
        head = token.head
        if head.i == token.i or (token.dep_ not in _COMPLEMENTS and token.dep_ != "conj"):
            break
        lemma = head.lemma_.lower()
        direct = token.dep_ in ("xcomp", "ccomp", "dobj", "pcomp", "pobj")
        if lemma in cues["deny"] and direct and (token.i == trigger.i or token.dep_ in ("xcomp", "ccomp")):
            return "denied"
        if lemma in cues["averted"] and (direct or token.dep_ == "prep"):
            return "denied"
        if lemma in cues["feared"] and token.dep_ in ("oprd", "xcomp", "ccomp", "acomp", "acl"):
            return "possible"
        if lemma in cues["accused"] and token.dep_ in ("prep", "xcomp"):
            return "alleged"
        if lemma in cues["plan"] and (infinitive or _planned_noun(trigger, token) or _planned_gerund(token)):
            return "planned"
        token = head
    return "planned" if infinitive and trigger.dep_ in ("advcl", "relcl") else "actual"


def _planned_noun(trigger: Token, token: Token) -> bool:
    """ "ordered the arrest of", "plans for the killing of"."""
    return trigger.pos_ == "NOUN" and token.dep_ in ("dobj", "pobj", "prep")


def _planned_gerund(token: Token) -> bool:
    """ "considered killing", "was sent on killing" with a verb above, not "exchanging vows, killing"."""
    return token.tag_ == "VBG" and token.dep_ in ("xcomp", "pcomp") and token.head.pos_ in ("VERB", "ADP")


def _bare_infinitive(verb: Token) -> bool:
    """Whether this is "to kill", and not "to have killed"."""
    return (
        verb.tag_ == "VB"
        and any(c.tag_ == "TO" for c in verb.children)
        and not any(c.lemma_ == "have" for c in verb.children)
    )


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
