"""Nouns for what violence is done to, and who does it: people, forces, sites, vehicles, infrastructure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from reportedly.lexicon._load import load_toml


@cache
def load_targets() -> Mapping[str, frozenset[str]]:
    """The classes of each noun; some have two (a general may shoot and be shot).

    >>> sorted(load_targets()["helicopter"])
    ['vehicle']
    """
    classes: dict[str, set[str]] = defaultdict(set)
    for name, words in load_toml("targets.toml")["class"].items():
        for word in words:
            classes[word].add(name)
    return {word: frozenset(names) for word, names in classes.items()}
