"""Arithmetic of the calendar: periods of one unit, their TIMEX3 values, steps from one to another."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """An inclusive run of days that is one day, week, month and so on, with its TIMEX3 value.

    `part` is true where the words name a part of the unit whose bounds are a convention ("early 2019").
    """

    start: date
    end: date
    unit: Unit
    value: str
    part: bool = False

    @property
    def precision(self) -> int | None:
        """UCDP date_prec by length: 1 a day, 2 two to six, 3 a week, 4 up to a month, 5 up to a year.

        Both ends count, so "the past week" is eight days. A day that is reckoned in weeks is true to a week.
        """
        days = (self.end - self.start).days + 1
        if self.unit == "week" and days == 1:
            return 3
        steps = ((1, 1), (6, 2), (8, 3), (32, 4), (367, 5))
        return next((code for limit, code in steps if days <= limit), None)


def day(at: date) -> Period:
    """One day."""
    return Period(at, at, "day", at.isoformat())


def date_of(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= number <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def week(at: date) -> Period:
    """The ISO week, Monday to Sunday, that holds a day."""
    monday = at - timedelta(days=at.weekday())
    year, number, _ = at.isocalendar()
    return Period(monday, monday + timedelta(days=6), "week", f"{year}-W{number:02d}")


def weekend(at: date) -> Period:
    """Saturday and Sunday of the ISO week that holds a day."""
    whole = week(at)
    return Period(whole.end - timedelta(days=1), whole.end, "weekend", whole.value + "-WE")


def months(year: int, first: int, count: int) -> tuple[date, date]:
    """The first and the last day of `count` months from a month on; `first` may lie outside 1 to 12."""
    start_year, start_month = divmod(year * 12 + first - 1, 12)
    end_year, end_month = divmod(year * 12 + first - 2 + count, 12)
    last = calendar.monthrange(end_year, end_month + 1)[1]
    return date(start_year, start_month + 1, 1), date(end_year, end_month + 1, last)


def month(year: int, number: int) -> Period:
    """One month."""
    return Period(*months(year, number, 1), "month", f"{year:04d}-{number:02d}")


def quarter(year: int, number: int) -> Period:
    """One quarter of a calendar year."""
    return Period(*months(year, 3 * number - 2, 3), "quarter", f"{year:04d}-Q{number}")


def half(year: int, number: int) -> Period:
    """One half of a calendar year."""
    return Period(*months(year, 6 * number - 5, 6), "half", f"{year:04d}-H{number}")


def season(year: int, code: str) -> Period:
    """One season of the northern year by whole months; winter is named for the year it begins in."""
    return Period(*months(year, _SEASONS[code], 3), "season", f"{year:04d}-{code}")


def year(number: int) -> Period:
    """One calendar year."""
    return Period(*months(number, 1, 12), "year", f"{number:04d}")


def decade(first: int) -> Period:
    """Ten years, named by their first: 1990 is "199" in TIMEX3."""
    return Period(*months(first, 1, 120), "decade", f"{first // 10:03d}")


def century(number: int) -> Period:
    """A hundred years: the 20th is 1900 to 1999 as newspapers count, "19" in TIMEX3."""
    return Period(*months(number * 100 - 100, 1, 1200), "century", f"{number - 1:02d}")


def holding(unit: Unit, at: date) -> Period:
    """The period of a unit that holds a day."""
    match unit:
        case "day":
            return day(at)
        case "week":
            return week(at)
        case "weekend":
            return weekend(at)
        case "month":
            return month(at.year, at.month)
        case "quarter":
            return quarter(at.year, (at.month + 2) // 3)
        case "half":
            return half(at.year, 1 if at.month <= 6 else 2)
        case "season":
            code = ("WI", "SP", "SU", "FA")[at.month % 12 // 3]
            return season(at.year - (at.month <= 2), code)
        case "year":
            return year(at.year)
        case "decade":
            return decade(at.year // 10 * 10)
        case "century":
            return century(at.year // 100 + 1)


def moved(at: date, unit: Unit, steps: int) -> date:
    """The day some units before or after; the end of a shorter month where it has no such day.

    Raises OverflowError where the calendar of Python ends.
    """
    if unit in ("day", "week", "weekend"):
        return at + timedelta(days=steps * (1 if unit == "day" else 7))
    if unit == "season":
        unit, steps = "month", 3 * steps
    index = at.year * 12 + at.month - 1 + steps * _MONTHS[unit]
    if not 12 <= index < 120000:
        raise OverflowError(f"{steps} {unit}s from {at} is outside the calendar")
    to_year, to_month = divmod(index, 12)
    return date(to_year, to_month + 1, min(at.day, calendar.monthrange(to_year, to_month + 1)[1]))


def shifted(period: Period, unit: Unit, steps: int) -> Period:
    """The period of the same kind some units before or after: 2021-Q3 a year earlier is 2020-Q3."""
    return holding(period.unit, moved(period.start, unit, steps))


def on_or_before(at: date, weekday: int) -> date:
    """The nearest day with this ISO weekday that is not after `at`."""
    return at - timedelta(days=(at.isoweekday() - weekday) % 7)


def easter(in_year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = in_year % 19, divmod(in_year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    n = (h + ell - 7 * m + 90) // 25
    return date(in_year, n, (h + ell - 7 * m + 33 * n + 19) % 32)


def orthodox_easter(in_year: int) -> date:
    """Easter Sunday of the Julian computus as a Gregorian date, for the years 1900 to 2099."""
    d = (19 * (in_year % 19) + 15) % 30
    e = (2 * (in_year % 4) + 4 * (in_year % 7) - d + 34) % 7
    month_number, number = divmod(d + e + 114, 31)
    return date(in_year, month_number, number + 1) + timedelta(days=13)


def from_islamic(in_year: int, in_month: int, number: int) -> date:
    """A day of the tabular Islamic calendar (civil epoch); sightings of the moon differ from it by a day or two."""
    julian = number + (59 * (in_month - 1) + 1) // 2 + (in_year - 1) * 354 + (3 + 11 * in_year) // 30 + 1948439
    return date.fromordinal(julian - 1721425)


def islamic_year(at: date) -> int:
    """The year of the tabular Islamic calendar that holds a day."""
    guess = (at.year - 622) * 33 // 32
    return max(y for y in range(guess - 1, guess + 3) if from_islamic(y, 1, 1) <= at)
