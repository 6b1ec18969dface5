"""What a passage holds that may tell of harm, seen without a parse: classes of words, what stands beside harm, the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from reportedly.lexicon.numbers import load_numbers
from reportedly.lexicon.relevance import load_relevance_words
from reportedly.lexicon.victims import load_victims

NEAR = 6  # words
FOLLOWING = 4  # words
HARMFUL = frozenset({
    "killed", "wounded", "missing", "abducted", "displaced", "detained", "casualty", "death", "killing", "wounding", "shooting",
    "stabbing", "attack", "bombing", "explosion", "kidnapping", "execution", "massacre", "beating", "armed clash", "air strike",
    "shelling", "sexual violence", "torture",
})  # fmt: skip

_WORD = re.compile(r"[^\W_]+")


def features_of(passage: str) -> frozenset[str]:
    """The names of a passage's features: `class killed`, `killed by number`, `harm by number`, and each word itself.

    >>> sorted(name for name in features_of("Two were shot dead.") if " " in name)
    ['class killed', 'class shooting', 'harm by number', 'killed by number', 'shooting by number']
    """
    words = _WORD.findall(passage.lower())
    found = set(words)
    for at, name in _classes(words):
        found.add(f"class {name}")
        if name in HARMFUL:
            for other in _company(words, at):
                found |= {f"{name} by {other}", f"harm by {other}"}
    return frozenset(found)


def _classes(words: list[str]) -> Iterator[tuple[int, str]]:
    """(number of the word, class) of every word that means something to the gate."""
    for at, word in enumerate(words):
        classes, followers = _known(word)
        for name in classes:
            yield at, name
        if followers:
            for other in words[at + 1 : at + 1 + FOLLOWING]:
                given = followers.get(other) or followers.get(_lemmas(other)[-1])
                if given:
                    yield at, given
                    break


@lru_cache(maxsize=100_000)
def _known(word: str) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The classes of a word, and the words that give it one when they follow."""
    table = load_relevance_words()
    classes: set[str] = set()
    followers: dict[str, str] = {}
    for lemma in _lemmas(word):
        classes |= table.classes.get(lemma, frozenset())
        followers |= table.pairs.get(lemma, {})
    return tuple(sorted(classes)), followers


@lru_cache(maxsize=100_000)
def _lemmas(word: str) -> tuple[str, ...]:
    """What a word may be a form of: itself, without its ending, an irregular form's lemma.

    >>> _lemmas("stabbing")
    ('stabbing', 'stabb', 'stabbe', 'stab')
    """
    out = [word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending) + instead
            out.append(stem)
            if ending == "ing":
                out.append(stem + "e")
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                out.append(stem[:-1])
    irregular = load_relevance_words().irregular.get(word)
    return (*out, irregular) if irregular else tuple(out)


def _company(words: list[str], at: int) -> set[str]:
    """What stands beside a word: a number, a person, a weapon."""
    return {kind for word in words[max(at - NEAR, 0) : at + NEAR + 1] if (kind := _kind(word))}


@lru_cache(maxsize=100_000)
def _kind(word: str) -> str | None:
    if (word.isdigit() and len(word) < 4) or word in _number_words():
        return "number"
    victims = load_victims()
    if any(victims.is_person(lemma) for lemma in _lemmas(word)):
        return "person"
    return "weapon" if any(name.startswith("weapon ") for name in _known(word)[0]) else None


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    table = load_numbers()
    vague = (words[0] for words in table.vague if len(words) == 1)
    return frozenset((*table.units, *table.tens, *table.scales, *vague))
