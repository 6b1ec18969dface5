"""Nouns that can be a source: their kinds, titles that tell gender, and pronouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from reportedly.lexicon._load import LexiconError, load_toml
from reportedly.records import SourceKind

Gender = Literal["male", "female"]
PronounClass = Literal["male", "female", "plural", "thing", "self", "relative"]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The tables of `data/sources.toml`, keyed by lower-case word."""

    kinds: Mapping[str, SourceKind]
    genders: Mapping[str, Gender]
    titles: frozenset[str]
    pronouns: Mapping[str, PronounClass]


@cache
def load_source_words() -> SourceWords:
    """The built-in table, loaded once. Raises LexiconError where it names a kind that does not exist."""
    table = load_toml("sources.toml")
    kinds: dict[str, SourceKind] = {}
    for kind, words in table["kinds"].items():
        if kind not in get_args(SourceKind):
            raise LexiconError(f"sources.toml: [kinds] {kind} is no kind of source")
        for word in words.split():
            kinds.setdefault(word, kind)
    titles = table["titles"]
    return SourceWords(
        kinds=kinds,
        genders={word: gender for gender in ("male", "female") for word in titles[gender].split()},
        titles=frozenset(titles["plain"].split()),
        pronouns={word: name for name, words in table["pronouns"].items() for word in words.split()},
    )
