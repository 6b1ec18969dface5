"""What really happens in the made-up world: towns, and incidents drawn in time and space."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
SYLLABLES = ("ba", "ka", "ra", "mi", "so", "lu", "te", "na", "do", "shi", "go", "pa", "re", "mo", "zu", "li", "fa")
NAMES = ("Amin", "Salma", "Yusuf", "Karim", "Leila", "Omar", "Nadia", "Tariq", "Huda", "Samir", "Rania", "Idris")
DEAD = (0.99, 1.22)  # mean and standard deviation of the logarithm of the dead, over MUC-4 and `tolls` dev


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


def towns_of(country: int, dice: random.Random) -> Iterator[Town]:
    """Forty towns of one country in eight regions, which span about three by three degrees."""
    south, west = dice.uniform(-40, 50), dice.uniform(-100, 140)
    for region in range(8):
        lat, lon = south + 1.5 * (region // 3), west + 1.5 * (region % 3)
        for _ in range(5):
            yield Town(
                word(dice).capitalize(),
                f"{region}",
                f"{chr(65 + country // 26)}{chr(65 + country % 26)}",
                lat + dice.uniform(0, 1.2),
                lon + dice.uniform(0, 1.2),
            )


def word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(4, 5)))


def sides_of(country: str) -> list[str]:
    """The four armed actors of a country."""
    return [f"{country} {side}" for side in ("army", "rebels", "front", "brigade")]


def incident(number: int, towns: list[Town], days: int, dice: random.Random) -> Truth:
    town = dice.choice(towns)
    agent, target = dice.sample(sides_of(town.country), 2)
    killed = max(1, round(math.exp(dice.gauss(*DEAD))))
    return Truth(
        id=f"t{number}",
        day=dice.randrange(days),
        town=town,
        type=dice.choices([t for t, _ in TYPES], [w for _, w in TYPES])[0],
        agent=agent,
        target=target,
        killed=killed,
        wounded=int(killed * dice.uniform(0.5, 4)),
        words=tuple(word(dice) for _ in range(10)),
        names=tuple(f"{dice.choice(NAMES)} {word(dice).capitalize()}" for _ in range(min(killed, 2))),
    )
