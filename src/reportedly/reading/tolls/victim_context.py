"""Kinds of victims that stand beside their number: "mostly civilians", "10 were wounded" after "20 soldiers were killed"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from reportedly.lexicon.harm import load_harm
from reportedly.lexicon.victims import load_victims
from reportedly.reading.tolls.findings import Found
from reportedly.reading.tolls.victim_kinds import categories_of

_REACH = 16
_SUFFER = frozenset(("suffer", "sustain", "lose", "take", "report"))
_FELLOWS = frozenset(("other", "others", "another", "more"))
_STOPS = frozenset((".", ";", "!", "?"))


def kinds_in_context(doc: Doc, found: Sequence[Found]) -> Mapping[int, tuple[str, ...]]:
    """The categories of each found group, by the token index of its numeral."""
    out: dict[int, tuple[str, ...]] = {}
    ordered = sorted(found, key=lambda f: f.group.start)
    for i, here in enumerate(ordered):
        group = here.group
        own = () if group.noun is None else categories_of(group.noun, group.start)
        if here.harm.how == "self":
            own = ("perpetrator",)
        follower = ordered[i + 1].group.start if i + 1 < len(ordered) else len(doc)
        if group.number.high != 1:
            own += tuple(c for c in _beside(doc, group.end, min(follower, group.end + _REACH)) if c not in own)
        own = own or _told_by_words(doc, here)
        if not own and here.part:
            own = _of_whole(ordered[:i], out)
        if not own and i and _goes_on(ordered[i - 1], here):
            own = out[ordered[i - 1].group.number.core]
        out[group.number.core] = own
    return out


def _told_by_words(doc: Doc, found: Found) -> tuple[str, ...]:
    """What the words around a bare number tell: "many of them children", "the number of rebels", "the army suffered"."""
    group, trigger = found.group, found.harm.trigger
    if group.noun is not None and group.noun.tag_ in ("PRP", "WP", "WDT"):
        return _kinds_after(doc, group.end)
    if trigger.lemma_ == "number":
        return _kinds_after(doc, trigger.i + 1)
    verb = group.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if verb.lemma_ in _SUFFER and verb.i < group.start:
        for subject in verb.children:
            if subject.dep_ == "nsubj":
                return load_victims().groups.get(subject.lower_, ())
    return ()


def _of_whole(before: Sequence[Found], kinds: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """A part of a group is of its kind: "four army members, including two officers"."""
    whole = next((f for f in reversed(before) if not f.part), None)
    return kinds[whole.group.number.core] if whole is not None else ()


def _beside(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """What "most of them civilians" or "including women and children" tells, where it states no number."""
    words = load_harm()
    for token in doc[start:end]:
        if token.text in _STOPS:
            break
        if token.lower_ in words.share or token.lower_ in words.openers:
            return _kinds_after(doc, token.i + 1)
    return ()


def _kinds_after(doc: Doc, start: int) -> tuple[str, ...]:
    """The categories of the plural nouns that follow at once: "of them women and children"."""
    out: dict[str, None] = {}
    for token in doc[start : start + 8]:
        if token.pos_ in ("NOUN", "PROPN") and token.tag_ in ("NNS", "NNPS"):
            out.update(dict.fromkeys(categories_of(token, token.i)))
        elif token.pos_ in ("NUM", "VERB", "AUX") or token.lower_ in ("a", "an"):
            break
    return tuple(out)


def _goes_on(before: Found, here: Found) -> bool:
    """Whether a bare number goes on with the people before it: "20 soldiers were killed and 10 wounded"."""
    noun = here.group.noun
    if noun is not None and noun.lemma_.lower() not in _FELLOWS and noun.lower_ not in _FELLOWS:
        return False
    told = before.harm.trigger.i
    return before.group.end <= told < here.group.start <= told + 8 and here.group.end <= here.harm.trigger.i
