"""How near to the facts a source stands, by the built-in ranks or by a user's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportedly.lexicon.actors import load_actors
from reportedly.lexicon.policies import load_source_ranks
from reportedly.records import Source, normalised

_WORD = re.compile(r"[^\W\d_]+")


def rank_of(source: Source | None, party: bool, own: Mapping[str, int]) -> int:
    """The rank of a source, 1 being best. `own` ranks it by name, actor id or kind before the built-in table does."""
    ranks = load_source_ranks().ranks
    if source is None:
        return own.get("hidden", ranks["hidden"])
    kind = _kind(source, party)
    for key in (source.actor, normalised(source.name), source.name, kind):
        if key and key in own:
            return own[key]
    return ranks.get(kind, ranks["person"])


def is_unnamed(source: Source | None) -> bool:
    """Whether nobody can be asked: a source that the text hides, or someone of whom no office and no body is known."""
    return source is None or _kind(source, party=False) == "anonymous"


def _kind(source: Source, party: bool) -> str:
    """The row of the table that a source falls under: a party first, then what the actor table or its words say."""
    if party:
        return "party"
    table = load_source_ranks()
    actor = load_actors().actors.get(source.actor or "")
    if actor and actor.kind in table.ranks:
        return actor.kind
    return kind_of_words(f"{source.name} {source.role or ''} {source.affiliation or ''}") or source.kind


def kind_of_words(words: str) -> str | None:
    """The row of the table that the words for a source point to, if any does."""
    table = load_source_ranks()
    return next((table.words[word] for word in _WORD.findall(words.casefold()) if word in table.words), None)
