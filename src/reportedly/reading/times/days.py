"""Readers of days: calendar dates, weekdays, "yesterday", feasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.lexicon.times import Festival, load_festivals
from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.grammar import Match
from reportedly.reading.times.meanings import Context, Meaning, Reader, dated, undated

APPROXIMATE = "by the tabular Islamic calendar, true to a day or two"
AHEAD = timedelta(days=60)
WEEK, TWO_WEEKS = timedelta(days=7), timedelta(days=14)


def full_year(words: str) -> int:
    """The year that four digits or two mean; two are of the twentieth century from 30 on.

    >>> full_year("'98"), full_year("05")
    (1998, 2005)
    """
    digits = words.lstrip("'’`")
    value = int(digits)
    return value if len(digits) > 2 else value + (1900 if value >= 30 else 2000)


def day_number(words: str) -> int:
    """The number of "3", "3rd"."""
    return int(words.rstrip("stndrh"))


def choose_year(month: int, number: int, at: Context) -> int | None:
    """The year that a date without one means: the last such date, or the next where what is told lies ahead.

    Reports name the year of what is most of a year ago, so a date a few weeks ahead is preferred to that, unless
    the tense says that it is past.
    """
    if at.today is None:
        return None
    year = at.today.year
    choices = [d for y in range(year - 8, year + 9) if (d := calendar.date_of(y, month, number))]
    past = max(d for d in choices if d <= at.today)
    ahead = min(d for d in choices if d > at.today)
    if at.future:
        return past.year if at.today - past <= WEEK else ahead.year
    limit = AHEAD if at.future is None else TWO_WEEKS
    return ahead.year if ahead - at.today <= limit else past.year


def resolve_day(month: int, number: int, year: int | None, at: Context) -> Meaning:
    """A day of a month, in a stated year or the one that the context gives."""
    chosen = year or choose_year(month, number, at)
    found = calendar.date_of(chosen, month, number) if chosen else None
    if found is None:
        return undated(f"XXXX-{month:02d}-{number:02d}")
    return dated(calendar.day(found), None if year else "today")


def iso_date(match: Match, at: Context) -> Meaning:
    """2021-06-28, with or without a time of day."""
    words = match.word("d").upper()
    meaning = dated(calendar.day(date.fromisoformat(words[:10])))
    return replace(meaning, kind="TIME", value=words, clock=words[11:]) if len(words) > 10 else meaning


def slashed_date(match: Match, at: Context) -> Meaning:
    """3/25/2021, 25.3.2021; left open where the day cannot be told from the month."""
    words = match.word("d")
    first, second, last = words.replace(".", "/").split("/")
    year = full_year(last)
    orders = {
        found
        for month, number in ((int(first), int(second)), (int(second), int(first)))
        if (found := calendar.date_of(year, month, number))
    }
    if "." in words:
        orders = {d for d in orders if d.day == int(first)}
    if len(orders) == 1:
        return dated(calendar.day(orders.pop()))
    return undated(f"{year:04d}-XX-XX", "day and month cannot be told apart")


def calendar_day(match: Match, at: Context) -> Meaning:
    """28 June 2021, June 28, Monday 28 June; a weekday decides the year where none is stated."""
    month = int(match.value("m", "month", "month_short", "soft_month") or 0)
    number = day_number(match.word("d").split()[0])
    year = full_year(match.word("y")) if "y" in match else None
    weekday = match.value("w", "weekday", "weekday_short")
    if match.value("s", "step") == "-1":
        at = replace(at, future=False)
    if year is None and weekday and at.today:
        years = [at.today.year, at.today.year - 1, at.today.year + 1]
        fitting = [
            y for y in years if (d := calendar.date_of(y, month, number)) and d.isoweekday() == int(weekday)
        ]
        if fitting:
            found = calendar.date_of(fitting[0], month, number)
            assert found is not None
            return dated(calendar.day(found), "today")
    return resolve_day(month, number, year, at)


def day_of_month(match: Match, at: Context) -> Meaning:
    """The 5th of this month."""
    if at.today is None:
        return undated(f"XXXX-XX-{day_number(match.word('d')):02d}")
    steps = {"last": -1, "this": 0, "next": 1}[match.word("b")]
    month = calendar.moved(at.today.replace(day=1), "month", steps)
    found = calendar.date_of(month.year, month.month, day_number(match.word("d")))
    return dated(calendar.day(found), "today") if found else undated("XXXX-XX-XX", "the month has no such day")


def days_of_month(match: Match, at: Context) -> Meaning:
    """June 25-27, between 3 and 5 March."""
    month = int(match.value("m", "month", "month_short") or 0)
    first, last = (day_number(match.word(name)) for name in "de")
    year = full_year(match.word("y")) if "y" in match else None
    start, end = (resolve_day(month, number, year, at) for number in (first, last))
    value = f"{start.value}/{end.value}"
    if start.period is None or end.period is None or end.period.end < start.period.start:
        return undated(value)
    period = Period(start.period.start, end.period.end, "day", value)
    return Meaning("DATE", value, period, start.reckoned)


def weekday(match: Match, at: Context) -> Meaning:
    """Sunday, last Sunday, next Sunday, the previous Sunday: the nearest, in the direction that words or tense give."""
    number = int(match.value("w", "weekday", "weekday_short", "weekdays") or 0)
    step = match.value("s", "step")
    back = match.value("b", "back")
    if back is not None:
        reference, reckoned = at.reference
        if reference is not None:
            if back == "1":
                following = calendar.on_or_before(reference.end + timedelta(days=7), number)
                return dated(calendar.day(following), reckoned)
            earlier = calendar.on_or_before(reference.start - timedelta(days=int(back == "-1")), number)
            return dated(calendar.day(earlier), reckoned)
    if at.today is None:
        return undated(f"XXXX-WXX-{number}")
    if step == "-1":
        found = calendar.on_or_before(at.today - timedelta(days=1), number)
    elif step == "1" or (step is None and at.future and at.today.isoweekday() != number):
        found = calendar.on_or_before(at.today + timedelta(days=7), number)
    elif step == "0":
        found = calendar.on_or_before(calendar.week(at.today).end, number)
    else:
        found = calendar.on_or_before(at.today, number)
    return dated(calendar.day(found), "today")


def weekday_the(match: Match, at: Context) -> Meaning:
    """Friday the 13th: the nearest one, past unless what is told lies ahead."""
    number, iso_weekday = day_number(match.word("d")), int(match.value("w", "weekday", "weekday_short") or 0)
    if at.today is None:
        return undated(f"XXXX-XX-{number:02d}")
    step = timedelta(days=1 if at.future else -1)
    found = at.today
    while found.day != number or found.isoweekday() != iso_weekday:
        found += step
        if abs(found - at.today) > timedelta(days=800):
            return undated(f"XXXX-XX-{number:02d}", "no such day in two years")
    return dated(calendar.day(found), "today")


def deictic_day(match: Match, at: Context) -> Meaning:
    """Yesterday, today, the day after tomorrow."""
    if at.today is None:
        return undated("XXXX-XX-XX")
    offset = int(match.value("t", "today") or match.option("offset", 0))
    return dated(calendar.day(at.today + timedelta(days=offset)), "today")


def day_beside(match: Match, at: Context) -> Meaning:
    """The day before last Tuesday."""
    inner = at.read(match.inner("x"))
    if inner.period is None:
        return inner
    return dated(calendar.day(inner.period.start + timedelta(days=match.option("offset"))), inner.reckoned)


def feast_start(festival: Festival, year: int) -> date | None:
    """The first day of a feast that begins in a year of the Gregorian calendar; None where its rule does not say."""
    kind, *rest = festival.rule.split()
    if kind == "open":
        return None
    numbers = [int(n) for n in rest]
    if kind == "fixed":
        return date(year, numbers[0], numbers[1])
    if kind == "easter":
        return calendar.easter(year) + timedelta(days=numbers[0])
    if kind == "orthodox":
        return calendar.orthodox_easter(year) + timedelta(days=numbers[0])
    if kind == "islamic":
        islamic = calendar.islamic_year(date(year, 1, 1))
        starts = (calendar.from_islamic(y, numbers[0], numbers[1]) for y in range(islamic, islamic + 3))
        return next((start for start in starts if start.year == year), None)
    nth, iso_weekday, month = numbers[:3]
    start, end = calendar.months(year, month, 1)
    if nth < 0:
        found = calendar.on_or_before(end, iso_weekday)
    else:
        found = calendar.on_or_before(start + timedelta(days=7 * nth - 1), iso_weekday)
    return found + timedelta(days=numbers[3] if len(numbers) > 3 else 0)


def _feast(festival: Festival, year: int | None, at: Context) -> Meaning:
    """A whole feast, in a stated year or the nearest past one (the next where what is told lies ahead)."""
    if festival.rule.startswith("open"):
        return undated("XXXX-XX-XX", f"which feast is meant is not said: {festival.rule.removeprefix('open ')}")
    if year is None and at.today is None:
        return undated("XXXX-XX-XX")
    years = [year] if year else range(at.today.year - 2, at.today.year + 3) if at.today else []
    starts = [start for y in years if (start := feast_start(festival, y))]
    if year is None and at.today is not None:
        today = at.today
        past, ahead = [s for s in starts if s <= today], [s for s in starts if s > today]
        soon = ahead[0] - today <= AHEAD and today - past[-1] > AHEAD
        near = ahead[0] - today <= WEEK
        starts = [ahead[0] if near or at.future or (at.future is None and soon) else past[-1]]
    if not starts:
        return undated("XXXX-XX-XX", f"{festival.name} does not fall in {year}")
    end = starts[0] + timedelta(days=festival.days - 1)
    value = starts[0].isoformat() if festival.days < 28 else starts[0].isoformat()[:7]
    reason = APPROXIMATE if festival.rule.startswith("islamic") else None
    period = Period(starts[0], end, "day", value)
    return dated(period, None if year else "today", reason=reason)


def feast(match: Match, at: Context) -> Meaning:
    """Christmas, Ashura, Eid al-Fitr."""
    return _feast(load_festivals()[match.option("name")], None, at)


def feast_day(match: Match, at: Context) -> Meaning:
    """A feast with its year or with "last" or "next" before it."""
    festival = load_festivals()[match.inner("x").option("name")]
    step = match.value("s", "step")
    direction = at.future if step in (None, "0") else step == "1"
    stated = at.read(match.inner("y")).period if "y" in match else None
    return _feast(festival, stated.start.year if stated else None, replace(at, future=direction))


def day_of_feast(match: Match, at: Context) -> Meaning:
    """The first day of Eid al-Adha."""
    number = int(
        match.value("o", "ordinal")
        or day_number(match.word("o") if "dayth" in match.caught["o"][0].classes else "1")
    )
    whole = _feast(load_festivals()[match.inner("x").option("name")], None, at)
    if whole.period is None:
        return whole
    found = whole.period.end if number < 0 else whole.period.start + timedelta(days=number - 1)
    return dated(calendar.day(found), whole.reckoned, reason=whole.reason)


def feast_week(match: Match, at: Context) -> Meaning:
    """Easter week, Christmas weekend."""
    whole = _feast(load_festivals()[match.inner("x").option("name")], None, at)
    if whole.period is None:
        return whole
    unit = "weekend" if match.row[match.last - 1].word == "weekend" else "week"
    return dated(calendar.holding("weekend" if unit == "weekend" else "week", whole.period.start), whole.reckoned)


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        iso_date,
        slashed_date,
        calendar_day,
        day_of_month,
        days_of_month,
        weekday,
        weekday_the,
        deictic_day,
        day_beside,
        feast,
        feast_day,
        day_of_feast,
        feast_week,
    )
}
