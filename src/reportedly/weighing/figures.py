"""Which figure a source gives for some victims, where a report has it say more than one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.numbers import load_numbers
from reportedly.records import Toll, TollField, Victims, normalised
from reportedly.weighing.evidence import Evidence

IN_ONE_BREATH = 40  # characters between numbers that are listed


@dataclass(frozen=True, slots=True)
class Figure:
    """What a source gives as the number of some victims, in one claim or in several that stand side by side."""

    items: tuple[Evidence, ...]

    @property
    def is_vague(self) -> bool:
        """Whether its words hold no number."""
        return any(item.toll is None or item.toll.vague for item in self.items)

    def is_for(self, item: Evidence) -> bool:
        """Whether a claim of the same text is about the same group of victims."""
        first = self.items[0]
        return (first.pool, first.time, first.text) == (item.pool, item.time, item.text)

    def goes_on_with(self, item: Evidence) -> bool:
        """Whether a claim follows in the same breath and counts other people."""
        last = self.items[-1]
        gap = item.claim.span.start - last.claim.span.end
        listed = last.report.id == item.report.id and 0 < gap <= IN_ONE_BREATH and _nouns(last) != _nouns(item)
        return listed and not self.is_vague and not Figure((item,)).is_vague

    @property
    def victims(self) -> Victims:
        """Whom the first of its claims counts."""
        toll = self.items[0].toll
        return toll.victims if toll else Victims()

    def number(self, vague: str | None) -> int | None:
        """The number that its words name, the lower one of two; None where they hold none under the convention named."""
        found = [_least(item.toll, vague) for item in self.items]
        return None if None in found else sum(n for n in found if n is not None)

    def range(self, vague: str | None, approximate: str | None) -> tuple[int, int | None] | None:
        """The least and the most; None where the words hold no number under the convention named for vague words."""
        low, high = 0, 0
        is_open = False
        for item in self.items:
            toll = item.toll
            least = _least(toll, vague)
            if toll is None or least is None:
                return None
            bottom, top = about(toll, approximate) if not toll.vague else (least, None)
            low += least if bottom is None else bottom
            is_open = is_open or top is None
            high += top or 0
        return low, None if is_open else high

    @property
    def is_approximate(self) -> bool:
        """Whether it is given as "about" so many."""
        return any(item.toll is not None and item.toll.approximate for item in self.items)


def about(toll: Toll, convention: str | None) -> tuple[int | None, int | None]:
    """The least and the most that a toll says, where "about 50" is widened by a convention."""
    if toll.approximate and toll.low is not None and toll.low == toll.high and convention is not None:
        return load_numbers().about(toll.low, convention)
    return toll.low, toll.high


def _least(toll: Toll | None, convention: str | None) -> int | None:
    return toll.low if toll and not toll.vague else _vague(toll, convention)


def _vague(toll: Toll | None, convention: str | None) -> int | None:
    return load_numbers().vague_low(toll.vague, convention) if toll and toll.vague and convention else None


def _nouns(item: Evidence) -> frozenset[str]:
    """The words for the people counted, without the number."""
    toll = item.toll
    words = normalised(toll.victims.description).split() if toll else []
    return frozenset(
        w for w in words if w not in {*load_numbers().units, *load_numbers().tens} and not w[0].isdigit()
    )


def in_force(
    current: Sequence[Evidence], field: TollField
) -> tuple[tuple[Figure, ...], tuple[tuple[Evidence, Figure], ...]]:
    """The figures that a source now gives for a toll, and claims that are not used, each with the figure used instead.

    What a report has a source say first about some victims is its figure for them: a second number for the same ones
    most often belongs to other victims or to another incident. Numbers side by side in one breath ("two American and
    three Afghan soldiers") are added up, and a number takes the place of a vague word.
    """
    used: list[Figure] = []
    unused: list[tuple[Evidence, Figure]] = []
    for item in (e for e in current if e.claim.field == field and e.toll and not e.toll.part_of):
        same = next((f for f in used if f.is_for(item)), None)
        if same is None:
            used.append(Figure((item,)))
        elif same.is_vague and not (item.toll and item.toll.vague):
            used[used.index(same)] = Figure((item,))
        elif same.goes_on_with(item):
            used[used.index(same)] = Figure((*same.items, item))
        elif item.figure not in {e.figure for e in same.items}:
            unused.append((item, same))
    return tuple(used), tuple(unused)
