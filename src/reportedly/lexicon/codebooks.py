"""What the codebooks of UCDP GED and ACLED ask for beyond the table of event types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly.lexicon._load import load_toml
from reportedly.lexicon.victims import load_victims

SideKind = Literal["government", "group", "civilians", "protesters", "rioters"]
_OF_VICTIMS: Mapping[str, SideKind] = {"soldier": "government", "police": "government", "combatant": "group"}
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Codebooks:
    """ACLED disorder types by event and sub-event type, and the kind of a side by the words for it."""

    disorder: Mapping[str, str]
    disorder_of_sub_event: Mapping[str, str]
    sides: Mapping[str, SideKind]


@cache
def load_codebooks() -> Codebooks:
    """The table, loaded once."""
    table = load_toml("codebooks.toml")
    sides: dict[str, SideKind] = {word: kind for kind, words in table["sides"].items() for word in words}
    return Codebooks(table["disorder"], table["disorder_of_sub_event"], sides)


def side_kind(name: str) -> SideKind | None:
    """What an unnamed side is, by the last of its words that tells; None where no word does.

    >>> side_kind("columns of striking workers"), side_kind("at least seven Iraqi fighters"), side_kind("the army")
    ('civilians', 'group', 'government')
    """
    return next((kind for form in _forms(name) if (kind := _kind(form))), None)


def _kind(form: str) -> SideKind | None:
    found = load_codebooks().sides.get(form)
    if found:
        return found
    categories = load_victims().nouns.get(form, ())
    return next((_OF_VICTIMS.get(c, "civilians") for c in categories if c != "perpetrator"), None)


def _forms(name: str) -> Iterator[str]:
    """The words of a name from the last to the first, pairs before single words, as written and in the singular."""
    words = [w.casefold() for w in _WORD.findall(name)]
    for at in range(len(words), 0, -1):
        for form in (" ".join(words[max(0, at - 2) : at]), words[at - 1]):
            yield form
            yield form.removesuffix("s")
            yield form.removesuffix("men") + "man"
            if form.endswith("ies"):
                yield form[:-3] + "y"
