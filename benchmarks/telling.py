"""Reports of the made-up world: what they say of when, where, who and what, and what they leave out or get wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from reportedly.records import Claim, Mention, Named, ReaderInfo, Reading, Report, Span, When, Where
from truths import FIRST_DAY, TYPES, Town, Truth, sides_of, word
from voices import claims_of

GENERAL = ("attack", "killing")
ALIASES = ("gunmen", "militants", "the army", "fighters", "security forces")


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
    other_actor_name: float = 0.2
    other_actor: float = (
        0.19  # disputed or misread; two MUC-4 templates of one incident share a perpetrator in .65
    )
    misread: float = 0.04
    copy: float = 0.15
    background: float = 0.15
    wrong: float = 1.0  # times as often as measured that a source is wrong


def reported(truth: Truth, background: Truth | None, number: int, noise: Noise, dice: random.Random) -> Reading:
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
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for which, passage, told in zip((truth, background), parts, ("lead", "back"), strict=False):
        if which is None:
            continue
        start = text.index(passage)
        key = f"{which.id}@{report.id}.{told}"
        late = delay if told == "lead" else 30.0
        mentions.append(_mention(which, key, Span.of(text, start, start + 6), noise, dice))
        claims += claims_of(which, key, Span.of(text, start, start + 6), late, outlet, noise.wrong, dice)
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
    chance = [word(dice) for _ in range(6)]
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
    agent, target = (_called(actor, truth, noise, dice) for actor in (truth.agent, truth.target))
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


def _called(actor: str, truth: Truth, noise: Noise, dice: random.Random) -> str:
    """An actor as a report names it: by a word for anyone of the kind, or as another one of the country."""
    if dice.random() < noise.other_actor_name:
        return dice.choice(ALIASES)
    if dice.random() < noise.other_actor:
        return dice.choice([side for side in sides_of(truth.town.country) if side != actor])
    return actor


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
        town = Town(word(dice), str(dice.randrange(8)), town.country, town.latitude + 2, town.longitude - 2)
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


def copied(original: Reading, outlet: str, number: int, dice: random.Random) -> Reading:
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
