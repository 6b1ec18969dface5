"""What people have settled about linking: which happenings belong together and which do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.linking.clusters import Pair, pair
from reportedly.records import Decision


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs that must share a cluster and pairs that must not."""

    together: frozenset[Pair]
    apart: frozenset[Pair]


def constraints_of(decisions: Sequence[Decision]) -> Constraints:
    """Merges and splits in the order they were made: the last word on a pair counts, undone ones do not.

    A merge joins all ids it is `on`; a split parts each of them from every other. An undo is `on` the ids of the
    decisions it takes back.
    """
    undone = {key for d in decisions if d.what == "undo" for key in d.on}
    verdict: dict[Pair, str] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        if decision.id not in undone and decision.what in ("merge", "split"):
            for left, right in combinations(sorted(set(decision.on)), 2):
                verdict[pair(left, right)] = decision.what
    return Constraints(
        frozenset(p for p, what in verdict.items() if what == "merge"),
        frozenset(p for p, what in verdict.items() if what == "split"),
    )
