"""From readings to clusters: the way through this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from reportedly.lexicon.link_weights import load_link_weights
from reportedly.linking.blocking import candidates
from reportedly.linking.clusters import Pair, agglomerate, components, pair
from reportedly.linking.decisions import Constraints, constraints_of
from reportedly.linking.happenings import Happening, happenings_of
from reportedly.linking.scoring import link_of, score
from reportedly.records import Decision, Link, Reading, Record, make_id


class Cluster(Record):
    """Incidents of single reports (`members`) that are one happening, and the links that hold them together."""

    id: str
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()


def link(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> tuple[Cluster, ...]:
    """Bring the incidents of many reports together; the order of the readings does not matter.

    Two incidents of one report are never joined unless a decision says so.
    """
    happenings = {h.id: h for h in happenings_of(readings)}
    links = score(candidates(tuple(happenings.values())))
    return cluster(happenings, links, constraints_of(decisions))


def cluster(
    happenings: Mapping[str, Happening], links: Sequence[Link], constraints: Constraints
) -> tuple[Cluster, ...]:
    """Clusters of happenings, ordered by id; each connected component is settled by itself."""
    threshold = load_link_weights().threshold
    known = {(k.left, k.right): k for k in links}
    together = [p for p in constraints.together if p[0] in happenings and p[1] in happenings]
    joined = [p for p, k in known.items() if k.weight > threshold]
    out = []
    for group in components(happenings, [*joined, *together]):
        for members in _settle(group, happenings, known, constraints, threshold):
            out.append(_cluster_of(members, happenings, known))
    return tuple(sorted(out, key=lambda c: c.id))


def _settle(
    group: Sequence[str],
    happenings: Mapping[str, Happening],
    known: dict[Pair, Link],
    constraints: Constraints,
    threshold: float,
) -> list[list[str]]:
    """The clusters of one component: every pair in it is compared, also those that blocking did not bring up."""
    if len(group) == 1:
        return [list(group)]
    reports: dict[str, list[str]] = {}
    for key in group:
        reports.setdefault(happenings[key].report, []).append(key)
    same_report = {p for keys in reports.values() for p in combinations(keys, 2)}

    def weight(left: str, right: str) -> float:
        names = pair(left, right)
        if names not in known:
            known[names] = link_of(happenings[names[0]], happenings[names[1]])
        return known[names].weight

    return agglomerate(
        group,
        weight,
        together=constraints.together,
        apart=(constraints.apart | same_report) - constraints.together,
        threshold=threshold,
    )


def _cluster_of(
    members: Sequence[str], happenings: Mapping[str, Happening], known: Mapping[Pair, Link]
) -> Cluster:
    """A cluster named after the member that was published first, so that later reports leave its id alone."""
    first = min(members, key=lambda key: (happenings[key].published or 0, key))
    links = [known[p] for p in combinations(sorted(members), 2) if p in known]
    return Cluster(id=make_id("incident", first), members=tuple(sorted(members)), links=tuple(links))
