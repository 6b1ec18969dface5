"""Readers of longer times: months, years, quarters, seasons, "last week", "a year earlier", "early 2019"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from reportedly.lexicon.times import load_conventions
from reportedly.reading import time_calendar as calendar
from reportedly.reading.time_calendar import Period, Unit
from reportedly.reading.time_days import day_number, full_year
from reportedly.reading.time_grammar import Match
from reportedly.reading.time_meanings import (
    LENGTH,
    NO_ANCHOR,
    VAGUE,
    Context,
    Meaning,
    Reader,
    Reckoned,
    dated,
    iso_length,
    narrowed,
    number,
    undated,
)

CLOCK_UNITS = frozenset({"second", "minute", "hour"})
PATTERNS = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
}
NOTHING_BEFORE = "no date before these words that they could follow"
UNSTATED = "the date spoken of before is not as precise as these words"
EVENT = "counted from an event that has no date here"
_STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1}


def unit_of(match: Match, name: str = "u") -> str:
    """The unit caught under a name, in the singular."""
    return match.value(name, "unit", "units") or str(match.option("unit", ""))


def calendar_unit(unit: str) -> tuple[Unit, int] | None:
    """A unit of the calendar and how many of it one unit is; None for hours and less."""
    if unit == "fortnight":
        return "week", 2
    return None if unit in CLOCK_UNITS else (cast(Unit, unit), 1)


def finer(unit: Unit, reference: Period) -> bool:
    """Whether a unit is shorter than the period it would be reckoned from: no day follows from a month."""
    lengths = {
        "day": 1,
        "weekend": 2,
        "week": 7,
        "month": 28,
        "quarter": 90,
        "season": 90,
        "half": 181,
        "year": 365,
    }
    return (reference.end - reference.start).days + 1 > 1.2 * lengths.get(unit, 3650)


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


def _ordinal(match: Match) -> int:
    return int(match.value("o", "ordinal") or day_number(match.word("o")))


def part_of_year(match: Match, at: Context) -> Meaning:
    """The third quarter of 1984, last year's first half, Q3; without a year, the one nearest to the report."""
    quarter = match.word("k") != "half"
    index = int(match.word("q")[1]) if "q" in match else _ordinal(match)
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
    near = min((make(today.year + step, index) for step in (-1, 0, 1)), key=lambda p: _distance(p, today))
    return dated(near, "today")


def _distance(period: Period, day: date) -> int:
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
    index = _ordinal(match)
    return dated(calendar.century(index)) if index > 0 else undated("XX", VAGUE)


def relative_unit(match: Match, at: Context) -> Meaning:
    """Last week, this month, next year, the week before last."""
    unit = unit_of(match)
    found = calendar_unit(unit)
    if found is None:
        return undated("PAST_REF" if match.value("s", "step") == "-1" else "FUTURE_REF", VAGUE)
    name, count = found
    if at.today is None:
        return undated(PATTERNS.get(name, "XXXX"))
    steps = int(match.option("offset", match.value("s", "step") or 0))
    if steps == 0 and match.word("s") == "past":
        steps = -1
    today = at.today
    if name == "weekend":
        today = calendar.on_or_before(today, 6) if steps == -1 and today.isoweekday() < 6 else today
        steps = 0 if steps == -1 and at.today.isoweekday() < 6 else steps
    return dated(calendar.holding(name, calendar.moved(today, name, steps * count)), "today")


def back_unit(match: Match, at: Context) -> Meaning:
    """The previous day, the following year, that month: reckoned from the date spoken of before."""
    found = calendar_unit(unit_of(match) or match.word("u"))
    reference, reckoned = at.reference
    steps = int(match.option("steps", match.value("b", "back") or 0))
    if steps > 0 and reckoned == "today":
        return undated(PATTERNS.get(unit_of(match), "XXXX"), NOTHING_BEFORE)
    if found is None or reference is None:
        return undated(PATTERNS.get(unit_of(match), "XXXX"))
    name, count = found
    if finer(name, reference):
        return undated(PATTERNS.get(name, "XXXX"), UNSTATED)
    steps *= count
    start = reference.start if steps <= 0 else reference.end
    return dated(calendar.holding(name, calendar.moved(start, name, steps)), reckoned)


def the_unit(match: Match, at: Context) -> Meaning:
    """The year, the quarter, the day: the one that holds the date spoken of before."""
    found = calendar_unit(unit_of(match))
    if found is None or at.today is None:
        return undated(PATTERNS.get(unit_of(match), "XXXX"))
    reference, reckoned = at.reference
    if reference is None or _distance(reference, at.today) > 400:
        return dated(calendar.holding(found[0], at.today), "today")
    if finer(found[0], reference):
        return undated(PATTERNS.get(found[0], "XXXX"), UNSTATED)
    return dated(calendar.holding(found[0], reference.start), reckoned)


def beside_event(match: Match, at: Context) -> Meaning:
    """The day after, the year before: a step from the date spoken of before, unless an event follows."""
    following = match.after()
    found = calendar_unit(unit_of(match))
    if following is not None and following.classes or found is None:
        return undated(PATTERNS.get(unit_of(match), "XXXX"), EVENT)
    reference, reckoned = at.reference
    if reference is None:
        return undated(PATTERNS.get(unit_of(match), "XXXX"))
    steps = found[1] if match.row[match.last - 1].word == "after" else -found[1]
    return dated(calendar.holding(found[0], calendar.moved(reference.start, found[0], steps)), reckoned)


def the_weekend(match: Match, at: Context) -> Meaning:
    """The weekend: the one that has begun last, or the next where what is told lies ahead."""
    if at.today is None:
        return undated("XXXX-WXX-WE")
    begun = calendar.on_or_before(at.today, 6)
    return dated(calendar.weekend(begun + timedelta(days=7) if at.future and begun < at.today else begun), "today")


def ago(match: Match, at: Context) -> Meaning:
    """Two days ago, a week ago, three months from now."""
    reference = None if at.today is None else calendar.day(at.today)
    return _stepped(match, reference, "today", int(match.option("sign", -1)))


def earlier(match: Match, at: Context) -> Meaning:
    """A week earlier, two days later: from the date spoken of before, else from the day of writing."""
    reference, reckoned = at.reference
    sign = int(match.option("sign", -1))
    if sign > 0 and reckoned == "today":
        return undated(iso_length(unit_of(match), number(match.caught.get("n", ()))), NOTHING_BEFORE, "DURATION")
    return _stepped(match, reference, reckoned, sign)


def _stepped(match: Match, reference: Period | None, reckoned: Reckoned, sign: int) -> Meaning:
    """A number of units before or after a period: a day for days and weeks, the month or year for longer units."""
    found = calendar_unit(unit_of(match))
    ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
    count = 1.0 if match.word("n") in ("a", "an") else number(match.caught.get("n", ()))
    if "couple" in match.word("n"):
        count = 2.0
    if found is None or count is None or count != int(count):
        counted = count is not None or match.rule.reads == "earlier"
        return undated(iso_length(unit_of(match), count), LENGTH, "DURATION") if counted else undated(ref, VAGUE)
    if reference is None:
        return undated(ref, NO_ANCHOR)
    unit, of = found
    if unit in ("decade", "century"):
        unit, of = "year", of * (10 if unit == "decade" else 100)
    if finer(unit, reference):
        return undated(iso_length(unit_of(match), count), UNSTATED, "DURATION")
    steps = sign * int(count) * of
    try:
        start = calendar.moved(reference.start, unit, steps)
    except OverflowError:
        return undated(ref, "outside the calendar")
    if reckoned == "previous" and reference.unit not in ("day", "week") and unit not in ("day", "week"):
        wide = reference.unit if unit == "year" else unit
        return dated(calendar.holding(wide, start), "previous")
    if unit == "day":
        return dated(calendar.day(start), reckoned)
    if unit in ("week", "weekend"):
        return dated(Period(start, start, "week", calendar.week(start).value), reckoned)
    return dated(calendar.holding(unit, start), reckoned)


def step_back(match: Match, at: Context) -> Meaning:
    """The year-earlier quarter, the same period last year: the period spoken of before, a year back."""
    reference, reckoned = at.reference
    if reference is None:
        return undated("PAST_REF")
    unit, steps = cast(Unit, match.option("unit")), int(match.option("steps"))
    base = reference if reference.unit not in ("day", "week") else calendar.holding("year", reference.start)
    return dated(calendar.shifted(base, unit, steps), reckoned)


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
    unit, index = unit_of(match), _ordinal(match)
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
        month_name,
        year_number,
        year_words,
        part_of_year,
        season_name,
        decade_name,
        century_name,
        relative_unit,
        back_unit,
        the_unit,
        beside_event,
        the_weekend,
        ago,
        earlier,
        step_back,
        phase_of_period,
        edge_of_unit,
        within,
        within_unit,
        week_of,
        nth_of_period,
    )
}
