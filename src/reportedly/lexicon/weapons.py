"""Weapons: the words for them, and the type of event that each class makes of a bare "attack"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon._load import LexiconError, load_toml
from reportedly.lexicon.events import load_event_types


@dataclass(frozen=True, slots=True)
class WeaponClass:
    """A class of weapons and the type of event it makes."""

    name: str
    type: str


@cache
def load_weapons() -> Mapping[str, WeaponClass]:
    """The class of each weapon, by its words in lower case ("car bomb")."""
    weapons: dict[str, WeaponClass] = {}
    for name, group in load_toml("weapons.toml")["class"].items():
        if group["type"] not in load_event_types():
            raise LexiconError(f"weapons.toml: {name} makes {group['type']}, which is no type")
        for words in group["words"]:
            if weapons.setdefault(words, weapon := WeaponClass(name, group["type"])) != weapon:
                raise LexiconError(f"weapons.toml: {words!r} stands in two classes")
    return weapons
