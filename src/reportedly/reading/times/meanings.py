"""What an expression means: a period or a length, its TIMEX3 type and value, and what it was reckoned from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reportedly.reading.times.calendar import Period
from reportedly.reading.times.grammar import Match
from reportedly.reading.times.tokens import Item

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Reckoned = Literal["today", "previous"]

_CODES = {
    "second": ("PT", 1, "S"),
    "minute": ("PT", 1, "M"),
    "hour": ("PT", 1, "H"),
    "day": ("P", 1, "D"),
    "weekend": ("P", 1, "WE"),
    "week": ("P", 1, "W"),
    "fortnight": ("P", 2, "W"),
    "month": ("P", 1, "M"),
    "quarter": ("P", 1, "Q"),
    "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"),
    "century": ("P", 100, "Y"),
}
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}

NO_ANCHOR = "nothing dates the report, so the words name no day"
LENGTH = "a length of time, not a date"
REPEATED = "a time that comes again and again, not a date"
OF_WRITING = "the dateline: the day of writing, not of what is told"
VAGUE = "the words name no date"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of one expression. `period` is null where it names no date, and then `reason` says why.

    `reckoned` says what it was counted from: the day of writing, or the date spoken of before.
    """

    kind: Kind
    value: str
    period: Period | None = None
    reckoned: Reckoned | None = None
    clock: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What expressions are read against: the day of writing, the date spoken of before, whether what is told lies ahead.

    `alone` is true for words without a text around them: the day they are read against is then the date before them.
    """

    today: date | None
    previous: Period | None
    future: bool | None
    readers: Mapping[str, Reader]
    alone: bool = False

    def read(self, match: Match) -> Meaning:
        """The meaning of a match, by the function that its rule names."""
        return self.readers[match.rule.reads](match, self)

    @property
    def reference(self) -> tuple[Period | None, Reckoned]:
        """What "the following day" follows: the date spoken of before, else the day of writing."""
        if self.previous is not None:
            return self.previous, "previous"
        return (None if self.today is None else Period(self.today, self.today, "day", "")), "today"


Reader = Callable[[Match, Context], Meaning]


def dated(period: Period, reckoned: Reckoned | None = None, *, reason: str | None = None) -> Meaning:
    """A date or a longer time on the calendar."""
    return Meaning("DATE", period.value, period, reckoned, reason=reason)


def undated(value: str, reason: str = NO_ANCHOR, kind: Kind = "DATE") -> Meaning:
    """An expression that names no date, and why."""
    return Meaning(kind, value, reason=reason)


def narrowed(meaning: Meaning, start: date, end: date) -> Meaning:
    """The same expression, its period cut down to a part of it; the TIMEX3 value stays that of the whole."""
    assert meaning.period is not None
    return replace(meaning, period=replace(meaning.period, start=start, end=end, part=True))


def number(items: tuple[Item, ...]) -> float | None:
    """The number that words and digits make together, None where they make none.

    >>> number(items_of("two hundred ten"))
    210.0
    """
    total, current = 0.0, 0.0
    for item in items:
        if "digits" in item.classes:
            value = float(item.word.replace(",", ""))
        elif "num" in item.values:
            value = float(item.values["num"])
        else:
            continue
        if value >= 100 and current and "num" in item.values:
            current *= value
        elif value in (100, 1000) and "num" in item.values:
            current += value
        else:
            current += value
        if value == 1000 and "num" in item.values:
            total, current = total + current, 0.0
    return total + current or None


def iso_length(unit: str, count: float | None, *, half: bool = False) -> str:
    """The TIMEX3 value of a length: P3D, PT16H, P2Y6M; PXD where no number is stated.

    >>> iso_length("decade", 2)
    'P20Y'
    """
    prefix, factor, code = _CODES[unit]
    if count is None:
        return f"{prefix}X{code}"
    return f"{prefix}{count * factor:g}{code}{_HALVES.get(unit, '') if half else ''}"
