"""Readers of times of day: "Friday night", "at dawn on Sunday", "11:30pm local time", "overnight"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.grammar import Match
from reportedly.reading.times.meanings import Context, Meaning, Reader, number, undated

NO_DAY = "the words name a time of day and no day"
_LATE = frozenset({"AF", "EV", "NI"})


def _on(period: Period | None, code: str, base: Meaning) -> Meaning:
    """A part of a day or a clock time on that day."""
    if period is None:
        return replace(base, kind="TIME", value=f"{base.value}T{code}")
    return replace(base, kind="TIME", value=f"{period.start.isoformat()}T{code}", period=period)


def part_of_day(match: Match, at: Context) -> Meaning:
    """Friday night, the morning of 3 May, at dawn on Sunday, overnight on Tuesday."""
    inner = at.read(match.inner("x"))
    code = match.option("code") or match.value("q", "part")
    if code is None:
        code = match.inner("y").value("p", "part") or "NI"
    return _on(inner.period, code, inner)


def early_hours(match: Match, at: Context) -> Meaning:
    """The early hours of Thursday."""
    inner = at.read(match.inner("x"))
    return inner if inner.kind == "TIME" else _on(inner.period, "MO", inner)


def phase_of_day(match: Match, at: Context) -> Meaning:
    """Late Tuesday, early on Wednesday: the day itself."""
    return at.read(match.inner("x"))


def part_of_today(match: Match, at: Context) -> Meaning:
    """This morning, tonight, last night."""
    code = match.value("p", "part") or match.value("t", "tonight") or ""
    if at.today is None:
        return undated(f"XXXX-XX-XXT{code}", kind="TIME")
    found = calendar.day(at.today + timedelta(days=match.option("offset")))
    return Meaning("TIME", f"{found.value}T{code}", found, "today")


def part_back(match: Match, at: Context) -> Meaning:
    """The previous night, the next morning, that evening: reckoned from the day spoken of before."""
    code = match.value("p", "part") or ""
    reference, reckoned = at.reference
    if reference is None or reference.unit != "day":
        return undated(f"XXXX-XX-XXT{code}", NO_DAY, "TIME")
    steps = int(match.option("steps", match.value("b", "back") or 0))
    found = calendar.day(reference.start + timedelta(days=steps))
    return Meaning("TIME", f"{found.value}T{code}", found, reckoned)


def part_alone(match: Match, at: Context) -> Meaning:
    """The morning, at dawn: of the day spoken of before, else left open."""
    code = match.value("p", "part") or match.value("b", "bare_part") or ""
    if at.previous is None or at.previous.unit != "day":
        return undated(f"XXXX-XX-XXT{code}", NO_DAY, "TIME")
    found = calendar.day(at.previous.start)
    return Meaning("TIME", f"{found.value}T{code}", found, "previous")


def phase_of_part(match: Match, at: Context) -> Meaning:
    """Late this afternoon."""
    return at.read(match.inner("x"))


def overnight(match: Match, at: Context) -> Meaning:
    """Overnight: from the evening before the day of writing into that day."""
    if at.today is None:
        return undated("XXXX-XX-XXTNI", kind="TIME")
    before = at.today - timedelta(days=1)
    return Meaning("TIME", f"{before.isoformat()}TNI", Period(before, at.today, "day", ""), "today")


def night_before_last(match: Match, at: Context) -> Meaning:
    """The night before last: from the evening two days ago into yesterday."""
    if at.today is None:
        return undated("XXXX-XX-XXTNI", kind="TIME")
    evening, morning = at.today - timedelta(days=2), at.today - timedelta(days=1)
    return Meaning("TIME", f"{evening.isoformat()}TNI", Period(evening, morning, "day", ""), "today")


def clock_of(match: Match) -> tuple[str, str]:
    """The time of day on a 24-hour clock and its zone ("Z" for UTC, else "").

    >>> "11:30pm" is ("23:30", ""), "0735 GMT" is ("07:35", "Z")
    """
    zone = "Z" if match.value("z", "zone") == "UTC" else ""
    if "k" in match:
        return match.value("k", "clock_word") or "", zone
    if "x" in match:
        digits = match.word("x")
        return f"{digits[:2]}:{digits[2:]}", zone
    if "c" in match:
        hours, minutes = match.word("c").replace(".", ":").split(":")[:2]
    else:
        hours, minutes = str(int(number(match.caught["h"]) or 0)), "00"
    hour, half = int(hours), match.word("m")[:1]
    late = half == "p" or (match.value("p", "part") in _LATE and hour < 12)
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour + 12 if late and hour < 12 else hour:02d}:{minutes}", zone


def clock(match: Match, at: Context) -> Meaning:
    """10:35 a.m., 4 in the morning, 0735 GMT, noon: on the day spoken of before, else left open."""
    words, zone = clock_of(match)
    if at.previous is None or at.previous.unit != "day":
        return replace(undated(f"XXXX-XX-XXT{words}{zone}", NO_DAY, "TIME"), clock=words)
    found = calendar.day(at.previous.start)
    return Meaning("TIME", f"{found.value}T{words}{zone}", found, "previous", words)


def clock_on_day(match: Match, at: Context) -> Meaning:
    """10 p.m. on Wednesday, Friday at noon."""
    inner = at.read(match.inner("x"))
    found = match.inner("c")
    words, zone = clock_of(found if found.rule.reads == "clock" else found.inner("x"))
    base = replace(inner, value=inner.value.partition("T")[0])
    return replace(_on(inner.period, words + zone, base), clock=words)


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        part_of_day,
        early_hours,
        phase_of_day,
        part_of_today,
        part_back,
        part_alone,
        phase_of_part,
        overnight,
        night_before_last,
        clock,
        clock_on_day,
    )
}
