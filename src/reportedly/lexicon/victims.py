"""Nouns for people and the categories of victims they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reportedly.lexicon._load import LexiconError, load_toml

Categories = Mapping[str, tuple[str, ...]]
Sex = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class VictimWords:
    """The table, by singular lower-case noun; `people` are nouns that tell no kind, `things` are no people,
    `collectives` are people but not one person ("the crew"),
    `titles`, `particles` and `suffixes` are the words of names that do not tell people apart."""

    nouns: Categories
    groups: Categories
    adjectives: Categories
    people: frozenset[str]
    members: frozenset[str]
    things: frozenset[str]
    collectives: frozenset[str]
    kin: Mapping[str, Sex | None]
    sex: Mapping[str, Sex]
    occupations: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]

    def is_person(self, lemma: str) -> bool:
        """Whether the noun names people."""
        return lemma in self.people or lemma in self.nouns or lemma in self.kin or lemma in self.occupations


def _inverted(table: Mapping[str, list[str]]) -> Categories:
    out: dict[str, tuple[str, ...]] = {}
    for category, words in table.items():
        for word in words:
            out[word] = (*out.get(word, ()), category)
    return out


def _sexes(table: Mapping[str, list[str]]) -> dict[str, Any]:
    return {word: (key if key != "either" else None) for key, words in table.items() for word in words}


@cache
def load_victims() -> VictimWords:
    """The table, loaded once. Raises LexiconError where a noun is both a person and a thing."""
    table, kin, work = (load_toml(f"{name}.toml") for name in ("victims", "kin", "occupations"))
    nouns, people = _inverted(table["categories"]), frozenset(table["people"]["plain"])
    things = frozenset(table["things"]["plain"])
    both = sorted(things & (people | nouns.keys()))
    if both:
        raise LexiconError(f"victims.toml: people and things at once: {', '.join(both)}")
    return VictimWords(
        nouns=nouns,
        groups=_inverted(table["groups"]),
        adjectives=_inverted(table["adjectives"]),
        people=people,
        members=frozenset(table["members"]["plain"]),
        things=things,
        collectives=frozenset(table["collectives"]["plain"]),
        kin=_sexes(kin["kin"]),
        sex=_sexes(kin["sex"]),
        occupations=frozenset(work["occupations"]["words"]),
        **{name: frozenset(work["names"][name]) for name in ("titles", "particles", "suffixes")},
    )
