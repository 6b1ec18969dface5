"""The rows of the actor table: listed actors, and the forces and ministries that every state has by pattern."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from reportedly.lexicon._load import LexiconError, load_csv

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
LISTS = ("groups", "forces", "bodies", "monitors", "media")
COLUMNS = ("id", "name", "kind", "inter", "country", "aliases", "source", "date")
STATE_COLUMNS = ("id", "name", "country", "adjectives", "capitals", "aliases", "source", "date")
PATTERN_COLUMNS = ("suffix", "name", "kind", "inter", "aliases")


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the table. `inter` is the ACLED inter code (1 to 8, null for agencies and monitors) at home,
    `country` an ISO 3166-1 alpha-2 code, `source` and `date` say where the row comes from.

    An alias that ends in "?" counts only where a fuller name of the actor stands in the same text ("the crowd?");
    one that ends in "=" is compared with its capitals exactly ("MEND="). `capitals` are cities that stand for a
    state ("Damascus said"), `adjectives` what comes from it ("Syrian").
    """

    id: str
    name: str
    kind: ActorKind
    inter: int | None
    country: str | None
    aliases: tuple[str, ...]
    source: str
    date: str
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


@cache
def built_in() -> tuple[Actor, ...]:
    """Every actor that the package knows. A listed row keeps its names to itself, and adds them to the pattern row
    of the same id."""
    states = tuple(_states())
    patterns = {actor.id: actor for actor in _by_pattern(states)}
    listed: dict[str, Actor] = {}
    for name in LISTS:
        for row in load_csv(f"actors_{name}.csv", COLUMNS):
            actor = actor_of(row, f"actors_{name}.csv")
            if actor.id in listed:
                raise LexiconError(f"actors_{name}.csv: {actor.id} is listed twice")
            if pattern := patterns.get(actor.id):
                actor = replace(actor, aliases=_unique(*actor.aliases, pattern.name, *pattern.aliases))
            listed[actor.id] = actor
    return (*states, *merged(tuple(patterns.values()), tuple(listed.values())))


def merged(actors: tuple[Actor, ...], wins: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Both tables as one: rows of `wins` replace those of the same id, and their plain names are nobody else's."""
    ids = {actor.id for actor in wins}
    taken = {_bare(name) for actor in wins for name in (actor.name, *actor.aliases) if "?" not in name[-2:]}
    kept = (_without(actor, taken) for actor in actors if actor.id not in ids)
    return (*kept, *wins)


def _without(actor: Actor, taken: set[str]) -> Actor:
    aliases = tuple(a for a in actor.aliases if _bare(a) not in taken)
    return actor if len(aliases) == len(actor.aliases) else replace(actor, aliases=aliases)


def user_rows(path: Path) -> tuple[Actor, ...]:
    """The actors of a user's CSV, which has the same columns as the built-in lists."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise LexiconError(f"{path}: columns are {reader.fieldnames}, not {list(COLUMNS)}")
        return tuple(actor_of(row, str(path)) for row in reader)


def actor_of(row: dict[str, str], where: str) -> Actor:
    """One row as an Actor. Raises LexiconError naming the file and the row that says what cannot be."""
    kind, inter = row["kind"], row["inter"]
    if kind not in get_args(ActorKind):
        raise LexiconError(f"{where}: {row['id']}: {kind!r} is no kind of actor")
    if inter and inter not in "12345678":
        raise LexiconError(f"{where}: {row['id']}: {inter!r} is no ACLED inter code")
    if row["country"] and not (len(row["country"]) == 2 and row["country"].isupper()):
        raise LexiconError(f"{where}: {row['id']}: {row['country']!r} is no ISO 3166-1 alpha-2 code")
    if not (row["id"] and row["name"] and row["source"] and row["date"]):
        raise LexiconError(f"{where}: {row['id']}: id, name, source and date must be stated")
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=cast(ActorKind, kind),
        inter=int(inter) if inter else None,
        country=row["country"] or None,
        aliases=_split(row["aliases"]),
        source=row["source"],
        date=row["date"],
    )


def _states() -> Iterator[Actor]:
    for row in load_csv("actors_states.csv", STATE_COLUMNS):
        state = actor_of({**row, "kind": "state", "inter": "1"}, "actors_states.csv")
        yield replace(state, capitals=_split(row["capitals"]), adjectives=_split(row["adjectives"]))


def _by_pattern(states: tuple[Actor, ...]) -> Iterator[Actor]:
    """`{N}` in a pattern is the state's name, `{D}` each of its adjectives, `{A}` each adjective and name."""
    patterns = load_csv("actors_patterns.csv", PATTERN_COLUMNS)
    for state in states:
        names = tuple(n for n in (state.name, *state.aliases) if n[-1] not in "?=)")
        for pattern in patterns:
            aliases = []
            for alias in _split(pattern["aliases"]):
                fillers = {"{D}": state.adjectives, "{A}": (*state.adjectives, *names), "{N}": names}
                slot = next(s for s in fillers if s in alias)
                aliases += [alias.replace(slot, filler) for filler in fillers[slot]]
            yield Actor(
                id=f"{state.id}-{pattern['suffix']}",
                name=pattern["name"].replace("{N}", state.name),
                kind=cast(ActorKind, pattern["kind"]),
                inter=int(pattern["inter"]) if pattern["inter"] else None,
                country=state.country,
                aliases=_unique(*aliases),
                source=f"pattern {pattern['suffix']!r} over the row {state.id!r}: {state.source}",
                date=state.date,
            )


def _split(cell: str) -> tuple[str, ...]:
    return _unique(*(part.strip() for part in cell.split("|") if part.strip()))


def _unique(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _bare(alias: str) -> str:
    return alias.rstrip("?=").casefold().replace("'s ", " ")
