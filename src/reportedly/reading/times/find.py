"""When: time expressions resolved to ranges of dates, or left open with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from reportedly.reading.parse import Parse
from reportedly.reading.times import days, hours, lengths, periods, phases, steps
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.context import (
    Anchors,
    day_in_sentence,
    find_anchors,
    find_sayings,
    is_hour,
    is_name,
    lies_ahead,
)
from reportedly.reading.times.grammar import Cascade
from reportedly.reading.times.guards import GUARDS
from reportedly.reading.times.meanings import OF_WRITING, Context, Meaning
from reportedly.reading.times.tokens import Item, items_of
from reportedly.records import Anchor, Attribution, Span, Timex, When

READERS = {
    name: reader
    for room in (days, periods, steps, phases, lengths, hours)
    for name, reader in room.READERS.items()
}


_RANGE = re.compile(
    r"(?:(?:between|from)\s+)?(.+?)(?:\s+(?:and|to|until|till|through)\s+|\s*[-‐-—]\s*)(.+)",
    re.DOTALL | re.IGNORECASE,
)


@cache
def _cascade() -> Cascade:
    return Cascade(GUARDS)


def find_times(parse: Parse, attributions: Sequence[Attribution] = ()) -> tuple[When, ...]:
    """Every time expression of a report, in order; quoted words are reckoned from the day they were spoken."""
    items = [item for item in expressions(parse.text) if not is_name(parse, item)]
    published = parse.report.published
    near = date.fromisoformat(published[:10]) if published else None
    anchors = find_anchors(parse, items, lambda item: _one_day(item, near))
    times = _resolve(parse, items, anchors)
    sayings = find_sayings(parse, attributions, times, anchors.today)
    return _resolve(parse, items, replace(anchors, sayings=sayings)) if sayings else times


def _resolve(parse: Parse, items: Sequence[Item], anchors: Anchors) -> tuple[When, ...]:
    """Read the expressions in order, each against what stands before it."""
    out = []
    previous: Period | None = None
    for number, item in enumerate(items):
        of_writing = item.start == anchors.written
        if of_writing and anchors.alone:
            continue
        today, anchor = anchors.at(item.start)
        context = Context(today, previous, lies_ahead(parse, item), READERS)
        if is_hour(item):
            day = day_in_sentence(parse, items, number)
            context = replace(context, previous=_read(day, context).period if day else None)
        meaning = _read(item, context)
        if of_writing:
            meaning = replace(meaning, reason=OF_WRITING)
        out.append(_when(meaning, parse.span(item.start, item.end), anchor))
        if meaning.period is not None and meaning.kind in ("DATE", "TIME") and not _compares(item):
            previous = meaning.period
    return tuple(out)


def expressions(text: str) -> list[Item]:
    """The time expressions of a text, unread: the longest that the grammar knows at each place."""
    return [item for item in _cascade().parse(items_of(text)) if item.match is not None]


def read_expression(words: str, anchor: date | None = None, *, future: bool | None = None) -> When | None:
    """Read the first time expression in some words against a date; None where there is none.

    >>> read_expression("since the beginning of the year", date(2021, 6, 28)).start
    '2021-01-01'
    """
    for item in expressions(words):
        meaning = _read(item, Context(anchor, None, future, READERS, alone=True))
        return _when(meaning, Span.of(words, item.start, item.end), "published")
    return None


def _compares(item: Item) -> bool:
    """Whether an expression looks back for comparison only ("a year earlier"), so that nothing is reckoned from it."""
    match = item.match
    return match is not None and match.rule.reads in ("ago", "earlier", "step_back") and "year" in item.word


def ends_of(when: When) -> Iterator[tuple[Span, Timex]]:
    """The two ends of a range as expressions of their own, or the one expression that a When is.

    "between 1994 and 1997" has the ends "1994" and "1997".
    """
    assert when.span is not None
    assert when.timex is not None
    values = when.timex.value.split("/")
    found = _RANGE.fullmatch(when.span.words) if len(values) == 2 else None
    if found is None:
        yield when.span, when.timex
        return
    for group, value in enumerate(values, 1):
        start = when.span.start + found.start(group)
        span = Span(start=start, end=start + len(found[group]), words=found[group])
        yield span, Timex(type=when.timex.type, value=value)


def _one_day(item: Item, near: date | None) -> date | None:
    """The day that an expression names whatever its surroundings, None where it names no single day."""
    assert item.match is not None
    match = item.match
    if match.rule.reads == "clock_on_day":
        match = match.inner("x")
    if match.rule.reads not in ("calendar_day", "iso_date", "slashed_date"):
        return None
    period = _read(item, Context(near, None, None, READERS)).period
    return period.start if period else None


def _read(item: Item, context: Context) -> Meaning:
    assert item.match is not None
    return context.read(item.match)


def _when(meaning: Meaning, span: Span, anchor: Anchor) -> When:
    """The record of a meaning."""
    period = meaning.period
    reckoned: dict[str | None, Anchor | None] = {None: None, "today": anchor, "previous": "previous"}
    return When(
        start=period.start.isoformat() if period else None,
        end=period.end.isoformat() if period else None,
        precision=period.precision if period else None,
        span=span,
        anchor=reckoned[meaning.reckoned] if period else None,
        reason=meaning.reason,
        timex=Timex(type=meaning.kind, value=meaning.value),
        clock=meaning.clock,
    )
