"""How often sources are looked at, and how patient the watcher is with those that fail."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_SHORTEST = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """Times are in seconds. A source that fails is left alone for `every`, then twice as long, up to `longest`.

    A file is taken when it has not changed for `settled`. `batch` reports are handed over at a time.
    """

    every: float = 900.0
    longest: float = 86_400.0
    settled: float = 5.0
    batch: int = 100


def read_period(words: str) -> float:
    """A period in seconds, at least a minute.

    >>> read_period("15m"), read_period("2h")
    (900.0, 7200.0)

    Raises ValueError where it is none.
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhd])\s*", words)
    if found is None:
        raise ValueError(f"{words!r} is no period; write it like 15m, 2h or 1d")
    seconds = float(found[1]) * _UNITS[found[2]]
    if seconds < _SHORTEST:
        raise ValueError(f"{words!r} is too often for those who run the servers; give 1m or more")
    return seconds
