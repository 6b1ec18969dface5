"""Number words, what modifies them, and what vague words are worth under each named convention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from reportedly.lexicon._load import LexiconError, load_toml

Effect = Literal["min", "over", "max", "under", "about", "exact"]
Phrases = Mapping[tuple[str, ...], Effect]


@dataclass(frozen=True, slots=True)
class Convention:
    """What one data project codes for vague words: the word and its lower bound (open above)."""

    name: str
    about: str
    low: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The table of number words. Phrases are tuples of lower-case words; `starts` are the words that may open a
    number; one right after `never_after` or right before `never_before` counts no people."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    whole: Mapping[tuple[str, ...], int]
    before: Phrases
    after: Phrases
    openers: tuple[tuple[str, ...], ...]
    joiners: tuple[tuple[str, ...], ...]
    hyphen: frozenset[str]
    vague: frozenset[tuple[str, ...]]
    starts: frozenset[str]
    never_after: frozenset[str]
    never_before: frozenset[str]
    conventions: Mapping[str, Convention]
    default_convention: str
    approximate: Mapping[str, float]

    def vague_low(self, word: str, convention: str | None = None) -> int | None:
        """The lower bound of a vague word under a convention (the default one unless named), or None."""
        name = convention or self.default_convention
        if name not in self.conventions:
            raise LexiconError(f"no convention {name!r}; there are {', '.join(self.conventions)}")
        return self.conventions[name].low.get(" ".join(word.casefold().split()))

    def about(self, number: int, convention: str) -> tuple[int, int]:
        """What "about" a number is worth under a convention for approximate figures: the least and the most.

        >>> load_numbers().about(50, "tenth"), load_numbers().about(12, "tenth"), load_numbers().about(1, "tenth")
        ((45, 55), (11, 13), (0, 2))
        """
        if convention not in self.approximate:
            raise LexiconError(f"no convention {convention!r}; there are {', '.join(self.approximate)}")
        span = max(1, round(number * self.approximate[convention]))
        return max(0, number - span), number + span


def _phrases(table: Mapping[str, list[str]], name: str) -> Phrases:
    out: dict[tuple[str, ...], Effect] = {}
    for effect, phrases in table.items():
        if effect not in get_args(Effect):
            raise LexiconError(f"numbers.toml: [{name}] has no effect {effect!r}")
        out.update((tuple(p.split()), cast(Effect, effect)) for p in phrases)
    return out


@cache
def load_numbers() -> NumberWords:
    """The table, loaded once. Raises LexiconError where a file contradicts itself."""
    words, vague = load_toml("numbers.toml"), load_toml("vague_numbers.toml")
    plain = frozenset(tuple(p.split()) for p in vague["words"]["plain"])
    conventions = {n: Convention(n, c["about"], c["low"]) for n, c in vague["conventions"].items()}
    for convention in conventions.values():
        strange = [w for w in convention.low if tuple(w.split()) not in plain]
        if strange:
            raise LexiconError(f"vague_numbers.toml: {convention.name} codes words not listed: {strange}")
    default = vague["about"].get("default")
    if default not in conventions:
        raise LexiconError(f"vague_numbers.toml: the default convention {default!r} is not defined")
    whole = {tuple(p.split()): n for p, n in words["whole"].items()}
    articles = {"a", "an"}
    starts = {p[0] for p in (*whole, *plain)} | set(words["units"]) | set(words["tens"]) | articles
    return NumberWords(
        units=words["units"],
        tens=words["tens"],
        scales=words["scales"],
        whole=whole,
        before=_phrases(words["before"], "before"),
        after=_phrases(words["after"], "after"),
        openers=tuple(tuple(p.split()) for p in words["ranges"]["open"]),
        joiners=tuple(tuple(p.split()) for p in words["ranges"]["join"]),
        hyphen=frozenset(words["hyphen"]["count"]),
        vague=plain,
        starts=frozenset(starts),
        never_after=frozenset(words["not_people"]["before"]),
        never_before=frozenset(words["not_people"]["after"]),
        conventions=conventions,
        default_convention=default,
        approximate={name: row["share"] for name, row in vague["approximate"].items()},
    )
