"""Where a report says that people were harmed: the word of harm, its field, and the tokens that stand for those harmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from reportedly.lexicon.harm import Phrase, load_harm
from reportedly.reading.tolls.arguments import objects_of, subjects_of
from reportedly.reading.tolls.untold import told_apart
from reportedly.records import TollField

How = Literal["verb", "state", "before", "noun", "count", "among", "self"]

VERB_TAGS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
_BE = frozenset(("be", "remain", "lie", "stay", "become", "get", "appear", "seem"))
_NOBODY: tuple[None] = (None,)  # the parse shows nobody; the neighbours may
_STATIVE = frozenset(("amod", "compound", "acomp", "oprd", "attr"))
_PREDICATES = frozenset(
    ("acomp", "attr", "oprd", "advcl", "prep", "xcomp", "ccomp", "dobj", "conj", "advmod", "acl")
)


@dataclass(frozen=True, slots=True)
class Harm:
    """One word of harm and a token for those harmed: a noun, a numeral, a pronoun; None where the parse shows none.

    `how` tells the grammar: `verb`, `state` ("are dead"), `before` ("dead bodies"), `noun` ("the death of"), `count`
    ("two fatalities", where the word of harm is itself what is counted), `among` ("among the dead were"), `self`.
    """

    field: TollField
    trigger: Token
    patient: Token | None
    how: How


def find_harm(doc: Doc) -> Iterator[Harm]:
    """Every word of harm of a text with each of its patients, in the order of the words of harm."""
    words, interesting = load_harm(), _interesting()
    for token in doc:
        form, lemma = token.lower_, token.lemma_.lower()
        if lemma not in interesting and form not in interesting:
            continue
        verbal = token.tag_ in VERB_TAGS and token.dep_ not in _STATIVE
        if form in words.among:
            yield from _among(token)
        if verbal:
            yield from _of_verb(token, lemma)
        if form in words.states:
            yield from _of_state(token, verbal)
        if lemma in words.nouns or lemma in words.casualties:
            yield from _of_noun(token, lemma)
        if form in words.sufferers or lemma in words.sufferers:
            yield from _of_sufferer(token, form, lemma)


@cache
def _interesting() -> frozenset[str]:
    words = load_harm()
    tables = (
        words.by_object,
        words.shooting,
        words.by_subject,
        words.states,
        words.nouns,
        words.sufferers,
        words.phrases,
    )
    return frozenset(w for t in tables for w in t) | words.casualties | words.among | {"turn"}


def _of_verb(verb: Token, lemma: str) -> Iterator[Harm]:
    words = load_harm()
    himself = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ in words.reflexive]
    if lemma == "turn":
        if any(c.lower_ in words.turned for c in verb.children) and _turned_on_oneself(verb):
            yield Harm("killed", verb, None, "self")
        return
    if lemma in words.by_object:
        field = "killed" if lemma in words.shooting and _deadly(verb) else words.by_object[lemma]
        if himself:
            if field == "killed":
                yield Harm(field, verb, himself[0], "self")
            for other in (c for c in himself[0].children if c.dep_ == "conj"):
                yield Harm(field, verb, other, "verb")
        else:
            outcome = _told_by_next(verb) if lemma in words.shooting and field == "wounded" else None
            for patient in objects_of(verb) or _NOBODY:
                yield Harm(outcome or field, verb, patient, "verb")
    elif lemma in words.shooting and _deadly(verb):
        for patient in objects_of(verb):
            yield Harm("killed", verb, patient, "verb")
    if lemma in words.by_subject and not any(c.dep_ == "dobj" for c in verb.children if lemma != "flee"):
        for patient in (subjects_of(verb) or _NOBODY) if lemma != "flee" or _flees_home(verb) else ():
            yield Harm(words.by_subject[lemma], verb, patient, "verb")
    for phrase in words.phrases.get(lemma, ()):
        yield from _of_phrase(verb, phrase)
    if lemma == "lose":
        for child in verb.children:
            if child.dep_ == "dobj" and child.lower_ not in ("life", "lives"):
                yield Harm("killed", verb, child, "count")


def _flees_home(verb: Token) -> bool:
    """Whether people fled their homes or a war; attackers who fled the scene were not driven out."""
    after = verb.doc[verb.i + 1 : verb.i + 8]
    abroad = len(after) > 1 and after[0].lower_ in ("to", "into") and after[1].ent_type_ == "GPE"
    return abroad or any(t.lemma_.lower() in load_harm().left_behind for t in after)


def _turned_on_oneself(verb: Token) -> bool:
    after = verb.doc[verb.i + 1 : verb.i + 6]
    return any(t.lower_ in load_harm().reflexive for t in after)


def _deadly(verb: Token) -> bool:
    """Whether a shooting killed: "fatally shot", "shot dead", "shot to death"."""
    deadly, doc = load_harm().deadly, verb.doc
    if verb.i and doc[verb.i - 1].lower_ in deadly:
        return True
    if verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ in deadly:
        return True
    for child in verb.children:
        if child.lower_ in deadly:
            return True
        if child.lower_ == "to" and any(t.lower_ == "death" for t in child.children):
            return True
    return False


def _told_by_next(verb: Token) -> TollField | None:
    """The outcome that the verb right after tells: "shot and killed", "shot, killed", "stabbed and wounded"."""
    words, after = load_harm(), verb.doc[verb.i + 1 : verb.i + 4]
    if len(after) > 1 and after[0].lower_ in ("and", ","):
        for token in after[1:3]:
            if token.lemma_ in words.by_object and token.tag_ in VERB_TAGS:
                return words.by_object[token.lemma_]
    return None


def _of_phrase(verb: Token, phrase: Phrase) -> Iterator[Harm]:
    """Those harmed in a light-verb phrase: its subject, or what its object counts."""
    if phrase.object:
        for child in verb.children:
            if child.dep_ in ("dobj", "acomp", "oprd", "attr", "nsubjpass") and child.lower_ in phrase.object:
                if phrase.who == "object":
                    own = child.dep_ == "dobj" and any(
                        c.dep_ == "poss" and c.lower_ in ("his", "her") for c in child.children
                    )
                    own = own and verb.lemma_ == "take" and any(c.lower_ == "own" for c in child.children)
                    for patient in _taken(verb, child):
                        yield Harm(phrase.field, verb, patient, "self" if own else "verb")
                else:
                    for patient in subjects_of(verb):
                        yield Harm(phrase.field, verb, patient, "verb")
                return
        return
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "dative"):
            for goal in child.children:
                if goal.lower_ in phrase.to or any(t.lower_ in phrase.to for t in goal.lefts):
                    patients = objects_of(verb) if verb.tag_ == "VBN" else subjects_of(verb)
                    if not any(map(_is_dead, patients)):
                        for patient in patients:
                            yield Harm(phrase.field, verb, patient, "verb")
                    return


def _is_dead(patient: Token) -> bool:
    """Whether a noun is one for the dead, who are taken to hospitals as well: "500 bodies", "the dead"."""
    sufferers = load_harm().sufferers
    return "killed" in (sufferers.get(patient.lower_), sufferers.get(patient.lemma_))


def _taken(verb: Token, child: Token) -> list[Token]:
    """Those taken hostage: the noun itself where it is counted ("took 20 hostages"), else who was taken."""
    if child.dep_ == "oprd" or (child.lower_.endswith("e") and child.i == verb.i + 1):
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        return passive or ([verb.head] if verb.dep_ in ("acl", "relcl") else objects_of(verb))
    return [child]


def _of_state(token: Token, verbal: bool) -> Iterator[Harm]:
    """States: "are dead", "left 32 civilians dead", "four dead bodies", "found dead"."""
    field, head = load_harm().states[token.lower_], token.head
    if token.dep_ == "amod" and head.i > token.i:
        yield Harm(field, token, head, "before")
    elif token.dep_ == "amod" and not verbal:
        yield Harm(field, token, head, "state")
    elif token.dep_ in _PREDICATES and not verbal:
        patients = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not patients and head.lemma_ in load_harm().leaving:
            patients = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < token.i]
        if not patients and head.lemma_ in _BE:
            patients = subjects_of(head)
        if not patients and token.dep_ == "acl":
            patients = [head]
        for patient in patients or _NOBODY:
            yield Harm(field, token, patient, "state")


def _of_noun(token: Token, lemma: str) -> Iterator[Harm]:
    """Nouns of harm: "the killing of four of its fighters", "two fatalities", "no casualties"."""
    words = load_harm()
    if lemma in words.casualties:
        if lemma == "casualty" and token.tag_ == "NNS":
            yield Harm("killed", token, token, "count")
            yield Harm("wounded", token, token, "count")
        return
    if token.tag_ not in ("NN", "NNS", "VBG", "NNP", "NNPS") or token.dep_ == "compound":
        return
    for patient in _behind_of(token) or _shared_behind_of(token):
        yield Harm(words.nouns[lemma], token, patient, "noun")
    for child in token.children:
        if child.dep_ == "poss" and child.ent_type_ == "PERSON" and token.tag_ == "NN":
            yield Harm(words.nouns[lemma], token, child, "noun")
    yield Harm(words.nouns[lemma], token, token, "count")


def _of_sufferer(token: Token, form: str, lemma: str) -> Iterator[Harm]:
    """Nouns for those harmed: "19 bodies", "the bodies of 50 people", "120 wounded"."""
    words = load_harm()
    field = words.sufferers.get(form) or words.sufferers[lemma]
    if token.dep_ == "compound":
        return
    if token.dep_ == "nsubj" and token.head.lemma_ in ("include", "number"):
        for child in token.head.children:
            if child.dep_ in ("dobj", "attr"):
                yield Harm(field, token, child, "among")
    behind = _behind_of(token) if lemma in ("body", "corpse", "remains") else []
    for patient in behind:
        yield Harm(field, token, patient, "noun")
    if not behind:
        yield Harm(field, token, token, "count")


def _shared_behind_of(token: Token) -> list[Token]:
    """What two coordinated nouns share: "the kidnapping and assassination of five students"."""
    nouns = load_harm().nouns
    fellows = [c for c in token.children if c.dep_ == "conj"] + ([token.head] if token.dep_ == "conj" else [])
    return [p for f in fellows if f.lemma_.lower() in nouns and abs(f.i - token.i) <= 3 for p in _behind_of(f)]


def _behind_of(token: Token) -> list[Token]:
    return [
        p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
    ]


def _among(token: Token) -> Iterator[Harm]:
    """Who is named as one of those harmed: "Among the dead were 10 children", "a sergeant is among the dead"."""
    words = load_harm()
    field: TollField | None = None
    for inner in token.doc[token.i + 1 : token.i + 7]:
        if inner.i == token.i + 1 and inner.lower_ in ("them", "whom"):
            return
        field = (
            words.states.get(inner.lower_)
            or words.by_object.get(inner.lemma_)
            or words.by_subject.get(inner.lemma_)
        )
        if field is not None:
            field = field if told_apart(inner) else None
            break
    verb = token.head
    if field is None or verb.lemma_ not in ("be", "include", "number", "count"):
        return
    for child in verb.children:
        if child.dep_ in ("nsubj", "attr", "dobj") and not child.i > token.i > child.left_edge.i:
            yield Harm(field, token, child, "among")
