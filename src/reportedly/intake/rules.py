"""The data files of the intake: lines that are not part of a report, and the small words it needs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class LineRule:
    """A kind of line that is not part of a report, with lines that it must match and lines that it must not."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Small word lists: see `data/words.toml`."""

    english: frozenset[str]
    languages: tuple[str, ...]
    numbers: dict[str, str]
    unbound: frozenset[str]
    not_places: frozenset[str]
    not_names: frozenset[str]


class RuleError(ValueError):
    """A data file says something that cannot be; the message names file and rule."""


@cache
def load_line_rules() -> tuple[LineRule, ...]:
    """The rules of `data/boilerplate.toml`; each is checked against its own examples."""
    rules = []
    for row in _load("boilerplate.toml")["rule"]:
        name = row["name"]
        try:
            pattern = re.compile("|".join(f"(?:{p})" for p in row["patterns"]), re.IGNORECASE)
        except re.error as error:
            raise RuleError(f"boilerplate.toml: {name}: {error}") from error
        rule = LineRule(name, pattern, tuple(row["examples"]), tuple(row.get("spares", ())))
        wrong = [e for e in rule.examples if not pattern.fullmatch(e)] + [
            e for e in rule.spares if pattern.fullmatch(e)
        ]
        if wrong:
            raise RuleError(f"boilerplate.toml: {name}: its own examples do not hold: {wrong}")
        rules.append(rule)
    return tuple(rules)


@cache
def load_words() -> Words:
    """The word lists of `data/words.toml`."""
    table = _load("words.toml")
    return Words(
        english=frozenset(table["language"]["english"]),
        languages=tuple(table["language"]["languages"]),
        numbers={word: str(number) for number, word in enumerate(table["restatement"]["numbers"])},
        unbound=frozenset(table["restatement"]["unbound"]),
        not_places=frozenset(table["dateline"]["not_places"]),
        not_names=frozenset(table["byline"]["not_names"]),
    )


def _load(name: str) -> dict[str, Any]:
    text = resources.files("reportedly.intake").joinpath("data", name).read_text(encoding="utf-8")
    table = tomllib.loads(text)
    missing = [key for key in ("version", "source", "date") if key not in table.get("about", {})]
    if missing:
        raise RuleError(f"{name}: [about] does not state {', '.join(missing)}")
    return table
