"""From links to clusters: every connected component of links is settled by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.clusters import Pair, Settled, agglomerate, components, pair
from reportedly.linking.decisions import Constraints
from reportedly.linking.happenings import Happening
from reportedly.linking.scoring import link_of, weight_of
from reportedly.records import Link, Record, make_id


class Cluster(Record):
    """Incidents of single reports (`members`) that are one happening, and the links that hold them together."""

    id: str
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()


class Clusters(Collection[Cluster]):
    """Many clusters, ordered by their first members; each is made when it is looked at, so that they need little memory."""

    def __init__(self, members: Collection[Sequence[str]], happenings: Mapping[str, Happening]) -> None:
        self._members, self._happenings = members, happenings

    def __iter__(self) -> Iterator[Cluster]:
        return (cluster_of(members, self._happenings) for members in self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, cluster: object) -> bool:
        return any(cluster == one for one in self)


def clusters_of(happenings: Mapping[str, Happening], linked: Sequence[Pair], constraints: Constraints) -> Clusters:
    """The clusters of some happenings, with the links that hold them together."""
    return Clusters(cluster(happenings, linked, constraints), happenings)


def cluster(
    happenings: Mapping[str, Happening], linked: Sequence[Pair], constraints: Constraints
) -> list[list[str]]:
    """The members of each cluster. Every connected component of links is settled by itself, so that what a new report
    does not touch stays as it was."""
    together = [p for p in constraints.together if p[0] in happenings and p[1] in happenings]
    homes: dict[str, int] = {}
    groups = components(happenings, [*linked, *together])
    for number, group in enumerate(groups):
        homes.update(dict.fromkeys(group, number))
    inside: dict[int, list[Pair]] = defaultdict(list)
    for link_pair in linked:
        inside[homes[link_pair[0]]].append(link_pair)
    out: list[list[str]] = []
    for number, group in enumerate(groups):
        out += [group] if len(group) == 1 else settle(group, inside[number], happenings, constraints).clusters
    return out


def settle(
    group: Collection[str],
    linked: Iterable[Pair],
    happenings: Mapping[str, Happening],
    constraints: Constraints,
    weights: Weights | None = None,
) -> Settled:
    """The clusters of some happenings from the links between them, and the joins that made them."""
    weigh = weights or Weights({key: happenings[key] for key in group})
    reports: dict[str, list[str]] = defaultdict(list)
    for key in group:
        reports[happenings[key].report].append(key)
    same_report = {p for keys in reports.values() for p in combinations(keys, 2)}
    together, apart = constraints.within(group)
    return agglomerate(
        group,
        linked,
        weigh.between,
        threshold=load_link_weights().threshold,
        together=sorted(together),
        apart=sorted((apart | same_report) - together),
    )


class Weights:
    """The weights of the pairs of some happenings, each worked out once."""

    def __init__(self, happenings: Mapping[str, Happening]) -> None:
        self._happenings = happenings
        self._known: dict[Pair, float] = {}

    def between(self, left: str, right: str) -> float:
        """How many bits speak for two happenings being one."""
        names = pair(left, right)
        if names not in self._known:
            self._known[names] = weight_of(self._happenings[names[0]], self._happenings[names[1]])
        return self._known[names]


def cluster_of(
    members: Sequence[str], happenings: Mapping[str, Happening], weights: Weights | None = None
) -> Cluster:
    """A cluster named after the member that was published first, so that later reports leave its id alone."""
    rows = {key: happenings[key] for key in members}
    first = min(members, key=lambda key: (rows[key].published or date.max.toordinal(), key))
    links = [link_of(rows[a], rows[b]) for a, b in _strongest(members, weights or Weights(rows))]
    links.sort(key=lambda link: (-link.weight, link.left, link.right))
    return Cluster(id=make_id("incident", first), members=tuple(members), links=tuple(links))


def _strongest(members: Sequence[str], weights: Weights) -> list[Pair]:
    """The pairs that hold a cluster together: its maximum spanning tree (Prim)."""
    best = {key: (weights.between(members[0], key), members[0], key) for key in members[1:]}
    chosen = []
    while best:
        _, inside, key = max(best.values())
        del best[key]
        chosen.append(pair(inside, key))
        for other, (weight, _, _) in best.items():
            nearer = weights.between(key, other)
            if nearer > weight:
                best[other] = (nearer, key, other)
    return chosen
