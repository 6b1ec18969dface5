"""Readers of steps from a date: "last week", "two days ago", "the following year", "a week earlier"."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import Period, Unit
from reportedly.reading.times.grammar import Match
from reportedly.reading.times.meanings import (
    LENGTH,
    NO_ANCHOR,
    VAGUE,
    Context,
    Meaning,
    Reader,
    Reckoned,
    dated,
    iso_length,
    number,
    undated,
)
from reportedly.reading.times.periods import calendar_unit, distance, unit_of

NOTHING_BEFORE = "no date before these words that they could follow"
UNSTATED = "the date spoken of before is not as precise as these words"
EVENT = "counted from an event that has no date here"
_PATTERNS = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
}
_YEARS = {"decade": 10, "century": 100}
_LENGTHS = {"day": 1, "weekend": 2, "week": 7, "month": 28, "quarter": 90, "season": 90, "half": 181, "year": 365}


def _open(unit: str, reason: str = NO_ANCHOR) -> Meaning:
    """A unit that no date is given for."""
    return undated(_PATTERNS.get(unit, "XXXX"), reason)


def relative_unit(match: Match, at: Context) -> Meaning:
    """Last week, this month, next year, the week before last."""
    unit = unit_of(match)
    found = calendar_unit(unit)
    if found is None:
        return undated("PAST_REF" if match.value("s", "step") == "-1" else "FUTURE_REF", VAGUE)
    name, count = found
    if at.today is None:
        return _open(name)
    steps = int(match.option("offset", match.value("s", "step") or 0))
    if steps == 0 and match.word("s") == "past":
        steps = -1
    today = at.today
    if name == "weekend":
        today = calendar.on_or_before(today, 6) if steps == -1 and today.isoweekday() < 6 else today
        steps = 0 if steps == -1 and at.today.isoweekday() < 6 else steps
    return dated(calendar.holding(name, calendar.moved(today, name, steps * count)), "today")


def _finer(unit: Unit, reference: Period) -> bool:
    """Whether a unit is shorter than the period it would be reckoned from: no day follows from a month."""
    return (reference.end - reference.start).days + 1 > 1.2 * _LENGTHS.get(unit, 3650)


def back_unit(match: Match, at: Context) -> Meaning:
    """The previous day, the following year, that month: reckoned from the date spoken of before."""
    found = calendar_unit(unit_of(match) or match.word("u"))
    reference, reckoned = at.reference
    steps = int(match.option("steps", match.value("b", "back") or 0))
    if steps > 0 and reckoned == "today" and not at.alone:
        return _open(unit_of(match), NOTHING_BEFORE)
    if found is None or reference is None:
        return _open(unit_of(match))
    name, count = found
    if _finer(name, reference):
        return _open(name, UNSTATED)
    steps *= count
    start = reference.start if steps <= 0 else reference.end
    return dated(calendar.holding(name, calendar.moved(start, name, steps)), reckoned)


def the_unit(match: Match, at: Context) -> Meaning:
    """The year, the quarter, the day: the one that holds the date spoken of before."""
    found = calendar_unit(unit_of(match))
    if found is None or at.today is None:
        return _open(unit_of(match))
    reference, reckoned = at.reference
    if reference is None or distance(reference, at.today) > 400:
        return dated(calendar.holding(found[0], at.today), "today")
    if _finer(found[0], reference):
        return _open(found[0], UNSTATED)
    return dated(calendar.holding(found[0], reference.start), reckoned)


def beside_event(match: Match, at: Context) -> Meaning:
    """The day after, the year before: a step from the date spoken of before, unless an event follows."""
    following = match.after()
    found = calendar_unit(unit_of(match))
    if (following is not None and following.classes - {"comma", "dot"}) or found is None:
        return _open(unit_of(match), EVENT)
    reference, reckoned = at.reference
    if reference is None:
        return _open(unit_of(match))
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
    if sign > 0 and reckoned == "today" and not at.alone:
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
    unit: Unit = "year" if found[0] in _YEARS else found[0]
    of = found[1] * _YEARS.get(found[0], 1)
    if _finer(unit, reference):
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


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        relative_unit,
        back_unit,
        the_unit,
        beside_event,
        the_weekend,
        ago,
        earlier,
        step_back,
    )
}
