"""Words of harm: verbs, states and nouns that say people were killed, wounded, lost, held, taken or driven out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reportedly.lexicon._load import LexiconError, load_toml
from reportedly.records import TOLL_FIELDS, TollField

Fields = Mapping[str, TollField]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A light verb with the noun that makes it harm: "lost their lives", "were taken to hospital".

    `object` are the forms that may stand as its object, `to` those that may stand behind one of its prepositions.
    `who` says whether those harmed are its subject or its object.
    """

    field: TollField
    who: Literal["subject", "object"]
    verbs: frozenset[str]
    object: frozenset[str]
    to: frozenset[str]


@dataclass(frozen=True, slots=True)
class HarmWords:
    """The table. Verbs and nouns by lemma, `states`, `sufferers` and the words of phrases by lower-case form.
    `status` holds the cues of the status of a toll by name, `aggregate` finds the words of a running total."""

    by_object: Fields
    by_subject: Fields
    states: Fields
    nouns: Fields
    sufferers: Fields
    casualties: frozenset[str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    leaving: frozenset[str]
    shooting: frozenset[str]
    deadly: frozenset[str]
    totals: frozenset[str]
    bridges: frozenset[str]
    openers: frozenset[str]
    among: frozenset[str]
    share: frozenset[str]
    reflexive: frozenset[str]
    turned: frozenset[str]
    left_behind: frozenset[str]
    status: Mapping[str, frozenset[str]]
    aggregate: re.Pattern[str]
    superlatives: frozenset[str]


def _fields(table: Mapping[str, Any], name: str) -> Fields:
    out: dict[str, TollField] = {}
    for field, words in table.items():
        if field not in TOLL_FIELDS:
            raise LexiconError(f"harm.toml: [{name}] {field!r} is no toll field")
        for word in words:
            if out.setdefault(word, field) != field:
                raise LexiconError(f"harm.toml: [{name}] {word!r} stands under two fields")
    return out


def _phrase(row: Mapping[str, Any]) -> Phrase:
    if row["field"] not in TOLL_FIELDS or row["who"] not in ("subject", "object"):
        raise LexiconError(f"harm.toml: [[phrases]] cannot read {row}")
    return Phrase(
        field=row["field"],
        who=row["who"],
        verbs=frozenset(row["verb"]),
        object=frozenset(row.get("object", ())),
        to=frozenset(row.get("to", ())),
    )


def _pattern(parts: list[str]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(parts), re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"harm.toml: [aggregate] {error}") from error


@cache
def load_harm() -> HarmWords:
    """The table, loaded once. Raises LexiconError naming the row that is wrong."""
    table = load_toml("harm.toml")
    phrases = [_phrase(row) for row in table["phrases"]]
    verbs = {verb for phrase in phrases for verb in phrase.verbs}
    return HarmWords(
        by_object=_fields({f: v["object"] for f, v in table["verbs"].items()}, "verbs"),
        by_subject=_fields({f: v["subject"] for f, v in table["verbs"].items()}, "verbs"),
        states=_fields(table["states"], "states"),
        nouns=_fields(table["nouns"], "nouns"),
        sufferers=_fields(table["sufferers"], "sufferers"),
        casualties=frozenset(table["casualties"]["nouns"]),
        phrases={verb: tuple(p for p in phrases if verb in p.verbs) for verb in verbs},
        leaving=frozenset(table["leaving"]["verbs"]),
        shooting=frozenset(table["shooting"]["verbs"]),
        deadly=frozenset(table["shooting"]["deadly"]),
        totals=frozenset(table["totals"]["nouns"]),
        bridges=frozenset(table["totals"]["bridges"]),
        openers=frozenset(table["parts"]["openers"]),
        among=frozenset(table["parts"]["among"]),
        share=frozenset(table["parts"]["share"]),
        reflexive=frozenset(table["self"]["pronouns"]),
        turned=frozenset(table["self"]["turned"]),
        left_behind=frozenset(table["flight"]["left"]),
        status={name: frozenset(words) for name, words in table["status"].items()},
        aggregate=_pattern(table["aggregate"]["patterns"]),
        superlatives=frozenset(table["aggregate"]["superlatives"]),
    )
