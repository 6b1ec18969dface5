"""What the places that were hit are said to hold: "the targeted points do not include any warehouses"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.reading.events.mention_triggers import objects
from reportedly.reading.events.mention_words import kinds, phrase, with_conjuncts
from reportedly.reading.parse import Parse
from reportedly.records import Mention, Span

_HOLDING = frozenset({"include", "contain", "house", "hold", "host", "store"})
_HIT = frozenset({"target", "bomb", "hit", "strike", "attack", "shell", "raid"})
_THINGS = frozenset({"site", "vehicle", "infrastructure", "force", "people"})


@dataclass(frozen=True, slots=True)
class Described:
    """Something said to be, or not to be, in a place that was hit."""

    span: Span
    denied: bool


def described_targets(parse: Parse) -> Iterator[Described]:
    """Every object of "include", "contain" or "house" whose subject was hit."""
    for token in parse.doc:
        if token.lemma_ in _HOLDING and token.pos_ == "VERB" and any(_was_hit(each) for each in token.children):
            denied = any(child.dep_ == "neg" for child in token.children)
            for held in objects(token):
                for each in with_conjuncts(held):
                    if kinds(each) & _THINGS:
                        start, end = phrase(each)
                        yield Described(parse.span_of(parse.doc[start:end]), denied)


def _was_hit(subject: Token) -> bool:
    """ "the targeted points", "the sites that were bombed"."""
    if subject.dep_ != "nsubj":
        return False
    return any(child.lemma_ in _HIT and child.tag_ == "VBN" for child in subject.children)


def incident_near(told: Sequence[Mention], span: Span) -> str | None:
    """The incident spoken of last before these words, or first after them; `told` are mentions that have one."""
    if not told:
        return None
    before = bisect_right(told, span.start, key=lambda each: each.trigger.start)
    return told[max(before - 1, 0)].incident
