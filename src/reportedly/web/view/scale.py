"""From numbers to places on a drawing: linear, or logarithmic where the figures lie far apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_FAR_APART = 150


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` onto `start` to `end`; `log` where they are spread by their logarithms."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Where a value stands; what lies outside stands at the edge."""
        low, high, value = self._spread(self.low), self._spread(self.high), self._spread(value)
        share = (min(max(value, low), high) - low) / (high - low or 1)
        return round(self.start + share * (self.end - self.start), 1)

    def _spread(self, value: float) -> float:
        return math.log10(1 + max(value, 0)) if self.log else value

    def ticks(self, most: int = 5) -> tuple[int, ...]:
        """Round whole numbers on the scale.

        >>> Scale(0, 2000, 0, 100).ticks()
        (0, 500, 1000, 1500, 2000)
        """
        if self.log:
            steps = [0, *(10**n for n in range(int(math.log10(self.high or 1)) + 1))]
            return tuple(s for s in steps if self.low <= s <= self.high)
        step = _round_step((self.high - self.low) / most)
        first = math.ceil(self.low / step)
        return tuple(n * step for n in range(first, int(self.high // step) + 1))


def scale_of(values: Iterable[int], *, start: float, end: float) -> Scale:
    """A scale from nought to a round number above the greatest value."""
    held = [v for v in values if v > 0] or [1]
    log = max(held) > _FAR_APART * min(held)
    step = _round_step(max(held) / 5)
    high = max(held) * 1.15 if log else math.ceil(max(held) / step) * step
    return Scale(0, high, start, end, log)


def _round_step(rough: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    if rough <= 1:
        return 1
    size = 10 ** math.floor(math.log10(rough))
    return int(next(m * size for m in (1, 2, 5, 10) if m * size >= rough - 1e-9))
