"""Readers of lengths, of what comes again and again, of ranges, and of words that name no date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.grammar import Match
from reportedly.reading.times.meanings import (
    LENGTH,
    NO_ANCHOR,
    REPEATED,
    VAGUE,
    Context,
    Meaning,
    Reader,
    iso_length,
    number,
    undated,
)
from reportedly.reading.times.periods import calendar_unit, unit_of


def count_of(match: Match, name: str = "n") -> float | None:
    """The number stated under a name: 1 for "a", 2 for "a couple of", None for "a few"."""
    words = match.word(name).split()
    if "couple" in words:
        return 2.0
    stated = number(match.caught.get(name, ()))
    if stated is not None:
        return stated
    return 1.0 if words in (["a"], ["an"]) else None


def length(match: Match, at: Context) -> Meaning:
    """Three days, a few months, two and a half years, years."""
    unit = unit_of(match)
    count = count_of(match)
    if match.row[match.first].word in ("an", "another") and "n" not in match:
        count = 1.0
    return undated(iso_length(unit, count, half="h" in match), LENGTH, "DURATION")


def half_length(match: Match, at: Context) -> Meaning:
    """Half an hour."""
    halves = {
        "hour": "PT30M",
        "year": "P6M",
        "day": "PT12H",
        "minute": "PT30S",
        "century": "P50Y",
        "decade": "P5Y",
    }
    return undated(halves.get(unit_of(match), "PXX"), LENGTH, "DURATION")


def trailing(match: Match, at: Context) -> Meaning:
    """The past three days, the next two weeks: a length that ends or begins on the day of writing."""
    unit, count = unit_of(match), count_of(match)
    value = iso_length(unit, count)
    if count is None:
        return undated(value, VAGUE, "DURATION")
    if at.today is None:
        return undated(value, NO_ANCHOR, "DURATION")
    ahead = match.word("s") in ("next", "coming")
    found = calendar_unit(unit)
    if found is None:
        seconds = count * {"hour": 3600, "minute": 60, "second": 1}[unit]
        days = -(-int(seconds) // 86400)
        other = at.today + timedelta(days=days if ahead else -days)
    else:
        steps = int(count) * found[1]
        try:
            other = calendar.moved(at.today, found[0], steps if ahead else -steps)
        except OverflowError:
            return undated(value, "outside the calendar", "DURATION")
    period = Period(min(at.today, other), max(at.today, other), "day", value)
    return Meaning("DURATION", value, period, "today")


def trailing_unit(match: Match, at: Context) -> Meaning:
    """The past week: the days up to the day of writing; its TIMEX3 value is the length."""
    unit = unit_of(match)
    value = iso_length(unit, 1)
    found = calendar_unit(unit)
    if found is None:
        return undated(value, LENGTH, "DURATION")
    if at.today is None:
        return undated(value, NO_ANCHOR, "DURATION")
    start = calendar.moved(at.today, found[0], -found[1])
    return Meaning("DURATION", value, Period(start, at.today, "day", value), "today")


def rate(match: Match, at: Context) -> Meaning:
    """Daily, annually."""
    return undated(match.value("r", "rate") or "", REPEATED, "SET")


def every_unit(match: Match, at: Context) -> Meaning:
    """Every day, each year."""
    return undated(iso_length(unit_of(match), count_of(match) or 1), REPEATED, "SET")


def every_weekday(match: Match, at: Context) -> Meaning:
    """Every Friday, on Tuesday nights."""
    day = match.value("w", "weekday", "weekdays", "weekday_short")
    part = match.value("p", "part", "parts")
    return undated(f"XXXX-WXX-{day}" + (f"T{part}" if part else ""), REPEATED, "SET")


def every_month(match: Match, at: Context) -> Meaning:
    """Each July."""
    return undated(f"XXXX-{int(match.value('m', 'month', 'month_short') or 0):02d}", REPEATED, "SET")


def every_part(match: Match, at: Context) -> Meaning:
    """Every night."""
    return undated(f"XXXX-XX-XXT{match.value('p', 'part')}", REPEATED, "SET")


def every_season(match: Match, at: Context) -> Meaning:
    """Each summer."""
    return undated(f"XXXX-{match.value('x', 'season')}", REPEATED, "SET")


def reference(match: Match, at: Context) -> Meaning:
    """Now, recently, soon."""
    return undated(str(match.option("value")), VAGUE)


def inner(match: Match, at: Context) -> Meaning:
    """An expression that words like "about" do not change."""
    return at.read(match.inner("x"))


def between(match: Match, at: Context) -> Meaning:
    """From Friday to Sunday, between 1994 and 1997; the first end is read as before the second."""
    last = at.read(match.inner("b"))
    first = at.read(match.inner("a"))
    value = f"{first.value}/{last.value}"
    if first.period is None or last.period is None:
        return undated(value, first.reason or last.reason or NO_ANCHOR)
    start, end = first.period.start, last.period.end
    if start > end:
        onward = bool(at.future) or "t" in match.inner("a")
        if onward:
            last = replace(at, today=start, future=True).read(match.inner("b"))
        else:
            first = replace(at, today=end, future=False).read(match.inner("a"))
        if first.period is None or last.period is None or first.period.start > last.period.end:
            return undated(value, "the range ends before it begins")
        start, end, value = first.period.start, last.period.end, f"{first.value}/{last.value}"
    return Meaning("DATE", value, Period(start, end, "day", value), first.reckoned or last.reckoned)


def since(match: Match, at: Context) -> Meaning:
    """Since the beginning of the year: up to the day of writing; the TIMEX3 value is that of the beginning."""
    first = at.read(match.inner("x"))
    if at.today is None:
        return undated(first.value)
    if first.period is None or first.period.start > at.today:
        return first
    return replace(first, period=Period(first.period.start, at.today, "day", first.value), reckoned="today")


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        length,
        half_length,
        trailing,
        trailing_unit,
        rate,
        every_unit,
        every_weekday,
        every_month,
        every_part,
        every_season,
        reference,
        inner,
        between,
        since,
    )
}
