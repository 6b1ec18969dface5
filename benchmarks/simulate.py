"""A small world of violence and of those who report it, to test linking and weighing where the truth is known.

True incidents are drawn in time and space. Sources learn of victims one by one, and are sometimes wrong; a party inflates its
enemy's losses; outlets quote sources or speak themselves, copy one another, and name days and places more or less precisely.
Everything follows from a seed. What can be measured is (`benchmarks/spread.py`); what cannot says so where it stands.

    python benchmarks/simulate.py [--mentions 10000] [--seed 1] [--wrong 1]   # how often low to high holds the truth
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.linking import Cluster, link
from reportedly.linking.happenings import Happening, happenings_of
from reportedly.records import Estimate, Reading
from reportedly.weighing import POLICIES, weigh
from telling import Noise, copied, reported
from truths import Truth, incident, towns_of


@dataclass
class World:
    """The true incidents, the readings of all reports, and which incident each report-level incident is."""

    truths: dict[str, Truth] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    home: dict[str, str] = field(default_factory=dict)


def simulate(mentions: int, seed: int = 1, noise: Noise | None = None) -> World:
    """A world with about this many mentions of incidents; days and countries grow with it, crowding does not."""
    world = World()
    for truth, reading in reports(mentions, seed, noise):
        world.truths[truth.id] = truth
        world.readings.append(reading)
        world.home.update({key: home_of(key) for key in incidents_in(reading)})
    return world


def incidents_in(reading: Reading) -> list[str]:
    """The report-level incidents of a reading."""
    return [mention.incident for mention in reading.mentions if mention.incident]


def home_of(incident: str) -> str:
    """The true incident that a report-level one is of."""
    return incident.split("@")[0]


def reports(mentions: int, seed: int = 1, noise: Noise | None = None) -> Iterator[tuple[Truth, Reading]]:
    """The reports of such a world one by one, each with the incident that it leads with, until there are enough mentions."""
    noise, dice = noise or Noise(), random.Random(seed)
    countries = max(3, min(150, round(12 * math.sqrt(mentions / 10_000))))
    days = max(20, round(365 * mentions / 10_000 * 12 / countries))
    towns = [town for n in range(countries) for town in towns_of(n, dice)]
    older: list[Truth] = []
    made = 0
    while made < mentions:
        truth = incident(len(older), towns, days, dice)
        printed: list[Reading] = []
        for number in range(1 + min(30, int(dice.expovariate(1 / 3.2)))):
            if printed and dice.random() < noise.copy:
                reading = copied(dice.choice(printed), f"outlet {dice.randrange(200)}", number, dice)
            else:
                background = _recent(older, truth, dice) if dice.random() < noise.background else None
                reading = reported(truth, background, number, noise, dice)
            printed.append(reading)
            made += len(reading.mentions)
            yield truth, reading
        older.append(truth)


def _recent(older: list[Truth], truth: Truth, dice: random.Random) -> Truth | None:
    """An incident of the two months before, which a report may look back on; of the same country if one is met."""
    met = [t for t in (dice.choice(older) for _ in range(40)) if 0 < truth.day - t.day < 60] if older else []
    near = [t for t in met if t.town.country == truth.town.country]
    return next(iter([*near, *met]), None)


def pairwise(clusters: tuple[Cluster, ...], home: dict[str, str]) -> tuple[float, float]:
    """Precision and recall of pairs in one cluster against pairs of one true incident."""
    found = sum(_pairs(len(c.members)) for c in clusters)
    sizes: dict[str, int] = defaultdict(int)
    for truth in home.values():
        sizes[truth] += 1
    right = 0
    for c in clusters:
        inside: dict[str, int] = defaultdict(int)
        for member in c.members:
            inside[home[member]] += 1
        right += sum(map(_pairs, inside.values()))
    return right / max(1, found), right / max(1, sum(map(_pairs, sizes.values())))


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def truth_clusters(world: World) -> tuple[Cluster, ...]:
    """The clusters that perfect linking would make."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, truth in world.home.items():
        members[truth].append(key)
    return tuple(Cluster(id=truth, members=tuple(sorted(keys))) for truth, keys in sorted(members.items()))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How low to high fares over some incidents, as shares of them. `held`: the true number lies between the numbers named;
    `open`: it lies above a high that the words leave open; the other two are misses, of figures too low and too high."""

    incidents: int
    held: float
    open: float
    below: float
    above: float
    decided: float
    exact: float


def coverage(world: World, clusters: Collection[Cluster], policy: str) -> dict[str, Coverage]:
    """How often low to high holds the true number of dead, by how many independent sources speak of them, and in all.

    A cluster stands for the true incident that most of its members are of; one that is torn apart counts once for each part.
    """
    outcomes: dict[str, list[tuple[str, bool | None]]] = defaultdict(list)
    claims = {c.id: c for r in world.readings for c in r.claims}
    incidents = {i.id: i for i in weigh(clusters, world.readings, policy)}
    for cluster in clusters:
        incident = incidents[cluster.id]
        homes = [world.home[m] for m in cluster.members]
        truth = world.truths[max(sorted(set(homes)), key=homes.count)]
        total = next((e for e in incident.estimates if e.field == "killed" and e.victims == "all"), None)
        speaking = {a.independent for a in incident.accounts if any(claims[c].field == "killed" for c in a.claims)}
        if total is not None:
            outcome = (_outcome(total, truth.killed), None if total.best is None else total.best == truth.killed)
            for name in ("all", ("one", "two")[len(speaking) - 1] if len(speaking) < 3 else "three or more"):
                outcomes[name].append(outcome)
    return {name: _covered(outcomes[name]) for name in ("all", "one", "two", "three or more") if outcomes[name]}


def _outcome(total: Estimate, dead: int) -> str:
    low, high = total.low or 0, total.high or 0
    if dead < low:
        return "above"
    return "held" if dead <= high else "open" if total.open else "below"


def _covered(outcomes: Sequence[tuple[str, bool | None]]) -> Coverage:
    shares = Counter(name for name, _ in outcomes)
    decided = [exact for _, exact in outcomes if exact is not None]
    return Coverage(
        len(outcomes),
        *(shares[name] / len(outcomes) for name in ("held", "open", "below", "above")),
        len(decided) / len(outcomes),
        sum(decided) / max(1, len(decided)),
    )


def happenings(mentions: int, seed: int = 1) -> tuple[tuple[Happening, ...], dict[str, str]]:
    """Only what linking looks at, with the truth."""
    world = simulate(mentions, seed)
    return happenings_of(world.readings), world.home


def main() -> None:
    """Print how linking and each policy fare in one world."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mentions", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--wrong", type=float, default=1.0, help="how many times as often as measured sources are wrong"
    )
    chosen = options.parse_args()
    world = simulate(chosen.mentions, chosen.seed, Noise(wrong=chosen.wrong))
    clusters = link(world.readings)
    precision, recall = pairwise(clusters, world.home)
    print(f"{len(world.home)} mentions of {len(world.truths)} incidents in {len(world.readings)} reports")
    print(f"linking: pairwise precision {precision:.3f}, recall {recall:.3f}")
    print(
        "How often low to high holds the true number of dead, by the number of independent sources that speak of them:"
    )
    print(
        "policy         sources        incidents   held  +open |  figures too low  too high | decided  best exact"
    )
    for name in POLICIES:
        for sources, row in coverage(world, clusters, name).items():
            print(
                f"{name:14} {sources:14} {row.incidents:9}  {row.held:.3f}  {row.held + row.open:.3f} "
                f"| {row.below:16.3f} {row.above:9.3f} | {row.decided:7.3f} {row.exact:11.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
