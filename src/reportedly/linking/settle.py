"""From links to clusters: every connected component of links is settled by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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


def clusters_of(
    happenings: Mapping[str, Happening], linked: Sequence[Pair], constraints: Constraints
) -> tuple[Cluster, ...]:
    """The clusters of some happenings, with the links that hold them together, ordered by their first members."""
    return tuple(cluster_of(members, happenings) for members in cluster(happenings, linked, constraints))


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
    group: Collection[str], linked: Iterable[Pair], happenings: Mapping[str, Happening], constraints: Constraints
) -> Settled:
    """The clusters of some happenings from the links between them, and the joins that made them."""
    known: dict[Pair, float] = {}

    def weight(left: str, right: str) -> float:
        names = pair(left, right)
        if names not in known:
            known[names] = weight_of(happenings[names[0]], happenings[names[1]])
        return known[names]

    inside = set(group)
    reports: dict[str, list[str]] = defaultdict(list)
    for key in group:
        reports[happenings[key].report].append(key)
    same_report = {p for keys in reports.values() for p in combinations(keys, 2)}
    return agglomerate(
        group,
        linked,
        weight,
        threshold=load_link_weights().threshold,
        together=sorted(p for p in constraints.together if inside.issuperset(p)),
        apart=sorted(p for p in (constraints.apart | same_report) - constraints.together if inside.issuperset(p)),
    )


def cluster_of(members: Sequence[str], happenings: Mapping[str, Happening]) -> Cluster:
    """A cluster named after the member that was published first, so that later reports leave its id alone."""
    first = min(members, key=lambda key: (happenings[key].published or 0, key))
    links = _strongest(members, happenings)
    return Cluster(id=make_id("incident", first), members=tuple(members), links=tuple(links))


def _strongest(members: Sequence[str], happenings: Mapping[str, Happening]) -> list[Link]:
    """The links that hold a cluster together: its maximum spanning tree, strongest first (Prim)."""
    best = {key: (weight_of(happenings[members[0]], happenings[key]), members[0], key) for key in members[1:]}
    chosen = []
    while best:
        _, inside, key = max(best.values(), key=lambda row: (row[0], row[1], row[2]))
        del best[key]
        chosen.append(pair(inside, key))
        for other, (weight, _, _) in best.items():
            nearer = weight_of(*(happenings[k] for k in pair(key, other)))
            if nearer > weight:
                best[other] = (nearer, key, other)
    links = [link_of(happenings[a], happenings[b]) for a, b in chosen]
    return sorted(links, key=lambda k: (-k.weight, k.left, k.right))
