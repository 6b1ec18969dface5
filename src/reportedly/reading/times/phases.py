"""Readers of parts of longer times: "early 2019", "the end of the month", "the first week of March", "later this year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from reportedly.lexicon.times import load_conventions
from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import Period, Unit
from reportedly.reading.times.grammar import Match
from reportedly.reading.times.meanings import VAGUE, Context, Meaning, Reader, dated, narrowed, undated
from reportedly.reading.times.periods import ordinal, unit_of


def phase_of_period(match: Match, at: Context) -> Meaning:
    """Early 2019, mid-April, the beginning of the year: the part of it that the conventions name."""
    inner = at.read(match.inner("x"))
    return _cut(inner, match.value("p", "phase") or match.value("e", "edge") or "")


def edge_of_unit(match: Match, at: Context) -> Meaning:
    """The end of the month, year-end."""
    if at.today is None:
        return undated("XXXX")
    unit = cast(Unit, match.word("u") or match.option("unit"))
    return _cut(dated(calendar.holding(unit, at.today), "today"), match.value("e", "edge") or "")


def _cut(meaning: Meaning, phase: str) -> Meaning:
    period = meaning.period
    if period is None:
        return meaning
    bounds = load_conventions().get(period.unit, {}).get(phase)
    if bounds is None or period.part:
        return meaning
    low, high = bounds
    match period.unit:
        case "month":
            end = period.end if high == 0 else period.start.replace(day=high)
            return narrowed(meaning, period.start.replace(day=low), end)
        case "year":
            return narrowed(meaning, *calendar.months(period.start.year, low, high - low + 1))
        case "week":
            monday = period.start - timedelta(days=period.start.weekday())
            return narrowed(meaning, monday + timedelta(days=low - 1), monday + timedelta(days=high - 1))
        case _:
            first = period.start.year
            return narrowed(meaning, date(first + low, 1, 1), date(first + high, 12, 31))


def within(match: Match, at: Context) -> Meaning:
    """Earlier this week, later on Thursday: the part before or after the day of writing where it lies inside."""
    inner = at.read(match.inner("x"))
    return _beside_today(inner, match.row[match.first].word, at)


def within_unit(match: Match, at: Context) -> Meaning:
    """Earlier in the year."""
    if at.today is None:
        return undated("XXXX")
    whole = dated(calendar.holding(cast(Unit, match.word("u")), at.today), "today")
    return _beside_today(whole, match.row[match.first].word, at)


def _beside_today(meaning: Meaning, side: str, at: Context) -> Meaning:
    period = meaning.period
    if period is None or at.today is None or not period.start < at.today < period.end:
        return meaning
    if side == "earlier":
        return narrowed(meaning, period.start, at.today)
    return narrowed(meaning, at.today, period.end)


def week_of(match: Match, at: Context) -> Meaning:
    """The week of March 6."""
    inner = at.read(match.inner("x"))
    return replace(dated(calendar.week(inner.period.start)), reckoned=inner.reckoned) if inner.period else inner


def nth_of_period(match: Match, at: Context) -> Meaning:
    """The first week of March, the last weekend of the month."""
    inner = at.read(match.inner("x"))
    unit, index = unit_of(match), ordinal(match)
    if inner.period is None:
        return inner
    start, end = inner.period.start, inner.period.end
    size = 1 if unit == "day" else 7
    if unit == "weekend":
        saturday = calendar.on_or_before(start + timedelta(days=6), 6) + timedelta(days=7 * (max(index, 1) - 1))
        saturday = calendar.on_or_before(end, 6) if index < 0 else saturday
        return dated(calendar.weekend(saturday), inner.reckoned)
    first = end - timedelta(days=size - 1) if index < 0 else start + timedelta(days=size * (index - 1))
    if not start <= first <= end:
        return undated("XXXX-XX-XX", VAGUE)
    if unit == "day":
        return dated(calendar.day(first), inner.reckoned)
    last = min(end, first + timedelta(days=6))
    return dated(Period(first, last, "week", calendar.week(first).value), inner.reckoned)


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        phase_of_period,
        edge_of_unit,
        within,
        within_unit,
        week_of,
        nth_of_period,
    )
}
