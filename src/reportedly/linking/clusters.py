"""Which happenings are one incident: links joined into clusters that resist chains and obey people's decisions.

Two clusters join only where the links between *all* their members speak for it on average (average linkage), so that a
single report lying between two incidents does not pull them together. Must-links join first; a cannot-link, and two
incidents of one report, never share a cluster unless a decision joins them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[str, str]


def pair(left: str, right: str) -> Pair:
    """Two ids in their one order."""
    return (left, right) if left < right else (right, left)


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


def agglomerate(
    ids: Collection[str],
    weight: Callable[[str, str], float],
    *,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    threshold: float = 0.0,
) -> list[list[str]]:
    """Join the two clusters with the highest mean weight until none is above the threshold; ties by id.

    `together` pairs are joined first, whatever their weight; `apart` pairs are never in one cluster.
    """
    inside = set(ids)
    clusters = {g[0]: g for g in components(ids, [p for p in together if inside.issuperset(p)])}
    home = {key: name for name, group in clusters.items() for key in group}
    forbidden = {pair(home[a], home[b]) for a, b in apart if a in home and b in home and home[a] != home[b]}
    total: dict[Pair, float] = {}
    for left in clusters:
        for right in clusters:
            if left < right:
                total[left, right] = sum(weight(a, b) for a in clusters[left] for b in clusters[right])
    heap = [(-_mean(total[p], clusters, p), p) for p in total if p not in forbidden]
    heapify(heap)
    while heap:
        negative, (left, right) = heappop(heap)
        if -negative <= threshold:
            break
        current = (left, right) in total and (left, right) not in forbidden
        if not current or -negative != _mean(total[left, right], clusters, (left, right)):
            continue
        _join(left, right, clusters, total, forbidden)
        for other in clusters:
            joined = pair(left, other)
            if other != left and joined not in forbidden:
                heappush(heap, (-_mean(total[joined], clusters, joined), joined))
    return sorted(sorted(group) for group in clusters.values())


def _mean(total: float, clusters: Mapping[str, list[str]], names: Pair) -> float:
    return round(total / (len(clusters[names[0]]) * len(clusters[names[1]])), 9)


def _join(
    left: str, right: str, clusters: dict[str, list[str]], total: dict[Pair, float], forbidden: set[Pair]
) -> None:
    """Fold the right cluster into the left one, with its sums and its prohibitions."""
    clusters[left] = clusters[left] + clusters.pop(right)
    del total[left, right]
    for other in clusters:
        if other != left:
            total[pair(left, other)] += total.pop(pair(right, other))
            if pair(right, other) in forbidden:
                forbidden.add(pair(left, other))
