"""What people have settled about linking: which happenings belong together and which do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from reportedly.decisions import in_force
from reportedly.linking.clusters import Pair, pair
from reportedly.records import Decision


@dataclass(frozen=True)
class Constraints:
    """Pairs that must share a cluster and pairs that must not."""

    together: frozenset[Pair]
    apart: frozenset[Pair]

    def within(self, ids: Collection[str]) -> tuple[frozenset[Pair], frozenset[Pair]]:
        """Those pairs, together and apart, whose both ends are among some ids."""
        near = {p for key in ids if key in self._by_id for p in self._by_id[key]}
        inside = {p for p in near if p[0] in ids and p[1] in ids}
        return self.together & inside, self.apart & inside

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[Pair]]:
        found: dict[str, list[Pair]] = defaultdict(list)
        for ends in (*self.together, *self.apart):
            for key in ends:
                found[key].append(ends)
        return found


def constraints_of(decisions: Sequence[Decision]) -> Constraints:
    """Merges and splits in the order they were made: the last word on a pair counts, undone ones do not.

    A merge joins, and a split parts, each of its groups with every other group; where it has none, each id it is `on`
    stands for itself. What is inside a group is left to the links.
    """
    verdict: dict[Pair, str] = {}
    for decision in in_force(decisions):
        if decision.what in ("merge", "split"):
            verdict.update(dict.fromkeys(_pairs(decision), decision.what))
    return Constraints(
        frozenset(p for p, what in verdict.items() if what == "merge"),
        frozenset(p for p, what in verdict.items() if what == "split"),
    )


def _pairs(decision: Decision) -> Iterator[Pair]:
    groups = decision.groups or tuple((key,) for key in sorted(set(decision.on)))
    for ours, theirs in combinations(groups, 2):
        yield from (pair(left, right) for left in ours for right in theirs if left != right)
