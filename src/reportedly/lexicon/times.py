"""The words, rules, feasts and conventions of time, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from reportedly.lexicon._load import LexiconError, load_toml


@dataclass(frozen=True, slots=True)
class GrammarRule:
    """One pattern of the grammar: at which stage it is tried, the kind it makes, the function that reads it."""

    stage: int
    makes: str
    pattern: str
    reads: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Festival:
    """A feast whose date follows a rule; `words` are its names in lower case, `rule` a word and its numbers."""

    name: str
    words: tuple[str, ...]
    rule: str
    days: int = 1


@dataclass(frozen=True, slots=True)
class TimeWords:
    """`classes[word][class]` is the value a word has in a class; `capital` are words that are times only in capitals.

    `sets` are words that help to tell times from other things, by the name of the set.
    """

    classes: Mapping[str, Mapping[str, str]]
    capital: frozenset[str]
    sets: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Macros by name, and the rules in order."""

    macros: Mapping[str, str]
    rules: tuple[GrammarRule, ...]


@cache
def load_time_words() -> TimeWords:
    """The vocabulary. Raises LexiconError where a word stands twice in one class."""
    table = load_toml("time_words.toml")
    classes: dict[str, dict[str, str]] = {}
    for name, values in table.items():
        if name in ("about", "capital", "sets"):
            continue
        for value, words in values.items():
            for word in words.split():
                if name in classes.setdefault(word, {}):
                    raise LexiconError(f"time_words.toml: {word!r} stands twice in [{name}]")
                classes[word][name] = value
    capital = frozenset(table["capital"]["words"].split())
    if unknown := capital - classes.keys():
        raise LexiconError(f"time_words.toml: [capital] names unknown words: {sorted(unknown)}")
    sets = {name: frozenset(words.split()) for name, words in table["sets"].items()}
    return TimeWords(MappingProxyType(classes), capital, MappingProxyType(sets))


@cache
def load_grammar() -> Grammar:
    """The grammar as written. Raises LexiconError where a rule lacks a part."""
    table = load_toml("time_grammar.toml")
    rules = []
    for number, row in enumerate(table["rule"], 1):
        options = dict(row)
        if missing := {"stage", "makes", "pattern", "reads"} - options.keys():
            raise LexiconError(f"time_grammar.toml: rule {number} does not state {', '.join(sorted(missing))}")
        stage, makes, pattern, reads = (options.pop(key) for key in ("stage", "makes", "pattern", "reads"))
        rules.append(GrammarRule(stage, makes, pattern, reads, MappingProxyType(options)))
    return Grammar(MappingProxyType(table["macros"]), tuple(rules))


@cache
def load_festivals() -> Mapping[str, Festival]:
    """Feasts by name. Raises LexiconError where a rule is of no known kind."""
    out = {}
    for row in load_toml("time_festivals.toml")["festival"]:
        festival = Festival(row["name"], tuple(row["words"]), row["rule"], row.get("days", 1))
        if festival.rule.split()[0] not in ("fixed", "easter", "orthodox", "nth", "islamic", "open"):
            raise LexiconError(f"time_festivals.toml: {festival.name}: no rule {festival.rule!r}")
        out[festival.name] = festival
    return MappingProxyType(out)


@cache
def load_conventions() -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """What "early" and the like mean, by unit and word: `["month"]["mid"]` is (10, 20)."""
    table = load_toml("time_conventions.toml")
    return MappingProxyType(
        {
            unit: MappingProxyType({word: (bounds[0], bounds[1]) for word, bounds in rows.items()})
            for unit, rows in table.items()
            if unit != "about"
        }
    )
