"""Readers of longer times by name: months, years, quarters, seasons, decades."""

from __future__ import annotations

from datetime import date
from typing import cast

from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import Period, Unit
from reportedly.reading.times.days import day_number, full_year
from reportedly.reading.times.grammar import Match
from reportedly.reading.times.meanings import (
    VAGUE,
    Context,
    Meaning,
    Reader,
    dated,
    number,
    undated,
)

CLOCK_UNITS = frozenset({"second", "minute", "hour"})
_STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1}


def unit_of(match: Match, name: str = "u") -> str:
    """The unit caught under a name, in the singular."""
    return match.value(name, "unit", "units") or str(match.option("unit", ""))


def calendar_unit(unit: str) -> tuple[Unit, int] | None:
    """A unit of the calendar and how many of it one unit is; None for hours and less."""
    if unit == "fortnight":
        return "week", 2
    return None if unit in CLOCK_UNITS else (cast(Unit, unit), 1)


def _months_year(at: Context, month: int, step: str | None) -> int | None:
    """The year of a month without one: the last such month, this one included, or the next where told ahead."""
    if at.today is None:
        return None
    year, current = at.today.year, at.today.month
    if step == "1" or (step is None and at.future):
        return year + (month < current or (step == "1" and month == current))
    if step == "0":
        return year
    if step == "-1":
        return year - (month >= current)
    ahead = (month - current) % 12
    if 0 < ahead <= (2 if at.future is None else 1):
        return year + (month < current)
    return year - (month > current)


def month_name(match: Match, at: Context) -> Meaning:
    """February, March 2020, last April, October of next year."""
    month = int(match.value("m", "month", "month_short") or 0)
    if "y" in match:
        return dated(calendar.month(full_year(match.word("y")), month))
    if "v" in match:
        year = at.today.year + _STEPS[match.word("v")] if at.today else None
    else:
        back = match.value("b", "back")
        year = _months_year(at, month, match.value("s", "step") or (None if back in (None, "0") else back))
    return undated(f"XXXX-{month:02d}") if year is None else dated(calendar.month(year, month), "today")


def year_number(match: Match, at: Context) -> Meaning:
    """2014, '98, fiscal 1989, the 1988 period."""
    fiscal = any(item.word == "fiscal" for item in match.row[match.first : match.last])
    reason = "the fiscal year is taken to be the calendar year" if fiscal else None
    return dated(calendar.year(full_year(match.word("y"))), reason=reason)


def year_words(match: Match, at: Context) -> Meaning:
    """Nineteen ninety-six, the year two thousand."""
    words = match.word("y").split()
    if words[0] in ("nineteen", "eighteen") and len(words) > 1:
        return dated(
            calendar.year((19 if words[0] == "nineteen" else 18) * 100 + int(number(match.caught["y"][1:]) or 0))
        )
    return dated(calendar.year(int(number(match.caught["y"]) or 0)))


def ordinal(match: Match) -> int:
    """The number of "third", "3rd"; -1 for "last"."""
    return int(match.value("o", "ordinal") or day_number(match.word("o")))


def part_of_year(match: Match, at: Context) -> Meaning:
    """The third quarter of 1984, last year's first half, Q3; without a year, the one nearest to the report."""
    quarter = match.word("k") != "half"
    index = int(match.word("q")[1]) if "q" in match else ordinal(match)
    index = (4 if quarter else 2) if index < 0 else index
    code = f"{'Q' if quarter else 'H'}{index}"
    if index > (4 if quarter else 2):
        return undated("XXXX-QX", VAGUE)
    make = calendar.quarter if quarter else calendar.half
    if "y" in match:
        return dated(make(full_year(match.word("y")), index))
    if at.today is None:
        return undated(f"XXXX-{code}")
    today = at.today
    if "v" in match:
        return dated(make(today.year + _STEPS[match.word("v")], index), "today")
    near = min((make(today.year + step, index) for step in (-1, 0, 1)), key=lambda p: distance(p, today))
    return dated(near, "today")


def distance(period: Period, day: date) -> int:
    """Days between a period and a day, 0 inside it; the past counts as nearer."""
    if day < period.start:
        return (period.start - day).days * 2
    return max(0, (day - period.end).days)


def season_name(match: Match, at: Context) -> Meaning:
    """Last fall, this summer, the winter of 1994."""
    code = match.value("x", "season") or ""
    if "y" in match:
        return dated(calendar.season(full_year(match.word("y")), code))
    if at.today is None:
        return undated(f"XXXX-{code}")
    step = match.value("s", "step") or match.value("b", "back")
    choices = [calendar.season(at.today.year + years, code) for years in (-2, -1, 0, 1)]
    begun = [period for period in choices if period.start <= at.today]
    if step == "-1" and match.word("s") != "past":
        begun = [period for period in begun if period.end < at.today]
    if step == "1" or (step in (None, "0") and at.future):
        return dated(
            next(period for period in choices if period.end >= at.today and period.start > at.today), "today"
        )
    if step == "0":
        return dated(calendar.season(at.today.year, code), "today")
    return dated(begun[-1], "today")


def decade_name(match: Match, at: Context) -> Meaning:
    """The 1990s, the '80s, the nineties."""
    named = match.value("w", "decade_word")
    digits = match.word("d").strip("'’`s")
    first = int(named or digits)
    return dated(calendar.decade(first if first > 99 else 1900 + first))


def century_name(match: Match, at: Context) -> Meaning:
    """The 19th century."""
    index = ordinal(match)
    return dated(calendar.century(index)) if index > 0 else undated("XX", VAGUE)


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        month_name,
        year_number,
        year_words,
        part_of_year,
        season_name,
        decade_name,
        century_name,
    )
}
