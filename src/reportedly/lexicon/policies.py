"""Policies for choosing low, best and high, and the tables they use: ranks of sources, groups of victims, vague words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal, get_args

from reportedly.lexicon._load import LexiconError, load_toml
from reportedly.lexicon.numbers import load_numbers

GROUP = "reportedly.policies"
BestRule = Literal["most supported", "majority", "latest", "highest ranked", "lowest", "highest"]
Spread = Literal["all", "impartial", "low impartial"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A named way to choose figures. See `data/policies.toml` for what each field means.

    `ranks` replaces the built-in ranking of sources, by source name, actor id or kind of source; 1 is best.
    """

    name: str
    version: str
    about: str
    best: BestRule
    spread: Spread = "all"
    sources: int = 1
    vague: str | None = None
    approximate: str | None = "tenth"
    source: str = "own"
    ranks: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.best not in get_args(BestRule):
            raise LexiconError(f"policy {self.name!r}: best is {self.best!r}, not one of {get_args(BestRule)}")
        if self.spread not in get_args(Spread):
            raise LexiconError(f"policy {self.name!r}: spread is {self.spread!r}, not one of {get_args(Spread)}")
        if self.vague is not None and self.vague not in load_numbers().conventions:
            raise LexiconError(f"policy {self.name!r}: no convention {self.vague!r} for vague numbers")
        if self.approximate is not None and self.approximate not in load_numbers().approximate:
            raise LexiconError(f"policy {self.name!r}: no convention {self.approximate!r} for approximate numbers")
        if self.sources < 1:
            raise LexiconError(f"policy {self.name!r}: sources must be at least 1")

    @property
    def label(self) -> str:
        """Name and version, as estimates carry them."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class SourceRanks:
    """Ranks by kind of source, the words that tell a kind, and modifiers that say nothing about who speaks.

    `ends` are words behind which a description says only where someone is or what they did; `state` names the state itself.
    """

    ranks: Mapping[str, int]
    words: Mapping[str, str]
    general_modifiers: frozenset[str]
    ends: frozenset[str]
    state: frozenset[str]


@cache
def load_policies() -> Mapping[str, Policy]:
    """The built-in policies by name."""
    return {row["name"]: policy_of(row, "policies.toml") for row in load_toml("policies.toml")["policy"]}


def policy_names() -> tuple[str, ...]:
    """The names of the policies there are, those of other packages after the built-in ones."""
    return (
        *sorted(load_policies()),
        *sorted({p.name for p in entry_points(group=GROUP)} - load_policies().keys()),
    )


def policy_called(name: str) -> Policy:
    """A policy by its name: a built-in one, or one that another package brings as an entry point of the group
    `reportedly.policies`. Raises ValueError that lists the names there are, or says what is wrong with the package."""
    built_in = load_policies().get(name)
    if built_in is not None:
        return built_in
    point = next((point for point in entry_points(group=GROUP) if point.name == name), None)
    if point is None:
        raise ValueError(f"no policy is called {name!r}; there are {', '.join(policy_names())}")
    try:
        found = point.load()
    except Exception as error:  # it is somebody else's code: whatever it does is said with its name
        raise ValueError(
            f"policy {name!r} ({point.value}) cannot be loaded: {error}; mend or remove its package"
        ) from error
    if not isinstance(found, Policy) or found.name != name:
        raise ValueError(f"policy {name!r} ({point.value}) is no policy of this name; mend or remove its package")
    return found


def policy_from(path: Path) -> Policy:
    """A user's own policy from a TOML file with the fields of `Policy` at its top level."""
    try:
        row = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: {error}") from error
    return policy_of(row, path.name)


def policy_of(row: Mapping[str, Any], where: str) -> Policy:
    """A policy from a row of data; raises LexiconError naming the file and what is wrong.

    `approximate = "none"` takes approximate figures as exact, which data cannot say by leaving it out.
    """
    if row.get("approximate") == "none":
        row = {**row, "approximate": None}
    try:
        return Policy(**row)
    except TypeError as error:
        raise LexiconError(
            f"{where}: a policy has name, version, about, best and may have more ({error})"
        ) from error


@cache
def load_groups() -> Mapping[str, str]:
    """The group of each category of victims; groups are disjoint and add up to the total."""
    groups: dict[str, list[str]] = load_toml("policies.toml")["groups"]
    return {category: group for group, categories in groups.items() for category in categories}


@cache
def load_source_ranks() -> SourceRanks:
    """The built-in ranking of sources."""
    table = load_toml("source_ranks.toml")
    words = {word: kind for kind, listed in table["words"].items() for word in listed}
    unknown = set(words.values()) - set(table["ranks"])
    if unknown:
        raise LexiconError(f"source_ranks.toml: no rank for {sorted(unknown)}")
    general, ends, state = (frozenset(table["modifiers"][name]) for name in ("general", "ends", "state"))
    return SourceRanks(table["ranks"], words, general, ends, state)
