"""The words that make a name in the text a place, or show that it is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.lexicon._load import LexiconError, load_toml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words in lower case. `inside` and `perhaps` stand before a place, more and less surely; `kinds` tells what
    kind a word such as "province" announces; `spots` are
    within towns and named after all manner of things ("McCormick works"); `common` names need evidence beside their capital letter."""

    inside: frozenset[str]
    perhaps: frozenset[str]
    kinds: dict[str, str]
    sure_kinds: frozenset[str]
    directions: frozenset[str]
    divisions: frozenset[str]
    towns: frozenset[str]
    tails: frozenset[str]
    spots: frozenset[str]
    locals: frozenset[str]
    never: frozenset[str]
    titles: frozenset[str]
    verbs: frozenset[str]
    bodies: frozenset[str]
    teams: frozenset[str]
    common: frozenset[str]
    relations: dict[str, str]


@cache
def load_place_words() -> PlaceWords:
    """The built-in words, loaded once. Raises LexiconError where the file lacks a list."""
    table = load_toml("places.toml")
    return PlaceWords(
        inside=_words(table, "before", "inside"),
        perhaps=_words(table, "before", "perhaps"),
        kinds={word: kind for kind, words in table["kinds"].items() for word in words},
        sure_kinds=_words(table, "sure_kinds", "words"),
        directions=_words(table, "before", "directions"),
        divisions=_words(table, "before", "divisions"),
        towns=_words(table, "before", "towns"),
        tails=_words(table, "tails", "words"),
        spots=_words(table, "spots", "words"),
        locals=_words(table, "after", "locals"),
        never=_words(table, "people", "never"),
        titles=_words(table, "people", "titles"),
        verbs=_words(table, "people", "verbs"),
        bodies=_words(table, "people", "bodies"),
        teams=_words(table, "people", "teams"),
        common=_words(table, "common", "words"),
        relations={word: relation for relation, words in table["relations"].items() for word in words},
    )


def _words(table: dict[str, Any], section: str, name: str) -> frozenset[str]:
    words = table.get(section, {}).get(name)
    if not words or not all(isinstance(word, str) and word == word.lower() for word in words):
        raise LexiconError(f"places.toml: [{section}] {name} must list words in lower case")
    return frozenset(words)
