"""What is known from earlier linking: happenings, the keys that find them, the links between them, and their clusters.

An archive keeps these as rows of its own and answers the questions of `Known`; `LinkIndex` answers them from memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from reportedly.linking.blocking import key_numbers
from reportedly.linking.clusters import Pair, pair
from reportedly.linking.happenings import Happening

if TYPE_CHECKING:
    from reportedly.linking.join import Joined


class Known(Protocol):
    """The questions that `join` asks of what was linked before; each takes many at once, so that it can be one query.

    What is not known is left out of the answer.
    """

    def rows(self, ids: Collection[str]) -> Mapping[str, Happening]:
        """The happenings with these ids."""

    def counts(self, keys: Collection[int]) -> Mapping[int, int]:
        """How many happenings hold each of these keys (see `key_numbers`)."""

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:
        """The ids of the happenings that hold each of these keys."""

    def links_of(self, ids: Collection[str]) -> Iterable[Pair]:
        """Every link that one of these ids is an end of."""

    def clusters_of(self, ids: Collection[str]) -> Iterable[Collection[str]]:
        """The members of every cluster that one of these ids is in."""


class LinkIndex:
    """`Known` in memory. It starts empty and `learn`s what each `join` found."""

    def __init__(self) -> None:
        self._rows: dict[str, Happening] = {}
        self._holders: dict[int, set[str]] = defaultdict(set)
        self._linked: dict[str, set[str]] = defaultdict(set)
        self._homes: dict[str, tuple[str, ...]] = {}

    @property
    def clusters(self) -> frozenset[tuple[str, ...]]:
        """The members of all clusters."""
        return frozenset(self._homes.values())

    def rows(self, ids: Collection[str]) -> Mapping[str, Happening]:
        """The happenings with these ids."""
        return {key: self._rows[key] for key in ids if key in self._rows}

    def counts(self, keys: Collection[int]) -> Mapping[int, int]:
        """How many happenings hold each of these keys."""
        return {key: len(self._holders[key]) for key in keys if key in self._holders}

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:
        """The ids of the happenings that hold each of these keys."""
        return {key: self._holders[key] for key in keys if key in self._holders}

    def links_of(self, ids: Collection[str]) -> Iterable[Pair]:
        """Every link that one of these ids is an end of."""
        return {pair(key, other) for key in ids for other in self._linked.get(key, ())}

    def clusters_of(self, ids: Collection[str]) -> Iterable[Collection[str]]:
        """The members of every cluster that one of these ids is in."""
        return {self._homes[key] for key in ids if key in self._homes}

    def learn(self, joined: Joined) -> None:
        """Keep what a join found: first what goes, then what comes."""
        for left, right in joined.unlinked:
            self._linked[left].discard(right)
            self._linked[right].discard(left)
        for row in self.rows(joined.gone).values():
            del self._rows[row.id]
            for number in key_numbers(row):
                self._holders[number].discard(row.id)
        for row in joined.happenings:
            self._rows[row.id] = row
            for number in key_numbers(row):
                self._holders[number].add(row.id)
        for left, right in joined.linked:
            self._linked[left].add(right)
            self._linked[right].add(left)
        for key in joined.settled:
            self._homes.pop(key, None)
        for _, members in joined.clusters.named():
            self._homes.update(dict.fromkeys(members, members))
