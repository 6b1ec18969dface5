"""Which happenings are one incident: links joined into clusters that resist chains and obey people's decisions.

Two clusters join only where the links between *all* their members speak for it on average (average linkage), so that a
single report lying between two incidents does not pull them together. Must-links join first; a cannot-link, and two
incidents of one report, never share a cluster unless a decision joins them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

Pair = tuple[str, str]
Members = tuple[str, ...]
Sides = tuple[Sequence[str], Sequence[str]]
Between = Callable[[Iterable[Sides]], Sequence[float]]


def pair(left: str, right: str) -> Pair:
    """Two ids in their one order."""
    return (left, right) if left < right else (right, left)


def adding(weight: Callable[[str, str], float]) -> Between:
    """The sums between groups where the weight of each pair is known."""
    return lambda groups: [sum(weight(a, b) for a in left for b in right) for left, right in groups]


def components(ids: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """Connected components, each sorted, ordered by their first member."""
    parent = {key: key for key in ids}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for left, right in pairs:
        parent[max(root(left), root(right))] = min(root(left), root(right))
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        groups[root(key)].append(key)
    return [groups[key] for key in sorted(groups)]


@dataclass(frozen=True, slots=True)
class Settled:
    """Clusters, each sorted, and the joins that made them: the members of the two sides of each."""

    clusters: list[list[str]]
    joins: frozenset[tuple[Members, Members]]


def agglomerate(
    ids: Collection[str],
    linked: Iterable[Pair],
    between: Between,
    *,
    threshold: float,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> Settled:
    """Join the two clusters with the highest mean weight until no mean is above the threshold; ties go by id.

    `between` gives, for each two groups of ids, the sum of the weights between them.

    `linked` holds at least every pair whose weight is above the threshold: two clusters without such a pair between
    them cannot have a mean above it, and are never looked at. `together` pairs are joined first, whatever their weight;
    `apart` pairs are never in one cluster.
    """
    groups = components(ids, together)
    joins: list[tuple[Members, Members]] = [(tuple(group), ()) for group in groups if len(group) > 1]
    forest = _Forest({group[0]: group for group in groups}, between)
    home = {key: group[0] for group in groups for key in group}
    forest.befriend({pair(home[left], home[right]) for left, right in linked})
    for left, right in apart:
        forest.forbid(home[left], home[right])
    heap = [(-mean, names) for names, mean in forest.means()]
    heapify(heap)
    while heap and -heap[0][0] > threshold:
        negative, names = heappop(heap)
        if forest.mean(*names) == -negative:
            joins.append((tuple(sorted(forest.members[names[0]])), tuple(sorted(forest.members[names[1]]))))
            for joined in forest.join(*names):
                heappush(heap, (-(forest.mean(*joined) or 0.0), joined))
    return Settled(sorted(sorted(group) for group in forest.members.values()), frozenset(joins))


class _Forest:
    """Clusters on their way together, with the sums of the weights between those that are linked."""

    def __init__(self, members: dict[str, list[str]], between: Between) -> None:
        self.members = members
        self._between = between
        self._sums: dict[str, dict[str, float]] = {name: {} for name in members}
        self._foes: dict[str, set[str]] = {name: set() for name in members}

    def befriend(self, pairs: Iterable[Pair]) -> None:
        """Each two of these may join."""
        fresh = sorted(ends for ends in pairs if ends[0] != ends[1])
        for (left, right), total in zip(fresh, self._totals(fresh), strict=True):
            self._sums[left][right] = self._sums[right][left] = total

    def forbid(self, left: str, right: str) -> None:
        """Two clusters must not join."""
        if left != right:
            self._foes[left].add(right)
            self._foes[right].add(left)
            self._sums[left].pop(right, None)
            self._sums[right].pop(left, None)

    def means(self) -> Iterable[tuple[Pair, float]]:
        """Every two clusters that may join, with the mean weight between them."""
        for left, others in self._sums.items():
            for right in others:
                if left < right:
                    yield (left, right), self.mean(left, right) or 0.0

    def mean(self, left: str, right: str) -> float | None:
        """The mean weight between two clusters; None where they are gone or must not join."""
        total = self._sums.get(left, {}).get(right)
        if total is None:
            return None
        return round(total / (len(self.members[left]) * len(self.members[right])), 9)

    def join(self, left: str, right: str) -> list[Pair]:
        """Fold the right cluster into the left one; the pairs whose mean has changed."""
        ours, theirs = self._sums[left], self._sums.pop(right)
        foes = self._foes[left] | self._foes.pop(right)
        del ours[right], theirs[left]
        near = (ours.keys() | theirs.keys()) - foes
        missing = [
            (side, other) for side, known in ((left, ours), (right, theirs)) for other in near - known.keys()
        ]
        found = dict(zip(missing, self._totals(missing), strict=True))
        for other in near:
            a = ours[other] if other in ours else found[left, other]
            b = theirs[other] if other in theirs else found[right, other]
            ours[other] = self._sums[other][left] = a + b
        for other in theirs:
            self._sums[other].pop(right, None)
        self.members[left] = self.members[left] + self.members.pop(right)
        for foe in foes:
            self._foes[foe].discard(right)
            self.forbid(left, foe)
        return [pair(left, other) for other in sorted(ours)]

    def _totals(self, pairs: Sequence[Pair]) -> Sequence[float]:
        return self._between((self.members[left], self.members[right]) for left, right in pairs)
