"""What happens: the types of events with their crosswalk, and the words that trigger them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.lexicon._load import LexiconError, load_csv, load_toml

Kind = Literal["violence", "harm", "coercion", "disorder", "statement", "accident", "disaster"]
PartOfSpeech = Literal["verb", "noun", "adj"]
KINDS: frozenset[str] = frozenset(Kind.__args__)  # type: ignore[attr-defined]
TYPE_COLUMNS = ("name", "family", "kind", "acled_event", "acled_sub_event", "plover", "plover_mode", "ucdp")
TRIGGER_COLUMNS = ("lemma", "pos", "type", "needs", "unless")


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event. `ucdp` lists the types of violence (1 state-based, 2 non-state, 3 one-sided) it may be;
    which one depends on the parties. The codes are empty where a codebook has no place for the type."""

    name: str
    family: str
    kind: Kind
    acled_event: str
    acled_sub_event: str
    plover: str
    plover_mode: str
    ucdp: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A word that may trigger a type. `others` are the further lemmas of a phrase ("fire" of "open fire").

    `needs` are tests of which one must hold ("object:site", "prep:on"), `unless` lemmas that give another sense when
    they modify the word, are its subject or its object ("strike" of workers).
    """

    lemma: str
    others: tuple[str, ...]
    pos: PartOfSpeech
    type: str
    needs: tuple[str, ...]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventCues:
    """Words around a trigger, by group: see `data/events_cues.toml`."""

    bearers: Mapping[str, frozenset[str]]
    responsibility: Mapping[str, frozenset[str]]
    status: Mapping[str, frozenset[str]]
    totals: Mapping[str, frozenset[str]]
    openers: Mapping[str, frozenset[str]]
    parties: Mapping[str, frozenset[str]]


@cache
def load_event_types() -> Mapping[str, EventType]:
    """The types of events by name."""
    types = {}
    for row in load_csv("events.csv", TYPE_COLUMNS):
        if row["kind"] not in KINDS:
            raise LexiconError(f"events.csv: {row['name']} is of no known kind ({row['kind']})")
        codes = tuple(int(code) for code in row["ucdp"].split(";") if code)
        types[row["name"]] = EventType(
            row["name"],
            row["family"],
            cast(Kind, row["kind"]),
            row["acled_event"],
            row["acled_sub_event"],
            row["plover"],
            row["plover_mode"],
            codes,
        )
    return types


@cache
def load_triggers() -> Mapping[str, tuple[TriggerRow, ...]]:
    """The trigger rows by the lemma of their head word, phrases before single words."""
    types = load_event_types()
    rows: dict[str, list[TriggerRow]] = defaultdict(list)
    for row in load_csv("events_triggers.csv", TRIGGER_COLUMNS):
        if row["type"] not in types:
            raise LexiconError(f"events_triggers.csv: {row['lemma']} triggers {row['type']}, which is no type")
        words = row["lemma"].split()
        if row["pos"] == "noun":
            words.reverse()
        trigger = TriggerRow(
            words[0],
            tuple(words[1:]),
            cast(PartOfSpeech, row["pos"]),
            row["type"],
            tuple(filter(None, row["needs"].split("|"))),
            frozenset(row["unless"].split()),
        )
        rows[trigger.lemma].append(trigger)
    return {lemma: tuple(sorted(found, key=lambda r: -len(r.others))) for lemma, found in rows.items()}


@cache
def load_event_cues() -> EventCues:
    """The words around triggers."""
    table = load_toml("events_cues.toml")
    names = ("bearers", "responsibility", "status", "totals", "openers", "parties")
    return EventCues(*({key: frozenset(words) for key, words in table[name].items()} for name in names))
