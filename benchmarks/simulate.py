"""A small world of violence and of those who report it, to test linking and weighing where the truth is known.

True incidents are drawn in time and space. Sources learn of them late, early or wrongly, each with its own bias; outlets
quote sources, copy one another, and name days and places more or less precisely. Everything follows from a seed.

    python benchmarks/simulate.py [--mentions 10000] [--seed 1]     # how often low to high holds the truth, per policy
"""

from __future__ import annotations

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly.linking import Cluster, link
from reportedly.linking.happenings import Happening, happenings_of
from reportedly.records import (
    Claim,
    Mention,
    Named,
    Person,
    ReaderInfo,
    Reading,
    Report,
    Source,
    Span,
    Toll,
    Victims,
    When,
    Where,
)
from reportedly.weighing import POLICIES, weigh

FIRST_DAY = date(2020, 1, 1)
TYPES = (
    ("air strike", 3),
    ("bombing", 4),
    ("shelling", 3),
    ("armed clash", 3),
    ("shooting", 4),
    ("kidnapping", 1),
    ("crash", 1),
)
GENERAL = ("attack", "killing")
SYLLABLES = ("ba", "ka", "ra", "mi", "so", "lu", "te", "na", "do", "shi", "go", "pa", "re", "mo", "zu", "li", "fa")
ALIASES = ("gunmen", "militants", "the army", "fighters", "security forces")
NAMES = ("Amin", "Salma", "Yusuf", "Karim", "Leila", "Omar", "Nadia", "Tariq", "Huda", "Samir", "Rania", "Idris")


@dataclass(frozen=True, slots=True)
class Noise:
    """How often reports leave out or blur what happened, and readers misread them; shares of mentions."""

    no_date: float = 0.2
    date_off: float = 0.06
    month_only: float = 0.04
    no_place: float = 0.12
    region_only: float = 0.1
    country_only: float = 0.08
    next_town: float = 0.03
    general_type: float = 0.25
    wrong_type: float = 0.05
    no_actor: float = 0.4
    no_toll: float = 0.25
    other_actor_name: float = 0.2
    victim_named: float = 0.15
    misread: float = 0.04
    copy: float = 0.15
    background: float = 0.15


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the made-up world."""

    name: str
    region: str
    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happened."""

    id: str
    day: int
    town: Town
    type: str
    agent: str
    target: str
    killed: int
    wounded: int
    words: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A source with its bias: what share of the victims it counts, how it scatters, how late it knows them all."""

    name: str
    kind: str
    bias: float
    scatter: float
    days_to_know: float
    partisan: bool = False


VOICES = (
    Voice("Officials", "anonymous", 0.95, 0.06, 0.3),
    Voice("The provincial hospital", "organisation", 0.9, 0.05, 0.25),
    Voice("The Human Rights Monitor", "organisation", 1.0, 0.05, 0.5),
    Voice("Witnesses", "witnesses", 1.05, 0.3, 0.1),
    Voice("The attackers", "organisation", 2.5, 0.5, 0.1, partisan=True),
)


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
    towns = [town for n in range(countries) for town in _towns(n, dice)]
    older: list[Truth] = []
    made = 0
    while made < mentions:
        truth = _incident(len(older), towns, days, dice)
        printed: list[Reading] = []
        for number in range(1 + min(30, int(dice.expovariate(1 / 3.2)))):
            if printed and dice.random() < noise.copy:
                reading = _copied(dice.choice(printed), f"outlet {dice.randrange(200)}", number, dice)
            else:
                background = _recent(older, truth, dice) if dice.random() < noise.background else None
                reading = _reported(truth, background, number, noise, dice)
            printed.append(reading)
            made += len(reading.mentions)
            yield truth, reading
        older.append(truth)


def _recent(older: list[Truth], truth: Truth, dice: random.Random) -> Truth | None:
    """An incident of the two months before, which a report may look back on; of the same country if one is met."""
    met = [t for t in (dice.choice(older) for _ in range(40)) if 0 < truth.day - t.day < 60] if older else []
    near = [t for t in met if t.town.country == truth.town.country]
    return next(iter([*near, *met]), None)


def _towns(country: int, dice: random.Random) -> Iterator[Town]:
    """Forty towns of one country in eight regions, which span about three by three degrees."""
    south, west = dice.uniform(-40, 50), dice.uniform(-100, 140)
    for region in range(8):
        lat, lon = south + 1.5 * (region // 3), west + 1.5 * (region % 3)
        for _ in range(5):
            yield Town(
                _word(dice).capitalize(),
                f"{region}",
                f"{chr(65 + country // 26)}{chr(65 + country % 26)}",
                lat + dice.uniform(0, 1.2),
                lon + dice.uniform(0, 1.2),
            )


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(4, 5)))


def _incident(number: int, towns: list[Town], days: int, dice: random.Random) -> Truth:
    town = dice.choice(towns)
    sides = [f"{town.country} {side}" for side in ("army", "rebels", "front", "brigade")]
    agent, target = dice.sample(sides, 2)
    killed = int(math.exp(dice.gauss(1.6, 0.9)))
    return Truth(
        id=f"t{number}",
        day=dice.randrange(days),
        town=town,
        type=dice.choices([t for t, _ in TYPES], [w for _, w in TYPES])[0],
        agent=agent,
        target=target,
        killed=killed,
        wounded=int(killed * dice.uniform(0.5, 4)),
        words=tuple(_word(dice) for _ in range(10)),
        names=tuple(f"{dice.choice(NAMES)} {_word(dice).capitalize()}" for _ in range(min(killed, 2))),
    )


def _reported(truth: Truth, background: Truth | None, number: int, noise: Noise, dice: random.Random) -> Reading:
    """One report of an incident, perhaps with a word on an older one."""
    delay = min(6.0, dice.expovariate(1.2))
    published = FIRST_DAY + timedelta(days=truth.day + delay)
    moment = f"{published.isoformat()}T{int(delay % 1 * 24):02d}:{dice.randrange(60):02d}:00"
    outlet = f"outlet {dice.randrange(200)}"
    parts = [_passage(truth, dice)]
    if background:
        parts.append(_passage(background, dice))
    text = "\n\n".join(parts)
    report = Report(id=f"{truth.id}.{number}", text=text, outlet=outlet, published=moment)
    mentions, claims = [], []
    for which, passage, told in zip((truth, background), parts, ("lead", "back"), strict=False):
        if which is None:
            continue
        start = text.index(passage)
        key = f"{which.id}@{report.id}.{told}"
        late = delay if told == "lead" else 30.0
        mentions.append(_mention(which, key, Span.of(text, start, start + 6), noise, dice))
        claims += _claims(which, key, Span.of(text, start, start + 6), late, outlet, noise, dice)
    return Reading(
        report=report,
        mentions=tuple(mentions),
        claims=tuple(claims),
        reader=ReaderInfo(name="simulator", version="1"),
    )


def _passage(truth: Truth, dice: random.Random) -> str:
    """Words about an incident: some of those that belong to it, among those of any report."""
    own = [word for word in truth.words if dice.random() < 0.6]
    own += [word for word in truth.words[:3] if dice.random() < 0.8]
    common = dice.choices(("city", "morning", "security", "forces", "blast", "people", "killed", "area"), k=6)
    chance = [_word(dice) for _ in range(6)]
    words = [truth.town.name if dice.random() < 0.7 else "there", truth.type, *own, *common, *chance]
    dice.shuffle(words)
    return "Report " + " ".join(words) + "."


def _mention(truth: Truth, key: str, span: Span, noise: Noise, dice: random.Random) -> Mention:
    kind = truth.type
    if dice.random() < noise.general_type:
        kind = dice.choice(GENERAL)
    elif dice.random() < noise.wrong_type:
        kind = dice.choice(TYPES)[0]
    named = dice.random() >= noise.no_actor
    agent = truth.agent if dice.random() >= noise.other_actor_name else dice.choice(ALIASES)
    target = truth.target if dice.random() >= noise.other_actor_name else dice.choice(ALIASES)
    return Mention(
        id=f"m-{key}",
        type=kind,
        trigger=span,
        when=_when(truth, noise, dice),
        where=_where(truth, span, noise, dice),
        agents=(_actor(agent),) if named else (),
        targets=(_actor(target),) if dice.random() >= noise.no_actor else (),
        incident=key,
    )


def _actor(name: str) -> Named:
    """An actor, with its id where the name says who it is."""
    return Named(name=name, actor=None if name in ALIASES else name)


def _when(truth: Truth, noise: Noise, dice: random.Random) -> When | None:
    roll, day = dice.random(), FIRST_DAY + timedelta(days=truth.day)
    if roll < noise.no_date:
        return None
    if roll < noise.no_date + noise.month_only:
        first = day.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return When(start=first.isoformat(), end=last.isoformat(), precision=4)
    if dice.random() < noise.misread:
        day += timedelta(days=dice.randint(-20, 5))
    if roll < noise.no_date + noise.month_only + noise.date_off:
        day += timedelta(days=dice.choice((-1, 1)))
    return When(start=day.isoformat(), end=day.isoformat(), precision=1)


def _where(truth: Truth, span: Span, noise: Noise, dice: random.Random) -> tuple[Where, ...]:
    roll, town = dice.random(), truth.town
    if dice.random() < noise.misread:
        town = Town(_word(dice), str(dice.randrange(8)), town.country, town.latitude + 2, town.longitude - 2)
    country = Where(name=town.country, span=span, country=town.country, precision=6)
    region = country.model_copy(update={"name": f"Region {town.region}", "admin1": town.region, "precision": 4})
    if roll < noise.no_place:
        return ()
    if roll < noise.no_place + noise.country_only:
        return (country,)
    if roll < noise.no_place + noise.country_only + noise.region_only:
        return (region,)
    name, shift = town.name, 0.0
    if roll < noise.no_place + noise.country_only + noise.region_only + noise.next_town:
        name, shift = f"Near {town.name}", 0.15
    spot = {
        "name": name,
        "place": f"{town.country}.{town.region}.{name}",
        "latitude": town.latitude + shift,
        "longitude": town.longitude,
        "precision": 1,
    }
    return (region.model_copy(update=spot),)


def _claims(
    truth: Truth, key: str, span: Span, delay: float, outlet: str, noise: Noise, dice: random.Random
) -> Iterator[Claim]:
    """What one or two sources say of the toll in this report."""
    if dice.random() < noise.no_toll:
        return
    person = ()
    if truth.names and dice.random() < noise.victim_named:
        person = (Person(name=dice.choice(truth.names), span=span),)
    voices = dice.sample(VOICES, 1 if dice.random() < 0.7 else 2)
    for voice in voices:
        source = Source(name=voice.name, kind=voice.kind, actor=truth.agent if voice.partisan else None)
        for name, number in (("killed", truth.killed), ("wounded", truth.wounded)):
            if name == "wounded" and (number == 0 or dice.random() < 0.4):
                continue
            low, high = _stated(number, voice, delay, dice)
            yield Claim(
                id=f"c-{key}-{voice.name}-{name}",
                incident=key,
                field=name,
                value=Toll(
                    low=low,
                    high=high,
                    victims=Victims(side="the other side" if voice.partisan else None),
                    names=person if name == "killed" else (),
                ),
                source=source,
                span=span,
            )


def _stated(number: int, voice: Voice, delay: float, dice: random.Random) -> tuple[int, int | None]:
    """A figure as a source would state it so many days after: early figures are low, and often "at least"."""
    known = 1 - math.exp(-(delay + 0.3) / voice.days_to_know)
    told = max(0, round(number * known * voice.bias * math.exp(dice.gauss(0, voice.scatter))))
    open_above = dice.random() < (0.8 if known < 0.95 else 0.25)
    return told, None if open_above else told


def _copied(original: Reading, outlet: str, number: int, dice: random.Random) -> Reading:
    """Another outlet prints the same text some hours later."""
    old = original.report
    report = old.model_copy(
        update={
            "id": f"{old.id}c{number}",
            "outlet": outlet,
            "published": f"{(old.published or '')[:10]}T23:{dice.randrange(60):02d}:00",
        }
    )

    def renamed(key: str | None) -> str | None:
        return key and f"{key}c{number}"

    return original.model_copy(
        update={
            "report": report,
            "mentions": tuple(
                m.model_copy(update={"id": f"{m.id}c{number}", "incident": renamed(m.incident)})
                for m in original.mentions
            ),
            "claims": tuple(
                c.model_copy(update={"id": f"{c.id}c{number}", "incident": renamed(c.incident)})
                for c in original.claims
            ),
        }
    )


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


def coverage(world: World, clusters: tuple[Cluster, ...], policy: str, sources: int = 1) -> dict[str, float]:
    """How often low to high holds the true number of dead, and how far best is off.

    Counts incidents on whose dead at least so many independent sources speak: a range of a single figure holds the
    truth only by luck. A cluster stands for the true incident that most of its members are of; one that is torn apart
    counts once for each part.
    """
    held = left_open = decided = exact = rows = 0
    off = 0.0
    claims = {c.id: c for r in world.readings for c in r.claims}
    incidents = {i.id: i for i in weigh(clusters, world.readings, policy)}
    for cluster in clusters:
        incident = incidents[cluster.id]
        homes = [world.home[m] for m in cluster.members]
        truth = world.truths[max(sorted(set(homes)), key=homes.count)]
        total = next((e for e in incident.estimates if e.field == "killed" and e.victims == "all"), None)
        speaking = {a.independent for a in incident.accounts if any(claims[c].field == "killed" for c in a.claims)}
        if total is None or len(speaking) < sources:
            continue
        rows += 1
        open_above = any("or more" in line for line in total.because)
        held += (total.low or 0) <= truth.killed <= (total.high or 0)
        left_open += (total.low or 0) <= truth.killed <= (math.inf if open_above else total.high or 0)
        if total.best is not None:
            decided += 1
            exact += total.best == truth.killed
            off += abs(total.best - truth.killed) / max(1, truth.killed)
    return {
        "incidents": rows,
        "held": held / max(1, rows),
        "held or left open": left_open / max(1, rows),
        "decided": decided / max(1, rows),
        "best exact": exact / max(1, decided),
        "best off by": off / max(1, decided),
    }


def happenings(mentions: int, seed: int = 1) -> tuple[tuple[Happening, ...], dict[str, str]]:
    """Only what linking looks at, with the truth."""
    world = simulate(mentions, seed)
    return happenings_of(world.readings), world.home


def main() -> None:
    """Print how linking and each policy fare in one world."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mentions", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    world = simulate(chosen.mentions, chosen.seed)
    clusters = link(world.readings)
    precision, recall = pairwise(clusters, world.home)
    print(f"{len(world.home)} mentions of {len(world.truths)} incidents in {len(world.readings)} reports")
    print(f"linking: pairwise precision {precision:.3f}, recall {recall:.3f}")
    for sources in (1, 2):
        print(f"incidents on whose dead {sources} or more independent sources speak:")
        for name in POLICIES:
            row = coverage(world, clusters, name, sources)
            print(f"  {name:14}", "  ".join(f"{key} {value:.3f}" for key, value in row.items()), flush=True)


if __name__ == "__main__":
    main()
