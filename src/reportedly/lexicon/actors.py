"""Actors: states, forces, armed groups, agencies, monitors, with their aliases, and a matcher that says which it used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

ActorKind = Literal[
    "state",
    "government body",
    "state force",
    "armed group",
    "militia",
    "international body",
    "news agency",
    "news outlet",
    "monitor",
    "ngo",
    "people",
]


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the table. `inter` is the ACLED inter code (1 to 8, null for agencies and monitors), `country`
    an ISO 3166-1 alpha-2 code, `source` and `date` say where the row comes from."""

    id: str
    name: str
    kind: ActorKind
    inter: int | None
    country: str | None
    aliases: tuple[str, ...]
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """An actor named in a text: character offsets and the alias that matched, as the table writes it."""

    start: int
    end: int
    actor: Actor
    alias: str


class ActorTable:
    """A table of actors with a matcher; names are compared without case, accents, hyphens and apostrophes."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self.actors = {actor.id: actor for actor in actors}

    def find(self, text: str) -> Iterator[ActorMatch]:
        """Every actor named in a text, longest names first at each place, in order, without overlaps."""
        return iter(())

    def lookup(self, name: str) -> ActorMatch | None:
        """The actor that a whole name stands for ("the Pentagon"), or None."""
        return None


@cache
def load_actors() -> ActorTable:
    """The built-in table, loaded once."""
    return ActorTable(())
