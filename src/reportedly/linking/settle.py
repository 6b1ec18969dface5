"""From links to clusters: every connected component of links is settled by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.clusters import Members, Pair, Settled, agglomerate, components, pair
from reportedly.linking.decisions import Constraints
from reportedly.linking.happenings import Happening
from reportedly.linking.scoring import link_of
from reportedly.linking.weights import UNIT, Weights
from reportedly.records import Link, Record, make_id


class Cluster(Record):
    """Incidents of single reports (`members`) that are one happening, and the links that hold them together."""

    id: str
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()


class Clusters(Collection[Cluster]):
    """Many clusters in order; each is made, with its links, when it is looked at, so that they need little memory."""

    def __init__(
        self, members: Collection[Sequence[str]] = (), happenings: Mapping[str, Happening] | None = None
    ) -> None:
        self._members, self._happenings = members, happenings or {}

    def __iter__(self) -> Iterator[Cluster]:
        return (cluster_of(members, self._happenings) for members in self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, cluster: object) -> bool:
        return any(cluster == one for one in self)

    def named(self) -> Iterator[tuple[str, Members]]:
        """The id and the members of each cluster, without the work of its links."""
        return ((_name(members, self._happenings), tuple(members)) for members in self._members)


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
) -> Settled:
    """The clusters of some happenings from the links between them, and the joins that made them."""
    reports: dict[str, list[str]] = defaultdict(list)
    for key in group:
        reports[happenings[key].report].append(key)
    same_report = {p for keys in reports.values() for p in combinations(keys, 2)}
    together, apart = constraints.within(group)
    return agglomerate(
        group,
        linked,
        Weights({key: happenings[key] for key in group}).between,
        threshold=load_link_weights().threshold * UNIT,
        together=sorted(together),
        apart=sorted((apart | same_report) - together),
    )


def cluster_of(members: Sequence[str], happenings: Mapping[str, Happening]) -> Cluster:
    """A cluster named after the member that was published first, so that later reports leave its id alone."""
    rows = {key: happenings[key] for key in members}
    links = [link_of(rows[a], rows[b]) for a, b in _strongest(rows)]
    links.sort(key=lambda link: (-link.weight, link.left, link.right))
    return Cluster(id=_name(members, rows), members=tuple(members), links=tuple(links))


def _name(members: Sequence[str], happenings: Mapping[str, Happening]) -> str:
    first = min(members, key=lambda key: (happenings[key].published or date.max.toordinal(), key))
    return make_id("incident", first)


def _strongest(rows: Mapping[str, Happening]) -> list[Pair]:
    """The pairs that hold a cluster together: its maximum spanning tree (Prim)."""
    first, *others = rows
    weights = Weights(rows)
    best = {key: (weight, first, key) for key, weight in zip(others, weights.from_one(first, others), strict=True)}
    chosen = []
    while best:
        _, inside, key = max(best.values())
        del best[key]
        chosen.append(pair(inside, key))
        for other, weight in zip(best, weights.from_one(key, list(best)), strict=True):
            if weight > best[other][0]:
                best[other] = (weight, key, other)
    return chosen
