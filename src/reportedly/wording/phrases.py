"""Values in words, the way a careful writer would put them; every function gives plain text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from reportedly.records import ClaimValue, Named, Source, Span, Toll, When, Where

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_STOP = re.compile(r"""(?:(?<=[a-z]{3})|(?<=[\d"”’)]))[.!?]\s|[;:]\s|[\n“”"]|\s[-–—]+\s""")
_QUOTED = 36
_CONTEXT = 120
_SIDES = 30  # characters between the two sides of a border, as in "Syrian-Iraqi" and "between Syria and Iraq"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PLURALS = {"child": "children", "woman": "women", "man": "men", "elderly": "elderly", "police": "police"}


def printable(text: str) -> str:
    """Text that is safe on a terminal: one line, without control and direction characters.

    >>> printable("four\\x1b[31m\\u202e dead\\n")
    'four[31m dead'
    """
    return " ".join(
        "".join(
            " " if c == "\n" else c for c in text if c in " \n\t" or unicodedata.category(c) not in _UNSEEN
        ).split()
    )


def quote(text: str, span: Span, *, room: int = _QUOTED) -> str:
    """The words of a span in quotation marks, with as many of their neighbours as there is room for.

    >>> quote("Police said four people died on Sunday. It rained.", Span.of("Police said four people died on Sunday. It rained.", 12, 23), room=30)
    '“…said four people died on Sunday”'
    """
    reach = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    opening = max((stop.end() for stop in _STOP.finditer(text, reach[0], span.start)), default=reach[0])
    stop = _STOP.search(text, span.end, reach[1])
    left, right = text[opening : span.start], text[span.end : stop.start() if stop else reach[1]]
    left_words, right_words = re.findall(r"\S+\s*", left), re.findall(r"\s*\S+", right)
    words = span.words
    while right_words and len(words) + len(right_words[0]) <= room:
        words += right_words.pop(0)
    while left_words and len(words) + len(left_words[-1]) <= room:
        words = left_words.pop() + words
    return f"“{'…' if left_words else ''}{printable(words).rstrip(',')}{'…' if right_words else ''}”"


def number(value: int | None) -> str:
    """A number with its thousands parted, or a dash."""
    return "–" if value is None else f"{value:,}"


def toll_phrase(toll: Toll) -> str:
    """A toll in words: "7 or more combatants", "about 50", "3 to 5 children", "“dozens”"."""
    if toll.low is None or (toll.vague and toll.convention):
        count = f"“{printable(toll.vague or '')}”"
    elif toll.high is None:
        count = f"{number(toll.low)} or more"
    elif toll.low == toll.high:
        count = number(toll.low)
    elif toll.low == 0:
        count = f"up to {number(toll.high)}"
    else:
        count = f"{number(toll.low)} to {number(toll.high)}"
    who = [_plural(c, toll) for c in toll.victims.category if c != "unknown"]
    return " ".join([*(["about"] if toll.approximate else []), count, *([", ".join(who)] if who else [])])


def _plural(category: str, toll: Toll) -> str:
    if toll.low == toll.high == 1:
        return category
    return _PLURALS.get(category, category + "s")


def day_phrase(start: str | None, end: str | None) -> str | None:
    """Two ISO dates as a person writes them: "27–28 June 2021", "June 2021", "1905"; None where there is none."""
    if not start:
        return None
    first = date.fromisoformat(start[:10])
    last = date.fromisoformat((end or start)[:10])
    months = [MONTHS[first.month - 1], MONTHS[last.month - 1]]
    if first == last:
        return f"{first.day} {months[0]} {first.year}"
    if first.day == 1 and (last.month == 12 and last.day == 31 and first.month == 1):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    whole_months = first.day == 1 and last.day >= 28 and (last.toordinal() + 1 == _next_month(last).toordinal())
    if (first.year, first.month) == (last.year, last.month):
        return f"{months[0]} {first.year}" if whole_months else f"{first.day}–{last.day} {months[0]} {first.year}"
    years = ["" if first.year == last.year else f" {first.year}", f" {last.year}"]
    if whole_months:
        return f"{months[0]}{years[0]} – {months[1]}{years[1]}"
    return f"{first.day} {months[0]}{years[0]} – {last.day} {months[1]}{years[1]}"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def when_phrase(when: When | None) -> str:
    """A When in words; where nothing anchors it, the words as written."""
    if when is None:
        return "date not stated"
    found = day_phrase(when.start, when.end)
    if found:
        return f"{found}, {when.clock}" if when.clock else found
    return f"“{printable(when.span.words)}”" if when.span else "date not stated"


def where_phrase(where: Where) -> str:
    """A place as written, with its relation, first-order division and country: "near Qaim, Anbar, IQ"."""
    name = printable(where.name)
    name = name.title() if name.isupper() and len(name) > 3 else name
    parts = [name]
    if where.admin1 and where.admin1.casefold() not in name.casefold() and where.precision not in (4, 5, 6, 7):
        parts.append(where.admin1)
    if where.country:
        parts.append(where.country)
    derived = " (derived)" if where.derived else ""
    return (f"{where.relation} " if where.relation else "") + ", ".join(parts) + derived


def places_phrase(places: tuple[Where, ...], most: int = 3) -> str:
    """The places of an incident, the resolved ones first."""
    known = [w for w in places if w.country] or list(places)
    phrases = list(dict.fromkeys(_border_phrase(w, known) or where_phrase(w) for w in known))
    return " · ".join(phrases[:most]) + (" …" if len(phrases) > most else "") or "place not stated"


def _border_phrase(where: Where, others: list[Where]) -> str | None:
    """One border in the words of both its sides: "border of Syrian and Iraqi, SY and IQ"."""
    if where.feature != "border":
        return None
    sides = [w for w in others if w.feature == "border" and abs(w.span.start - where.span.start) < _SIDES]
    sides = sorted({w.span.start: w for w in sides}.values(), key=lambda w: w.span.start)
    if len(sides) != 2 or sides[0].country == sides[1].country:
        return None
    left, right = sides
    return f"border of {printable(left.name)} and {printable(right.name)}, {left.country} and {right.country}"


def value_phrase(value: ClaimValue) -> str:
    """The value of any claim in words."""
    match value:
        case Toll():
            return toll_phrase(value)
        case When():
            return when_phrase(value)
        case Where():
            return where_phrase(value)
        case Named():
            return printable(value.name)
        case _:
            return "yes" if value else "no"


def source_phrase(source: Source | None) -> str:
    """A source by name; one that the text hides is "a source not named"."""
    return printable(source.name) if source else "a source not named"
