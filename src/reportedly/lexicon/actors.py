"""Actors: states, forces, armed groups, agencies, monitors, with their aliases, and a matcher that says which it used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from reportedly.lexicon._actor_rows import Actor, ActorKind, built_in, merged, user_rows
from reportedly.lexicon.names import Word, first_form, in_one_name, shouted, stands_alone, words_of, written_alike

__all__ = ["Actor", "ActorKind", "ActorMatch", "ActorTable", "load_actors"]

TEXTS_KEPT = 16  # several steps search the same report


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """An actor named in a text: character offsets and the alias that matched, as the table writes it.

    `metonym` is true where a capital city was matched: in "Damascus said" it stands for the state, in
    "a blast in Damascus" it does not, and only the sentence can tell.
    """

    start: int
    end: int
    actor: Actor
    alias: str
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of an actor, ready to be compared. `context`: it needs a fuller name of the actor in the same text."""

    actor: Actor
    alias: str
    letters: tuple[str, ...]
    metonym: bool
    context: bool
    exact: bool


@dataclass(slots=True)
class _Node:
    """A step of the trie of names: the words that may follow, and the names that end here."""

    then: dict[str, _Node] = field(default_factory=dict)
    names: tuple[_Name, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run of `size` words that is a name of one or more actors."""

    start: int
    end: int
    size: int
    names: tuple[_Name, ...]


Anchors = dict[str, list[int]]


class ActorTable:
    """A table of actors with a matcher; names are compared without case, accents, hyphens and apostrophes.

    Actors may share an alias where all but one of them mark it with "?": "RSF" is the Rapid Support Forces
    unless Reporters Without Borders is named in full and nearer.
    """

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self.actors = {actor.id: actor for actor in actors}
        self._states = {a.casefold(): actor for actor in actors for a in actor.adjectives}
        self._filed: dict[str, list[tuple[Actor, str, bool]]] = {}
        for actor in actors:
            for alias in (actor.name, *actor.aliases):
                self._filed.setdefault(first_form(alias), []).append((actor, alias, False))
            for city in actor.capitals:
                self._filed.setdefault(first_form(city), []).append((actor, city, True))
        self._tries: dict[str, _Node] = {}
        self._found = lru_cache(maxsize=TEXTS_KEPT)(self._search)

    def find(self, text: str) -> Iterator[ActorMatch]:
        """Every actor named in a text, longest names first at each place, in order, without overlaps.

        A possessive ending and a leading "the" stay outside; names inside compounds ("Iran-backed") are left out.
        """
        return iter(self._found(text))

    def lookup(self, name: str) -> ActorMatch | None:
        """The actor that a whole name stands for ("the Pentagon"), or None.

        Aliases that need a fuller name beside them ("the crowd") are never taken: use `find` on the report.
        """
        words = tuple(words_of(name))
        rests = [words, words[1:]] if words and words[0].form == "the" else [words]
        for rest in filter(None, rests):
            for candidate in self._candidates_at(name, rest, 0):
                chosen = _choose(candidate, {})
                if chosen and candidate.size == len(rest):
                    return _match(candidate, chosen)
        return None

    def state(self, adjective: str) -> Actor | None:
        """The state that an adjective points to: "Syrian", "American", "US"."""
        return self._states.get(adjective.casefold())

    def _search(self, text: str) -> tuple[ActorMatch, ...]:
        """Names that need no company first; they are the anchors of those that do."""
        words = tuple(words_of(text))
        places = [
            (at, candidates)
            for at, word in enumerate(words)
            if word.form in self._filed and (candidates := self._candidates_at(text, words, at))
        ]
        anchors: Anchors = {}
        for candidate, name in _chosen(places, {}):
            if len(candidate.names) == 1:
                anchors.setdefault(name.actor.id, []).append(candidate.start)
        return tuple(_match(candidate, name) for candidate, name in _chosen(places, anchors))

    def _candidates_at(self, text: str, words: tuple[Word, ...], at: int) -> list[_Candidate]:
        """The names that begin at a word, longest first, as far as their capitals allow."""
        found: list[_Candidate] = []
        node, size = self._names_from(words[at].form), 1
        while node:
            if node.names:
                run = words[at : at + size]
                names = tuple(n for n in node.names if written_alike(n.letters, run, exact=n.exact))
                if names and stands_alone(text, run[0].start, run[-1].end) and not shouted(text, words, at, size):
                    found.append(_Candidate(run[0].start, run[-1].end, size, names))
            following = words[at + size] if at + size < len(words) else None
            if following is None or not in_one_name(text, words[at + size - 1], following):
                break
            node, size = node.then.get(following.form), size + 1
        return found[::-1]

    def _names_from(self, form: str) -> _Node | None:
        """The trie of the names that begin with a word, made when a text first holds the word."""
        if form not in self._tries and form in self._filed:
            root = _Node()
            for actor, alias, metonym in self._filed[form]:
                bare = alias.rstrip("?=")
                marks = alias[len(bare) :]
                words = tuple(words_of(bare))
                node = root
                for word in words[1:]:
                    node = node.then.setdefault(word.form, _Node())
                letters = tuple(word.letters for word in words)
                node.names = (*node.names, _Name(actor, bare, letters, metonym, "?" in marks, "=" in marks))
            self._tries[form] = root
        return self._tries.get(form)


@cache
def load_actors(*paths: Path) -> ActorTable:
    """The built-in table, loaded once; `paths` are CSV files of a user's own actors, which win over the built-in."""
    actors = built_in()
    for path in paths:
        actors = merged(actors, user_rows(path))
    return ActorTable(actors)


def _chosen(places: list[tuple[int, list[_Candidate]]], anchors: Anchors) -> Iterator[tuple[_Candidate, _Name]]:
    """The longest candidate of each place that has an actor, no two of them overlapping."""
    free = 0
    for at, candidates in places:
        if at < free:
            continue
        for candidate in candidates:
            name = _choose(candidate, anchors)
            if name:
                yield candidate, name
                free = at + candidate.size
                break


def _choose(candidate: _Candidate, anchors: Anchors) -> _Name | None:
    """The name whose actor was named in full last before it, else next after it; else the one that needs nothing."""
    named = [n for n in candidate.names if n.actor.id in anchors]
    if len(candidate.names) > 1 and named:
        return min(named, key=lambda n: _distance(anchors[n.actor.id], candidate.start))
    if named:
        return named[0]
    return next((n for n in candidate.names if not n.context), None)


def _distance(positions: list[int], start: int) -> tuple[bool, int]:
    before = [start - p for p in positions if p <= start]
    return (False, min(before)) if before else (True, min(positions) - start)


def _match(candidate: _Candidate, name: _Name) -> ActorMatch:
    return ActorMatch(candidate.start, candidate.end, name.actor, name.alias, name.metonym)
