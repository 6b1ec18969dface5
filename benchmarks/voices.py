"""Who speaks of an incident of the made-up world, and what toll they give.

How often each is heard, and in what form, is counted in `tolls` dev; how often and how far they are wrong is set so that the
figures of two reports agree as often as in MUC-4 (`benchmarks/spread.py` prints both). The factor by which a party inflates its
enemy's losses, and the hours in which sources learn of victims, are assumptions: no set at hand measures them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.records import Claim, Person, Source, SourceKind, Span, Toll, TollField, Victims
from truths import Truth

NO_TOLL = 0.25  # of accounts
VICTIM_NAMED = 0.15
SOURCES_IN_A_REPORT = (0.71, 0.17, 0.12)  # one, two, three; counted in the same set
OFF_BY = 1.1  # standard deviation of the logarithm of a wrong figure over the true one
OPEN = 0.14  # of complete counts that are called "at least"; half of those that are not yet complete


@dataclass(frozen=True, slots=True)
class Voice:
    """A source: how often it is heard, how often it is wrong, by what factor it then tends to miss, and how many days it takes
    to learn of most victims."""

    name: str
    kind: SourceKind
    heard: float
    wrong: float
    bias: float = 1.0
    days_to_know: float = 0.2
    partisan: bool = False


VOICES = (
    Voice("", "outlet", heard=0.39, wrong=0.2),
    Voice("Officials", "anonymous", heard=0.13, wrong=0.2),
    Voice("Police", "organisation", heard=0.14, wrong=0.2),
    Voice("The Human Rights Monitor", "organisation", heard=0.16, wrong=0.2),
    Voice("The provincial hospital", "organisation", heard=0.05, wrong=0.15),
    Voice("Witnesses", "witnesses", heard=0.09, wrong=0.3, days_to_know=0.1),
    Voice("The attackers", "organisation", heard=0.04, wrong=0.9, bias=2.5, days_to_know=0.1, partisan=True),
)


def claims_of(
    truth: Truth, key: str, span: Span, delay: float, outlet: str, times_wrong: float, dice: random.Random
) -> Iterator[Claim]:
    """What one to three sources say of the toll in this report, so many days after."""
    if dice.random() < NO_TOLL:
        return
    person: tuple[Person, ...] = ()
    if truth.names and dice.random() < VICTIM_NAMED:
        person = (Person(name=dice.choice(truth.names), span=span),)
    for voice in _heard(dice):
        source = Source(name=voice.name or outlet, kind=voice.kind, actor=truth.agent if voice.partisan else None)
        tolls: tuple[tuple[TollField, int], ...] = (("killed", truth.killed), ("wounded", truth.wounded))
        for name, number in tolls:
            if name == "wounded" and (number == 0 or dice.random() < 0.4):
                continue
            told = _told(number, voice, delay, times_wrong, dice)
            if told == 0:
                continue
            yield Claim(
                id=f"c-{key}-{voice.name}-{name}",
                incident=key,
                field=name,
                value=Toll(
                    low=told,
                    high=None if dice.random() < (0.5 if told < number else OPEN) else told,
                    victims=Victims(side="the other side" if voice.partisan else None),
                    names=person if name == "killed" else (),
                ),
                source=source,
                span=span,
            )


def _heard(dice: random.Random) -> list[Voice]:
    """The sources of the tolls in one report, as often as they are heard, each once."""
    wanted = dice.choices((1, 2, 3), SOURCES_IN_A_REPORT)[0]
    found: dict[str, Voice] = {}
    while len(found) < wanted:
        voice = dice.choices(VOICES, [v.heard for v in VOICES])[0]
        found[voice.name] = voice
    return list(found.values())


def _told(number: int, voice: Voice, delay: float, times_wrong: float, dice: random.Random) -> int:
    """A figure as a source would state it so many days after: those it has learnt of by then, or a wrong number."""
    if dice.random() < voice.wrong * times_wrong:
        return max(0, round(number * voice.bias * math.exp(dice.gauss(0, OFF_BY))))
    known = 1 - math.exp(-(delay + 0.3) / voice.days_to_know)
    return number if known > 0.999 else sum(dice.random() < known for _ in range(number))
