"""Where a report says that people were harmed: the word of harm, its field, and the tokens that stand for those harmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from reportedly.lexicon.harm import Phrase, load_harm
from reportedly.reading.toll_arguments import objects_of, subjects_of
from reportedly.records import TollField

_VERB_TAGS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
_BE = frozenset(("be", "remain", "go", "lie", "stay", "feel", "become", "get"))


@dataclass(frozen=True, slots=True)
class Harm:
    """One word of harm and a token for those harmed (a noun, a numeral, a pronoun).

    `how` tells the grammar: `verb`, `state` ("dead"), `noun` ("the death of"), `count` ("two fatalities", where the
    noun of harm is itself what is counted).
    """

    field: TollField
    trigger: Token
    patient: Token
    how: str


def find_harm(doc: Doc) -> Iterator[Harm]:
    """Every word of harm of a text with each of its patients, in the order of the words of harm."""
    words = load_harm()
    interesting = _interesting()
    for token in doc:
        if token.lemma_.lower() not in interesting and token.lower_ not in interesting:
            continue
        if token.tag_ in _VERB_TAGS and token.dep_ not in ("amod", "compound"):
            yield from _of_verb(token)
        if token.lower_ in words.states:
            yield from _of_state(token)
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB"):
            yield from _of_noun(token)


@cache
def _interesting() -> frozenset[str]:
    words = load_harm()
    return (
        frozenset(
            (*words.by_object, *words.by_subject, *words.states, *words.nouns, *words.sufferers, *words.phrases)
        )
        | words.casualties
    )


def _of_verb(verb: Token) -> Iterator[Harm]:
    words, lemma = load_harm(), verb.lemma_.lower()
    if lemma in words.by_object:
        field = "killed" if lemma in words.shooting and _deadly(verb) else words.by_object[lemma]
        if not (lemma in words.shooting and field == "wounded" and _kills_next(verb)):
            for patient in objects_of(verb):
                yield Harm(field, verb, patient, "verb")
    if lemma in words.by_subject:
        for patient in subjects_of(verb):
            yield Harm(words.by_subject[lemma], verb, patient, "verb")
    for phrase in words.phrases.get(lemma, ()):
        for patient in _of_phrase(verb, phrase):
            yield Harm(phrase.field, verb, patient, "verb")


def _deadly(verb: Token) -> bool:
    """Whether a shooting killed: "fatally shot", "shot dead", "shot to death"."""
    deadly, doc = load_harm().deadly, verb.doc
    if verb.i and doc[verb.i - 1].lower_ in deadly:
        return True
    for child in verb.children:
        if child.lower_ in deadly:
            return True
        if child.lower_ == "to" and any(t.lower_ == "death" for t in child.children):
            return True
    return False


def _kills_next(verb: Token) -> bool:
    """Whether the killing stands right after: "shot and killed", "stabbed to death", "shot and wounded"."""
    words, after = load_harm(), verb.doc[verb.i + 1 : verb.i + 4]
    return (
        len(after) > 1
        and after[0].lower_ == "and"
        and any(t.lemma_ in words.by_object and t.tag_ in ("VBN", "VBD", "VBG") for t in after[1:3])
    )


def _of_phrase(verb: Token, phrase: Phrase) -> Iterator[Token]:
    """Those harmed in a light-verb phrase: its subject, or what its object counts."""
    if phrase.who == "subject" and phrase.object:
        if any(c.dep_ in ("dobj", "acomp", "oprd", "attr") and c.lower_ in phrase.object for c in verb.children):
            yield from subjects_of(verb)
        return
    if phrase.who == "object":
        for child in verb.children:
            if child.dep_ in ("dobj", "oprd", "nsubjpass") and child.lower_ in phrase.object:
                yield child
        return
    goals = {
        t.lower_
        for c in verb.children
        if c.dep_ in ("prep", "agent", "dative")
        for p in c.children
        for t in (p, *p.lefts)
    }
    if goals & phrase.to:
        yield from objects_of(verb) if verb.tag_ == "VBN" else subjects_of(verb)


def _of_state(token: Token) -> Iterator[Harm]:
    """States: "are dead", "left 32 civilians dead", "four dead bodies", "found dead"."""
    field = load_harm().states[token.lower_]
    head = token.head
    if (token.dep_ == "amod" and head.i > token.i) or token.dep_ == "amod" or (token.dep_ in ("acl", "relcl") and token.tag_ not in _VERB_TAGS):
        yield Harm(field, token, head, "state")
    elif (
        token.dep_ in ("acomp", "attr", "oprd", "advcl", "prep", "xcomp", "ccomp", "dobj", "conj", "advmod")
        and token.tag_ not in _VERB_TAGS
    ):
        own = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own:
            patients = own
        elif head.lemma_ in load_harm().leaving:
            patients = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < token.i]
        elif head.lemma_ in _BE:
            patients = list(subjects_of(head))
        elif token.dep_ == "conj" and head.lower_ in load_harm().states:
            patients = []
        else:
            patients = []
        for patient in patients:
            yield Harm(field, token, patient, "state")


def _of_noun(token: Token) -> Iterator[Harm]:
    """Nouns of harm: "the killing of four of its fighters", "two fatalities", "19 bodies"."""
    words, lemma, form = load_harm(), token.lemma_.lower(), token.lower_
    if lemma in words.nouns and token.tag_ in ("NN", "NNS", "VBG", "NNP"):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for patient in child.children:
                    if patient.dep_ == "pobj":
                        yield Harm(words.nouns[lemma], token, patient, "noun")
        yield Harm(words.nouns[lemma], token, token, "count")
    elif lemma in words.sufferers or form in words.sufferers:
        field = words.sufferers.get(form) or words.sufferers[lemma]
        if token.dep_ not in ("amod", "acomp", "oprd", "compound"):
            yield Harm(field, token, token, "count")
    elif lemma == "casualty":
        yield Harm("killed", token, token, "count")
        yield Harm("wounded", token, token, "count")
