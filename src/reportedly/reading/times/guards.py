"""What keeps words that are not times from being read as times: the guards that rules of the grammar name."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.lexicon.times import load_time_words
from reportedly.reading.times import calendar
from reportedly.reading.times.days import day_number, full_year
from reportedly.reading.times.grammar import Guard, Match
from reportedly.reading.times.meanings import number
from reportedly.reading.times.tokens import Item

_SETS = load_time_words().sets


def _word(item: Item | None) -> str:
    return item.word if item else ""


def after_preposition(match: Match) -> bool:
    """A bare season: "in spring", not "spring from"."""
    return _word(match.before()) in (
        "in",
        "during",
        "until",
        "since",
        "by",
        "early",
        "late",
        "mid",
        "every",
        "each",
    )


def real_date(match: Match) -> bool:
    """A day that the calendar has; two digits after it are a year only from 32 on or right at the end of a dateline."""
    month = int(match.value("m", "month", "month_short", "soft_month") or 0)
    year = match.word("y")
    if year.isdecimal() and len(year) == 2 and int(year) < 32 and _word(match.after()) not in ("", ")", "("):
        return False
    chosen = full_year(year) if year else 2000
    days = (day_number(match.word(name).split()[0]) for name in "de" if name in match)
    if any(calendar.date_of(chosen, month, number) is None for number in days):
        return False
    return _word(match.after()) not in _SETS["measures"] or bool(year)


def bare_month(match: Match) -> bool:
    """A month on its own; one that is also a name or a verb needs a word before it that takes a time."""
    word = match.word("m").split()[0]
    if "month_short" in match.caught["m"][0].classes and len(match.caught["m"]) == 1:
        return False
    if "s" in match or "b" in match or "y" in match or "v" in match or word not in _SETS["doubtful"]:
        return True
    before, after = _word(match.before()), _word(match.after())
    if before == "of":
        return _word(match.before(2)) in _SETS["before_of"]
    if before in ("a", "the") and after in _SETS["after_marches"]:
        return False
    return before in _SETS["before_doubtful"]


def bare_year(match: Match) -> bool:
    """Four digits that are a year and not a count, a number in a name or a price."""
    digits = match.word("y")
    before, after = _word(match.before()), _word(match.after())
    if after in _SETS["measures"] or before in _SETS["before_figures"]:
        return False
    if match.first and _word(match.before()) == "." and _word(match.before(2)) == "no":
        return False
    if len(digits) == 4 and not 1850 <= int(digits) <= 2060:
        return before in _SETS["prepositions"] and after not in _SETS["measures"]
    return True


def year_in_words(match: Match) -> bool:
    """Nineteen ninety-six, the year two thousand; no other number in words."""
    words = match.word("y").split()
    if match.row[match.first].word == "the":
        return 1000 <= (number(match.caught["y"]) or 0) <= 2100 or words[0] == "nineteen"
    tail = number(match.caught["y"][1:]) or 0
    return words[0] == "nineteen" and 10 <= tail <= 99 and len(words) <= 3


def not_an_age(match: Match) -> bool:
    """A length of time, not an age ("five years old", "5-year-old", "aged 5 years") and not an ordinal ("a second")."""
    after = [_word(match.after(n)) for n in range(2)]
    if after[0] in ("old", "olds") or after == ["of", "age"] or _word(match.before()) == "aged":
        return False
    unit = match.caught.get("u", ())
    before = match.before()
    if "n" not in match and before is not None and before.classes & {"digits", "num"}:
        return False
    if unit and unit[0].word == "hours" and _word(match.before()) in ("early", "late", "small", "wee"):
        return False
    if unit and unit[0].word.startswith("quarter") and (after[0] in ("of", "century") or match.word("n") == "a"):
        return False
    counted = match.word("n") not in ("", "a", "an", "the")
    return counted or not unit or unit[0].word not in ("second", "sec", "min", "hr")


def real_unit(match: Match) -> bool:
    """Last week, this year; "last minute" and "this second" name no time, "the last week of May" is another."""
    if _word(match.after()) == "of" and match.value("s", "step") == "-1":
        return False
    return (
        match.value("u", "unit") not in ("second", "minute", "hour", "fortnight", "day")
        or match.word("s") == "next"
    )


def year_after(match: Match) -> bool:
    """A year behind the name of a feast."""
    return match.inner("y").rule.reads == "year_number"


def known_unit(match: Match) -> bool:
    """The year, the quarter: not what is counted from an event ("the week of the attack") or "the second attack"."""
    return match.value("u", "unit") in ("week", "month", "quarter", "year") and _word(match.after()) not in (
        "of",
        "that",
        "when",
        "in",
    )


def counted_unit(match: Match) -> bool:
    """The day before, the year after: a unit of the calendar, and no day named behind it."""
    following = match.after()
    named = following is not None and bool(
        following.classes & {"step", "weekday", "month", "today", "feast", "day"}
    )
    return match.value("u", "unit") not in ("second", "minute", "hour") and not named


def before_no_day(match: Match) -> bool:
    """The week before last, and not the day before last Tuesday."""
    following = match.after()
    return following is None or not following.classes & {
        "weekday",
        "weekday_short",
        "month",
        "month_short",
        "unit",
    }


def not_hours(match: Match) -> bool:
    """Recent weeks, the early years; the early hours are those of a day."""
    return match.value("u", "units") not in ("hour", "minute", "second") and not_an_age(match)


def real_weekday(match: Match) -> bool:
    """A weekday in full, or a short one with its full stop or beside a date or a time ("Sun" is a name too)."""
    items = match.caught["w"]
    if "weekday" in items[0].classes or len(items) > 1:
        return True
    neighbours = [item.classes for item in (match.before(), match.after()) if item]
    return any(classes & {"daynum", "dayth", "clock_digits", "meridiem", "part"} for classes in neighbours)


def no_age(match: Match) -> bool:
    """The 70s and 80s, early 90s; not a man in his 80s."""
    return _word(match.before()) in ("and", "early", "late", "mid", "of")


def stated_year(match: Match) -> bool:
    """Quarters of a year; a half only where a year stands by it."""
    return match.word("k") != "half" or "y" in match or "v" in match


def real_hour(match: Match) -> bool:
    """An hour of a clock."""
    if "x" in match:
        digits = match.word("x")
        return int(digits[:2]) <= 24 and int(digits[2:]) < 60
    return 0 < (number(match.caught["h"]) or 0) <= (12 if "m" in match or "p" in match else 24)


def hour_after_at(match: Match) -> bool:
    """At 0640, at 2100 (0300 GMT); not "at 2000 metres"."""
    if _word(match.before()) != "at" or not real_hour(match):
        return False
    return match.word("x").startswith("0") or _word(match.after()) in ("(", ",", ".", "on", "local")


def again(match: Match) -> bool:
    """On Fridays: what comes again; "Fridays attack" lost its apostrophe."""
    by_itself = match.before() is None and match.after() is None
    return "p" in match or by_itself or _word(match.before()) in _SETS["before_again"]


def no_paper(match: Match) -> bool:
    """Daily; not "the People's Daily"."""
    before = match.before()
    return before is None or "gen" not in before.classes


def alone(match: Match) -> bool:
    """A part of a day after the preposition that makes it a time: "at dawn", "by nightfall"."""
    return _word(match.before()) in _SETS["before_part"]


GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        after_preposition,
        real_date,
        bare_month,
        bare_year,
        year_in_words,
        not_an_age,
        real_unit,
        year_after,
        known_unit,
        counted_unit,
        before_no_day,
        not_hours,
        real_weekday,
        no_age,
        stated_year,
        real_hour,
        hour_after_at,
        again,
        no_paper,
        alone,
    )
}
