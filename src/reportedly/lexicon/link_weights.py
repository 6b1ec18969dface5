"""The weights of record linkage and the rarities of words: data that a script estimates from labelled pairs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon._load import LexiconError, load_csv, load_toml
from reportedly.lexicon.events import load_event_types


@dataclass(frozen=True, slots=True)
class WordRarity:
    """In how many of `documents` texts each stem stood; `stop` are words that are never looked at."""

    documents: int
    frequency: Mapping[str, int]
    stop: frozenset[str]

    def idf(self, term: str) -> float:
        """Inverse document frequency; a stem never seen counts as seen once."""
        return math.log(self.documents / max(1, self.frequency.get(term, 1)))


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison: how often it is seen among true pairs (m) and among other candidates (u)."""

    name: str
    m: float
    u: float

    @property
    def bits(self) -> float:
        """How far this outcome moves the odds: log2 of m over u."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The prior share of true pairs among candidates and the levels of every comparison.

    `levels` and `bits` (rounded to four places, so that sums are the same in any order) go by comparison and level.
    """

    version: str
    prior: float
    threshold: float
    levels: Mapping[tuple[str, str], Level]
    bits: Mapping[tuple[str, str], float]

    def level(self, comparison: str, name: str) -> Level:
        """The level of a comparison by name."""
        return self.levels[comparison, name]

    @property
    def prior_bits(self) -> float:
        """The prior as log2 odds."""
        return math.log2(self.prior / (1 - self.prior))


@cache
def load_rarity() -> WordRarity:
    """The shipped word rarities (`data/link_words.csv`, described in `data/link_weights.toml`)."""
    about = load_toml("link_weights.toml")["words"]
    rows = load_csv("link_words.csv", ("stem", "documents"))
    return WordRarity(about["documents"], {r["stem"]: int(r["documents"]) for r in rows}, frozenset(about["stop"]))


@cache
def load_link_weights() -> LinkWeights:
    """The shipped weights; raises LexiconError where a level's m or u is no probability."""
    table = load_toml("link_weights.toml")
    levels = {
        (comparison, row["name"]): Level(row["name"], row["m"], row["u"])
        for comparison, rows in table["comparisons"].items()
        for row in rows
    }
    for (comparison, name), level in levels.items():
        if not (0 < level.m < 1 and 0 < level.u < 1):
            raise LexiconError(f"link_weights.toml: {comparison}, {name}: m and u must lie between 0 and 1")
    bits = {key: round(level.bits, 4) for key, level in levels.items()}
    return LinkWeights(table["about"]["version"], table["prior"], table["threshold"], levels, bits)


@dataclass(frozen=True, slots=True)
class ParticipantWords:
    """Words that say nothing of who took part, and the group that each word for a kind of people belongs to."""

    general: frozenset[str]
    groups: Mapping[str, str]


@cache
def load_participant_words() -> ParticipantWords:
    """The words for participants; raises LexiconError where a word stands in two groups."""
    table = load_toml("link_weights.toml")["participants"]
    rows = [(word, group) for group, words in table["groups"].items() for word in words]
    groups = dict(rows)
    if len(groups) < len(rows) or groups.keys() & set(table["general"]):
        raise LexiconError("link_weights.toml: a word for participants stands in two places")
    return ParticipantWords(frozenset(table["general"]), groups)


@dataclass(frozen=True, slots=True)
class Family:
    """What an event type is to linking. A `general` family ("attack") goes with any other of its kind."""

    name: str
    kind: str
    general: bool


@cache
def load_families() -> Mapping[str, Family]:
    """The family of each event type; types that are only statements have none, because nothing happened."""
    table = load_toml("link_weights.toml")["types"]
    return {
        name: Family(
            table["same_family"].get(row.family, row.family),
            table["same_kind"].get(row.kind, row.kind),
            row.family in table["general"],
        )
        for name, row in load_event_types().items()
        if row.kind != "statement"
    }
